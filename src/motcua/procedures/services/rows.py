"""The columns of this room's tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

VERSION = (
    "id", "code", "no", "kind", "area", "state", "revision", "content", "effective_from", "effective_to", "leaf",
)  # fmt: skip
CHANGING = VERSION[3:]
TEXT = ("leaf", "version_id", "revision", "code", "no", "content")
ACT = (
    "leaf", "no", "version_id", "verb", "state", "revision", "effective_from", "effective_to", "at", "actor", "note",
)  # fmt: skip
DISTRIBUTED = ("leaf", "no", "version_id", "office", "at")
ACKNOWLEDGED = ("leaf", "version_id", "account", "office", "at", "actor")

T_VERSION, T_TEXT, T_ACT = "procedures_version", "procedures_text", "procedures_act"
T_DISTRIBUTED, T_ACKNOWLEDGED = "procedures_distributed", "procedures_acknowledged"

COVERED = (
    log.CoveredTable(T_TEXT, "leaf", ("leaf",), TEXT),
    log.CoveredTable(T_ACT, "leaf", ("no",), ACT, moments=("at",), days=("effective_from", "effective_to")),
    log.CoveredTable(T_DISTRIBUTED, "leaf", ("no",), DISTRIBUTED, moments=("at",)),
    log.CoveredTable(T_ACKNOWLEDGED, "leaf", ("leaf",), ACKNOWLEDGED, moments=("at",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""
