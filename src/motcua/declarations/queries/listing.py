"""Lists of declarations: filters, order, pages; bounded in what is looked through and counted.

Conditions that an index decides make the scope (dates, party, number, open state). Other conditions, and
orders other than by registration, are worked out within the newest REACH declarations of the scope, so that
no page reads the whole table. Counting stops at COUNTED.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet

from motcua.declarations.domain.asking import CHECKING, OPEN, Asked, Filters, Listed, understand
from motcua.declarations.models import Declaration, Item, Number, Represented
from motcua.declarations.queries import desks
from motcua.declarations.queries.differences import recorded
from motcua.declarations.queries.opened import opened
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Acting, Actor
from motcua.parties import queries as parties
from motcua.parties.queries import mandates
from motcua.risk import queries as risk

REACH = 20_000
REACH_GOODS = 8_000
"""Looking into goods costs more for each declaration."""
COUNTED = 1_000
SOME = 50
COLUMNS = {
    "registered": "registered_on", "due": "due_at", "tax": "tax_total", "value": "value_usd_e4", "number": "number",
}  # fmt: skip
_LISTED = (
    "id", "number", "direction", "procedure", "office", "party", "party_name", "registered_at", "channel",
    "state", "items", "value_usd_e4", "tax_total", "due_at",
)  # fmt: skip
_NEEDED = (
    "id", "number", "procedure", "office", "registered_on", "version", "channel", "state", "value_usd_e4",
    "tax_total", "due_at",
)  # fmt: skip


class Listing(msgspec.Struct, frozen=True):
    """A page of a list. `asked` is how the text was read; `reach` is set where it cut the scope off."""

    rows: tuple[Listed, ...]
    page: Page
    asked: Asked
    reach: int


class _Scope(NamedTuple):
    """What indexes decide. `few` says that it is small by nature, `narrowed` that it is not the whole table."""

    rows: QuerySet[Declaration]
    few: bool
    narrowed: bool


def visible_to(actor: Actor) -> QuerySet[Declaration]:
    """The declarations an actor may see: the department all, a trader those of its enterprises, others none.

    An agent sees those within its mandates, and for ever those that it lodged by one.
    """
    if actor.kind == "system" or is_staff(actor):
        return Declaration.objects.all()
    shown = Q(party__in=sorted(actor.own)) if actor.own else Q(pk__in=())
    for right in actor.acting:
        if right.agent and "see" in right.acts:
            shown |= _within(right)
    agents = mandates.agents_of(actor)
    if agents:
        shown |= Q(pk__in=Represented.objects.filter(agent__in=sorted(agents)).values("declaration_id"))
    return Declaration.objects.filter(shown)


def _within(right: Acting) -> Q:
    bounds = {"direction": right.directions, "procedure": right.procedures, "office": right.offices}
    return Q(party=right.party, **{f"{name}__in": sorted(bound) for name, bound in bounds.items() if bound})


def listing(filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50) -> Listing:
    """One page of what matches, as it stands. `now` decides what is late."""
    asked = understand(filters.text)
    found, reach = _matching(filters, asked, actor, now, COUNTED + 1)
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    rows = tuple(_listed(_rows(found[:COUNTED][place.start : place.start + size]), actor, now))
    return Listing(rows, place, asked, reach)


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Listed]:
    """Every match within reach, in the same order; goods and reasons are left out."""
    found, _ = _matching(filters, understand(filters.text), actor, now, REACH)
    for start in range(0, len(found), 500):
        yield from _rows(found[start : start + 500])


def waiting(actor: Actor, *, now: datetime) -> dict[str, int]:
    """How many checks wait and how many are late, per state; from the index of what is open."""
    held = opened(visible_to(actor)).filter(state__in=CHECKING)
    return {
        **{str(state): held.filter(state=state).count() for state in CHECKING},
        "late": held.filter(due_at__lt=now).count(),
    }


def _matching(filters: Filters, asked: Asked, actor: Actor, now: datetime, most: int) -> tuple[list[int], int]:
    """Ids in order, at most `most`, and the reach if it cut something off."""
    scope = _scope(filters, asked, actor, now)
    conditions, values = _rest(filters, asked)
    if not conditions and (scope.few or filters.sort == "-registered"):
        order = _order(filters.sort, narrowed=scope.narrowed)
        return list(scope.rows.order_by(*order).values_list("id", flat=True)[:most]), 0
    reach = REACH_GOODS if asked.kind == "goods" else REACH
    inner = scope.rows.order_by(*(("-registered_on", "-office") if scope.narrowed else ("-id",)))
    cut = not scope.few and bool(inner.values_list("id")[reach : reach + 1])
    sql, held = inner.values(*_NEEDED)[:reach].query.sql_with_params()
    order = ", ".join(f"{name.lstrip('-')} {'DESC' if name[0] == '-' else 'ASC'}" for name in _order(filters.sort))
    where = " AND ".join(conditions) or "1 = 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({sql}) reached WHERE {where} ORDER BY {order} LIMIT %s",  # noqa: S608 - names of this module
            (*held, *values, most),
        )
        return [row[0] for row in cursor.fetchall()], reach if cut else 0


def _scope(filters: Filters, asked: Asked, actor: Actor, now: datetime) -> _Scope:
    scope = visible_to(actor)
    conditions = [*_asked(asked, actor), *_dates(filters)]
    few = asked.kind in ("number", "party") or bool(actor.own) or filters.desk == "mine"
    conditions += _desk(filters, actor)
    if filters.state in ("open", "checking", "late", *OPEN):
        scope, few = opened(scope), True
        conditions += _open_state(filters.state, now)
    return _Scope(scope.filter(*conditions), few, few or bool(conditions))


def _open_state(state: str, now: datetime) -> list[Q]:
    if state == "checking":
        return [Q(state__in=CHECKING)]
    if state == "late":
        return [Q(state__in=CHECKING, due_at__lt=now)]
    return [] if state == "open" else [Q(state=state)]


def _asked(asked: Asked, actor: Actor) -> list[Q]:
    if asked.kind == "number":
        ids = Number.objects.filter(number__gte=asked.value, number__lte=asked.value + "~")
        return [Q(id__in=list(ids.values_list("declaration_id", flat=True)[:COUNTED]))]
    if asked.kind == "party":
        return [Q(party=asked.value)]
    if asked.kind == "words":
        return [Q(party__in=[party.tax_code for party in parties.search(asked.value, by=actor, limit=SOME)])]
    return []


def _desk(filters: Filters, actor: Actor) -> list[Q]:
    if filters.desk == "mine":
        return [desks.on_desk(actor.account)]
    return [desks.on_no_desk()] if filters.desk == "free" else []


def _dates(filters: Filters) -> list[Q]:
    found = []
    if filters.since:
        found.append(Q(registered_on__gte=filters.since))
    if filters.until:
        found.append(Q(registered_on__lte=filters.until))
    return found


_GOODS = (
    "EXISTS (SELECT 1 FROM declarations_item i WHERE i.declaration_id = reached.id"
    " AND i.version = reached.version AND i.hs_code >= %s AND i.hs_code < %s)"
)


def _rest(filters: Filters, asked: Asked) -> tuple[list[str], list[object]]:
    """Conditions that no index decides, and their values."""
    conditions: list[str] = []
    values: list[object] = []
    state = "" if filters.state in ("open", "checking", "late", *OPEN) else filters.state
    wanted = {"office": filters.office, "channel": filters.channel, "procedure": filters.procedure, "state": state}
    for name, value in wanted.items():
        if value:
            conditions.append(f"{name} = %s")
            values.append(value)
    if asked.kind == "goods":
        conditions.append(_GOODS)
        values += [asked.value, asked.value + ":"]
    return conditions, values


def _order(sort: str, *, narrowed: bool = True) -> tuple[str, ...]:
    sign = "-" if sort.startswith("-") else ""
    column = COLUMNS.get(sort.lstrip("-"), "registered_on")
    if column == "registered_on" and not narrowed:
        return (f"{sign}id",)
    return (f"{sign}{column}", f"{sign}id")


def _rows(ids: Sequence[int]) -> list[Listed]:
    """Lines by id, in the order of the ids."""
    found = {row[0]: Listed(*row) for row in Declaration.objects.filter(id__in=ids).values_list(*_LISTED)}
    return [found[each] for each in ids]


def _listed(rows: Sequence[Listed], actor: Actor, now: datetime) -> Iterator[Listed]:
    ids = [row.id for row in rows]
    goods = _first_goods(ids)
    elsewhere = recorded(ids)
    staff = is_staff(actor)
    reasons, held = (risk.standings(ids), desks.holders(ids)) if staff else ({}, {})
    for row in rows:
        name, code = goods.get(row.id, ("", ""))
        reason = reasons.get(row.id)
        late = row.due_at is not None and row.due_at < now and row.state in CHECKING
        yield msgspec.structs.replace(
            row, goods=name, hs_code=code, reason=reason.source if reason else "", late=late,
            desk=held.get(row.id, 0), recorded=row.id in elsewhere,
        )  # fmt: skip


def _first_goods(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The first item of the newest version of each."""
    rows = Item.objects.filter(declaration_id__in=ids, no=1).order_by("declaration_id", "version")
    columns = ("declaration_id", "description", "hs_code")
    return {found: (name, code) for found, name, code in rows.values_list(*columns)}
