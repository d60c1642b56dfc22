"""Figures: a value that can be opened. Values are exact; a share is a percentage such as 142.19."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

import msgspec

from motcua.kernel.canonical import encode
from motcua.kernel.words import Words
from motcua.reports.domain.targets import Target


class Figure(msgspec.Struct, frozen=True):
    """One figure. `value` is in whole units, unrounded, or a code; `rows` names what lists the rows behind it."""

    id: str
    label: Words
    value: int | float | str
    unit: str
    text: Words
    rows: str


class Line(msgspec.Struct, frozen=True):
    """A row of a table: a branch or a month.

    `green`, `yellow` and `red` count all that were registered, also those cancelled later, as the cap does;
    `declarations` counts those not cancelled.
    """

    key: str
    label: Words
    revenue: int
    declarations: int
    enterprises: int
    turnover_usd_e4: int
    green: int
    yellow: int
    red: int
    before: int = 0
    """Revenue of the same row in the year before."""

    @property
    def inspection_rate(self) -> float:
        """Physical inspections among what was registered, in percent."""
        return percent(self.red, self.registered)

    @property
    def registered(self) -> int:
        """Declarations registered, also those cancelled later."""
        return self.green + self.yellow + self.red


class Selected(msgspec.Struct, frozen=True):
    """What our cap binds: declarations registered here and inspected of them; `elsewhere` another system selected."""

    registered: int
    inspected: int
    elsewhere: int


class Report(msgspec.Struct, frozen=True):
    """The annual report's figures to a day, with the revenue targets that they were held against."""

    year: int
    as_of: date
    figures: tuple[Figure, ...]
    by_branch: tuple[Line, ...]
    by_month: tuple[Line, ...]
    total: Line
    selected: Selected
    targets: tuple[Target, ...] = ()

    def figure(self, id_: str) -> Figure:
        """A figure by id. KeyError if there is none."""
        return {figure.id: figure for figure in self.figures}[id_]

    @property
    def fingerprint(self) -> str:
        """A hash over all values: equal data give equal fingerprints on every machine and engine."""
        told = [[figure.id, repr(figure.value)] for figure in self.figures]
        rows = [msgspec.structs.astuple(line) for line in (*self.by_branch, *self.by_month, self.total)]
        return sha256(encode([self.year, self.as_of, told, rows])).hexdigest()


def percent(part: int, whole: int) -> float:
    """A share in percent, from exact numbers; 0.0 of nothing."""
    return float(Fraction(part * 100, whole)) if whole else 0.0


def growth(now: int, before: int) -> float:
    """Growth in percent; 0.0 from nothing."""
    return float(Fraction((now - before) * 100, before)) if before else 0.0


def as_json(report: Report, language: str) -> Mapping[str, Any]:
    """The report as the contract of `report annual --format json` says."""
    return {
        "year": report.year,
        "as_of": report.as_of.isoformat(),
        "fingerprint": report.fingerprint,
        "figures": [
            {
                "id": figure.id, "value": figure.value, "unit": figure.unit,
                "text": figure.text.in_language(language), "rows": figure.rows,
            }
            for figure in report.figures
        ],
        "by_branch": [_line(line, language) for line in report.by_branch],
        "by_month": [_line(line, language) for line in report.by_month],
    }  # fmt: skip


def _line(line: Line, language: str) -> Mapping[str, Any]:
    return {
        "key": line.key, "label": line.label.in_language(language), "revenue": line.revenue,
        "revenue_year_before": line.before,
        "declarations": line.declarations, "enterprises": line.enterprises,
        "turnover_usd": line.turnover_usd_e4 / 10_000, "green": line.green, "yellow": line.yellow,
        "red": line.red, "inspection_rate": line.inspection_rate,
    }  # fmt: skip
