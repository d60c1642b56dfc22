"""Reading: the files of a load to declarations, steps and payments, with every fault at once.

A declaration is taken whole or not at all: one row in error spoils it, never its neighbours.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from motcua.gateways.vnaccs.domain import building
from motcua.gateways.vnaccs.domain.building import Part
from motcua.gateways.vnaccs.domain.columns import STEPS, ColumnMap
from motcua.gateways.vnaccs.domain.export import Export, PaymentRow, Source
from motcua.gateways.vnaccs.domain.faults import Fault, fault
from motcua.gateways.vnaccs.domain.headings import DEEP, TITLES, Layout, find
from motcua.gateways.vnaccs.domain.rowing import Row, Table, by_number
from motcua.gateways.vnaccs.domain.tables import Sheet, sheets
from motcua.kernel.words import Words

HEADER = ("declaration", "total")


def read(sources: Sequence[Source], known: ColumnMap, today: date) -> Export:
    """Everything that these files say. UnreadableExport for a file that is no export at all."""
    export = Export()
    tables = [table for no, source in enumerate(sources, start=1) for table in _tables(source, no, known, export)]
    for table in tables:
        export.faults += table.faults
        export.rows += len(table.rows) + len(table.faults)
    _Declarations(tables, today, export).read()
    for table in tables:
        if table.layout.kind == "steps":
            _steps(table, export)
        elif table.layout.kind == "payments":
            _payments(table, export)
    export.faults.sort(key=lambda found: (found.file, found.sheet, found.row, found.column))
    return export


def _tables(source: Source, no: int, known: ColumnMap, export: Export) -> Iterator[Table]:
    found: list[Table] = []
    twice = False
    for sheet, layout, rows in _layouts(source, known):
        if layout is None:
            if rows:
                export.skipped.append(f"{source.name} {sheet.name}".strip())
        elif layout.twice:
            export.faults.append(fault("VNX-11", (no, sheet.name, layout.first), layout.twice))
            twice = True
        else:
            found.append(_taken(layout, no, sheet, rows))
            export.ignored += layout.ignored
    if not found and not twice:
        told = Words(
            "các cột Số tờ khai, Ngày đăng ký, Mã hải quan, Mã loại hình, Mã doanh nghiệp, Mã HS; hoặc các cột của "
            "bảng luồng, bảng nộp tiền",
            "the columns number, registered, office, procedure, tax code, HS code; or those of channels or payments",
        )
        export.faults.append(fault("VNX-10", (no, "", 1), "", source.name, told))
    yield from found


Candidate = tuple[Sheet, Layout | None, list[tuple[int, list[Any]]]]


def _layouts(source: Source, known: ColumnMap) -> Iterator[Candidate]:
    """Each sheet with its layout and first rows; of a text file the reading whose headings are known best."""
    readings: list[Candidate] = []
    for sheet in sheets(source.content, source.name):
        whole = iter(sheet.rows)
        head = list(islice(whole, TITLES + DEEP))
        candidate = (sheet._replace(rows=whole), find(head, known), head)
        if sheet.name[:1] == "\x00":
            readings.append(candidate)
        else:
            yield candidate
    if readings:
        yield max(readings, key=lambda each: each[1].rank if each[1] else (False, 0, 0))


def _taken(layout: Layout, no: int, sheet: Sheet, head: list[tuple[int, list[Any]]]) -> Table:
    delimiter = sheet.name[1:] if sheet.name[:1] == "\x00" else ""
    table = Table(layout, no, "" if delimiter else sheet.name, delimiter)
    table.take(chain(head[layout.first :], sheet.rows))
    return table


class _Declarations:
    """Headers and items of a load, put together by number, in one sheet or in several."""

    def __init__(self, tables: Sequence[Table], today: date, export: Export) -> None:
        self._today, self._export = today, export
        self._headers: dict[str, tuple[Table, Row]] = {}
        self._items: dict[str, list[tuple[Table, Row]]] = {}
        self._faults: dict[str, list[Fault]] = {}
        for table in tables:
            if table.layout.kind in ("flat", "declarations"):
                self._take_headers(table)
            if table.layout.kind in ("flat", "items"):
                for row in table.rows:
                    self._items.setdefault(row.number, []).append((table, row))

    def _take_headers(self, table: Table) -> None:
        flat = table.layout.kind == "flat"
        places = [no for no, each in enumerate(table.layout.headings) if each.column.part in HEADER]
        for number, rows in by_number(table.rows):
            faults = self._faults.setdefault(number, [])
            if number in self._headers or (len(rows) > 1 and not flat):
                faults.append(fault("VNX-09", rows[-1].place, table.title("number"), number))
            self._headers.setdefault(number, (table, rows[0]))
            for row in rows[1:] if flat else ():
                faults += _unlike(table, rows[0], row, places)

    def read(self) -> None:
        """Build each declaration; those in error are spoiled, and said to be."""
        for number, (table, row) in self._headers.items():
            faults = self._faults[number]
            values = table.values(row, HEADER, faults)
            items = self._items.pop(number, [])
            if any(each.code == "VNX-09" for each in faults):
                self._finish(number, None, values, row, faults)
                continue
            if not items:
                self._without_items(table, row, values, faults)
                continue
            header = Part(row.place, values, table.title)
            parts = [Part(each.place, held.values(each, ("item",), faults), held.title) for held, each in items]
            found = building.declaration(header, parts, self._today, faults)
            self._finish(number, found, values, row, faults)
        for items in self._items.values():
            held, first = items[0]
            self._export.faults.append(fault("VNX-08", first.place, held.title("number"), first.number))

    def _without_items(self, table: Table, row: Row, values: dict[str, Any], faults: list[Fault]) -> None:
        """A header alone may tell of channel and clearance; else it lacks its goods."""
        if not faults and any(name in values for name in STEPS):
            self._export.steps.append(building.step(values, row.place))
            return
        self._export.faults += faults or [fault("VNX-07", row.place, table.title("number"), row.number)]
        self._export.spoiled.add(row.number)

    def _finish(self, number: str, found: Any, values: dict[str, Any], row: Row, faults: list[Fault]) -> None:
        if found is None or faults:
            self._export.faults += faults
            self._export.spoiled.add(number)
            return
        self._export.declarations.append(found)
        if any(name in values for name in STEPS):
            self._export.steps.append(building.step(values, row.place))


def _unlike(table: Table, first: Row, row: Row, places: Sequence[int]) -> Iterator[Fault]:
    """Header cells that are neither blank nor as in the declaration's first row."""
    for place in places:
        cell = row.cells[place]
        if cell is not None and cell != "" and cell != first.cells[place]:
            heading = table.layout.headings[place]
            told = Words(str(first.cells[place]), str(first.cells[place]))
            yield fault("VNX-04", row.place, heading.title, cell, told)


def _steps(table: Table, export: Export) -> None:
    for row in table.rows:
        faults: list[Fault] = []
        values = table.values(row, ("declaration",), faults)
        if not faults and len(values) > 1:
            export.steps.append(building.step(values, row.place))
        elif not faults:
            faults.append(fault("VNX-02", row.place, ", ".join(table.title(name) for name in STEPS)))
        export.faults += faults
        export.refused_steps += bool(faults)


def _payments(table: Table, export: Export) -> None:
    """Lines of one document for one declaration, such as one a tax, are one payment."""
    together: dict[tuple[str, str, str], PaymentRow] = {}
    for row in table.rows:
        faults: list[Fault] = []
        found = _payment(table, row, faults)
        export.faults += faults
        if found is None:
            export.refused_payments += 1
            continue
        key = found.bank, found.reference, found.number
        held = together.get(key)
        together[key] = found if held is None else _added(held, found)
    export.payments += together.values()


def _added(held: PaymentRow, more: PaymentRow) -> PaymentRow:
    return PaymentRow(
        held.number, held.amount + more.amount, min(held.at, more.at), held.bank, held.reference,
        held.interest + more.interest, held.place,
    )  # fmt: skip


def _payment(table: Table, row: Row, faults: list[Fault]) -> PaymentRow | None:
    values = table.values(row, ("payment",), faults)
    for name in ("amount", "paid_at", "reference"):
        if name not in values and not any(each.column == table.title(name)[:120] for each in faults):
            faults.append(fault("VNX-02", row.place, table.title(name)))
    if not faults and values["amount"] < max(1, values.get("interest", 0)):
        told = Words("một số trên 0, không nhỏ hơn tiền chậm nộp", "a number above 0, not below the late interest")
        faults.append(fault("VNX-01", row.place, table.title("amount"), values["amount"], told))
    if faults:
        return None
    at = building.moment_of(values["paid_at"])
    assert at is not None
    return PaymentRow(
        values["number"], values["amount"], at, values.get("bank", "KBNN"), values["reference"],
        values.get("interest", 0), row.place,
    )  # fmt: skip
