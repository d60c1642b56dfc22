"""Changing: whether a schedule says the same of a line on two days, and if not, which way it went."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from motcua.kernel.words import Words
from motcua.tariff.domain.columns import SIDE
from motcua.tariff.domain.entries import Entry, Schedule


class Change(StrEnum):
    """How what applies differs from what applied before."""

    FIRST = "first"
    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    OTHER = "other"
    ACT = "act"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Words:
        """As a reader sees it."""
        return WORDS[self]


WORDS = {
    Change.FIRST: Words("Ngày đầu tiên được biết", "First day known"),
    Change.NEW: Words("Mới có", "New"),
    Change.GONE: Words("Không còn", "Ended"),
    Change.UP: Words("Tăng", "Up"),
    Change.DOWN: Words("Giảm", "Down"),
    Change.OTHER: Words("Đổi cách tính hoặc điều kiện", "Other kind or condition"),
    Change.ACT: Words("Mức cũ, văn bản khác", "Same rate, another act"),
    Change.UNKNOWN: Words("Chưa có dữ liệu", "Not known"),
}


def same(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    """Whether both say the same; an entry that says “not in the schedule” is as good as none."""
    return _said(before) == _said(after)


def change(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Change:
    """Which way a line went in a schedule."""
    first, second = _said(before), _said(after)
    if first == second:
        return Change.ACT
    if not first:
        return Change.NEW
    if not second:
        return Change.GONE
    old, new = _measure(before), _measure(after)
    if old is None or new is None or old[0] != new[0] or old[1] == new[1]:
        return Change.OTHER
    return Change.UP if new[1] > old[1] else Change.DOWN


def change_in(
    schedule: Schedule, before: tuple[Entry, ...], after: tuple[Entry, ...], day: date, *, opened: bool = True
) -> Change:
    """As `change`, up to a later day; where a side has no rate only because nobody loaded one, it is not known.

    A schedule that ended with its act, or says “not in the schedule”, has spoken; any other silence is no answer.
    `opened` tells whether anything was known of the schedule on the earlier day.
    """
    found = change(before, after)
    ended = schedule.until is not None and day > schedule.until
    silent = (found is Change.GONE and not after and not ended) or (found is Change.NEW and not opened)
    return Change.UNKNOWN if silent else found


def _said(entries: Iterable[Entry]) -> set[tuple[object, ...]]:
    return {entry.says for entry in entries if entry.kind != "absent"}


def _measure(entries: Iterable[Entry]) -> tuple[tuple[str, str, str, str], int] | None:
    """The one rate that applies to most origins, as what it is counted in and how much, if it can be compared."""
    plain = [entry for entry in entries if not (entry.origins or entry.claim) and entry.kind != "absent"]
    settled = [entry for entry in plain if entry.condition not in SIDE] or plain
    if len(settled) != 1 or settled[0].kind not in ("percent", "specific"):
        return None
    entry = settled[0]
    return (entry.kind, entry.unit, entry.currency, entry.condition), entry.ppm + entry.amount
