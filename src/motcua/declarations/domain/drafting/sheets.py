"""Sheets: goods items from a table of texts; columns by their titles, faults by row and column."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from motcua.declarations.domain.drafting.entered import typed, with_changes
from motcua.declarations.domain.drafting.refusals import NoTitles, TooManyRows
from motcua.declarations.domain.sets import LIMITS, rows
from motcua.kernel.words import Words
from motcua.reference import domain as reference

MOST = LIMITS["items"]
_LOOKED_THROUGH = 20
"""Rows among which the titles are looked for; an invoice has its head above them."""
_NEEDED = ("hs_code", "description")
_SHORTENED = (7, 9)
"""Digits of a tariff code whose leading zero a spreadsheet has dropped."""

Table = Sequence[Sequence[str]]


class Column(msgspec.Struct, frozen=True):
    """A column: the key of its slot, its titles, and other ways in which people write them, folded."""

    key: str
    words: Words
    names: frozenset[str]


class Row(msgspec.Struct, frozen=True):
    """A row of goods: its number in the sheet, counted from 1, and its texts by key."""

    number: int
    texts: dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """What was found: the columns that were understood, the titles that were not, and the rows of goods."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def columns() -> tuple[Column, ...]:
    """The columns of the sheet in their order."""
    return tuple(
        Column(
            row["key"], Words(row["vi"], row["en"]),
            frozenset(_name(name) for name in (row["key"], row["vi"], row["en"], *row["also"].split("|"))),
        )
        for row in rows("sheet_columns.csv")
    )  # fmt: skip


def read_sheet(table: Table) -> Sheet:
    """The goods of a table. NoTitles where no row names the columns, TooManyRows above 999."""
    place, found = _titles(table)
    below = [(number, row) for number, row in enumerate(table[place + 1 :], place + 2) if any(map(str.strip, row))]
    if len(below) > MOST:
        raise TooManyRows(count=len(below), most=MOST)
    ignored = tuple(
        " ".join(title.split())[:60] for at, title in enumerate(table[place]) if title.strip() and at not in found
    )
    goods = tuple(Row(number, _texts(row, found)) for number, row in below)
    return Sheet(tuple(found.values()), ignored, goods)


def _titles(table: Table) -> tuple[int, dict[int, Column]]:
    """The row that names the columns, and which column stands where; of two alike the first counts."""
    for place, row in enumerate(table[:_LOOKED_THROUGH]):
        found: dict[int, Column] = {}
        for at, title in enumerate(row):
            column = _column(title)
            if column is not None and column not in found.values():
                found[at] = column
        if len(found) > 1 and any(column.key in _NEEDED for column in found.values()):
            return place, found
    raise NoTitles(titles=", ".join(f"“{column.words.vi}”" for column in columns()[:5]))


def _column(title: str) -> Column | None:
    name = _name(title)
    return next((column for column in columns() if name in column.names), None) if name else None


def _name(title: str) -> str:
    return reference.fold(title.replace("*", " ").replace("_", " "))


def _texts(row: Sequence[str], found: Mapping[int, Column]) -> dict[str, str]:
    texts = {column.key: row[at] for at, column in found.items() if at < len(row)}
    code = texts.get("hs_code", "").strip()
    if code.isdecimal() and len(code) in _SHORTENED:
        texts["hs_code"] = f"0{code}"
    return with_changes({}, texts)


def table_of(rows_: Iterable[Row]) -> list[list[str]]:
    """Rows as a table again, keys as titles."""
    keys = [column.key for column in columns()]
    return [keys, *([typed(row.texts.get(key, "")) for key in keys] for row in rows_)]
