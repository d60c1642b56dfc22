"""What the gateway writes into the log and calls its messages, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

KEY_ADDED = log.verb("bank.key_added", Words("Đăng ký khóa của ngân hàng", "Key of a bank registered"))
KEY_ENDED = log.verb("bank.key_ended", Words("Chấm dứt khóa của ngân hàng", "Key of a bank ended"))
NOTICED = log.verb("bank.noticed", Words("Nhận thông báo của ngân hàng", "Notice of a bank taken"))

MESSAGES = {
    "payment": postbook.name("bank.payment", Words("Thông báo nộp tiền", "Notice of payment"), "declarations:pay"),
    "guarantee": postbook.name("bank.guarantee", Words("Thông báo bảo lãnh", "Notice of a guarantee")),
    "change": postbook.name("bank.change", Words("Thay đổi bảo lãnh", "Change of a guarantee")),
    "statement": postbook.name("bank.statement", Words("Sao kê ngày của ngân hàng", "Bank's statement of the day")),
    "": postbook.name("bank.unread", Words("Thông báo của ngân hàng", "Notice of a bank")),
}

T_KEY = "bank_key"
KEY = ("leaf", "bank", "name", "public", "since", "until", "page", "simulated", "at", "actor")
KEY_MOMENTS = (8,)
T_KEY_END = "bank_key_end"
KEY_END = ("leaf", "key_id", "at", "actor", "note")
KEY_END_MOMENTS = (2,)
T_NOTICE = "bank_notice"
NOTICE = (
    "leaf", "bank", "notice", "kind", "at", "day", "payer", "number", "account", "reference", "items", "amount",
    "outcome", "reason", "target", "held", "message", "body_hash",
)  # fmt: skip
NOTICE_MOMENTS = (4,)
T_LINE = "bank_line"
LINE = ("leaf", "no", "notice", "reference", "amount")
