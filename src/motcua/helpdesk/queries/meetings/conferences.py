"""Conferences: which an actor may see, their guests, questions and steps."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.helpdesk.domain.meetings.asking import SORTS, Filters
from motcua.helpdesk.domain.meetings.life import DONE, Guest, State
from motcua.helpdesk.meeting_models import Conference, ConferenceStep, GuestStep, Raised, RaisedStep
from motcua.helpdesk.meeting_models import Guest as GuestRow
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
REACH = 20_000
_COLUMNS = {"begins": "begins_at", "number": "number", "office": "office"}


def visible_to(actor: Actor) -> QuerySet[Conference]:
    """The department sees all; an enterprise those it is invited to and those open to all; everybody results."""
    rows = Conference.objects.all()
    if actor.kind == "system" or is_staff(actor):
        return rows
    open_now = Q(open_to_all=1, state__in=[str(State.INVITED), str(State.HELD)])
    shown = Q(state=str(State.PUBLISHED)) | open_now
    own = sorted(actor.own)
    if own:
        shown |= Q(pk__in=GuestRow.objects.filter(party__in=own).values("conference_id"))
    return rows.filter(shown)


def find(number: str, actor: Actor) -> Conference:
    """The conference of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def conferences(filters: Filters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Conference], Page]:
    """A page of conferences."""
    return paged(_matching(filters, actor), number, size)


def export(filters: Filters, actor: Actor) -> Iterator[Conference]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor)[:REACH]


def published(*, number: int = 1, size: int = 20) -> tuple[list[Conference], Page]:
    """Conferences whose results are published, the latest first."""
    return paged(Conference.objects.filter(state=str(State.PUBLISHED)).order_by("-begins_at", "-pk"), number, size)


def invitations(actor: Actor) -> list[tuple[GuestRow, Conference]]:
    """What the actor's enterprises are invited to, the latest first."""
    guests = GuestRow.objects.filter(party__in=sorted(actor.own))
    held = {each.pk: each for each in Conference.objects.filter(pk__in=guests.values("conference_id"))}
    found = [(each, held[each.conference_id]) for each in guests]
    return sorted(found, key=lambda pair: (pair[1].begins_at, pair[0].pk), reverse=True)


def guests(conference: int, *, text: str = "", state: str = "") -> list[GuestRow]:
    """The guests of a conference by name; the waiting list in its order."""
    rows = GuestRow.objects.filter(conference_id=conference)
    if text:
        rows = rows.filter(Q(party__startswith=text) | Q(party_name__icontains=text) | Q(code__iexact=text))
    if state:
        rows = rows.filter(state=state)
    order = ("queued_at", "pk") if state == Guest.WAITING else ("party_name", "pk")
    return list(rows.order_by(*order))


def guest(conference: int, party: str) -> GuestRow | None:
    """An enterprise among the guests."""
    return GuestRow.objects.filter(conference_id=conference, party=party).first()


def guest_by_code(conference: int, code: str) -> GuestRow | None:
    """The guest that holds this code of entry."""
    return GuestRow.objects.filter(conference_id=conference, code=code.strip().upper()).first()


def places_taken(conference: int) -> int:
    """How many people have seats."""
    rows = GuestRow.objects.filter(conference_id=conference)
    return sum(
        each.came if each.state == Guest.CAME else each.people
        for each in rows.filter(state__in=[str(Guest.REGISTERED), str(Guest.CAME)])
    )


def counts(conference: int) -> dict[str, int]:
    """How many enterprises stand how, and how many people came."""
    found = {str(state): 0 for state in Guest}
    people = 0
    for state, came in GuestRow.objects.filter(conference_id=conference).values_list("state", "came"):
        found[state] += 1
        people += came
    return {**found, "people": people}


def questions(conference: int, actor: Actor) -> list[Raised]:
    """Questions of a conference in their order: the department all, an enterprise its own before the results."""
    rows = Raised.objects.filter(conference_id=conference)
    if not (actor.kind == "system" or is_staff(actor)):
        done = Conference.objects.filter(pk=conference, state=str(State.PUBLISHED)).exists()
        rows = rows if done else rows.filter(party__in=sorted(actor.own))
    return list(rows.order_by("place"))


def one_question(conference: int, place: int) -> Raised:
    """A question by its number at a conference. NotFound."""
    found = Raised.objects.filter(conference_id=conference, place=place).first()
    if found is None:
        raise NotFound(what=f"{conference}/{place}")
    return found


def promised(actor: Actor, *, late_at: datetime | None = None) -> list[tuple[Raised, Conference]]:
    """Promised answers that have not come, the most urgent first; only those overdue at a moment if one is given."""
    rows = Raised.objects.filter(state="promised", conference_id__in=visible_to(actor).values("pk"))
    if not (actor.kind == "system" or is_staff(actor)):
        rows = rows.filter(party__in=sorted(actor.own))
    if late_at is not None:
        rows = rows.filter(due_at__lt=late_at)
    found = list(rows.order_by("due_at", "pk"))
    held = Conference.objects.in_bulk([each.conference_id for each in found])
    return [(each, held[each.conference_id]) for each in found]


def steps(conference: int) -> list[ConferenceStep]:
    """Every act on a conference, the first first."""
    return list(ConferenceStep.objects.filter(about=conference).order_by("leaf"))


def leaves(conference: Conference, actor: Actor) -> set[int]:
    """The leaves of a conference that an actor may look up: its steps, own invitation and questions."""
    own = sorted(actor.own)
    guests_, raised = GuestStep.objects.all(), RaisedStep.objects.all()
    if not is_staff(actor):
        guests_, raised = guests_.filter(party__in=own), raised.filter(party__in=own)
    found = {each.leaf for each in steps(conference.pk)}
    for rows in (guests_, raised):
        found.update(rows.filter(conference_id=conference.pk).values_list("leaf", flat=True))
    return found


def paged(found: QuerySet[Any], number: int, size: int) -> tuple[list[Any], Page]:
    """A page of rows, counted no further than COUNTED."""
    keys = list(found.values_list("pk", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(keys), COUNTED), more=len(keys) > COUNTED)
    return list(found[place.start : min(place.start + size, COUNTED)]), place


def ordered(rows: QuerySet[Any], sort: str, known: Sequence[str], columns: dict[str, str]) -> QuerySet[Any]:
    """Rows in the order that is asked for; in the first known one where none of that name is."""
    key = sort.removeprefix("-")
    sign = "-" if sort.startswith("-") else ""
    return rows.order_by(f"{sign}{columns[key if key in known else known[0]]}", f"{sign}pk")


def _matching(filters: Filters, actor: Actor) -> QuerySet[Conference]:
    rows = visible_to(actor)
    if text := filters.text.strip():
        rows = rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(topics__icontains=text))
    for name in ("state", "level", "office"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.since:
        rows = rows.filter(begins_at__gte=law_moment(filters.since))
    if filters.until:
        rows = rows.filter(begins_at__lt=law_moment(filters.until + timedelta(days=1)))
    return ordered(rows, filters.sort, SORTS, _COLUMNS)


def took_place() -> QuerySet[Conference]:
    """Conferences that were held."""
    return Conference.objects.filter(state__in=[str(each) for each in DONE])
