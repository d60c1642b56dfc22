"""Receive: payments are booked once, cover taxes in the legal order, and settle obligations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.revenue import events
from motcua.revenue.domain import NotPositive, OtherPayment, late_interest, pay
from motcua.revenue.domain.accounts import TREASURY
from motcua.revenue.domain.booking import Row, principal_covered
from motcua.revenue.queries import received
from motcua.revenue.services import debts
from motcua.revenue.services.guarantees import Book
from motcua.revenue.services.rows import PAYMENT, PAYMENT_MOMENTS, T_PAYMENT, T_TRANSFER, T_USE


class Payment(msgspec.Struct, frozen=True, gc=False):
    """Money that has arrived for one declaration, in whole dong; (bank, reference) names it for ever.

    `interest` is what of it is late interest where another system has worked that out; None: worked out here.
    """

    declaration_id: int
    amount: int
    at: datetime
    reference: str
    bank: str
    interest: int | None = None
    named: Mapping[str, int] | None = None
    """Dong by tax as the payer named them."""
    paid_on: date | None = None
    """The day on which it was paid, where it was told later; else the day of `at`."""
    source: str = TREASURY


class Settled(msgspec.Struct, frozen=True, gc=False):
    """An obligation whose taxes have been paid in full by this call."""

    declaration_id: int
    at: datetime
    leaf: int


@transaction.atomic
def receive(payments: Sequence[Payment], *, by: Actor) -> list[Settled]:
    """Book payments in their order and return which obligations became settled.

    A payment that has come before changes nothing. OtherPayment when its reference stands for another
    amount or declaration; NoObligation when nothing was charged; NotPositive below 1 dong. All or none.
    """
    held = debts.lock(payment.declaration_id for payment in payments)
    fresh = _fresh(payments)
    if not fresh:
        return []
    gathered = _Gathered(by, Book.of(debt.declaration_id for debt in held.values() if debt.secured))
    settled = []
    taken = ids.take(fresh[0].at, len(fresh))
    for payment, leaf in zip(fresh, taken, strict=True):
        debt = debts.need(held, payment.declaration_id)
        before = debt.sums.paid
        gathered.add(payment, leaf, debt)
        if debt.sums.paid and not before:
            settled.append(Settled(payment.declaration_id, payment.at, leaf))
    gathered.write(held[payment.declaration_id] for payment in fresh)
    return settled


class _Gathered:
    """Rows and leaves of a group of payments."""

    def __init__(self, by: Actor, guarantees: Book) -> None:
        self.by = by
        self.guarantees = guarantees
        self.transfers: list[Row] = []
        self.payments: list[tuple[object, ...]] = []
        self.leaves: list[log.Leaf] = []

    def add(self, payment: Payment, leaf: int, debt: debts.Debt) -> None:
        """Book one payment on its debt."""
        day = law_day(payment.at)
        interest = _interest(payment, debt) if payment.interest is None else payment.interest
        entries = pay(debt.open_, payment.amount, interest, payment.named, payment.source)
        transfers = debt.book(entries, leaf=leaf, at=payment.at)
        freed = debt.free() if debt.secured else 0
        uses = self.guarantees.give_back(debt.declaration_id, freed, leaf=leaf, at=payment.at) if freed else []
        row = (
            payment.bank, payment.reference, leaf, payment.at, day.isoformat(), payment.declaration_id, debt.party,
            debt.office, payment.amount,
        )  # fmt: skip
        self.transfers += transfers
        self.payments.append(row)
        covered = [row_bytes(T_PAYMENT, row), *[row_bytes(T_TRANSFER, transfer) for transfer in transfers]]
        covered += [row_bytes(T_USE, use) for use in uses]
        self.leaves.append(
            log.leaf(
                events.RECEIVED, id=leaf, subject=f"payment/{payment.bank}/{payment.reference}",
                at=payment.at, by=self.by,
                facts={"amount": payment.amount, "declaration": payment.declaration_id}, rows=covered,
            )
        )  # fmt: skip

    def write(self, changed: Iterable[debts.Debt]) -> None:
        """Store everything in the caller's transaction. OtherPayment if another took a reference meanwhile."""
        try:
            with transaction.atomic():
                bulk.insert(T_PAYMENT, PAYMENT, self.payments, PAYMENT_MOMENTS)
        except IntegrityError as error:
            raise OtherPayment(bank=self.payments[0][0], reference=self.payments[0][1]) from error
        debts.write({debt.declaration_id: debt for debt in changed}.values(), self.transfers)
        self.guarantees.write()
        log.append(self.leaves)


def _interest(payment: Payment, debt: debts.Debt) -> int:
    since, day = debt.late_since(), payment.paid_on or law_day(payment.at)
    if since is None or day <= since:
        return 0
    if not payment.named:
        return late_interest(principal_covered(debt.open_, payment.amount), since, day)
    most = late_interest(principal_covered(debt.open_, payment.amount), since, day)
    return late_interest(principal_covered(debt.open_, payment.amount, payment.named, most), since, day)


def _fresh(payments: Sequence[Payment]) -> list[Payment]:
    """Payments not booked before, each once."""
    known = received((payment.bank, payment.reference) for payment in payments)
    fresh = []
    for payment in payments:
        if payment.amount <= 0:
            raise NotPositive(amount=payment.amount)
        key = payment.bank, payment.reference
        said = payment.declaration_id, payment.amount
        if key not in known:
            known[key] = said
            fresh.append(payment)
        elif known[key] != said:
            raise OtherPayment(bank=payment.bank, reference=payment.reference)
    return fresh
