"""What the log answers for among issued reports."""

from motcua.ground.services import log
from motcua.ground.services.log import CoveredTable
from motcua.reports import issue_events as events

T_ISSUE = "reports_issue"
COLUMNS = ("leaf", "at", "actor", "year", "version", "as_of", "fingerprint", "told", "paper")
COVERED = CoveredTable(T_ISSUE, "leaf", ("leaf",), COLUMNS, moments=("at",), days=("as_of",))


def cover() -> None:
    """Tell the log of issued reports."""
    log.cover(log.Covered("issued reports", (events.ISSUED,), (COVERED,)))
