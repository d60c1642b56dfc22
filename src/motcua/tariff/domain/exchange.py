"""Exchange rates for customs: the Thursday rule.

A week from Monday to Sunday takes the rate at the close of Thursday of the week before; if the bank was
closed that Thursday, of its last working day before. A bank that is closed quotes nothing, so the latest
quotation at or before that Thursday is the right one; one older than `STALE` is none. A currency that the
bank does not quote takes its published cross rate with the dollar.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import msgspec

from motcua.kernel.money import E4, half_up

STALE = timedelta(days=12)
"""Longest time a bank was closed before a Thursday (Tết), with a margin; a longer gap is missing data."""
E8 = 100_000_000
DOLLAR = "USD"


class Cross(msgspec.Struct, frozen=True):
    """A cross rate in a period: dollars for one unit of a currency, times 100,000,000."""

    currency: str
    since: date
    until: date
    usd_e8: int

    def holds_on(self, day: date) -> bool:
        """Whether the rate is in force on that day."""
        return self.since <= day <= self.until


class Quotation(msgspec.Struct, frozen=True):
    """A currency's rate: dong for one unit, times 10,000; `cross` is the rate with the dollar that it comes from."""

    currency: str
    e4: int
    cross: Cross | None = None


class Week(msgspec.Struct, frozen=True):
    """The rates of a week: from Monday to Sunday, by the Thursday before; quoted that day or on the last working day
    before it. Without a quotation there are no rates.
    """

    day: date
    monday: date
    sunday: date
    thursday: date
    quoted_on: date | None
    quotations: tuple[Quotation, ...]
    source: str


def thursday_for(day: date) -> date:
    """The Thursday of the week before the week (Monday to Sunday) of `day`."""
    return day - timedelta(days=day.weekday() + 4)


class Exchange:
    """Quotations by day: currency to dong per unit, times 10,000; and cross rates for the currencies not quoted.

    `sources` says where the quotations of a day come from, if not from `source`.
    """

    __slots__ = ("_crosses", "_days", "_rates", "_sources", "source")

    def __init__(
        self, quotations: Mapping[date, Mapping[str, int]], source: str = "", crosses: Sequence[Cross] = (),
        sources: Mapping[date, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self._days = sorted(quotations)
        self._rates = {day: {**quotations[day], "VND": E4} for day in self._days}
        self._crosses = tuple(crosses)
        self._sources = sources
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
        if quoted is None:
            return {"VND": E4}
        crossed = self._crossed(day, quoted)
        return {**crossed, **self._rates[quoted]} if crossed else self._rates[quoted]

    def told(self, day: date) -> Week:
        """The week of `day` as it is shown: every rate, the quoted ones first."""
        thursday, quoted = thursday_for(day), self.quoted_for(day)
        monday = thursday + timedelta(days=4)
        found: list[Quotation] = []
        if quoted is not None:
            known = self._rates[quoted]
            found = [Quotation(currency, rate) for currency, rate in known.items() if currency != "VND"]
            crossed = self._crossed(day, quoted)
            found += [
                Quotation(each.currency, crossed[each.currency], each)
                for each in self._crosses
                if each.holds_on(day) and each.currency in crossed and each.currency not in known
            ]
        source = self._sources.get(quoted, self.source) if quoted else self.source
        return Week(day, monday, monday + timedelta(days=6), thursday, quoted, tuple(found), source)

    def _crossed(self, day: date, quoted: date) -> dict[str, int]:
        dollar = self._rates[quoted].get(DOLLAR)
        if dollar is None:
            return {}
        return {each.currency: half_up(dollar * each.usd_e8, E8) for each in self._crosses if each.holds_on(day)}
