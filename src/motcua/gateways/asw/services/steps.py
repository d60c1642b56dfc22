"""Steps: every message begins with one and goes on by them; each is a leaf of the log."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from django.conf import settings

from motcua.gateways.asw import events
from motcua.gateways.asw.domain.envelopes import Kind, digest
from motcua.gateways.asw.domain.life import Direction, State, after
from motcua.gateways.asw.models import Message, Standing, Thread
from motcua.ground.services import bulk, files, ids, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes

XML = "application/xml"


class New(msgspec.Struct, frozen=True, kw_only=True):
    """A message to begin: to or from a partner, about a certificate, with its document."""

    direction: Direction
    partner: str
    kind: Kind
    issuer: str
    about: str
    no: int
    document: bytes
    source: int = 0
    identifier: str = ""
    correlation: str = ""


class Said(NamedTuple):
    """What goes with a step: a code and a note, kept bytes with their hash, a place in the post book."""

    code: str = ""
    note: str = ""
    file: int = 0
    hash: str = ""
    letter: int = 0


NOTHING = Said()


def begin(new: New, said: Said, *, by: Actor, at: datetime) -> Message:
    """Write a message down with its first step, in the current transaction."""
    leaf = ids.one(at)
    identifier = new.identifier or f"{settings.COUNTRY}-{leaf:016x}"
    document = files.keep(new.document, media_type=XML, at=at, by=by)
    row = (
        leaf, new.direction, new.partner, identifier, new.correlation or identifier, new.kind, new.issuer, new.about,
        new.no, at, document, digest(new.document), new.source,
    )  # fmt: skip
    verb, state = ("queue", State.QUEUED) if new.direction == "out" else ("take", State.TAKEN)
    step = (leaf, leaf, verb, state.value, at, by.reference, *said)
    bulk.insert(events.T_MESSAGE, events.MESSAGE, [row], events.MESSAGE_MOMENTS)
    bulk.insert(events.T_STEP, events.STEP, [step], events.STEP_MOMENTS)
    covered = [row_bytes(events.T_MESSAGE, row), row_bytes(events.T_STEP, step)]
    facts = {"kind": new.kind, "no": new.no}
    written = log.leaf(
        events.MESSAGE_NEW, id=leaf, subject=f"window/{identifier}", at=at, by=by, facts=facts, rows=covered
    )
    log.append([written])
    Standing.objects.create(message_id=leaf, state=state, step=leaf, at=at)
    return Message(**dict(zip(events.MESSAGE, row, strict=True)))


def step(message: Message, verb: str, said: Said = NOTHING, *, by: Actor = SYSTEM, at: datetime) -> State:
    """Let a message go on, in the current transaction. Impossible where its state does not allow the verb."""
    held = Standing.objects.select_for_update().get(pk=message.pk)
    state = after("out" if message.direction == "out" else "in", State(held.state), verb)
    leaf = ids.one(at)
    row = (leaf, message.pk, verb, state.value, at, by.reference, *_bounded(said))
    bulk.insert(events.T_STEP, events.STEP, [row], events.STEP_MOMENTS)
    written = log.leaf(
        events.MESSAGE_STEP, id=leaf, subject=f"window/{message.identifier}", at=at, by=by,
        facts={"verb": verb, "code": said.code}, rows=[row_bytes(events.T_STEP, row)],
    )  # fmt: skip
    log.append([written])
    held.state, held.step, held.at = state, leaf, at
    held.save()
    return state


def thread(partner: str, issuer: str, about: str) -> Thread:
    """What is told of a certificate between here and a partner, locked until the transaction ends."""
    Thread.objects.get_or_create(partner=partner, issuer=issuer, about=about, defaults={"sent": 0, "obeyed": 0})
    return Thread.objects.select_for_update().get(partner=partner, issuer=issuer, about=about)


def _bounded(said: Said) -> Said:
    return said._replace(note=said.note[:1000], code=said.code[:12])
