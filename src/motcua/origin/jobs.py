"""What origin does by itself each day: matching again, and clocks of what was asked abroad."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.origin import services
from motcua.origin.services import reminding


@daily.duty("origin.matching")
def match_again(at: datetime) -> object:
    """Match lines that were registered in the moment in which their certificate came."""
    return services.match_again(at)


@daily.duty("origin.clocks")
def remind(at: datetime) -> object:
    """Tell origin officers what was not answered in time."""
    return reminding.remind(at)
