"""Tables: an official table read whole into lines and entries, with every fault named by its row.

Three layouts are known by their headings: *wide* (one column a schedule), *by year* (code, agreement,
direction and one column a year) and *entries* (one row an entry, as this room keeps its own).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain import cells, headings
from motcua.tariff.domain.cells import Said, Unreadable
from motcua.tariff.domain.entries import EVERYWHERE, HELD, Entry, Line
from motcua.tariff.domain.packaged import schedules

UNITS = {"kg": "KGM", "chiếc": "PCE", "cái": "PCE", "lít": "LTR", "m3": "MTQ", "m2": "MTK", "m": "MTR", "bộ": "SET",
         "đôi": "PR", "con": "HEA", "tấn": "TNE", "g": "GRM", "carat": "CTM", "kwh": "KWH"}  # fmt: skip
_CODE = re.compile(r"^\d{8}(\d{2})?$")
_MARK = re.compile(r"\s*\((?:SEN|\d)\)")
_MARKS_ONLY = frozenset({"MT", "MT?"})
_ONE = timedelta(days=1)

Row = Mapping[str, str]


class Terms(msgspec.Struct, frozen=True):
    """What the person who loads says of the table: its days, its act, whether they read it in the act.

    `complete` are schedules of which the table names every line: there a blank says that there is none.
    """

    since: date
    until: date | None = None
    source: str = ""
    verified: bool = False
    edition: str = "AHTN 2022"
    complete: frozenset[str] = frozenset({"EXPORT"})


class Problem(msgspec.Struct, frozen=True):
    """A fault of the file: its row (headings are row 1), the code, and what is wrong."""

    row: int
    code: str
    words: Words


class Table(msgspec.Struct):
    """A table as read. Entries have no ids yet (0). `held` counts what the table alone cannot settle."""

    layout: str
    lines: list[Line] = []
    entries: list[Entry] = []
    problems: list[Problem] = []
    ignored: list[str] = []
    rows: int = 0
    repeated: int = 0
    marks: int = 0
    cells: Counter[str] = msgspec.field(default_factory=Counter)


def read(names: Sequence[str], rows: Iterable[Sequence[str]], terms: Terms) -> Table:
    """Read a table. Its layout is known by its headings; a file without a code column has one problem."""
    listed = list(names)
    mapped = (dict(zip(listed, row, strict=False)) for row in rows)
    code = headings.code_column(listed)
    if code is None:
        words = Words("Không có cột mã hàng (code, Mã HS …).", "There is no column of codes (code, Mã HS …).")
        return Table("unknown", problems=[Problem(1, "", words)])
    plain = {headings.plain(name): name for name in listed}
    if {"schedule", "since", "rate"} <= plain.keys():
        return _Reader("entries", terms, code).entries(mapped)
    if "agreement" in plain and any(re.fullmatch(r"20\d\d", name) for name in listed):
        return _Reader("by year", terms, code).by_year(mapped, listed)
    return _Reader("wide", terms, code).wide(mapped, listed)


class _Reader:
    """Reads one table: keeps what was said of each (schedule, code, origins, condition, day)."""

    def __init__(self, layout: str, terms: Terms, code: str) -> None:
        self.table = Table(layout)
        self.terms = terms
        self.code = code
        self._said: dict[tuple[object, ...], int] = {}
        self._acts = {schedule.key: schedule.source for schedule in schedules()}

    def wide(self, rows: Iterable[Row], names: list[str]) -> Table:
        columns = [column for name in names if (column := headings.column(name)) is not None]
        texts = {wanted: headings.text_column(names, wanted) for wanted in headings.TEXTS}
        used = {self.code, *(column.name for column in columns), *(name for name in texts.values() if name)}
        self.table.ignored = [name for name in names if name not in used]
        ends = _ends(columns, self.terms)
        for number, code, row in self._coded(rows):
            self._line(number, code, row, texts)
            for column in columns:
                self._cell(number, code, column, row.get(column.name, ""), ends[column.name])
        self._hold_parents()
        self.table.entries = _merged(self.table.entries)
        return self.table

    def by_year(self, rows: Iterable[Row], names: list[str]) -> Table:
        years = [name for name in names if re.fullmatch(r"20\d\d", name)]
        for number, code, row in self._coded(rows):
            key = self._schedule_of(row)
            if key is None:
                self._problem(number, code, f"Không có biểu {row.get('agreement')}", "No such schedule")
                continue
            for since, until, text in _steps(row, years, self.terms.since):
                self._say(number, key, code, text, since, until)
        return self.table

    def entries(self, rows: Iterable[Row]) -> Table:
        for number, code, row in self._coded(rows):
            try:
                since = date.fromisoformat(row["since"])
                until = date.fromisoformat(row["until"]) if row.get("until") else None
            except ValueError:
                self._problem(number, code, "Ngày phải viết YYYY-MM-DD", "Days are written YYYY-MM-DD")
                continue
            if row["schedule"] not in self._acts:
                self._problem(number, code, f"Không có biểu {row['schedule']}", f"No schedule {row['schedule']}")
                continue
            few = frozenset((row.get("origins") or "").split()), frozenset((row.get("excluded") or "").split())
            self._say(number, row["schedule"], code, row["rate"], since, until, few, row.get("condition") or "",
                      row.get("source") or "")  # fmt: skip
        return self.table

    def _coded(self, rows: Iterable[Row]) -> Iterator[tuple[int, str, Row]]:
        for number, row in enumerate(rows, start=2):
            code = re.sub(r"[\s.]", "", row.get(self.code) or "")
            if not code and not any((value or "").strip() for value in row.values()):
                continue
            self.table.rows += 1
            if _CODE.match(code):
                yield number, code, row
            elif len(code) in (2, 4, 5, 6, 7) and code.isdigit() and not _rates_in(row):
                self.table.repeated += 1
            else:
                self._problem(number, code, "Mã hàng phải có 8 hoặc 10 chữ số", "A code has 8 or 10 digits")

    def _line(self, number: int, code: str, row: Row, texts: Mapping[str, str | None]) -> None:
        vi, en, path_vi, path_en, unit = (
            (row.get(texts[wanted] or "") or "") for wanted in
            ("description_vi", "description_en", "path_vi", "path_en", "unit")
        )  # fmt: skip
        if not vi and not path_vi:
            return
        key = ("LINE", code)
        if key in self._said:
            self.table.repeated += 1
            return
        self._said[key] = number
        first, _, second = unit.partition("/")
        path = Words(_clean(path_vi or vi), _clean(path_en or en))
        self.table.lines.append(
            Line(code, Words(_clean(vi) or path.vi, _clean(en) or path.en), path, _unit(first), _unit(second),
                 self.terms.since, self.terms.until, self.terms.edition, source=self.terms.source)
        )  # fmt: skip

    def _cell(self, number: int, code: str, column: headings.Column, text: str, until: date | None) -> None:
        schedule = "CH98" if column.schedule == "MFN" and code.startswith("98") else column.schedule
        text = (text or "").strip()
        if not text and schedule in self.terms.complete and not code.startswith("98"):
            text = "*"
        if text:
            since = column.since or self.terms.since
            self._say(number, schedule, code, text, since, until, (column.origins, frozenset()))

    def _say(
        self, number: int, schedule: str, code: str, text: str, since: date, until: date | None,
        few: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()), condition: str = "", act: str = "",
    ) -> None:  # fmt: skip
        if schedule == "ENVIRONMENT" and text in _MARKS_ONLY:
            self.table.marks += 1
            return
        try:
            said = cells.read_vat(text) if schedule == "VAT" else _read(text)
        except Unreadable:
            self._problem(number, code, f"{schedule}: “{text}” không phải là thuế suất", f"{schedule}: no rate")
            return
        for each in said:
            self._keep(number, schedule, code, each, since, until, few, condition, act)

    def _keep(
        self, number: int, schedule: str, code: str, said: Said, since: date, until: date | None,
        few: tuple[frozenset[str], frozenset[str]], condition: str, act: str,
    ) -> None:  # fmt: skip
        if schedule == "MFN" and said.condition == "out of quota":
            schedule, said = "QUOTA", msgspec.structs.replace(said, condition="")
        since, until = max(since, said.since or since), said.until or until
        entry = Entry(
            0, schedule, code, since, until, said.kind, said.ppm, said.amount, said.unit, "",
            few[0] | said.origins, few[1] | said.excluded, condition or said.condition,
            act or self.terms.source or self._acts.get(schedule, ""), self.terms.verified, "loaded",
        )  # fmt: skip
        self.table.cells[said.kind] += 1
        held = "" if said.kind == "held" else entry.condition
        key = (schedule, code, entry.origins, held if held != "claimed" else (held, said.kind, said.ppm), since)
        before = self._said.get(key)
        if before is None:
            self._said[key] = len(self.table.entries)
            self.table.entries.append(entry)
        elif self.table.entries[before].says == entry.says:
            self.table.repeated += 1
        else:
            self._conflict(number, before, entry)

    def _conflict(self, number: int, before: int, entry: Entry) -> None:
        first = self.table.entries[before]
        self._problem(
            number, entry.code, f"{entry.schedule}: hai thuế suất khác nhau trong cùng tệp; cả hai bị giữ lại",
            f"{entry.schedule}: two different rates in one file; neither is taken",
        )  # fmt: skip
        self.table.entries[before] = msgspec.structs.replace(
            first, kind="held", ppm=HELD, amount=0, condition="hai thuế suất trong một tệp / two rates in one file"
        )

    def _hold_parents(self) -> None:
        """An export rate of eight digits is held where the table has sub-lines of ten with others."""
        parents = {entry.code[:8] for entry in self.table.entries if len(entry.code) == 10}
        for place, entry in enumerate(self.table.entries):
            if entry.schedule == "EXPORT" and entry.code in parents:
                self.table.entries[place] = msgspec.structs.replace(
                    entry, kind="held", ppm=HELD, amount=0, condition="theo mã 10 số / by ten-digit line"
                )

    def _schedule_of(self, row: Row) -> str | None:
        found = headings.column(row.get("agreement") or "")
        if found is None:
            return None
        export = (row.get("direction") or "import").strip().lower() == "export"
        key = f"EXPORT_{found.schedule}" if export else found.schedule
        return key if key in self._acts else None

    def _problem(self, number: int, code: str, vi: str, en: str) -> None:
        self.table.problems.append(Problem(number, code, Words(vi, en)))


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    """Columns of single parties that say the same become one entry for all of them."""
    found: dict[tuple[object, ...], Entry] = {}
    alone: list[Entry] = []
    for entry in entries:
        if not entry.origins:
            alone.append(entry)
            continue
        key = (entry.schedule, entry.code, entry.since, entry.kind, entry.ppm, entry.condition, entry.excluded)
        first = found.get(key)
        found[key] = entry if first is None else msgspec.structs.replace(first, origins=first.origins | entry.origins)
    members = {schedule.key: schedule.members for schedule in schedules()}
    return alone + [
        msgspec.structs.replace(entry, origins=EVERYWHERE) if entry.origins == members[entry.schedule] else entry
        for entry in found.values()
    ]


def _read(text: str) -> tuple[Said, ...]:
    if text in ("exempt", "absent"):
        return (Said(text),)
    return (Said("held", HELD),) if text == "held" else cells.read(text)


def _ends(columns: Sequence[headings.Column], terms: Terms) -> dict[str, date | None]:
    """The last day of each column: the day before a later column of the same schedule begins."""
    ends: dict[str, date | None] = {}
    for column in columns:
        since = column.since or terms.since
        later = [
            other.since for other in columns
            if other.schedule == column.schedule and other.since is not None and other.since > since
        ]  # fmt: skip
        ends[column.name] = min(later) - _ONE if later else terms.until
    return ends


def _steps(row: Row, years: Sequence[str], since: date) -> Iterator[tuple[date, date, str]]:
    """Runs of equal years as (first day, last day, cell), none before `since`."""
    begun: int | None = None
    for place, year in enumerate(years):
        text = row.get(year) or ""
        begun = place if begun is None else begun
        if place + 1 < len(years) and (row.get(years[place + 1]) or "") == text:
            continue
        first, last = date(int(years[begun]), 1, 1), date(int(year), 12, 31)
        begun = None
        if text.strip() and last >= since:
            yield max(first, since), last, text.strip()


def _rates_in(row: Row) -> bool:
    return any(headings.column(name) is not None and (value or "").strip() for name, value in row.items())


def _clean(text: str) -> str:
    parts = (re.sub(r"^[-\s]+", "", _MARK.sub("", part)).strip() for part in text.split(" > "))
    return " > ".join(part for part in parts if part)


def _unit(text: str) -> str:
    return UNITS.get(text.strip().lower(), "")
