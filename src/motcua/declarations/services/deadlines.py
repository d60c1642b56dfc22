"""By when an officer has to act: the law's working hours on the office's calendar."""

from datetime import datetime
from functools import lru_cache

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import working_hours
from motcua.kernel.days import law_day
from motcua.reference import domain as reference


def due_at(state: State, since: datetime) -> datetime | None:
    """When the check that begins in this state must have ended; None where nobody checks."""
    hours = working_hours(state, law_day(since))
    if hours is None:
        return None
    minute = since.replace(second=0, microsecond=0)
    return _due(hours, minute) + (since - minute)


@lru_cache(maxsize=4096)
def _due(hours: int, minute: datetime) -> datetime:
    return reference.calendar().add_hours(minute, hours)
