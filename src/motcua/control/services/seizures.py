"""The seizure store: exhibits sealed and stored, handed over with two signatures, counted, dealt with."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.control import events
from motcua.control.domain.cases import custody, tables, texts
from motcua.control.domain.cases.custody import Link
from motcua.control.domain.cases.errors import Changed, NotCounted, NotExecuted, NotListed
from motcua.control.domain.cases.life import State
from motcua.control.domain.cases.standing import Act
from motcua.control.models import Case, Exhibit, Inventory
from motcua.control.queries import store
from motcua.control.services.cases import rights, rows, telling
from motcua.control.services.cases.custody import Held, entered, kept_of
from motcua.control.services.cases.opening import staff, stored
from motcua.control.services.cases.writing import Row, Sheet, Work
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.reference import queries as reference

SEAL = 40
BEFORE_THE_END = frozenset({"sold", "destroyed"})
"""Ends that need a decision first."""


class Sealed(msgspec.Struct, frozen=True):
    """An exhibit as it is sealed: quantity or weight in 1/10,000 of the unit."""

    name: str
    quantity_e4: int
    unit: str
    seal: str
    store: str


class Counted(msgspec.Struct, frozen=True):
    """What an inventory found of an exhibit; nothing at all is a quantity of 0 and no seal."""

    exhibit: int
    found_e4: int
    seal: str


@transaction.atomic
def seize(number: str, told: Sequence[Sealed], *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Seal and store exhibits of a case; who does holds them. NotListed, NeedsWords, TooLong; as `working.step`."""
    found = rights.held(number, by, at, seen)
    rights.need_worker(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    before = Exhibit.objects.filter(case_id=found.pk).count()
    for each in seized(work, told, before, note=note, by=by, at=at):
        each.store()
    return stored(work)


def seized(  # noqa: PLR0913 - as it is told
    work: Work, told: Sequence[Sealed], before: int, *, note: str = "", by: Actor, at: datetime
) -> list[Held]:
    """The same on a sheet, without asking who may; `before` are sealed already. The caller stores what it gives."""
    texts.need_line("x" if told else "")
    leaf = ids.one(at)
    keys = ids.take(at, len(told))
    held = [
        Held(_identity(key, work.pk, before + no, each), _first(each, by), leaf, work.sheet, new=True)
        for no, (key, each) in enumerate(zip(keys, told, strict=True), start=1)
    ]
    more = entered(held, leaf, by=by, at=at)
    work.do(Act("seize"), by=by, at=at, note=texts.note(note), leaf=leaf, more=more)
    return held


def _identity(key: int, case: int, no: int, told: Sealed) -> Row:
    return key, case, no, texts.need_line(told.name), texts.need_line(told.unit, 10)


def _first(told: Sealed, by: Actor) -> custody.Kept:
    seal = texts.need_line(told.seal, SEAL)
    return custody.stored(by.account, told.store, seal, texts.amount(told.quantity_e4))


@transaction.atomic
def offer(exhibit: int, *, to: int, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Exhibit:
    """Hand an exhibit over: signed by who gives it, it waits for the receiver's signature.

    NotFound, Changed, Impossible, NotTheReceiver; NotListed for an account that keeps no exhibits.
    """
    found = _held(exhibit, by, at, seen)
    staff(to, at, sorted(store.KEEPERS | {"officer"}))
    done = Held.of(found, Sheet())
    done.link(Link("offer", by.account, to=to), by=by, at=at, note=texts.note(note, texts.LONG))
    number = Case.objects.values_list("number", flat=True).get(pk=found.case_id)
    telling.offered(number, to, done.sheet, at)
    return _stored(done)


@transaction.atomic
def take(  # noqa: PLR0913 - an act on a page
    exhibit: int, *, seal: str, into: str = "", note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Exhibit:
    """Receive an exhibit: signed by whom it is handed to, who names the seal that is seen and the store it goes into.

    SealDiffers, NotTheReceiver, NotFound, Changed, Impossible, NotListed.
    """
    found = _held(exhibit, by, at, seen)
    done = Held.of(found, Sheet())
    link = Link("take", by.account, store=into, seal=texts.line(seal, SEAL))
    done.link(link, by=by, at=at, note=texts.note(note, texts.LONG))
    return _stored(done)


@transaction.atomic
def refuse(exhibit: int, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Exhibit:
    """Refuse an exhibit that is handed over, and say why: it stays with its holder. As `take`, NeedsWords."""
    found = _held(exhibit, by, at, seen)
    done = Held.of(found, Sheet())
    done.link(Link("refuse", by.account), by=by, at=at, note=texts.need_note(note, texts.LONG))
    return _stored(done)


@transaction.atomic
def recall(exhibit: int, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Exhibit:
    """Take an exhibit back that nobody received yet, and say why; by its holder. As `take`, NeedsWords."""
    found = _held(exhibit, by, at, seen)
    done = Held.of(found, Sheet())
    done.link(Link("recall", by.account), by=by, at=at, note=texts.need_note(note, texts.LONG))
    return _stored(done)


@transaction.atomic
def reseal(exhibit: int, *, seal: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Exhibit:
    """Seal an exhibit anew, by its holder, and say why. As `take`, NeedsWords."""
    found = _held(exhibit, by, at, seen)
    done = Held.of(found, Sheet())
    link = Link("reseal", by.account, seal=texts.need_line(seal, SEAL))
    done.link(link, by=by, at=at, note=texts.need_note(note, texts.LONG))
    return _stored(done)


@transaction.atomic
def end(exhibit: int, *, how: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Exhibit:
    """Deal with an exhibit for good: sold, destroyed, returned, given to another agency; by the head or a leader.

    NotAllowed; Impossible while it is being handed over; NotExecuted for one sold or destroyed before; as `take`.
    """
    found = _held(exhibit, by, at, seen)
    case = Case.objects.get(pk=found.case_id)
    rights.need_head(case, by, at)
    if how in BEFORE_THE_END and case.state not in (str(State.EXECUTED), str(State.DISPOSED), str(State.CLOSED)):
        raise NotExecuted
    done = Held.of(found, Sheet())
    done.link(Link("end", by.account, how=how), by=by, at=at, note=texts.need_note(note, texts.LONG))
    return _stored(done)


@transaction.atomic
def count(into: str, found: Sequence[Counted], *, note: str = "", by: Actor, at: datetime) -> Inventory:
    """Count a store: what was expected, found, and differs. Differences are told to who counts, and kept.

    NotAllowed to all but those who keep the store; NotListed, NotCounted, TooLong.
    """
    if by.kind != "system" and not any(post.role in store.KEEPERS for post in by.posts):
        raise NotAllowed(who=by.name, act=f"store/{into}")
    if into not in tables.STORES:
        raise NotListed(told=into[:30])
    expected = {each.pk: each for each in store.to_count(into, by, law_day(at))}
    told = {each.exhibit: each for each in found}
    if not told or set(told) - set(expected):
        raise NotCounted
    sheet, leaf = Sheet(), ids.one(at)
    held = list(Exhibit.objects.select_for_update().filter(pk__in=told).order_by("pk"))
    steps = [_counted(each, told[each.pk], sheet, leaf, by, at) for each in held]
    differ = sum(_differs(each, told[each.pk]) for each in held)
    row = (
        leaf, into, at, by.reference, by.account, len(expected), len(told), differ, texts.note(note, texts.LONG)
    )  # fmt: skip
    more: Mapping[str, Sequence[Row]] = {rows.T_EXHIBIT_STEP: steps, rows.T_INVENTORY: [row]}
    sheet.leaf(events.INVENTORY, f"store/{into}", more, leaf=leaf, by=by, at=at, facts={"differ": differ})
    sheet.write()
    return Inventory.objects.get(pk=leaf)


def _differs(found: Exhibit, told: Counted) -> bool:
    return custody.differs(kept_of(found), told.found_e4, texts.line(told.seal, SEAL))


def _counted(found: Exhibit, told: Counted, sheet: Sheet, leaf: int, by: Actor, at: datetime) -> Row:  # noqa: PLR0913
    done = Held.of(found, sheet)
    seal = texts.line(told.seal, SEAL)
    link = Link("count", by.account, seal=seal, found_e4=texts.amount(told.found_e4))
    (row,) = done.linked(link, leaf, by=by, at=at)[rows.T_EXHIBIT_STEP]
    done.store()
    return row


def _held(exhibit: int, by: Actor, at: datetime, seen: int) -> Exhibit:
    found = store.find(exhibit, by, law_day(at))
    kept = Exhibit.objects.select_for_update().get(pk=found.pk)
    if seen and seen != kept.leaf:
        raise Changed
    return kept


def _stored(done: Held) -> Exhibit:
    done.store()
    done.sheet.write()
    return Exhibit.objects.get(pk=done.pk)
