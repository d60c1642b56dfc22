"""Who may reach the pages of selection: those who answer for it; its draws everybody."""

from motcua.design.domain.access import EVERYBODY, Row

SEES = frozenset({"risk", "leader", "head"})

ACCESS: list[Row] = [
    *((f"risk:{name}", "get", SEES) for name in ("home", "export", "law", "parties", "parties_csv")),
    *((f"risk:{name}", "get", SEES) for name in ("waiting", "waiting_csv")),
    *((f"draws:{name}", "get", EVERYBODY) for name in ("list", "checker", "one", "json", "csv")),
]
