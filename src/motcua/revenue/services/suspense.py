"""Suspense: money that arrived is booked at once, also where nobody knows yet what it pays."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import events
from motcua.revenue.domain import NotPositive, OtherPayment
from motcua.revenue.domain.booking import Entry, Place, give_back, rows, suspend
from motcua.revenue.domain.errors import SuspenseDone
from motcua.revenue.models import Suspense
from motcua.revenue.queries.closed import open_from
from motcua.revenue.services.rows import (
    SUSPENSE,
    SUSPENSE_END,
    T_SUSPENSE,
    T_SUSPENSE_END,
    T_TRANSFER,
    TRANSFER,
    TRANSFER_MOMENTS,
)


class Unmatched(msgspec.Struct, frozen=True):
    """Money as a bank told it, and why it belongs to no debt (a key of domain.suspense.REASONS)."""

    bank: str
    reference: str
    amount: int
    reason: str
    paid_on: date
    payer: str = ""
    number: str = ""
    account: str = ""
    office: str = DEPARTMENT
    items: str = ""


@transaction.atomic
def take_into_suspense(money: Unmatched, *, by: Actor, at: datetime) -> int:
    """Book money as waiting to be matched; returns its leaf. The same again returns the first.

    NotPositive; OtherPayment where the bank's reference stands for another amount.
    """
    if money.amount <= 0:
        raise NotPositive(amount=money.amount)
    known = Suspense.objects.filter(bank=money.bank, reference=money.reference).first()
    if known is not None:
        if (known.amount, known.number) != (money.amount, money.number[:20]):
            raise OtherPayment(bank=money.bank, reference=money.reference)
        return known.leaf
    leaf = ids.one(at)
    row = (
        leaf, money.bank, money.reference, at, money.paid_on, money.payer, money.number[:20], money.account[:20],
        money.office, money.items[:400], money.amount, money.reason,
    )  # fmt: skip
    bulk.insert(T_SUSPENSE, SUSPENSE, [row], (3,))
    transfers = _transfers(suspend(money.amount), leaf, at, money.office, money.payer)
    covered = [row_bytes(T_SUSPENSE, row), *(row_bytes(T_TRANSFER, each) for each in transfers)]
    facts = {"amount": money.amount, "reason": money.reason}
    subject = f"suspense/{leaf}"
    log.append([log.leaf(events.SUSPENDED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return leaf


def waiting(suspense: int) -> Suspense:
    """Money in suspense, locked until the transaction ends. SuspenseDone where it waits no longer."""
    found = Suspense.objects.select_for_update().filter(pk=suspense).first()
    if found is None or hasattr(found, "ended"):
        raise SuspenseDone
    return found


def end_match(found: Suspense, declaration_id: int, *, note: str, by: Actor, at: datetime) -> int:
    """Write down to which declaration money was matched, in the transaction that books it; returns the leaf."""
    return _end(found, "match", declaration_id, note, by, at, [])


def end_return(suspense: int, *, note: str, by: Actor, at: datetime) -> int:
    """Return money to who paid it, in the transaction of the decision; returns the leaf. SuspenseDone."""
    found = waiting(suspense)
    return _end(found, "return", 0, note, by, at, give_back(found.amount))


def _end(
    found: Suspense, verb: str, declaration_id: int, note: str, by: Actor, at: datetime, entries: list[Entry]
) -> int:  # fmt: skip
    leaf = ids.one(at)
    row = (leaf, found.leaf, at, by.reference, verb, declaration_id, note[:400])
    bulk.insert(T_SUSPENSE_END, SUSPENSE_END, [row], (2,))
    transfers = _transfers(entries, leaf, at, found.office, found.payer)
    covered = [row_bytes(T_SUSPENSE_END, row), *(row_bytes(T_TRANSFER, each) for each in transfers)]
    name = events.MATCHED if verb == "match" else events.RETURNED
    subject = f"suspense/{found.leaf}"
    facts = {"amount": found.amount, "declaration": declaration_id}
    log.append([log.leaf(name, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return leaf


def _transfers(entries: list[Entry], leaf: int, at: datetime, office: str, party: str) -> list[tuple[object, ...]]:
    day = open_from(law_day(at)).isoformat()
    booked: list[tuple[object, ...]] = [*rows(Place(leaf, at, day, office, party, 0), entries)]
    if booked:
        bulk.insert(T_TRANSFER, TRANSFER, booked, TRANSFER_MOMENTS)
    return booked
