"""Passengers in figures: from the sums of days, so that four million are read in a moment; the rows behind them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from django.db import connection
from django.db.models import QuerySet

from motcua.crossings.domain.passengers import DIRECTIONS
from motcua.crossings.models import PassengerAct, PassengerCount
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor

COUNTED = 1_000
REACH = 300_000
BY = ("month", "day", "gate", "nationality", "document", "direction")


class Filters(msgspec.Struct, frozen=True):
    """What figures are narrowed to. Empty values narrow nothing."""

    since: date
    until: date
    gate: str = ""
    direction: str = ""
    nationality: str = ""
    document: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line of a table: in, out, together."""

    key: str
    came: int
    left: int

    @property
    def total(self) -> int:
        """Both directions."""
        return self.came + self.left


class Running(msgspec.Struct, frozen=True):
    """What a quarter hour of a gate and direction counts by nationality and papers."""

    counts: dict[tuple[str, str], int]
    day: int

    @property
    def total(self) -> int:
        """People of the quarter hour."""
        return sum(self.counts.values())


def visible_to(actor: Actor) -> bool:
    """Whether the actor sees counts: everybody of the department."""
    return actor.kind == "system" or is_staff(actor)


def total(since: date, until: date) -> int:
    """People who crossed, both directions together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(SUM(count), 0) FROM crossings_passenger_day WHERE day BETWEEN %s AND %s",
            [since.isoformat(), until.isoformat()],
        )
        return int(cursor.fetchone()[0])


def table(filters: Filters, by: str, actor: Actor) -> list[Line]:
    """Sums by month, day, gate, nationality, papers or direction; the largest first where it is no time."""
    if not visible_to(actor) or by not in BY:
        return []
    column = {"month": _month(), "day": "day"}.get(by, by)
    where, values = _where(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column}, direction, SUM(count) FROM crossings_passenger_day WHERE {where}"  # noqa: S608
            f" GROUP BY {column}, direction",
            values,
        )
        found: dict[str, list[int]] = {}
        for key, direction, count in cursor.fetchall():
            found.setdefault(str(key), [0, 0])[0 if direction == "in" else 1] += int(count)
    lines = [Line(key, came, left) for key, (came, left) in found.items() if came or left]
    if by in ("month", "day"):
        return sorted(lines, key=lambda line: line.key)
    return sorted(lines, key=lambda line: (-line.total, line.key))


def cells(filters: Filters, actor: Actor) -> Iterator[tuple[Any, ...]]:
    """The sums of days as rows for a spreadsheet: day, gate, direction, nationality, papers, people."""
    if not visible_to(actor):
        return
    where, values = _where(filters)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, gate, direction, nationality, document, count FROM crossings_passenger_day"  # noqa: S608
            f" WHERE {where} AND count > 0 ORDER BY day, gate, direction, nationality, document LIMIT {REACH}",
            values,
        )
        while part := cursor.fetchmany(2_000):
            yield from part


def running(gate: str, direction: str, day: date, quarter: int) -> Running:
    """What a gate has counted in a quarter hour, and on the day, in one direction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nationality, document, SUM(count) FROM crossings_passenger_count"
            " WHERE day = %s AND gate = %s AND quarter = %s AND direction = %s GROUP BY nationality, document",
            [day.isoformat(), gate, quarter, direction],
        )
        counts = {(nationality, document): int(count) for nationality, document, count in cursor.fetchall()}
        cursor.execute(
            "SELECT COALESCE(SUM(count), 0) FROM crossings_passenger_day"
            " WHERE day = %s AND gate = %s AND direction = %s",
            [day.isoformat(), gate, direction],
        )
        return Running(counts, int(cursor.fetchone()[0]))


def quarters(gate: str, day: date) -> list[tuple[int, int, int]]:
    """Quarter hours of a gate's day that count somebody: quarter, in, out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quarter, direction, SUM(count) FROM crossings_passenger_count WHERE day = %s AND gate = %s"
            " GROUP BY quarter, direction ORDER BY quarter",
            [day.isoformat(), gate],
        )
        found: dict[int, list[int]] = {}
        for quarter, direction, count in cursor.fetchall():
            found.setdefault(quarter, [0, 0])[0 if direction == "in" else 1] += int(count)
    return [(quarter, came, left) for quarter, (came, left) in found.items()]


def rows_of(
    gate: str, day: date, actor: Actor, *, number: int = 1, size: int = 100
) -> tuple[list[PassengerCount], Page]:
    """The rows of a gate's day as they were written, corrections too, the latest first."""
    rows: QuerySet[PassengerCount] = PassengerCount.objects.none()
    if visible_to(actor):
        rows = PassengerCount.objects.filter(day=day, gate=gate).order_by("-leaf", "no")
    held = rows[: COUNTED + 1].count()
    place = page(number, size, min(held, COUNTED), more=held > COUNTED)
    return list(rows[place.start : place.start + size]), place


def acts_of(rows: Sequence[PassengerCount]) -> dict[int, PassengerAct]:
    """The calls that wrote these rows."""
    return PassengerAct.objects.in_bulk({row.leaf for row in rows})


def _month() -> str:
    return "substr(day, 1, 7)" if connection.vendor == "sqlite" else "to_char(day, 'YYYY-MM')"


def _where(filters: Filters) -> tuple[str, list[str]]:
    parts, values = ["day BETWEEN %s AND %s"], [filters.since.isoformat(), filters.until.isoformat()]
    if filters.direction in DIRECTIONS:
        parts.append("direction = %s")
        values.append(filters.direction)
    for name in ("gate", "nationality", "document"):
        if value := getattr(filters, name):
            parts.append(f"{name} = %s")
            values.append(value)
    return " AND ".join(parts), values
