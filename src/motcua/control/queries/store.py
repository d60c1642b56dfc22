"""The seizure store: which exhibits an actor may see, their chain of custody, inventories."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.control.domain.cases.life import Place
from motcua.control.models import Case, Exhibit, ExhibitStep, Inventory
from motcua.control.queries import cases
from motcua.control.queries.listing import handled
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

REACH = 20_000
KEEPERS = frozenset({"control", "head", "leader"})
"""Roles that may be handed an exhibit, and count a store."""


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. `state` is a place, `held` (not dealt with), `mine` (waits for the reader)."""

    state: str = "held"
    store: str = ""
    text: str = ""


def visible_to(actor: Actor, day: date) -> QuerySet[Exhibit]:
    """Exhibits of the cases that an actor may see, and those that it holds or that are handed to it."""
    if actor.kind == "system" or actor.holds("leader"):
        return Exhibit.objects.all()
    own = actor.account or -1
    return Exhibit.objects.filter(
        Q(case_id__in=cases.visible_to(actor, day).values("pk")) | Q(holder=own) | Q(to=own)
    )  # fmt: skip


def find(exhibit: int, actor: Actor, day: date) -> Exhibit:
    """An exhibit. NotFound where there is none that this actor may see."""
    found = visible_to(actor, day).filter(pk=exhibit).first() if exhibit < 2**63 else None
    if found is None:
        raise NotFound(what=f"exhibit/{str(exhibit)[:20]}")
    return found


def listing(
    filters: Filters, actor: Actor, day: date, *, number: int = 1, size: int = 50
) -> tuple[list[Exhibit], Page]:  # fmt: skip
    """A page of the exhibits that this actor may see."""
    rows = _matching(filters, actor, day)
    place = page(number, size, rows.count())
    begin = (place.number - 1) * size
    return list(rows[begin : begin + size]), place


def export(filters: Filters, actor: Actor, day: date) -> Iterator[Exhibit]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, day)[:REACH]


def numbers(rows: list[Exhibit]) -> dict[int, str]:
    """The numbers of the cases of some exhibits, by case."""
    return dict(Case.objects.filter(pk__in={each.case_id for each in rows}).values_list("pk", "number"))


def nameless(rows: Iterable[Exhibit], actor: Actor) -> frozenset[int]:
    """Exhibits whose names stand in no list: those of restricted cases, but to who handles or keeps them."""
    told = {each.pk: each for each in rows}
    held = Exhibit.objects.filter(pk__in=told).exclude(_named(actor))
    return frozenset(held.values_list("pk", flat=True))


def _named(actor: Actor) -> Q:
    """Exhibits whose names an actor reads in lists."""
    own = actor.account or -1
    restricted = Case.objects.filter(sensitive=1).exclude(pk__in=handled(actor)).values("pk")
    return ~Q(case_id__in=restricted) | Q(holder=own) | Q(to=own)


def chain(exhibit: Exhibit) -> list[ExhibitStep]:
    """The chain of custody, the first link first."""
    return list(ExhibitStep.objects.filter(exhibit_id=exhibit.pk).order_by("leaf"))


def to_count(store: str, actor: Actor, day: date) -> list[Exhibit]:
    """What an inventory of a store expects, of what this actor may see; what was touched longest ago comes first."""
    return list(visible_to(actor, day).filter(store=store).exclude(state=str(Place.ENDED)).order_by("leaf", "no"))


def inventories(actor: Actor) -> list[Inventory]:
    """The inventories, the latest first: for those who keep the store."""
    if actor.kind != "system" and not any(post.role in KEEPERS for post in actor.posts):
        return []
    return list(Inventory.objects.order_by("-leaf")[:100])


def _matching(filters: Filters, actor: Actor, day: date) -> QuerySet[Exhibit]:
    rows = visible_to(actor, day)
    if filters.state == "held":
        rows = rows.exclude(state=str(Place.ENDED))
    elif filters.state == "mine":
        rows = rows.filter(to=actor.account or -1)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.store:
        rows = rows.filter(store=filters.store)
    if filters.text:
        held = cases.visible_to(actor, day).filter(number__icontains=filters.text).values("pk")
        named = Q(name__icontains=filters.text) & _named(actor)
        rows = rows.filter(named | Q(seal__icontains=filters.text) | Q(case_id__in=held))
    return rows.order_by("-case_id", "no")
