"""Crossings as a list and as the history of one vehicle, for the department."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import QuerySet

from motcua.crossings.domain.gates import CODES, DIRECTIONS, GATES
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Carried, Crossing, TakenBack
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
REACH = 50_000


class Filters(msgspec.Struct, frozen=True):
    """How the list is narrowed and sorted. Without a plate it shows the days from `since` to `until`."""

    since: date
    until: date
    text: str = ""
    gate: str = ""
    direction: str = ""
    kind: str = ""
    sort: str = "-at"


def visible_to(actor: Actor) -> QuerySet[Crossing]:
    """The department sees all, a carrier what was recorded for it."""
    if actor.kind == "system" or is_staff(actor):
        return Crossing.objects.all()
    return Crossing.objects.filter(party__in=sorted(each for each in actor.own if each))


def listing(filters: Filters, actor: Actor, *, number: int = 1, size: int = 50) -> tuple[list[Crossing], Page]:
    """A page of what matches."""
    rows = _matching(filters, actor)
    found = rows[: COUNTED + 1].count()
    place = page(number, size, min(found, COUNTED), more=found > COUNTED)
    return list(rows[place.start : place.start + size]), place


def export(filters: Filters, actor: Actor) -> Iterator[Crossing]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor)[:REACH].iterator()


def find(leaf: int, no: int, actor: Actor) -> Crossing:
    """One crossing. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(leaf=leaf, no=no).first()
    if found is None:
        raise NotFound(what=f"{leaf}/{no}")
    return found


def history(plate: str, country: str, actor: Actor, most: int = 200) -> list[Crossing]:
    """What one vehicle did, the newest first."""
    rows = visible_to(actor).filter(plate=fold(plate), country=country)
    return list(rows.order_by("-leaf", "-no")[:most])


def back_of(found: list[Crossing]) -> dict[tuple[int, int], TakenBack]:
    """The records that took some of these back."""
    rows = TakenBack.objects.filter(crossing_leaf__in=[each.leaf for each in found])
    return {(row.crossing_leaf, row.crossing_no): row for row in rows}


def carried_of(found: list[Crossing]) -> dict[tuple[int, int], list[str]]:
    """The declarations whose goods these carried."""
    keys = {(each.leaf, each.no) for each in found if each.laden}
    rows = Carried.objects.filter(leaf__in={leaf for leaf, _ in keys}, no__in={no for _, no in keys})
    held: dict[tuple[int, int], list[str]] = {}
    for row in rows.order_by("leaf", "no", "root"):
        if (row.leaf, row.no) in keys:
            held.setdefault((row.leaf, row.no), []).append(row.root)
    return held


def _matching(filters: Filters, actor: Actor) -> QuerySet[Crossing]:
    rows = visible_to(actor)
    rows = rows.filter(plate=fold(filters.text)) if filters.text.strip() else rows
    rows = rows.filter(day__range=(filters.since, filters.until))
    for name, value, known in (
        ("gate", filters.gate, GATES), ("direction", filters.direction, DIRECTIONS),
        ("kind", filters.kind, CODES["kind"]),
    ):  # fmt: skip
        if value in known:
            rows = rows.filter(**{name: value})
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}day", f"{sign}at", f"{sign}leaf", f"{sign}no")
