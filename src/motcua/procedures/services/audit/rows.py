"""The columns of the tables of internal audit, as rows are built, stored and committed to the log."""

from motcua.ground.services import log

FACTS = (
    "kind", "number", "year", "office", "state", "title", "search", "owner", "people", "maker", "due_on", "on_day",
    "parent", "made_at", "changed_at", "body",
)  # fmt: skip
STEP = ("leaf", "no", "record_id", "verb", "at", "actor", "note", *FACTS)
RECORD = ("id", "leaf", *FACTS)
T_RECORD, T_STEP = "procedures_record", "procedures_record_step"
COVERED = log.CoveredTable(
    T_STEP, "leaf", ("no",), STEP, moments=("at", "made_at", "changed_at"), days=("due_on", "on_day")
)
STEP_MOMENTS = tuple(map(STEP.index, COVERED.moments))
RECORD_MOMENTS = tuple(map(RECORD.index, ("made_at", "changed_at")))
