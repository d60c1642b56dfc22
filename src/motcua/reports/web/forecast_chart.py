"""The chart of the forecast: the year's running sum with a band, the year before, targets across, and its months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from motcua.design import charts
from motcua.design.domain import amounts, numbers, times
from motcua.design.templatetags.figures import language
from motcua.kernel.days import months_after
from motcua.kernel.money import half_up
from motcua.revenue.domain.forecasting import Forecast
from motcua.revenue.queries import forecast

STEP = 7
LEAP = (2, 29)
"""The day that the year before did not have."""


def course(told: Forecast, marks: Sequence[int]) -> charts.Chart:
    """The chart of a forecast, in thousand millions of dong."""
    spoken = language()
    came, ahead = forecast.daily(told.as_of), dict(told.days)
    points = list(_points(told, came, ahead))
    finding = _("To %(day)s: %(done)s; expected for the year: %(value)s. Thin line: the year before.") % {
        "day": times.day(told.as_of, spoken), "done": amounts.dong_in_billions(told.year.collected, spoken),
        "value": amounts.dong_in_billions(told.year.value, spoken),
    }  # fmt: skip
    heads = (_("Month"), _("Collected"), _("Still expected"), _("Year before"))
    table = heads, list(_months(told, came, ahead))
    levels = [_billions(mark) for mark in marks]
    return charts.course(_("Revenue of the year, VND billion"), finding, points, levels, spoken, table=table)


def _billions(amount: int) -> int:
    return half_up(amount, amounts.BILLION)


def _points(told: Forecast, came: Mapping[date, int], ahead: Mapping[date, int]) -> Iterator[charts.Course]:
    day, now, before, rest = told.year.since, 0, 0, 0
    whole = max(told.year.value - told.year.collected, 1)
    while day <= told.year.until:
        now, rest = now + (came.get(day, 0) if day <= told.as_of else 0), rest + ahead.get(day, 0)
        before += came.get(months_after(day, -12), 0) if (day.month, day.day) != LEAP else 0
        place = (day - told.year.since).days
        if place % STEP == 0 or day in (told.as_of, told.year.until):
            yield _point(told, place + 1, (now, rest, before), (min(rest / whole, 1.0)) ** 0.5)
        day += timedelta(days=1)


def _point(told: Forecast, day: int, sums: tuple[int, int, int], part: float) -> charts.Course:
    now, rest, before = sums
    on = told.year.since + timedelta(days=day - 1)
    ahead = now + rest if on >= told.as_of else None
    low = high = None
    if ahead is not None and told.year.low95 is not None and told.year.high95 is not None:
        low = _billions(ahead - round((told.year.value - told.year.low95) * part))
        high = _billions(ahead + round((told.year.high95 - told.year.value) * part))
    shown = None if ahead is None else _billions(ahead)
    return charts.Course(day, _billions(now) if on <= told.as_of else None, shown, low, high, _billions(before))


def _months(told: Forecast, came: Mapping[date, int], ahead: Mapping[date, int]) -> Iterator[tuple[str, ...]]:
    spoken, year = language(), told.as_of.year
    for month in range(1, 13):
        sums = (
            _sum(came, year, month) if month <= told.as_of.month else None,
            _sum(ahead, year, month) if month >= told.as_of.month else None, _sum(came, year - 1, month),
        )  # fmt: skip
        cells = ("–" if each is None else numbers.grouped(_billions(each), spoken) for each in sums)
        yield (_("M%(month)s") % {"month": month}, *cells)


def _sum(days: Mapping[date, int], year: int, month: int) -> int:
    return sum(amount for day, amount in days.items() if (day.year, day.month) == (year, month))
