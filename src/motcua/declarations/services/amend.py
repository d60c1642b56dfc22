"""Amend: a new version of a registered declaration, assessed by the law of its day of registration."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

import msgspec
from django.db import transaction

from motcua.declarations.domain.errors import Faulty, NotAmendable
from motcua.declarations.domain.life import QUERIES, Channel, State
from motcua.declarations.domain.linking import closing_of
from motcua.declarations.domain.message import Declaration, read
from motcua.declarations.domain.passing import Part, declared, need_room_for
from motcua.declarations.domain.process import process
from motcua.declarations.domain.proofs import proofs_of
from motcua.declarations.domain.securing import wanted
from motcua.declarations.queries import passages
from motcua.declarations.services import boxes, instructions, rows, seaport
from motcua.declarations.services.kit import kit
from motcua.declarations.services.life import Group, Standing, clear_if_done, need_officer, need_party
from motcua.declarations.services.originals import look
from motcua.declarations.services.prepare import item_values, version_values
from motcua.declarations.services.proofs import need_borne, need_none
from motcua.declarations.services.ties import Named, Ties
from motcua.declarations.services.values import Change
from motcua.duties.domain import Assessment
from motcua.ground.domain import numbers
from motcua.ground.services import bulk, files, ids
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.origin import services as origin
from motcua.origin.domain.bearing import Days
from motcua.origin.domain.errors import Faulty as NotBorne
from motcua.revenue import services as revenue
from motcua.risk import services as risk

KEPT = ("direction", "office", "party_id", "procedure")
"""What a new version may not change (VNACCS: such a declaration is cancelled and lodged anew)."""


class _New(msgspec.Struct):
    """A change that has been read and assessed; `day` is the day of registration."""

    change: Change
    day: date
    message: Declaration
    assessment: Assessment
    values: tuple[object, ...]


@transaction.atomic
def amend(changes: Sequence[Change], *, by: Actor) -> None:
    """Store new versions; the difference in tax goes to the ledger. All of them, or none.

    Raises Faulty when a new message does not pass the rules, NotAmendable when it changes what may not be.
    """
    group = Group(change.declaration_id for change in changes)
    before = before_of(group)
    if any(change.by_customs for change in changes):
        group.refuse_own(by)
    new = [read_change(change, group.standing(change.declaration_id), before, by) for change in changes]
    file = files.keep(
        b"\n".join(change.body for change in changes),
        media_type="application/x-ndjson",
        at=changes[0].at,
        by=by,
    )
    offset = 0
    versions, items, gained = [], [], []
    leaves = [ids.one(each.change.at) for each in new]
    written = revenue.adjust_many([_adjustment(group, each, leaf) for each, leaf in zip(new, leaves, strict=True)])
    settled, ties, claims = group.settled(), Ties(group.standings), origin.Claims(group.standings)
    for each, leaf in zip(new, leaves, strict=True):
        gained += _gained(group, each)
        resting = _resting(group, each, claims, before, leaf, by)
        version, lines = _amend(group, each, _Place(leaf, file, offset), written[leaf], ties, resting, by)
        clear_if_done(group, group.standing(each.change.declaration_id), each.change.at, settled)
        versions.append(version)
        items.extend(lines)
        offset += len(each.change.body) + 1
    bulk.insert(rows.T_VERSION, rows.VERSION, versions, rows.VERSION_MOMENTS)
    bulk.insert(rows.T_ITEM, rows.ITEM, items)
    group.write()
    risk.add_to_outcomes(gained, by=by)
    seaport.again(each.change.declaration_id for each in new)
    boxes.note((each.change.declaration_id, each.message.containers) for each in new)


def _gained(group: Group, new: _New) -> list[risk.Added]:
    """What a check brings in by this change: customs made it, or it answers what customs asked during the check."""
    standing = group.standing(new.change.declaration_id)
    brought = new.change.of_a_check and (new.change.by_customs or standing.state in QUERIES)
    amount = new.assessment.total - standing.tax_total
    return (
        [risk.Added(standing.id, new.change.at, recovered=amount)]
        if brought and amount and standing.channel == Channel.RED
        else []
    )


class _First(NamedTuple):
    """What the first version fixed."""

    declaration_id: int
    version: int
    at: datetime
    direction: str
    office: str
    party: str
    procedure: str


class Before(NamedTuple):
    """What binds new versions of a group's declarations: what their first versions fixed, and what has left."""

    first: dict[int, _First]
    left: dict[int, list[Part]]


def before_of(group: Group) -> Before:
    """What binds new versions of a group's declarations."""
    found = bulk.held(rows.T_VERSION, _First._fields, "declaration_id", list(group.standings), (2,))
    return Before(
        {first.declaration_id: first for first in map(_First._make, found) if first.version == 1},
        {subject: passages.parts_of(held) for subject, held in passages.records_of(list(group.standings)).items()},
    )


def read_change(change: Change, standing: Standing, before: Before, by: Actor) -> _New:
    """Read and assess a change by the law of the day of registration.

    Faulty, NotAmendable, NotAllowed; PassedMoreThanAmended where more has left than it says there is.
    """
    message = read(change.body)
    if isinstance(message, list):
        raise Faulty(codes=", ".join(f"{found.path}: {found.expected}" for found in message))
    original = before.first[standing.id]
    if change.by_customs:
        need_officer(by, standing.office)
    else:
        need_party(by, standing)
    held = (original.direction, original.office, original.party, original.procedure)
    for name, value in zip(KEPT, held, strict=True):
        if getattr(message, name) != value:
            raise NotAmendable(field=name)
    if left := before.left.get(standing.id):
        need_room_for(standing.number, declared(message), left)
    desk = kit().desk(law_day(original.at))
    outcome = process(message, desk)
    if not outcome.accepted or outcome.assessment is None:
        raise Faulty(codes=", ".join(f"{found.code} {found.path}" for found in outcome.findings))
    values = version_values(message, outcome, outcome.assessment, desk.tariff.exchange)
    _linked(message, standing.id, law_day(original.at))
    need_borne(message, standing.id, law_day(original.at), law_day(change.at))
    return _New(change, law_day(original.at), message, outcome.assessment, values)


def _linked(message: Declaration, subject: int, day: date) -> None:
    """Faulty where it cannot close the earlier declaration that it names, as far as can be seen without a lock."""
    closing = closing_of(message)
    wrong = [] if closing is None else [each for each in look(closing, day, subject) if each.severity == "refuse"]
    if wrong:
        raise Faulty(codes=", ".join(f"{found.code} {found.path}" for found in wrong))


class _Place(NamedTuple):
    """Where a new version lies: its leaf, and its bytes in a file."""

    leaf: int
    file: int
    offset: int


def _adjustment(group: Group, new: _New, leaf: int) -> revenue.Adjustment:
    standing = group.standing(new.change.declaration_id)
    waits = standing.cleared_at is None and standing.state != State.RELEASED
    return revenue.Adjustment(
        standing.id, leaf, new.change.at, new.assessment.by_kind, standing.office, standing.party,
        wanted=wanted(new.message, standing.number) if waits else None,
    )  # fmt: skip


def _resting(  # noqa: PLR0913 - what a leaf is made of
    group: Group, new: _New, claims: origin.Claims, before: Before, leaf: int, by: Actor
) -> list[bytes]:  # fmt: skip
    """Certificates as the new version names them: given up are restored, new ones taken. Faulty where one bears not."""
    standing, at = group.standing(new.change.declaration_id), new.change.at
    declared = origin.Declared(
        standing.id, standing.number, standing.party, standing.office, before.first[standing.id].at
    )  # fmt: skip
    days = Days(new.day, law_day(at), law_day(at))
    try:
        return claims.amended(declared, proofs_of(new.message), days, leaf=leaf, at=at, by=by)
    except NotBorne as wrong:
        need_none(wrong.findings)
        raise


def _amend(  # noqa: PLR0913 - what a version is made of
    group: Group, new: _New, place: _Place, written: revenue.Written, ties: Ties, resting: list[bytes], by: Actor
) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    change, sum_, message = new.change, new.assessment, new.message
    standing = group.standing(change.declaration_id)
    standing.version += 1
    difference = sum_.total - standing.tax_total
    head = numbers.parse(standing.number)
    number = numbers.number(head.document_type, head.running, min(standing.version - 1, 9))
    version = (
        standing.id, standing.version, place.leaf, number, change.at, message.direction, message.procedure,
        message.office, message.party_id, message.party_name, *new.values, place.file, place.offset,
        len(change.body), sha256(change.body).digest(),
    )  # fmt: skip
    items = [
        (standing.id, standing.version, place.leaf, *item_values(item, line))
        for item, line in zip(message.items, sum_.lines, strict=True)
    ]
    standing.tax_total, standing.items = sum_.total, len(items)
    standing.customs_value, standing.value_usd_e4 = sum_.customs_value, sum_.value_usd_e4
    told = _answering(standing, place.leaf, by, change.at)
    named = Named(standing.id, standing.number, standing.version - 1)
    told += ties.amended(named, message, place.leaf, registered=new.day)
    group.step(
        standing, "amend", at=change.at, by=by, amount=difference, note=change.reason, leaf_id=place.leaf,
        covered=[row_bytes(rows.T_VERSION, version), *(row_bytes(rows.T_ITEM, item) for item in items)],
        after=[*written.covered(), *told, *resting],
    )  # fmt: skip
    return version, items


def _answering(standing: Standing, leaf: int, by: Actor, at: datetime) -> list[bytes]:
    """An amendment answers the instruction that waits."""
    if standing.state not in QUERIES:
        return []
    return instructions.ended(standing.id, leaf, verb="amend", words=f"{standing.version}", by=by, at=at)
