"""The frame: what is known of every day, past and to come, before any money is looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from motcua.kernel.worktime import Calendar

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
CLOSED = 7
"""The kind of a weekday on which the offices are closed; 0 to 6 are Monday to Sunday."""
KINDS = 8
NEAR_TET = 10
"""Days before the New Year holidays, and after them, that are told apart."""
LAST = 3
"""Working days at the end of a month, a quarter and a year that are told apart: payments are due by then."""
YEAR = 365.25


class Frame(NamedTuple):
    """Days from `first` on. `kinds` are weekdays or CLOSED; `effects` are the regression's columns, without a trend."""

    first: date
    kinds: Whole
    effects: Floats

    @property
    def size(self) -> int:
        """How many days."""
        return len(self.kinds)

    @property
    def months(self) -> Whole:
        """The month in which each day lies, counted from that of the first."""
        days = np.datetime64(self.first, "D") + np.arange(self.size)
        found: Whole = (days.astype("datetime64[M]") - np.datetime64(self.first, "M")).astype(np.int64)
        return found


def frame(first: date, last: date, calendar: Calendar, tet: frozenset[date]) -> Frame:
    """All days from `first` to `last`. `tet` are the New Year holidays. NoCalendar for a year that is not listed."""
    days = [first + timedelta(days=no) for no in range((last - first).days + 1)]
    kinds = np.array([_kind(day, calendar) for day in days], dtype=np.int64)
    columns = [np.equal(kinds, kind).astype(np.float64) for kind in range(1, KINDS)]
    columns += _ends(days, kinds)
    columns += _near(days, tet)
    angle = 2 * np.pi * np.array([day.timetuple().tm_yday for day in days]) / YEAR
    return Frame(first, kinds, np.column_stack([np.ones(len(days)), *columns, np.sin(angle), np.cos(angle)]))


def _kind(day: date, calendar: Calendar) -> int:
    if calendar.open_on(day):
        return min(day.weekday(), 4)
    return day.weekday() if day.weekday() >= 5 else CLOSED  # noqa: PLR2004 - Saturday


def _ends(days: list[date], kinds: Whole) -> Iterator[Floats]:
    """Whether a day is among the last working days of its month, of its quarter, of its year."""
    for length in (1, 3, 12):
        found, left, period = np.zeros(len(days)), 0, (0, 0)
        for place in range(len(days) - 1, -1, -1):
            here = days[place].year, (days[place].month - 1) // length
            if here != period:
                period, left = here, LAST if _ends_with(days[place], length) else 0
            if kinds[place] < 5 and left:  # noqa: PLR2004 - a working day
                found[place], left = 1.0, left - 1
        yield found


def _ends_with(day: date, length: int) -> bool:
    """Whether it is the last day of a period of so many months: a stretch that is cut off has no end to be seen."""
    after = day + timedelta(days=1)
    return after.month != day.month and day.month % length == 0


def _near(days: list[date], tet: frozenset[date]) -> Iterator[Floats]:
    """Whether a day lies shortly before the New Year holidays, or shortly after."""
    for direction in (1, -1):
        near = [any(day + timedelta(days=direction * far) in tet for far in range(1, NEAR_TET + 1)) for day in days]
        yield np.array([float(close and day not in tet) for close, day in zip(near, days, strict=True)])
