"""The banks' gateway, the pure part: how a notice is read and judged, how a statement is compared."""

from motcua.gateways.bank.domain.notices import Change, Given, Item, Line, Paid, Statement, Told, read

__all__ = ["Change", "Given", "Item", "Line", "Paid", "Statement", "Told", "read"]
