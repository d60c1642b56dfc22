"""The columns of this room's tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

VERSION = (
    "leaf", "target", "version", "verb", "at", "actor", "account", "setter", "kind", "period", "office", "value",
    "source", "verified", "note", "reason",
)  # fmt: skip
TURN = ("leaf", "target", "version", "state", "at", "told_on", "done", "expected", "low", "high")
T_VERSION, T_TURN = "reports_target_version", "reports_target_turn"
COVERED = (
    log.CoveredTable(T_VERSION, "leaf", ("leaf",), VERSION, moments=("at",)),
    log.CoveredTable(T_TURN, "leaf", ("leaf",), TURN, moments=("at",), days=("told_on",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""
