"""Who may reach the pages of reports. Rows behind figures name enterprises: for the department only."""

from motcua.design.domain.access import STAFF, Row

LEADING = frozenset({"leader", "head", "risk", "revenue"})
ACCESS: list[Row] = [
    ("reports:dashboard", "get", LEADING),
    ("reports:annual", "get", STAFF),
    ("reports:rows", "get", STAFF),
    ("reports:rows_csv", "get", STAFF),
]
