"""The outlook: what a month, a quarter and a year will bring, told at the end of a day, with what that rests on."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec
import numpy as np

from motcua.kernel.days import months_after
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.kernel.worktime import Calendar
from motcua.revenue.domain.forecasting import trying
from motcua.revenue.domain.forecasting.frame import Floats, Frame, frame
from motcua.revenue.domain.forecasting.methods import COMBINATION, LATELY, paths
from motcua.revenue.domain.forecasting.trying import Trial, Tried

End = Literal["month", "quarter", "year"]
ENDS: dict[End, int] = {"month": 1, "quarter": 3, "year": 12}
"""Months of each period."""
LEAST = LATELY
"""Days of history without which nothing is told."""
MOST_DAYS = 1_100
"""Days of history that are looked at: three years."""
GRAIN = 1_000_000
"""Dong to which what is to come is rounded: the same on every machine, whatever its last bits."""
ONE = timedelta(days=1)


class NoHistory(Refusal):
    """Too few days of revenue are known."""

    code = "REV-E49"
    words = Words(
        "Chưa dự báo được: mới có %(days)s ngày số liệu thu, cần ít nhất %(least)s ngày.",
        "Nothing can be forecast yet: %(days)s days of revenue are known, at least %(least)s are needed.",
    )


class Outlook(msgspec.Struct, frozen=True):
    """A period's revenue in dong: collected until the day, and what the whole period will bring.

    The ends of intervals are None where history is too short to measure them. `stretched`: errors were measured over
    fewer days than are to come, and grown in proportion. `tried` has every method, the chosen one first.
    """

    end: End
    since: date
    until: date
    collected: int
    value: int
    low80: int | None
    high80: int | None
    low95: int | None
    high95: int | None
    naive: int
    method: str
    stretched: bool
    tried: tuple[Tried, ...]


class Forecast(msgspec.Struct, frozen=True):
    """What is told at the end of `as_of`; `begun` is the first day of the history that was looked at.

    `days` are the days to come until the end of the year and their revenue in dong, by the year's method.
    """

    as_of: date
    begun: date
    month: Outlook
    quarter: Outlook
    year: Outlook
    days: tuple[tuple[date, int], ...]

    @property
    def outlooks(self) -> tuple[Outlook, Outlook, Outlook]:
        """Month, quarter, year."""
        return self.month, self.quarter, self.year


def period_end(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the calendar period of so many months that a day lies in."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, months_after(first, months) - ONE


def forecast(daily: Mapping[date, int], as_of: date, calendar: Calendar, tet: frozenset[date]) -> Forecast:
    """Month, quarter and year from the dong collected each day until the end of `as_of`; later days are not looked at.

    `tet` are the New Year holidays. A day without an entry brought nothing. NoHistory where fewer than LEAST days are
    known; NoCalendar where the working days to come are not.
    """
    begun = _begun(daily, as_of, calendar)
    if begun is None:
        raise NoHistory(days=0, least=LEAST)
    known = (as_of - begun).days + 1
    if known < LEAST:
        raise NoHistory(days=known, least=LEAST)
    money = np.array([daily.get(begun + no * ONE, 0) for no in range(known)], dtype=np.float64)
    unit = float(money.mean())
    if unit <= 0:
        raise NoHistory(days=0, least=LEAST)
    whole = frame(begun, date(as_of.year, 12, 31), calendar, tet)
    told = _Telling(whole, money / unit, unit, as_of)
    month, quarter, year = (told.outlook(end, _collected(daily, as_of, months)) for end, months in ENDS.items())
    return Forecast(as_of, begun, month, quarter, year, told.days(year.method))


def _begun(daily: Mapping[date, int], as_of: date, calendar: Calendar) -> date | None:
    """The first day with revenue of which the calendar is known, at most three years back; None where there is none."""
    earliest = date.fromordinal(max(as_of.toordinal() - MOST_DAYS + 1, 1))
    found = [day for day in daily if earliest <= day <= as_of and day.year in calendar.years and daily[day]]
    return min(found, default=None)


def _collected(daily: Mapping[date, int], as_of: date, months: int) -> int:
    first, _ = period_end(as_of, months)
    return sum(amount for day, amount in daily.items() if first <= day <= as_of)


class _Telling:
    """One telling: the paths from now and from every origin, walked once for all periods."""

    def __init__(self, whole: Frame, series: Floats, unit: float, as_of: date) -> None:
        self.series, self.unit, self.as_of = series, unit, as_of
        self.paths = paths(whole, series, len(series))
        most = trying.longest(len(series))
        left = {end: (period_end(as_of, months)[1] - as_of).days for end, months in ENDS.items()}
        self.ahead = {end: max(min(days, most), 0) for end, days in left.items()}
        starts = {origin for days in self.ahead.values() if days for origin in trying.origins(len(series), days)}
        self.walked = trying.walked(whole, series, sorted(starts))

    def outlook(self, end: End, collected: int) -> Outlook:
        """One period."""
        since, until = period_end(self.as_of, ENDS[end])
        left, ahead = (until - self.as_of).days, self.ahead[end]
        tried = trying.trials(self.series, ahead, self.walked) if ahead else {}
        method = trying.chosen(tried) if tried else COMBINATION
        rest = float(self.paths[method][:left].sum())
        band = self._band(tried.get(method), rest, left)
        ends = [collected if not left else None if part is None else collected + self._dong(part) for part in band]
        return Outlook(
            end, since, until, collected, collected + self._dong(rest), ends[0], ends[1], ends[2], ends[3],
            collected + self._dong(float(self.paths["naive"][:left].sum())), method, 0 < ahead < left,
            tuple(self._summaries(tried, method)),
        )  # fmt: skip

    def _band(self, trial: Trial | None, rest: float, left: int) -> list[float] | list[None]:
        """Low and high of 80 and of 95 percent of what is to come."""
        if trial is None:
            return [None] * 4
        width = (max(rest, 0.0) * left / trial.ahead) ** 0.5
        reaches = [trying.reach(trial, percent) * width for percent in (80, 95)]
        return [max(rest + sign * far, 0.0) for far in reaches for sign in (-1, 1)]

    def _dong(self, value: float) -> int:
        return round(value * self.unit / GRAIN) * GRAIN

    def _summaries(self, tried: Mapping[str, Trial], method: str) -> Iterator[Tried]:
        for name in sorted(tried, key=lambda each: (each != method, tried[each].mean_error)):
            yield trying.summary(tried[name], tried["naive"], self.unit)

    def days(self, method: str) -> tuple[tuple[date, int], ...]:
        """The days to come."""
        return tuple(
            (self.as_of + (no + 1) * ONE, self._dong(float(each))) for no, each in enumerate(self.paths[method])
        )
