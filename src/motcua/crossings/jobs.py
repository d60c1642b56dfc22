"""What the gates do by themselves once a day."""

from datetime import datetime

from motcua.crossings.services import stays
from motcua.ground.services import daily


@daily.duty("crossings.stays")
def mark_stays(at: datetime) -> object:
    """Mark and tell vehicles whose stay is due soon or over."""
    return stays.mark(at)
