"""Every read of the tariff: the book in force, the sheet of a line, search, history, loads."""

from motcua.tariff.queries.books import LoadShown, book, forget, loads, recent_version, version
from motcua.tariff.queries.finding import Hit, Node, children, search
from motcua.tariff.queries.sheets import Sheet, Shown, changes, lookup

__all__ = [
    "Hit", "LoadShown", "Node", "Sheet", "Shown", "book", "changes", "children", "forget", "loads", "lookup",
    "recent_version", "search", "version",
]  # fmt: skip
