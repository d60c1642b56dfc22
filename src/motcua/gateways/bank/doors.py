"""Doors: the pages of the ledger ask here where a declaration can be paid."""

from motcua.gateways.bank import queries
from motcua.revenue.queries import paying


def open_doors() -> None:
    """Tell the ledger; called once when the program starts."""
    paying.open_doors(queries.doors)
