"""Border residents' declarations: what each has used, the list, the figures of days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from motcua.crossings.domain.people_data import limit
from motcua.crossings.domain.residents import plain_card
from motcua.crossings.models import ResidentDeclaration, ResidentGoods
from motcua.crossings.queries.controls import visible_residents
from motcua.crossings.sealing import pseudonym
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound

COUNTED = 1_000
REACH = 50_000
SORTS = ("at", "value", "number", "day")
_TOGETHER = 400


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing. `text`: a number, or a resident's card."""

    text: str = ""
    outcome: str = ""
    gate: str = ""
    commune: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-at"


class Left(msgspec.Struct, frozen=True):
    """What a resident may still bring: dong of the day, days of the month beside that day."""

    value: int
    days: int
    same_day: bool


def month_of(day: date) -> str:
    """`2023-05`."""
    return f"{day.year:04d}-{day.month:02d}"


def usage(residents: Iterable[str], since: date, until: date) -> dict[str, dict[date, int]]:
    """Dong used by each resident and day, over the whole months of these days."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    wanted = sorted(residents)
    for start in range(0, len(wanted), _TOGETHER):
        part = wanted[start : start + _TOGETHER]
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT resident, day, SUM(within + above) FROM crossings_resident_declaration"  # noqa: S608
                f" WHERE resident IN ({marks}) AND day BETWEEN %s AND %s AND outcome <> 'referred'"
                " GROUP BY resident, day",
                [*part, f"{month_of(since)}-01", _end(until)],
            )
            for resident, day, value in cursor.fetchall():
                found[resident][date.fromisoformat(str(day))] = int(value)
    return found


def _end(day: date) -> str:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1).isoformat()


def left(card: str, day: date) -> Left:
    """What the holder of a card may still bring on a day."""
    days = usage([pseudonym(plain_card(card))], day, day).get(pseudonym(plain_card(card)), {})
    most = limit("resident day", day).value
    return Left(max(0, most - days.get(day, 0)), max(0, limit("resident month", day).value - len(days)), day in days)


def find(number: str, actor: Actor) -> ResidentDeclaration:
    """One declaration. NotFound where the actor may not see it."""
    found = visible_residents(actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=number)
    return found


def goods_of(found: ResidentDeclaration) -> list[ResidentGoods]:
    """Its goods."""
    return list(ResidentGoods.objects.filter(leaf=found.leaf, declaration=found.no).order_by("no"))


def listing(
    filters: Filters, actor: Actor, *, number: int = 1, size: int = 50
) -> tuple[list[ResidentDeclaration], Page]:
    """A page of what matches."""
    rows = _matching(filters, actor)
    found = list(rows.values_list("number", flat=True)[: COUNTED + 1])
    place = page(number, size, min(len(found), COUNTED), more=len(found) > COUNTED)
    return list(rows[place.start : place.start + size]), place


def export(filters: Filters, actor: Actor) -> Iterator[ResidentDeclaration]:
    """Every match within reach."""
    yield from _matching(filters, actor)[:REACH]


def days(filters: Filters, actor: Actor, *, most: int = 31) -> list[dict[str, Any]]:
    """Figures of the last days that match: declarations, residents, value, what was free and what was charged."""
    rows = _matching(filters, actor).order_by().values("day", "gate").annotate(
        declarations=Count("number"), residents=Count("resident", distinct=True), worth=Sum("value"),
        free=Sum("within"), over=Sum("above"), charged=Sum("duty"),
        referred=Count("number", filter=Q(outcome="referred")),
    )  # fmt: skip
    return list(rows.order_by("-day", "gate")[:most])


def _matching(filters: Filters, actor: Actor) -> QuerySet[ResidentDeclaration]:
    rows = visible_residents(actor)
    text = plain_card(filters.text)
    if text:
        rows = rows.filter(Q(number=text) | Q(resident=pseudonym(text)))
    for name in ("outcome", "gate", "commune"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.since:
        rows = rows.filter(day__gte=filters.since)
    if filters.until:
        rows = rows.filter(day__lte=filters.until)
    key = filters.sort.lstrip("-")
    sign = "-" if filters.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{key if key in SORTS else 'at'}", f"{sign}number")
