"""What dossiers do by themselves each day: promised moments move over outages, and officers hear of what is due."""

from datetime import datetime

from motcua.dossiers.services import reminding
from motcua.ground.services import daily


@daily.duty("dossiers.clocks")
def move_clocks(at: datetime) -> object:
    """Move the promised moments of open dossiers over outages that were recorded since."""
    return reminding.move_clocks(at)


@daily.duty("dossiers.warnings")
def warn(at: datetime) -> object:
    """Tell officers and heads what is about to be late, and what is."""
    return reminding.warn(at)
