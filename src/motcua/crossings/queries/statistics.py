"""Figures of vehicles for reports, from the day counts: what was taken back is not counted."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import TruncMonth

from motcua.crossings.models import Crossing, DayCount, TakenBack


class Counted(msgspec.Struct, frozen=True):
    """Vehicles that crossed at a gate in a month, one direction and kind."""

    gate: str
    month: date
    direction: str
    kind: str
    count: int


def vehicles(since: date, until: date) -> list[Counted]:
    """How many crossed from a day to a day, both included, by gate, month, direction and kind."""
    rows = DayCount.objects.filter(day__range=(since, until)).annotate(month=TruncMonth("day"))
    found = rows.values("gate", "month", "direction", "kind").annotate(total=Sum("count"))
    return [
        Counted(row["gate"], row["month"], row["direction"], row["kind"], row["total"])
        for row in found.order_by("gate", "month", "direction", "kind")
        if row["total"]
    ]


def total(since: date, until: date) -> int:
    """How many crossed from a day to a day, both included."""
    return DayCount.objects.filter(day__range=(since, until)).aggregate(total=Sum("count"))["total"] or 0


def by_day(since: date, until: date, gates: Sequence[str] = ()) -> dict[date, int]:
    """The same by day."""
    rows = DayCount.objects.filter(day__range=(since, until))
    rows = rows.filter(gate__in=list(gates)) if gates else rows
    return dict(rows.values("day").annotate(total=Sum("count")).order_by("day").values_list("day", "total"))


def rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """The vehicles behind the figure, in the order of their days. What was taken back is not among them."""
    back = TakenBack.objects.filter(crossing_leaf=OuterRef("leaf"), crossing_no=OuterRef("no"))
    found = Crossing.objects.filter(~Exists(back), day__range=(since, until)).order_by("day", "leaf", "no")
    columns = ("day", "at", "gate", "direction", "kind", "country", "plate", "laden")
    yield from found.values(*columns).iterator(chunk_size=2000)
