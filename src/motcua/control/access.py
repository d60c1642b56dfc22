"""Who may reach the pages of this room. What each sees there stands in `queries`, what each does in `services`."""

from motcua.control import watch_access
from motcua.control.services.cases.rights import OPENERS
from motcua.control.web.case_acts import ACTS, READERS
from motcua.control.web.store import ACTS as LINKS
from motcua.design.domain.access import Row

_KEEPERS = frozenset({"control", "head", "leader"})
_HANDED = _KEEPERS | {"officer"}
CASES: list[Row] = [
    *((f"control:{name}", "get", READERS) for name in ("cases", "cases_csv", "case", "case_record", "case_decision")),
    ("control:case", "post", READERS),
    ("control:case_readings", "get", frozenset({"head", "leader"})),
    *(("control:case_new", verb, OPENERS) for verb in ("get", "post")),
    *((f"control:case_act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
    *((f"control:{name}", "get", READERS) for name in ("store", "store_csv", "exhibit")),
    *((f"control:exhibit_{act.name}", verb, _HANDED) for act in LINKS for verb in ("get", "post")),
    *(("control:count", verb, _KEEPERS) for verb in ("get", "post")),
]  # fmt: skip
ACCESS: list[Row] = [*CASES, *watch_access.ROWS]
