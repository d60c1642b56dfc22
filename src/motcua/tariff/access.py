"""Who may reach the pages of the tariff: everybody."""

from motcua.design.domain.access import EVERYBODY, Row

ACCESS: list[Row] = [
    ("tariff:search", "get", EVERYBODY),
    ("tariff:line", "get", EVERYBODY),
]
