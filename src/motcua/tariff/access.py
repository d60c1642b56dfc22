"""Who may reach the pages of the tariff: everybody."""

from motcua.design.domain.access import EVERYBODY, Row

_PAGES = ("search", "line", "compare", "exchange", "schedules")
_FILES = ("search", "line", "compare", "exchange", "schedule")

ACCESS: list[Row] = [
    *((f"tariff:{name}", "get", EVERYBODY) for name in _PAGES),
    *((f"tariff:{name}_{kind}", "get", EVERYBODY) for name in _FILES for kind in ("csv", "json")),
]
