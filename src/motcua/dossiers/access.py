"""Who may reach the pages of dossiers. What each sees there stands in `queries`, what each does in `services`."""

from motcua.design.domain.access import SIGNED_IN, STAFF, Row
from motcua.dossiers.web.actforms import ACTS
from motcua.dossiers.web.traderaccess import TRADER_ACCESS

_DESKS = frozenset({"officer", "head", "leader"})
ACCESS: list[Row] = [
    *TRADER_ACCESS,
    *((f"dossiers:{name}", "get", STAFF) for name in ("register", "register_csv", "register_pdf", "load", "times",
                                                     "times_csv")),
    *((f"dossiers:{name}", "get", _DESKS) for name in ("reception", "desk")),
    *((f"dossiers:{name}", "get", SIGNED_IN) for name in ("one", "form", "paper", "result", "proof")),
    *((f"dossiers:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
]  # fmt: skip
