"""By when somebody has to act: the law's hours and days on the office's calendar, which outages stop."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import Term, check_term, term
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.worktime import Calendar, Interval
from motcua.reference import queries as reference

END_OF_DAY = 24
"""Hour at which a term in days ends: the last day counts whole."""


def due_at(
    state: State, since: datetime, verb: str = "", outages: tuple[Interval, ...] | None = None
) -> datetime | None:
    """When the state that `verb` opened must have ended; None where no clock runs.

    `outages`: as the deadline would be with these alone; those in force where none are given.
    """
    found = check_term(state, verb, law_day(since))
    return None if found is None else after(found, since, outages)


def after(found: Term, since: datetime, outages: tuple[Interval, ...] | None = None) -> datetime:
    """When a term that began at `since` ends."""
    calendar = reference.calendar() if outages is None else reference.calendar_with(outages)
    if found.unit != "working hours":
        return law_moment(last_day(_last(found, law_day(since), calendar), calendar), 0) + timedelta(hours=END_OF_DAY)
    minute = since.replace(second=0, microsecond=0)
    return _due(found.value, minute, tuple(calendar.outages)) + (since - minute)


def _last(found: Term, day: date, calendar: Calendar) -> date:
    return calendar.add_days(day, found.value) if found.unit == "working days" else day + timedelta(days=found.value)


def last_day(day: date, calendar: Calendar | None = None) -> date:
    """The last day of a term in days: the next working day where outages took too much of it."""
    held = calendar or reference.calendar()
    least = term("outage", "last_day", day) if held.outages else None
    while least is not None and _touched(day, held) and held.lost_on(day) >= timedelta(minutes=least.value):
        day = held.add_days(day, 1)
    return day


def _touched(day: date, calendar: Calendar) -> bool:
    return any(law_day(began) <= day <= law_day(ended) for began, ended in calendar.outages)


@lru_cache(maxsize=4096)
def _due(hours: int, minute: datetime, outages: tuple[Interval, ...]) -> datetime:
    return reference.calendar_with(outages).add_hours(minute, hours)
