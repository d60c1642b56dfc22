"""Every read of the tariff: the book in force, the sheet of a line, search, history, loads, what is due."""

from motcua.tariff.queries.books import book, forget, quotations, recent_version, version
from motcua.tariff.queries.dues import Due, due
from motcua.tariff.queries.finding import Hit, Node, children, search
from motcua.tariff.queries.loads import (
    ArrivalShown,
    LoadShown,
    arrival,
    back,
    how_many,
    load_of,
    loads,
    names,
    one,
    state,
    uppermost,
)
from motcua.tariff.queries.sheets import Sheet, Shown, changes, lookup

__all__ = [
    "ArrivalShown", "Due", "Hit", "LoadShown", "Node", "Sheet", "Shown", "arrival", "back", "book", "changes",
    "children", "due", "forget", "how_many", "load_of", "loads", "lookup", "names", "one", "quotations",
    "recent_version", "search", "state", "uppermost", "version",
]  # fmt: skip
