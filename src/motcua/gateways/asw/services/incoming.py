"""Incoming: bytes of a partner are kept, opened, believed, taken once and answered with a signed receipt.

What they say is obeyed afterwards, by a job of its own.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.gateways.asw.domain import errors
from motcua.gateways.asw.domain.envelopes import (
    MEDIA_TYPE,
    MESSAGE,
    Header,
    Receipt,
    digest,
    header_of,
    open_envelope,
    seal,
)
from motcua.gateways.asw.domain.limits import limits_on
from motcua.gateways.asw.events import RECEIVED
from motcua.gateways.asw.models import Certificate, Line, Message, Step
from motcua.gateways.asw.queries import certificates
from motcua.gateways.asw.services import keys
from motcua.gateways.asw.services.obeying import OBEY
from motcua.gateways.asw.services.steps import New, Said, begin
from motcua.ground.services import files, jobs, post
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day

ACCEPTED = 202


def take(raw: bytes, *, peer: str, at: datetime) -> post.Reply:
    """Take an envelope that came over a connection of the certificate `peer` (its fingerprint); the signed answer.

    The same bytes, or the same message signed anew, get the same receipt. What is refused leaves no message behind,
    only its place in the post book.
    """
    connected = certificates.by_fingerprint(peer)
    if connected is None:
        return _reply(errors.UnknownPartner(country="–"), raw, "", at)
    by = Actor(account=0, name=connected.country, kind="window")
    largest = limits_on(law_day(at)).largest_bytes
    if len(raw) > largest:
        return _reply(errors.TooLarge(size=len(raw), most=largest), raw, connected.country, at)
    letter = post.receive(raw, by=by, medium="window", media_type=MEDIA_TYPE, at=at)
    if letter.answered:
        return post.Reply(letter.answer, letter.answer_type, letter.status)
    try:
        return _taken(raw, connected, letter, by, at)
    except errors.Refused as refusal:
        reply = _reply(refusal, raw, connected.country, at)
        post.answer(letter, reply, at=at)
        return reply


@transaction.atomic
def _taken(raw: bytes, connected: Certificate, letter: post.Letter, by: Actor, at: datetime) -> post.Reply:
    header = _believed(raw, connected, at)
    Line.objects.update_or_create(pk=header.sender, defaults={"heard_at": at})
    known = Message.objects.filter(direction="in", partner=header.sender, identifier=header.id).first()
    if known is not None:
        reply = _same(known, header)
        post.answer(letter, reply, at=at)
        return reply
    receipt = Receipt(
        message=header.id, by=settings.COUNTRY, to=header.sender, received=digest(raw), at=at, taken=True
    )  # fmt: skip
    answer = _sealed(receipt, at)
    reply = post.Reply(answer, MEDIA_TYPE, ACCEPTED, kind=RECEIVED, function=header.kind[:10], reference=header.about)
    post.answer(letter, reply, at=at)
    new = New(
        direction="in", partner=header.sender, kind=header.kind, issuer=header.issuer, about=header.about, no=header.no,
        document=header.document.encode(), identifier=header.id, correlation=header.correlation,
    )  # fmt: skip
    kept = files.keep(answer, media_type=MEDIA_TYPE, at=at, by=by)
    begin(new, Said(file=kept, hash=digest(answer), letter=letter.id), by=by, at=at)
    jobs.put(OBEY, {"partner": header.sender, "issuer": header.issuer, "about": header.about}, at=at)
    return reply


def _believed(raw: bytes, connected: Certificate, at: datetime) -> Header:
    """The message within, signed by a certificate of the connected partner and not out of time. Refused."""
    limits = limits_on(law_day(at))
    if not connected.since <= at <= connected.until:
        raise errors.NotValidNow(at=_said(at), **_named(connected))
    opened = open_envelope(raw, MESSAGE, limits.largest_bytes)
    key = certificates.by_fingerprint(opened.key)
    if key is None or key.country != connected.country:
        raise errors.BadSignature(country=connected.country)
    opened.need(certificates.told(key).public, connected.country)
    header = header_of(opened)
    if header.sender != connected.country:
        raise errors.OtherSender(named=header.sender, country=connected.country)
    if header.receiver != settings.COUNTRY:
        raise errors.OtherReceiver(named=header.receiver, country=settings.COUNTRY)
    if not key.since <= header.created_at <= key.until:
        raise errors.NotValidThen(at=_said(header.created_at), **_named(key))
    if header.created_at - at > limits.ahead:
        raise errors.ClockAhead(created=_said(header.created_at), at=_said(at), most=limits.clock_ahead_seconds)
    if at - header.created_at > limits.oldest:
        raise errors.TooOld(created=_said(header.created_at), at=_said(at), most=limits.oldest_days)
    return header


def _same(known: Message, header: Header) -> post.Reply:
    """The receipt that the message was given when it first came. OtherContent where it says something else now."""
    before = (known.hash, known.kind, known.issuer, known.about, known.no, known.correlation)
    if before != (header.hash, header.kind, header.issuer, header.about, header.no, header.correlation):
        raise errors.OtherContent(id=header.id)
    first = Step.objects.get(message=known, verb="take")
    return post.Reply(
        files.read(first.file), MEDIA_TYPE, ACCEPTED, kind=RECEIVED, function=header.kind[:10], reference=header.about
    )


def _reply(refusal: errors.Refused, raw: bytes, country: str, at: datetime) -> post.Reply:
    receipt = Receipt(
        message="", by=settings.COUNTRY, to=country, received=digest(raw), at=at, taken=False, code=refusal.code,
        message_vi=refusal.in_language("vi")[:2000], message_en=refusal.in_language("en")[:2000], again=refusal.again,
    )  # fmt: skip
    return post.Reply(_sealed(receipt, at), MEDIA_TYPE, refusal.status, kind=RECEIVED, errors=1)


def _sealed(receipt: Receipt, at: datetime) -> bytes:
    own = certificates.own(at)
    return seal(receipt, keys.signing_key(own), own.fingerprint)


def _named(row: Certificate) -> dict[str, object]:
    return {
        "print": row.fingerprint[:16], "country": row.country, "since": _said(row.since), "until": _said(row.until),
    }  # fmt: skip


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%SZ}"
