"""AWMDS files: tried, or obeyed by one service call, and answered."""

from datetime import datetime
from hashlib import sha256

import msgspec

from motcua.gateways.asycuda import events
from motcua.gateways.asycuda.domain import reading, writing
from motcua.gateways.reading import Reader, register
from motcua.gateways.ships import services as announcing
from motcua.gateways.ships.domain.told import Outcome, Spot, Told
from motcua.ground.services import post
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.manifests.domain import message as neutral

MEDIA_TYPE = "application/xml"
UNKNOWN = "AWM-E05"
_NOT_KNOWN = Words("Phần tử này không được đọc.", "This element is not read.")
MOST_UNKNOWN = 100
"""So many elements that are not known are told."""


class Obeyed(msgspec.Struct, frozen=True):
    """What came of a file, and the answer to the sender."""

    outcome: Outcome
    response: bytes


def check(raw: bytes, *, at: datetime) -> list[Outcome]:
    """What submitting would answer; nothing is stored."""
    return [_outcome(raw, None, at, "")]


def obey(raw: bytes, *, by: Actor, at: datetime, key: str) -> Obeyed:
    """Submit the document of a file, and answer it."""
    outcome = _outcome(raw, by, at, key)
    faults = [
        writing.Told(each.code, each.spot.where or each.path, each.spot.line, each.value, each.words, each.refuses)
        for each in outcome.told
    ]
    response = writing.answer(outcome.kind, outcome.reference, outcome.number, outcome.call, faults)
    return Obeyed(outcome, response)


def answer(raw: bytes, by: Actor, at: datetime, key: str) -> post.Reply:
    """Obey a file of the post book, and what it keeps as the answer."""
    return reply(obey(raw, by=by, at=at, key=key))


def reply(obeyed: Obeyed) -> post.Reply:
    """What the post book keeps as the answer."""
    outcome = obeyed.outcome
    return post.Reply(
        obeyed.response, MEDIA_TYPE, 200 if outcome.accepted else 422, kind=events.MESSAGE,
        reference=outcome.reference, subject=outcome.call, errors=sum(each.refuses for each in outcome.told),
    )  # fmt: skip


def written(document: neutral.Document) -> bytes:
    """A document as a file. KeyError for a kind that AWMDS does not know."""
    return writing.write(document)


def _outcome(raw: bytes, by: Actor | None, at: datetime, key: str) -> Outcome:
    read = reading.read(raw)
    if isinstance(read, reading.Refused):
        spot = Spot("/", read.line, read.column)
        return Outcome("awmds", "", False, (Told(read.code, read.message, spot=spot),))

    def where(path: str) -> Spot:
        place = reading.place_of(read, path)
        return Spot(place.xpath, place.line, 1) if place else Spot()

    notes = tuple(
        Told(UNKNOWN, _NOT_KNOWN, value=each.value, refuses=False, spot=Spot(each.xpath, each.line, 1))
        for each in read.unknown[:MOST_UNKNOWN]
    )
    kept = tuple(each.xpath for each in read.unknown)
    plain = Outcome(read.kind, read.reference, False, notes, document=read.document, kept=kept)
    if read.document is None:
        return msgspec.structs.replace(plain, told=(*announcing.misread(read.misread, where), *notes))
    if by is None:
        told = announcing.tried(read.document, "", at=at, locate=where)
        good = not any(each.refuses for each in told)
        return msgspec.structs.replace(plain, accepted=good, told=(*told, *notes))
    own = sha256(f"awmds {key}".encode()).hexdigest()[:40]
    done, told = announcing.submitted(read.document, "", by=by, at=at, key=own, locate=where)
    plain = msgspec.structs.replace(plain, told=(*told, *notes))
    if done is None:
        return plain
    return msgspec.structs.replace(
        plain, accepted=True, number=done.document, call=done.call, leaf=done.leaf, repeated=done.repeated
    )  # fmt: skip


READER = Reader("asycuda", reading.looks_like, answer)


def open_gateway() -> None:
    """Take messages of this kind; called once when the program starts."""
    register(READER)
