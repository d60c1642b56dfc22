"""Who may reach the pages of certificates. What each sees there stands in `queries`, what each does in `services`."""

from motcua.design.domain.access import SIGNED_IN, STAFF, Row
from motcua.origin.web.actforms import ACTS, APP_ACTS

_TRADER = frozenset({"trader"})
_SHOWN = (
    "list", "export", "one", "print", "proof", "claims", "claims_csv", "applications", "applications_csv",
    "application", "print_issued", "application_proof",
)  # fmt: skip
ACCESS: list[Row] = [
    *((f"origin:{name}", "get", SIGNED_IN) for name in _SHOWN),
    *((f"origin:{name}", "get", STAFF) for name in ("queue", "statistics", "statistics_csv")),
    ("origin:decide", "post", frozenset({"origin"})),
    *((f"origin:{name}", verb, _TRADER) for name in ("apply", "again") for verb in ("get", "post")),
    *((f"origin:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
    *((f"origin:app_{act.name}", verb, act.roles) for act in APP_ACTS for verb in ("get", "post")),
]
