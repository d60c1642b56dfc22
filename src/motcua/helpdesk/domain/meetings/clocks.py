"""Clocks of conferences: until when questions are taken before it, and when a promised answer is due."""

from datetime import date, datetime

from motcua.kernel.days import law_day, law_moment
from motcua.kernel.worktime import Calendar

CLOSES = 17
"""The hour at which a day given in working days ends."""


def promised_by(calendar: Calendar, at: datetime, days: int) -> datetime:
    """When an answer promised at a moment is due: the end of the `days`-th working day after it."""
    return law_moment(calendar.add_days(law_day(at), days), CLOSES)


def asked_until(calendar: Calendar, begins: datetime, days: int) -> datetime:
    """Until when questions may be sent before: the end of the working day that lies `days` working days before."""
    day = law_day(begins)
    for _ in range(days):
        day = calendar.last_open_before(_before(day))
    return law_moment(day, CLOSES)


def late(due: datetime | None, now: datetime) -> bool:
    """Whether what is due has passed."""
    return due is not None and due < now


def late_on(due: date, today: date) -> bool:
    """Whether a day has passed by which something was to be done: the day itself is still in time."""
    return due < today


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
