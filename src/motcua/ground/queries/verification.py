"""`verify`: the log against itself, its signatures, and every table of the house."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from motcua.ground.domain import faults
from motcua.ground.domain.covering import REGISTER, CoveredTable, Fault
from motcua.ground.domain.faults import fault
from motcua.ground.queries.filecheck import check_files
from motcua.ground.queries.merge import Merge
from motcua.ground.queries.receiptcheck import ReceiptCheck
from motcua.ground.queries.snapshot import Snapshot, columns_of
from motcua.ground.queries.treecheck import TreeCheck
from motcua.kernel.words import Words

MOST_FAULTS = 1000
"""After so many faults the rest is not told."""


class _Enough(Exception):
    """So much is wrong that telling more of it helps nobody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a table stands: "covered" or "checked" by `names`, "excused" for a reason, or "" (a fault)."""

    table: str
    standing: str
    names: tuple[str, ...] = ()
    reason: Words = Words("", "")
    columns_excused: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Report:
    """What `verify` saw and found."""

    leaves: int = 0
    rows: int = 0
    size: int = 0
    heads: int = 0
    receipts: int = 0
    files: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    more: bool = False

    @property
    def good(self) -> bool:
        """Whether everything is as the log says."""
        return not self.faults


def verify(most: int = MOST_FAULTS, progress: Callable[[str], None] = lambda stage: None) -> Report:
    """Check the whole log and all tables. Reads once, in constant memory, and changes nothing."""
    report = Report()

    def note(found: Fault) -> None:
        report.faults.append(found)
        if len(report.faults) >= most:
            raise _Enough

    stages: tuple[tuple[str, Callable[[Snapshot], None]], ...] = (
        ("tables", lambda snapshot: _each(faults_of_tables(), note)),
        ("log", lambda snapshot: _walk(snapshot, note, report)),
        ("files", lambda snapshot: setattr(report, "files", check_files(snapshot, note))),
        ("checks", lambda snapshot: _run_checks(note)),
    )
    try:
        with Snapshot() as snapshot:
            for name, stage in stages:
                progress(name)
                begun = time.perf_counter()
                stage(snapshot)
                report.seconds[name] = time.perf_counter() - begun
    except _Enough:
        report.more = True
    return report


def standings() -> list[Standing]:
    """Every table of the database, and how it stands."""
    return [_standing(table) for table in sorted(connection.introspection.table_names())]


def faults_of_tables() -> Iterator[Fault]:
    """Tables and columns for which nobody answers, and covered tables that are not there."""
    for each in standings():
        if not each.standing:
            yield fault(each.table, faults.TABLE)
    existing = set(connection.introspection.table_names())
    for covered in REGISTER.tables.values():
        if covered.table in existing:
            yield from _faults_of_columns(covered)
        else:
            yield fault(covered.table, faults.TABLE_LOST)


def _standing(table: str) -> Standing:
    standing, told = REGISTER.standing(table)
    if standing == "excused":
        return Standing(table, standing, reason=told)
    covered = REGISTER.tables.get(table)
    excused = tuple(covered.excused.items()) if covered else ()
    return Standing(table, standing, tuple(told or ()), columns_excused=excused)


def _faults_of_columns(covered: CoveredTable) -> Iterator[Fault]:
    known = {*covered.columns, *covered.excused, covered.leaf_column}
    for column in columns_of(covered.table):
        if column not in known:
            yield fault(covered.table, faults.COLUMN_LOOSE, column=column)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{covered.table}" WHERE "{covered.leaf_column}" IS NULL')  # noqa: S608
        (count,) = cursor.fetchone()
    if count:
        yield fault(covered.table, faults.NO_LEAF, count=count)


def _walk(snapshot: Snapshot, note: Callable[[Fault], None], report: Report) -> None:
    merge, tree, receipts = Merge(snapshot, note), TreeCheck(snapshot, note), ReceiptCheck(snapshot, note)
    into_tree, to_receipts = tree.feed, receipts.feed

    def feed(leaf: int, digest: bytes) -> None:
        into_tree(leaf, digest)
        to_receipts(leaf, digest)

    try:
        merge.walk(feed)
        tree.finish()
        receipts.finish()
    finally:
        report.leaves, report.rows, report.size = merge.leaves, merge.rows, tree.size
        report.heads, report.receipts = tree.heads, receipts.seen


def _run_checks(note: Callable[[Fault], None]) -> None:
    for check in REGISTER.checks.values():
        _each(check.function(), note)


def _each(found: Iterable[Fault], note: Callable[[Fault], None]) -> None:
    for each in found:
        note(each)
