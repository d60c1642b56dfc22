"""Counting passengers: one function for one press of a button, a sheet, a program's message and a year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

import msgspec
from django.db import IntegrityError, connection, transaction

from motcua.crossings import events_people as events
from motcua.crossings.covering_tables import ACT, COUNT, T_ACT, T_COUNT
from motcua.crossings.domain.passengers import Count, hour_of, judge
from motcua.crossings.domain.people_errors import BelowZero, FaultyRows, NeedsReason, NothingToWrite
from motcua.crossings.services.people_rights import need_counter
from motcua.ground.services import bulk, ids, keys, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import encode, row_bytes

Cell = tuple[str, str, str, str, str]
"""Day, gate, direction, nationality, papers."""


class Sent(msgspec.Struct, frozen=True):
    """How counts came: `source` is page, sheet, api or demo; `file` the sheet kept; `key` makes it harmless twice."""

    source: str = "page"
    file: int | None = None
    note: str = ""
    key: str = ""


class Counted(msgspec.Struct, frozen=True):
    """What was written: the leaf, rows and people. `repeated` where the same key had been answered before."""

    leaf: int
    rows: int
    people: int
    repeated: bool = False


def count(many: Sequence[Count], *, by: Actor, at: datetime, sent: Sent = Sent()) -> Counted:  # noqa: B008 - frozen
    """Write counts, all or none, with one leaf. The same key and rows again is what was written.

    FaultyRows with every fault, NotAllowed for a gate of another office, OtherBody.
    """
    return _write(many, by, at, sent, events.COUNTED)


def correct(many: Sequence[Count], *, by: Actor, at: datetime, sent: Sent) -> Counted:
    """Write corrections as further rows: what is taken away is below zero, and no quarter hour ever falls below it.

    NeedsReason without a note, BelowZero, and as `count`.
    """
    if not sent.note.strip():
        raise NeedsReason
    return _write(many, by, at, sent, events.CORRECTED)


def _write(many: Sequence[Count], by: Actor, at: datetime, sent: Sent, verb: str) -> Counted:
    if not many:
        raise NothingToWrite
    need_counter(by, {row.gate: row.day for row in many})
    said = [verb, sent.note, [msgspec.structs.astuple(row) for row in many]] if sent.key else []
    body = sha256(encode(said)).digest()
    try:
        return _before(many, sent.key, body) or _store(many, by, at, sent, verb, body)
    except IntegrityError:
        before = _before(many, sent.key, body)
        if before is None:
            raise
        return before


def _before(many: Sequence[Count], key: str, body: bytes) -> Counted | None:
    found = keys.find(many[0].gate, f"count {key}", body) if key else None
    return Counted(found.leaf, len(many), sum(row.count for row in many), True) if found else None


@transaction.atomic
def _store(many: Sequence[Count], by: Actor, at: datetime, sent: Sent, verb: str, body: bytes) -> Counted:
    findings = judge(many, at, corrects=verb == events.CORRECTED)
    if findings:
        raise FaultyRows(findings)
    leaf = ids.one(at)
    act = (leaf, at, by.reference, sent.source, sent.file, " ".join(sent.note.split())[:400])
    rows = [
        (leaf, no, row.day.isoformat(), row.quarter, row.gate, row.direction, row.nationality, row.document, row.count)
        for no, row in enumerate(many)
    ]
    answers = [keys.Answer(many[0].gate, f"count {sent.key}", body, leaf, leaf, at)] if sent.key else []
    told = [row_bytes(T_ACT, act), *(row_bytes(T_COUNT, row) for row in rows)]
    told += [row_bytes(keys.COVERED.table, answer) for answer in answers]
    _add_up(many)
    bulk.insert(T_ACT, ACT, [act], (1,))
    bulk.insert(T_COUNT, COUNT, rows)
    _not_below_zero(row for row in many if row.count < 0)
    keys.keep(answers)
    people = sum(row.count for row in many)
    facts = {"rows": len(rows), "people": people}
    log.append([log.leaf(verb, id=leaf, subject=f"passengers/{leaf}", at=at, by=by, facts=facts, rows=told)])
    return Counted(leaf, len(rows), people)


_RAISE = (
    "INSERT INTO crossings_passenger_day (day, gate, direction, nationality, document, count)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (day, gate, direction, nationality, document)"
    " DO UPDATE SET count = crossings_passenger_day.count + excluded.count"
)
_LOWER = (
    "UPDATE crossings_passenger_day SET count = count - %s"
    " WHERE day = %s AND gate = %s AND direction = %s AND nationality = %s AND document = %s AND count >= %s"
)


def _add_up(many: Iterable[Count]) -> None:
    """Bring the sums of the days forward, in one order, so that two calls wait for each other and never cross.

    Their rows stay locked until the transaction ends, and with them every quarter hour that they sum.
    """
    sums: Mapping[Cell, int]
    sums = defaultdict(int)
    days: dict[date, str] = {}
    for row in many:
        day = days.get(row.day) or days.setdefault(row.day, row.day.isoformat())
        sums[day, row.gate, row.direction, row.nationality, row.document] += row.count
    raised = [(*cell, more) for cell, more in sorted(sums.items()) if more >= 0]
    with connection.cursor() as cursor:
        if len(raised) == len(sums):
            cursor.executemany(_RAISE, raised)
            return
        for cell, more in sorted(sums.items()):
            cursor.execute(_RAISE if more >= 0 else _LOWER, (*cell, more) if more >= 0 else (-more, *cell, -more))
            if more < 0 and cursor.rowcount != 1:
                raise BelowZero(slot=" ".join(cell), left=_left(cell))


def _left(cell: Cell) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(SUM(count), 0) FROM crossings_passenger_day WHERE day = %s AND gate = %s"
            " AND direction = %s AND nationality = %s AND document = %s",
            cell,
        )
        return int(cursor.fetchone()[0])


_SLOT = (
    "SELECT COALESCE(SUM(count), 0) FROM crossings_passenger_count WHERE day = %s AND gate = %s AND quarter = %s"
    " AND direction = %s AND nationality = %s AND document = %s"
)


def _not_below_zero(lowered: Iterable[Count]) -> None:
    taken: dict[Count, int] = defaultdict(int)
    for row in lowered:
        taken[msgspec.structs.replace(row, count=-1)] += row.count
    with connection.cursor() as cursor:
        for row, less in taken.items():
            cursor.execute(
                _SLOT, (row.day.isoformat(), row.gate, row.quarter, row.direction, row.nationality, row.document)
            )
            left = int(cursor.fetchone()[0])
            if left < 0:
                slot = f"{row.gate} {row.day.isoformat()} {hour_of(row.quarter)} {row.nationality} {row.document}"
                raise BelowZero(slot=slot, left=left - less)
