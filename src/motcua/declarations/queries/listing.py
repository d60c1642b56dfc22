"""Lists of declarations: filters, order, pages; bounded in what is looked through and counted.

Conditions that an index decides make the scope (dates, party, number, open state). Other conditions, and
orders other than by registration, are worked out within the first REACH declarations of the scope, so that
no page reads the whole table. Counting stops at COUNTED.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.declarations.domain.asking import CHECKING, OPEN, Asked, Filters, Listed, understand
from motcua.declarations.models import Declaration, Item, Number
from motcua.design.domain.access import STAFF
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.parties import queries as parties
from motcua.risk import queries as risk

REACH = 20_000
COUNTED = 1_000
SOME = 200
COLUMNS = {
    "registered": "registered_on", "due": "due_at", "tax": "tax_total", "value": "value_usd_e4", "number": "number",
}  # fmt: skip
_LISTED = (
    "id", "number", "direction", "procedure", "office", "party", "party_name", "registered_at", "channel",
    "state", "items", "value_usd_e4", "tax_total", "due_at",
)  # fmt: skip


class Listing(msgspec.Struct, frozen=True):
    """A page of a list. `asked` is how the text was read; `short` says that REACH cut the scope off."""

    rows: tuple[Listed, ...]
    page: Page
    asked: Asked
    short: bool


def visible_to(actor: Actor) -> QuerySet[Declaration]:
    """The declarations an actor may see: the department all, a trader those of its enterprises, others none."""
    if actor.kind == "system" or any(post.role in STAFF for post in actor.posts):
        return Declaration.objects.all()
    if actor.parties:
        return Declaration.objects.filter(party__in=sorted(actor.parties))
    return Declaration.objects.none()


def listing(filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50) -> Listing:
    """One page of what matches, as it stands. `now` decides what is late."""
    asked = understand(filters.text)
    found, short = _matching(filters, asked, actor, now)
    counted = len(found.values_list("id", flat=True)[: COUNTED + 1])
    place = page(number, size, min(counted, COUNTED), more=counted > COUNTED)
    values = list(found.values_list(*_LISTED)[place.start : place.start + size])
    rows = tuple(_listed([Listed(*row) for row in values], actor, now))
    return Listing(rows, place, asked, short)


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Listed]:
    """Every match within REACH, in the same order; goods and reasons are left out."""
    found, _ = _matching(filters, understand(filters.text), actor, now)
    for row in found.values_list(*_LISTED)[:REACH].iterator(chunk_size=2000):
        yield Listed(*row)


def waiting(actor: Actor, *, now: datetime) -> dict[str, int]:
    """How many checks wait and how many are late, per state; from the index of what is open."""
    held = visible_to(actor).filter(state__in=CHECKING)
    late = held.filter(due_at__lt=now)
    return {
        **{str(state): held.filter(state=state).count() for state in CHECKING},
        "late": late.count(),
    }


def _matching(filters: Filters, asked: Asked, actor: Actor, now: datetime) -> tuple[QuerySet[Declaration], bool]:
    scope, decided = _scope(filters, asked, actor, now)
    rest = _rest(filters, asked)
    natural = filters.key not in COLUMNS or filters.key == "registered"
    order = _order(filters, narrowed=decided)
    if not rest and natural and filters.sort.startswith("-"):
        return scope.order_by(*order), False
    inner = scope.order_by(*_order(msgspec.structs.replace(filters, sort="-registered"), narrowed=decided))
    short = bool(inner.values_list("id")[REACH : REACH + 1])
    return Declaration.objects.filter(id__in=inner.values("id")[:REACH]).filter(*rest).order_by(*order), short


def _scope(filters: Filters, asked: Asked, actor: Actor, now: datetime) -> tuple[QuerySet[Declaration], bool]:
    """What indexes decide, and whether they narrow at all."""
    scope = visible_to(actor)
    conditions = [*_asked(asked, actor), *_dates(filters)]
    if filters.state == "open":
        conditions.append(Q(state__in=OPEN))
    elif filters.state == "checking":
        conditions.append(Q(state__in=CHECKING))
    elif filters.state == "late":
        conditions.append(Q(state__in=CHECKING, due_at__lt=now))
    elif filters.state in OPEN:
        conditions.append(Q(state=filters.state))
    return scope.filter(*conditions), bool(conditions or actor.parties)


def _asked(asked: Asked, actor: Actor) -> list[Q]:
    if asked.kind == "number":
        ids = Number.objects.filter(number__gte=asked.value, number__lte=asked.value + "~")
        return [Q(id__in=list(ids.values_list("declaration_id", flat=True)[:SOME]))]
    if asked.kind == "party":
        return [Q(party=asked.value)]
    if asked.kind == "words":
        return [Q(party__in=[party.tax_code for party in parties.search(asked.value, by=actor, limit=SOME)])]
    return []


def _dates(filters: Filters) -> list[Q]:
    found = []
    if filters.since:
        found.append(Q(registered_on__gte=filters.since))
    if filters.until:
        found.append(Q(registered_on__lte=filters.until))
    return found


def _rest(filters: Filters, asked: Asked) -> list[Any]:
    """Conditions that no index decides."""
    rest: list[Any] = []
    for name in ("office", "channel", "procedure"):
        if getattr(filters, name):
            rest.append(Q(**{name: getattr(filters, name)}))
    if filters.state and filters.state not in ("open", "checking", "late", *OPEN):
        rest.append(Q(state=filters.state))
    if asked.kind == "goods":
        upper = str(int(asked.value) + 1).zfill(len(asked.value))
        goods = Item.objects.filter(
            declaration_id=OuterRef("id"), version=OuterRef("version"), hs_code__gte=asked.value, hs_code__lt=upper
        )
        rest.append(Exists(goods))
    return rest


def _order(filters: Filters, *, narrowed: bool) -> tuple[str, ...]:
    sign = "-" if filters.sort.startswith("-") else ""
    column = COLUMNS.get(filters.key, "registered_on")
    if column == "registered_on":
        return (f"{sign}registered_on", f"{sign}id") if narrowed else (f"{sign}id",)
    return (f"{sign}{column}", f"{sign}id")


def _listed(rows: Sequence[Listed], actor: Actor, now: datetime) -> Iterator[Listed]:
    ids = [row.id for row in rows]
    goods = _first_goods(ids)
    reasons = risk.standings(ids) if any(post.role in STAFF for post in actor.posts) else {}
    for row in rows:
        name, code = goods.get(row.id, ("", ""))
        reason = reasons.get(row.id)
        late = row.due_at is not None and row.due_at < now and row.state in CHECKING
        yield msgspec.structs.replace(row, goods=name, hs_code=code, reason=reason.source if reason else "", late=late)


def _first_goods(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The first item of the newest version of each."""
    rows = Item.objects.filter(declaration_id__in=ids, no=1).order_by("declaration_id", "version")
    columns = ("declaration_id", "description", "hs_code")
    return {found: (name, code) for found, name, code in rows.values_list(*columns)}
