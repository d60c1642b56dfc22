"""Records of physical inspection: one officer writes, another signs, and only then the declaration moves."""

from datetime import datetime

from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NoRecordWaits, OwnRecord, RecordContradicts, RecordWaits
from motcua.declarations.domain.inspecting import Record, contradiction
from motcua.declarations.domain.life import MOVES, State
from motcua.declarations.models import Inspected, Item
from motcua.declarations.services import rows
from motcua.declarations.services.checks import case
from motcua.declarations.services.life import Standing, record_inspections
from motcua.declarations.services.values import Inspection
from motcua.ground.services import bulk, ids, jobs, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.money import e4, from_e4
from motcua.kernel.moves import move
from motcua.reference import domain as reference

AGREED, RETURNED = "agreed", "returned"
LONGEST = 400


@transaction.atomic
def write_record(subject: int, record: Record, *, by: Actor, at: datetime) -> int:
    """Write down an inspection; it waits for a second officer. Returns its leaf.

    RecordContradicts, RecordWaits, UnknownCode; Impossible where the goods are not being inspected.
    """
    _, standing = case(subject, by)
    move(MOVES, State(standing.state), "record inspection")
    if waiting(subject) is not None:
        raise RecordWaits(number=standing.number)
    _check(record, standing, at)
    leaf = ids.one(at)
    no = Inspected.objects.filter(declaration_id=subject).count() + 1
    head = (
        leaf, subject, no, at, by.reference, record.began_at, record.place.strip()[:200], record.method, record.rate,
        record.containers.strip()[:LONGEST], record.seals.strip()[:LONGEST], record.finding, int(record.analysis),
        record.samples.strip()[:LONGEST], record.note.strip()[:2000],
    )  # fmt: skip
    lines = [
        (leaf, line.no, None if line.quantity is None else e4(line.quantity), line.finding, line.note.strip()[:LONGEST])
        for line in sorted(record.lines, key=lambda line: line.no)
    ]
    bulk.insert(rows.T_INSPECTED, rows.INSPECTED, [head], rows.INSPECTED_MOMENTS)
    bulk.insert(rows.T_INSPECTED_LINE, rows.INSPECTED_LINE, lines)
    told = [row_bytes(rows.T_INSPECTED, head), *(row_bytes(rows.T_INSPECTED_LINE, line) for line in lines)]
    _append(events.INSPECTION_WRITTEN, leaf, standing, told, by, at)
    return leaf


@transaction.atomic
def sign_record(subject: int, *, agreed: bool, note: str, record: int = 0, by: Actor, at: datetime) -> None:
    """The second officer agrees, and the declaration moves on; or returns the record, to be written anew.

    `record` is the leaf of the one that was read; 0 signs whatever waits. NoRecordWaits, OwnRecord.
    """
    _, standing = case(subject, by)
    held = waiting(subject)
    if held is None or record not in (0, held.leaf):
        raise NoRecordWaits(number=standing.number)
    if held.actor == by.reference:
        raise OwnRecord
    leaf = ids.one(at)
    row = (leaf, held.leaf, at, by.reference, AGREED if agreed else RETURNED, note.strip()[:LONGEST])
    bulk.insert(rows.T_COUNTERSIGNED, rows.COUNTERSIGNED, [row], rows.COUNTERSIGNED_MOMENTS)
    _append(events.INSPECTION_SIGNED, leaf, standing, [row_bytes(rows.T_COUNTERSIGNED, row)], by, at)
    if agreed:
        found = Inspection(subject, at, held.finding, held.note[:LONGEST], analysis=held.analysis == 1)
        record_inspections([found], by=by)
        _tell(standing, held.finding, at)


def _tell(standing: Standing, finding: str, at: datetime) -> None:
    """Tell rooms above of a finding that is not as declared."""
    if reference.entry("finding_code", finding, law_day(at)).says("discrepancy"):
        told = {"number": standing.number, "office": standing.office, "finding": finding, "at": at.isoformat()}
        jobs.put(events.DISCREPANCY, told, at=at)


def waiting(subject: int) -> Inspected | None:
    """The record that waits for its second signature."""
    return Inspected.objects.filter(declaration_id=subject, countersigned=None).first()


def _check(record: Record, standing: Standing, at: datetime) -> None:
    day = law_day(at)
    reference.entry("inspection_method", record.method, day)
    for finding in {record.finding, *(line.finding for line in record.lines)}:
        reference.entry("finding_code", finding, day)
    items = Item.objects.filter(declaration_id=standing.id, version=standing.version)
    declared = {no: from_e4(quantity) for no, quantity in items.values_list("no", "quantity_e4")}
    if field := contradiction(record, declared):
        raise RecordContradicts(field=field)


def _append(verb: str, leaf: int, standing: Standing, told: list[bytes], by: Actor, at: datetime) -> None:
    log.append([log.leaf(verb, id=leaf, subject=f"declaration/{standing.number}", at=at, by=by, facts={}, rows=told)])
