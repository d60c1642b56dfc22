"""Passages: what left the supervised area, recorded part by part at the gate, and mistakes taken back.

A part is recorded only of what is cleared, released or let go to a store, and has not passed; the last one is the
step “pass” of the life. After it nothing is taken back: what follows from having left (terms of amendment,
cancellation) has begun.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NeedsReason, OwnDeclaration, PassedBefore
from motcua.declarations.domain.gate_errors import HeldForAnother, NoPartToTakeBack
from motcua.declarations.domain.life import MOVES, RECORDED_MOVES, State
from motcua.declarations.domain.passing import Declared, Left, Wanted, declared, left, may_add, need_leave
from motcua.declarations.models import Declaration, Version
from motcua.declarations.queries import amendments, operators
from motcua.declarations.queries import passages as queries
from motcua.declarations.services import boxes, rows
from motcua.declarations.services.checks import tell
from motcua.declarations.services.life import Group, Standing, need_officer
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words

LONGEST_NOTE, LONGEST_GATE = 400, 60


class Passed(msgspec.Struct, frozen=True):
    """A record that was made, and what it leaves; with nothing left the declaration has passed."""

    leaf: int
    no: int
    at: datetime
    boxes: tuple[str, ...]
    quantity_e4: int
    unit: str
    left: Left


@transaction.atomic
def pass_part(subject: int, wanted: Wanted, *, by: Actor, at: datetime) -> Passed:
    """Record that some goods, or the last of them, leave the supervised area.

    By an officer of the branch, or the program of who keeps the place: NotAllowed, OwnDeclaration. Impossible before
    clearance, release or storage, StoredExport, PassedBefore after the last part; HeldForAnother; see
    `passing.may_add`.
    """
    group = Group([subject])
    standing = group.standing(subject)
    version = Version.objects.get(declaration_id=subject, version=standing.version)
    _need_gate(by, standing, version.warehouse)
    group.refuse_own(by)
    _need_open(group, standing)
    held = queries.records(subject)
    all_, parts = _all(version), queries.parts_of(held)
    containers, quantity = may_add(standing.number, all_, parts, wanted)
    _need_free(containers, standing, version, at)
    leaf, no = ids.one(at), len(held) + 1
    row = (
        leaf, subject, no, at, by.reference, standing.version, version.warehouse, _line(wanted.gate)[:LONGEST_GATE],
        quantity, all_.unit, _line(wanted.note)[:LONGEST_NOTE], 0,
    )  # fmt: skip
    _store(events.PASSAGE_RECORDED, standing, row, [(box, _turn(held, box)) for box in containers], by)
    made = queries.parts_of(queries.records(subject))
    rest = left(all_, made)
    if rest.nothing:
        group.step(standing, "pass", at=at, by=by)
        standing.passed_at = at
        group.write()
    tell(standing, _ALL if rest.nothing else _PART, at)
    return Passed(leaf, no, at, containers, quantity, all_.unit, rest)


@transaction.atomic
def take_back_part(subject: int, no: int, *, reason: str, by: Actor, at: datetime) -> int:
    """An officer of the branch takes a mistaken record back, while not everything has passed; returns its leaf.

    NeedsReason, NoPartToTakeBack, PassedBefore, OwnDeclaration.
    """
    group = Group([subject])
    standing = group.standing(subject)
    need_officer(by, standing.office)
    group.refuse_own(by)
    if not reason.strip():
        raise NeedsReason
    if standing.passed_at is not None:
        raise PassedBefore(number=standing.number)
    held = queries.records(subject)
    part = next((each for each in held if each.row.no == no and each.stands), None)
    if part is None:
        raise NoPartToTakeBack(number=standing.number, no=no)
    leaf = ids.one(at)
    row = (
        leaf, subject, len(held) + 1, at, by.reference, standing.version, part.row.place, part.row.gate, 0, "",
        _line(reason)[:LONGEST_NOTE], no,
    )  # fmt: skip
    _store(events.PASSAGE_TAKEN_BACK, standing, row, [], by)
    tell(standing, _BACK, at)
    return leaf


def _all(version: Version) -> Declared:
    return declared(amendments.message_of(version))


def _need_gate(by: Actor, standing: Standing, place: str) -> None:
    """An officer of the branch, or the program of who keeps the place where the goods wait; not for its own goods."""
    if by.kind != "program":
        need_officer(by, standing.office)
    elif place not in operators.kept_by(by):
        raise NotAllowed(who=by.name, act=f"passage {place}")
    elif standing.party in by.parties:
        raise OwnDeclaration(number=standing.number)


def _need_open(group: Group, standing: Standing) -> None:
    if standing.passed_at is not None:
        raise PassedBefore(number=standing.number)
    move(RECORDED_MOVES if standing.id in group.recorded else MOVES, State(standing.state), "pass")
    need_leave(standing.number, standing.state, standing.direction)


def _need_free(containers: Sequence[str], standing: Standing, version: Version, at: datetime) -> None:
    """Refuse with HeldForAnother a container with goods of another declaration, there too, that may not leave yet."""
    if not containers:
        return
    boxes.catch_up(at)
    held = queries.held_for(Declaration.objects.get(pk=standing.id), version.warehouse, containers)
    for box in containers:
        if box in held:
            raise HeldForAnother(container=box, other=held[box])


def _turn(held: Sequence[queries.Record], box: str) -> int:
    return sum(box in each.boxes for each in held if each.back_by)


def _line(text: str) -> str:
    return " ".join(text.split())


def _store(
    verb: str, standing: Standing, row: tuple[object, ...], containers: Sequence[tuple[str, int]], by: Actor
) -> None:  # fmt: skip
    """Store a record with its containers and its leaf."""
    leaf, at = row[0], row[3]
    passed = [(leaf, box, standing.id, turn) for box, turn in sorted(containers)]
    bulk.insert(rows.T_PASSAGE, rows.PASSAGE, [row], rows.PASSAGE_MOMENTS)
    bulk.insert(rows.T_PASSED_BOX, rows.PASSED_BOX, passed)
    told = [row_bytes(rows.T_PASSAGE, row), *(row_bytes(rows.T_PASSED_BOX, each) for each in passed)]
    facts = {"no": row[2], "back": row[-1]}
    assert isinstance(leaf, int)
    assert isinstance(at, datetime)
    log.append([
        log.leaf(verb, id=leaf, subject=f"declaration/{standing.number}", at=at, by=by, facts=facts, rows=told)
    ])  # fmt: skip


_PART = Words(
    "Một phần hàng của tờ khai %(number)s đã qua khu vực giám sát.",
    "Some goods of declaration %(number)s have passed the supervised area.",
)
_ALL = Words(
    "Toàn bộ hàng của tờ khai %(number)s đã qua khu vực giám sát.",
    "All goods of declaration %(number)s have passed the supervised area.",
)
_BACK = Words(
    "Một lần ghi qua khu vực giám sát của tờ khai %(number)s đã được rút vì ghi nhầm.",
    "A record of passage of declaration %(number)s was a mistake and has been taken back.",
)
