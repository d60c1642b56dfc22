"""Register and amend: checked by the rules of the day, numbered, secured, with a signed receipt."""

from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import IntegrityError, transaction

from motcua.declarations import services as declarations
from motcua.ground.domain import numbers
from motcua.ground.services import ids, keys, log, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.rules import Finding
from motcua.parties import queries as parties
from motcua.transport import events
from motcua.transport.domain.errors import Faulty, Fixed, TooManyAmendments
from motcua.transport.domain.judging import judge
from motcua.transport.domain.life import MOVES, State
from motcua.transport.domain.message import Transport as Message
from motcua.transport.domain.message import declared, place_of, write
from motcua.transport.models import Transport
from motcua.transport.queries import one
from motcua.transport.services import rights, securing, writing
from motcua.transport.services.deadlines import decided_by
from motcua.transport.services.desk import desk_for, places
from motcua.transport.services.seeing import locked

DOCUMENT_TYPE = "50"
"""First two digits of the number of a transport declaration (VNACCS job OLC)."""
MOST_BRANCHES = 9
FIXED = ("direction", "office", "party")


class Registered(msgspec.Struct, frozen=True):
    """What registering gave: `repeated` where the same key had been answered before."""

    id: int
    number: str
    at: datetime
    repeated: bool = False


def check_out(message: Message, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Everything that is wrong with a message as things stand now; nothing is kept. NotAllowed."""
    rights.need_declarant(by, message, "prepare")
    day = law_day(at)
    return judge(message, desk_for(message, day, securing.standing(message, day)))


def register(message: Message, *, by: Actor, at: datetime, key: str = "") -> Registered:
    """Register a transport (OLC). The same key and message again is the transport that was registered.

    Faulty with all findings; NotAllowed; LodgedElsewhere; OtherBody where the key was used for another message.
    """
    declarations.need_window()
    rights.need_declarant(by, message, "lodge")
    body = write(message)
    try:
        return _answered(message, body, key) or _register(message, body, by, at, key)
    except IntegrityError:
        before = _answered(message, body, key)
        if before is None:
            raise
        return before


@transaction.atomic
def _register(message: Message, body: bytes, by: Actor, at: datetime, key: str) -> Registered:
    """In one transaction; IntegrityError where another has answered the key meanwhile."""
    held, day = securing.Held(0, message), law_day(at)
    _need_sound(judge(message, desk_for(message, day, held.security(day))))
    leaf, number = ids.one(at), numbers.number(DOCUMENT_TYPE, numbering.take(DOCUMENT_TYPE))
    found = _new(message, leaf, number, at)
    held.transport = leaf
    uses = held.draw(leaf=leaf, at=at)
    answered = [keys.Answer(message.party, _key(key), sha256(body).digest(), leaf, leaf, at)] if key else []
    rows = _rows(found, message, body, "register", by=by, at=at)._replace(uses=uses, answers=answered)
    made = writing.write(events.REGISTERED, number, rows, by=by, at=at, facts={"number": number})
    found.secured = sum(use[4] for use in uses)
    found.save(force_insert=True)
    held.write()
    log.seal([made])
    return Registered(leaf, number, at)


@transaction.atomic
def amend(number: str, message: Message, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Amend a transport that is not yet approved (COT); the last digit of its number counts. The same changes nothing.

    NotFound, NotAllowed, ChangedSince, Impossible, Fixed, TooManyAmendments, Faulty, LodgedElsewhere.
    """
    declarations.need_window()
    found = locked(number, by, at, seen)
    rights.need_declarant(by, found, "amend")
    move(MOVES, State(found.state), "amend")
    before, body = one.message(found), write(message)
    if body == write(before):
        return found
    for name in FIXED:
        if getattr(before, name) != getattr(message, name):
            raise Fixed(field=name)
    if found.version > MOST_BRANCHES:
        raise TooManyAmendments(number=found.number, most=MOST_BRANCHES)
    held, day = securing.Held(found.id, message), law_day(at)
    _need_sound(judge(message, desk_for(message, day, held.security(day), beside=found.id)))
    leaf = ids.one(at)
    _take(found, message, found.version + 1, leaf)
    uses = held.draw(leaf=leaf, at=at)
    rows = _rows(found, message, body, "amend", by=by, at=at, note=note)._replace(uses=uses)
    facts = {"number": found.number, "version": found.version}
    writing.write(events.AMENDED, found.number, rows, by=by, at=at, facts=facts)
    found.secured += sum(use[4] for use in uses)
    found.save()
    held.write()
    return found


def _answered(message: Message, body: bytes, key: str) -> Registered | None:
    if not key:
        return None
    before = keys.find(message.party, _key(key), sha256(body).digest())
    if before is None:
        return None
    first = Transport.objects.get(pk=before.subject_id)
    return Registered(first.id, first.number, before.at, repeated=True)


def _key(key: str) -> str:
    return f"transport/{key}"


def _need_sound(findings: tuple[Finding, ...]) -> None:
    if any(each.severity == "refuse" for each in findings):
        raise Faulty(findings)


def _new(message: Message, leaf: int, number: str, at: datetime) -> Transport:
    found = Transport(
        id=leaf, root=number[:11], registered_at=at, registered_on=law_day(at), state=str(State.REGISTERED),
        due_at=decided_by(at), differences=0, secured=0, number=number, version=0,
    )  # fmt: skip
    _take(found, message, 1, leaf)
    return found


def _take(found: Transport, message: Message, version: int, leaf: int) -> None:
    """Let the transport stand as the message says."""
    found.number = f"{found.root}{version - 1}"
    found.version, found.leaf = version, leaf
    for name, value in declared(message).items():
        setattr(found, name, value)
    assert message.end_at is not None
    found.end_at = message.end_at
    found.party_name = parties.find(message.party).name
    found.transporter_name = message.transporter_name or _name_of(message.transporter)
    found.to_office = places(found.registered_on).get(message.to_area, message.office)


def _name_of(code: str) -> str:
    return parties.find(code).name


def _rows(
    found: Transport, message: Message, body: bytes, verb: str, *, by: Actor, at: datetime, note: str = ""
) -> writing.Written:
    version = (
        found.id, found.version, found.leaf, found.number, at, by.reference, found.party_name, found.transporter_name,
        found.to_office, body.decode(),
    )  # fmt: skip
    start = place_of(message.ends()[0])
    cargo = [
        (found.id, found.version, no, found.leaf, each.number, start, each.description[:210])
        for no, each in enumerate(message.cargo, 1)
    ]
    step = writing.step_row(found, verb, by=by, at=at, leaf=found.leaf, note=note)
    return writing.Written(step, [version], cargo, boxes=[box.number for box in message.containers])
