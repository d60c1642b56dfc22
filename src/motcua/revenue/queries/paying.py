"""Paying: what a declaration owes of each tax, with interest to a day, and how it can be paid."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from django.db import connection

from motcua.revenue.domain import late_interest, taxes
from motcua.revenue.domain.booking import PENALTIES
from motcua.revenue.models import Obligation, Payment, Transfer
from motcua.revenue.queries.standing import opened


class Door(msgspec.Struct, frozen=True):
    """A bank at which a payer is taken to a page that is filled in already."""

    bank: str
    name: str
    page: str
    simulated: bool


_doors: list[Callable[[date], list[Door]]] = []


def open_doors(found: Callable[[date], list[Door]]) -> None:
    """Take who knows the banks; once each."""
    if found not in _doors:
        _doors.append(found)


def doors(on: date) -> list[Door]:
    """Every bank with a page for payers on that day."""
    return [door for found in _doors for door in found(on)]


class Owed(msgspec.Struct, frozen=True):
    """One tax of a declaration: charged, paid, still open."""

    tax: str
    item: str
    charged: int
    open_: int

    @property
    def settled(self) -> int:
        """What was paid of it."""
        return self.charged - self.open_


class Bill(msgspec.Struct, frozen=True):
    """What a declaration owes on a day. `accruing` is interest that paying everything on that day would add."""

    obligation: Obligation
    taxes: tuple[Owed, ...]
    accruing: int
    late_since: date | None

    @property
    def open_(self) -> int:
        """Taxes and penalties not yet paid."""
        return sum(each.open_ for each in self.taxes)

    @property
    def to_pay(self) -> int:
        """What settles everything on that day."""
        return self.open_ + self.accruing

    def parts(self) -> list[tuple[str, int]]:
        """Dong by sub-item that settle everything on that day."""
        found: dict[str, int] = {}
        for each in self.taxes:
            if each.open_:
                found[each.item] = found.get(each.item, 0) + each.open_
        if self.accruing:
            item = taxes()["interest"].item
            found[item] = found.get(item, 0) + self.accruing
        return list(found.items())


def bill(declaration_id: int, on: date) -> Bill | None:
    """What a declaration owes on that day; None where nothing was ever charged."""
    return bills([declaration_id], on).get(declaration_id)


def bills(declarations: Sequence[int], on: date) -> dict[int, Bill]:
    """The same for many."""
    found: dict[int, Bill] = {}
    debts = opened(declarations)
    rows = Obligation.objects.in_bulk(list(debts))
    for subject, debt in debts.items():
        principal = sum(amount for tax, amount in debt.open_.items() if tax not in PENALTIES)
        since = debt.late_since()
        accruing = late_interest(principal, since, on) if since is not None and on > since and principal > 0 else 0
        owed = tuple(
            Owed(tax, held.item, debt.charged.get(tax, 0), debt.open_.get(tax, 0))
            for tax, held in taxes().items()
            if debt.charged.get(tax) or debt.open_.get(tax)
        )
        found[subject] = Bill(rows[subject], owed, accruing, since)
    return found


def payments_of(declaration_id: int) -> list[Payment]:
    """Payments that arrived for a declaration, the first first."""
    return list(Payment.objects.filter(declaration_id=declaration_id).order_by("leaf"))


def shares(payments: Sequence[Payment]) -> dict[int, list[tuple[str, int]]]:
    """What each payment covered, by its leaf: (tax, dong); an empty tax is what is held for the party."""
    found: dict[int, list[tuple[str, int]]] = {}
    rows = Transfer.objects.filter(leaf__in=[each.leaf for each in payments], kind="pay").order_by("leaf", "no")
    for leaf, tax, amount in rows.values_list("leaf", "tax", "amount"):
        found.setdefault(leaf, []).append((tax, amount))
    return found


class Booked(msgspec.Struct, frozen=True):
    """Money in the ledger, on a debt or in suspense."""

    reference: str
    amount: int


def booked_on(bank: str, day: date) -> list[Booked]:
    """What the ledger holds of a bank's day: payments booked, and money taken into suspense as paid on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, amount FROM revenue_payment WHERE bank = %s AND day = %s AND NOT EXISTS"
            " (SELECT 1 FROM revenue_suspense s WHERE s.bank = revenue_payment.bank"
            " AND s.reference = revenue_payment.reference)"
            " UNION ALL SELECT reference, amount FROM revenue_suspense WHERE bank = %s AND paid_on = %s",
            [bank, day.isoformat(), bank, day.isoformat()],
        )
        return [Booked(reference, int(amount)) for reference, amount in cursor.fetchall()]
