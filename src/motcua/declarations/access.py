"""Who may reach the pages of declarations. Which declarations each sees is decided in `queries`."""

from motcua.design.domain.access import SIGNED_IN, STAFF, Row

ACCESS: list[Row] = [
    ("declarations:list", "get", SIGNED_IN),
    ("declarations:export", "get", SIGNED_IN),
    ("declarations:one", "get", SIGNED_IN),
    ("declarations:original", "get", SIGNED_IN),
    ("declarations:proof", "get", SIGNED_IN),
    ("declarations:requests", "get", STAFF),
    ("declarations:request", "get", SIGNED_IN),
    ("declarations:request", "post", frozenset({"officer", "trader"})),
]
