"""What internal audit does by itself each day: overdue answers, actions and decisions are told."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.procedures.services.audit import reminding


@daily.duty("procedures.audit.overdue")
def remind(at: datetime) -> object:
    """Tell owners, heads and ISO officers what is overdue."""
    return reminding.remind(at)
