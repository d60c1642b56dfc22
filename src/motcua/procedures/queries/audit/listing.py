"""Lists of records: narrowed, sorted, a page at a time; what is overdue; the figures of a year."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import F, Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import measuring
from motcua.procedures.domain.audit.bodies import Audit, Programme
from motcua.procedures.domain.audit.life import LATE, OVER, Kind, State, is_late
from motcua.procedures.domain.audit.measuring import Year
from motcua.procedures.queries.audit.one import visible_to
from motcua.reference.domain import fold

SORTS = {
    "number": "number", "year": "year", "due": "due_on", "day": "on_day", "changed": "changed_at", "title": "title",
}  # fmt: skip
REACH = 5_000
_LATE = [str(each) for each in LATE]


class Filters(msgspec.Struct, frozen=True):
    """What a list was asked for. `state` is a state, `open`, `late` or `mine`."""

    kind: Kind
    text: str = ""
    state: str = ""
    office: str = ""
    year: int = 0
    sort: str = "-number"


def listing(
    filters: Filters, actor: Actor, *, today: date, number: int = 1, size: int = 50
) -> tuple[list[Record], Page]:  # fmt: skip
    """A page of a list."""
    rows = _matching(filters, actor, today)
    place = page(number, size, rows.count())
    return list(rows[place.start : place.start + size]), place


def export(filters: Filters, actor: Actor, *, today: date) -> Iterator[Record]:
    """Every match within reach."""
    yield from _matching(filters, actor, today)[:REACH]


def late(actor: Actor, today: date) -> list[Record]:
    """What is overdue and concerns the actor, the longest first."""
    return list(visible_to(actor).filter(state__in=_LATE, due_on__lt=today).order_by("due_on", "number")[:100])


def with_open(kind: Kind) -> frozenset[str]:
    """The numbers of records to which one of that kind belongs that is not over."""
    rows = Record.objects.filter(kind=str(kind)).exclude(state__in=[str(each) for each in OVER])
    return frozenset(rows.values_list("parent", flat=True))


def published() -> list[Record]:
    """Self-declarations that the public sees, the newest first."""
    rows = Record.objects.filter(kind=str(Kind.STATEMENT), state__in=[str(State.APPROVED), str(State.WITHDRAWN)])
    return list(rows.order_by("-year", "-number"))


def years(kind: Kind, actor: Actor) -> list[int]:
    """The years of which there are records, the newest first."""
    found = visible_to(actor).filter(kind=str(kind)).values_list("year", flat=True).distinct()
    return sorted(set(found), reverse=True)


def of_year(programme: Record, today: date) -> Year:
    """The figures of a programme's year."""
    said = programme.says(Programme)
    audits = [
        (State(each.state), body)
        for each in Record.objects.filter(parent=programme.number, kind=str(Kind.AUDIT))
        if isinstance(body := each.said(), Audit)
    ]
    numbers = Record.objects.filter(parent=programme.number, kind=str(Kind.AUDIT)).values("number")
    faults = [
        (State(each.state), is_late(State(each.state), each.due_on, today))
        for each in Record.objects.filter(kind=str(Kind.NONCONFORMITY), parent__in=numbers)
    ]
    return measuring.year(len(said.visits), audits, faults)


def _matching(filters: Filters, actor: Actor, today: date) -> QuerySet[Record]:
    rows = visible_to(actor).filter(kind=str(filters.kind))
    for word in fold(filters.text).split():
        rows = rows.filter(search__contains=word)
    if filters.office:
        rows = rows.filter(office=filters.office)
    if filters.year:
        rows = rows.filter(year=filters.year)
    if filters.state:
        rows = rows.filter(_state(filters.state, actor, today))
    sign = "-" if filters.sort.startswith("-") else ""
    by = F(SORTS.get(filters.sort.removeprefix("-"), "number"))
    first = by.desc(nulls_last=True) if sign else by.asc(nulls_last=True)
    return rows.order_by(first, f"{sign}number")


def _state(name: str, actor: Actor, today: date) -> Q:
    groups = {
        "open": ~Q(state__in=[str(each) for each in OVER]),
        "late": Q(state__in=_LATE, due_on__lt=today),
        "mine": Q(owner=actor.account) | Q(people__contains=f" {actor.account} "),
    }
    return groups.get(name, Q(state=name))
