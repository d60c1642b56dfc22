"""Who may reach the pages of this room. The catalogue is public; drafts are narrowed by `queries.visible_to`."""

from motcua.design.domain.access import EVERYBODY, STAFF, Row
from motcua.procedures.audit_access import ACCESS as AUDIT
from motcua.procedures.web.acts import ACTS

_ISO = frozenset({"iso"})
_SIGNERS = frozenset({"iso", "head", "leader"})
_READERS = STAFF - {"admin"}
_PUBLIC = ("list", "export", "one", "version", "compare", "pdf", "docx", "yaml")
ACCESS: list[Row] = [
    *AUDIT,
    *((f"procedures:{name}", "get", EVERYBODY) for name in _PUBLIC),
    ("procedures:queue", "get", _SIGNERS),
    ("procedures:unread", "get", _READERS),
    ("procedures:acknowledge", "post", _READERS),
    *((f"procedures:{name}", verb, _ISO) for name in ("new", "edit") for verb in ("get", "post")),
    ("procedures:begin", "post", _ISO),
    *((f"procedures:act_{act.name}", verb, act.roles) for act in ACTS for verb in ("get", "post")),
]
