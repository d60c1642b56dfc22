"""Papers: a declarant hands them in, each with a receipt number of its own (type 72); kept byte for byte."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import TooManyPapers
from motcua.declarations.models import Declaration, Instruction, Paper
from motcua.declarations.queries import desks, one
from motcua.declarations.services import rows
from motcua.declarations.services.checks import answer
from motcua.declarations.services.deciding import may_amend
from motcua.ground.domain import numbers
from motcua.ground.services import bulk, files, ids, log, notices, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.reference import domain as reference

DOCUMENT_TYPE = "72"
"""First two digits of the receipt of an attached file (VNACCS job HYS)."""


class Sent(msgspec.Struct, frozen=True):
    """A file as it was sent: `kind` is a code of list attachment_kind."""

    content: bytes
    name: str
    kind: str
    title: str = ""


@transaction.atomic
def attach(number: str, sent: Sent, *, by: Actor, at: datetime) -> Paper:
    """Keep a paper of one's own declaration. The same file of the same kind again is the paper that is held.

    NotFound for another's declaration; UnknownContent, PaperTooLarge, CarriesMacros, TooManyPapers, UnknownCode.
    """
    found = one.find(number, by)
    if not may_amend(by, found):
        raise NotAllowed(who=by.name, act=f"trader {found.party}")
    reference.entry("attachment_kind", sent.kind, law_day(at))
    kind = enclosing.kind_of(sent.content, sent.name)
    Declaration.objects.select_for_update().get(pk=found.pk)
    digest = sha256(sent.content).digest()
    held = Paper.objects.filter(declaration_id=found.id, kind=sent.kind, digest=digest).first()
    return held or _keep(found, sent, kind, digest, by, at)


@transaction.atomic
def answer_with(number: str, *, words: str, papers: Sequence[Sent], by: Actor, at: datetime) -> None:
    """Hand in papers and answer the question that waits, all or nothing."""
    found = one.find(number, by)
    for sent in papers:
        attach(number, sent, by=by, at=at)
    answer(found.id, words=words, by=by, at=at)


def _keep(
    found: Declaration, sent: Sent, kind: enclosing.Kind, digest: bytes, by: Actor, at: datetime
) -> Paper:  # fmt: skip
    no = Paper.objects.filter(declaration_id=found.id).count() + 1
    if no > enclosing.MOST:
        raise TooManyPapers(number=found.number, most=enclosing.MOST)
    asked = Instruction.objects.filter(declaration_id=found.id, answered=None).values_list("leaf", flat=True).first()
    file = files.keep(sent.content, media_type=kind.media_type, at=at, by=by)
    receipt = numbers.number(DOCUMENT_TYPE, numbering.take(DOCUMENT_TYPE))
    leaf = ids.one(at)
    row = (
        leaf, found.id, no, receipt, at, by.reference, sent.kind, " ".join(sent.title.split())[:200],
        enclosing.clean(sent.name, kind.ending), kind.media_type, len(sent.content), digest, file, asked or 0,
    )  # fmt: skip
    bulk.insert(rows.T_PAPER, rows.PAPER, [row], rows.PAPER_MOMENTS)
    facts = {"number": receipt, "kind": sent.kind, "sha256": digest.hex()}
    told = [row_bytes(rows.T_PAPER, row)]
    log.append([
        log.leaf(
            events.PAPER_RECEIVED, id=leaf, subject=f"declaration/{found.number}", at=at, by=by, facts=facts, rows=told
        )
    ])  # fmt: skip
    _tell(found, at)
    return Paper.objects.get(pk=leaf)


def _tell(found: Declaration, at: datetime) -> None:
    """The officer on whose desk it lies hears of it."""
    holder = desks.holders([found.id]).get(found.id)
    if holder:
        words = Words(
            f"Tờ khai {found.number} có chứng từ mới.", f"A paper of declaration {found.number} has come."
        )  # fmt: skip
        notices.tell(notices.account(holder), words, f"/declarations/{found.number}/papers/", at=at)
