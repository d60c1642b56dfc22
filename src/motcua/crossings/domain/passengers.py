"""Passengers as counts: so many in a quarter hour of a gate, by direction, nationality and papers. Nobody's name."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from motcua.crossings.domain.people_data import limit
from motcua.crossings.domain.people_errors import UnreadableCount
from motcua.crossings.domain.people_rules import BOOK
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.rules import Finding, Rule, finding
from motcua.kernel.words import Words

DIRECTIONS = {"in": Words("Nhập cảnh", "Entry"), "out": Words("Xuất cảnh", "Exit")}
QUARTERS = 96
MOST_ROWS = 5_000
"""Rows of one message or sheet."""


class Count(msgspec.Struct, frozen=True, gc=False):
    """So many people in a quarter hour (0 to 95 of the law day); below zero where it corrects."""

    gate: str
    day: date
    quarter: int
    direction: str
    nationality: str
    document: str
    count: int

    @property
    def slot(self) -> tuple[str, date, int, str, str, str]:
        """What is counted together."""
        return (self.gate, self.day, self.quarter, self.direction, self.nationality, self.document)


class CountTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A count as a program tells it: any moment of the quarter hour."""

    gate: str
    at: datetime
    direction: str
    nationality: str
    document: str
    count: int


class CountsTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a gate's program sends: rows, and a reason where some of them correct."""

    rows: tuple[CountTold, ...]
    note: str = ""


class View(msgspec.Struct, frozen=True, gc=False):
    """What rules of counts judge with: the moment, whether it corrects, and the limits of the day."""

    now: datetime
    corrects: bool
    back: int
    most: int


_decode = msgspec.json.Decoder(CountsTold).decode


def quarter_of(at: datetime) -> tuple[date, int]:
    """The law day and the quarter hour of a moment."""
    local = at.astimezone(LAW_ZONE)
    return local.date(), local.hour * 4 + local.minute // 15


def hour_of(quarter: int) -> str:
    """When a quarter hour begins: `09:15`."""
    return f"{quarter // 4:02d}:{quarter % 4 * 15:02d}"


def quarter_at(text: str) -> int | None:
    """The quarter hour of a time of day as it is typed: `9:20`, `09h20`, `0920`; None where it is none."""
    plain = text.strip().lower().replace("h", ":").replace(".", ":")
    hour, mark, minute = plain.partition(":")
    if not mark and len(plain) in (3, 4):
        hour, minute = plain[:-2], plain[-2:]
    minute = minute[:2] or "0"
    if not (hour.isascii() and hour.isdecimal() and minute.isascii() and minute.isdecimal()):
        return None
    return int(hour) * 4 + int(minute) // 15 if int(hour) < 24 and int(minute) < 60 else None


def read(content: bytes) -> tuple[list[Count], str]:
    """The counts of a message and its note. UnreadableCount."""
    try:
        told = _decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise UnreadableCount(why=str(fault)) from None
    if len(told.rows) > MOST_ROWS:
        raise UnreadableCount(why=f"> {MOST_ROWS} rows")
    if any(row.at.tzinfo is None for row in told.rows):
        raise UnreadableCount(why="`at` needs its zone")
    rows = [
        Count(row.gate, *quarter_of(row.at), row.direction, row.nationality, row.document, row.count)
        for row in told.rows
    ]
    return rows, told.note


def judge(rows: Sequence[Count], now: datetime, *, corrects: bool) -> list[Finding]:
    """Everything that is wrong with rows of counts, each at `/rows/<place>/<field>`."""
    present = quarter_of(now)
    today = present[0]
    view = View(now, corrects, limit("count days", today).value, limit("count most", today).value)
    first = today - timedelta(days=view.back - 1)
    rules = BOOK.select(direction="", scope="count", day=today)
    passed: set[object] = set()
    found: list[Finding] = []
    for place, row in enumerate(rows):
        kind = (row.day, row.gate, row.direction, row.nationality, row.document)
        plain = 0 < row.count <= view.most and row.quarter >= 0 and (row.day, row.quarter) <= present
        if plain and row.quarter < QUARTERS and row.day >= first and kind in passed:
            continue
        wrong = list(_wrong(row, view, rules, place))
        found += wrong
        if not wrong:
            passed.add(kind)
    return found


def _wrong(row: Count, view: View, rules: Sequence[Rule], place: int) -> Iterator[Finding]:
    for rule in rules:
        if not rule.check(row, view):
            yield finding(rule, path=f"/rows/{place}/{rule.path}", value=getattr(row, rule.path))
