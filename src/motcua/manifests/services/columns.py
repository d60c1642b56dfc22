"""The tables of this room and their columns, in the order in which a leaf commits to them."""

T_CALL, T_DOCUMENT = "manifests_call", "manifests_document"
T_STAY_NOTED = "manifests_stay_noted"
T_VESSEL, T_CARRIER = "manifests_vessel_entry", "manifests_carrier_entry"
T_FACTS, T_STEP, T_VERSION = "manifests_facts", "manifests_step", "manifests_version"
T_BILL, T_GOODS, T_BOX, T_HAZARD = "manifests_bill", "manifests_bill_goods", "manifests_box", "manifests_hazard"

ANNOUNCED = (
    "number", "direction", "call_sign", "vessel_name", "flag", "voyage", "port", "port_suffix", "office", "carrier",
    "party", "agent", "entry", "transit", "expected_at", "days", "berth", "berth_from", "berth_until",
)  # fmt: skip
"""Columns of a call that its facts say."""
FACTS = ("leaf", "no", "call_id", *ANNOUNCED)
CALL = (
    "id", *ANNOUNCED, "opened_at", "opened_on", "expected_on", "state", "arrived_at", "finished_at", "cleared_at",
    "cleared_on", "left_at", "leaf", "facts",
)  # fmt: skip
CALL_CHANGES = CALL[2:]
DOCUMENT = (
    "id", "number", "call_id", "kind", "slot", "carrier", "party", "state", "version", "rows", "lodged_at", "due_at",
    "late",
)  # fmt: skip
DOCUMENT_CHANGES = DOCUMENT[1:]
STEP = ("leaf", "no", "call_id", "document_id", "verb", "state", "paper", "version", "at", "actor", "note")
VERSION = (
    "document_id", "version", "leaf", "no", "call_id", "number", "kind", "slot", "carrier", "party", "function", "rows",
    "late", "at", "actor", "note", "message",
)  # fmt: skip
BILL = (
    "leaf", "no", "document_id", "version", "call_id", "house", "number", "folded", "master", "loading_port",
    "discharge_port", "consignor_name", "consignee", "consignee_name", "transit", "description", "packages",
    "package_unit", "gross_e4",
)  # fmt: skip
GOODS = (
    "leaf", "bill", "no", "description", "heading", "packages", "package_unit", "gross_e4", "net_e4", "origin",
)  # fmt: skip
BOX = (
    "leaf", "no", "bill", "document_id", "version", "call_id", "number", "seals", "status", "size", "type", "delivery",
    "stuffing", "stay_days",
)  # fmt: skip
HAZARD = ("leaf", "no", "document_id", "version", "call_id", "un_number", "hazard_class", "packages", "gross_e4")
VESSEL = ("leaf", "no", "at", "call_sign", "imo", "name", "flag", "type", "gross", "net", "operator", "struck")
STAY_NOTED = ("leaf", "no", "at", "call_id", "bill", "threshold", "days", "packages", "gross_e4")
CARRIER = ("leaf", "no", "at", "code", "name", "party", "struck")

TABLES = (
    (T_FACTS, FACTS, ("expected_at", "berth_from", "berth_until")), (T_STEP, STEP, ("at",)),
    (T_VERSION, VERSION, ("at",)), (T_BILL, BILL, ()), (T_GOODS, GOODS, ()), (T_BOX, BOX, ()), (T_HAZARD, HAZARD, ()),
)  # fmt: skip
"""What a leaf of a call covers: table, columns, which of them are moments."""


def places(columns: tuple[str, ...], named: tuple[str, ...]) -> tuple[int, ...]:
    """Where named columns stand."""
    return tuple(columns.index(name) for name in named)
