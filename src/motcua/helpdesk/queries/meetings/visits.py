"""Visits to enterprises: which an actor may see, what was to be done after them, what is overdue."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page
from motcua.helpdesk.domain.meetings.asking import VISIT_SORTS, VisitFilters
from motcua.helpdesk.domain.meetings.life import Visit as State
from motcua.helpdesk.meeting_models import Action, ActionStep, Visit, VisitStep
from motcua.helpdesk.queries.meetings.conferences import REACH, ordered, paged
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

_COLUMNS = {"planned": "planned_on", "number": "number", "party": "party_name"}


def visible_to(actor: Actor) -> QuerySet[Visit]:
    """The department sees all; an enterprise the visits to it, once they are made or announced."""
    if actor.kind == "system" or is_staff(actor):
        return Visit.objects.all()
    return Visit.objects.filter(party__in=sorted(actor.own)).exclude(state=str(State.CANCELLED))


def find(number: str, actor: Actor) -> Visit:
    """The visit of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def visits(filters: VisitFilters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Visit], Page]:
    """A page of visits."""
    return paged(_matching(filters, actor), number, size)


def export(filters: VisitFilters, actor: Actor) -> Iterator[Visit]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor)[:REACH]


def actions(visit: int) -> list[Action]:
    """What was to be done after a visit."""
    return list(Action.objects.filter(visit_id=visit).order_by("place"))


def action(visit: int, place: int) -> Action:
    """One of them. NotFound."""
    found = Action.objects.filter(visit_id=visit, place=place).first()
    if found is None:
        raise NotFound(what=f"{visit}/{place}")
    return found


def open_actions(actor: Actor, *, late_on: date | None = None) -> list[tuple[Action, Visit]]:
    """What remains to be done after visits, the most urgent first; only what is overdue on a day if one is given."""
    rows = Action.objects.filter(state="open", visit_id__in=visible_to(actor).values("pk"))
    if late_on is not None:
        rows = rows.filter(due_on__lt=late_on)
    found = list(rows.order_by("due_on", "pk"))
    held = Visit.objects.in_bulk([each.visit_id for each in found])
    return [(each, held[each.visit_id]) for each in found]


def open_counts(visits_: list[Visit]) -> dict[int, int]:
    """How much remains to be done after each of these visits."""
    found: dict[int, int] = {}
    for visit in Action.objects.filter(state="open", visit_id__in=[each.pk for each in visits_]).values_list(
        "visit_id", flat=True
    ):
        found[visit] = found.get(visit, 0) + 1
    return found


def steps(visit: int) -> list[VisitStep]:
    """Every act on a visit, the first first."""
    return list(VisitStep.objects.filter(about=visit).order_by("leaf"))


def action_steps(visit: int) -> list[ActionStep]:
    """Every act on what was to be done after a visit."""
    return list(ActionStep.objects.filter(visit_id=visit).order_by("leaf", "no"))


def _matching(filters: VisitFilters, actor: Actor) -> QuerySet[Visit]:
    rows = visible_to(actor)
    if text := filters.text.strip():
        rows = rows.filter(
            Q(number__icontains=text) | Q(party__startswith=text) | Q(party_name__icontains=text)
            | Q(purpose__icontains=text)
        )  # fmt: skip
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.office:
        rows = rows.filter(office=filters.office)
    if filters.since:
        rows = rows.filter(planned_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(planned_on__lte=filters.until)
    return ordered(rows, filters.sort, VISIT_SORTS, _COLUMNS)
