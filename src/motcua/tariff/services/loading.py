"""Loading official tables: read, compared, shown, and only then stored; nothing is overwritten."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.db import transaction

from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.tariff import events, queries
from motcua.tariff.domain.comparing import Comparison, carry, compare
from motcua.tariff.domain.entries import Entry, Line
from motcua.tariff.domain.errors import FaultyTable, NothingToTakeBack
from motcua.tariff.domain.tables import Table, Terms, read
from motcua.tariff.services.reading import rows_of

ROLE = "admin"
_MEDIA = {True: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False: "text/csv"}

Stored = tuple[Any, ...]


class Preview(msgspec.Struct, frozen=True):
    """A table as read, and what it would change. Nothing is stored."""

    name: str
    table: Table
    comparison: Comparison


class Loaded(msgspec.Struct, frozen=True):
    """What was stored: the load's id is its leaf."""

    leaf: int
    lines: int
    entries: int
    skipped: int


def preview(content: bytes, name: str, terms: Terms, sheet: str = "") -> Preview:
    """Read a table and compare it with the book in force. UnreadableFile if it is none."""
    names, rows = rows_of(content, name, sheet)
    table = read(names, rows, terms)
    book = queries.book()
    return Preview(name, table, compare(table, book, carry(table, book)))


def load(
    content: bytes, name: str, terms: Terms, *, by: Actor, at: datetime, sheet: str = "", note: str = "",
    without_faults: bool = False,
) -> Loaded:  # fmt: skip
    """Store a table over those before it. FaultyTable if it has faults, unless it is taken without them."""
    _allowed(by)
    names, rows = rows_of(content, name, sheet)
    table = read(names, rows, terms)
    carry(table, queries.book())
    if table.problems and not (without_faults and table.entries):
        first = table.problems[0]
        raise FaultyTable(count=len(table.problems), row=first.row, first=first.words.vi)
    with transaction.atomic():
        file_id = files.keep(content, media_type=_MEDIA[content[:2] == b"PK"], at=at, by=by)
        leaf = ids.take(at)[0]
        row = (leaf, at, by.account, name[:200], sha256(content).hexdigest(), file_id, len(table.lines),
               len(table.entries), note)  # fmt: skip
        _store(row, table, at, by)
        _tell()
    return Loaded(leaf, len(table.lines), len(table.entries), len(table.problems))


def withdraw(load_id: int, *, by: Actor, at: datetime, reason: str) -> int:
    """Take a load back: one step back, nothing removed. Returns the leaf. NothingToTakeBack if none counts."""
    _allowed(by)
    with transaction.atomic():
        if load_id not in queries.version():
            raise NothingToTakeBack(load=load_id)
        leaf = ids.take(at)[0]
        row = (leaf, load_id, at, by.account, reason)
        bulk.insert("tariff_withdrawal", events.WITHDRAWAL_COLUMNS, [row], moments=(2,))
        log.append([
            log.leaf(events.WITHDRAWN, id=leaf, subject=f"tariff/{load_id}", at=at, by=by,
                     rows=[row_bytes("tariff_withdrawal", row)])
        ])  # fmt: skip
        _tell()
    return leaf


def _tell() -> None:
    """Let this process see the change at once, and again after the commit."""
    queries.forget()
    transaction.on_commit(queries.forget)


def _allowed(by: Actor) -> None:
    if by.kind != "system":
        by.need(ROLE)


def _store(load_row: Stored, table: Table, at: datetime, by: Actor) -> None:
    leaf = load_row[0]
    lines = [_line_row(leaf, no, line) for no, line in enumerate(table.lines, start=1)]
    taken = ids.take(at, len(table.entries)) if table.entries else []
    entries = [_entry_row(number, leaf, entry) for number, entry in zip(taken, table.entries, strict=True)]
    bulk.insert("tariff_load", events.LOAD_COLUMNS, [load_row], moments=(1,))
    bulk.insert("tariff_line", events.LINE_COLUMNS, lines)
    bulk.insert("tariff_entry", events.ENTRY_COLUMNS, entries)
    facts = {"lines": len(lines), "entries": len(entries), "sha256": load_row[4]}
    log.append([
        log.leaf(events.LOADED, id=leaf, subject=f"tariff/{leaf}", at=at, by=by, facts=facts,
                 rows=_covered(load_row, lines, entries))
    ])  # fmt: skip


def _covered(load_row: Stored, lines: Sequence[Stored], entries: Sequence[Stored]) -> Iterator[bytes]:
    yield row_bytes("tariff_load", load_row)
    yield from _bytes("tariff_line", lines)
    yield from _bytes("tariff_entry", entries)


def _bytes(table: str, rows: Iterable[Stored]) -> Iterator[bytes]:
    return (row_bytes(table, row) for row in rows)


def _line_row(leaf: int, no: int, line: Line) -> Stored:
    return (leaf, no, line.code, line.edition, line.since.isoformat(), _iso(line.until), line.unit, line.unit2,
            line.words.vi, line.words.en, line.path.vi, line.path.en, line.source)  # fmt: skip


def _entry_row(number: int, leaf: int, entry: Entry) -> Stored:
    return (number, leaf, entry.schedule, entry.code, entry.since.isoformat(), _iso(entry.until), entry.kind,
            entry.ppm, entry.amount, entry.unit, entry.currency, _few(entry.origins), _few(entry.excluded),
            entry.condition, entry.source, int(entry.verified),
            entry.evidence)  # fmt: skip


def _few(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes)) if codes else ""


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
