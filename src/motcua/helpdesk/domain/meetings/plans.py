"""What is planned: a conference, its minutes, a visit, a thing to be done; as services take them."""

from datetime import date, datetime

import msgspec

from motcua.helpdesk.domain.meetings.errors import NeedsWords, WrongTimes
from motcua.kernel.words import Words


class Plan(msgspec.Struct, frozen=True):
    """A conference to be held. `ask_until` None: some working days before, as the limits say."""

    office: str
    title: str
    begins_at: datetime
    ends_at: datetime
    place: str
    topics: str
    partners: str = ""
    seats: int = 100
    open_to_all: bool = False
    ask_until: datetime | None = None


class Minutes(msgspec.Struct, frozen=True):
    """What the minutes say beside who came and what was asked: who presided, who wrote, what was said, concluded."""

    chair: str
    secretary: str
    said: str
    concluded: str


class VisitPlan(msgspec.Struct, frozen=True):
    """A visit to be made: by which office, to whom, when, why, by whom."""

    office: str
    party: str
    planned_on: date
    purpose: str
    members: str


class Findings(msgspec.Struct, frozen=True):
    """What came of a visit: when it was made, who was met, what was found, what was settled there."""

    made_on: date
    met: str
    found: str
    settled: str = ""


class Todo(msgspec.Struct, frozen=True):
    """A thing to be done after a visit, by an account, until a day (included)."""

    words: str
    owner: int
    due_on: date


_NAMES = {
    "title": Words("tên hội nghị", "title"), "place": Words("địa điểm", "place"),
    "topics": Words("chủ đề", "topics"), "chair": Words("người chủ trì", "who presided"),
    "secretary": Words("thư ký", "who wrote the minutes"), "said": Words("diễn biến", "what was said"),
    "concluded": Words("kết luận", "conclusion"), "purpose": Words("mục đích", "purpose"),
    "members": Words("thành phần đoàn", "members"), "met": Words("người tiếp", "who was met"),
    "found": Words("kết quả nắm bắt", "findings"), "words": Words("việc phải làm", "what is to be done"),
}  # fmt: skip


def need_words(value: msgspec.Struct) -> None:
    """NeedsWords where a text of the value is missing that has to be there."""
    for name, words in _NAMES.items():
        if not str(getattr(value, name, "-")).strip():
            raise NeedsWords(what=f"{words.vi} / {words.en}")


def need_times(begins: datetime, ends: datetime, ask_until: datetime) -> None:
    """WrongTimes where they are not in order."""
    if not (ask_until <= begins < ends):
        raise WrongTimes
