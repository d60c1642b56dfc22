"""Working time: hours and days of an office's calendar, with holidays, exchanged days and outages.

A deadline of "8 working hours" counts only open minutes; recorded outages are not open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from motcua.kernel.days import LAW_ZONE, law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

Interval = tuple[datetime, datetime]
_ONE = timedelta(days=1)


class NoCalendar(Refusal, ValueError):
    """A deadline runs into a year whose holidays are not known."""

    code = "KRN-E21"
    words = Words(
        "Chưa có lịch làm việc của năm %(year)s nên không tính được ngày hẹn. Quản trị bổ sung ngày nghỉ của năm đó.",
        "There is no working calendar of %(year)s, so that no date can be promised. Its holidays have to be listed.",
    )


@dataclass(frozen=True)
class Calendar:
    """Working hours of an office.

    `hours` are the open spans of a working day in Viet Nam time; `holidays` are closed days;
    `swapped` are Saturdays or Sundays worked in exchange. Days outside `years` raise NoCalendar:
    a year without its holiday list is unknown, not empty.
    """

    holidays: Mapping[date, str]
    swapped: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    hours: Sequence[tuple[time, time]] = ((time(8), time(12)), (time(13), time(17)))
    outages: Sequence[Interval] = field(default=())

    def open_on(self, day: date) -> bool:
        """Whether the office works on this day."""
        if day.year not in self.years:
            raise NoCalendar(year=day.year)
        return day in self.swapped or (day.weekday() < 5 and day not in self.holidays)

    def spans(self, day: date) -> list[Interval]:
        """Open spans of a day as UTC moments, outages cut out."""
        if not self.open_on(day):
            return []
        whole = [(_moment(day, start), _moment(day, end)) for start, end in self.hours]
        return list(_without(whole, self.outages))

    def lost_on(self, day: date) -> timedelta:
        """Open time of a day that outages took."""
        whole = [(_moment(day, start), _moment(day, end)) for start, end in self.hours] if self.open_on(day) else []
        left = sum((end - begin for begin, end in _without(whole, self.outages)), timedelta())
        return sum((end - begin for begin, end in whole), timedelta()) - left

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """The moment when that many working hours have passed since `start`."""
        left = timedelta(hours=hours)
        day = law_day(start)
        while True:
            for opened, closed in self.spans(day):
                begun = max(opened, start)
                if begun < closed:
                    if closed - begun >= left:
                        return begun + left
                    left -= closed - begun
            day += _ONE

    def add_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; the day itself does not count."""
        while count > 0:
            day += _ONE
            if self.open_on(day):
                count -= 1
        return day

    def hours_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time between two moments; zero if `end` is not after `start`."""
        total = timedelta()
        day = law_day(start)
        while day <= law_day(end):
            for opened, closed in self.spans(day):
                total += max(min(closed, end) - max(opened, start), timedelta())
            day += _ONE
        return total

    def last_open_before(self, day: date) -> date:
        """The working day at or before `day`."""
        while not self.open_on(day):
            day -= _ONE
        return day


def _without(spans: Iterable[Interval], holes: Sequence[Interval]) -> Iterable[Interval]:
    ordered = sorted(holes)
    for opened, closed in spans:
        at = opened
        for begin, end in ordered:
            if end <= at or begin >= closed:
                continue
            if begin > at:
                yield at, begin
            at = max(at, end)
        if at < closed:
            yield at, closed


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LAW_ZONE).astimezone(UTC)
