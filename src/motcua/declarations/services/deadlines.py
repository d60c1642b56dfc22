"""By when somebody has to act: the law's hours and days on the office's calendar."""

from datetime import datetime, timedelta
from functools import lru_cache

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import Term, check_term
from motcua.kernel.days import law_day, law_moment
from motcua.reference import domain as reference

END_OF_DAY = 24
"""Hour at which a term in days ends: the last day counts whole."""


def due_at(state: State, since: datetime, verb: str = "") -> datetime | None:
    """When the state that `verb` opened must have ended; None where no clock runs."""
    term = check_term(state, verb, law_day(since))
    return None if term is None else after(term, since)


def after(term: Term, since: datetime) -> datetime:
    """When a term that began at `since` ends."""
    if term.unit != "working hours":
        return _day_due(term, since)
    minute = since.replace(second=0, microsecond=0)
    return _due(term.value, minute) + (since - minute)


def _day_due(term: Term, since: datetime) -> datetime:
    day = law_day(since)
    if term.unit == "working days":
        last = reference.calendar().add_days(day, term.value)
    else:
        last = day + timedelta(days=term.value)
    return law_moment(last, 0) + timedelta(hours=END_OF_DAY)


@lru_cache(maxsize=4096)
def _due(hours: int, minute: datetime) -> datetime:
    return reference.calendar().add_hours(minute, hours)
