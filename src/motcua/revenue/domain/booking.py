"""Booking: which transfers follow from a charge, a payment, a correction. Pure; one debit, one credit each.

`charged` and `open_` are dong by tax; what is open is charged and not yet settled, never below zero.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from motcua.revenue.domain.accounts import HELD, INTEREST, SUSPENSE, TREASURY, taxes

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


def pay(
    open_: Sums, amount: int, interest: int = 0, named: Sums | None = None, source: str = TREASURY
) -> list[Entry]:  # fmt: skip
    """A payment covers the taxes that it names, then others in the legal order, then interest, then is held.

    `interest` is what this payment's lateness adds to the debt before it is covered. What is `named` as interest
    is kept for interest and fines as far as they are owed.
    """
    entries: list[Entry] = []
    if interest:
        entries.append(_accrued(interest))
        open_ = {**open_, INTEREST: open_.get(INTEREST, 0) + interest}
    if named:
        parts = divided(open_, amount, named)
        entries += [Entry("pay", source, receivable, tax, parts[tax]) for tax, receivable in _ORDER if parts.get(tax)]
        left = amount - sum(parts.values())
    else:
        left = _cover(entries, "pay", source, open_, amount)
    if left:
        entries.append(Entry("pay", source, HELD, "", left))
    return entries


def divided(open_: Sums, amount: int, named: Sums) -> dict[str, int]:
    """How a payment that names taxes is shared: never more than is open of each, and no more than it brings."""
    owed_late = sum(open_.get(tax, 0) for tax in PENALTIES)
    kept = min(amount, named.get(INTEREST, 0), owed_late)
    parts: dict[str, int] = {}
    taxes_ = [tax for tax, _ in _ORDER if tax not in PENALTIES]
    left = _share(parts, open_, amount - kept, taxes_, named)
    left = _share(parts, open_, left, taxes_)
    left = _share(parts, open_, left + kept, [tax for tax, _ in _ORDER if tax in PENALTIES])
    _share(parts, open_, left, taxes_)
    return parts


def _share(parts: dict[str, int], open_: Sums, left: int, among: Iterable[str], most: Sums | None = None) -> int:
    """Give each tax its part of what is left, and return what is left after that."""
    for tax in among:
        room = open_.get(tax, 0) - parts.get(tax, 0)
        part = min(room, left, most.get(tax, 0) if most is not None else left)
        if part > 0:
            parts[tax] = parts.get(tax, 0) + part
            left -= part
    return left


def principal_covered(open_: Sums, amount: int, named: Sums | None = None, accrual: int = 0) -> int:
    """How much of a payment would go to taxes rather than to interest, fines or credit.

    `accrual` is the interest that paying all taxes now would add: so much more may be named as interest.
    """
    late = sum(open_.get(tax, 0) for tax in PENALTIES) + accrual
    kept = min(amount, named.get(INTEREST, 0), late) if named else 0
    return min(amount - kept, sum(owed for tax, owed in open_.items() if tax not in PENALTIES))


def suspend(amount: int) -> list[Entry]:
    """Money that has arrived and belongs to no debt yet."""
    return [Entry("suspend", TREASURY, SUSPENSE, "", amount)]


def give_back(amount: int) -> list[Entry]:
    """Money that could not be matched goes back to who paid it."""
    return [Entry("return", SUSPENSE, TREASURY, "", amount)]


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
