"""The post book: every message is kept before it is read, and its answer after.

A message has an identity: the key its sender gave, or else the hash of its bytes. The same identity again is the
same message: it gets the answer that was given. One that was refused without a key of its own is read anew, for what
was wrong may have been put right since.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import IntegrityError, transaction

from motcua.ground.models import Message
from motcua.ground.services import bulk, files, ids
from motcua.ground.services.keys import OtherBody
from motcua.kernel.actor import SYSTEM, Actor

COLUMNS = (
    "id", "at", "sender", "party", "medium", "media_type", "key", "own_key", "body_hash", "file", "start", "length",
    "kind", "function", "reference", "subject", "status", "errors", "answer_type", "answer", "answer_start",
    "answer_length", "answered_at",
)  # fmt: skip
MOMENTS = (1, 22)


class Letter(msgspec.Struct, frozen=True):
    """A message that has been kept, and what was answered if it has been."""

    id: int
    at: datetime
    key: str
    answered: bool = False
    status: int = 0
    answer_type: str = ""
    answer: bytes = b""


class Reply(msgspec.Struct, frozen=True):
    """What is answered: bytes, and for the post book what kind of message it was and what came of it.

    `subject`: the number of the declaration that came of it, or of the first. `status` as in HTTP.
    """

    content: bytes
    media_type: str
    status: int
    kind: str = ""
    function: str = ""
    reference: str = ""
    subject: str = ""
    errors: int = 0


def receive(
    raw: bytes, *, by: Actor, medium: str, media_type: str, at: datetime, key: str = "", about: str = ""
) -> Letter:
    """Keep a message before it is read. One that came before comes back with the answer that it was given.

    `about` is what the message speaks of where its bytes do not say it, such as a declaration's number: the same
    bytes or key about another thing are another message. OtherBody if the sender's `key` was used for other bytes.
    """
    identity = f"{about} {key or sha256(raw).hexdigest()}".lstrip()
    found = _before(raw, party_of(by), identity, own=bool(key))
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _keep(raw, by, medium, media_type, at, identity, own=bool(key))
    except IntegrityError:
        found = _before(raw, party_of(by), identity, own=bool(key))
        if found is None:
            raise
        return found


def answer(letter: Letter, reply: Reply, *, at: datetime) -> None:
    """Keep the answer, byte for byte, before it is sent. Answering again what has been answered changes nothing."""
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=letter.id)
        if row.answered_at is not None and (row.own_key or row.status < REFUSED):
            return
        row.answer = files.keep(reply.content, media_type=reply.media_type, at=at, by=SYSTEM)
        row.answer_start, row.answer_length, row.answer_type = 0, len(reply.content), reply.media_type
        row.kind, row.function, row.reference = reply.kind[:40], reply.function[:10], reply.reference[:70]
        row.subject, row.status, row.errors, row.answered_at = reply.subject[:20], reply.status, reply.errors, at
        row.save()


REFUSED = 400
"""From this status on a message was refused."""


def enter(rows: Iterable[tuple[object, ...]]) -> None:
    """Enter messages that were kept and answered in the current transaction: rows after COLUMNS."""
    bulk.insert("ground_message", COLUMNS, rows, MOMENTS)


def party_of(by: Actor) -> str:
    """Whose message it is: the party acted for if it is one alone, else the account or program itself."""
    return next(iter(by.own)) if len(by.own) == 1 else by.reference


def _before(raw: bytes, party: str, identity: str, *, own: bool) -> Letter | None:
    row = Message.objects.filter(party=party, key=identity).first()
    if row is None:
        return None
    if bytes(row.body_hash) != sha256(raw).digest():
        raise OtherBody(key=identity)
    if row.answered_at is None or (row.status >= REFUSED and not own):
        return Letter(row.id, row.at, identity)
    told = files.slice(row.answer, row.answer_start, row.answer_length) if row.answer else b""
    return Letter(row.id, row.at, identity, answered=True, status=row.status, answer_type=row.answer_type, answer=told)


def _keep(
    raw: bytes, by: Actor, medium: str, media_type: str, at: datetime, identity: str, *, own: bool
) -> Letter:  # fmt: skip
    file = files.keep(raw, media_type=media_type, at=at, by=by)
    identifier = ids.one(at)
    Message.objects.create(
        id=identifier, at=at, sender=by.reference, party=party_of(by), medium=medium, media_type=media_type[:100],
        key=identity, own_key=own, body_hash=sha256(raw).digest(), file=file, start=0, length=len(raw),
    )  # fmt: skip
    return Letter(identifier, at, identity)
