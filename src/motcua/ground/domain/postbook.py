"""What the post book is asked for, and what kinds of message are called. Rooms name their kinds when they start."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from motcua.kernel.words import Words

Came = Literal["", "accepted", "refused", "unreadable", "unanswered"]
CAME: dict[Came, Words] = {
    "accepted": Words("Đã nhận", "Accepted"),
    "refused": Words("Không nhận", "Refused"),
    "unreadable": Words("Không đọc được", "Could not be read"),
    "unanswered": Words("Chưa trả lời", "Not answered"),
}
TONES: dict[Came, str] = {"accepted": "good", "refused": "bad", "unreadable": "bad", "unanswered": "warn"}
UNREADABLE = (400, 415)
"""Answers to what could not be read at all."""
REFUSED = 400
MEDIA = {
    "api": Words("Chương trình (API)", "Program (API)"),
    "message": Words("Thông điệp", "Message"),
    "form": Words("Biểu mẫu trên trang", "Form on the site"),
    "file": Words("Tệp tải lên", "Uploaded file"),
    "command": Words("Lệnh", "Command"),
    "bank": Words("Ngân hàng", "Bank"),
    "window": Words("Cửa quốc gia", "National window"),
}


class Kind(NamedTuple):
    """A kind of message: its name, and the route that shows what came of it, by number, if there is one."""

    words: Words
    route: str = ""


KINDS: dict[str, Kind] = {"unknown": Kind(Words("Không rõ loại", "Of unknown kind"))}


def name(kind: str, words: Words, route: str = "") -> str:
    """Name a kind of message. ValueError if it is named with other words."""
    if KINDS.setdefault(kind, Kind(words, route)) != Kind(words, route):
        raise ValueError(f"messages of kind {kind} are named twice")
    return kind


def kind_of(kind: str) -> Kind:
    """What a kind is called; one that nobody has named as it is written."""
    return KINDS.get(kind, Kind(Words(kind, kind)))


class Asked(msgspec.Struct, frozen=True):
    """What the post book is narrowed to. Empty values narrow nothing."""

    text: str = ""
    came: Came = ""
    medium: str = ""
    since: date | None = None
    until: date | None = None


def came(status: int, *, answered: bool) -> Came:
    """What came of a message, by the status of its answer."""
    if not answered:
        return "unanswered"
    if status in UNREADABLE:
        return "unreadable"
    return "refused" if status >= REFUSED else "accepted"
