"""Who may reach the pages of simulations: risk management asks, those who answer for selection see."""

from motcua.design.domain.access import Row

_SEES = frozenset({"risk", "leader"})
ACCESS: list[Row] = [
    *((f"simulation:{name}", "get", _SEES) for name in ("list", "one", "csv")),
    ("simulation:list", "post", frozenset({"risk"})),
]
