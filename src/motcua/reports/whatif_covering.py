"""What the log answers for among what-ifs: each question and each answer."""

from motcua.ground.services import log
from motcua.reports import whatif_events as events

T_RUN, T_ANSWER = "reports_whatif", "reports_whatif_answer"
RUN = ("leaf", "at", "actor", "kind", "asked", "said", "basis", "key")
ANSWER = ("leaf", "run_id", "at", "refusal", "answer", "fingerprint", "milliseconds")
COVERED = (
    log.CoveredTable(T_RUN, "leaf", ("leaf",), RUN, moments=("at",)),
    log.CoveredTable(T_ANSWER, "leaf", ("leaf",), ANSWER, moments=("at",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""


def cover() -> None:
    """Tell the log of what-ifs."""
    log.cover(log.Covered("what-ifs", events.VERBS, COVERED))
