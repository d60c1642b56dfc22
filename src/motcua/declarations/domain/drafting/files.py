"""Files: a spreadsheet or pasted text as a table of texts, within bounds of size, rows and unpacking.

Formulas are read as the values that the spreadsheet kept beside them; nothing is ever worked out here.
"""

import csv
import re
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile, ZipInfo

from motcua.declarations.domain.drafting.refusals import NotATable, TooLarge
from motcua.design.domain.numbers import write_decimal
from motcua.design.domain.times import day as written_day

LARGEST = 3 << 20
"""Bytes of a file or a pasted text."""
UNPACKED = 48 << 20
"""Bytes of a workbook once unpacked."""
MEMBERS = 500
ROWS = 5_000
"""Rows in which a cell may stand; titles, goods and remarks lie well within."""
COLUMNS = 256
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]*?\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_WINDOW = 1 << 20
_LAP = 512


def table_of_file(content: bytes) -> list[list[str]]:
    """The first sheet of an XLSX workbook, or a CSV or TSV text. TooLarge, NotATable."""
    if len(content) > LARGEST:
        raise TooLarge(most=LARGEST >> 20)
    if content[:2] == b"PK":
        return _workbook(content)
    mark = next((name for sign, name in _MARKS.items() if content.startswith(sign)), "utf-8")
    try:
        return table_of_text(content.decode(mark))
    except UnicodeDecodeError:
        raise NotATable from None


def table_of_text(text: str) -> list[list[str]]:
    """A pasted or saved text; columns are divided by tabs, semicolons or commas, as the text has them."""
    if len(text) > LARGEST:
        raise TooLarge(most=LARGEST >> 20)
    if "\x00" in text:
        raise NotATable
    head = text[:4096].strip("\n").partition("\n")[0]
    delimiter = "\t" if "\t" in text[:4096] else max(";,", key=head.count)
    try:
        return list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), ROWS + 1))
    except csv.Error:
        raise NotATable from None


def _workbook(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound  # heavy, and only here

    _look_over(content)
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False, nrows=ROWS)
    except (CalamineError, WorksheetNotFound, ValueError, IndexError, OSError):
        raise NotATable from None
    return [[_cell(value) for value in row[:COLUMNS]] for row in values]


def _look_over(content: bytes) -> None:
    """Unpack once, counting: a workbook that grows without end, or whose cells lie far out, is not opened."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in packed.namelist() or len(members) > MEMBERS:
                raise NotATable
            left = UNPACKED
            for member in members:
                left -= _unpacked(packed, member, left)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError):
        raise NotATable from None


def _unpacked(packed: ZipFile, member: ZipInfo, most: int) -> int:
    """Bytes of a member, read to its end so that its sum is checked. TooLarge above `most`."""
    seen, tail = 0, b""
    sheet = member.filename.startswith("xl/worksheets/")
    with packed.open(member) as stream:
        while part := stream.read(_WINDOW):
            seen += len(part)
            if seen > most:
                raise TooLarge(most=LARGEST >> 20)
            if sheet:
                _check_places(tail + part)
                tail = part[-_LAP:]
    return seen


def _check_places(part: bytes) -> None:
    for letters, digits in _PLACE.findall(part):
        if len(digits) > 6 or int(digits) > ROWS or _column(letters) > COLUMNS:
            raise TooLarge(most=LARGEST >> 20)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date):
        return written_day(value.date() if isinstance(value, datetime) else value, "vi")
    return "" if value is None or isinstance(value, time) else str(value)


def _number(value: float) -> str:
    """A number to the fifteen digits that a spreadsheet holds; whole ones plain, since they may be codes."""
    exact = Decimal(format(value, ".15g"))
    if not exact.is_finite() or abs(exact) >= 10**15:
        return str(value)
    return str(int(exact)) if exact == exact.to_integral_value() else write_decimal(exact, "vi")


def text_of_table(table: Iterable[Iterable[str]]) -> str:
    """A table as text with tabs, to be read again by `table_of_text`."""
    buffer = StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(table)
    return buffer.getvalue()
