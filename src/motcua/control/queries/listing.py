"""Lists of cases: narrowed by who asks and by what is asked, sorted, a page at a time; what of each may be told."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from django.db.models import F, Q, QuerySet

from motcua.control.domain.cases.life import OPEN, WORKED, State
from motcua.control.models import Case, CaseReader
from motcua.control.queries import cases
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor

REACH = 20_000
SORTS = ("due", "found", "number", "value")
_ORDER = {"due": "due_on", "found": "detected_on", "number": "number", "value": "value"}


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. `state` is a state or a group: `open`, `late`, `mine`, `proposed`, `ended`."""

    text: str = ""
    state: str = ""
    kind: str = ""
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "due"


def listing(filters: Filters, actor: Actor, day: date, *, number: int = 1, size: int = 50) -> tuple[list[Case], Page]:
    """A page of the cases that this actor may see."""
    rows = _matching(filters, actor, day)
    place = page(number, size, rows.count())
    begin = (place.number - 1) * size
    return list(rows[begin : begin + size]), place


def export(filters: Filters, actor: Actor, day: date) -> Iterator[Case]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, day)[:REACH]


def counts(actor: Actor, day: date) -> Mapping[str, int]:
    """How many cases wait, by group."""
    rows = cases.visible_to(actor, day)
    return {group: rows.filter(_group(group, actor, day)).count() for group in ("open", "late", "mine", "proposed")}


def handled(actor: Actor) -> frozenset[int]:
    """The cases that an actor was ever given: of these it reads the title also where they are restricted."""
    own = CaseReader.objects.filter(account=actor.account or -1, role=cases.HANDLER)
    return frozenset(own.values_list("case_id", flat=True))


def _matching(filters: Filters, actor: Actor, day: date) -> QuerySet[Case]:
    rows = cases.visible_to(actor, day).filter(_group(filters.state, actor, day))
    for name in ("kind", "office"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.since:
        rows = rows.filter(detected_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(detected_on__lte=filters.until)
    if filters.text:
        rows = rows.filter(_said(filters.text.strip(), actor))
    order = F(_ORDER.get(filters.sort.lstrip("-"), "due_on"))
    back = filters.sort.startswith("-")
    return rows.order_by(order.desc(nulls_last=True) if back else order.asc(nulls_last=True), "-pk")


def _said(text: str, actor: Actor) -> Q:
    """Words are looked for in what the reader may be told of a case: of a restricted one the number alone."""
    told = Q(title__icontains=text) | Q(place__icontains=text) | Q(link__icontains=text)
    return Q(number__icontains=text) | (told & (Q(sensitive=0) | Q(pk__in=handled(actor))))


def _group(state: str, actor: Actor, day: date) -> Q:
    opened = Q(state__in=[str(each) for each in OPEN])
    over = Q(due_on__lt=day) | Q(complaint_due__lt=day) | cases.in_custody(held_until__lt=day)
    groups = {
        "open": Q(state__in=[str(each) for each in WORKED]), "late": opened & over,
        "mine": opened & Q(handler=actor.account or -1), "proposed": Q(state=str(State.PROPOSED)),
        "ended": ~opened,
    }  # fmt: skip
    if state in groups:
        return groups[state]
    return Q(state=state) if state in {str(each) for each in State} else Q()
