"""Announcing: a carrier declares a vehicle in advance, corrects it, takes it back."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from motcua.crossings import events
from motcua.crossings.domain.context import Correction
from motcua.crossings.domain.errors import ChangedSince, Faulty, Fixed, TooManyCorrections
from motcua.crossings.domain.judging import faults, judge
from motcua.crossings.domain.life import MOVES, State
from motcua.crossings.domain.message import Vehicle, declared, write
from motcua.crossings.domain.rules.acts import FIXED, MOST
from motcua.crossings.models import Announcement
from motcua.crossings.queries import announcements as queries
from motcua.crossings.services import writing
from motcua.crossings.services.desk import desk_for
from motcua.ground.domain import numbers
from motcua.ground.services import bulk, ids, keys, log, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.rules import Finding
from motcua.parties import queries as parties

DOCUMENT_TYPE = {"in": "62", "out": "63"}
"""First two digits of the number: arrivals (TIR) and departures (TOR)."""
_COLUMNS = tuple(field.attname for field in Announcement._meta.concrete_fields)
_MOMENTS = tuple(place for place, name in enumerate(_COLUMNS) if name.endswith("_at"))


class Announced(msgspec.Struct, frozen=True):
    """What announcing gave: `repeated` where the same key had been answered before."""

    id: int
    number: str
    at: datetime
    repeated: bool = False
    findings: tuple[Finding, ...] = ()
    """Warnings."""


def check_out(message: Vehicle, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Everything that is wrong with a message as things stand now; nothing is kept. NotAllowed."""
    need_carrier(by, message.party, "prepare")
    return judge(message, desk_for(message, at))


def announce(message: Vehicle, *, by: Actor, at: datetime, key: str = "") -> Announced:
    """Register a vehicle's declaration. The same key and message again is the one that was registered.

    Faulty with all findings; NotAllowed; OtherBody where the key was used for another message.
    """
    need_carrier(by, message.party, "lodge")
    body = write(message)
    try:
        return _answered(message, body, key) or _announce(message, body, by, at, key)
    except IntegrityError:
        before = _answered(message, body, key)
        if before is not None:
            return before
        raise Faulty(_twins(judge(message, desk_for(message, at)))) from None


def announce_many(messages: Sequence[Vehicle], *, by: Actor, at: datetime) -> list[Announced | Faulty]:
    """Register many, each with a leaf of its own: what is wrong with one holds up no other."""
    found: list[Announced | Faulty] = []
    for message in messages:
        try:
            found.append(announce(message, by=by, at=at))
        except Faulty as refusal:
            found.append(refusal)
    return found


def _twins(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.code == "VEH-VEH-16") or findings


@transaction.atomic
def _announce(message: Vehicle, body: bytes, by: Actor, at: datetime, key: str) -> Announced:
    """In one transaction; IntegrityError where another has answered the key or declared the vehicle meanwhile."""
    findings = judge(message, desk_for(message, at))
    _need_sound(findings)
    kind = DOCUMENT_TYPE[message.direction]
    leaf, number = ids.one(at), numbers.number(kind, numbering.take(kind))
    row = Announcement(
        id=leaf, root=number[:11], registered_at=at, state=str(State.ANNOUNCED), lane="", arrived_at=None, leaf=leaf,
        **taken(message, number, 1),
    )  # fmt: skip
    bulk.insert("crossings_announcement", _COLUMNS, [tuple(getattr(row, name) for name in _COLUMNS)], _MOMENTS)
    answers = [keys.Answer(message.party, _key(key), sha256(body).digest(), leaf, leaf, at)] if key else []
    rows = writing.Written(
        [version_row(row, message, leaf, by, at)], [step_row(row, "register", leaf, by, at)], answers=answers
    )
    made = writing.write(events.ANNOUNCED, f"vehicle/{number}", rows, leaf=leaf, by=by, at=at, facts={"number": number})
    log.seal([made])
    return Announced(leaf, number, at, findings=findings)


@transaction.atomic
def correct(number: str, message: Vehicle, *, seen: int = 0, by: Actor, at: datetime) -> Announcement:
    """Correct a declaration that is not decided; the last digit of its number counts. The same changes nothing.

    NotFound, NotAllowed, ChangedSince, Impossible, Fixed (VEH-VEH-14), TooManyCorrections (VEH-VEH-15), Faulty.
    """
    found = locked(number, by, seen)
    need_carrier(by, found.party, "amend")
    before = queries.message(found)
    changed = tuple(name for name in FIXED if getattr(before, name) != getattr(message, name))
    if msgspec.structs.replace(message, number="") == before:
        return found
    _need_correctable(found, changed)
    _need_sound(judge(message, desk_for(message, at, beside=found)))
    message = msgspec.structs.replace(message, number="")
    leaf, version = ids.one(at), found.version + 1
    for name, value in taken(message, f"{found.root}{version - 1}", version).items():
        setattr(found, name, value)
    found.leaf = leaf
    rows = writing.Written([version_row(found, message, leaf, by, at)], [step_row(found, "correct", leaf, by, at)])
    facts = {"number": found.number, "version": version}
    writing.write(events.CORRECTED, f"vehicle/{found.number}", rows, leaf=leaf, by=by, at=at, facts=facts)
    found.save()
    return found


def _need_correctable(found: Announcement, changed: tuple[str, ...]) -> None:
    broken = faults(Correction(found.state, found.version - 1, changed))
    if "VEH-VEH-15" in broken:
        move(MOVES, State(found.state), "correct")
        raise TooManyCorrections(number=found.number, most=MOST)
    if broken:
        raise Fixed(field=changed[0])


@transaction.atomic
def cancel(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Announcement:
    """Take a declaration back before it is decided. NotFound, NotAllowed, ChangedSince, Impossible."""
    found = locked(number, by, seen)
    need_carrier(by, found.party, "amend")
    return step(found, "cancel", note=note, by=by, at=at)


def step(
    found: Announcement, verb: str, *, lane: str = "", note: str = "", by: Actor, at: datetime
) -> Announcement:  # fmt: skip
    """Move a locked announcement and write the step. Impossible where the state has no such move."""
    found.state = str(move(MOVES, State(found.state), verb))
    leaf = ids.one(at)
    found.leaf = leaf
    if verb == "arrive":
        found.lane, found.arrived_at = lane, at
    rows = writing.Written(steps=[step_row(found, verb, leaf, by, at, lane=lane, note=note)])
    facts = {"verb": verb, "state": found.state}
    writing.write(events.STEP, f"vehicle/{found.number}", rows, leaf=leaf, by=by, at=at, facts=facts)
    found.save()
    return found


def locked(number: str, by: Actor, seen: int = 0) -> Announcement:
    """The announcement, locked until the transaction ends. NotFound; ChangedSince if its last step is not `seen`."""
    found = queries.find(number, by)
    held = Announcement.objects.select_for_update().get(pk=found.pk)
    if seen and held.leaf != seen:
        raise ChangedSince(number=held.number)
    return held


def need_carrier(by: Actor, party: str, act: str) -> None:
    """Refuse with NotAllowed who does not act for the carrier."""
    if by.kind != "system" and not by.may(party, act):
        raise NotAllowed(who=by.name, act=f"{act} {party}")


def taken(message: Vehicle, number: str, version: int) -> dict[str, Any]:
    """The columns of the present that a version sets."""
    name = parties.find(message.party).name
    return {**declared(message), "number": number, "version": version, "party_name": name}


def version_row(found: Announcement, message: Vehicle, leaf: int, by: Actor, at: datetime) -> writing.Row:
    """A version as it is stored."""
    return (
        found.id, found.version, leaf, found.number, at, by.reference, found.party_name, write(message).decode(),
    )  # fmt: skip


def step_row(  # noqa: PLR0913
    found: Announcement, verb: str, leaf: int, by: Actor, at: datetime, *, lane: str = "", note: str = "", no: int = 0
) -> writing.Row:
    """The step that leaves an announcement as it now stands."""
    told = " ".join(note.split())[:400]
    return (leaf, no, found.id, verb, str(found.state), at, by.reference, found.version, lane, told)


def _answered(message: Vehicle, body: bytes, key: str) -> Announced | None:
    before = keys.find(message.party, _key(key), sha256(body).digest()) if key else None
    if before is None:
        return None
    first = Announcement.objects.get(pk=before.subject_id)
    return Announced(first.id, first.number, before.at, repeated=True)


def _key(key: str) -> str:
    return f"vehicle/{key}"


def _need_sound(findings: tuple[Finding, ...]) -> None:
    if any(each.severity == "refuse" for each in findings):
        raise Faulty(findings)
