"""Lists of calls: narrowed and sorted, the board of a port, the tasks of an agent, who lies where on a day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.manifests.domain.asking import GROUPS, Filters, place_of
from motcua.manifests.domain.life import OPEN, Paper, State
from motcua.manifests.models import Bill, Box, Call, Document
from motcua.manifests.queries.one import visible_to

COUNTED = 1_000
REACH = 20_000
COLUMNS = {"expected": "expected_at", "number": "number", "vessel": "vessel_name", "opened": "opened_at"}
TASKS = 500
_OPEN = [str(each) for each in OPEN]


class Task(NamedTuple):
    """A document that an agent has to lodge or to supplement."""

    call: Call
    document: Document
    late: bool


class Stay(NamedTuple):
    """A ship at a berth, from when until when as far as is known."""

    call: Call
    began: datetime
    ended: datetime


def listing(
    filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Call], Page]:  # fmt: skip
    """A page of what matches. `now` decides what is late."""
    found = list(_matching(filters, actor, now).values_list("id", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    shown = found[:COUNTED][place.start : place.start + size]
    rows = Call.objects.in_bulk(shown)
    return [rows[each] for each in shown], place


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Call]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, now)[:REACH]


def waiting(actor: Actor) -> int:
    """How many calls wait for the offices where the actor is an officer."""
    offices = [post.office for post in actor.posts if post.role == "officer"]
    states = [str(each) for each in GROUPS["waiting"]]
    return visible_to(actor).filter(state__in=states, office__in=offices).count()


def awaited(calls: list[Call]) -> dict[int, list[Document]]:
    """Documents of these calls that are still to be lodged or supplemented, the next due first."""
    rows = Document.objects.filter(call_id__in=[call.pk for call in calls], state__in=(Paper.AWAITED, Paper.REQUESTED))
    found: dict[int, list[Document]] = {}
    for row in sorted(rows, key=lambda each: (each.due_at is not None, each.due_at or each.pk, each.pk)):
        found.setdefault(row.call_id, []).append(row)
    return found


def tasks(actor: Actor, *, now: datetime) -> list[Task]:
    """What an agent has to do next, requests first, then what is due first."""
    calls = {call.pk: call for call in visible_to(actor).filter(state__in=_OPEN).order_by("expected_at")[:TASKS]}
    found = [
        Task(calls[pk], row, row.due_at is not None and row.due_at < now)
        for pk, rows in awaited(list(calls.values())).items() for row in rows
    ]  # fmt: skip
    far = law_moment(date(2999, 1, 1))
    return sorted(found, key=lambda t: (t.document.state != Paper.REQUESTED, t.document.due_at or far, t.call.pk))


def board(actor: Actor, office: str, *, now: datetime) -> dict[str, list[Call]]:
    """Calls of an office by where they stand: expected within a week or overdue, arrived, in port, leaving."""
    shown = Q(state__in=_OPEN, expected_at__lte=now + timedelta(days=7)) | Q(state=str(State.CLEARED_IN))
    rows = list(visible_to(actor).filter(shown, **({"office": office} if office else {})).order_by("expected_at"))
    exits = {row.entry for row in rows if row.direction == "E"}
    found: dict[str, list[Call]] = {}
    for row in rows:
        place = place_of(row.direction, row.state, row.arrived_at, exit_open=row.pk in exits)
        if place:
            found.setdefault(place, []).append(row)
    return found


def stays(actor: Actor, office: str, day: date) -> dict[str, list[Stay]]:
    """Who lies where on a day, by berth: as given or planned, until the ship left."""
    begun, over = law_moment(day), law_moment(day + timedelta(days=1))
    rows = visible_to(actor).filter(direction="I", berth_from__lt=over).exclude(berth="")
    rows = rows.exclude(state=str(State.CANCELLED)).filter(
        Q(left_at__gt=begun) | Q(left_at=None, berth_until__gt=begun) | Q(left_at=None, berth_until=None)
    )
    if office:
        rows = rows.filter(office=office)
    found: dict[str, list[Stay]] = {}
    for row in rows.order_by("berth", "berth_from"):
        assert row.berth_from is not None
        ended = row.left_at or row.berth_until or over
        if ended > begun:
            found.setdefault(row.berth, []).append(Stay(row, row.berth_from, ended))
    return found


def _matching(filters: Filters, actor: Actor, now: datetime) -> QuerySet[Call]:
    rows = visible_to(actor).filter(*_text(filters.text.strip()), *_state(filters.state, now))
    if filters.direction:
        rows = rows.filter(direction=filters.direction)
    if filters.office:
        rows = rows.filter(office=filters.office)
    if filters.since:
        rows = rows.filter(expected_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(expected_on__lte=filters.until)
    return rows.order_by(*_order(filters.sort))


def _text(text: str) -> Iterator[Q]:
    if not text:
        return
    plain = "".join(text.split()).replace("-", "")
    bills = Bill.objects.filter(number__iexact=text).values("call_id")
    boxes = Box.objects.filter(number=plain.upper()).values("call_id")
    documents = Document.objects.filter(number__startswith=plain[:11]).exclude(number="").values("call_id")
    found = Q(pk__in=bills) | Q(pk__in=boxes) | Q(call_sign__iexact=plain) | Q(vessel_name__icontains=text)
    found |= Q(voyage__iexact=plain) | Q(carrier__iexact=plain)
    yield found | Q(number=plain) | Q(pk__in=documents) if plain.isdecimal() else found


def _state(state: str, now: datetime) -> Iterator[Q]:
    if state in GROUPS:
        yield Q(state__in=[str(each) for each in GROUPS[state]])
    elif state:
        yield Q(state=state)
    if state == "late":
        yield Q(pk__in=Document.objects.filter(state=str(Paper.AWAITED), due_at__lt=now).values("call_id"))


def _order(sort: str) -> tuple[str, str]:
    sign = "-" if sort.startswith("-") else ""
    return f"{sign}{COLUMNS.get(sort.lstrip('-'), 'expected_at')}", f"{sign}id"
