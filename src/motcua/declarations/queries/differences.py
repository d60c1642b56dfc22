"""Differences: what another system assessed beside our assessment, of the versions in force."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from django.db import connection

from motcua.declarations.domain.comparing import KIND_WORDS, TOTAL, WHY
from motcua.declarations.models import Difference, Recorded
from motcua.design.domain.paging import Page, page

COUNTED = 1_000
EXPORTED = 20_000
SORTS = {
    "gap": "ABS(d.theirs - COALESCE(d.ours, 0))", "registered": "x.registered_on", "number": "x.number",
    "theirs": "d.theirs",
}  # fmt: skip


class Filters(msgspec.Struct, frozen=True):
    """What the list is narrowed to. `lines`: goods items, not whole declarations; `every`: equal amounts too."""

    text: str = ""
    office: str = ""
    tax: str = TOTAL
    why: str = ""
    lines: bool = False
    every: bool = False
    sort: str = "-gap"


class Row(msgspec.Struct, frozen=True):
    """Two amounts side by side with the declaration that they belong to."""

    number: str
    registered_on: date
    office: str
    party: str
    party_name: str
    line: int
    tax: str
    theirs: int
    ours: int | None
    why: str
    codes: str

    @property
    def gap(self) -> int | None:
        """Theirs less ours; None where we cannot assess."""
        return None if self.ours is None else self.theirs - self.ours


class Listing(msgspec.Struct, frozen=True):
    """A page of the list."""

    rows: tuple[Row, ...]
    page: Page


_SELECT = """
SELECT x.number, x.registered_on, x.office, x.party, x.party_name, d.line, d.tax, d.theirs, d.ours, d.why, d.codes
FROM declarations_difference d
JOIN declarations_declaration x ON x.id = d.declaration_id AND x.version = d.version
WHERE {where} ORDER BY {order} LIMIT %s OFFSET %s
"""
_COUNT = """
SELECT COUNT(*) FROM (
  SELECT 1 FROM declarations_difference d
  JOIN declarations_declaration x ON x.id = d.declaration_id AND x.version = d.version WHERE {where} LIMIT %s
) found
"""


def listing(filters: Filters, number: int = 1, size: int = 50) -> Listing:
    """One page of what matches; counted up to COUNTED."""
    where, values = _where(filters)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(where=where), [*values, COUNTED + 1])
        (found,) = cursor.fetchone()
    place = page(number, size, min(found, COUNTED), more=found > COUNTED)
    return Listing(tuple(_rows(filters, place.size, place.start)), place)


def export(filters: Filters) -> Iterator[Row]:
    """Every match in the same order, EXPORTED at the most."""
    return _rows(filters, EXPORTED, 0)


def _rows(filters: Filters, count: int, start: int) -> Iterator[Row]:
    where, values = _where(filters)
    with connection.cursor() as cursor:
        cursor.execute(_SELECT.format(where=where, order=_order(filters.sort)), [*values, count, start])
        for number, day, *rest in cursor.fetchall():
            yield Row(number, date.fromisoformat(day) if isinstance(day, str) else day, *rest)


def _where(filters: Filters) -> tuple[str, list[Any]]:
    conditions = ["d.line > 0" if filters.lines else "d.line = 0"]
    values: list[Any] = []
    for column, value in (("x.office", filters.office), ("d.tax", filters.tax), ("d.why", filters.why)):
        if value:
            conditions.append(f"{column} = %s")
            values.append(value)
    if not filters.every and not filters.why:
        conditions.append("d.why <> 'same'")
    text = "".join(filters.text.split())
    if text.isdecimal():
        conditions.append("(x.number LIKE %s OR x.party = %s)")
        values += [f"{text}%", text]
    elif text:
        conditions.append("LOWER(x.party_name) LIKE %s")
        values.append(f"%{' '.join(filters.text.split()).lower()}%")
    return " AND ".join(conditions), values


def _order(sort: str) -> str:
    column = SORTS.get(sort.lstrip("-"), SORTS["gap"])
    sign = "DESC" if sort.startswith("-") else "ASC"
    return f"{column} {sign}, x.number, d.line, d.tax"


class Standing(msgspec.Struct, frozen=True):
    """How a declaration's version of another system stands: its mark and both sides of each amount."""

    mark: Recorded
    totals: tuple[Difference, ...]
    lines: tuple[Difference, ...]


_PLACE = {kind: place for place, kind in enumerate(KIND_WORDS)}


def standing(declaration: int, version: int) -> Standing | None:
    """The mark and differences of a version; None for a declaration that was registered here."""
    mark = Recorded.objects.filter(declaration_id=declaration, version=version).first()
    if mark is None:
        return None
    held = list(Difference.objects.filter(declaration_id=declaration, version=version))
    held.sort(key=lambda each: (each.line, _PLACE.get(each.tax, 0)))
    totals = tuple(each for each in held if not each.line)
    return Standing(mark, totals, tuple(each for each in held if each.line))


def recorded(declarations: Sequence[int]) -> set[int]:
    """Which of these another system registered."""
    found = Recorded.objects.filter(declaration_id__in=list(declarations), version=1)
    return set(found.values_list("declaration_id", flat=True))


__all__ = ["SORTS", "WHY", "Filters", "Listing", "Row", "Standing", "export", "listing", "recorded", "standing"]
