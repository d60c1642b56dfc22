"""Feed: what happened to a declaration and why, as its declarant may read it.

Of a selection only the class of its reason is told: no rule, score, threshold or officer's own note.
"""

from datetime import datetime
from functools import cache

import msgspec

from motcua.declarations.domain.life import RECORDED_WORDS
from motcua.declarations.domain.sets import rows
from motcua.kernel.words import Words

STEPS = {
    "register": Words("Đăng ký, cấp số, phân luồng", "Registered, numbered, channel given"),
    "accept documents": Words("Chấp nhận hồ sơ", "Documents accepted"),
    "order inspection": Words("Chuyển kiểm tra thực tế", "Physical inspection ordered"),
    "record inspection": Words("Ghi kết quả kiểm tra thực tế", "Physical inspection recorded"),
    "hold for analysis": Words("Đã kiểm tra thực tế, chờ phân tích", "Inspected, awaiting an analysis"),
    "extend inspection": Words("Gia hạn kiểm tra thực tế", "Physical inspection extended"),
    "spare inspection": Words("Bỏ kiểm tra thực tế", "Physical inspection spared"),
    "instruct": Words("Yêu cầu người khai", "Asked of the declarant"),
    "answer": Words("Người khai trả lời", "Answered by the declarant"),
    "withdraw query": Words("Rút yêu cầu", "Question withdrawn"),
    "store": Words("Đưa hàng về bảo quản", "Goods to storage"),
    "end storage": Words("Kết thúc bảo quản", "Storage ended"),
    "resume inspection": Words("Kết thúc bảo quản, kiểm tra tiếp", "Storage ended, inspection goes on"),
    "release": Words("Giải phóng hàng", "Released on conditions"),
    "settle": Words("Giải quyết điều kiện giải phóng hàng", "Conditions of release settled"),
    "amend": Words("Khai bổ sung", "Amended"),
    "clear": Words("Thông quan", "Cleared"),
    "clear passed": Words("Thông quan (hàng đã qua khu vực giám sát)", "Cleared (the goods had passed)"),
    "pass": Words("Qua khu vực giám sát", "Passed the supervised area"),
    "cancel": Words("Hủy tờ khai", "Cancelled"),
    "lapse": Words("Tờ khai hết giá trị làm thủ tục", "Lapsed"),
    "record": Words("Ghi nhận từ VNACCS", "Recorded from VNACCS"),
    **{verb: Words(f"VNACCS: {words.vi}", f"VNACCS: {words.en}") for verb, words in RECORDED_WORDS.items()},
}
"""What the steps of a life are called."""
OTHERS = {
    "begin check": Words("Hải quan bắt đầu kiểm tra", "Customs began its check"),
    "propose": Words("Gửi bản khai bổ sung", "Amendment handed in"),
    "resolve": Words("Bản khai bổ sung", "Amendment"),
    "ask to cancel": Words("Đề nghị hủy tờ khai", "Cancellation asked for"),
    "decide request": Words("Trả lời đề nghị hủy", "Request to cancel answered"),
    "receive paper": Words("Nhận chứng từ", "Paper received"),
    "pass part": Words("Một phần hàng qua khu vực giám sát", "Some goods passed the supervised area"),
    "take back part": Words("Rút lần ghi qua khu vực giám sát", "Record of passage taken back"),
}
"""What happens beside those steps."""
NOTHING = Words("", "")


class Event(msgspec.Struct, frozen=True):
    """One thing that happened: what, why, by which law (`verified`: a person has compared it with the text).

    `leaf` is its place in the log; `papers` are kinds that were asked for, `asked_again` those of them held before.
    """

    kind: str
    at: datetime
    words: Words
    why: Words
    law: str
    verified: bool
    leaf: int
    papers: tuple[str, ...] = ()
    asked_again: tuple[str, ...] = ()


@cache
def _grounds() -> dict[str, tuple[str, bool]]:
    return {row["event"]: (row["law"], row["verified"] == "1") for row in rows("grounds.csv")}


def event(
    kind: str, at: datetime, leaf: int, why: Words = NOTHING, *, words: Words | None = None,
    papers: tuple[str, ...] = (), asked_again: tuple[str, ...] = (),
) -> Event:  # fmt: skip
    """An event with its law; `words` where it is called otherwise than its kind."""
    law, verified = _grounds().get(kind, ("", False))
    told = words or STEPS.get(kind) or OTHERS.get(kind) or Words(kind, kind)
    return Event(kind, at, told, why, law, verified, leaf, papers, asked_again)


def plain(text: str) -> Words:
    """What a person wrote, the same in both languages."""
    return Words(text, text)
