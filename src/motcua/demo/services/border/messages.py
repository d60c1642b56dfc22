"""Messages of ships in the demonstration: the documents of some calls come as EDIFACT or AWMDS, not as forms.

They go the whole way of a message: kept in the post book, read, submitted, answered, and the answer kept.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from motcua.gateways.asycuda import services as asycuda
from motcua.gateways.edifact import services as edifact
from motcua.gateways.edifact.domain.mapping import mappings
from motcua.gateways.edifact.domain.writing import Address
from motcua.ground.services import post
from motcua.kernel.actor import Actor
from motcua.manifests.domain.message import Document, kind_of


class Came(NamedTuple):
    """What came of a message: its number in the post book, whether it was taken, and the call that it is of."""

    letter: int
    accepted: bool
    call: str


def send_edifact(documents: Sequence[Document], *, by: Actor, sender: str, reference: str, at: datetime) -> Came:
    """One interchange with all documents; ValueError if one of them has no message (see `as_edifact`)."""
    if not all(as_edifact(each) for each in documents):
        raise ValueError("a document without a message")
    raw = edifact.sent(documents, sender=Address(sender), at=at, reference=reference)
    return _deliver(raw, edifact.MEDIA_TYPE, by, at)


def send_awmds(document: Document, *, by: Actor, at: datetime) -> Came:
    """A cargo manifest or house bills as ASYCUDA World writes them; KeyError for another kind."""
    return _deliver(asycuda.written(document), asycuda.MEDIA_TYPE, by, at)


def as_edifact(document: Document) -> bool:
    """Whether a document can come as EDIFACT."""
    return kind_of(document) in mappings()


def _deliver(raw: bytes, media_type: str, by: Actor, at: datetime) -> Came:
    letter = post.receive(raw, by=by, medium="message", media_type=media_type, at=at)
    if letter.answered:
        return Came(letter.id, letter.status < post.REFUSED, "")
    answer = edifact.answer if media_type == edifact.MEDIA_TYPE else asycuda.answer
    reply = answer(raw, by, at, letter.key)
    post.answer(letter, reply, at=at)
    return Came(letter.id, reply.status < post.REFUSED, reply.subject)
