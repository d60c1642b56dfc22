"""Telling: the answer to a declaration in JSON, the same to whoever lodged it, by whatever door."""

from collections.abc import Sequence

import msgspec

from motcua.declarations.domain import telling
from motcua.declarations.domain.message import Declaration, read
from motcua.declarations.domain.originals import unknown
from motcua.declarations.domain.process import process
from motcua.declarations.events import MESSAGE
from motcua.declarations.models import Version
from motcua.declarations.services.kit import kit
from motcua.declarations.services.values import Answer
from motcua.design.domain.api import JSON
from motcua.design.domain.problems import MEDIA_TYPE, Problem
from motcua.ground import queries as ground
from motcua.ground.services import files, post
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding

encode = msgspec.json.Encoder().encode


def registered(answer: Answer) -> telling.Registered:
    """The acceptance with its receipt; of a repetition, the one that was told at registration."""
    assert answer.registered_at is not None
    receipt = answer.signed.receipt() if answer.signed else ground.receipts([answer.leaf])[answer.leaf]
    warnings = first_warnings(answer) if answer.repeated else answer.findings
    return telling.registered(
        answer.number, answer.direction, answer.registered_at, (answer.channel, answer.state),
        (answer.tax_total, answer.due_on), warnings, receipt,
    )  # fmt: skip


def first_warnings(answer: Answer) -> Sequence[Finding]:
    """The warnings at registration, found again in the message that is kept by the rules of that day."""
    first = Version.objects.only("file", "file_offset", "file_length", "at", "warnings").get(
        declaration_id=answer.declaration_id, version=1
    )
    message = read(files.slice(first.file, first.file_offset, first.file_length))
    if not isinstance(message, Declaration):
        return ()
    found = process(message, kit().desk(law_day(first.at))).findings
    warned = tuple(each for each in found if each.severity == "warn")
    return (*warned, *unknown(message.prior_number, first.warnings))


def refused(answer: Answer) -> Problem:
    """The refusal with all that is wrong."""
    return telling.refused(answer.findings)


def refusal(answer: Answer) -> post.Reply:
    """The refusal as bytes, for the post book and for the sender."""
    found = refused(answer)
    return post.Reply(encode(found), MEDIA_TYPE, found.status, kind=MESSAGE, errors=found.errors_total)


def reply(answer: Answer) -> post.Reply:
    """What is answered to one declaration, as bytes."""
    if not answer.accepted:
        return refusal(answer)
    status = 200 if answer.repeated else 201
    return post.Reply(encode(registered(answer)), JSON, status, kind=MESSAGE, subject=answer.number)
