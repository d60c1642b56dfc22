"""Changing: whether a schedule says the same of a line on two days, and if not, which way it went."""

from collections.abc import Iterable
from enum import StrEnum

from motcua.kernel.words import Words
from motcua.tariff.domain.columns import SIDE
from motcua.tariff.domain.entries import Entry


class Change(StrEnum):
    """How what applies differs from what applied before."""

    FIRST = "first"
    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    OTHER = "other"
    ACT = "act"

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
    old, new = _percent(before), _percent(after)
    if old is None or new is None or old == new:
        return Change.OTHER
    return Change.UP if new > old else Change.DOWN


def _said(entries: Iterable[Entry]) -> set[tuple[object, ...]]:
    return {entry.says for entry in entries if entry.kind != "absent"}


def _percent(entries: Iterable[Entry]) -> int | None:
    """The one percentage that applies by itself to most origins, if it is one."""
    plain = [
        entry for entry in entries
        if entry.condition not in SIDE and not (entry.origins or entry.claim) and entry.kind != "absent"
    ]  # fmt: skip
    return plain[0].ppm if len(plain) == 1 and plain[0].kind == "percent" else None
