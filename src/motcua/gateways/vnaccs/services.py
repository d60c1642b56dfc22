"""Loading exports: kept byte for byte, read, checked in full, and recorded; each declaration whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.gateways.vnaccs import events, queries
from motcua.gateways.vnaccs.domain import ColumnMap, Export, Fault, Source, packaged, read
from motcua.gateways.vnaccs.domain.columns import read_map
from motcua.gateways.vnaccs.domain.errors import unreadable
from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

KINDS = ("declaration", "step", "payment")
TOGETHER = 8
"""Files in one load at the most: declarations and their items may come in files of their own."""
LARGEST = 64 << 20
"""Bytes of all files of a load."""
TOLD = 10_000
"""Faults that are kept of a load; all are counted."""


class Counts(msgspec.Struct):
    """What became of the records of one kind."""

    new: int = 0
    version: int = 0
    same: int = 0
    refused: int = 0


class Summary(msgspec.Struct):
    """What a load did, or would do (`leaf` is 0 then). `differing` declarations differ from our assessment."""

    rows: int
    counts: dict[str, Counts]
    faults: list[Fault]
    differing: int
    ignored: list[str]
    skipped: list[str]
    leaf: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was refused."""
        return not self.faults


def check(
    sources: Sequence[Source], *, by: Actor, at: datetime, columns: bytes | None = None
) -> Summary:  # fmt: skip
    """What loading these files would do. Nothing is written. UnreadableExport, UnreadableMap, NotAllowed."""
    declarations.need_recorder(by)
    _bounded(sources)
    return _take(sources, _map(columns), {}, by=by, at=at, dry=True)


@transaction.atomic
def arrive(sources: Sequence[Source], *, by: Actor, at: datetime, columns: bytes | None = None) -> int:
    """Keep files byte for byte before they are read; returns the arrival's leaf. NotAllowed, UnreadableExport."""
    declarations.need_recorder(by)
    _bounded(sources)
    held = [("export", source) for source in sources]
    if columns is not None:
        held.append(("map", Source("columns.csv", columns)))
    kept = files.keep_many(
        [source.content for _, source in held], media_type="application/octet-stream", at=at, by=by
    )  # fmt: skip
    leaf = ids.one(at)
    rows = [
        (leaf, no, role, file, source.name[-200:], len(source.content), at, by.reference)
        for no, (file, (role, source)) in enumerate(zip(kept, held, strict=True), start=1)
    ]
    bulk.insert(events.T_ARRIVAL, events.ARRIVAL, rows, events.ARRIVAL_MOMENTS)
    covered = [row_bytes(events.T_ARRIVAL, row) for row in rows]
    log.append([log.leaf(events.ARRIVED, id=leaf, subject=f"vnaccs/{leaf}", at=at, by=by, rows=covered)])
    return leaf


def preview(arrival: int, *, by: Actor, at: datetime) -> Summary:
    """What loading an arrival would do; nothing is written. NotFound, UnreadableExport, UnreadableMap, NotAllowed."""
    declarations.need_recorder(by)
    sources, columns, numbered = _arrived(arrival)
    return _take(sources, _map(columns), numbered, by=by, at=at, dry=True)


def load(arrival: int, *, by: Actor, at: datetime) -> Summary:
    """Load what arrived: what is right is recorded, the rest is told. The same again changes nothing."""
    declarations.need_recorder(by)
    sources, columns, numbered = _arrived(arrival)
    summary = _take(sources, _map(columns), numbered, by=by, at=at, dry=False)
    summary.leaf = _write(summary, arrival, by, at)
    return summary


def _bounded(sources: Sequence[Source]) -> None:
    if not 0 < len(sources) <= TOGETHER:
        raise unreadable(
            str(len(sources)), f"mỗi lần nạp từ 1 đến {TOGETHER} tệp", f"a load takes 1 to {TOGETHER} files"
        )
    if sum(len(source.content) for source in sources) > LARGEST:
        raise unreadable(
            sources[0].name, f"các tệp lớn hơn {LARGEST >> 20} MB", f"it is larger than {LARGEST >> 20} MB"
        )


def _map(content: bytes | None) -> ColumnMap:
    return packaged() if content is None else read_map(content)


def _arrived(arrival: int) -> tuple[list[Source], bytes | None, dict[int, int]]:
    held = queries.arrival(arrival)
    exports = [each for each in held if each.role == "export"]
    columns = next((queries.content(each) for each in held if each.role == "map"), None)
    sources = [Source(each.name, queries.content(each)) for each in exports]
    return sources, columns, {no: each.file for no, each in enumerate(exports, start=1)}


def _take(
    sources: Sequence[Source], columns: ColumnMap, kept: Mapping[int, int], *, by: Actor, at: datetime, dry: bool
) -> Summary:  # fmt: skip
    export = read(sources, columns, law_day(at))
    taken = declarations.record(list(_units(export, kept)), by=by, at=at, dry=dry)
    counts = {kind: Counts() for kind in KINDS}
    numbered = {file: no for no, file in kept.items()} if kept else {}
    refused = []
    for each in taken:
        held = counts[each.kind]
        setattr(held, each.outcome, getattr(held, each.outcome) + 1)
        if each.why is not None:
            refused.append(_refusal(each, numbered))
    counts["declaration"].refused += len(export.spoiled)
    counts["step"].refused += export.refused_steps
    counts["payment"].refused += export.refused_payments
    faults = sorted([*export.faults, *refused], key=lambda found: (found.file, found.sheet, found.row, found.column))
    return Summary(
        export.rows, counts, faults, sum(each.differs > 0 for each in taken), list(dict.fromkeys(export.ignored)),
        export.skipped,
    )  # fmt: skip


def _refusal(taken: declarations.Taken, numbered: Mapping[int, int]) -> Fault:
    why, place = taken.why, taken.place
    assert why is not None
    words = Words(why.in_language("vi"), why.in_language("en"))
    nothing = Words("", "")
    no = numbered.get(place.file, place.file)
    return Fault(no, place.sheet, place.row, "", taken.number, why.code, words, nothing, nothing)


def _units(export: Export, kept: Mapping[int, int]) -> Iterator[declarations.Unit]:
    """All that is said of each declaration, those registered first coming first."""

    def place(found: tuple[int, str, int]) -> declarations.Place:
        return declarations.Place(kept.get(found[0], found[0]), *found[1:])

    versions: dict[str, list[declarations.Registered]] = {}
    for row in sorted(export.declarations, key=lambda each: (each.at, each.number)):
        versions.setdefault(row.number[:11], []).append(
            declarations.Registered(
                row.number, row.at, row.message, row.theirs, place(row.place), row.digest, row.channel, row.amended_at
            )
        )
    steps: dict[str, list[declarations.Followed]] = {}
    for step in export.steps:
        steps.setdefault(step.number[:11], []).append(
            declarations.Followed(
                step.number, place(step.place), step.channel, step.channel_at, step.cleared_at, step.passed_at,
                step.cancelled_at,
            )
        )  # fmt: skip
    payments: dict[str, list[declarations.Paid]] = {}
    for paid in export.payments:
        payments.setdefault(paid.number[:11], []).append(
            declarations.Paid(
                paid.number, place(paid.place), paid.amount, paid.at, paid.bank, paid.reference, paid.interest
            )
        )
    for root in dict.fromkeys([*versions, *steps, *payments]):
        yield declarations.Unit(
            root, tuple(versions.get(root, ())), tuple(steps.get(root, ())), tuple(payments.get(root, ()))
        )


@transaction.atomic
def _write(summary: Summary, arrival: int, by: Actor, at: datetime) -> int:
    leaf = ids.one(at)
    ignored = ", ".join(summary.ignored)[:1000]
    rows = {
        events.T_LOAD: [
            (leaf, arrival, at, by.reference, summary.rows, len(summary.faults), summary.differing, ignored)
        ],
        events.T_COUNT: sorted((leaf, kind, *msgspec.structs.astuple(held)) for kind, held in summary.counts.items()),
        events.T_FAULT: [_fault_row(leaf, no, each) for no, each in enumerate(summary.faults[:TOLD], start=1)],
    }  # fmt: skip
    bulk.insert(events.T_LOAD, events.LOAD, rows[events.T_LOAD], events.LOAD_MOMENTS)
    bulk.insert(events.T_COUNT, events.COUNT, rows[events.T_COUNT])
    bulk.insert(events.T_FAULT, events.FAULT, rows[events.T_FAULT])
    covered = [row_bytes(table, row) for table, held in rows.items() for row in held]
    facts = {"arrival": arrival, "faults": len(summary.faults), "rows": summary.rows}
    log.append([log.leaf(events.LOADED, id=leaf, subject=f"vnaccs/{arrival}", at=at, by=by, facts=facts, rows=covered)])
    return leaf


def _fault_row(leaf: int, no: int, found: Fault) -> tuple[object, ...]:
    return (
        leaf, no, found.file, found.sheet[:80], found.row, found.column[:120], found.value[:120], found.code,
        told(found).vi[:800], told(found).en[:800],
    )  # fmt: skip


def told(found: Fault) -> Words:
    """What is wrong, what was expected and what to do, in one text for each language."""
    vi = [found.message.vi, f"Cần: {found.expected.vi}." if found.expected.vi else "", found.remedy.vi]
    en = [found.message.en, f"Expected: {found.expected.en}." if found.expected.en else "", found.remedy.en]
    return Words(" ".join(filter(None, vi)), " ".join(filter(None, en)))
