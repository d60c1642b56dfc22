"""What a case is about: whom it concerns, and its goods line by line. Persons are encrypted, and erased in time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from motcua.control import sealing
from motcua.control.domain.cases import subjects, tables, texts
from motcua.control.domain.cases.errors import NotListed
from motcua.control.domain.cases.life import State
from motcua.control.domain.cases.standing import Act
from motcua.control.domain.cases.subjects import Subject
from motcua.control.models import Case, CaseSubject, SubjectData
from motcua.control.services.cases import rights, rows
from motcua.control.services.cases.opening import stored
from motcua.control.services.cases.writing import Sheet, Work
from motcua.ground.services import ids
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.parties import queries as parties
from motcua.reference import queries as reference

TOGETHER = 200
MOST_LINES = 50


class Line(msgspec.Struct, frozen=True):
    """Goods of a case: quantity in 1/10,000 of the unit, value in dong."""

    name: str
    quantity_e4: int
    unit: str
    value: int
    hs: str = ""
    condition: str = ""


@transaction.atomic
def add_subject(  # noqa: PLR0913 - an act on a page
    number: str, who: Subject, *, kind: str, party: str = "", seen: int = 0, by: Actor, at: datetime
) -> Case:
    """Add a person or an organisation. NotListed, NeedsWords, TooLong; NotFound, NotAllowed, Changed, Impossible.

    NotFound too where `party` is the tax code of no registered enterprise.
    """
    found = rights.held(number, by, at, seen)
    rights.need_worker(found, by, at)
    if party.strip():
        parties.find(party.strip())
    work = Work.of(found, Sheet(), reference.calendar())
    no = CaseSubject.objects.filter(case_id=found.pk).count() + 1
    subject_added(work, who, no, kind=kind, party=party, by=by, at=at)
    return stored(work)


def subject_added(  # noqa: PLR0913 - as it is told
    work: Work, who: Subject, no: int, *, kind: str, party: str = "", by: Actor, at: datetime
) -> None:
    """The same on a sheet, without asking who may."""
    if kind not in subjects.KINDS:
        raise NotListed(told=kind[:30])
    told = Subject(
        texts.need_line(who.name), texts.line(who.document, 40), texts.line(who.address),
        texts.line(who.nationality, 2), who.born_on,
    )  # fmt: skip
    leaf, salt = ids.one(at), sealing.salt()
    row = (leaf, work.pk, no, kind, texts.line(party, 14), subjects.committed(told, salt))
    sealed = sealing.seal(subjects.write(told), leaf)
    work.sheet.beside(rows.T_SUBJECT_DATA, rows.SUBJECT_DATA, (leaf, salt, sealed))
    work.do(Act("subject"), by=by, at=at, leaf=leaf, more={rows.T_SUBJECT: [row]})


@transaction.atomic
def set_goods(number: str, lines: Sequence[Line], *, seen: int = 0, by: Actor, at: datetime) -> Case:
    """Write the goods down, in the place of what was written before. NeedsWords, TooLong; as `add_subject`."""
    found = rights.held(number, by, at, seen)
    rights.need_worker(found, by, at)
    work = Work.of(found, Sheet(), reference.calendar())
    goods_set(work, lines, by=by, at=at)
    return stored(work)


def goods_set(work: Work, lines: Sequence[Line], *, by: Actor, at: datetime) -> None:
    """The same on a sheet, without asking who may."""
    texts.need_line("x" if lines else "")
    texts.amount(0 if len(lines) <= MOST_LINES else texts.MOST)
    leaf = ids.one(at)
    told = [
        (
            leaf, no, work.pk, texts.need_line(each.name), texts.line(each.hs, 12), texts.amount(each.quantity_e4),
            texts.need_line(each.unit, 10), texts.amount(each.value), texts.line(each.condition),
        )
        for no, each in enumerate(lines, start=1)
    ]  # fmt: skip
    act = Act("goods", value=texts.amount(sum(each.value for each in lines)))
    work.do(act, by=by, at=at, leaf=leaf, more={rows.T_GOODS: told})


def erase_due(at: datetime) -> int:
    """Erase the persons of cases that were closed long enough ago; how many. Harmless when done again."""
    done = 0
    for found in _closed_before(law_day(at)):
        with transaction.atomic():
            held = Case.objects.select_for_update().get(pk=found.pk)
            done += _erase(held, at)
    return done


def _closed_before(day: date) -> list[Case]:
    last = day - timedelta(days=tables.limit("person_kept", day).amount)
    data = SubjectData.objects.values("leaf")
    cases = CaseSubject.objects.filter(leaf__in=data).values("case_id")
    ended = [str(State.CLOSED), str(State.DISMISSED)]
    return list(Case.objects.filter(pk__in=cases, state__in=ended, closed_on__lt=last).order_by("pk")[:TOGETHER])


def _erase(found: Case, at: datetime) -> int:
    subjects = CaseSubject.objects.filter(case_id=found.pk).values("leaf")
    kept = list(SubjectData.objects.filter(leaf__in=subjects).values_list("leaf", flat=True))
    if not kept:
        return 0
    leaf = ids.one(at)
    work = Work.of(found, Sheet(), reference.calendar())
    more = {rows.T_SUBJECT_ERASED: [(leaf, each) for each in kept]}
    work.do(Act("erase"), by=SYSTEM, at=at, note="Hết thời hạn lưu (the period is over)", leaf=leaf, more=more)
    SubjectData.objects.filter(leaf__in=kept).delete()
    stored(work)
    return len(kept)
