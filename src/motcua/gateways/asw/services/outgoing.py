"""Outgoing: what a partner is told goes into the queue, in the transaction in which it came to be."""

from datetime import datetime

from django.db import transaction

from motcua.gateways.asw.domain.envelopes import Kind
from motcua.gateways.asw.models import Message, Queue
from motcua.gateways.asw.services.steps import NOTHING, New, begin, thread
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor

POST = "asw.post"


@transaction.atomic
def send(
    document: bytes, *, to: str, kind: Kind, of: tuple[str, str], at: datetime, correlation: str = "",
    by: Actor = SYSTEM,
) -> Message:  # fmt: skip
    """Queue a document for a partner. `of`: country that issued the certificate spoken of, and its reference."""
    held = thread(to, *of)
    held.sent += 1
    held.save(update_fields=["sent"])
    new = New(
        direction="out", partner=to, kind=kind, issuer=of[0], about=of[1], no=held.sent, document=document,
        correlation=correlation,
    )  # fmt: skip
    return queued(new, by=by, at=at)


def queued(new: New, *, by: Actor, at: datetime) -> Message:
    """Begin an outgoing message and let it be tried at once."""
    message = begin(new, NOTHING, by=by, at=at)
    Queue.objects.create(message=message, since=at, attempts=0, tried_at=None, due_at=at, fault="", anew=0)
    jobs.put(POST, {"message": message.pk}, at=at)
    return message
