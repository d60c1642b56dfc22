"""The columns of the hot tables, in the order in which rows are built, stored and committed to the log."""

DECLARATION = (
    "id", "number", "direction", "procedure", "office", "party", "party_name", "registered_at", "registered_on",
    "version", "channel", "state", "items", "customs_value", "value_usd_e4", "tax_total", "due_at", "checked_at",
    "cleared_at", "passed_at", "cancelled_at", "leaf",
)  # fmt: skip
DECLARATION_MOMENTS = (7, 16, 17, 18, 19, 20)

VERSION = (
    "declaration_id", "version", "leaf", "number", "at", "direction", "procedure", "office", "party",
    "party_name", "reference", "agent", "foreign_name", "foreign_country",
    "transport_mode", "bill", "vessel_name", "loading_place", "unloading_place", "warehouse", "event_on",
    "packages", "package_unit", "gross_weight_e4", "weight_unit", "containers", "invoice_number", "invoice_on",
    "incoterm", "currency", "invoice_total_e4", "exchange_e4", "valuation_code", "freight_dong",
    "insurance_dong", "payment_term", "customs_value", "value_usd_e4", "tax_total", "warnings", "file",
    "file_offset", "file_length", "body_hash",
)  # fmt: skip
VERSION_MOMENTS = (4,)
SUMS = slice(VERSION.index("customs_value"), VERSION.index("warnings"))
"""Of a version row: customs value, value in USD, tax total."""

ITEM = (
    "declaration_id", "version", "leaf", "no", "hs_code", "description", "origin", "tariff_table", "certificate",
    "quantity_e4", "unit", "quantity2_e4", "unit2", "invoice_value_e4", "unit_price_e4", "customs_value",
    "import_duty", "remedy", "excise", "environment", "vat", "export_duty", "entries",
)  # fmt: skip

MOVE = (
    "leaf", "declaration_id", "verb", "state", "at", "actor", "version", "channel", "finding", "amount", "note",
)  # fmt: skip
MOVE_MOMENTS = (4,)

NUMBER = ("number", "declaration_id")
REPRESENTED = ("declaration_id", "agent", "mandate")

RECORDED = (
    "declaration_id", "version", "leaf", "source", "at", "root", "branch", "file", "sheet", "row", "digest",
    "accepted", "codes", "differs",
)  # fmt: skip
RECORDED_MOMENTS = (4,)
DIFFERENCE = ("declaration_id", "version", "line", "tax", "leaf", "theirs", "ours", "why", "codes")

INSTRUCTION = ("leaf", "declaration_id", "no", "at", "actor", "kind", "papers", "words")
INSTRUCTION_MOMENTS = (3,)
ANSWERED = ("leaf", "instruction_id", "at", "actor", "verb", "words")
ANSWERED_MOMENTS = (2,)

INSPECTED = (
    "leaf", "declaration_id", "no", "at", "actor", "began_at", "place", "method", "rate", "containers", "seals",
    "finding", "analysis", "samples", "note",
)  # fmt: skip
INSPECTED_MOMENTS = (3, 5)
INSPECTED_LINE = ("leaf", "line", "found_e4", "finding", "note")
COUNTERSIGNED = ("leaf", "inspected_id", "at", "actor", "verdict", "note")
COUNTERSIGNED_MOMENTS = (2,)

PROPOSAL = (
    "leaf", "declaration_id", "no", "at", "actor", "version", "window", "due_at", "reason", "note", "tax_before",
    "tax_after", "file",
)  # fmt: skip
PROPOSAL_MOMENTS = (3, 7)
RESOLVED = ("leaf", "proposal_id", "at", "actor", "verdict", "version", "note")
RESOLVED_MOMENTS = (2,)
PAPER = (
    "leaf", "declaration_id", "no", "number", "at", "actor", "kind", "title", "name", "media_type", "size", "digest",
    "file", "instruction",
)  # fmt: skip
PAPER_MOMENTS = (4,)
PHOTOGRAPH = (
    "leaf", "declaration_id", "no", "inspected_id", "at", "actor", "caption", "name", "media_type", "size", "digest",
    "file",
)  # fmt: skip
PHOTOGRAPH_MOMENTS = (4,)
TICKED = ("leaf", "declaration_id", "ticked", "left")

STAY = (
    "declaration_id", "number", "procedure", "office", "party", "party_name", "registered_on", "due_on", "extended",
    "ended",
)  # fmt: skip
STAY_TERM = ("leaf", "declaration_id", "no", "due_on", "why")
STAY_REQUEST = ("leaf", "declaration_id", "no", "at", "actor", "until_on", "note")
STAY_REQUEST_MOMENTS = (3,)
STAY_DECIDED = ("leaf", "request_id", "at", "actor", "verdict", "until_on", "note")
STAY_DECIDED_MOMENTS = (2,)
BALANCE = ("declaration_id", "line", "unit", "declared_e4", "drawn_e4")
DRAW = ("leaf", "no", "declaration_id", "line", "original", "original_line", "quantity_e4", "unit")
ELSEWHERE = (
    "leaf", "line", "original", "at", "actor", "number", "closed_on", "quantity_e4", "unit", "note",
)  # fmt: skip
ELSEWHERE_MOMENTS = (3,)

T_STAY = "declarations_stay"
T_STAY_TERM = "declarations_stayterm"
T_STAY_REQUEST = "declarations_stayrequest"
T_STAY_DECIDED = "declarations_staydecided"
T_BALANCE = "declarations_balance"
T_DRAW = "declarations_draw"
T_ELSEWHERE = "declarations_elsewhere"
PASSAGE = (
    "leaf", "declaration_id", "no", "at", "actor", "version", "place", "gate", "quantity_e4", "unit", "note", "back",
)  # fmt: skip
PASSAGE_MOMENTS = (3,)
PASSED_BOX = ("leaf", "container", "declaration_id", "turn")
OPERATOR = ("leaf", "at", "actor", "place", "party", "open", "note")
OPERATOR_MOMENTS = (1,)

T_PASSAGE = "declarations_passage"
T_PASSED_BOX = "declarations_passedbox"
T_OPERATOR = "declarations_operator"
T_PROPOSAL = "declarations_proposal"
T_RESOLVED = "declarations_resolved"
T_PAPER = "declarations_paper"
T_PHOTOGRAPH = "declarations_photograph"
T_TICKED = "declarations_ticked"
T_INSPECTED = "declarations_inspected"
T_INSPECTED_LINE = "declarations_inspectedline"
T_COUNTERSIGNED = "declarations_countersigned"
T_INSTRUCTION = "declarations_instruction"
T_ANSWERED = "declarations_answered"
T_DECLARATION = "declarations_declaration"
T_VERSION = "declarations_version"
T_ITEM = "declarations_item"
T_MOVE = "declarations_move"
T_REPRESENTED = "declarations_represented"
T_NUMBER = "declarations_number"
T_RECORDED = "declarations_recorded"
T_DIFFERENCE = "declarations_difference"
