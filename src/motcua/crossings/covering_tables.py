"""Names and columns of the tables of people, in the order in which leaves commit to them."""

T_ACT, T_COUNT, T_DAY = "crossings_passenger_act", "crossings_passenger_count", "crossings_passenger_day"
T_CONTROL, T_GOODS, T_PERSON = "crossings_control", "crossings_control_goods", "crossings_person"
T_ERASED, T_READ, T_END = "crossings_person_erased", "crossings_person_read", "crossings_gate_end"
T_RESIDENT, T_RESIDENT_GOODS = "crossings_resident_declaration", "crossings_resident_goods"
T_MONTH = "crossings_resident_month"
ACT = ("leaf", "at", "actor", "source", "file", "note")
COUNT = ("leaf", "no", "day", "quarter", "gate", "direction", "nationality", "document", "count")
CONTROL = (
    "leaf", "at", "day", "gate", "office", "direction", "kind", "nationality", "document", "outcome", "value",
    "dutiable", "duty", "commitment", "actor",
)  # fmt: skip
GOODS = (
    "leaf", "no", "kind", "description", "hs", "origin", "quantity_e4", "unit", "value", "verdict", "free_e4",
    "above_e4", "dutiable", "duty",
)  # fmt: skip
PERSON = ("control_id", "salt", "sealed", "erase_on")
ERASED = ("leaf", "control_id", "at", "actor", "reason")
READ = ("leaf", "control_id", "at", "actor", "reason")
END = ("leaf", "subject_id", "at", "actor", "verb", "amount")
RESIDENT = (
    "leaf", "no", "number", "at", "day", "gate", "office", "direction", "resident", "commune", "value", "within",
    "above", "duty", "outcome", "why", "actor",
)  # fmt: skip
RESIDENT_GOODS = ("leaf", "declaration", "no", "description", "quantity_e4", "unit", "value", "hs")
