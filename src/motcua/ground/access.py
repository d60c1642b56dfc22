"""Who may reach the pages of the log (everybody) and the post book (whose messages each sees: `queries.post`)."""

from motcua.design.domain.access import EVERYBODY, SIGNED_IN, Row

_JUDGES = frozenset({"admin", "head"})
_ADMIN = frozenset({"admin"})

ACCESS: list[Row] = [
    ("ground:receipt", "get", EVERYBODY),
    ("ground:receipt", "post", EVERYBODY),
    ("ground:checker", "get", EVERYBODY),
    ("post:book", "get", SIGNED_IN),
    ("post:message", "get", SIGNED_IN),
    ("post:received", "get", SIGNED_IN),
    ("post:answer", "get", SIGNED_IN),
    ("ground:by_word", "get", EVERYBODY),
    ("status:status", "get", EVERYBODY),
    ("status:outages", "get", _JUDGES),
    ("status:outages", "post", _JUDGES),
    ("status:outage", "get", _JUDGES),
    ("status:outage", "post", _JUDGES),
    ("status:add_probe", "post", _ADMIN),
    ("status:retire_probe", "post", _ADMIN),
    ("notices:inbox", "get", SIGNED_IN),
    ("notices:read", "post", SIGNED_IN),
    ("notices:follow", "post", SIGNED_IN),
    ("notices:addresses", "get", SIGNED_IN),
    ("notices:addresses", "post", SIGNED_IN),
    ("notices:change", "post", SIGNED_IN),
    ("notices:verifying", "get", EVERYBODY),
    ("notices:failed", "get", _ADMIN),
    ("notices:failed", "post", _ADMIN),
]
