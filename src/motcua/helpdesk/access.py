"""Who may reach the pages of the support desk. What each sees there stands in `queries`, what each does in `services`.

Asking, following by an own address, and a word on an answer are open to everybody: bounded and counted, see
`web/guarding.py`.
"""

from motcua.design.domain.access import EVERYBODY, STAFF, Row
from motcua.helpdesk import meetings_access
from motcua.helpdesk.queries.questions import DESK
from motcua.helpdesk.web.actforms import ACTS

_WHO_ASKS = DESK | {"trader"}
ACCESS: list[Row] = [
    *((f"helpdesk:{name}", "get", EVERYBODY) for name in ("answers", "answer", "ask", "follow")),
    *((f"helpdesk:{name}", "post", EVERYBODY) for name in ("said", "ask", "follow")),
    *((f"helpdesk:{name}", "get", _WHO_ASKS) for name in ("list", "export", "one", "attachment")),
    *((f"helpdesk:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
    *((f"helpdesk:{name}", verb, DESK) for name in ("write", "entry", "entry_new", "entry_revise")
      for verb in ("get", "post")),
    ("helpdesk:entries", "get", DESK),
    ("helpdesk:entries_load", "post", frozenset({"leader"})),
    *((f"helpdesk:{name}", "get", STAFF) for name in ("indicators", "indicators_csv")),
    *meetings_access.ROWS,
]  # fmt: skip
