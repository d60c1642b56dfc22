"""What the window writes into the log and calls its messages, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

CERTIFICATE_ADDED = log.verb("asw.certificate_added", Words("Đăng ký chứng thư của cửa", "Window certificate added"))
CERTIFICATE_ENDED = log.verb("asw.certificate_ended", Words("Chấm dứt chứng thư của cửa", "Window certificate ended"))
MESSAGE_NEW = log.verb("asw.message", Words("Thông điệp giữa hai cửa", "Message between windows"))
MESSAGE_STEP = log.verb("asw.step", Words("Bước của thông điệp giữa hai cửa", "Step of a message between windows"))

RECEIVED = postbook.name("asw.received", Words("Thông điệp từ cửa quốc gia khác", "Message of a partner window"))
SENT = postbook.name("asw.sent", Words("Thông điệp gửi cửa quốc gia khác", "Message to a partner window"))

T_CERTIFICATE = "asw_certificate"
CERTIFICATE = (
    "leaf", "own", "country", "name", "address", "fingerprint", "der", "since", "until", "at", "actor",
)  # fmt: skip
CERTIFICATE_MOMENTS = (7, 8, 9)
T_CERTIFICATE_END = "asw_certificate_end"
CERTIFICATE_END = ("leaf", "certificate_id", "at", "actor", "note")
CERTIFICATE_END_MOMENTS = (2,)
T_MESSAGE = "asw_message"
MESSAGE = (
    "leaf", "direction", "partner", "identifier", "correlation", "kind", "issuer", "about", "no", "at", "document",
    "hash", "source",
)  # fmt: skip
MESSAGE_MOMENTS = (9,)
T_STEP = "asw_step"
STEP = ("leaf", "message_id", "verb", "state", "at", "actor", "code", "note", "file", "hash", "letter")
STEP_MOMENTS = (4,)
T_STANDING, T_THREAD, T_QUEUE, T_LINE = "asw_standing", "asw_thread", "asw_queue", "asw_line"
