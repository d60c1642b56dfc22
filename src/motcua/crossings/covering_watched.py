"""What the log answers for of what the gates were told to look out for."""

from motcua.crossings import events_watched as events
from motcua.crossings.services.watched import COVERED
from motcua.ground.services import log


def cover() -> None:
    """Tell the log of this table."""
    log.cover(log.Covered("what the gates look out for", (events.WATCHED,), (COVERED,)))
