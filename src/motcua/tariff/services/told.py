"""Previews and loads as they are told to programs and by the command: plain values, both languages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from motcua.tariff.domain.comparing import Difference
from motcua.tariff.domain.telling import all_said
from motcua.tariff.domain.terms import Problem
from motcua.tariff.queries.loads import LoadShown
from motcua.tariff.services.loading import Preview

MOST = 5_000
"""So many changes, held cells and faults are told to a program; all are counted."""


class ProblemTold(msgspec.Struct, frozen=True):
    """A fault, or something odd: its row (0: the file), code, and what is wrong."""

    row: int
    code: str
    message_vi: str
    message_en: str


class ChangeTold(msgspec.Struct, frozen=True):
    """A line of a schedule from a day on, before and after."""

    schedule: str
    code: str
    since: date
    before: str
    after: str


class HeldTold(msgspec.Struct, frozen=True):
    """A cell whose rate the table alone cannot settle."""

    row: int
    schedule: str
    code: str
    text: str


class ColumnTold(msgspec.Struct, frozen=True):
    """What became of a column's filled cells."""

    name: str
    read_as: str
    schedule: str
    filled: int
    became: dict[str, int]


class PreviewTold(msgspec.Struct, frozen=True):
    """What a file says and what loading it would change, against the state `stands_on` of the tariff."""

    file: str
    kind: str
    layout: str
    rows: int
    lines: int
    entries: int
    cells: dict[str, int]
    repeated: int
    marks: int
    ignored: list[str]
    columns: list[ColumnTold]
    problems: list[ProblemTold]
    problems_total: int
    warnings: list[ProblemTold]
    held: list[HeldTold]
    held_total: int
    new: dict[str, int]
    same: dict[str, int]
    silent: dict[str, int]
    changed: list[ChangeTold]
    changed_total: int
    in_both_annexes: int
    carried: int
    stands_on: str


class DoneTold(msgspec.Struct, frozen=True):
    """What was stored. `again`: it had been loaded before, and nothing was stored now."""

    load: str
    lines: int
    entries: int
    left: int
    again: bool


class LoadTold(msgspec.Struct, frozen=True):
    """One load: what, when, how much, whether it was taken back and why."""

    load: str
    at: datetime
    name: str
    kind: str
    sha256: str
    lines: int
    entries: int
    source: str
    note: str
    withdrawn: str


class LoadsTold(msgspec.Struct, frozen=True):
    """Every load, the latest first, and the state of the tariff."""

    stands_on: str
    loads: list[LoadTold]


def preview_told(shown: Preview, most: int = MOST) -> PreviewTold:
    """A preview in plain values; lists are cut at `most`."""
    table, comparison = shown.table, shown.comparison
    return PreviewTold(
        shown.name, table.kind, table.layout, table.rows, len(table.lines), table.size, dict(table.cells),
        table.repeated, table.marks, table.ignored,
        [ColumnTold(use.name, use.kind, use.schedule, use.filled, dict(use.became)) for use in table.uses],
        problems_told(table.problems[:most]), len(table.problems), problems_told(table.warnings[:most]),
        [HeldTold(each.row, each.schedule, each.code, each.text) for each in table.held[:most]], len(table.held),
        dict(comparison.new), dict(comparison.same), dict(comparison.silent),
        changes_told(comparison.changed[:most]), len(comparison.changed), comparison.both, comparison.carried,
        shown.stands_on,
    )  # fmt: skip


def problems_told(found: Iterable[Problem]) -> list[ProblemTold]:
    """Faults in plain values."""
    return [ProblemTold(each.row, each.code, each.words.vi, each.words.en) for each in found]


def changes_told(found: Iterable[Difference]) -> list[ChangeTold]:
    """Differences in plain values."""
    return [
        ChangeTold(each.schedule, each.code, each.since, all_said(each.before).vi, all_said(each.after).vi)
        for each in found
    ]


def loads_told(found: Sequence[LoadShown]) -> list[LoadTold]:
    """Loads in plain values."""
    return [
        LoadTold(str(each.leaf), each.at, each.name, each.kind, each.sha256, each.lines, each.entries,
                 each.terms.source if each.terms else "", each.note, each.withdrawn)
        for each in found
    ]  # fmt: skip
