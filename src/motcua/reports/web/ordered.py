"""Inspections that the law ordered lately, for the leadership: they stand beside the cap, with day, count and basis."""

from datetime import date, timedelta

import msgspec

from motcua.risk.queries import figures

DAYS = 30
SHOWN = 5


class Recent(msgspec.Struct, frozen=True):
    """The last days with such inspections, how many they were, and whether there are more days."""

    rows: tuple[figures.Ordered, ...]
    count: int
    more: bool
    days: int = DAYS


def recent(today: date) -> Recent:
    """Those of the last thirty days."""
    found = figures.ordered(figures.Scope(today - timedelta(days=DAYS - 1), today))
    return Recent(tuple(found[:SHOWN]), sum(each.count for each in found), len(found) > SHOWN)
