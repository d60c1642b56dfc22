"""Who may reach the pages of mandates, agents and the record of rights. What each sees is decided in `queries`."""

from motcua.design.domain.access import OVERSEERS, SIGNED_IN, Row

_TRADER = frozenset({"trader"})
_NAMERS = frozenset({"admin", "leader"})
ACCESS: list[Row] = [
    ("mandates:list", "get", SIGNED_IN),
    ("mandates:one", "get", SIGNED_IN),
    ("mandates:one", "post", _TRADER),
    ("mandates:give", "get", _TRADER),
    ("mandates:give", "post", _TRADER),
    ("staffrights:agents", "get", _NAMERS),
    ("staffrights:agents", "post", _NAMERS),
    ("staffrights:rights", "get", OVERSEERS),
    ("staffrights:export", "get", OVERSEERS),
]
