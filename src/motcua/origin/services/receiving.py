"""Receiving: certificates that partners send are kept, checked, and matched with the lines that wait for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from motcua.ground.services import bulk, ids
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding
from motcua.origin import events
from motcua.origin.domain import answer
from motcua.origin.domain.amounts import in_e4
from motcua.origin.domain.certificate import Certificate, write
from motcua.origin.domain.context import desk_on
from motcua.origin.domain.data import unit_of
from motcua.origin.domain.errors import OtherContent, Unfit
from motcua.origin.domain.judging import judge
from motcua.origin.domain.life import State
from motcua.origin.domain.rules.goods import gives
from motcua.origin.domain.validity import valid_until
from motcua.origin.models import Certificate as Row
from motcua.origin.models import Received as Kept
from motcua.origin.services import early, matching, replacing, rows
from motcua.origin.services.home import home
from motcua.origin.services.writing import Sheet

MOST_LINES = 999
_LONGEST = 35


class Arrival(NamedTuple):
    """A certificate as a partner's window sent it."""

    certificate: Certificate
    partner: str
    message_id: str
    at: datetime


class Received(NamedTuple):
    """What became of a certificate that came; `new` is false where it was known."""

    id: int
    reference: str
    state: str
    new: bool
    findings: tuple[Finding, ...]


def receive(certificate: Certificate, *, partner: str, message_id: str, at: datetime) -> Received:
    """Take in a certificate that a partner window (a country) sent.

    Idempotent by message and by reference with the same content. A certificate whose `replaces` names one that is
    held replaces it before use; after use that one is flagged and this one waits for an officer. OtherContent where the
    reference or the message is held with another content; Unfit where it cannot be kept at all.
    """
    return receive_many([Arrival(certificate, partner, message_id, at)])[0]


@transaction.atomic
def receive_many(arrivals: Sequence[Arrival]) -> list[Received]:
    """Take in many certificates: all of them, or none. See `receive`."""
    for each in arrivals:
        _need_fit(each)
    known = _known(arrivals)
    answers: dict[tuple[str, str], Received] = {}
    fresh: list[Arrival] = []
    for each in arrivals:
        key = (each.partner, each.certificate.reference)
        if key in answers:
            continue
        held = known.get(key)
        if held is not None:
            answers[key] = _again(each, held)
        else:
            answers[key] = Received(0, key[1], "", new=True, findings=())
            fresh.append(each)
    if fresh:
        answers |= _store(fresh)
    return [answers[each.partner, each.certificate.reference] for each in arrivals]


def _need_fit(each: Arrival) -> None:
    found = each.certificate
    wrong = {
        "reference": not 0 < len(found.reference) <= _LONGEST or not found.reference.isprintable(),
        "country": found.country != each.partner or each.partner == home(),
        "partner": found.partner != home(),
        "message_id": not 0 < len(each.message_id) <= 80,  # noqa: PLR2004 - its column
        "issued_on": found.issued_on is None or not 2000 <= found.issued_on.year < 3000,  # noqa: PLR2004
        "lines": not found.lines or len({line.no for line in found.lines}) < len(found.lines),
        "lines/no": any(not 0 < line.no <= MOST_LINES for line in found.lines),
    }
    for field, faulty in wrong.items():
        if faulty:
            raise Unfit(field=field)


def _known(arrivals: Sequence[Arrival]) -> dict[tuple[str, str], tuple[Row, str]]:
    """Certificates that are held, by country and reference, with their content; OtherContent for a message that was
    another's."""
    references = sorted({each.certificate.reference for each in arrivals})
    found: dict[int, Row] = {}
    for start in range(0, len(references), bulk.TOGETHER):
        part = references[start : start + bulk.TOGETHER]
        found |= {each.pk: each for each in Row.objects.filter(reference__in=part).select_for_update().order_by("pk")}
    bodies = dict(Kept.objects.filter(leaf__in=[each.content for each in found.values()]).values_list("leaf", "body"))
    messages = sorted({each.message_id for each in arrivals})
    held: dict[tuple[str, str], str] = {}
    for start in range(0, len(messages), bulk.TOGETHER):
        for kept in Kept.objects.filter(message_id__in=messages[start : start + bulk.TOGETHER]):
            held[kept.country, kept.message_id] = kept.body
    for each in arrivals:
        before = held.get((each.partner, each.message_id))
        if before is not None and before != write(each.certificate).decode():
            raise OtherContent(reference=each.certificate.reference)
    return {(each.country, each.reference): (each, bodies[each.content]) for each in found.values()}


def _again(each: Arrival, held: tuple[Row, str]) -> Received:
    row, body = held
    if body != write(each.certificate).decode():
        raise OtherContent(reference=row.reference)
    return Received(row.pk, row.reference, row.state, new=False, findings=())


def _store(fresh: Sequence[Arrival]) -> dict[tuple[str, str], Received]:
    sheet, made = Sheet(SYSTEM), []
    replaced = replacing.look((each.partner, each.certificate.replaces) for each in fresh)
    answers = {}
    for each in fresh:
        findings = judge(each.certificate, desk_on(law_day(each.at), home()))
        old = replaced.get((each.partner, each.certificate.replaces))
        wrong = any(found.severity == "refuse" for found in findings) or (old is not None and old.used)
        state = State.CHECKING if wrong else State.RECEIVED
        leaf = ids.one(each.at)
        _put_down(sheet, each, findings, state, leaf)
        made.append((each, findings, state, leaf))
        answers[each.partner, each.certificate.reference] = Received(
            leaf, each.certificate.reference, str(state), new=True, findings=findings
        )
    _project(made)
    sheet.write()
    replacing.apply([(replaced[key], each) for each in fresh if (key := (each.partner, each.certificate.replaces)) in
                     replaced])  # fmt: skip
    early.apply([(each.partner, each.certificate.reference) for each in fresh])
    matching.match({leaf: each.at for each, _, state, leaf in made if state is State.RECEIVED})
    return answers


_Made = tuple[Arrival, tuple[Finding, ...], State, int]


def _put_down(sheet: Sheet, each: Arrival, findings: Sequence[Finding], state: State, leaf: int) -> None:
    found, at = each.certificate, each.at
    codes = _codes(findings)
    told = {
        rows.T_RECEIVED: [(leaf, leaf, each.partner, each.message_id, at, write(found).decode())],
        rows.T_STEP: [(leaf, leaf, "receive", str(state), "", at, SYSTEM.reference, "", codes, None)],
        rows.T_OUTGOING: [
            sheet.outgoing(
                leaf, partner=each.partner, kind="received", about=leaf, reference=found.reference, at=at,
                body=answer.write(
                    answer.Answer("received", found.reference, found.country, at, regards=each.message_id, note=codes)
                ),
            )
        ],
    }  # fmt: skip
    subject = f"origin/{each.partner}/{found.reference}"
    sheet.act(events.RECEIVED, subject, told, at=at, leaf=leaf, facts={"state": str(state)})


def _codes(findings: Sequence[Finding]) -> str:
    return " ".join(sorted({each.code for each in findings}))[:200]


def _project(made: Sequence[_Made]) -> None:
    certificates, lines = [], []
    for each, findings, state, leaf in made:
        found = each.certificate
        assert found.issued_on is not None
        certificates.append((
            leaf, each.partner, found.reference, found.form[:4], found.issued_on, valid_until(found.issued_on),
            found.consignee.code[:14], found.consignee.name[:300], found.exporter.name[:300], each.at, str(state), "",
            _codes(findings), False, False, None, leaf, leaf,
        ))  # fmt: skip
        lines += line_rows(leaf, found, each.at)
    bulk.insert(rows.T_CERTIFICATE, rows.CERTIFICATE, certificates, rows.CERTIFICATE_MOMENTS)
    bulk.insert(rows.T_LINE, rows.LINE, lines)


def line_rows(identifier: int, found: Certificate, at: datetime) -> list[tuple[object, ...]]:
    """What the lines of a certificate bear, before anything is used."""
    desk = desk_on(law_day(at), home())
    return [
        (
            identifier, line.no, line.hs_code[:12], line.description[:300], found.origin_of(line)[:2], _criterion(line),
            max(0, in_e4(line.quantity) or 0), unit_of(line.unit)[:4], 0,
            gives(line, found, desk),
        )
        for line in found.lines
    ]  # fmt: skip


def _criterion(line: object) -> str:
    criterion, rvc = line.criterion, line.rvc  # type: ignore[attr-defined]
    return f"{criterion} {rvc:f}"[:12] if rvc is not None else str(criterion)[:12]
