"""Who may ask what is due: everybody."""

from motcua.design.domain.access import EVERYBODY, Row

ACCESS: list[Row] = [
    ("duties:calculator", "get", EVERYBODY),
    ("duties:advice", "get", EVERYBODY),
    ("duties:value", "get", EVERYBODY),
]
