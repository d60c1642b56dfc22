"""Wide tables: one row a line of the nomenclature, one column a schedule."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain import headings
from motcua.tariff.domain.entries import EVERYWHERE, Entry, Line
from motcua.tariff.domain.headings import Column
from motcua.tariff.domain.keeping import Cell, Keeper
from motcua.tariff.domain.packaged import schedules
from motcua.tariff.domain.terms import Terms, Use

UNITS = {"kg": "KGM", "chiếc": "PCE", "cái": "PCE", "lít": "LTR", "m3": "MTQ", "m2": "MTK", "m": "MTR", "bộ": "SET",
         "đôi": "PR", "con": "HEA", "tấn": "TNE", "g": "GRM", "carat": "CTM", "kwh": "KWH"}  # fmt: skip
_MARK = re.compile(r"\s*\((?:SEN|\d)\)")
_ONE = timedelta(days=1)
_BY_SUBLINE = "theo mã 10 số / by ten-digit line"

Row = Mapping[str, str]


class Wide:
    """Reads the rows of a wide table."""

    def __init__(self, keeper: Keeper, uses: Mapping[str, Use], terms: Terms) -> None:
        self._keeper, self._uses, self._terms = keeper, uses, terms
        names = list(uses)
        self._columns = _columns(names, terms)
        self._texts = {wanted: headings.text_column(names, wanted) for wanted in headings.TEXTS}
        self._link = headings.among(names, headings.LINK)
        self._ends = _ends(self._columns, terms)
        self._lines: set[str] = set()
        self._rows: dict[int, int] = {}
        self._name_uses()

    def _name_uses(self) -> None:
        for name in filter(None, self._texts.values()):
            self._uses[name].kind = "text"
        if self._link:
            self._uses[self._link].kind = "link"
        for column in self._columns:
            self._uses[column.name].kind, self._uses[column.name].schedule = "rate", column.schedule

    def read(self, rows: Iterable[tuple[int, str, Row]]) -> None:
        """Read every row into lines and entries."""
        for number, code, row in rows:
            self._line(number, code, row)
            self._rates(number, code, row)
        self._hold_parents()
        self._keeper.table.entries = _merged(self._keeper.table.entries)

    def _rates(self, number: int, code: str, row: Row) -> None:
        link = self._linked(number, code, row)
        blank: dict[tuple[str, date], bool] = {}
        for column in self._columns:
            text = row[column.name]
            since = column.since or self._terms.since
            schedule = "CH98" if column.schedule == "MFN" and code.startswith("98") else column.schedule
            blank[schedule, since] = not text and blank.get((schedule, since), True)
            if text:
                cell = Cell(number, column.name, schedule, code, text, since, self._ends[column.name], column.origins)
                became = self._say(cell)
                if link and schedule == "CH98" and became != "faulty":
                    self._say(msgspec.structs.replace(cell, code=link, claim=code))
                self._uses[column.name].became[became] += 1
        if not code.startswith("98"):
            self._absent(number, code, blank)

    def _say(self, cell: Cell) -> str:
        first = len(self._keeper.table.entries)
        became = self._keeper.say(cell)
        if cell.schedule == "EXPORT":
            self._rows.update(dict.fromkeys(range(first, len(self._keeper.table.entries)), cell.row))
        return became

    def _absent(self, number: int, code: str, blank: Mapping[tuple[str, date], bool]) -> None:
        """Where a table names every line of a schedule, a line that is blank in all its columns has no rate."""
        for (schedule, since), empty in blank.items():
            if empty and schedule in self._terms.complete:
                names = [
                    c.name for c in self._columns if (c.schedule, c.since or self._terms.since) == (schedule, since)
                ]
                self._say(Cell(number, "", schedule, code, "*", since, self._ends[names[0]]))

    def _linked(self, number: int, code: str, row: Row) -> str:
        """The ordinary line behind a line of chapter 98."""
        text = re.sub(r"[\s.]", "", row[self._link]) if self._link else ""
        if not text or not self._link:
            return ""
        if code.startswith("98") and re.match(r"^\d{8}(\d{2})?$", text) and not text.startswith("98"):
            self._uses[self._link].became["rate"] += 1
            return text
        self._keeper.table.problem(
            number, code, f"Mã tương ứng “{text}”: cần một mã 8 số ngoài Chương 98, ở dòng của Chương 98",
            f"Corresponding line “{text}”: a code of 8 digits outside chapter 98 is needed, on a line of chapter 98",
        )  # fmt: skip
        self._uses[self._link].became["faulty"] += 1
        return ""

    def _line(self, number: int, code: str, row: Row) -> None:
        vi, en, path_vi, path_en, unit, notes = (
            row[name] if (name := self._texts[wanted]) else "" for wanted in
            ("description_vi", "description_en", "path_vi", "path_en", "unit", "notes")
        )  # fmt: skip
        if not vi and not path_vi:
            return
        if code in self._lines:
            self._keeper.table.repeated += 1
            return
        self._lines.add(code)
        first, _, second = unit.partition("/")
        path = Words(_clean(path_vi or vi), _clean(path_en or en))
        words = Words(_clean(vi) or path.vi, _clean(en) or path.en)
        self._keeper.table.lines.append(
            Line(code, words, path, _unit(first), _unit(second), self._terms.since, self._terms.until,
                 self._terms.edition, notes=Words(notes, notes), source=self._terms.source)
        )  # fmt: skip

    def _hold_parents(self) -> None:
        """An export rate of eight digits is held where the table has sub-lines of ten with others."""
        entries = self._keeper.table.entries
        parents = {entry.code[:8] for entry in entries if len(entry.code) == 10 and entry.schedule == "EXPORT"}
        for place, row in self._rows.items():
            if entries[place].code in parents and entries[place].kind != "held":
                self._keeper.hold(place, row, _BY_SUBLINE)


def _columns(names: Sequence[str], terms: Terms) -> list[Column]:
    """The rate columns: as a person says, else as their headings are known."""
    said = {headings.plain(name): target for name, target in terms.columns}
    found = (
        headings.told(name, said[headings.plain(name)]) if headings.plain(name) in said else headings.column(name)
        for name in names
    )
    return [column for column in found if column is not None]


def _ends(columns: Sequence[Column], terms: Terms) -> dict[str, date | None]:
    """The last day of each column: the day before a later column of the same schedule begins."""
    ends: dict[str, date | None] = {}
    for column in columns:
        since = column.since or terms.since
        starts = [other.since or terms.since for other in columns if other.schedule == column.schedule]
        later = [start for start in starts if start > since]
        ends[column.name] = min(later) - _ONE if later else terms.until
    return ends


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    """Columns of single parties that say the same become one entry for all of them."""
    found: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
    alone: list[Entry] = []
    for entry in entries:
        if not entry.origins:
            alone.append(entry)
            continue
        key = (entry.schedule, entry.code, entry.since, *msgspec.structs.replace(entry, origins=EVERYWHERE).says)
        found[key].append(entry)
    members = {schedule.key: schedule.members for schedule in schedules()}
    for few in found.values():
        origins = frozenset[str]().union(*(entry.origins for entry in few))
        everyone = EVERYWHERE if origins == members[few[0].schedule] else origins
        alone.append(msgspec.structs.replace(few[0], origins=everyone))
    return alone


def _clean(text: str) -> str:
    parts = (re.sub(r"^[-\s]+", "", _MARK.sub("", part)).strip() for part in text.split(" > "))
    return " > ".join(part for part in parts if part)


def _unit(text: str) -> str:
    return UNITS.get(text.strip().lower(), "")
