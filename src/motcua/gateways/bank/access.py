"""Who may reach the bank's door and the pages about banks. The door itself asks for a bank's signature."""

from motcua.design.domain.access import EVERYBODY, Row

MONEY = frozenset({"revenue", "leader", "admin"})
KEYS = frozenset({"admin"})

ACCESS: list[Row] = [
    ("bank:notices", "post", EVERYBODY),
    ("bank:time", "get", EVERYBODY),
    ("bank:book", "get", MONEY),
    ("bank:book_csv", "get", MONEY),
    ("bank:reconcile", "get", MONEY),
    ("bank:reconcile_csv", "get", MONEY),
    ("bank:keys", "get", KEYS),
    ("bank:keys", "post", KEYS),
    ("bank:key_end", "get", KEYS),
    ("bank:key_end", "post", KEYS),
]
