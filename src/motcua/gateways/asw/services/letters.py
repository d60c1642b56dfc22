"""Letters that a person has to see to: sent again, given up with a reason, or done without what they wait for."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from motcua.gateways.asw.domain.adapting import ADAPTER, Void
from motcua.gateways.asw.domain.errors import NoReason, NothingToDo
from motcua.gateways.asw.domain.life import State
from motcua.gateways.asw.domain.limits import limits_on
from motcua.gateways.asw.models import Message, Queue
from motcua.gateways.asw.services.following import undelivered
from motcua.gateways.asw.services.obeying import go_on
from motcua.gateways.asw.services.outgoing import POST, queued
from motcua.gateways.asw.services.steps import New, Said, step, thread
from motcua.ground.services import daily, jobs
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound

ROLES = ("head", "origin", "admin")
"""Who sees to letters."""


@transaction.atomic
def resend(leaf: int, *, by: Actor, at: datetime) -> None:
    """Let a dead letter to a partner be tried again, signed anew. NothingToDo."""
    message = _seen_to(leaf, by)
    _need(message, message.direction == "out" and message.standing.state == State.DEAD)
    step(message, "resend", by=by, at=at)
    Queue.objects.create(message=message, since=at, attempts=0, tried_at=None, due_at=at, fault="", anew=1)
    jobs.put(POST, {"message": message.pk}, at=at)


@transaction.atomic
def give_up(leaf: int, *, note: str, by: Actor, at: datetime) -> None:
    """Give a letter up. The partner of one that never arrived is told to wait for its place no more."""
    if not note.strip():
        raise NoReason
    message = _seen_to(leaf, by)
    state = State(message.standing.state)
    said = Said(note=note.strip()[:400])
    _need(message, state == State.REJECTED or state == State.DEAD)
    if message.direction == "in" and state == State.DEAD:
        step(message, "pass", said, by=by, at=at)
        _advance(message, message.no, at)
        return
    step(message, "close", said, by=by, at=at)
    if state == State.DEAD:
        undelivered(message, note.strip(), at)
        if message.kind != "void":
            _leave_empty(message, note, by, at)


@transaction.atomic
def obey_now(leaf: int, *, note: str, by: Actor, at: datetime) -> None:
    """Do what a message says without waiting for those before it any longer."""
    if not note.strip():
        raise NoReason
    message = _seen_to(leaf, by)
    _need(message, message.direction == "in" and message.standing.state == State.DEAD)
    step(message, "release", Said(note=note.strip()[:400]), by=by, at=at)
    _advance(message, message.no - 1, at)


@daily.duty("asw.held")
def set_aside(at: datetime) -> object:
    """Messages that have waited too long for an earlier one become letters for a person."""
    since = at - limits_on(law_day(at)).hold
    held = Message.objects.filter(Q(standing__state=State.HELD), at__lte=since).order_by("leaf")[:1000]
    with transaction.atomic():
        for message in held:
            step(message, "die", Said(code="ASW-E30"), at=at)
    return len(held)


def _advance(message: Message, obeyed: int, at: datetime) -> None:
    """Let the thread go on after a place."""
    held = thread(message.partner, message.issuer, message.about)
    held.obeyed = max(held.obeyed, obeyed)
    held.save(update_fields=["obeyed"])
    go_on(held, at)


def _leave_empty(message: Message, note: str, by: Actor, at: datetime) -> None:
    document = ADAPTER.write(Void(message.identifier, note.strip()[:400]))
    new = New(
        direction="out", partner=message.partner, kind="void", issuer=message.issuer, about=message.about,
        no=message.no, document=document, correlation=message.identifier,
    )  # fmt: skip
    queued(new, by=by, at=at)


def _seen_to(leaf: int, by: Actor) -> Message:
    """The message, locked, for who may see to it. NotAllowed, NotFound."""
    if by.kind != "system" and not any(by.holds(role) for role in ROLES):
        raise NotAllowed(who=by.name, act=" | ".join(ROLES))
    found = Message.objects.select_for_update().filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"window/{leaf}")
    return found


def _need(message: Message, right: bool) -> None:  # noqa: FBT001 - a claim about the message
    if not right:
        raise NothingToDo(id=message.identifier, state=message.standing.state)
