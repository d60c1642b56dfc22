"""The columns of this room's case tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

STANDING = (
    "state", "office", "handler", "kind", "sensitive", "value", "fine", "paid", "recorder", "recorded_on",
    "held_until", "explain", "noticed_on", "decided_on", "prosecution", "prosecuted_on", "closed_on", "complaint",
    "complaint_due", "due_on", "due_for",
)  # fmt: skip
_STANDING_DAYS = (
    "recorded_on", "held_until", "noticed_on", "decided_on", "prosecuted_on", "closed_on", "complaint_due", "due_on",
)  # fmt: skip
FOUND = (
    "number", "source", "link", "lead", "partners", "detected_at", "detected_on", "place", "position", "route", "title",
)  # fmt: skip
CASE = ("id", *FOUND, "leaf", *STANDING)
OPENING = ("leaf", "at", "actor", *FOUND)
STEP = ("leaf", "case_id", "verb", "at", "actor", "account", "paper", "note", *STANDING)
SUBJECT = ("leaf", "case_id", "no", "kind", "party", "commitment")
SUBJECT_DATA = ("leaf", "salt", "sealed")
SUBJECT_ERASED = ("leaf", "subject")
GOODS = ("leaf", "no", "case_id", "name", "hs", "quantity_e4", "unit", "value", "condition")
DECISION = (
    "leaf", "case_id", "number", "on", "account", "level", "fine", "confiscated", "remedy", "basis", "paper",
)  # fmt: skip
PAYMENT = ("leaf", "case_id", "kind", "on", "amount", "bank", "reference")
READER = ("leaf", "case_id", "account", "role", "until")
READING = ("leaf", "case_id", "at", "actor", "account", "what", "reason")
KEPT = ("state", "holder", "to", "store", "seal", "quantity_e4")
EXHIBIT = ("id", "case_id", "no", "name", "unit", "leaf", *KEPT)
EXHIBIT_ENTRY = ("leaf", "no", "exhibit_id", "case_id", "name", "unit")
EXHIBIT_STEP = (
    "leaf", "exhibit_id", "verb", "at", "actor", "account", "found_e4", "found_seal", "how", "note", *KEPT,
)  # fmt: skip
INVENTORY = ("leaf", "store", "at", "actor", "account", "expected", "counted", "differ", "note")

T_CASE, T_OPENING, T_STEP = "control_case", "control_case_opening", "control_case_step"
T_SUBJECT, T_SUBJECT_DATA, T_SUBJECT_ERASED = (
    "control_case_subject", "control_subject_data", "control_subject_erased",
)  # fmt: skip
T_GOODS, T_DECISION, T_PAYMENT = "control_case_goods", "control_case_decision", "control_case_payment"
T_READER, T_READING = "control_case_reader", "control_case_reading"
T_EXHIBIT, T_EXHIBIT_ENTRY, T_EXHIBIT_STEP = "control_exhibit", "control_exhibit_entry", "control_exhibit_step"
T_INVENTORY = "control_inventory"

COVERED = (
    log.CoveredTable(T_OPENING, "leaf", ("leaf",), OPENING, moments=("at", "detected_at"), days=("detected_on",)),
    log.CoveredTable(T_STEP, "leaf", ("leaf",), STEP, moments=("at",), days=_STANDING_DAYS),
    log.CoveredTable(T_SUBJECT, "leaf", ("leaf",), SUBJECT),
    log.CoveredTable(T_SUBJECT_ERASED, "leaf", ("subject",), SUBJECT_ERASED),
    log.CoveredTable(T_GOODS, "leaf", ("no",), GOODS),
    log.CoveredTable(T_DECISION, "leaf", ("leaf",), DECISION, days=("on",)),
    log.CoveredTable(T_PAYMENT, "leaf", ("leaf",), PAYMENT, days=("on",)),
    log.CoveredTable(T_READER, "leaf", ("leaf",), READER, days=("until",)),
    log.CoveredTable(T_READING, "leaf", ("leaf",), READING, moments=("at",)),
    log.CoveredTable(T_EXHIBIT_ENTRY, "leaf", ("no",), EXHIBIT_ENTRY),
    log.CoveredTable(T_EXHIBIT_STEP, "leaf", ("exhibit_id",), EXHIBIT_STEP, moments=("at",)),
    log.CoveredTable(T_INVENTORY, "leaf", ("leaf",), INVENTORY, moments=("at",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""
CASE_MOMENTS = (CASE.index("detected_at"),)
CHANGING = ("leaf", *STANDING)
"""What of a case changes."""
KEPT_CHANGING = ("leaf", *KEPT)
