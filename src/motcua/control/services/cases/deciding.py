"""Deciding: sanctions by another person than who recorded, goods without an owner confiscated, money that came."""

from datetime import date, datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.control.domain.cases import authority, standing, tables, texts
from motcua.control.domain.cases.authority import Decision
from motcua.control.domain.cases.errors import (
    AboveAuthority,
    FromLater,
    NoSubject,
    NothingDecided,
    NotListed,
    PaidBefore,
    TooEarly,
    TooMuch,
)
from motcua.control.domain.cases.standing import Act
from motcua.control.domain.cases.tables import Authority
from motcua.control.models import Case, CasePayment, CaseSubject
from motcua.control.services.cases import rights, rows, telling
from motcua.control.services.cases.opening import stored
from motcua.control.services.cases.working import numbered
from motcua.control.services.cases.writing import Sheet, Work
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.reference import queries as reference

NUMBERS = "XV"
PAID = ("fine", "duty")


class Paid(msgspec.Struct, frozen=True):
    """Money that came: `kind` is `fine` or `duty`, `reference` the bank's own, `on` the day it was paid."""

    amount: int
    on: date
    bank: str
    reference: str
    kind: str = "fine"


@transaction.atomic
def decide(number: str, told: Decision, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Decide the sanction; the paper gets its number. Another person than who recorded or handles the case.

    NotFound, NotAllowed, SamePerson, Changed, Impossible, NoSubject, NothingDecided, NeedsWords, AboveAuthority,
    OutOfRange, NotListed.
    """
    found = rights.held(number, by, at, seen)
    rights.need_second(found, by, at)
    _need_level(found, told, by, at)
    kinds = list(CaseSubject.objects.filter(case_id=found.pk).values_list("kind", flat=True))
    work = Work.of(found, Sheet(), reference.calendar())
    decided(work, told, kinds, note=note, by=by, at=at)
    telling.confirmed(work, at)
    return stored(work)


def _need_level(found: Case, told: Decision, by: Actor, at: datetime) -> None:
    held = authority.of_level(told.level, law_day(at))
    if not _holds(held, found, by):
        raise NotAllowed(who=by.name, act=f"case/{found.number}: {held.words.vi}")


def _holds(held: Authority, found: Case, by: Actor) -> bool:
    return by.kind == "system" or by.holds(held.role, found.office if held.role == "head" else "")


def decided(
    work: Work, told: Decision, kinds: list[str], *, note: str = "", by: Actor, at: datetime
) -> None:  # fmt: skip
    """The same on a sheet, without asking who may; `kinds` are those of the subjects."""
    if not kinds:
        raise NoSubject
    day = law_day(at)
    texts.amount(told.fine)
    texts.amount(told.confiscated)
    checked = authority.checked(told, work.stands.kind, kinds, day)
    _decided(work, "decide", checked, note, by, at)


def _decided(work: Work, verb: str, told: Decision, note: str, by: Actor, at: datetime) -> None:  # noqa: PLR0913
    leaf = ids.one(at)
    named = numbered(NUMBERS)
    row = (
        leaf, work.pk, named, law_day(at), by.account, told.level, told.fine, told.confiscated,
        texts.note(told.remedy, texts.LONG), texts.need_line(told.basis, 400), texts.line(told.paper, texts.PAPER),
    )  # fmt: skip
    act = Act(verb, fine=told.fine)
    work.do(act, by=by, at=at, note=texts.note(note), paper=named, leaf=leaf, more={rows.T_DECISION: [row]})


@transaction.atomic
def confiscate(number: str, *, basis: str, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Case:
    """Confiscate goods whose owner did not come within a year of the second notice.

    TooEarly, NeedsWords, AboveAuthority; NothingDecided while no goods are written down with their value; NotFound,
    NotAllowed, SamePerson, Changed, Impossible.
    """
    found = rights.held(number, by, at, seen)
    rights.need_second(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    if not found.value:
        raise NothingDecided
    told = Decision(_lowest_of(found, by, law_day(at)).level, 0, found.value, basis=basis)
    confiscated(work, told, note=note, by=by, at=at)
    return stored(work)


def _lowest_of(found: Case, by: Actor, day: date) -> Authority:
    """The lowest authority of this person that may confiscate so much. AboveAuthority."""
    held = [each for each in tables.authorities(day) if _holds(each, found, by)]
    for each in held:
        if authority.reaches(each, 0, found.value):
            return each
    raise AboveAuthority(who=", ".join(each.words.vi for each in held))


def confiscated(work: Work, told: Decision, *, note: str = "", by: Actor, at: datetime) -> None:
    """The same on a sheet, without asking who may. TooEarly."""
    if work.stands.noticed_on is not None:
        first = standing.confiscated_from(work.stands.noticed_on)
        if law_day(at) < first:
            raise TooEarly(day=f"{first:%d/%m/%Y}")
    _decided(work, "confiscate", told, note, by, at)


@transaction.atomic
def pay(number: str, told: Paid, *, seen: int = 0, by: Actor, at: datetime) -> Case:
    """Record money that came, known by the bank's reference; recorded again with the same case and sum it is once.

    TooMuch (a fine), PaidBefore, FromLater, TooEarly (before the decision), NotListed; NotFound, NotAllowed, Changed,
    Impossible.
    """
    found = rights.held(number, by, at, seen)
    rights.need_worker(found, by, at)
    told = _tidied(told)
    known = CasePayment.objects.filter(bank=told.bank, reference=told.reference).first()
    if known is not None:
        if (known.case_id, known.amount, known.kind) != (found.pk, told.amount, told.kind):
            raise PaidBefore(reference=told.reference)
        return found
    work = Work.of(found, Sheet(), reference.calendar())
    paid(work, told, by=by, at=at)
    try:
        return stored(work)
    except IntegrityError:
        raise PaidBefore(reference=told.reference) from None


def _tidied(told: Paid) -> Paid:
    """The bank and its reference in one writing, so that a payment typed twice is known again."""
    bank, named = texts.need_line(told.bank, 8), texts.need_line(told.reference, texts.PAPER)
    return msgspec.structs.replace(told, bank=bank.upper(), reference=named.upper())


def paid(work: Work, told: Paid, *, by: Actor, at: datetime) -> None:
    """The same on a sheet, without asking who may or whether it is known."""
    if told.kind not in PAID:
        raise NotListed(told=told.kind[:30])
    if told.on > law_day(at):
        raise FromLater(at=f"{told.on:%d/%m/%Y}")
    if work.stands.decided_on is not None and told.on < work.stands.decided_on:
        raise TooEarly(day=f"{work.stands.decided_on:%d/%m/%Y}")
    left = work.stands.fine - work.stands.paid
    if told.amount <= 0 or (told.kind == "fine" and told.amount > left):
        raise TooMuch(left=left)
    leaf, told = ids.one(at), _tidied(told)
    row = (leaf, work.pk, told.kind, told.on, texts.amount(told.amount), told.bank, told.reference)
    act = Act("pay", paid=told.amount if told.kind == "fine" else 0)
    work.do(act, by=by, at=at, leaf=leaf, more={rows.T_PAYMENT: [row]})


def may_decide(found: Case, day: date) -> tuple[tables.Offence, tuple[int, int]]:
    """The offence of a case, and the least and most that its subjects may be fined together."""
    kinds = list(CaseSubject.objects.filter(case_id=found.pk).values_list("kind", flat=True))
    return tables.offence(found.kind, day), authority.fines(found.kind, kinds, day)
