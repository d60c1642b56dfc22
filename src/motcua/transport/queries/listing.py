"""The list of transports: narrowed, sorted, a page at a time or whole as far as a list reaches."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.declarations.domain.boxes import fold
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.transport.domain.asking import GROUPS, Filters
from motcua.transport.models import Boxed, CargoLine, Transport
from motcua.transport.queries.one import visible_to

COUNTED = 1_000
REACH = 20_000
COLUMNS = {"registered": "registered_at", "due": "due_at", "number": "root", "party": "party_name"}
_ROOT = 11


def listing(
    filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Transport], Page]:
    """A page of what matches, as it stands. `now` decides what is late."""
    found = list(_matching(filters, actor, now).values_list("id", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    shown = found[:COUNTED][place.start : place.start + size]
    rows = Transport.objects.in_bulk(shown)
    return [rows[each] for each in shown], place


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Transport]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, now)[:REACH]


def waiting(actor: Actor, *, now: datetime) -> int:
    """How many wait for a decision of the offices where the actor is an officer."""
    offices = [post.office for post in actor.posts if post.role == "officer"]
    rows = visible_to(actor).filter(state__in=map(str, GROUPS["waiting"]), office__in=offices)
    return rows.count()


def asked(actor: Actor) -> int:
    """How many wait for more time from the offices where the actor is an officer."""
    offices = [post.office for post in actor.posts if post.role == "officer"]
    return visible_to(actor).filter(asked_until__isnull=False, office__in=offices).count()


def goods_of(rows: list[Transport]) -> dict[int, str]:
    """The first goods of each transport."""
    found = CargoLine.objects.filter(transport_id__in=[row.id for row in rows], no=1).order_by("version")
    return dict(found.values_list("transport_id", "description"))


def _matching(filters: Filters, actor: Actor, now: datetime) -> QuerySet[Transport]:
    rows = visible_to(actor).filter(*_text(filters.text.strip()), *_state(filters.state, now))
    if filters.office:
        rows = rows.filter(Q(office=filters.office) | Q(to_office=filters.office))
    if filters.since:
        rows = rows.filter(registered_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(registered_on__lte=filters.until)
    return rows.order_by(*_order(filters.sort))


def _text(text: str) -> Iterator[Q]:
    if not text:
        return
    plain = text.replace("-", "").replace(" ", "")
    cargo = CargoLine.objects.filter(cargo__iexact=text).values("transport_id")
    boxes = Boxed.objects.filter(container=fold(text)).values("transport_id")
    found = Q(pk__in=cargo) | Q(pk__in=boxes) | Q(party=plain) | Q(party_name__icontains=text)
    yield found | Q(root__startswith=plain[:_ROOT]) if plain.isdecimal() else found


def _state(state: str, now: datetime) -> Iterator[Q]:
    if state in GROUPS:
        yield Q(state__in=list(map(str, GROUPS[state])))
    elif state:
        yield Q(state=state)
    if state == "asked":
        yield Q(asked_until__isnull=False)
    if state in ("late", "overdue"):
        yield Q(due_at__lt=now)


def _order(sort: str) -> tuple[str, str]:
    sign = "-" if sort.startswith("-") else ""
    return f"{sign}{COLUMNS.get(sort.lstrip('-'), 'registered_at')}", f"{sign}id"
