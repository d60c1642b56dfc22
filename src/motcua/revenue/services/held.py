"""Held: overpayments go back to the party, or cover another debt of the same party."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.revenue import events
from motcua.revenue.domain import Entry, NotHeld, NotPositive
from motcua.revenue.domain import offset as covered
from motcua.revenue.domain import refund as given_back
from motcua.revenue.domain.accounts import CLEARING, HELD
from motcua.revenue.domain.booking import Row
from motcua.revenue.services import debts
from motcua.revenue.services.guarantees import Book
from motcua.revenue.services.rights import need_revenue
from motcua.revenue.services.rows import T_TRANSFER, T_USE


@transaction.atomic
def refund(*, declaration_id: int, amount: int, by: Actor, at: datetime) -> int:
    """Give back what is held on a declaration; returns the leaf. NotHeld if that is less than `amount`."""
    debt = debts.need(debts.lock([declaration_id]), declaration_id)
    need_revenue(by, debt.office)
    _need_held(debt, amount)
    leaf = ids.one(at)
    transfers = debt.book(given_back(amount), leaf=leaf, at=at)
    debts.write([debt], transfers)
    _record(events.REFUNDED, leaf, declaration_id, at, by, amount, transfers)
    return leaf


@transaction.atomic
def offset(*, from_: int, to: int, by: Actor, at: datetime) -> int:
    """Let what is held on declaration `from_` cover the debt of `to`, of the same party; returns the leaf.

    NotHeld if nothing is held there, the parties differ or nothing is owed.
    """
    found = debts.lock([from_, to])
    source, target = debts.need(found, from_), debts.need(found, to)
    need_revenue(by, target.office)
    owed = sum(target.open_.values())
    amount = min(source.sums.held, owed) if source.party == target.party else 0
    if amount <= 0:
        raise NotHeld(held=source.sums.held, amount=owed)
    leaf = ids.one(at)
    transfers = _moved(source, target, amount, leaf, at)
    guarantees, freed = Book.of([to] if target.secured else []), target.free()
    uses = guarantees.give_back(to, freed, leaf=leaf, at=at) if freed else []
    debts.write([source, target], transfers)
    guarantees.write()
    _record(events.OFFSET, leaf, to, at, by, amount, transfers, uses)
    return leaf


def _moved(source: debts.Debt, target: debts.Debt, amount: int, leaf: int, at: datetime) -> list[Row]:
    """Money held moves through the clearing account, so that each declaration's own sums stay whole."""
    out = source.book([Entry("moved", HELD, CLEARING, "", amount)], leaf=leaf, at=at)
    inwards = [Entry("moved", CLEARING, HELD, "", amount), *covered(target.open_, amount)]
    into = target.book(inwards, leaf=leaf, at=at)
    return [*out, *((row[0], row[1] + len(out), *row[2:]) for row in into)]


def _need_held(debt: debts.Debt, amount: int) -> None:
    if amount <= 0:
        raise NotPositive(amount=amount)
    if amount > debt.sums.held:
        raise NotHeld(held=debt.sums.held, amount=amount)


def _record(
    verb: str, leaf: int, declaration_id: int, at: datetime, by: Actor, amount: int, transfers: list[Row],
    uses: Sequence[tuple[object, ...]] = (),
) -> None:  # fmt: skip
    rows = [*(row_bytes(T_TRANSFER, row) for row in transfers), *(row_bytes(T_USE, row) for row in uses)]
    facts = {"amount": amount, "declaration": declaration_id}
    log.append([log.leaf(verb, id=leaf, subject=f"obligation/{declaration_id}", at=at, by=by, facts=facts, rows=rows)])
