"""Who may reach the pages of the tariff: everybody looks up, administrators load."""

from motcua.design.domain.access import EVERYBODY, Row

_LOADING = frozenset({"admin"})
_PAGES = ("search", "line", "compare", "exchange", "schedules")
_FILES = ("search", "line", "compare", "exchange", "schedule")
_LOADS = ("loads", "load_new", "load_preview", "load_changes", "load", "load_file", "load_withdraw")

ACCESS: list[Row] = [
    *((f"tariff:{name}", "get", EVERYBODY) for name in _PAGES),
    *((f"tariff:{name}_{kind}", "get", EVERYBODY) for name in _FILES for kind in ("csv", "json")),
    *((f"tariff:{name}", "get", _LOADING) for name in _LOADS),
    *((f"tariff:{name}", "post", _LOADING) for name in ("load_new", "load_preview", "load_withdraw")),
]
