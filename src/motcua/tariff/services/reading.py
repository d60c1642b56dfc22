"""Reading files: CSV and XLSX as texts, headings first. An official sheet may have titles above them."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from motcua.tariff.domain import headings
from motcua.tariff.domain.errors import UnreadableFile

LARGEST = 64 << 20
"""Bytes of the largest file that is read."""
TITLES = 40
"""How many rows may stand above the headings."""

Rows = tuple[list[str], list[list[str]]]


def rows_of(content: bytes, name: str, sheet: str = "") -> Rows:
    """Headings and rows of a CSV or XLSX file. UnreadableFile otherwise."""
    if len(content) > LARGEST:
        raise UnreadableFile(name=name, why=f"> {LARGEST >> 20} MB")
    listed = _workbook(content, name, sheet) if content[:2] == b"PK" else _text(content, name)
    for place, row in enumerate(listed[:TITLES]):
        if headings.code_column(row) is not None:
            return row, listed[place + 1 :]
    return (listed[0] if listed else []), listed[1:]


def _text(content: bytes, name: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(name=name, why=str(fault)) from None
    first = text[:4096].splitlines()[0] if text else ""
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise UnreadableFile(name=name, why=str(fault)) from None


def _workbook(content: bytes, name: str, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # heavy, and only here

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        values = found.to_python(skip_empty_area=False)
    except (CalamineError, KeyError, ValueError) as fault:
        raise UnreadableFile(name=name, why=str(fault)) from None
    rows = [[_cell(value) for value in row] for row in values]
    return [_with_zero(row, rows) for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _with_zero(row: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A workbook that keeps codes as numbers has lost the leading zero of chapters 1 to 9."""
    place = _code_place(rows)
    if place is not None and place < len(row) and len(row[place]) in (7, 9) and row[place].isdigit():
        return [*row[:place], f"0{row[place]}", *row[place + 1 :]]
    return row


def _code_place(rows: Sequence[Sequence[str]]) -> int | None:
    for row in rows[:TITLES]:
        name = headings.code_column(list(row))
        if name is not None:
            return list(row).index(name)
    return None
