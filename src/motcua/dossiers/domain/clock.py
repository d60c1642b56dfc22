"""The clock of a dossier: when a result is promised, what stops it, and whether it came early, on time or late.

A limit becomes a budget of working time at the moment of receipt; the promised moment is when that budget is used up.
Waiting for the applicant and recorded outages use none of it, so that each moves the end by exactly its working time.
* working hours: the budget is the hours;
* working days: up to the close of the n-th working day after that of receipt (which does not count); a part of a day
  is that part of eight hours more;
* calendar days: up to the close of the n-th day after that of receipt, or of the next working day;
* at once: up to the close of the working day of receipt, or of the next one if the office is shut for the day.
Moments are UTC. Source: Civil Code 91/2015/QH13, art. 147-148 for days (not verified); the rest is this house's rule.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from motcua.dossiers.domain.life import Lateness
from motcua.kernel.days import law_day
from motcua.kernel.worktime import Calendar, Interval, NoCalendar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)
HOUR_US = 3_600_000_000
DAY_US = 8 * HOUR_US
_WEEK, _WORKED = 7, 5
_ONE = timedelta(days=1)


class Limit(NamedTuple):
    """So many working hours (`wh`), working days (`wd`), calendar days (`d`), or at once (empty)."""

    amount: Decimal
    unit: str


class Hours:
    """Working time of a calendar on one line: how much lies between moments, and when some has passed.

    Every question about a year that has no calendar is NoCalendar.
    """

    def __init__(self, calendar: Calendar) -> None:
        self._years = calendar.years
        days = [day for year in sorted(calendar.years) for day in _days(year)]
        spans = [span for day in days for span in calendar.spans(day)]
        self._begins = [_us(begin) for begin, _ in spans]
        self._ends = [_us(end) for _, end in spans]
        lengths = (end - begin for begin, end in zip(self._begins, self._ends, strict=True))
        self._before = list(accumulate(lengths, initial=0))
        closing: dict[date, datetime] = {law_day(begin): end for begin, end in spans}
        self._open_days, self._closings = list(closing), list(closing.values())

    def between(self, start: datetime, end: datetime) -> int:
        """Microseconds of working time; 0 where `end` is not after `start`."""
        self._need(law_day(start), law_day(end))
        return max(0, self._worked(_us(end)) - self._worked(_us(start)))

    def after(self, start: datetime, amount: int) -> datetime:
        """The first moment at which `amount` microseconds have been worked since `start`; `start` itself for none."""
        self._need(law_day(start))
        if amount <= 0:
            return start
        wanted = self._worked(_us(start)) + amount
        if wanted > self._before[-1]:
            raise NoCalendar(year=max(self._years) + 1)
        place = bisect_right(self._before, wanted - 1) - 1
        found = _EPOCH + timedelta(microseconds=self._begins[place] + wanted - self._before[place])
        self._need(law_day(start), law_day(found))
        return found

    def closing_after(self, day: date, count: int) -> datetime:
        """The close of the `count`-th working day after `day`."""
        place = bisect_right(self._open_days, day) + count - 1
        return self._closing(day, place)

    def closing_from(self, day: date, moment: datetime | None = None) -> datetime:
        """The close of `day`, or of the next working day if the office is shut (at `moment`, if one is given)."""
        place = bisect_right(self._open_days, day - _ONE)
        if moment is not None and place < len(self._closings) and self._closings[place] <= moment:
            place += 1
        return self._closing(day, place)

    def _closing(self, day: date, place: int) -> datetime:
        if place >= len(self._closings):
            self._need(day)
            raise NoCalendar(year=max(self._years) + 1)
        self._need(day, self._open_days[place])
        return self._closings[place]

    def _worked(self, moment: int) -> int:
        """Working time before a moment, since the first of all."""
        place = bisect_right(self._begins, moment) - 1
        if place < 0:
            return 0
        return self._before[place] + min(moment, self._ends[place]) - self._begins[place]

    def _need(self, first: date, last: date | None = None) -> None:
        for year in range(first.year, (last or first).year + 1):
            if year not in self._years:
                raise NoCalendar(year=year)


def _days(year: int) -> list[date]:
    begun = date(year, 1, 1)
    return [begun + timedelta(days=no) for no in range((date(year + 1, 1, 1) - begun).days)]


def _us(at: datetime) -> int:
    return (at - _EPOCH) // _US


class Clock(NamedTuple):
    """`plain`: the office's hours; `open`: the same less recorded outages."""

    plain: Hours
    open: Hours


@lru_cache(maxsize=32)
def _clock(key: "_Key") -> Clock:
    plain = Hours(key.calendar)
    return Clock(plain, Hours(_cut(key.calendar, key.outages)) if key.outages else plain)


class _Key:
    """A calendar with its outages as a key of what was made of them."""

    def __init__(self, calendar: Calendar, outages: tuple[Interval, ...]) -> None:
        self.calendar, self.outages = calendar, outages

    def __hash__(self) -> int:
        return hash((id(self.calendar), self.outages))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.calendar is self.calendar and other.outages == self.outages


def clock(calendar: Calendar, outages: Sequence[Interval] = ()) -> Clock:
    """The clock of an office. Kept for the calendar and the outages: asked again, it costs nothing."""
    return _clock(_Key(calendar, tuple(outages)))


def _cut(calendar: Calendar, outages: Sequence[Interval]) -> Calendar:
    return Calendar(
        calendar.holidays, calendar.swapped, calendar.years, calendar.hours, (*calendar.outages, *outages)
    )  # fmt: skip


def budget(limit: Limit, received: datetime, plain: Hours) -> int:
    """The working time that a limit gives, in microseconds, outages apart."""
    if limit.unit == "wh":
        return int(limit.amount * HOUR_US)
    return plain.between(received, _end(limit, received, plain)) + _part(limit)


def _end(limit: Limit, received: datetime, plain: Hours) -> datetime:
    day, whole = law_day(received), int(limit.amount)
    if limit.unit == "wd" and whole:
        return plain.closing_after(day, whole)
    if limit.unit == "d" and whole:
        return plain.closing_from(day + timedelta(days=whole))
    if limit.unit in ("wd", "d"):
        return received
    return plain.closing_from(day, received)


def _part(limit: Limit) -> int:
    """What a part of a day adds."""
    return int(limit.amount % 1 * DAY_US) if limit.unit in ("wd", "d") else 0


def promised(limit: Limit, received: datetime, clock: Clock) -> datetime:
    """The moment by which the result is promised at receipt. NoCalendar where a year on the way has none."""
    return clock.open.after(received, budget(limit, received, clock.plain))


def share(amount: Decimal, unit: str) -> int:
    """What a step promises, in microseconds of working time; a calendar day counts as 5/7 of a working day."""
    if unit == "wh":
        return int(amount * HOUR_US)
    if unit == "wd":
        return int(amount * DAY_US)
    return int(amount * DAY_US * _WORKED / _WEEK) if unit == "d" else 0


MARGIN = {"wh": HOUR_US, "wd": DAY_US, "d": DAY_US}
"""Early is what leaves so much working time: an hour of hours, a day of days. At once is never early."""


def lateness(done: datetime, due: datetime, unit: str, hours: Hours) -> Lateness:
    """How a result stood to its promised moment."""
    if done > due:
        return Lateness.LATE
    margin = MARGIN.get(unit)
    return Lateness.EARLY if margin and hours.between(done, due) >= margin else Lateness.ON_TIME
