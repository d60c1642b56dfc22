"""Reading files: CSV and XLSX as texts, headings first. An official sheet may have titles above them.

What is too large, empty, binary, or unpacks without end is refused before it is opened.
"""

import csv
import re
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from motcua.tariff.domain import headings
from motcua.tariff.domain.errors import UnreadableFile
from motcua.tariff.domain.load_errors import EmptyFile, LargeFile, SwollenWorkbook

LARGEST = 64 << 20
"""Bytes of the largest file that is read."""
UNPACKED = 400 << 20
"""Bytes of a workbook once unpacked."""
MEMBERS = 1_000
ROWS, COLUMNS = 300_000, 256
"""How far out a cell of a workbook may stand."""
CELLS = 12_000_000
"""Rows times columns of a sheet."""
TITLES = 40
"""How many rows may stand above the headings."""
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]*?\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_WINDOW, _LAP = 1 << 20, 512

Rows = tuple[list[str], list[list[str]]]


def rows_of(content: bytes, name: str, sheet: str = "") -> Rows:
    """Headings and rows of a CSV or XLSX file. EmptyFile, LargeFile, SwollenWorkbook, UnreadableFile."""
    if len(content) > LARGEST:
        raise LargeFile(name=name, most=LARGEST >> 20)
    if not content.strip():
        raise EmptyFile(name=name)
    listed = _workbook(content, name, sheet) if content[:2] == b"PK" else _text(content, name)
    if not any(any(row) for row in listed):
        raise EmptyFile(name=name)
    for place, row in enumerate(listed[:TITLES]):
        if headings.is_head(row):
            return row, listed[place + 1 :]
    return listed[0], listed[1:]


def _text(content: bytes, name: str) -> list[list[str]]:
    mark = _MARKS.get(content[:2], "utf-8-sig")
    try:
        text = content.decode(mark)
    except UnicodeDecodeError:
        raise UnreadableFile(name=name, why="không phải UTF-8 / not UTF-8") from None
    if "\x00" in text:
        raise UnreadableFile(name=name, why="tệp nhị phân / a binary file")
    first = text[:4096].splitlines()[0] if text else ""
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise UnreadableFile(name=name, why=str(fault)) from None


def _workbook(content: bytes, name: str, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # heavy, and only here

    _look_over(content, name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        if sheet and sheet not in book.sheet_names:
            few = ", ".join(book.sheet_names)[:200]
            raise UnreadableFile(name=name, why=f"không có trang tính “{sheet}” / no such sheet; {few}")
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        values = found.to_python(skip_empty_area=False)
    except (CalamineError, KeyError, ValueError, IndexError, OSError) as fault:
        raise UnreadableFile(name=name, why=str(fault)[:200]) from None
    rows = [[_cell(value) for value in row] for row in values]
    return _with_zeros(rows)


def _look_over(content: bytes, name: str) -> None:
    """Unpack once, counting: a workbook that grows without end, or whose cells lie far out, is not opened."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in packed.namelist():
                raise UnreadableFile(name=name, why="không phải sổ tính XLSX / no XLSX workbook")
            if len(members) > MEMBERS or sum(member.compress_size for member in members) > len(content):
                raise SwollenWorkbook(name=name, what=f"{len(members)} tệp / files")
            left = UNPACKED
            for member in members:
                left -= _unpacked(packed, member, left, name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError):
        raise UnreadableFile(name=name, why="sổ tính hỏng hoặc có mật khẩu / broken or locked") from None


def _unpacked(packed: ZipFile, member: ZipInfo, most: int, name: str) -> int:
    """Bytes of a member, read to its end so that its sum is checked. SwollenWorkbook above `most`."""
    seen, tail = 0, b""
    reach = _Reach(name)
    sheet = member.filename.startswith("xl/worksheets/")
    with packed.open(member) as stream:
        while part := stream.read(_WINDOW):
            seen += len(part)
            if seen > most:
                raise SwollenWorkbook(name=name, what=f"> {UNPACKED >> 20} MB")
            if sheet:
                reach.see(tail + part)
                tail = part[-_LAP:]
    return seen


class _Reach:
    """How far out the cells of a sheet lie."""

    def __init__(self, name: str) -> None:
        self._name, self._rows, self._columns = name, 0, 0

    def see(self, part: bytes) -> None:
        for letters, digits in _PLACE.findall(part):
            row = int(digits) if len(digits) < 8 else ROWS + 1
            self._rows, self._columns = max(self._rows, row), max(self._columns, _column(letters))
        if self._rows > ROWS or self._columns > COLUMNS or self._rows * self._columns > CELLS:
            raise SwollenWorkbook(name=self._name, what=f"{self._rows} × {self._columns}")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    return "" if value is None else str(value).replace("\x00", "")


def _number(value: float) -> str:
    """A number as it is shown; three decimals get a fourth, for they could be thousands."""
    text = str(int(value)) if value.is_integer() else format(value, ".12g")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _with_zeros(rows: list[list[str]]) -> list[list[str]]:
    """A workbook that keeps codes as numbers has lost the leading zero of chapters 1 to 9."""
    places = _code_places(rows)
    for row in rows:
        for place in places:
            if place < len(row) and len(row[place]) in (7, 9) and row[place].isdigit():
                row[place] = f"0{row[place]}"
    return rows


def _code_places(rows: Sequence[Sequence[str]]) -> list[int]:
    known = headings.CODE | headings.OLD | headings.NEW | headings.LINK
    for row in rows[:TITLES]:
        if headings.is_head(row):
            return [place for place, name in enumerate(row) if headings.plain(name) in known]
    return []
