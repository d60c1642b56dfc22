"""Who may reach the pages of the tariff: everybody looks up, administrators load."""

from motcua.design.domain.access import EVERYBODY, Row

_LOADING = frozenset({"admin"})

ACCESS: list[Row] = [
    ("tariff:search", "get", EVERYBODY),
    ("tariff:line", "get", EVERYBODY),
    ("tariff:loads", "get", _LOADING),
    ("tariff:load_new", "get", _LOADING),
    ("tariff:load_new", "post", _LOADING),
    ("tariff:load_preview", "get", _LOADING),
    ("tariff:load_preview", "post", _LOADING),
    ("tariff:load_changes", "get", _LOADING),
    ("tariff:load", "get", _LOADING),
    ("tariff:load_file", "get", _LOADING),
    ("tariff:load_withdraw", "get", _LOADING),
    ("tariff:load_withdraw", "post", _LOADING),
]
