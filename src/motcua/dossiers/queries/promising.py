"""When a result is promised, before the desk has received the dossier."""

from datetime import datetime

from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.domain.clock import Limit
from motcua.dossiers.models import Dossier
from motcua.ground.queries import outages
from motcua.kernel.worktime import NoCalendar
from motcua.reference import domain as reference


def expected(found: Dossier, limit: Limit) -> datetime | None:
    """The promised moment if the desk receives it as it came; None where that year has no calendar yet."""
    hours = clocks.clock(reference.calendar(), outages.in_force())
    try:
        return clocks.promised(limit, found.lodged_at, hours)
    except NoCalendar:
        return None
