"""Who may reach the pages of the log (everybody) and the post book (whose messages each sees: `queries.post`)."""

from motcua.design.domain.access import EVERYBODY, SIGNED_IN, Row

ACCESS: list[Row] = [
    ("ground:receipt", "get", EVERYBODY),
    ("ground:receipt", "post", EVERYBODY),
    ("ground:checker", "get", EVERYBODY),
    ("post:book", "get", SIGNED_IN),
    ("post:message", "get", SIGNED_IN),
    ("post:received", "get", SIGNED_IN),
    ("post:answer", "get", SIGNED_IN),
    ("ground:by_word", "get", EVERYBODY),
]
