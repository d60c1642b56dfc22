"""Who may reach the pages of calls. What each sees there is decided in `queries`, what each does in `services`."""

from motcua.design.domain.access import SIGNED_IN, STAFF, Row
from motcua.manifests.web.actlist import ACTS

_TRADER = frozenset({"trader"})
_REGISTER = frozenset({"officer", "head", "admin"})
ACCESS: list[Row] = [
    *(
        (f"manifests:{name}", "get", SIGNED_IN)
        for name in (
            "list",
            "export",
            "one",
            "print",
            "proof",
            "document",
            "rows",
            "plain",
            "bill",
            "staying",
            "staying_csv",
        )
    ),
    *((f"manifests:{name}", "get", STAFF) for name in ("board", "berths", "vessels_csv", "bills", "bills_csv")),
    *((f"manifests:{name}", verb, _REGISTER) for name in ("vessels", "carriers") for verb in ("get", "post")),
    *((f"manifests:{name}", "get", _TRADER) for name in ("tasks", "template", "house_template")),
    ("manifests:errors", "post", _TRADER),
    *((f"manifests:{name}", verb, _TRADER) for name in ("new", "house", "lodge", "sheet") for verb in ("get", "post")),
    *((f"manifests:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
]
