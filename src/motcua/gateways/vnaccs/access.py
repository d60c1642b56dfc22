"""Who may load exports and see the differences: leadership, revenue and administrators."""

from motcua.design.domain.access import Row

MAY = frozenset({"leader", "revenue", "admin"})

ACCESS: list[Row] = [
    ("vnaccs:home", "get", MAY),
    ("vnaccs:home", "post", MAY),
    ("vnaccs:arrival", "get", MAY),
    ("vnaccs:arrival", "post", MAY),
    ("vnaccs:file", "get", MAY),
    ("vnaccs:load", "get", MAY),
    ("vnaccs:errors", "get", MAY),
    ("vnaccs:differences", "get", MAY),
    ("vnaccs:differences_csv", "get", MAY),
]
