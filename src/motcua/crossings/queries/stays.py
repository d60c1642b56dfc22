"""Stays of vehicles: one, those that are open, due soon or overdue, a page at a time."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.db.models import Q, QuerySet

from motcua.crossings.domain import stays
from motcua.crossings.domain.gates import CODES, GATES, hours
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Crossing, Stay, StayStep
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
REACH = 20_000
_SOON = 1
_LATE = 2
GROUPS = ("open", "overdue", "due_soon", "asked", "extended", "in_country", "abroad", "ended")
"""How a list of stays is narrowed by state."""
COLUMNS = {"due": "due_at", "since": "since", "plate": "plate"}


class Filters(msgspec.Struct, frozen=True):
    """How a list of stays is narrowed and sorted."""

    text: str = ""
    state: str = ""
    gate: str = ""
    sort: str = "due"


def visible_to(actor: Actor) -> QuerySet[Stay]:
    """The department sees all, a carrier its own."""
    if actor.kind == "system" or is_staff(actor):
        return Stay.objects.all()
    shown = set(actor.own) | {right.party for right in actor.acting if "see" in right.acts}
    return Stay.objects.filter(party__in=sorted(each for each in shown if each))


def find(key: tuple[int, int], actor: Actor) -> Stay:
    """The stay that this crossing began. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(leaf=key[0], no=key[1]).first()
    if found is None:
        raise NotFound(what=f"{key[0]}/{key[1]}")
    return found


def plain(stay: Stay) -> stays.Stay:
    """What decides on its state."""
    return stays.Stay(stay.kind, stay.way, stay.since, stay.due_at, stay.extended, stay.ended_as)


def steps(stay: Stay) -> list[StayStep]:
    """Every decision, request and mark, the first first."""
    return list(StayStep.objects.filter(stay_leaf=stay.leaf, stay_no=stay.no).order_by("leaf", "no"))


def asked(stay: Stay) -> date | None:
    """Until when its carrier asks for it, where no officer has answered since."""
    found: date | None = None
    for each in steps(stay):
        if each.verb in ("ask", "extend", "deny"):
            found = each.asked_on
    return found


def overdue(now: datetime) -> QuerySet[Stay]:
    """Every stay that is overdue at that moment, the longest first."""
    return Stay.objects.filter(ended_at=None, due_at__lt=now).order_by("due_at", "leaf", "no")


def due_soon(now: datetime) -> QuerySet[Stay]:
    """Every stay that is due soon at that moment."""
    return Stay.objects.filter(_due_soon(now), ended_at=None).order_by("due_at", "leaf", "no")


def _due_soon(now: datetime) -> Q:
    found = Q(pk__in=())
    for kind in CODES["kind"]:
        found |= Q(kind=kind, due_at__gte=now, due_at__lte=now + hours("due soon", law_day(now), kind))
    return found


def late_unmarked(now: datetime, most: int) -> list[Stay]:
    """Overdue and not yet told so, locked."""
    return list(overdue(now).filter(marked__lt=_LATE).select_for_update()[:most])


def soon_unmarked(now: datetime, most: int) -> list[Stay]:
    """Due soon and not yet told so, locked."""
    return list(due_soon(now).filter(marked__lt=_SOON).select_for_update()[:most])


def open_of(plate: str, country: str = "") -> list[Stay]:
    """The open stays of vehicles with that plate."""
    rows = Stay.objects.filter(plate=fold(plate), ended_at=None)
    return list(rows.filter(country=country) if country else rows)


def all_open() -> list[Stay]:
    """Every stay that has not ended."""
    return list(Stay.objects.filter(ended_at=None).order_by("leaf", "no"))


def listing(
    filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Stay], Page]:
    """A page of what matches. `now` decides what is late."""
    keys = list(_matching(filters, actor, now).values_list("leaf", "no")[: COUNTED + 1])
    place = page(number, size, min(len(keys), COUNTED), more=len(keys) > COUNTED)
    shown = keys[:COUNTED][place.start : place.start + size]
    rows = {
        (row.leaf, row.no): row
        for row in Stay.objects.filter(leaf__in={leaf for leaf, _ in shown}, no__in={no for _, no in shown})
    }
    return [rows[key] for key in shown], place


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Stay]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, now)[:REACH]


def counts(actor: Actor, *, now: datetime) -> dict[str, int]:
    """How many vehicles are in the country, abroad, due soon, overdue and asking for more time."""
    rows = visible_to(actor).filter(ended_at=None)
    return {
        "in": rows.filter(way="in").count(), "out": rows.filter(way="out").count(),
        "due_soon": rows.filter(_due_soon(now)).count(), "overdue": rows.filter(due_at__lt=now).count(),
        "asked": rows.filter(asked_on__isnull=False).count(),
    }  # fmt: skip


def crossing_of(stay: Stay) -> Crossing:
    """The crossing that began it."""
    return Crossing.objects.get(leaf=stay.leaf, no=stay.no)


def _matching(filters: Filters, actor: Actor, now: datetime) -> QuerySet[Stay]:
    rows = visible_to(actor)
    if filters.text.strip():
        rows = rows.filter(plate__endswith=fold(filters.text))
    if filters.gate in GATES:
        rows = rows.filter(gate=filters.gate)
    rows = rows.filter(*_state(filters.state, now))
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{COLUMNS.get(filters.sort.lstrip('-'), 'due_at')}", f"{sign}leaf", f"{sign}no")


def _state(state: str, now: datetime) -> Iterator[Q]:
    if state == "ended":
        yield Q(ended_at__isnull=False)
        return
    yield Q(ended_at=None)
    told = {
        "overdue": Q(due_at__lt=now), "due_soon": _due_soon(now), "asked": Q(asked_on__isnull=False),
        "extended": Q(extended__gt=0), "in_country": Q(way="in"), "abroad": Q(way="out"),
    }  # fmt: skip
    if state in told:
        yield told[state]
