"""Headings: where a sheet's table begins, what it is a table of, and which column means what.

Titles may stand above, headings may take up to three rows (merged cells), and columns may come in any order.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from motcua.gateways.vnaccs.domain.cells import text
from motcua.gateways.vnaccs.domain.columns import STEPS, Column, ColumnMap

TITLES = 40
"""How many rows may stand above the headings."""
DEEP = 3
"""How many rows headings may take."""
WIDE = 500
"""How many columns are looked at."""
NEEDED = ("number", "registered_at", "office", "procedure", "party_id")
PAYMENT = ("number", "amount", "paid_at", "reference")


class Heading(NamedTuple):
    """A column of a table: its place, heading as written, and meaning."""

    place: int
    title: str
    column: Column


class Layout(NamedTuple):
    """A table found in a sheet. `kind` is flat, declarations, items, steps or payments; `first` its first row."""

    kind: str
    first: int
    headings: tuple[Heading, ...]
    ignored: tuple[str, ...]
    deep: int

    @property
    def rank(self) -> tuple[bool, int, int]:
        """How good a reading it is: each field once, many of them, in few rows."""
        return not self.twice, len({(each.column.part, each.column.field) for each in self.headings}), -self.deep

    @property
    def twice(self) -> str:
        """The heading of a second column for the same field; empty where there is none."""
        seen = set()
        for heading in self.headings:
            key = heading.column.part, heading.column.field
            if key in seen:
                return heading.title
            seen.add(key)
        return ""


def find(rows: Sequence[tuple[int, list[Any]]], known: ColumnMap) -> Layout | None:
    """The layout that knows most headings; None where no row has what a table needs."""
    best: Layout | None = None
    for start in range(min(len(rows), TITLES)):
        for deep in range(1, min(DEEP, len(rows) - start) + 1):
            found = _layout([cells for _, cells in rows[start : start + deep]], known, start + deep)
            if found and (best is None or found.rank > best.rank):
                best = found
    return best


def _layout(rows: Sequence[list[Any]], known: ColumnMap, first: int) -> Layout | None:
    titles = list(_titles(rows))
    kind, parts = _kind(titles, known)
    if not kind:
        return None
    headings, ignored = [], []
    for place, written, candidates in titles:
        column = known.named(parts, candidates)
        if column is not None and (kind != "steps" or column.field in ("number", *STEPS)):
            headings.append(Heading(place, written, column))
        elif written:
            ignored.append(written)
    return Layout(kind, first, tuple(headings), tuple(ignored), len(rows))


Title = tuple[int, str, list[str]]


def _titles(rows: Sequence[list[Any]]) -> Iterator[Title]:
    """Each column with its heading as written and the headings that it may be: all rows together, or the last."""
    for place in range(min(WIDE, max(map(len, rows)))):
        column = [row[place] if place < len(row) else None for row in rows]
        said = [text(cell) if isinstance(cell, str) else "" for cell in column]
        written = " ".join(dict.fromkeys(filter(None, said)))
        yield place, written, [written, said[-1]]


def _kind(titles: Sequence[Title], known: ColumnMap) -> tuple[str, tuple[str, ...]]:
    fields = {
        (part, found.field)
        for _, _, candidates in titles
        for part in ("declaration", "item", "payment")
        if (found := known.named((part,), candidates))
    }
    if ("declaration", "number") not in fields and ("payment", "number") not in fields:
        return "", ()
    header = all(("declaration", field) in fields for field in NEEDED)
    if ("item", "hs_code") in fields:
        return ("flat", ("declaration", "item", "total")) if header else ("items", ("declaration", "item"))
    if all(("payment", field) in fields for field in PAYMENT):
        return "payments", ("payment",)
    if header:
        return "declarations", ("declaration", "total")
    if any(("declaration", field) in fields for field in STEPS):
        return "steps", ("declaration",)
    return "", ()
