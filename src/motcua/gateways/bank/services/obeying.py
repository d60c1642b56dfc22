"""Obeying: each kind of notice is one service call of a room below, and one row of what came of it."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from motcua.declarations import services as declarations
from motcua.declarations.domain.matching import Arrived, written
from motcua.gateways.bank.domain.errors import UnknownGuarantee
from motcua.gateways.bank.domain.notices import Change, Given, Paid, Statement, Told
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.revenue.queries import guarantees


class Made(msgspec.Struct, frozen=True):
    """What came of a notice."""

    kind: str
    day: date
    outcome: str
    payer: str = ""
    number: str = ""
    account: str = ""
    reference: str = ""
    items: str = ""
    amount: int = 0
    reason: str = ""
    target: int = 0
    held: int = 0
    lines: Sequence[tuple[str, str, int]] = ()


def obey(told: Told, *, by: Actor, at: datetime) -> Made:
    """Do what a notice says, in the caller's transaction."""
    if isinstance(told, Paid):
        return _paid(told, by, at)
    if isinstance(told, Given):
        return _given(told, by, at)
    if isinstance(told, Change):
        return _changed(told, by, at)
    return _stated(told)


def _paid(told: Paid, by: Actor, at: datetime) -> Made:
    items = {each.item: each.amount for each in told.items}
    day = law_day(told.paid_at)
    money = Arrived(told.bank, told.reference, told.payer, told.declaration, told.account, items, told.total, day)
    came = declarations.money_arrived(money, by=by, at=at)
    return Made(
        "payment", day, came.outcome, told.payer, came.number or told.declaration, told.account, told.reference,
        written(items), told.total, came.reason, came.declaration_id or came.suspense, came.held,
    )  # fmt: skip


def _given(told: Given, by: Actor, at: datetime) -> Made:
    promise = Promise(
        told.type, Reference(told.bank, told.year, told.symbol, told.number), told.party, told.amount, told.since,
        told.until, told.broker, told.office, told.procedure, told.planned_on, told.declaration, told.bill,
        told.invoice,
    )  # fmt: skip
    leaf = revenue.register_guarantee(promise, by=by, at=at, reference=told.notice)
    return Made(
        "guarantee", law_day(at), "registered", told.party, told.number, reference=told.symbol, amount=told.amount,
        target=leaf,
    )  # fmt: skip


def _changed(told: Change, by: Actor, at: datetime) -> Made:
    found = guarantees.named(Reference(told.bank, told.year, told.symbol, told.number))
    if found is None:
        raise UnknownGuarantee(number=told.number)
    revenue.change_guarantee(
        found.leaf, verb=told.verb, amount=told.amount, until=told.until, note=told.note, by=by, at=at
    )
    return Made(
        "change", law_day(at), told.verb, found.party, told.number, reference=told.symbol, amount=told.amount or 0,
        target=found.leaf,
    )  # fmt: skip


def _stated(told: Statement) -> Made:
    lines = [(each.notice, each.reference, each.total) for each in told.lines]
    return Made("statement", told.day, "kept", amount=told.total, lines=lines)
