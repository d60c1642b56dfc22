"""What selection does by itself each day."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.risk import services


@daily.duty("risk.draws")
def keep_draws(at: datetime) -> None:
    """Publish the commitments of the coming days and reveal the secrets whose delay has passed."""
    services.keep_draws(at=at)
