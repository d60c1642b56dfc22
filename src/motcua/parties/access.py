"""Who may reach the pages of mandates, agents and the record of rights. What each sees is decided in `queries`."""

from motcua.design.domain.access import SIGNED_IN, Row

_TRADER = frozenset({"trader"})
_NAMERS = frozenset({"admin", "leader"})
_OVERSEERS = frozenset({"admin", "leader", "head"})
ACCESS: list[Row] = [
    ("mandates:list", "get", SIGNED_IN),
    ("mandates:one", "get", SIGNED_IN),
    ("mandates:one", "post", _TRADER),
    ("mandates:give", "get", _TRADER),
    ("mandates:give", "post", _TRADER),
    ("staffrights:agents", "get", _NAMERS),
    ("staffrights:agents", "post", _NAMERS),
    ("staffrights:rights", "get", _OVERSEERS),
    ("staffrights:export", "get", _OVERSEERS),
]
