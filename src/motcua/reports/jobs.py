"""What reports does by itself: each day the leaders hear of targets that have turned."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.reports.services import (
    targets_turning,
    whatif,  # noqa: F401 - names the job that works what-ifs out
)


@daily.duty("reports.targets")
def watch_targets(at: datetime) -> object:
    """Look at every target whose period runs."""
    return targets_turning.watch(at)
