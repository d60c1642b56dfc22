"""The columns of this room's tables, in the order in which rows are built, stored and committed to the log."""

from motcua.ground.services import log

CERTIFICATE = (
    "id", "country", "reference", "form", "issued_on", "valid_until", "consignee", "consignee_name", "exporter_name",
    "received_at", "state", "flagged", "faults", "used", "exhausted", "due_at", "content", "leaf",
)  # fmt: skip
CERTIFICATE_MOMENTS = (9, 15)
LINE = (
    "certificate_id", "no", "hs_code", "description", "origin", "criterion", "quantity_e4", "unit", "used_e4", "given",
)  # fmt: skip
RECEIVED = ("leaf", "certificate_id", "country", "message_id", "at", "body")
STEP = ("leaf", "certificate_id", "verb", "state", "flagged", "at", "actor", "reason", "note", "due_at")
USE = (
    "leaf", "no", "at", "certificate_id", "line", "declaration_id", "declaration_line", "change_e4", "unit",
    "declared_e4", "declared_unit",
)  # fmt: skip
CLAIMED = (
    "declaration_id", "line", "number", "party", "office", "registered_at", "at", "reference", "hs_code", "origin",
    "quantity_e4", "unit", "state", "certificate_id", "certificate_line", "reason", "actor",
)  # fmt: skip
CLAIM = (*CLAIMED, "leaf")
CLAIM_STEP = ("leaf", "no", *CLAIMED)
OUTGOING = ("id", "leaf", "message_id", "partner", "kind", "about", "reference", "at", "body")
DELIVERED = ("leaf", "outgoing", "at", "taken", "receipt")
INCOMING = ("leaf", "country", "message_id", "kind", "about", "reference", "at", "body")
WISH = ("leaf", "application_id", "version", "number", "at", "actor", "party_name", "body")
ACT = ("leaf", "application_id", "verb", "state", "told", "at", "actor", "note")
ISSUE = ("leaf", "application_id", "reference", "at", "body")

T_CERTIFICATE, T_LINE, T_RECEIVED, T_STEP = "origin_certificate", "origin_line", "origin_received", "origin_step"
T_USE, T_CLAIM, T_CLAIM_STEP = "origin_use", "origin_claim", "origin_claim_step"
T_OUTGOING, T_DELIVERED, T_INCOMING = "origin_outgoing", "origin_delivered", "origin_incoming"
T_APPLICATION, T_WISH, T_ACT, T_ISSUE = "origin_application", "origin_wish", "origin_act", "origin_issue"

COVERED_CLAIM = log.CoveredTable(T_CLAIM_STEP, "leaf", ("no",), CLAIM_STEP, moments=("registered_at", "at"))
COVERED_USE = log.CoveredTable(T_USE, "leaf", ("no",), USE, moments=("at",))
"""For the covering of the room whose leaves commit to what its declarations claim and use."""
COVERED = (
    log.CoveredTable(T_RECEIVED, "leaf", ("leaf",), RECEIVED, moments=("at",)),
    log.CoveredTable(T_INCOMING, "leaf", ("leaf",), INCOMING, moments=("at",)),
    log.CoveredTable(T_STEP, "leaf", ("leaf",), STEP, moments=("at", "due_at")),
    log.CoveredTable(T_WISH, "leaf", ("leaf",), WISH, moments=("at",)),
    log.CoveredTable(T_ACT, "leaf", ("leaf",), ACT, moments=("at",)),
    log.CoveredTable(T_ISSUE, "leaf", ("leaf",), ISSUE, moments=("at",)),
    COVERED_CLAIM,
    COVERED_USE,
    log.CoveredTable(T_OUTGOING, "leaf", ("id",), OUTGOING, moments=("at",)),
    log.CoveredTable(T_DELIVERED, "leaf", ("leaf",), DELIVERED, moments=("at",)),
)
ORDER = tuple((each.table, each.columns, tuple(map(each.columns.index, each.moments))) for each in COVERED)
"""Tables in the order of a leaf, with their columns and the positions of moments."""
