"""Who may reach the pages of people. What each sees there is decided in `queries`, what each may do in `services`."""

from motcua.design.domain.access import EVERYBODY, OVERSEERS, SIGNED_IN, STAFF, Row

_GIVERS = frozenset({"trader", "admin"})
_TRADER = frozenset({"trader"})
_ADMIN = frozenset({"admin"})
_PROVING = ("again", "password", "codes", "passkey", "recovery", "factor_remove")
ACCESS: list[Row] = [
    ("people:programs", "get", _GIVERS),
    ("people:programs", "post", _GIVERS),
    ("people:revoke", "get", _GIVERS),
    ("people:revoke", "post", _GIVERS),
    ("signin:second", "get", EVERYBODY),
    ("signin:second", "post", EVERYBODY),
    ("signin:ask", "post", EVERYBODY),
    ("signin:show", "post", EVERYBODY),
    ("me:me", "get", SIGNED_IN),
    ("me:me", "post", SIGNED_IN),
    ("me:stand_in", "post", STAFF),
    ("me:security", "get", SIGNED_IN),
    *((f"me:{name}", verb, SIGNED_IN) for name in _PROVING for verb in ("get", "post")),
    ("me:passkey_ask", "post", SIGNED_IN),
    ("me:visit_end", "post", SIGNED_IN),
    ("join:join", "get", EVERYBODY),
    ("join:join", "post", EVERYBODY),
    ("enterprise:users", "get", _TRADER),
    ("enterprise:invite", "get", _TRADER),
    ("enterprise:invite", "post", _TRADER),
    ("enterprise:withdraw", "post", _TRADER),
    ("enterprise:user", "get", _TRADER),
    ("enterprise:user", "post", _TRADER),
    ("staff:people", "get", OVERSEERS),
    ("staff:export", "get", OVERSEERS),
    ("staff:person", "get", OVERSEERS),
    *((f"staff:{name}", verb, _ADMIN) for name in ("open", "give", "end") for verb in ("get", "post")),
    *((f"staff:{name}", "post", _ADMIN) for name in ("close", "reset_ask", "reset_decide")),
    ("staff:delegations", "get", STAFF),
    ("staff:delegate", "get", STAFF),
    ("staff:delegate", "post", STAFF),
    ("staff:delegation_end", "post", STAFF),
]
