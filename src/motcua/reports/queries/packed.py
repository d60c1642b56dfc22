"""What a pack of a month or a quarter holds: figures beside those of the period before and of the year before."""

from datetime import date

import msgspec

from motcua.design.domain import amounts
from motcua.reports.domain.figures import Figure, Line
from motcua.reports.domain.packs import Pack
from motcua.reports.queries import tables
from motcua.reports.queries.counted import of_span
from motcua.reports.queries.spans import span
from motcua.revenue import queries as revenue

NO_CHANGE = ("S9.", "S5.", "S13.")
"""Figures whose growth says nothing: those that stand, minutes lost, and rates."""


class Row(msgspec.Struct, frozen=True):
    """A figure of the pack with those it is compared with."""

    now: Figure
    before: Figure
    same: Figure

    def change(self, other: Figure, language: str) -> str:
        """The growth from another period, as it is written; empty where it would say nothing."""
        if self.now.id.startswith(NO_CHANGE):
            return ""
        return amounts.change(round(self.now.value), round(other.value), language)


class Packed(msgspec.Struct, frozen=True):
    """A pack with its rows, its branches and what was collected on each day (dong)."""

    pack: Pack
    rows: tuple[Row, ...]
    branches: tuple[Line, ...]
    days: tuple[tuple[date, int], ...]


def packed(pack: Pack) -> Packed:
    """The pack's figures."""
    now, before, same = (span(each.since, each.until) for each in (pack.now, pack.before, pack.same))
    held = zip(of_span(now), of_span(before), of_span(same), strict=True)
    collected = revenue.collected(pack.now.since, pack.now.until, by="day")
    days = tuple(sorted((date.fromisoformat(day[:10]), amount) for day, amount in collected.items()))
    return Packed(pack, tuple(Row(*row) for row in held), tuple(tables.branch_lines(now)), days)
