"""The door: a signed notice is kept, obeyed once in the transaction that keeps its answer, and answered."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from motcua.gateways.bank import events, queries
from motcua.gateways.bank.domain.errors import KeyNotValid, OtherBank, OtherNotice, Refused
from motcua.gateways.bank.domain.notices import Told, read
from motcua.gateways.bank.models import Notice
from motcua.gateways.bank.services.answers import accepted, refused
from motcua.gateways.bank.services.keys import signer
from motcua.gateways.bank.services.obeying import Made, obey
from motcua.ground.services import bulk, ids, log, post
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

JSON = "application/json"
LARGEST = 1 << 20


def take(raw: bytes, *, bank: str, signature: bytes, at: datetime) -> post.Reply:
    """Take a notice and return the answer, after the commit that holds both.

    What is signed by a key of the bank is kept before it is read; the rest is refused and not kept, for anybody can
    send it. The same bytes again get the same answer; a notice that was refused is tried anew.
    """
    try:
        key = signer(bank, signature, raw)
    except Refused as refusal:
        return refused(refusal, bank)
    by = Actor(account=0, name=bank, kind="bank")
    letter = post.receive(raw, by=by, medium="bank", media_type=JSON, at=at)
    if letter.answered:
        return post.Reply(letter.answer, letter.answer_type, letter.status)
    try:
        if not queries.valid(key, law_day(at)):
            raise KeyNotValid(key=bytes(key.public).hex()[:16], bank=bank, day=law_day(at).isoformat())
        return _obey(raw, by, letter, at)
    except Refusal as refusal:
        reply = refused(refusal, bank)
        post.answer(letter, reply, at=at)
        return reply


@transaction.atomic
def _obey(raw: bytes, by: Actor, letter: post.Letter, at: datetime) -> post.Reply:
    """Obey a notice and keep its answer, both or neither."""
    told = read(raw, at)
    if told.bank != by.name:
        raise OtherBank(named=told.bank, bank=by.name)
    digest = sha256(raw).digest()
    known = Notice.objects.filter(bank=told.bank, notice=told.notice).first()
    if known is None:
        row = _record(told, obey(told, by=by, at=at), letter.id, digest, by, at)
    elif bytes(known.body_hash) == digest:
        row = known
    else:
        raise OtherNotice(bank=told.bank, notice=told.notice)
    reply = accepted(row)
    post.answer(letter, reply, at=at)
    return reply


def _record(told: Told, made: Made, message: int, digest: bytes, by: Actor, at: datetime) -> Notice:
    """Write the notice down with its leaf, and sign the receipt of it."""
    leaf = ids.one(at)
    values = (
        leaf, told.bank, told.notice, made.kind, at, made.day, made.payer, made.number, made.account, made.reference,
        made.items, made.amount, made.outcome, made.reason, made.target, made.held, message, digest,
    )  # fmt: skip
    bulk.insert(events.T_NOTICE, events.NOTICE, [values], events.NOTICE_MOMENTS)
    lines = [(leaf, no, *line) for no, line in enumerate(made.lines, start=1)]
    bulk.insert(events.T_LINE, events.LINE, lines)
    covered = [row_bytes(events.T_NOTICE, values), *(row_bytes(events.T_LINE, line) for line in lines)]
    facts: dict[str, Any] = {"amount": made.amount, "kind": made.kind, "outcome": made.outcome}
    subject = f"bank/{told.bank}/{told.notice}"
    written = log.leaf(events.NOTICED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)
    log.append([written])
    log.seal([written])
    return Notice(**dict(zip(events.NOTICE, values, strict=True)))
