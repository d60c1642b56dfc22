"""By when an officer has to act (Law on Customs 54/2014/QH13, art. 23: 2 and 8 working hours)."""

from datetime import datetime
from functools import lru_cache

from motcua.declarations.domain.life import State
from motcua.reference import domain as reference

WORKING_HOURS = {State.DOCUMENT_CHECK: 2, State.PHYSICAL_CHECK: 8}


def due_at(state: State, since: datetime) -> datetime | None:
    """When the check that begins in this state must have ended; None where nobody checks."""
    hours = WORKING_HOURS.get(state)
    if hours is None:
        return None
    minute = since.replace(second=0, microsecond=0)
    return _due(hours, minute) + (since - minute)


@lru_cache(maxsize=4096)
def _due(hours: int, minute: datetime) -> datetime:
    return reference.calendar().add_hours(minute, hours)
