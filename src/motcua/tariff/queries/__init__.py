"""Every read of the tariff: the book in force, the sheet of a line, search, history, two days, exchange, loads."""

from motcua.tariff.queries.books import LATEST, LoadShown, book, forget, loads, recent_version, version
from motcua.tariff.queries.comparing import Compared, Differing, changes, compare, compare_line, in_full
from motcua.tariff.queries.demanding import controls
from motcua.tariff.queries.exchanging import Rates, exchange
from motcua.tariff.queries.finding import Branch, Chosen, Found, Hit, Node, children, find, search, tree, warm
from motcua.tariff.queries.histories import History, history
from motcua.tariff.queries.sheets import Brief, Sheet, Shown, brief, duty_schedule, lookup
from motcua.tariff.queries.using import DUTIES, lowest, usable

__all__ = [
    "DUTIES", "LATEST", "Branch", "Brief", "Chosen", "Compared", "Differing", "Found", "History", "Hit",
    "LoadShown", "Node", "Rates", "Sheet", "Shown", "book", "brief", "changes", "children", "compare",
    "compare_line", "controls", "duty_schedule", "exchange", "find", "forget", "history", "in_full", "loads",
    "lookup", "lowest", "recent_version", "search", "tree", "usable", "version", "warm",
]  # fmt: skip
