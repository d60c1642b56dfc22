"""Rowing: the rows of a table as values of our fields, with a fault for every cell that cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from motcua.declarations.domain.fields import fields
from motcua.gateways.vnaccs.domain import cells
from motcua.gateways.vnaccs.domain.export import Place
from motcua.gateways.vnaccs.domain.faults import Fault, Unread, fault
from motcua.gateways.vnaccs.domain.headings import Heading, Layout
from motcua.reference.domain import fold

Fields = dict[str, Any]
FOOTERS = ("tong", "cong", "total", "nguoi lap", "ghi chu")
"""How the rows below a table begin."""


class Row(NamedTuple):
    """A row: its place, the number it speaks of, its raw cells by heading."""

    place: Place
    number: str
    cells: tuple[Any, ...]


class Table:
    """A table with its rows kept as they stand. `mark` is the decimal mark that its cells leave no doubt of.

    Where they do, the delimiter of a text file tells it for foreign amounts and quantities, never for dong.
    """

    def __init__(self, layout: Layout, file: int, sheet: str, delimiter: str) -> None:
        self.layout, self.file, self.sheet = layout, file, sheet
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self._delimiter = delimiter
        self._number = next(place for place, found in enumerate(layout.headings) if found.column.field == "number")
        self.mark = ""

    def take(self, rows: Iterable[tuple[int, list[Any]]]) -> None:
        """Keep the rows that say something; a footer or a heading repeated on each page says nothing."""
        headings = self.layout.headings
        for no, values in rows:
            held = tuple(values[each.place] if each.place < len(values) else None for each in headings)
            if any(not _blank(cell) for cell in held) and not self._is_frame(held, values):
                self._keep(no, held)
        texts = (
            cell for row in self.rows for cell, each in zip(row.cells, headings, strict=True)
            if isinstance(cell, str) and each.column.kind in cells.NUMERIC
        )  # fmt: skip
        self.mark = cells.decimal_mark(texts)

    def _is_frame(self, held: tuple[Any, ...], values: list[Any]) -> bool:
        said = held[self._number]
        if isinstance(said, str) and said.strip() == self.layout.headings[self._number].title:
            return True
        first = next((cells.text(cell) for cell in values if isinstance(cell, str) and cell.strip()), "")
        of_number = _blank(said) or (isinstance(said, str) and cells.text(said) == first)
        return of_number and fold(first).startswith(FOOTERS)

    def _keep(self, no: int, held: tuple[Any, ...]) -> None:
        place = (self.file, self.sheet, no)
        heading = self.layout.headings[self._number]
        try:
            self.rows.append(Row(place, self.read(held[self._number], heading), held))
        except Unread as unread:
            self.faults.append(
                fault(unread.code, place, heading.title, cells.text(held[self._number]), unread.expected)
            )

    def read(self, cell: Any, heading: Heading) -> Any:
        """One cell as a value of its column. Unread where it cannot be; a blank number is missing."""
        if cell is cells.FORMULA:
            raise Unread("một giá trị, không phải công thức", "a value, no formula", "VNX-03")
        if _blank(cell):
            if heading.column.field == "number":
                raise Unread("số tờ khai", "the declaration's number", "VNX-02")
            return None
        kind = heading.column.kind
        weak = {";": ",", ",": "."}.get(self._delimiter, "") if kind == "amount" else ""
        found = cells.READERS[kind](cell, self.mark or weak)
        _bounded(heading, found)
        return found

    def values(self, row: Row, parts: tuple[str, ...], faults: list[Fault]) -> Fields:
        """The fields of some parts in a row; blank ones are left out."""
        found: Fields = {}
        for cell, heading in zip(row.cells, self.layout.headings, strict=True):
            if heading.column.part not in parts:
                continue
            try:
                value = self.read(cell, heading)
            except Unread as unread:
                faults.append(fault(unread.code, row.place, heading.title, cells.text(cell), unread.expected))
                continue
            if value is not None and value != "" and value != ():
                found[heading.column.field] = value
        return found

    def title(self, field: str) -> str:
        """The heading of a field as it stands in the sheet; the field's own title where it has none."""
        return next((each.title for each in self.layout.headings if each.column.field == field), field)


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _lengths() -> Mapping[str, int]:
    """How long texts may be, as their columns are; goods are kept whole in the message."""
    return {
        each.name: each.length
        for each in fields().values()
        if each.kind in ("text", "code", "texts") and each.name != "items.description"
    }


_LENGTHS = _lengths()
_MORE = {"reference": 35, "bank": 11, "agent_id": 14, "items.unit": 4, "items.unit2": 4}


def _bounded(heading: Heading, value: Any) -> None:
    column = heading.column
    name = f"items.{column.field}" if column.part == "item" else column.field
    most = (35 if name == "reference" else _MORE.get(name, _LENGTHS.get(name, 0))) if column.part != "total" else 0
    longest = (
        max(map(len, value), default=0) if isinstance(value, tuple) else len(value) if isinstance(value, str) else 0
    )
    if most and longest > most:
        raise Unread(f"nhiều nhất {most} ký tự", f"{most} characters at the most")


def by_number(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of each number together, in the order in which numbers first came."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.number, []).append(row)
    yield from found.items()
