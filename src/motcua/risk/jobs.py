"""What selection does by itself each day."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.risk import services
from motcua.risk.services import knowing, learning, watching


@daily.duty("risk.draws")
def keep_draws(at: datetime) -> None:
    """Publish the commitments of the coming days and reveal the secrets whose delay has passed."""
    services.keep_draws(at=at)


@daily.duty("risk.history")
def refresh_history(at: datetime) -> object:
    """Take in what was told and found up to yesterday."""
    return knowing.refresh_history(at)


@daily.duty("risk.learn")
def learn(at: datetime) -> object:
    """Once a month: judge the challenger and train the next version."""
    return learning.learn(at)


@daily.duty("risk.watch")
def watch(at: datetime) -> object:
    """Tell risk officers where declarations have shifted since the champion was trained."""
    return watching.watch(at)
