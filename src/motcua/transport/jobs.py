"""What transport does once a day."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.transport import services


@daily.duty("transport.overdue")
def note_overdue(at: datetime) -> object:
    """Note and tell what has not arrived in time."""
    return services.note_overdue(at)
