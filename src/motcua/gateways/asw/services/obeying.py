"""Obeying: what a partner said of a certificate is done in the order in which it was said, whenever it arrived."""

from datetime import datetime

from django.db import transaction

from motcua.gateways.asw.domain.adapting import ADAPTER, Certificate, Void
from motcua.gateways.asw.domain.envelopes import CERTIFICATES
from motcua.gateways.asw.domain.life import State
from motcua.gateways.asw.models import Message, Thread
from motcua.gateways.asw.services.outgoing import send
from motcua.gateways.asw.services.steps import NOTHING, Said, step, thread
from motcua.ground.services import files, jobs
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.origin import services as origin
from motcua.origin.domain.answer import Answer

OBEY = "asw.obey"
WAITING = (State.TAKEN, State.HELD, State.DEAD)


class NotAsSaid(Refusal):
    """The document is about another certificate, or of another kind, than its envelope says."""

    code = "ASW-E14"
    words = Words(
        "Tài liệu không khớp với phong bì (%(what)s).", "The document is not what its envelope says (%(what)s)."
    )  # fmt: skip


@jobs.handler(OBEY)
def obey(job: jobs.Job, at: datetime) -> None:
    """Obey what can be obeyed of one certificate; the rest is held until what is missing arrives."""
    go_on(thread(job.payload["partner"], job.payload["issuer"], job.payload["about"]), at)


def go_on(held: Thread, at: datetime) -> None:
    """Obey one message after the other as long as the next one is here."""
    for message in _waiting(held):
        if message.no <= held.obeyed:
            step(message, "obey" if message.kind == "void" else "pass", at=at)
        elif message.no == held.obeyed + 1:
            _obey(message, at)
            held.obeyed = message.no
            held.save(update_fields=["obeyed"])
        elif message.standing.state == State.TAKEN:
            step(message, "hold", Said(note=f"{held.obeyed + 1}"), at=at)


def _waiting(held: Thread) -> list[Message]:
    """Messages of the thread that were not obeyed, in their order; of two at a place the message before its void."""
    found = Message.objects.select_related("standing").filter(
        direction="in", partner=held.partner, issuer=held.issuer, about=held.about, standing__state__in=WAITING
    )
    return sorted(found, key=lambda each: (each.no, each.kind == "void", each.leaf))


def _obey(message: Message, at: datetime) -> None:
    """Do what one message says; what cannot be done is rejected, and its sender told why."""
    try:
        with transaction.atomic():
            _do(message, at)
            step(message, "obey", NOTHING, at=at)
    except Refusal as refusal:
        note = f"{refusal.in_language('vi')} / {refusal.in_language('en')}"
        step(message, "reject", Said(code=refusal.code, note=note), at=at)
        if message.kind != "unreadable":
            _tell(message, refusal, at)


def _do(message: Message, at: datetime) -> None:
    document = ADAPTER.read(files.read(message.document))
    _need_as_said(message, document)
    if isinstance(document, Certificate):
        origin.receive(document, partner=message.partner, message_id=message.identifier, at=at)
    elif isinstance(document, Answer):
        _answered(message, document, at)


def _answered(message: Message, document: Answer, at: datetime) -> None:
    """Hand an answer on. A technical refusal concerns the message of ours that it names; origin hears of
    certificates alone."""
    if message.kind == "unreadable" and not _mark_rejected(message, document, at):
        return
    origin.answered(document, partner=message.partner, message_id=message.identifier, at=at)


def _mark_rejected(message: Message, document: Answer, at: datetime) -> bool:
    """Note on our message that the partner could not do what it says; whether it was a certificate."""
    ours = (
        Message.objects.select_related("standing")
        .filter(direction="out", partner=message.partner, identifier=message.correlation)
        .first()
    )
    if ours is None:
        return True
    if ours.standing.state == State.RECEIPTED:
        by = Actor(account=0, name=message.partner, kind="window")
        step(ours, "reject", Said(code=document.reason, note=document.note), by=by, at=at)
    return ours.kind in CERTIFICATES


def _need_as_said(message: Message, document: object) -> None:
    if isinstance(document, Certificate):
        kind = "replacement" if document.replaces else "certificate"
        right = (document.country, document.reference, kind) == (message.issuer, message.about, message.kind)
    elif isinstance(document, Answer):
        right = (document.country, document.reference, document.kind) == (message.issuer, message.about, message.kind)
    else:
        right = isinstance(document, Void) and message.kind == "void"
    if not right:
        raise NotAsSaid(what=message.kind)


def _tell(message: Message, refusal: Refusal, at: datetime) -> None:
    answer = Answer(
        "unreadable", message.about, message.issuer, at, reason=refusal.code,
        note=f"{refusal.in_language('vi')} / {refusal.in_language('en')}"[:400], regards=message.identifier,
    )  # fmt: skip
    send(
        ADAPTER.write(answer), to=message.partner, kind="unreadable", of=(message.issuer, message.about), at=at,
        correlation=message.identifier,
    )  # fmt: skip
