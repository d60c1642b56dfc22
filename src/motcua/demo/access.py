"""Who may reach the pages of simulations: risk management asks, those who answer for selection see."""

from motcua.design.domain.access import Row
from motcua.risk.domain.seeing import SEES_ALL

ACCESS: list[Row] = [
    *((f"simulation:{name}", "get", SEES_ALL) for name in ("list", "one", "csv")),
    ("simulation:list", "post", frozenset({"risk"})),
]
