"""Sheets: documents as tables of texts, for workbooks, pasted text and forms; every fault at its row and column.

Lists are one row a person, kind of stores or container. Bills take a row for each goods row or container: rows with the
same number, or without one, go on with the bill above. A general declaration and a declaration of health are one row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.design.domain.numbers import NotANumber, read_decimal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.manifests.domain import message as m
from motcua.manifests.domain.data import FIELDS, Field
from motcua.manifests.domain.shapes import (
    Bill,
    BillParty,
    Container,
    Dangerous,
    Effects,
    Goods,
    Person,
    PortCall,
    Store,
    Unloaded,
)

MOST_ROWS = 10_000
SINGLE = ("general", "health")
"""Kinds that are one row."""
_BILLED = ("cargo", "house")
_TRADER = ("code", "name", "street", "city", "country", "phone")
_LISTS: Mapping[str, tuple[str, type[msgspec.Struct], str]] = {
    "crew": ("people", Person, "person"), "passengers": ("people", Person, "person"),
    "effects": ("effects", Effects, "effects"), "stores": ("stores", Store, "store"),
    "dangerous": ("goods", Dangerous, "dangerous"), "containers": ("containers", Unloaded, "unloaded"),
}  # fmt: skip
_ROLES = {
    "consignor": Words("Người gửi", "Consignor"), "consignee": Words("Người nhận", "Consignee"),
    "notify": Words("Bên được thông báo", "Notify party"),
}  # fmt: skip
_READ_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Column(msgspec.Struct, frozen=True):
    """A column: its key, such as `consignor.name`, the part of a row that it fills, the field and its title."""

    key: str
    part: str
    name: str
    field: Field
    words: Words


class Fault(msgspec.Struct, frozen=True):
    """What is wrong in a cell: row of the sheet, key of the column (empty for the row), value, code, what to do."""

    row: int
    column: str
    value: str
    message: Words
    remedy: Words
    code: str
    severity: str = "refuse"


class Table(msgspec.Struct, frozen=True):
    """What was read: the values of the document's own fields, the row of each path, and what could not be read."""

    values: Mapping[str, Any]
    rows: Mapping[str, int]
    faults: tuple[Fault, ...]


def _column(prefix: str, part: str, name: str) -> Column:
    field = FIELDS[f"{prefix}.{name}"]
    key = f"{part}.{name}" if part in (*_ROLES, "goods", "container", "bill") else name
    role = _ROLES.get(part)
    words = Words(f"{role.vi}: {field.words.vi}", f"{role.en}: {field.words.en}") if role else field.words
    return Column(key, part, name, field, words)


def _bill_columns(kind: str) -> Iterator[Column]:
    for name in Bill.__struct_fields__:
        if f"bill.{name}" in FIELDS and (name != "master" or kind == "house"):
            yield _column("bill", "bill", name)
    for role in _ROLES:
        yield from (_column("trader", role, name) for name in _TRADER)
    yield from (_column("goods", "goods", name) for name in Goods.__struct_fields__)
    yield from (_column("container", "container", name) for name in Container.__struct_fields__)


def _columns(kind: str) -> tuple[Column, ...]:
    if kind in _BILLED:
        own = [_column("cargo", "own", "days_under_way")] if kind == "cargo" else []
        return (*_bill_columns(kind), *own)
    if kind in SINGLE:
        fields = [name for name in m.KINDS[kind].__struct_fields__ if f"{kind}.{name}" in FIELDS]
        return tuple(_column(kind, "own", name) for name in fields)
    _, shape, prefix = _LISTS[kind]
    skipped = {"crew": (), "passengers": ("title",)}.get(kind, ())
    held = [_column(prefix, "row", name) for name in shape.__struct_fields__ if name not in skipped]
    return tuple(held)


COLUMNS: Mapping[str, tuple[Column, ...]] = {kind: _columns(kind) for kind in m.KINDS}
"""The columns of each kind, in their order."""
MAIN: Mapping[str, frozenset[str]] = {
    "cargo": frozenset({
        "bill.number", "bill.loading_port", "bill.discharge_port", "consignor.name", "consignor.street",
        "consignor.country", "consignee.code", "consignee.name", "consignee.street", "consignee.country", "notify.name",
        "notify.street", "notify.country", "goods.description", "goods.packages", "goods.package_unit",
        "goods.gross_weight", "goods.weight_unit", "container.number", "container.seals", "container.status",
        "container.size", "container.type", "container.delivery", "container.stuffing",
    }),
    "crew": frozenset({
        "kind", "last_name", "first_name", "middle_name", "nationality", "born_on", "sex", "document",
        "document_number", "title",
    }),
    "passengers": frozenset({
        "kind", "last_name", "first_name", "middle_name", "nationality", "born_on", "sex", "document",
        "document_number", "origin", "destination",
    }),
    "dangerous": frozenset({
        "hazard_class", "un_number", "packages", "package_unit", "packing_group", "gross_weight", "marks",
    }),
    "general": frozenset({
        "flag", "gross_tonnage", "net_tonnage", "master_last_name", "master_first_name", "crew_processing",
        "crew_list", "crew_count", "passenger_processing", "passenger_list", "passenger_count", "stores_processing",
        "foreign_ports", "next_port", "loading", "anchorage", "anchored_on", "anchored_time", "berth", "berthed_on",
        "berthed_time", "unberthed_on", "unberthed_time", "agent_name", "applicant", "applicant_phone", "transit",
        "days_under_way",
    }),
}  # fmt: skip
"""Columns that are usually filled; of kinds that are not named, all."""


def is_main(kind: str, key: str) -> bool:
    """Whether a column is usually filled."""
    held = MAIN.get("cargo" if kind == "house" else kind)
    return held is None or key in held or (kind == "house" and key == "bill.master")


def read_table(kind: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, first: int = 2) -> Table:
    """Read a table; `heads` are titles in either language or keys, `first` the number of its first row."""
    columns, faults = _places(kind, heads)
    read = _Reader(kind, faults)
    for number, cells in enumerate(rows, first):
        texts = {column.key: cells[at].strip() for at, column in columns if at < len(cells)}
        if any(texts.values()):
            read.take(number, texts)
    return Table(read.values(), read.rows, tuple(read.faults))


def _places(kind: str, heads: Sequence[str]) -> tuple[list[tuple[int, Column]], list[Fault]]:
    known: dict[str, Column] = {}
    for column in COLUMNS[kind]:
        for title in (column.key, column.words.vi, column.words.en):
            known.setdefault(_plain(title), column)
    found: list[tuple[int, Column]] = []
    faults: list[Fault] = []
    for at, head in enumerate(heads):
        named = known.get(_plain(head))
        if named is not None and named not in [each for _, each in found]:
            found.append((at, named))
        elif head.strip():
            faults.append(
                Fault(
                    1, "", head[:60], Words("Cột này không có trong mẫu.", "This column is not in the template."),
                    Words("Dùng đúng tiêu đề của mẫu.", "Use the titles of the template."), "MNF-S01",
                )
            )  # fmt: skip
    return found, faults


def _plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split()).casefold()


class _Reader:
    """Takes rows in, one after another."""

    def __init__(self, kind: str, faults: list[Fault]) -> None:
        self.kind, self.faults = kind, faults
        self.rows: dict[str, int] = {}
        self.own: dict[str, Any] = {}
        self.list: list[Any] = []
        self.bills: list[dict[str, Any]] = []

    def take(self, number: int, texts: Mapping[str, str]) -> None:
        """Take a row in."""
        if len(self.rows) > MOST_ROWS * 4:
            return
        parts: dict[str, dict[str, Any]] = {}
        for column in COLUMNS[self.kind]:
            text = texts.get(column.key, "")
            if text:
                parts.setdefault(column.part, {})[column.name] = self._value(number, column, text)
        self.own |= parts.pop("own", {})
        if self.kind in _BILLED:
            self._bill(number, parts)
        elif self.kind in SINGLE:
            self.rows[""] = number
        else:
            name, shape, _ = _LISTS[self.kind]
            self.rows[f"/{name}/{len(self.list)}"] = number
            self.list.append(shape(**parts.get("row", {})))

    def _bill(self, number: int, parts: Mapping[str, dict[str, Any]]) -> None:
        named = parts.get("bill", {}).get("number", "")
        last = self.bills[-1] if self.bills else None
        if last is None or (named and named != last["bill"].get("number", "")) or self._only_boxes(parts, last):
            last = {"bill": {}, "goods": [], "containers": [], "notify": [], "consignor": {}, "consignee": {}}
            self.rows[f"/bills/{len(self.bills)}"] = number
            self.bills.append(last)
        path = f"/bills/{len(self.bills) - 1}"
        for part in ("bill", "consignor", "consignee"):
            for name, value in parts.get(part, {}).items():
                last[part].setdefault(name, value)
        for part, held, shape in (("goods", "goods", Goods), ("container", "containers", Container)):
            if part in parts:
                self.rows[f"{path}/{held}/{len(last[held])}"] = number
                last[held].append(shape(**parts[part]))
        if "notify" in parts and BillParty(**parts["notify"]) not in last["notify"]:
            self.rows[f"{path}/notify/{len(last['notify'])}"] = number
            last["notify"].append(BillParty(**parts["notify"]))

    @staticmethod
    def _only_boxes(parts: Mapping[str, dict[str, Any]], last: Mapping[str, Any]) -> bool:
        """Empty containers after a bill with a number are a record of their own."""
        empty = set(parts) == {"container"} and parts["container"].get("status") == "4"
        return empty and bool(last["bill"].get("number"))

    def _value(self, number: int, column: Column, text: str) -> Any:
        try:
            return _READERS.get(column.field.kind, str)(text)
        except (ValueError, ArithmeticError):
            words = _UNREAD.get(column.field.kind, _UNREAD["whole"])
            self.faults.append(Fault(number, column.key, text[:60], words[0], words[1], "MNF-S02"))
            return None if column.field.kind in ("whole", "amount", "day") else ()

    def values(self) -> dict[str, Any]:
        """The values of the document's own fields."""
        found = dict(self.own)
        if self.kind in _BILLED:
            found["bills"] = tuple(_made(each) for each in self.bills)
        elif self.kind in _LISTS:
            found[_LISTS[self.kind][0]] = tuple(self.list)
        return found


def _made(told: Mapping[str, Any]) -> Bill:
    return Bill(
        **told["bill"], consignor=BillParty(**told["consignor"]), consignee=BillParty(**told["consignee"]),
        notify=tuple(told["notify"]), goods=tuple(told["goods"]), containers=tuple(told["containers"]),
    )  # fmt: skip


def _day(text: str) -> date:
    told = _READ_DAY.fullmatch(text)
    if told:
        return date(int(told[3]), int(told[2]), int(told[1]))
    return date.fromisoformat(text[:10])


def _whole(text: str) -> int:
    number = _amount(text)
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def _amount(text: str) -> Decimal:
    plain = text.replace(" ", "")
    if re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return Decimal(plain)
    try:
        return read_decimal(text)
    except NotANumber as fault:
        raise ValueError(text) from fault


def _clock(text: str) -> str:
    told = re.fullmatch(r"([01]?\d|2[0-3])[:hH.]?([0-5]\d)(:00)?", text)
    if told is None:
        raise ValueError(text)
    return f"{int(told[1]):02d}:{told[2]}"


def _yes(text: str) -> bool:
    if text.casefold() in ("1", "x", "có", "yes", "y", "true", "on"):
        return True
    if text.casefold() in ("0", "không", "no", "n", "false"):
        return False
    raise ValueError(text)


def _ports(text: str) -> tuple[PortCall, ...]:
    """`CNSHA 02/05/2023 03/05/2023` a port, divided by semicolons or lines: code, day of arrival, of departure."""
    found = []
    for line in re.split(r"[;\n]", text):
        parts = line.split()
        if parts:
            days = [_day(part) for part in parts[1:3]]
            found.append(PortCall(parts[0], " ".join(parts[3:]), *days))
    return tuple(found)


def _code(text: str) -> str:
    """A code, or the code before a dash as a list shows it."""
    return text.partition(" – ")[0].strip()


_READERS: Mapping[str, Callable[[str], Any]] = {
    "day": _day, "whole": _whole, "amount": _amount, "clock": _clock, "yes": _yes, "ports": _ports, "code": _code,
    "country": _code, "port": _code, "codes": lambda text: tuple(re.split(r"[\s,;]+", text.strip())),
}  # fmt: skip
_UNREAD = {
    "day": (Words("Không đọc được ngày.", "This is no day."), Words("Viết 06/05/2023.", "Write 06/05/2023.")),
    "whole": (
        Words("Không đọc được số.", "This is no number."), Words("Viết 1234 hoặc 1234,5.", "Write 1234 or 1234.5.")
    ),
    "clock": (Words("Không đọc được giờ.", "This is no hour."), Words("Viết 17:30.", "Write 17:30.")),
    "yes": (Words("Chỉ nhận có hoặc không.", "Yes or no only."), Words("Viết 1 hoặc 0.", "Write 1 or 0.")),
    "ports": (
        Words("Không đọc được cảng.", "These are no ports."),
        Words("Viết CNSHA 02/05/2023 03/05/2023; cảng sau.", "Write CNSHA 02/05/2023 03/05/2023; the next port."),
    ),
}  # fmt: skip


def faults_at(kind: str, table: Table, findings: Iterable[Finding]) -> list[Fault]:
    """Everything that is wrong, at its row and column, in order; what cannot be read is not judged as well."""
    unread = {(each.row, each.column) for each in table.faults}
    found = list(table.faults)
    for each in findings:
        row, column = place_of(kind, table, each.path)
        if (row, column) not in unread:
            found.append(Fault(row, column, each.value or "", each.message, each.remedy, each.code, each.severity))
    order = {column.key: at for at, column in enumerate(COLUMNS[kind])}
    return sorted(found, key=lambda each: (each.row, order.get(each.column, -1), each.code))


def place_of(kind: str, table: Table, path: str) -> tuple[int, str]:
    """The row and the key of the column of a path; row 0 of the head."""
    parts = path.strip("/").split("/")
    for end in range(len(parts), -1, -1):
        prefix = "/" + "/".join(parts[:end]) if end else ""
        if prefix in table.rows:
            return table.rows[prefix], _key(kind, parts, parts[end:])
    return 0, parts[0]


def _key(kind: str, parts: Sequence[str], rest: Sequence[str]) -> str:
    if kind not in _BILLED:
        return rest[0] if rest else ""
    name = rest[-1] if rest else ""
    held = [part for part in parts if part in ("consignor", "consignee", "notify", "goods", "containers")]
    part = {"containers": "container"}.get(held[0], held[0]) if held else "bill"
    if name == part or name in ("goods", "containers", "notify"):
        name = {"goods": "description", "container": "number", "notify": "name"}.get(part, "number")
    if name.isdecimal() and len(rest) > 1:
        name = rest[0]
    return f"{part}.{name}"


def table_of(document: m.Document) -> tuple[tuple[str, ...], list[list[str]]]:
    """A document as a table: keys of the columns, and rows of texts that `read_table` reads back."""
    kind = m.kind_of(document)
    keys = tuple(column.key for column in COLUMNS[kind])
    return keys, [[texts.get(key, "") for key in keys] for texts in _texts_of(kind, document)]


def _texts_of(kind: str, document: m.Document) -> Iterator[dict[str, str]]:
    if kind in SINGLE:
        yield {column.key: written(getattr(document, column.name)) for column in COLUMNS[kind]}
    elif kind in _BILLED:
        for place, bill in enumerate(m.bills_of(document)):
            yield from _bill_texts(bill, document, first=place == 0)
    else:
        for row in m.rows_of(document):
            yield {column.key: written(getattr(row, column.name)) for column in COLUMNS[kind]}


def _bill_texts(bill: Bill, document: m.Document, *, first: bool) -> Iterator[dict[str, str]]:
    for at in range(max(len(bill.goods), len(bill.containers), len(bill.notify), 1)):
        texts: dict[str, str] = {"bill.number": bill.number}
        parts: dict[str, Any] = {
            "goods": bill.goods[at : at + 1], "container": bill.containers[at : at + 1],
            "notify": bill.notify[at : at + 1],
        }  # fmt: skip
        if at == 0:
            parts |= {"bill": (bill,), "consignor": (bill.consignor,), "consignee": (bill.consignee,)}
            parts |= {"own": (document,)} if first else {}
        for column in COLUMNS[m.kind_of(document)]:
            for held in parts.get(column.part, ()):
                texts[column.key] = written(getattr(held, column.name))
        yield texts


def written(value: Any) -> str:
    """A value as a text that is read back as the same."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return "; ".join(map(_written_port, value)) if isinstance(value[0], PortCall) else " ".join(map(str, value))
    return str(value)


def _written_port(call: PortCall) -> str:
    days = [written(day) for day in (call.arrived_on, call.left_on) if day]
    return " ".join([call.port, *days, *(call.name.split() if len(days) == 2 else ())])  # noqa: PLR2004
