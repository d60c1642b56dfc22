"""Who may reach the pages of transports. What each sees there is decided in `queries`, what each does in `services`."""

from motcua.design.domain.access import SIGNED_IN, Row
from motcua.transport.web.actlist import ACTS

_TRADER = frozenset({"trader"})
ACCESS: list[Row] = [
    *((f"transport:{name}", "get", SIGNED_IN) for name in ("list", "export", "one", "print", "proof")),
    *((f"transport:{name}", verb, _TRADER) for name in ("new", "amend") for verb in ("get", "post")),
    *((f"transport:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
]
