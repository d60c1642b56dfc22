"""Who may reach the pages of the log: everybody."""

from motcua.design.domain.access import EVERYBODY, Row

ACCESS: list[Row] = [
    ("ground:receipt", "get", EVERYBODY),
    ("ground:receipt", "post", EVERYBODY),
    ("ground:checker", "get", EVERYBODY),
    ("ground:by_word", "get", EVERYBODY),
]
