"""Storing: a table that was read as rows of this room, all under one leaf."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.tariff import events
from motcua.tariff.domain.entries import Entry, Line
from motcua.tariff.domain.terms import Table

Stored = tuple[Any, ...]
_COLUMNS = {
    "tariff_load": events.LOAD_COLUMNS, "tariff_line": events.LINE_COLUMNS, "tariff_entry": events.ENTRY_COLUMNS,
    "tariff_from": events.FROM_COLUMNS, "tariff_note": events.NOTE_COLUMNS, "tariff_claim": events.CLAIM_COLUMNS,
    "tariff_quotation": events.QUOTATION_COLUMNS, "tariff_cross": events.CROSS_COLUMNS,
    "tariff_correlation": events.CORRELATION_COLUMNS,
}  # fmt: skip


def store(load_row: Stored, arrival: int, table: Table, *, by: Actor, at: datetime) -> None:
    """Store a load with all that its table says, in the current transaction."""
    leaf = load_row[0]
    rows = {"tariff_load": [load_row], **_rows(leaf, arrival, table, at)}
    for name, listed in rows.items():
        if listed:
            bulk.insert(name, _COLUMNS[name], listed, moments=(1,) if name == "tariff_load" else ())
    facts = {"lines": len(table.lines), "entries": table.size, "sha256": load_row[4]}
    log.append([
        log.leaf(events.LOADED, id=leaf, subject=f"tariff/{leaf}", at=at, by=by, facts=facts, rows=_covered(rows))
    ])  # fmt: skip


def _rows(leaf: int, arrival: int, table: Table, at: datetime) -> dict[str, list[Stored]]:
    """Rows by table, in the order in which the leaf answers for them."""
    taken = ids.take(at, len(table.entries)) if table.entries else []
    numbered = list(zip(taken, table.entries, strict=True))
    return {
        "tariff_line": [_line_row(leaf, no, line) for no, line in enumerate(table.lines, start=1)],
        "tariff_entry": [_entry_row(number, leaf, entry) for number, entry in numbered],
        "tariff_from": [(leaf, arrival)],
        "tariff_note": [(leaf, no, line.notes.vi) for no, line in enumerate(table.lines, start=1) if line.notes.vi],
        "tariff_claim": [(number, leaf, entry.claim) for number, entry in numbered if entry.claim],
        "tariff_quotation": [
            (leaf, no, each.day.isoformat(), each.currency, each.e4) for no, each in enumerate(table.quoted, start=1)
        ],
        "tariff_cross": [
            (leaf, no, each.currency, each.since.isoformat(), each.until.isoformat(), each.usd_e8)
            for no, each in enumerate(table.crosses, start=1)
        ],
        "tariff_correlation": [
            (leaf, no, each.old, each.new, each.since.isoformat(), each.source, int(each.verified))
            for no, each in enumerate(table.correlations, start=1)
        ],
    }


def _covered(rows: Mapping[str, Sequence[Stored]]) -> Iterator[bytes]:
    for name, listed in rows.items():
        yield from _bytes(name, listed)


def _bytes(table: str, rows: Iterable[Stored]) -> Iterator[bytes]:
    return (row_bytes(table, row) for row in rows)


def _line_row(leaf: int, no: int, line: Line) -> Stored:
    return (leaf, no, line.code, line.edition, line.since.isoformat(), _iso(line.until), line.unit, line.unit2,
            line.words.vi, line.words.en, line.path.vi, line.path.en, line.source)  # fmt: skip


def _entry_row(number: int, leaf: int, entry: Entry) -> Stored:
    return (number, leaf, entry.schedule, entry.code, entry.since.isoformat(), _iso(entry.until), entry.kind,
            entry.ppm, entry.amount, entry.unit, entry.currency, _few(entry.origins), _few(entry.excluded),
            entry.condition, entry.source, int(entry.verified), entry.evidence)  # fmt: skip


def _few(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes)) if codes else ""


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
