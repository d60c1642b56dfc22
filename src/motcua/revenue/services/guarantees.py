"""Guarantees: registered, changed, and drawn upon under a lock in the order of their ids."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from django.db import IntegrityError, connection, transaction

from motcua.ground.domain.moments import day_of
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.revenue import events
from motcua.revenue.domain.errors import GuaranteeEnded, GuaranteeKnown, GuaranteeWrong, NotPositive
from motcua.revenue.domain.guarantees import Fault, Offer, Promise, Reference, Wanted, faults
from motcua.revenue.models import Guarantee
from motcua.revenue.queries.guarantees import promise_of
from motcua.revenue.services.rights import need_revenue
from motcua.revenue.services.rows import (
    BALANCE,
    CHANGE,
    GUARANTEE,
    T_BALANCE,
    T_CHANGE,
    T_GUARANTEE,
    T_USE,
    USE,
    USE_MOMENTS,
)

Use = tuple[int, int, int, datetime, int]


class Held(msgspec.Struct):
    """A guarantee while it is changed: its promise, its present standing, and what declarations rest on it."""

    id: int
    promise: Promise
    amount: int
    used: int
    until: date
    ended: bool
    by: dict[int, int]

    def offer(self, declaration: int) -> Offer:
        """As the checks see it, for one declaration."""
        other = any(amount for subject, amount in self.by.items() if subject != declaration)
        return Offer(self.promise, self.until, self.amount - self.used, self.ended, other)

    def row(self) -> tuple[object, ...]:
        """Its balance as a row."""
        return (self.id, self.amount, self.used, self.until, self.ended)


class Book:
    """Guarantees locked until the transaction ends, drawn upon in memory and written back together."""

    def __init__(self, guarantees: Iterable[int]) -> None:
        wanted = sorted(set(guarantees))
        self.held: dict[int, Held] = {}
        self.uses: list[Use] = []
        if not wanted:
            return
        standing = {row[0]: row[1:] for row in bulk.held(T_BALANCE, BALANCE, "guarantee_id", wanted, lock=True)}
        for found in Guarantee.objects.filter(leaf__in=wanted):
            amount, used, until, ended = standing[found.leaf]
            self.held[found.leaf] = Held(found.leaf, promise_of(found), amount, used, day_of(until), bool(ended), {})
        for guarantee, declaration, amount in _drawn(wanted):
            self.held[guarantee].by[declaration] = amount

    @classmethod
    def of(cls, declarations: Iterable[int], references: Iterable[Reference] = ()) -> "Book":
        """The guarantees on which declarations rest, and those of these names. Asks nothing where there is neither."""
        wanted, named = sorted(set(declarations)), set(references)
        found = [each for (each,) in bulk.held(T_USE, ("guarantee_id",), "declaration_id", wanted)] if wanted else []
        return cls([*found, *(_known(named).values() if named else ())])

    @classmethod
    def named(cls, references: Iterable[Reference]) -> "Book":
        """The guarantees of these names, as far as they are registered."""
        return cls(found for found in _known(set(references)).values())

    def find(self, reference: Reference) -> Held | None:
        """The guarantee of that name; None where it is not registered."""
        return next((each for each in self.held.values() if each.promise.reference == reference), None)

    def faults(self, wanted: Wanted, amount: int, on: date, declaration: int = 0) -> list[Fault]:
        """What is wrong with resting so much more of a declaration on the guarantee that it names."""
        found = self.find(wanted.reference)
        return faults(found.offer(declaration) if found else None, wanted, amount, on)

    def reserve(self, wanted: Wanted, amount: int, on: date) -> list[Fault]:
        """Deduct from the balance at once, unless something is wrong; `draw` then says for which declaration."""
        wrong = self.faults(wanted, amount, on, declaration=-1)
        held = self.find(wanted.reference)
        if held is not None and not wrong:
            held.used += amount
            held.by[-2] = held.by.get(-2, 0) + amount
        return wrong

    def draw(self, reference: Reference, declaration: int, amount: int, *, leaf: int, at: datetime) -> list[Use]:
        """Write down for which declaration a reserved amount was; returns the rows of its leaf."""
        held = self.find(reference)
        assert held is not None
        row = (leaf, held.id, declaration, at, amount)
        self.uses.append(row)
        return [row]

    def more(self, reference: Reference, declaration: int, amount: int, *, leaf: int, at: datetime) -> list[Use]:
        """Draw so much more for a declaration."""
        held = self.find(reference)
        assert held is not None
        held.used += amount
        held.by[declaration] = held.by.get(declaration, 0) + amount
        return self.draw(reference, declaration, amount, leaf=leaf, at=at)

    def give_back(self, declaration: int, amount: int, *, leaf: int, at: datetime) -> list[Use]:
        """Restore what a declaration no longer needs, from the guarantees in order; returns the rows of its leaf."""
        found: list[Use] = []
        for held in sorted(self.held.values(), key=lambda each: each.id):
            part = min(amount, held.by.get(declaration, 0))
            if part > 0:
                held.used -= part
                held.by[declaration] -= part
                amount -= part
                found.append((leaf, held.id, declaration, at, -part))
        self.uses += found
        return found

    def write(self) -> None:
        """Store uses and balances in the caller's transaction."""
        if not self.uses:
            return
        bulk.insert(T_USE, USE, self.uses, USE_MOMENTS)
        touched = {use[1] for use in self.uses}
        bulk.update(T_BALANCE, "guarantee_id", BALANCE[1:], [self.held[each].row() for each in sorted(touched)])


@transaction.atomic
def register_guarantee(promise: Promise, *, by: Actor, at: datetime, reference: str = "") -> int:
    """Register a bank's guarantee; returns its leaf. The same again returns the first.

    A bank registers its own by a signed notice (`by.kind` is `bank`), a revenue officer what came on paper.
    GuaranteeKnown where its name stands for another promise; GuaranteeWrong where it cannot be.
    """
    if not (by.kind == "bank" and by.name == promise.reference.bank):
        need_revenue(by, promise.office)
    _sound(promise)
    known = _known({promise.reference}).get(promise.reference)
    if known is not None:
        return _same(known, promise)
    leaf = ids.one(at)
    row = _row(leaf, promise, by, at, reference)
    try:
        with transaction.atomic():
            bulk.insert(T_GUARANTEE, GUARANTEE, [row], (17,))
    except IntegrityError:
        raise GuaranteeKnown(number=promise.reference.number) from None
    bulk.insert(T_BALANCE, BALANCE, [(leaf, promise.amount, 0, promise.until, False)])
    facts = {"amount": promise.amount, "kind": promise.kind}
    subject = f"guarantee/{leaf}"
    covered = [row_bytes(T_GUARANTEE, row)]
    log.append([log.leaf(events.GUARANTEED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return leaf


@transaction.atomic
def change_guarantee(
    guarantee: int, *, verb: str, amount: int | None = None, until: date | None = None, note: str = "", by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """Extend, raise or end a guarantee; returns the leaf. What rests on it already is not touched.

    GuaranteeEnded for one that has ended; GuaranteeWrong for an amount below what is used, or a day not later.
    """
    held = Book([guarantee]).held.get(guarantee)
    if held is None:
        raise GuaranteeWrong(why=f"guarantee/{guarantee}")
    if not (by.kind == "bank" and by.name == held.promise.reference.bank):
        need_revenue(by, held.promise.office)
    if held.ended:
        raise GuaranteeEnded(number=held.promise.reference.number)
    _change(held, verb, amount, until)
    leaf = ids.one(at)
    row = (leaf, guarantee, at, by.reference, verb, held.amount, held.until, note[:400])
    bulk.insert(T_CHANGE, CHANGE, [row], (2,))
    bulk.update(T_BALANCE, "guarantee_id", BALANCE[1:], [held.row()])
    covered = [row_bytes(T_CHANGE, row)]
    facts = {"verb": verb}
    subject = f"guarantee/{guarantee}"
    log.append([log.leaf(events.GUARANTEE_CHANGED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return leaf


def _change(held: Held, verb: str, amount: int | None, until: date | None) -> None:
    if verb == "extend" and until is not None and until > held.until:
        held.until = until
    elif verb == "raise" and amount is not None and amount > held.amount:
        held.amount = amount
    elif verb == "end":
        held.ended = True
    else:
        raise GuaranteeWrong(why=f"{verb} {amount or ''} {until or ''}".strip())


def _sound(promise: Promise) -> None:
    if promise.amount <= 0:
        raise NotPositive(amount=promise.amount)
    if promise.until < promise.since:
        raise GuaranteeWrong(why=f"{promise.since} – {promise.until}")
    if promise.kind == "individual" and not (promise.declaration or promise.bill or promise.invoice):
        raise GuaranteeWrong(why="bill, invoice, declaration")


def _same(known: int, promise: Promise) -> int:
    if promise_of(Guarantee.objects.get(pk=known)) != promise:
        raise GuaranteeKnown(number=promise.reference.number)
    return known


def _row(leaf: int, promise: Promise, by: Actor, at: datetime, reference: str) -> tuple[object, ...]:
    named = promise.reference
    return (
        leaf, promise.kind, named.bank, named.year, named.symbol, named.number, promise.party, promise.broker,
        promise.amount, promise.since, promise.until, promise.office, promise.procedure, promise.planned_on,
        promise.declaration, promise.bill, promise.invoice, at, by.reference, reference,
    )  # fmt: skip


def _known(references: set[Reference]) -> Mapping[Reference, int]:
    """Registered guarantees of these names, with their ids."""
    found = Guarantee.objects.filter(number__in=sorted({each.number for each in references}))
    held = {
        Reference(bank, year, symbol, number): leaf
        for bank, year, symbol, number, leaf in found.values_list("bank", "year", "symbol", "number", "leaf")
    }
    return {reference: leaf for reference, leaf in held.items() if reference in references}


def _drawn(guarantees: list[int]) -> list[tuple[int, int, int]]:
    """What each declaration has drawn of these guarantees and not given back."""
    marks = ", ".join(["%s"] * len(guarantees))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT guarantee_id, declaration_id, SUM(amount) FROM revenue_guarantee_use"  # noqa: S608
            f" WHERE guarantee_id IN ({marks}) GROUP BY guarantee_id, declaration_id",
            guarantees,
        )
        return [(guarantee, declaration, int(amount)) for guarantee, declaration, amount in cursor.fetchall()]


def left_under_guarantee(declarations: Iterable[int], at: datetime) -> None:
    """The goods of declarations leave today: interest on what guarantees stand for begins. Once."""
    wanted = sorted(set(declarations))
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE revenue_obligation SET secured_on = %s"  # noqa: S608
            f" WHERE secured > 0 AND secured_on IS NULL AND declaration_id IN ({marks})",
            [law_day(at), *wanted],
        )
