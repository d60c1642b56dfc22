"""Every read of the tariff: the book in force, lines, search, history, two days, exchange, loads, what is due."""

from motcua.tariff.queries.books import LATEST, book, forget, quotations, recent_version, version
from motcua.tariff.queries.comparing import Compared, Differing, changes, compare, compare_line, in_full
from motcua.tariff.queries.demanding import controls
from motcua.tariff.queries.dues import Due, due
from motcua.tariff.queries.exchanging import Rates, exchange
from motcua.tariff.queries.finding import Branch, Chosen, Found, Hit, Node, children, find, search, tree, warm
from motcua.tariff.queries.histories import History, history
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
from motcua.tariff.queries.sheets import Brief, Sheet, Shown, brief, duty_schedule, lookup
from motcua.tariff.queries.using import DUTIES, lowest, usable

__all__ = [
    "DUTIES", "LATEST", "ArrivalShown", "Branch", "Brief", "Chosen", "Compared", "Differing", "Due", "Found",
    "History", "Hit", "LoadShown", "Node", "Rates", "Sheet", "Shown", "arrival", "back", "book", "brief", "changes",
    "children", "compare", "compare_line", "controls", "due", "duty_schedule", "exchange", "find", "forget",
    "history", "how_many", "in_full", "load_of", "loads", "lookup", "lowest", "names", "one", "quotations",
    "recent_version", "search", "state", "tree", "uppermost", "usable", "version", "warm",
]  # fmt: skip
