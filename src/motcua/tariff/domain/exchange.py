"""Exchange rates for customs: the Thursday rule.

A week from Monday to Sunday takes the rate at the close of Thursday of the week before; if the bank was
closed that Thursday, of its last working day before. A bank that is closed quotes nothing, so the latest
quotation at or before that Thursday is the right one; one older than `STALE` is none.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

from motcua.kernel.money import E4

STALE = timedelta(days=12)
"""Longest time a bank was closed before a Thursday (Tết), with a margin; a longer gap is missing data."""


def thursday_for(day: date) -> date:
    """The Thursday of the week before the week (Monday to Sunday) of `day`."""
    return day - timedelta(days=day.weekday() + 4)


class Exchange:
    """Quotations by day: currency to dong per unit, times 10,000."""

    __slots__ = ("_days", "_rates", "source")

    def __init__(self, quotations: Mapping[date, Mapping[str, int]], source: str = "") -> None:
        self._days = sorted(quotations)
        self._rates = {day: {**quotations[day], "VND": E4} for day in self._days}
        self.source = source

    def quoted_for(self, day: date) -> date | None:
        """The day whose quotation is in force on `day`; None where none is known."""
        thursday = thursday_for(day)
        place = bisect_right(self._days, thursday) - 1
        if place < 0 or thursday - self._days[place] > STALE:
            return None
        return self._days[place]

    def on(self, day: date) -> Mapping[str, int]:
        """Rates in force on `day`; only the dong where the week has no quotation."""
        quoted = self.quoted_for(day)
        return {"VND": E4} if quoted is None else self._rates[quoted]
