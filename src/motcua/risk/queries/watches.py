"""Watches that selection was told of: as entries of the shelf, and what they met."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max

from motcua.risk import models
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.shelf import Entry
from motcua.risk.domain.watches import profile

MOST = 500


class Met(NamedTuple):
    """A declaration that met a watch, and the channel of its registration. For officers only."""

    subject: int
    number: str
    office: str
    party: str
    at: datetime
    day: date
    channel: int
    source: str
    rule: str


def version() -> tuple[int, int]:
    """Changes with every order and every stop."""
    found = models.Watch.objects.aggregate(count=Count("leaf"), last=Max("leaf"))
    return found["count"], found["last"] or 0


def entries() -> Iterator[Entry]:
    """Every watch with its days, for the shelf."""
    rows = list(models.Watch.objects.order_by("leaf"))
    stopped = {row.code: row.day for row in rows if row.verb == "stop"}
    for row in rows:
        if row.verb == "watch":
            made = profile(row.code, criteria_of(row.criteria), row.day, row.until)
            yield Entry(row.leaf, made, stopped.get(row.code))


def begun(code: str) -> date | None:
    """The first day on which a watch counts, once selection was told."""
    return models.Watch.objects.filter(code=code, verb="watch").values_list("day", flat=True).first()


def met(code: str, *, most: int = MOST) -> list[Met]:
    """What a watch met, the latest first."""
    return [Met(*row[:-1]) for row in _rows([code], most)]


def met_counts(codes: Iterable[str]) -> dict[str, int]:
    """How many declarations met each of these watches."""
    wanted = set(codes)
    found = dict.fromkeys(wanted, 0)
    for row in _rows(sorted(wanted), None):
        for code in wanted.intersection(row[-1].split()):
            found[code] += 1
    return found


def _rows(codes: list[str], most: int | None) -> list[tuple[object, ...]]:
    spans = models.Watch.objects.filter(code__in=codes, verb="watch").aggregate(until=Max("until"))
    first = models.Watch.objects.filter(code__in=codes, verb="watch").order_by("day").values_list("day", flat=True)[:1]
    if not first:
        return []
    rows = models.Decision.objects.filter(day__gte=first[0], day__lte=spans["until"], hits__contains="WATCH-")
    wanted = set(codes)
    fields = (*Met._fields, "hits")
    found = [row for row in rows.order_by("-turn").values_list(*fields) if wanted.intersection(row[-1].split())]
    return found if most is None else found[:most]
