"""Tables: bytes to sheets of cells. Bounded before anything is unpacked; formulas are marked, merges filled."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from motcua.gateways.vnaccs.domain.cells import FORMULA
from motcua.gateways.vnaccs.domain.errors import UnreadableExport, unreadable

LARGEST = 64 << 20
"""Bytes of the largest file."""
UNPACKED = 256 << 20
"""Bytes of a workbook unpacked."""
AREA = 8_000_000
"""Cells of a sheet from its first to its last row and column, empty ones too."""
DELIMITERS = ",;\t"

MERGED = 1_000_000
"""Cells that merges of a sheet may cover."""

_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*?(?:/>|>(\s*<(?:\w+:)?f\b)?)"""
)
_NAMES = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class Sheet(NamedTuple):
    """A sheet: its name (empty for a text file) and its rows, each with its number from 1."""

    name: str
    rows: Iterable[tuple[int, list[Any]]]


def sheets(content: bytes, name: str) -> Iterator[Sheet]:
    """The visible sheets of a workbook (XLSX), or the readings of a text file by each delimiter.

    UnreadableExport for anything else, and for what is larger than can be read safely.
    """
    if len(content) > LARGEST:
        raise unreadable(name, f"tệp lớn hơn {LARGEST >> 20} MB", f"it is larger than {LARGEST >> 20} MB")
    if not content.strip():
        raise unreadable(name, "tệp trống", "it is empty")
    if content[:2] == b"PK":
        return _workbook(content, name, _looked_through(content, name))
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise unreadable(
            name, "đây là tệp XLS cũ; hãy lưu lại thành XLSX hoặc CSV", "it is an old XLS file; save it as XLSX or CSV"
        )
    return _readings(_decoded(content, name), name)


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 (with or without mark), UTF-16, or the Vietnamese code page of Windows."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content[1:2] == b"\x00":
        encodings = ("utf-16-le",)
    elif b"\x00" in content[:4096]:
        raise unreadable(name, "đây không phải tệp văn bản hay bảng tính", "it is neither text nor a spreadsheet")
    else:
        encodings = ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        name, "bảng mã không phải UTF-8, UTF-16 hay Windows-1258", "it is not UTF-8, UTF-16 or Windows-1258"
    )


def _readings(text: str, name: str) -> Iterator[Sheet]:
    """The same text by each delimiter that occurs: whose headings are known is the right one."""
    for delimiter in DELIMITERS:
        if delimiter in text[:65536]:
            yield Sheet(f"\x00{delimiter}", _lines(text, delimiter, name))


def _lines(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[Any]]]:
    try:
        yield from enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), start=1)
    except csv.Error as error:
        raise unreadable(name, f"không đúng dạng CSV ({error})", f"it is no CSV ({error})") from None


Formulas = Mapping[str, frozenset[tuple[int, int]]]


def _looked_through(content: bytes, name: str) -> Formulas:
    """Where each sheet holds formulas, found in one bounded pass that also refuses bombs."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED:
                raise unreadable(
                    name, f"khi giải nén lớn hơn {UNPACKED >> 20} MB", f"it unpacks to more than {UNPACKED >> 20} MB"
                )
            parts = _parts(packed)
            return {title: _formulas(packed.read(part), name) for title, part in parts.items()}
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError):
        raise unreadable(name, "tệp hỏng hoặc không phải bảng tính XLSX", "it is damaged or no XLSX workbook") from None


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package in which each worksheet lies, by its title."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    book = etree.fromstring(packed.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(packed.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {each.get("Id"): each.get("Target") for each in relations.iterfind("p:Relationship", _NAMES)}
    found = {}
    for sheet in book.iterfind("m:sheets/m:sheet", _NAMES):
        target = targets[sheet.get(f"{{{_NAMES['r']}}}id")]
        if target and "worksheets" in target:
            found[str(sheet.get("name"))] = target.lstrip("/") if target[0] == "/" else f"xl/{target}"
    return found


def _formulas(xml: bytes, name: str) -> frozenset[tuple[int, int]]:
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise unreadable(name, "bảng tính không ở mã UTF-8", "its sheets are not in UTF-8")
    last_row = last_column = 0
    found = set()
    for cell in _CELL.finditer(xml):
        row, column = int(cell[2]), _column(cell[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        if cell[3]:
            found.add((row, column))
    if last_row * last_column > AREA:
        raise unreadable(name, f"một trang tính trải rộng quá {AREA} ô", f"a sheet spreads over more than {AREA} cells")
    return frozenset(found)


def _column(letters: bytes) -> int:
    """A, B … Z, AA … as 1, 2 … 26, 27 …"""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _workbook(content: bytes, name: str, formulas: Formulas) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible:
                yield Sheet(meta.name, _rows(book.get_sheet_by_name(meta.name), formulas.get(meta.name, frozenset())))
    except (CalamineError, ValueError, OSError) as error:
        raise unreadable(name, f"bảng tính hỏng ({error})", f"the workbook is damaged ({error})") from None


def _rows(sheet: CalamineSheet, formulas: frozenset[tuple[int, int]]) -> Iterator[tuple[int, list[Any]]]:
    if sheet.start is None:
        return
    top, left = sheet.start
    filled = _merges(sheet)
    kept: dict[tuple[int, int], Any] = {}
    for row, cells in enumerate(sheet.iter_rows(), start=top + 1):
        values = [None] * left + [_cell(cell) for cell in cells]
        for column in range(1, len(values) + 1):
            if formulas and (row, column) in formulas:
                values[column - 1] = FORMULA
            corner = filled.get((row, column))
            if corner == (row, column):
                kept[corner] = values[column - 1]
            elif corner is not None:
                values[column - 1] = kept.get(corner)
        yield row, values


def _merges(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Each merged cell with the corner that holds its value; merges that cover too much are left as they are."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if len(found) + (bottom - top + 1) * (right - left + 1) > MERGED:
            break
        for row in range(top + 1, bottom + 2):
            for column in range(left + 1, right + 2):
                found[row, column] = (top + 1, left + 1)
    return found


def _cell(cell: Any) -> Any:
    if isinstance(cell, bool | timedelta):
        return str(cell)
    if isinstance(cell, float | int):
        return Decimal(int(cell)) if cell == int(cell) else Decimal(repr(cell))
    return cell if cell != "" else None


__all__ = ["Sheet", "UnreadableExport", "sheets"]
