"""Every read of the tariff: the book in force, the sheet of a line, search, history, loads."""

from motcua.tariff.queries.books import LoadShown, book, forget, loads, recent_version, version
from motcua.tariff.queries.finding import Branch, Chosen, Found, Hit, Node, children, find, search, tree, warm
from motcua.tariff.queries.sheets import Sheet, Shown, lookup

__all__ = [
    "Branch", "Chosen", "Found", "Hit", "LoadShown", "Node", "Sheet", "Shown", "book", "children", "find",
    "forget", "loads", "lookup", "recent_version", "search", "tree", "version", "warm",
]  # fmt: skip
