"""Acts: an officer of the office of departure checks, approves, refuses, extends and settles; a declarant cancels and
asks for more time.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.moves import move
from motcua.transport import events
from motcua.transport.domain.clocks import BEGIN
from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.errors import NeedsReason, NoTimeAsked, NotLater, NotSecured, TimeAsked, UnknownVerdict
from motcua.transport.domain.life import ANSWERS, ENDED, EXTENDABLE, MOVES, VERDICTS, WAITING, State
from motcua.transport.models import Transport
from motcua.transport.queries import one
from motcua.transport.services import rights, securing, telling, writing
from motcua.transport.services.deadlines import arrived_by
from motcua.transport.services.seeing import locked


@transaction.atomic
def approve(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Approve a transport: its goods may depart. NotFound, NotAllowed, OwnTransport, ChangedSince, Impossible."""
    return _decided(number, "approve", note, seen, by, at)


@transaction.atomic
def check(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Begin a check of papers and seals before approval. Refusals as for `approve`."""
    return _decided(number, "check", note, seen, by, at)


@transaction.atomic
def refuse(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Refuse a transport; the declarant reads why. NeedsReason, and refusals as for `approve`."""
    if not note.strip():
        raise NeedsReason
    return _decided(number, "refuse", note, seen, by, at)


@transaction.atomic
def cancel(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Cancel before departure: the declarant until customs approves (COT), an officer with a reason until departure."""
    found = locked(number, by, at, seen)
    waits = State(found.state) in WAITING
    if not (waits and rights.may_act(by, found, "amend")):
        rights.need_officer(by, found)
        if not note.strip():
            raise NeedsReason
    return step(found, "cancel", note=note, by=by, at=at)


@transaction.atomic
def extend(number: str, *, until: datetime, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Give a transport more time, asked for or not. NeedsReason, NotLater, NotSecured; refusals as for `approve`."""
    found = locked(number, by, at, seen)
    rights.need_officer(by, found)
    if not note.strip():
        raise NeedsReason
    _need_later(found, until, at)
    found.end_at = until
    return step(found, "extend", note=note, by=by, at=at)


@transaction.atomic
def ask_time(number: str, *, until: datetime, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Ask customs for more time, for the declarant, who is told the answer.

    NotFound, NotAllowed, ChangedSince, Impossible, TimeAsked while another request waits, NeedsReason, NotLater,
    NotSecured.
    """
    found = locked(number, by, at, seen)
    rights.need_declarant(by, found, "amend")
    move(MOVES, State(found.state), "ask time")
    if found.asked_until is not None:
        raise TimeAsked(number=found.number)
    if not note.strip():
        raise NeedsReason
    _need_later(found, until, at)
    found.asked_until = until
    return step(found, "ask time", note=note, asked=until, by=by, at=at)


@transaction.atomic
def deny_time(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Deny the time that its declarant asks for. NoTimeAsked, NeedsReason; refusals as for `approve`."""
    found = locked(number, by, at, seen)
    rights.need_officer(by, found)
    if found.asked_until is None:
        raise NoTimeAsked(number=found.number)
    if not note.strip():
        raise NeedsReason
    return step(found, "deny time", note=note, by=by, at=at)


@transaction.atomic
def settle(number: str, *, verdict: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Transport:
    """Settle the differences that were found on arrival. UnknownVerdict, NeedsReason; an officer of either office."""
    found = locked(number, by, at, seen)
    rights.need_officer(by, found, found.to_office if by.holds("officer", found.to_office) else "")
    if verdict not in VERDICTS:
        raise UnknownVerdict(possible="”, “".join(VERDICTS))
    if not note.strip():
        raise NeedsReason
    return step(found, "settle", verdict=verdict, note=note, by=by, at=at)


def _decided(number: str, verb: str, note: str, seen: int, by: Actor, at: datetime) -> Transport:
    found = locked(number, by, at, seen)
    rights.need_officer(by, found)
    return step(found, verb, note=note, by=by, at=at)


def step(
    found: Transport, verb: str, *, by: Actor, at: datetime, verdict: str = "", note: str = "",
    event: str = events.STEP, sealed: Sequence[writing.Row] = (), differing: Sequence[writing.Row] = (),
    asked: datetime | None = None,
) -> Transport:  # fmt: skip
    """Move a locked transport, write the step and tell its declarant. `sealed` and `differing` lack leaf and place;
    `asked`: until when its declarant asks for more time.

    What has ended gives its guarantee back. Impossible where the state has no such move.
    """
    state = move(MOVES, State(found.state), verb)
    leaf = ids.one(at)
    waits = found.due_at if state in WAITING else None
    found.state, found.leaf = str(state), leaf
    if verb in BEGIN and state is State.UNDER_WAY:
        found.due_at = arrived_by(at, found.end_at)
    elif state is not State.UNDER_WAY:
        found.due_at = waits
    if verb in ANSWERS or state not in EXTENDABLE:
        found.asked_until = None
    held = securing.Held(found.id) if state in ENDED and found.secured else None
    uses = held.give_back(leaf=leaf, at=at) if held is not None else []
    found.secured += sum(use[4] for use in uses)
    rows = writing.Written(
        writing.step_row(found, verb, by=by, at=at, leaf=leaf, verdict=verdict, note=note),
        sealed=[(leaf, no, found.id, *row) for no, row in enumerate(sealed, 1)],
        differing=[(leaf, no, found.id, *row) for no, row in enumerate(differing, 1)], uses=uses,
        boxes=[row[0] for row in sealed], asked=[(leaf, found.id, asked)] if asked else (),
    )  # fmt: skip
    writing.write(event, found.number, rows, by=by, at=at, facts={"verb": verb, "state": found.state})
    found.save()
    if held is not None:
        held.write()
    telling.tell(found, verb, note, at)
    return found


def _need_later(found: Transport, until: datetime, at: datetime) -> None:
    if until <= max(found.end_at, at):
        raise NotLater(until=in_words(found.end_at))
    _need_secured(found, law_day(until))


def _need_secured(found: Transport, end: date) -> None:
    """Rule BTR-BTR-13 for the new end."""
    until = securing.until_of(found, one.message(found))
    days = LIMITS["guarantee beyond end"]
    if until is not None and until < end + timedelta(days=days):
        raise NotSecured(days=days, end=in_words(end))
