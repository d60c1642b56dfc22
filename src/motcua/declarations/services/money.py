"""Money: what a bank tells is booked on its declaration and clears it, or waits until an officer has matched it."""

from datetime import datetime
from typing import Literal

import msgspec
from django.db import transaction

from motcua.declarations.domain.matching import Arrived, Owing, by_tax, read_items, why_not, written
from motcua.declarations.models import Declaration, Number
from motcua.declarations.services.deciding import refuse_own
from motcua.declarations.services.life import pay
from motcua.declarations.services.values import Payment
from motcua.ground.services import notices
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import queries as ledger
from motcua.revenue import services as revenue
from motcua.revenue.domain import OtherPayment
from motcua.revenue.domain.accounts import SUSPENSE
from motcua.revenue.domain.errors import NotMatching
from motcua.revenue.domain.suspense import REASONS
from motcua.revenue.domain.treasury import office_of

Outcome = Literal["booked", "held", "suspended", "known"]


class Came(msgspec.Struct, frozen=True):
    """What became of money: `booked` on a debt, all of it `held` for the party, `suspended`, or `known` before."""

    outcome: Outcome
    declaration_id: int = 0
    number: str = ""
    reason: str = ""
    suspense: int = 0
    held: int = 0


@transaction.atomic
def money_arrived(money: Arrived, *, by: Actor, at: datetime) -> Came:
    """Take money that has arrived. It is never refused for being hard to match; the same again changes nothing.

    OtherPayment where the bank's reference stands for another amount or declaration.
    """
    found = find_owing(money.number)
    known = ledger.received([(money.bank, money.reference)]).get((money.bank, money.reference))
    if known is not None:
        if found is None or known != (found.id, money.amount):
            raise OtherPayment(bank=money.bank, reference=money.reference)
        return Came("known", found.id, found.number)
    waits = ledger.suspended_as(money.bank, money.reference)
    if waits is not None:
        if (waits.amount, waits.number) != (money.amount, money.number[:20]):
            raise OtherPayment(bank=money.bank, reference=money.reference)
        return Came("suspended", reason=waits.reason, suspense=waits.leaf)
    reason = why_not(money, found)
    if reason or found is None:
        return _suspend(money, found, reason, by, at)
    _pay(money, found, by, at)
    return _booked(found, money, at)


def _pay(money: Arrived, found: Owing, by: Actor, at: datetime, source: str = "") -> None:
    payment = Payment(
        found.id, at, money.amount, money.reference, money.bank, by_tax(money.items),
        money.paid_on if money.paid_on != law_day(at) else None,
    )  # fmt: skip
    pay([msgspec.structs.replace(payment, source=source) if source else payment], by=by)


def _booked(found: Owing, money: Arrived, at: datetime) -> Came:
    kept = ledger.held_of(money.bank, money.reference)
    notices.tell(notices.party(found.party), _named(_ARRIVED, found.number), _page(found.number), at=at)
    return Came("held" if kept == money.amount else "booked", found.id, found.number, held=kept)


def _suspend(money: Arrived, found: Owing | None, reason: str, by: Actor, at: datetime) -> Came:
    office = office_of(money.account) or (found.office if found else DEPARTMENT)
    told = revenue.Unmatched(
        money.bank, money.reference, money.amount, reason, money.paid_on, money.payer, money.number, money.account,
        office, written(money.items),
    )  # fmt: skip
    leaf = revenue.take_into_suspense(told, by=by, at=at)
    return Came("suspended", found.id if found else 0, found.number if found else "", reason, leaf)


@transaction.atomic
def match_suspense(suspense: int, number: str, *, note: str = "", by: Actor, at: datetime) -> Came:
    """Book money that waits on the declaration that it was meant for, as paid on its day.

    SuspenseDone; OwnDeclaration for what is of the own side; NotMatching where the declaration is unknown, cancelled
    or was never charged.
    """
    found = find_owing(number)
    waits = revenue.waiting(suspense)
    revenue.need_revenue(by, waits.office)
    money = Arrived(
        waits.bank, waits.reference, found.party if found else "", number, waits.account, read_items(waits.items),
        waits.amount, waits.paid_on,
    )  # fmt: skip
    reason = why_not(msgspec.structs.replace(money, items={}), found)
    if found is None or reason not in ("", "account"):
        raise NotMatching(number=number, why=REASONS[reason])
    refuse_own(by, {found.id: found.party}, {found.id: found.number})
    _pay(money, found, by, at, SUSPENSE)
    revenue.end_match(waits, found.id, note=note, by=by, at=at)
    return _booked(found, money, at)


def find_owing(number: str) -> Owing | None:
    """The declaration of a number, also of one of its later versions; None where there is none."""
    root = number.strip()
    held = dict(Number.objects.filter(pk__in=[root, f"{root[:11]}0"]).values_list("number", "declaration_id"))
    subject = held.get(root) or held.get(f"{root[:11]}0")
    row = Declaration.objects.filter(pk=subject).first() if subject else None
    if row is None:
        return None
    return Owing(row.id, row.number, row.party, row.office, row.state, bool(ledger.obliged([row.id])))


def _page(number: str) -> str:
    return f"/declarations/{number}/pay/"


def _named(words: Words, number: str) -> Words:
    return Words(words.vi % {"number": number}, words.en % {"number": number})


_ARRIVED = Words(
    "Ngân hàng đã báo tiền nộp cho tờ khai %(number)s.", "A bank has told us of money paid for declaration %(number)s."
)
