"""Sending: one message at a time leaves the queue, is carried, and what the partner said is written down.

This is done outside any transaction, at least once; the partner knows a message by its id. A line that is down rests,
and everything for it waits; a message that nobody takes for a week becomes a dead letter.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from motcua.gateways.asw.domain import delivering
from motcua.gateways.asw.domain.envelopes import (
    MEDIA_TYPE,
    RECEIPT,
    Header,
    Receipt,
    digest,
    open_envelope,
    receipt_of,
    seal,
)
from motcua.gateways.asw.domain.errors import Refused, Unreadable
from motcua.gateways.asw.domain.limits import Limits, limits_on
from motcua.gateways.asw.events import SENT
from motcua.gateways.asw.models import Certificate, Line, Message, Queue, Step
from motcua.gateways.asw.queries import certificates
from motcua.gateways.asw.services import carrying, keys
from motcua.gateways.asw.services.following import receipted
from motcua.gateways.asw.services.outgoing import POST
from motcua.gateways.asw.services.steps import Said, step
from motcua.ground.services import clock, files, jobs, post
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

Then = Callable[[], None]


class Told(NamedTuple):
    """What came of an attempt: the receipt with its bytes, or a fault. `down`: nobody was reached at all."""

    receipt: Receipt | None = None
    raw: bytes = b""
    fault: str = ""
    down: bool = False
    asked_at: datetime | None = None
    answered_at: datetime | None = None


@jobs.sender(POST)
def send_one(job: jobs.Job, at: datetime) -> Then | None:
    """Send a message that is due. What it returns is done together with the job's end."""
    held = Queue.objects.select_related("message").filter(pk=job.payload["message"]).first()
    if held is None:
        return None
    limits = limits_on(law_day(at))
    line = _line(held.message.partner)
    if line.rests(at):
        return lambda: _again(held, line.retry_at or at, at)
    told = attempt(held, at)
    return lambda: finish(held, told, at, limits)


def attempt(held: Queue, at: datetime) -> Told:
    """Sign the message if it is not signed, carry it, and read what came back."""
    message = held.message
    try:
        own = certificates.own(at)
        partner = certificates.partner(message.partner, at)
        raw = _signed(held, own, at)
    except Refused as refusal:
        return Told(fault=_sentence(refusal))
    asked = clock.now()
    try:
        answer = carrying.carry(raw, partner, own)
    except carrying.Unreachable as fault:
        return Told(fault=str(fault), down=True)
    answered = clock.now()
    try:
        receipt = believed(answer.content, message, raw, at)
    except Refusal as refusal:
        return Told(fault=f"HTTP {answer.status}: {_sentence(refusal)}")
    return Told(receipt, answer.content, "", False, asked, answered)


def believed(answer: bytes, message: Message, raw: bytes, at: datetime) -> Receipt:
    """A receipt that a registered certificate of the partner signed, of bytes that were sent. Refused."""
    opened = open_envelope(answer, RECEIPT, carrying.LARGEST_ANSWER)
    key = certificates.by_fingerprint(opened.key)
    if key is None or key.country != message.partner:
        raise Unreadable(why=f"keyid {opened.key[:16]}")
    opened.need(certificates.told(key).public, message.partner)
    receipt = receipt_of(opened)
    sent = set(Step.objects.filter(message=message, verb="sign").values_list("hash", flat=True))
    if (receipt.by, receipt.to) != (message.partner, settings.COUNTRY) or receipt.received not in sent | {digest(raw)}:
        raise Unreadable(why="receipt of something else")
    if receipt.taken and receipt.message != message.identifier:
        raise Unreadable(why=f"receipt of {receipt.message}")
    if not key.since <= receipt.at <= key.until:
        raise Unreadable(why=f"receipt signed on {receipt.at:%Y-%m-%d}")
    return receipt


def finish(held: Queue, told: Told, at: datetime, limits: Limits) -> None:
    """Write down what came of an attempt, in the transaction that ends its job."""
    current = Queue.objects.select_for_update().select_related("message").filter(pk=held.pk).first()
    if current is None:
        return
    _note_line(current.message.partner, told, at, limits)
    if told.receipt is not None and told.receipt.taken:
        _taken(current, told, at)
    elif told.receipt is not None and not told.receipt.again or delivering.given_up(current.since, at, limits):
        _die(current, told, at)
    else:
        _later(current, told, at, limits)


def _taken(held: Queue, told: Told, at: datetime) -> None:
    message = held.message
    said = Said(file=_kept(told.raw, at), hash=digest(told.raw), letter=_answered(message, told.raw, at))
    step(message, "receipt", said, at=at)
    held.delete()
    receipted(message, told.raw, at)


def _die(held: Queue, told: Told, at: datetime) -> None:
    said = Said(note=told.fault)
    if told.receipt is not None:
        said = Said(code=told.receipt.code, note=_words(told.receipt), file=_kept(told.raw, at), hash=digest(told.raw))
    step(held.message, "die", said, at=at)
    held.delete()


def _later(held: Queue, told: Told, at: datetime, limits: Limits) -> None:
    """Try again: a line that is down when the line is tried again, anything else after a while of its own."""
    held.attempts += 1
    held.tried_at, held.fault = at, _why(told)[:1000]
    held.anew = int(held.anew or told.receipt is not None)
    line = _line(held.message.partner)
    own = delivering.next_attempt(held.attempts, at, limits)
    _again(held, (line.retry_at or own) if told.down else own, at)


def _again(held: Queue, due: datetime, at: datetime) -> None:
    held.due_at = due
    held.save()
    jobs.put(POST, {"message": held.message_id}, at=at, due_at=due)


def _signed(held: Queue, own: Certificate, at: datetime) -> bytes:
    """The bytes to send: those that were signed before, or signed now where there are none or a refusal asks for it."""
    message = held.message
    last = Step.objects.filter(message=message, verb="sign").order_by("-leaf").first()
    if last is not None and not held.anew:
        return files.read(last.file)
    header = Header(
        id=message.identifier, correlation=message.correlation, kind=message.kind, sender=settings.COUNTRY,
        receiver=message.partner, issuer=message.issuer, about=message.about, no=message.no, created_at=at,
        hash=message.hash, document=files.read(message.document).decode(),
    )  # fmt: skip
    raw = seal(header, keys.signing_key(own), own.fingerprint)
    with transaction.atomic():
        letter = post.receive(raw, by=SYSTEM, medium="window", media_type=MEDIA_TYPE, at=at)
        step(message, "sign", Said(file=_kept(raw, at), hash=digest(raw), letter=letter.id), at=at)
        Queue.objects.filter(pk=held.pk).update(anew=0)
    held.anew = 0
    return raw


def _answered(message: Message, raw: bytes, at: datetime) -> int:
    """Enter the partner's receipt into the post book as the answer to what was sent."""
    last = Step.objects.filter(message=message, verb="sign").order_by("-leaf")[0]
    letter = post.Letter(last.letter, at, "")
    reply = post.Reply(raw, MEDIA_TYPE, ACCEPTED, kind=SENT, function=message.kind, reference=message.about)
    post.answer(letter, reply, at=at)
    return last.letter


ACCEPTED = 202


def _kept(raw: bytes, at: datetime) -> int:
    return files.keep(raw, media_type=MEDIA_TYPE, at=at, by=SYSTEM)


def _line(country: str) -> delivering.Line:
    row = Line.objects.filter(pk=country).first()
    return delivering.Line(row.failures, row.retry_at) if row else delivering.Line()


def _note_line(country: str, told: Told, at: datetime, limits: Limits) -> None:
    """How the line is after an attempt; a fault of our own says nothing of it."""
    row, _ = Line.objects.select_for_update().get_or_create(pk=country)
    if told.down:
        after = delivering.failed(delivering.Line(row.failures, row.retry_at), at, limits)
        row.failures, row.retry_at, row.fault = after.failures, after.retry_at, told.fault[:1000]
        row.down_since = row.down_since or at
    elif told.receipt is not None:
        row.failures, row.retry_at, row.fault, row.down_since = 0, None, "", None
        row.sent_at = at
        assert told.asked_at is not None
        assert told.answered_at is not None
        row.ahead_ms = _milliseconds(delivering.difference(told.receipt.at, told.asked_at, told.answered_at))
    row.save()


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _why(told: Told) -> str:
    return f"{told.receipt.code}: {_words(told.receipt)}" if told.receipt else told.fault


def _words(receipt: Receipt) -> str:
    return f"{receipt.message_vi} / {receipt.message_en}"


def _sentence(refusal: Refusal) -> str:
    return f"{refusal.code}: {refusal.in_language('vi')} / {refusal.in_language('en')}"
