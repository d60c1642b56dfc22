"""Who may reach the pages of people at the gates. What each sees and does there is decided in queries and services."""

from motcua.design.domain.access import EVERYBODY, STAFF, Row

_DESK = frozenset({"officer"})
_PERSONS = frozenset({"officer", "head"})
PEOPLE_ACCESS: list[Row] = [
    *((f"crossings:{name}", "get", STAFF) for name in (
        "passengers", "passengers_export", "passengers_day", "controls", "controls_export", "control", "residents",
        "residents_export", "resident",
    )),
    *((f"crossings:{name}", verb, _DESK) for name in (
        "passengers_count", "passengers_sheet", "control_new", "resident_new", "residents_sheet",
    ) for verb in ("get", "post")),
    *((f"crossings:{name}", "get", _DESK) for name in ("passengers_template", "residents_template")),
    *((f"crossings:{name}", "post", _DESK) for name in ("passengers_correct", "gate_pay", "gate_leave")),
    ("crossings:person_read", "post", _PERSONS),
    ("crossings:person_erase", "post", frozenset({"head"})),
    ("crossings:traveller", "get", EVERYBODY),
]  # fmt: skip
