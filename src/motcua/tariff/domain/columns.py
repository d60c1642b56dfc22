"""Columns: one schedule over all days, cut at the days on which something changes."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from motcua.tariff.domain.entries import Entry

_ONE = timedelta(days=1)

SIDE = frozenset({"claimed", "inland", "out of quota"})
"""Entries with these conditions are shown, and never chosen by themselves."""


NATIONAL = 8
"""Digits of a line; a code with more is a sub-line of it in one schedule."""


class Table(NamedTuple):
    """A schedule on a day: all entries in force by code, and the one rate of codes that have just one.

    `plain` holds a line only if it has one settled rate for all origins but those `excluded`. `sublines` are the
    longer codes of lines that the schedule divides; `claims` the codes by which rates are picked.
    """

    all: dict[str, tuple[Entry, ...]]
    plain: dict[str, Entry]
    sublines: dict[str, tuple[str, ...]]
    claims: frozenset[str]


EMPTY = Table({}, {}, {}, frozenset())


class Column:
    """One schedule over all days: its entries by layer, cut at the days on which something changes."""

    __slots__ = ("_ranked", "_ranks", "_tables", "by_code", "days", "opens")

    def __init__(self, ranked: Iterable[tuple[int, Entry]]) -> None:
        self._ranked = list(ranked)
        marks = {entry.since for _, entry in self._ranked}
        marks.update(entry.until + _ONE for _, entry in self._ranked if entry.until is not None)
        self.days = sorted(marks)
        self.opens = self.days[0]
        self._tables: dict[int, Table] = {}
        self._ranks = {entry.id: rank for rank, entry in self._ranked if rank}
        self.by_code: dict[str, list[Entry]] = {}
        for _, entry in self._ranked:
            self.by_code.setdefault(entry.code, []).append(entry)

    def on(self, day: date) -> Table:
        """Entries in force by code, only those of the latest layer that speaks of the code."""
        place = bisect_right(self.days, day)
        table = self._tables.get(place)
        if table is None:
            found = self._lay(day)
            below = _sublines(found)
            settled = ((code, _plain(few)) for code, few in found.items() if code not in below)
            plain = {code: entry for code, entry in settled if entry is not None}
            claims = frozenset(entry.claim for few in found.values() for entry in few if entry.claim)
            table = self._tables[place] = Table(found, plain, below, claims)
        return table

    def of(self, code: str, day: date) -> tuple[Entry, ...]:
        """Entries in force for one code, as `on(day)` has them, without laying out the table of that day."""
        held = [entry for entry in self.by_code.get(code, ()) if entry.holds_on(day)]
        latest = max((self._ranks.get(entry.id, 0) for entry in held), default=0)
        return tuple(entry for entry in held if self._ranks.get(entry.id, 0) == latest)

    def _lay(self, day: date) -> dict[str, tuple[Entry, ...]]:
        ranks: dict[str, int] = {}
        found: dict[str, tuple[Entry, ...]] = {}
        for rank, entry in self._ranked:
            if not entry.holds_on(day):
                continue
            code = entry.code
            known = ranks.get(code, -1)
            if rank > known:
                ranks[code] = rank
                found[code] = (entry,)
            else:
                found[code] = (*found[code], entry)
        return found


def _sublines(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in sorted(code for code in codes if len(code) > NATIONAL):
        found.setdefault(code[:NATIONAL], []).append(code)
    return {code: tuple(few) for code, few in found.items()}


def _plain(found: tuple[Entry, ...]) -> Entry | None:
    settled = [entry for entry in found if entry.condition not in SIDE and not entry.claim]
    if len(settled) != 1:
        return None
    entry = settled[0]
    free = not entry.origins and entry.kind not in ("held", "absent")
    return entry if free else None
