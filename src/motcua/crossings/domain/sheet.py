"""A spreadsheet of vehicles: one a row, columns by their names; what cannot be read is told by row and column."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from motcua.crossings.domain.message import Driver, Vehicle, VehicleBox
from motcua.kernel.words import Words

MOST = 500
"""Rows of a sheet."""
_YES = frozenset({"1", "x", "yes", "có", "co", "true", "y"})
_NO = frozenset({"", "0", "no", "không", "khong", "false", "n"})


class Column(NamedTuple):
    """A column: its name in the file, its field, how it is written."""

    name: str
    field: str
    kind: str
    words: Words


COLUMNS = (
    Column("direction", "direction", "text", Words("Hướng (in, out)", "Direction (in, out)")),
    Column("gate", "gate", "text", Words("Cửa khẩu", "Gate")),
    Column("expected_on", "expected_on", "day", Words("Ngày qua", "Day of crossing")),
    Column("expected_time", "expected_time", "time", Words("Giờ qua (HH:MM)", "Time (HH:MM)")),
    Column("kind", "kind", "text", Words("Loại (goods, persons)", "Kind (goods, persons)")),
    Column("laden", "laden", "yes", Words("Có hàng (1, 0)", "Laden (1, 0)")),
    Column("type", "type", "text", Words("Loại xe", "Type")),
    Column("make", "make", "text", Words("Nhãn hiệu", "Make")),
    Column("plate", "plate", "text", Words("Biển số", "Plate")),
    Column("country", "country", "text", Words("Nước đăng ký", "Country")),
    Column("colour", "colour", "text", Words("Màu", "Colour")),
    Column("seats", "seats", "whole", Words("Số chỗ", "Seats")),
    Column("chassis", "chassis", "text", Words("Số khung", "Chassis")),
    Column("engine", "engine", "text", Words("Số máy", "Engine")),
    Column("owner", "owner", "text", Words("Chủ phương tiện", "Owner")),
    Column("owner_country", "owner_country", "text", Words("Quốc tịch chủ", "Owner's country")),
    Column("owner_address", "owner_address", "text", Words("Địa chỉ chủ", "Owner's address")),
    Column("permit", "permit", "text", Words("Số giấy phép lưu hành", "Permission number")),
    Column("permit_on", "permit_on", "day", Words("Ngày cấp", "Issued on")),
    Column("permit_agency", "permit_agency", "text", Words("Cơ quan cấp", "Issued by")),
    Column("permit_until", "permit_until", "day", Words("Hiệu lực đến", "Valid until")),
    Column("temporary", "temporary", "yes", Words("Tạm nhập, tạm xuất (1, 0)", "Temporary (1, 0)")),
    Column("days", "days", "whole", Words("Số ngày", "Days")),
    Column("area", "area", "text", Words("Phạm vi", "Area")),
    Column("exit_on", "exit_on", "day", Words("Ngày tái xuất", "Planned day of leaving")),
    Column("exit_gate", "exit_gate", "text", Words("Cửa khẩu tái xuất", "Planned gate of leaving")),
    Column("purpose", "purpose", "text", Words("Mục đích (D, V, C, K)", "Purpose (D, V, C, K)")),
    Column("returns", "returns", "text", Words("Số tờ khai lượt trước", "Number of the earlier declaration")),
    Column("passengers", "passengers", "whole", Words("Số hành khách", "Passengers")),
    Column("passenger_list", "passenger_list", "text", Words("Số danh sách hành khách", "Passenger list")),
    Column("driver_name", "", "text", Words("Lái xe", "Driver")),
    Column("driver_nationality", "", "text", Words("Quốc tịch lái xe", "Driver's nationality")),
    Column("driver_document", "", "text", Words("Loại giấy tờ (P, V, A, F)", "Document (P, V, A, F)")),
    Column("driver_passport", "", "text", Words("Số hộ chiếu", "Passport")),
    Column("containers", "", "text", Words("Container và chì", "Containers and seals")),
    Column("declarations", "", "text", Words("Số tờ khai hải quan", "Customs declarations")),
)
"""The template's columns. A driver a row; more drivers are declared on the form or by the API."""
_BY_NAME = {column.name: column for column in COLUMNS}


class Fault(NamedTuple):
    """A cell that cannot be read: row as the spreadsheet counts, column, what stands there, what was expected."""

    row: int
    column: str
    value: str
    expected: Words


class Row(NamedTuple):
    """A row as a message, or with what cannot be read."""

    row: int
    message: Vehicle | None
    faults: tuple[Fault, ...]


def read_rows(rows: Sequence[Sequence[Any]], party: str) -> tuple[list[Row], tuple[str, ...]]:
    """The vehicles of a sheet, and heads that are unknown. The first row names the columns."""
    heads = [str(head).strip().lower() for head in rows[0]] if rows else []
    unknown = tuple(head for head in heads if head and head not in _BY_NAME)
    found = []
    for no, cells in enumerate(rows[1:], 2):
        told = dict(zip(heads, cells, strict=False))
        if any(str(value).strip() for value in told.values() if value is not None):
            found.append(_row(no, told, party))
    return found, unknown


def _row(no: int, told: Mapping[str, Any], party: str) -> Row:
    values: dict[str, Any] = {}
    faults = []
    for column in COLUMNS:
        try:
            values[column.name] = _KINDS[column.kind](told.get(column.name))
        except ValueError:
            faults.append(Fault(no, column.name, str(told.get(column.name))[:60], _EXPECTED[column.kind]))
    if faults:
        return Row(no, None, tuple(faults))
    fields: dict[str, Any] = {column.field: values[column.name] for column in COLUMNS if column.field}
    driver = Driver(
        values["driver_name"], values["driver_nationality"], values["driver_document"], values["driver_passport"]
    )
    message = Vehicle(
        party=party, drivers=(driver,) if driver != Driver() else (), containers=read_boxes(values["containers"]),
        declarations=tuple(values["declarations"].replace(",", " ").replace(";", " ").split()), **fields,
    )  # fmt: skip
    return Row(no, message, ())


def read_boxes(text: str) -> tuple[VehicleBox, ...]:
    """`MHOU0000001/45GP: HQ1 HQ2; MHOU0000002`: with a size and type, and seals, it is full; else empty."""
    return tuple(_box(part) for part in text.replace("\n", ";").split(";") if part.strip())


def _box(text: str) -> VehicleBox:
    head, _, seals = text.partition(":")
    number, _, kind = head.partition("/")
    told = tuple(seals.replace(",", " ").upper().split())
    size, type_ = kind.strip()[:2] or "45", kind.strip()[2:4].upper() or "GP"
    whole = {"delivery": "CY", "stuffing": "4"} if told else {}
    return VehicleBox(
        "".join(number.split()).upper(), told, "5" if told else "4", size, type_, "1", **whole
    )  # fmt: skip


def write_boxes(boxes: Sequence[VehicleBox]) -> str:
    """The same as text, one a line."""
    return "\n".join(_line(box) for box in boxes)


def _line(box: VehicleBox) -> str:
    seals = f": {' '.join(box.seals)}" if box.seals else ""
    return f"{box.number}/{box.size}{box.type}{seals}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if not text:
        return None
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)


def _time(value: Any) -> str:
    if isinstance(value, datetime | time):
        return f"{value:%H:%M}"
    return _text(value)


def _whole(value: Any) -> int | None:
    text = _text(value)
    if text and not (text.isascii() and text.isdecimal() and len(text) < 6):  # noqa: PLR2004
        raise ValueError(text)
    return int(text) if text else None


def _yes(value: Any) -> bool:
    text = _text(value).lower()
    if text not in _YES | _NO:
        raise ValueError(text)
    return text in _YES


_KINDS: Mapping[str, Callable[[Any], Any]] = {"text": _text, "day": _day, "time": _time, "whole": _whole, "yes": _yes}
_EXPECTED = {
    "text": Words("chữ", "a text"), "day": Words("ngày/tháng/năm", "day/month/year"), "time": Words("HH:MM", "HH:MM"),
    "whole": Words("số nguyên", "a whole number"), "yes": Words("1 hoặc 0", "1 or 0"),
}  # fmt: skip
