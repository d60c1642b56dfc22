"""Merging: what a gate recorded while it was cut off becomes the department's, each record once, whatever comes twice.

A batch may come again, in pieces that overlap, out of order, or over two lines at once: the installation's row is
locked, a record is known by its gate and number, and has its turn when all before it had theirs.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.db import transaction

from motcua.crossings import events_offline as events
from motcua.crossings.domain.errors import NeedsReason
from motcua.crossings.domain.offline import batches
from motcua.crossings.domain.offline.errors import BadChain, Forked, NoGap, UnknownInstallation
from motcua.crossings.domain.offline.records import MOST_NUMBER, Signed, need_follows
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Installation, OfflineRecord
from motcua.crossings.queries import offline
from motcua.crossings.services.offline import turns
from motcua.crossings.services.offline.writing import one_line, write
from motcua.ground.services import files, ids
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, Refusal

MEDIA = "application/vnd.motcua.gate-batch"


class Merged(msgspec.Struct, frozen=True):
    """What merging gave. `next`: the record that is asked for; `missing`: first and last that later ones wait for.

    `repeated` counts records that had come before; `leaf` is that of the batch, 0 where it brought nothing new.
    """

    next: int
    merged: int = 0
    noted: int = 0
    disputed: int = 0
    repeated: int = 0
    waiting: int = 0
    missing: tuple[int, int] | None = None
    leaf: int = 0


def merge(raw: bytes, *, by: Actor, at: datetime) -> Merged:
    """Merge a batch, from the gate itself or from a file that somebody of the branch brings.

    BadDocument, UnknownInstallation, BadSignature, NotAllowed; BadChain and Forked, of which the batch is kept.
    """
    found = _installation(batches.gate_of(raw))
    need_merger(found, by)
    try:
        batch = batches.read(raw, bytes(found.public))
        return _merge(raw, batch, found, by, at)
    except (BadChain, Forked) as refusal:
        _keep_refused(raw, found, refusal, by, at)
        raise


@transaction.atomic
def _merge(raw: bytes, batch: batches.Batch, found: Installation, by: Actor, at: datetime) -> Merged:
    Installation.objects.select_for_update().get(pk=found.leaf)
    fresh = _fresh(found.leaf, batch.records)
    if not fresh:
        return _told(found.leaf, repeated=len(batch.records))
    file = files.keep(raw, media_type=MEDIA, at=at, by=by)
    leaf = ids.one(at)
    expected = offline.next_number(found.leaf)
    turn = _turn(found.leaf, fresh, expected)
    late = [each.record for each in fresh if each.record.number < expected]
    done = turns.late(late, leaf) + turns.take(found, [each.record for each in turn], leaf, at)
    batch_row = (
        leaf, found.leaf, at, by.reference, batch.head.made_at, file, sha256(raw).digest(),
        batch.records[0].record.number, len(batch.records), len(fresh), "",
    )  # fmt: skip
    rows: dict[str, list[tuple[Any, ...]]] = {
        events.T_BATCH: [batch_row], events.T_RECORD: [_row(each, leaf) for each in fresh], events.T_OUTCOME: done,
    }  # fmt: skip
    facts = {"first": batch.records[0].record.number, "count": len(batch.records), "fresh": len(fresh)}
    write(events.MERGED, f"gate/{found.leaf}", rows, leaf=leaf, by=by, at=at, facts=facts)
    return _told(found.leaf, done, leaf, repeated=len(batch.records) - len(fresh))


@transaction.atomic
def give_up(installation: int, *, note: str, by: Actor, at: datetime) -> Merged:
    """Declare the records that are missing lost for good; those that waited for them have their turn.

    UnknownInstallation, NotAllowed, NeedsReason, NoGap; the head of the branch alone.
    """
    found = _installation(installation)
    if by.kind != "system":
        by.need("head", found.office)
    if not note.strip():
        raise NeedsReason
    Installation.objects.select_for_update().get(pk=installation)
    gap = offline.missing(installation)
    if gap is None:
        raise NoGap
    leaf = ids.one(at)
    waiting = [_signed(row) for row in _rows_from(installation, gap[1] + 1)]
    turn = _in_a_row(waiting, gap[1] + 1)
    done = turns.take(found, [each.record for each in turn], leaf, at)
    row = (leaf, installation, *gap, at, by.reference, one_line(note))
    rows: dict[str, list[tuple[Any, ...]]] = {events.T_GAP: [row], events.T_OUTCOME: done}
    facts = {"first": gap[0], "last": gap[1]}
    write(events.GIVEN_UP, f"gate/{installation}", rows, leaf=leaf, by=by, at=at, facts=facts)
    return _told(installation, done, leaf)


def need_merger(found: Installation, by: Actor) -> None:
    """The gate itself, an administrator, the head or an officer of the branch. NotAllowed."""
    own = by.kind == "gate" and by.name == str(found.leaf)
    post = by.holds("admin") or by.holds("head", found.office) or by.holds("officer", found.office)
    if not (own or by.kind == "system" or (by.kind == "person" and post)):
        raise NotAllowed(who=by.name, act=f"gate/{found.leaf}")


def _installation(number: int) -> Installation:
    """One that is registered, ended or not: what it recorded before its end is still taken."""
    found = Installation.objects.filter(pk=number).first()
    if found is None:
        raise UnknownInstallation(number=number)
    return found


def _fresh(installation: int, many: Sequence[Signed]) -> list[Signed]:
    """The records that did not come before. Forked where one came with another content."""
    wanted = [each.record.number for each in many]
    held = {
        row.number: row.content
        for row in OfflineRecord.objects.filter(installation=installation, number__in=wanted)
    }  # fmt: skip
    for each in many:
        if held.get(each.record.number, each.content.decode()) != each.content.decode():
            raise Forked(number=each.record.number)
    return [each for each in many if each.record.number not in held]


def _turn(installation: int, fresh: Sequence[Signed], expected: int) -> list[Signed]:
    """The records whose turn has come: in a row from the next one, with those that waited for them. BadChain."""
    held = [_signed(row) for row in _rows_from(installation, expected - 1)]
    many = sorted([*held, *fresh], key=lambda each: each.record.number)
    before = None
    for each in many:
        if before is None or each.record.number == before.record.number + 1:
            need_follows(before, each)
        before = each
    return _in_a_row([each for each in many if each.record.number >= expected], expected)


def _in_a_row(many: Sequence[Signed], expected: int) -> list[Signed]:
    found: list[Signed] = []
    for each in many:
        if each.record.number != expected + len(found):
            break
        found.append(each)
    return found


def _rows_from(installation: int, number: int) -> list[OfflineRecord]:
    rows = OfflineRecord.objects.filter(installation=installation, number__gte=number)
    return list(rows.order_by("number"))


def _signed(row: OfflineRecord) -> Signed:
    return Signed(offline.plain(row), row.content.encode(), bytes(row.signature))


def _row(each: Signed, leaf: int) -> tuple[Any, ...]:
    record = each.record
    return (
        record.gate, record.number, leaf, record.at, record.officer, record.verb, fold(record.passage.plate),
        record.passage.country, record.list, each.content.decode(), each.signature,
    )  # fmt: skip


def _told(
    installation: int, done: Sequence[tuple[Any, ...]] = (), leaf: int = 0, *, repeated: int = 0
) -> Merged:  # fmt: skip
    came = [row[3] for row in done]
    return Merged(
        offline.next_number(installation), came.count("merged"), came.count("noted"), came.count("disputed"),
        repeated, len(offline.waiting(installation)), offline.missing(installation), leaf,
    )  # fmt: skip


@transaction.atomic
def _keep_refused(raw: bytes, found: Installation, refusal: Refusal, by: Actor, at: datetime) -> None:
    """Keep a batch that the gate signed and that breaks its own chain, so that somebody looks into it; once."""
    Installation.objects.select_for_update().get(pk=found.leaf)
    if offline.refused_before(found.leaf, raw):
        return
    file = files.keep(raw, media_type=MEDIA, at=at, by=by)
    leaf = ids.one(at)
    number = min(max(int(str(refusal.facts["number"])), 0), MOST_NUMBER)
    row = (leaf, found.leaf, at, by.reference, at, file, sha256(raw).digest(), number, 0, 0, refusal.code)
    write(events.MERGED, f"gate/{found.leaf}", {events.T_BATCH: [row]}, leaf=leaf, by=by, at=at)
