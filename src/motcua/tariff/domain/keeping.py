"""Keeping: cells of rates become entries; a second rate for the same is a repetition or a conflict."""

from datetime import date

import msgspec

from motcua.tariff.domain import cells
from motcua.tariff.domain.cells import Said, Unreadable
from motcua.tariff.domain.entries import EVERYWHERE, HELD, Entry
from motcua.tariff.domain.packaged import schedules
from motcua.tariff.domain.terms import HeldCell, Table, Terms

_MARKS_ONLY = frozenset({"MT", "MT?"})
_TWO_RATES = "hai thuế suất trong một tệp / two rates in one file"


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A filled cell of rates, with all that is known of it."""

    row: int
    column: str
    schedule: str
    code: str
    text: str
    since: date
    until: date | None
    origins: frozenset[str] = EVERYWHERE
    excluded: frozenset[str] = EVERYWHERE
    condition: str = ""
    act: str = ""
    claim: str = ""
    currency: str = ""


class Keeper:
    """Takes the cells of one table into its entries, each (schedule, code, origins, condition, claim, day) once."""

    def __init__(self, table: Table, terms: Terms) -> None:
        self.table = table
        self._terms = terms
        self._said: dict[tuple[object, ...], int] = {}
        self._acts = {schedule.key: schedule.source for schedule in schedules()}

    def knows(self, schedule: str) -> bool:
        """Whether there is such a schedule."""
        return schedule in self._acts

    def say(self, cell: Cell) -> str:
        """Keep what a cell says, and tell what became of it."""
        if cell.schedule == "ENVIRONMENT" and cell.text in _MARKS_ONLY:
            self.table.marks += 1
            return "mark"
        try:
            said = _read(cell)
        except Unreadable:
            self.table.problem(
                cell.row, cell.code, f"{cell.schedule}: “{cell.text}” không phải là thuế suất",
                f"{cell.schedule}: “{cell.text}” is no rate",
            )  # fmt: skip
            return "faulty"
        became = [self._keep(cell, each) for each in said]
        return next((each for each in ("faulty", "held") if each in became), became[0])

    def hold(self, place: int, row: int, text: str) -> None:
        """Hold an entry that was kept: it is not settled after all."""
        entry = self.table.entries[place]
        self.table.entries[place] = msgspec.structs.replace(entry, kind="held", ppm=HELD, amount=0, condition=text)
        self.table.held.append(HeldCell(row, "", entry.schedule, entry.code, text))

    def _keep(self, cell: Cell, said: Said) -> str:
        schedule = cell.schedule
        if schedule == "MFN" and said.condition == "out of quota":
            schedule, said = "QUOTA", msgspec.structs.replace(said, condition="")
        since, until = max(cell.since, said.since or cell.since), said.until or cell.until
        if until is not None and until < since:
            return "before"
        entry = Entry(
            0, schedule, cell.code, since, until, said.kind, said.ppm, said.amount, said.unit, said.currency,
            cell.origins | said.origins, cell.excluded | said.excluded, cell.condition or said.condition,
            cell.act or self._terms.source or self._acts.get(schedule, ""), self._terms.verified, "loaded", cell.claim,
        )  # fmt: skip
        self.table.cells[said.kind] += 1
        key = _key(entry)
        before = self._said.get(key)
        if before is not None:
            return self._again(cell, before, entry)
        self._said[key] = len(self.table.entries)
        self.table.entries.append(entry)
        if entry.kind == "held":
            self.table.held.append(HeldCell(cell.row, cell.column, schedule, cell.code, entry.condition))
        return {"held": "held", "absent": "absent"}.get(entry.kind, "rate")

    def _again(self, cell: Cell, before: int, entry: Entry) -> str:
        first = self.table.entries[before]
        if first.says == entry.says and first.until == entry.until:
            self.table.repeated += 1
            return "repeated"
        self.table.problem(
            cell.row, entry.code, f"{entry.schedule}: hai thuế suất khác nhau trong cùng tệp; cả hai bị giữ lại",
            f"{entry.schedule}: two different rates in one file; neither is taken",
        )  # fmt: skip
        if first.condition != _TWO_RATES:
            self.hold(before, cell.row, _TWO_RATES)
        return "faulty"


def _key(entry: Entry) -> tuple[object, ...]:
    condition: object = "" if entry.kind == "held" else entry.condition
    if condition == "claimed":
        condition = (condition, entry.kind, entry.ppm)
    return (entry.schedule, entry.code, entry.origins, condition, entry.claim, entry.since)


def _read(cell: Cell) -> tuple[Said, ...]:
    if cell.text in ("exempt", "absent"):
        return (Said(cell.text),)
    if cell.text == "held":
        return (Said("held", HELD),)
    return cells.read_vat(cell.text) if cell.schedule == "VAT" else cells.read(cell.text, cell.currency)
