"""How questions are classed, and how long an answer may take: the tables of this room's `data`.

A limit's `mark` says where it is from: S a text was seen by who collected it, H its article by heading, K from memory,
P the department's own rule (invented for this platform). None is verified until a person has seen the text.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, cast

from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words

DATA = Path(__file__).parent.parent / "data"
Unit = Literal["wh", "wd", "d"]
"""Working hours, working days of eight working hours, calendar days."""
RULES = "rules"
ORDINARY = "P3"
CHANNELS: Mapping[str, Words] = {
    "site": Words("Trang của doanh nghiệp", "Enterprise's page"),
    "public": Words("Trang công khai", "Public page"),
    "mail": Words("Thư điện tử", "Mail"),
    "phone": Words("Điện thoại", "Telephone"),
    "meeting": Words("Hội nghị, buổi làm việc", "Conference or meeting"),
    "api": Words("Chương trình (API)", "Program (API)"),
}
MARKS: Mapping[str, Words] = {
    "S": Words(
        "theo văn bản đã tra cứu, chưa người có thẩm quyền xác nhận", "from a text looked up, not yet confirmed"
    ),
    "H": Words("điều khoản tìm theo tiêu đề, một phần theo trí nhớ", "article found by heading, partly from memory"),
    "K": Words("theo trí nhớ, phải kiểm tra văn bản", "from memory, the text must be checked"),
    "P": Words("quy định của đơn vị (giả định), không phải hạn do luật đặt", "the department's own rule (invented)"),
}


class Nature(NamedTuple):
    """What kind of question it is. A `closed` one is read by heads and leaders only."""

    code: str
    closed: bool
    words: Words
    hint: Words


class Level(NamedTuple):
    """Whose authority an answer needs, and the roles that may give or record it."""

    level: int
    roles: frozenset[str]
    words: Words


class Limit(NamedTuple):
    """How long an answer of a class may take, and where that is from."""

    nature: str
    priority: str
    levels: range
    unit: Unit
    amount: int
    mark: str
    since: date
    source: str
    verified: bool
    words: Words

    @property
    def told(self) -> Words:
        """The limit as it is said."""
        vi, en = _UNITS[self.unit]
        return Words(f"{self.amount} {vi}", f"{self.amount} {en}{'s' if self.amount > 1 else ''}")


_UNITS = {
    "wh": Words("giờ làm việc", "working hour"),
    "wd": Words("ngày làm việc", "working day"),
    "d": Words("ngày", "day"),
}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(row: Mapping[str, str], before: str = "") -> Words:
    return Words(row[f"{before}vi"], row[f"{before}en"])


def _levels(told: str) -> range:
    first, _, last = told.partition("-")
    return range(int(first), int(last or first) + 1) if told else range(1, 7)


DOMAINS: Mapping[str, Words] = {row["code"]: _words(row) for row in _rows("domains")}
NATURES: Mapping[str, Nature] = {
    row["code"]: Nature(row["code"], row["closed"] == "1", _words(row), _words(row, "hint_"))
    for row in _rows("natures")
}
LEVELS: Mapping[int, Level] = {
    int(row["level"]): Level(int(row["level"]), frozenset(row["roles"].split()), _words(row)) for row in _rows("levels")
}
PRIORITIES: Mapping[str, Words] = {row["code"]: _words(row) for row in _rows("priorities")}
TEMPLATES: Mapping[str, Words] = {row["code"]: _words(row) for row in _rows("templates")}
CLOSED = frozenset(nature.code for nature in NATURES.values() if nature.closed)
LIMITS: tuple[Limit, ...] = tuple(
    Limit(
        row["nature"], row["priority"], _levels(row["levels"]), cast(Unit, row["unit"]), int(row["count"]), row["mark"],
        date.fromisoformat(row["since"]), row["source"], row["verified"] == "1", _words(row),
    )
    for row in _rows("limits")
)  # fmt: skip
"""From the special to the general: the first that fits counts."""


class Keeping(NamedTuple):
    """So many days data are kept, and where that number is from."""

    what: str
    days: int
    since: date
    source: str
    verified: bool


KEEPING: tuple[Keeping, ...] = tuple(
    Keeping(row["what"], int(row["days"]), date.fromisoformat(row["since"]), row["source"], row["verified"] == "1")
    for row in _rows("keeping")
)


def kept_days(what: str, day: date) -> int:
    """How many days such data are kept, by what is in force on that day. NotInForce before the first."""
    found = [each for each in KEEPING if each.what == what and each.since <= day]
    if not found:
        raise NotInForce(what=what, day=day.isoformat())
    return max(found, key=lambda each: each.since).days


def limit_of(nature: str, priority: str, level: int, day: date) -> Limit:
    """How long an answer of that class may take on that day. NotInForce before the first."""
    for each in LIMITS:
        fits = each.nature in ("", nature) and each.priority in ("", priority) and level in each.levels
        if fits and each.since <= day:
            return each
    raise NotInForce(what=f"{nature} {priority} {level}", day=day.isoformat())
