"""Booking: which transfers follow from a charge, a payment, a correction. Pure; one debit, one credit each.

`charged` and `open_` are dong by tax; what is open is charged and not yet settled, never below zero.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from motcua.revenue.domain.accounts import HELD, INTEREST, TREASURY, taxes

Sums = Mapping[str, int]

PENALTIES = frozenset({INTEREST, "fine"})
"""What is owed beside taxes; no amendment of a declaration changes it."""


class Entry(NamedTuple):
    """One transfer before it has a place: from the `credit` account to the `debit` account."""

    kind: str
    debit: str
    credit: str
    tax: str
    amount: int


class Place(NamedTuple):
    """Where transfers belong: the leaf that they are written with, the moment, whose debt it is.

    `day` is written as it is stored and hashed: `2023-05-02`.
    """

    leaf: int
    at: datetime
    day: str
    office: str
    party: str
    declaration_id: int


Row = tuple[int, int, datetime, str, str, str, str, str, str, str, int, int]


def rows(place: Place, entries: Iterable[Entry]) -> list[Row]:
    """Transfers as rows of the ledger, numbered from 1 within the leaf."""
    leaf, at, day, office, party, declaration_id = place
    return [
        (leaf, no, at, day, kind, debit, credit, tax, office, party, declaration_id, amount)
        for no, (kind, debit, credit, tax, amount) in enumerate(entries, start=1)
    ]


def charge(charges: Iterable[tuple[str, int]]) -> list[Entry]:
    """What is assessed becomes receivable. Zero amounts leave no trace."""
    known = taxes()
    return [Entry("charge", known[tax].receivable, known[tax].income, tax, amount) for tax, amount in charges if amount]


def pay(open_: Sums, amount: int, interest: int = 0) -> list[Entry]:
    """A payment covers taxes in the legal order, then interest, then is held for the party.

    `interest` is what this payment's lateness adds to the debt before it is covered.
    """
    entries: list[Entry] = []
    if interest:
        entries.append(_accrued(interest))
        open_ = {**open_, INTEREST: open_.get(INTEREST, 0) + interest}
    left = _cover(entries, "pay", TREASURY, open_, amount)
    if left:
        entries.append(Entry("pay", TREASURY, HELD, "", left))
    return entries


def principal_covered(open_: Sums, amount: int) -> int:
    """How much of a payment would go to taxes rather than to interest, fines or credit."""
    return min(amount, sum(owed for tax, owed in open_.items() if tax not in PENALTIES))


def adjust(charged: Sums, open_: Sums, held: int, charges: Sums, kind: str = "adjust") -> list[Entry]:
    """Bring what is charged to `charges`: the difference of each tax, up or down.

    Interest and fines stay as they are unless `charges` names them. What was paid for a tax that has
    fallen is held for the party; what is held (`held` already) then covers what has become open, in the
    legal order.
    """
    entries: list[Entry] = []
    still_open: dict[str, int] = {}
    for tax, account in taxes().items():
        before = charged.get(tax, 0)
        difference = charges.get(tax, before if tax in PENALTIES else 0) - before
        after = open_.get(tax, 0) + difference
        if difference > 0:
            entries.append(Entry(kind, account.receivable, account.income, tax, difference))
        elif difference < 0:
            entries.append(Entry(kind, account.income, account.receivable, tax, -difference))
        if after < 0:
            entries.append(Entry(kind, account.receivable, HELD, tax, -after))
            held -= after
        else:
            still_open[tax] = after
    _cover(entries, kind, HELD, still_open, held)
    return entries


def reverse(charged: Sums, open_: Sums, held: int) -> list[Entry]:
    """Nothing is charged any more; whatever was paid is held for the party."""
    return adjust(charged, open_, held, dict.fromkeys(PENALTIES, 0), kind="reverse")


def refund(amount: int) -> list[Entry]:
    """Money held goes back to the party."""
    return [Entry("refund", HELD, TREASURY, "", amount)]


def offset(open_: Sums, amount: int) -> list[Entry]:
    """Money held covers a debt, in the legal order."""
    entries: list[Entry] = []
    _cover(entries, "adjust", HELD, open_, amount)
    return entries


def _accrued(interest: int) -> Entry:
    account = taxes()[INTEREST]
    return Entry("interest", account.receivable, account.income, INTEREST, interest)


_ORDER = tuple((tax, account.receivable) for tax, account in taxes().items())


def _cover(entries: list[Entry], kind: str, source: str, open_: Sums, amount: int) -> int:
    """Add what `amount` covers, in the legal order, and return what is left of it."""
    for tax, receivable in _ORDER:
        owed = open_.get(tax)
        if owed and amount:
            part = min(owed, amount)
            entries.append(Entry(kind, source, receivable, tax, part))
            amount -= part
    return amount
