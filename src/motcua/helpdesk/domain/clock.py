"""The clock of an answer: working time that stops while the asker is waited for."""

from datetime import datetime, time, timedelta

from motcua.helpdesk.domain.tables import Limit
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.worktime import Calendar

DAY = 8
"""Working hours of a working day."""


def seconds_of(limit: Limit, start: datetime, calendar: Calendar) -> int:
    """A limit as working time from `start`: calendar days end with the last working hour at or before their end."""
    if limit.unit == "wh":
        return limit.amount * 3600
    if limit.unit == "wd":
        return limit.amount * DAY * 3600
    last = law_day(start) + timedelta(days=limit.amount)
    while not calendar.open_on(last):
        last += timedelta(days=1)
    closes = max((end for _, end in calendar.hours), default=time(17))
    return worked(start, law_moment(last, closes.hour, closes.minute), calendar)


def worked(start: datetime | None, end: datetime, calendar: Calendar) -> int:
    """Whole seconds of working time between two moments; none where the clock does not run."""
    return int(calendar.hours_between(start, end).total_seconds()) if start is not None else 0


def due(since: datetime | None, left: int, calendar: Calendar) -> datetime | None:
    """When so many seconds of working time have passed; None while the clock stands; at once where none are left."""
    if since is None:
        return None
    return calendar.add_hours(since, left / 3600) if left > 0 else since
