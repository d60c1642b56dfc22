"""Control results as they stand: who sees which, what is owed at the gate, the list."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import OuterRef, QuerySet, Subquery

from motcua.crossings.domain.persons import KINDS
from motcua.crossings.models import (
    Control,
    ControlGoods,
    GateEnd,
    Person,
    PersonErased,
    PersonRead,
    ResidentDeclaration,
)
from motcua.design.domain.access import STAFF
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.reference.domain import DEPARTMENT

COUNTED = 1_000
REACH = 20_000
SORTS = ("at", "duty", "gate")


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    kind: str = ""
    outcome: str = ""
    gate: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-at"


class Owed(msgspec.Struct, frozen=True):
    """What waits, or waited, at the gate: a control result's or a resident's."""

    subject: int
    name: str
    gate: str
    office: str
    duty: int


def visible_to(actor: Actor) -> QuerySet[Control]:
    """Results of the offices where the actor sits; of all at the department. Nobody outside sees any."""
    rows = Control.objects.all()
    if actor.kind == "system":
        return rows
    offices = {post.office for post in actor.posts if post.role in STAFF}
    if offices & {"", DEPARTMENT}:
        return rows
    return rows.filter(office__in=offices)


def find(control: int, actor: Actor) -> Control:
    """One result. NotFound where the actor may not see it."""
    found = visible_to(actor).filter(pk=control).annotate(ended=_ended()).first()
    if found is None:
        raise NotFound(what=f"control/{control}")
    return found


def outcome_of(found: Control) -> str:
    """How it stands now: what was waiting may have been paid, or the goods left. `find` and `listing` read it."""
    return getattr(found, "ended", None) or found.outcome


def goods_of(control: int) -> list[ControlGoods]:
    """What was brought."""
    return list(ControlGoods.objects.filter(leaf=control).order_by("no"))


def owed(subject: int, actor: Actor, *, lock: bool = False) -> Owed:
    """What a result or a resident's declaration owes at its gate. NotFound where the actor sees no such thing."""
    rows = visible_to(actor).filter(pk=subject)
    found = (rows.select_for_update() if lock else rows).first()
    if found is not None:
        return Owed(subject, str(subject), found.gate, found.office, found.duty)
    offices = {each.office for each in visible_residents(actor).filter(leaf=subject)[:1]}
    if offices:
        held = ResidentDeclaration.objects.filter(leaf=subject)
        resident = (held.select_for_update() if lock else held).get()
        return Owed(subject, resident.number, resident.gate, resident.office, resident.duty)
    raise NotFound(what=f"control/{subject}")


def visible_residents(actor: Actor) -> QuerySet[ResidentDeclaration]:
    """Residents' declarations of the offices where the actor sits; of all at the department."""
    rows = ResidentDeclaration.objects.all()
    if actor.kind == "system":
        return rows
    offices = {post.office for post in actor.posts if post.role in STAFF}
    return rows if offices & {"", DEPARTMENT} else rows.filter(office__in=offices)


def end_of(subject: int) -> GateEnd | None:
    """How what was waiting ended; None where it still waits, or nothing did."""
    return GateEnd.objects.filter(subject_id=subject).first()


def person_state(control: int) -> tuple[Person | None, PersonErased | None, int]:
    """Whether the person is kept or erased, and how often it was read; never the data themselves."""
    kept = Person.objects.filter(pk=control).defer("salt", "sealed").first()
    erased = PersonErased.objects.filter(control_id=control).first()
    return kept, erased, PersonRead.objects.filter(control_id=control).count()


def readings(control: int) -> list[PersonRead]:
    """Who read the person's data, the latest first."""
    return list(PersonRead.objects.filter(control_id=control).order_by("-leaf")[:100])


def listing(filters: Filters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Control], Page]:
    """A page of what matches."""
    rows = _matching(filters, actor)
    found = list(rows.values_list("leaf", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    return list(rows[place.start : place.start + size]), place


def export(filters: Filters, actor: Actor) -> Iterator[Control]:
    """Every match within reach."""
    yield from _matching(filters, actor)[:REACH]


def _ended() -> Subquery:
    return Subquery(GateEnd.objects.filter(subject_id=OuterRef("leaf")).values("verb")[:1])


def _matching(filters: Filters, actor: Actor) -> QuerySet[Control]:
    rows = visible_to(actor).annotate(ended=_ended())
    if filters.kind in KINDS:
        rows = rows.filter(kind=filters.kind)
    if filters.gate:
        rows = rows.filter(gate=filters.gate)
    if filters.since:
        rows = rows.filter(day__gte=filters.since)
    if filters.until:
        rows = rows.filter(day__lte=filters.until)
    if filters.outcome in ("paid", "left"):
        rows = rows.filter(ended=filters.outcome)
    elif filters.outcome:
        rows = rows.filter(outcome=filters.outcome, ended=None)
    key = filters.sort.lstrip("-")
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{key if key in SORTS else 'at'}", f"{sign}leaf")
