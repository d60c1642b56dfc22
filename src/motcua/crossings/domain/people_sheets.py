"""Sheets of counts and of residents' declarations: columns by any of their names, rows with their faults."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from motcua.crossings.domain.passengers import MOST_ROWS, Count, quarter_at
from motcua.crossings.domain.people_errors import NothingToWrite, NoTitles, UnreadableCount
from motcua.crossings.domain.residents import Declared, ResidentItem
from motcua.design.domain.numbers import NotANumber, read_decimal
from motcua.design.domain.times import read_day
from motcua.kernel.money import e4
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.reference.domain import fold


class Column(NamedTuple):
    """A column: its key, what it is called, whether a sheet needs it, and an example."""

    key: str
    words: Words
    needed: bool
    example: str


COUNTS = (
    Column("day", Words("Ngày", "Day"), True, "04/05/2023"),
    Column("hour", Words("Giờ", "Hour"), True, "09:15"),
    Column("gate", Words("Cửa khẩu", "Gate"), True, "VNMC1"),
    Column("direction", Words("Chiều", "Direction"), True, "in"),
    Column("nationality", Words("Quốc tịch", "Nationality"), True, "VN"),
    Column("document", Words("Giấy tờ", "Papers"), True, "T"),
    Column("count", Words("Số lượt", "People"), True, "12"),
)
RESIDENTS = (
    Column("day", Words("Ngày", "Day"), True, "04/05/2023"),
    Column("gate", Words("Cửa khẩu", "Gate"), True, "VNMC1"),
    Column("direction", Words("Chiều", "Direction"), True, "in"),
    Column("card", Words("Số giấy tờ cư dân", "Resident's card"), True, "GTH000001"),
    Column("commune", Words("Xã biên giới", "Border commune"), True, "QN-HS"),
    Column("description", Words("Tên hàng", "Goods"), True, "Hoa quả tươi"),
    Column("quantity", Words("Số lượng", "Quantity"), True, "30"),
    Column("unit", Words("Đơn vị tính", "Unit"), True, "KGM"),
    Column("value", Words("Trị giá (đồng)", "Value (dong)"), True, "900000"),
    Column("hs", Words("Mã HS", "HS code"), False, "08109094"),
)
_WAYS = {"in": "in", "vao": "in", "nhap": "in", "nhap canh": "in", "entry": "in",
         "out": "out", "ra": "out", "xuat": "out", "xuat canh": "out", "exit": "out"}  # fmt: skip
SHEET = "PAX-SHT-01"
_UNREAD = Words("Không đọc được ô này.", "This cell cannot be read.")
_REMEDY = Words("Ghi như bảng mẫu.", "Write it as in the template.")


class Read(NamedTuple):
    """Rows that were read, the number of each in its sheet, and what could not be read."""

    counts: tuple[Count, ...] = ()
    declared: tuple[Declared, ...] = ()
    numbers: tuple[int, ...] = ()
    faults: tuple[Finding, ...] = ()


def read_counts(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Read:
    """The counts of a sheet. NoTitles, NothingToWrite, UnreadableCount for too many rows."""
    found: list[Count] = []
    numbers: list[int] = []
    faults: list[Finding] = []
    for number, cells in _cells(head, rows, COUNTS):
        day, quarter = read_day(cells["day"]), quarter_at(cells["hour"])
        count = _whole(cells["count"])
        wrong = [key for key, value in (("day", day), ("hour", quarter), ("count", count)) if value is None]
        faults += [_fault(number, key, cells[key]) for key in wrong]
        if day is not None and quarter is not None and count is not None:
            way = _WAYS.get(fold(cells["direction"]), cells["direction"])
            nation, papers = cells["nationality"].upper(), cells["document"].upper()
            found.append(Count(cells["gate"].upper(), day, quarter, way, nation, papers, count))
            numbers.append(number)
    return Read(counts=tuple(found), numbers=tuple(numbers), faults=tuple(faults))


def read_residents(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Read:
    """The declarations of a sheet: rows of one card, day, gate and direction that follow one another are one."""
    found: list[Declared] = []
    numbers: list[int] = []
    faults: list[Finding] = []
    for number, cells in _cells(head, rows, RESIDENTS):
        day, quantity, value = read_day(cells["day"]), _quantity(cells["quantity"]), _whole(cells["value"])
        wrong = [key for key, held in (("day", day), ("quantity", quantity), ("value", value)) if held is None]
        faults += [_fault(number, key, cells[key]) for key in wrong]
        if day is not None and quantity is not None and value is not None:
            goods = ResidentItem(
                cells["description"], quantity, cells["unit"].upper()[:4], value, cells["hs"].replace(".", "")
            )
            made = _declared(cells, day, goods)
            if found and _same(found[-1], made):
                made = Declared(made.card, made.commune, made.gate, day, made.direction, (*found.pop().goods, goods))
                number = numbers.pop()
            found.append(made)
            numbers.append(number)
    return Read(declared=tuple(found), numbers=tuple(numbers), faults=tuple(faults))


def _declared(cells: Mapping[str, str], day: date, goods: ResidentItem) -> Declared:
    way = _WAYS.get(fold(cells["direction"]), cells["direction"])
    return Declared(cells["card"], cells["commune"].upper(), cells["gate"].upper(), day, way, (goods,))


def _same(before: Declared, now: Declared) -> bool:
    return (before.card, before.commune, before.gate, before.day, before.direction) == (
        now.card, now.commune, now.gate, now.day, now.direction,
    )  # fmt: skip


def _cells(
    head: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> list[tuple[int, dict[str, str]]]:
    """Rows by key with their numbers in the sheet; empty ones are left out."""
    names = [fold(title) for title in head]
    places: dict[str, int] = {}
    for column in columns:
        known = {fold(column.words.vi), fold(column.words.en), column.key}
        at = next((place for place, name in enumerate(names) if name in known), None)
        if at is not None:
            places[column.key] = at
    missing = [column.words.vi for column in columns if column.needed and column.key not in places]
    if missing:
        raise NoTitles(missing=", ".join(missing))
    found = []
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            told = {key: row[at].strip() if at < len(row) else "" for key, at in places.items()}
            found.append((number, {column.key: told.get(column.key, "") for column in columns}))
    if not found:
        raise NothingToWrite
    if len(found) > MOST_ROWS:
        raise UnreadableCount(why=f"> {MOST_ROWS}")
    return found


def _whole(text: str) -> int | None:
    try:
        found = read_decimal(text)
    except NotANumber:
        return None
    return int(found) if found == found.to_integral_value() and abs(found) < 10**15 else None  # noqa: PLR2004


def _quantity(text: str) -> int | None:
    try:
        return e4(read_decimal(text))
    except ValueError:
        return None


def _fault(number: int, key: str, value: str) -> Finding:
    return Finding(SHEET, f"/rows/{number}/{key}", "refuse", None if key == "card" else value[:120], _UNREAD, _REMEDY)
