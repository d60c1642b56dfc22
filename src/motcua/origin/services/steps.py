"""Steps: a certificate received moves, its step is a leaf, its issuer is told, and what it bore may fall."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.ground.services import bulk, ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.moves import move
from motcua.kernel.words import Words
from motcua.origin import events
from motcua.origin.domain import answer
from motcua.origin.domain.data import REASONS
from motcua.origin.domain.life import DEAD, MOVES, ClaimState, State
from motcua.origin.models import Certificate, Claim
from motcua.origin.services import rows
from motcua.origin.services.book import claim_row
from motcua.origin.services.claims import declared_of, wanted_of
from motcua.origin.services.writing import Row, Sheet

FELL = "origin.certificate_fell"
"""The job that makes declarations charge the difference: `{"declaration": id, "lines": [..], "reference", …}`."""


def step(found: Certificate, verb: str, *, by: Actor, at: datetime, **told: Any) -> Certificate:
    """Move a locked certificate and store that. What `told` may be: see `put_down`."""
    sheet = Sheet(by)
    put_down(sheet, found, verb, by=by, at=at, **told)
    found.save(update_fields=["state", "flagged", "leaf", "due_at"])
    sheet.write()
    return found


def put_down(  # noqa: PLR0913 - what a step is made of
    sheet: Sheet, found: Certificate, verb: str, *, by: Actor, at: datetime, reason: str = "", note: str = "",
    flagged: str | None = None, due_at: datetime | None = None, tell: str = "",
) -> None:  # fmt: skip
    """Move a locked certificate and put its step down. `tell`: the kind of answer that its issuer gets.

    What is dead, or is verified abroad, bears nothing: the lines that rest on it are charged.
    """
    leaf = ids.one(at)
    found.state = str(move(MOVES, State(found.state), verb))
    found.leaf, found.due_at = leaf, due_at
    if flagged is not None:
        found.flagged = flagged
    told: dict[str, Sequence[Row]] = {
        rows.T_STEP: [
            (leaf, found.pk, verb, found.state, found.flagged, at, by.reference, reason, _short(note), due_at)
        ]
    }  # fmt: skip
    if State(found.state) in DEAD or State(found.state) is State.VERIFYING:
        told[rows.T_CLAIM_STEP] = fall(found, reason or _WHY.get(verb, "STATE"), sheet, leaf=leaf, by=by, at=at)
    if tell:
        told[rows.T_OUTGOING] = [_message(sheet, found, tell, reason, _short(note), leaf=leaf, at=at)]
    subject = f"origin/{found.country}/{found.reference}"
    sheet.act(events.STEP, subject, told, at=at, leaf=leaf, facts={"verb": verb, "state": found.state})


def _message(  # noqa: PLR0913 - what a message is made of
    sheet: Sheet, found: Certificate, kind: str, reason: str, note: str, *, leaf: int, at: datetime
) -> Row:  # fmt: skip
    body = answer.write(answer.Answer(kind, found.reference, found.country, at, reason, note))  # type: ignore[arg-type]
    return sheet.outgoing(
        leaf, partner=found.country, kind=kind, about=found.pk, reference=found.reference, body=body, at=at
    )  # fmt: skip


_WHY = {"verify": "VERIFY", "withdraw": "WITHDRAWN", "replace": "REPLACED"}


def fall(found: Certificate, reason: str, sheet: Sheet, *, leaf: int, by: Actor, at: datetime) -> list[Row]:
    """The lines that rest on a certificate fall; declarations are told to charge the difference. Rows of its leaf."""
    claims = list(
        Claim.objects.select_for_update().filter(reference=found.reference, certificate_id=found.pk,
                                                 state=str(ClaimState.BORNE)).order_by("declaration_id", "line")
    )  # fmt: skip
    return felled(claims, ClaimState.FELL, reason, sheet, leaf=leaf, by=by, at=at)


def felled(  # noqa: PLR0913 - what a step is made of
    claims: Sequence[Claim], state: ClaimState, reason: str, sheet: Sheet, *, leaf: int, by: Actor, at: datetime
) -> list[Row]:  # fmt: skip
    """Lines that get no preference any more; one job for each declaration."""
    made = become(claims, state, reason, leaf=leaf, by=by, at=at)
    lines: dict[int, list[Claim]] = {}
    for claim in claims:
        lines.setdefault(claim.declaration_id, []).append(claim)
    for subject, which in lines.items():
        payload = {
            "declaration": subject, "lines": [each.line for each in which], "reference": which[0].reference,
            "reason": reason, "at": at.isoformat(),
        }  # fmt: skip
        sheet.job(FELL, payload, at)
        _tell(which[0], reason, at)
    return made


def become(
    claims: Sequence[Claim], state: ClaimState, reason: str, *, leaf: int, by: Actor, at: datetime
) -> list[Row]:  # fmt: skip
    """Locked lines as they stand from now on; the rows of their leaf."""
    made, now = [], []
    for no, claim in enumerate(claims):
        row = claim_row(
            declared_of(claim), wanted_of(claim), state, (claim.certificate_id, claim.certificate_line),
            at=claim.at if state is ClaimState.NAMED else max(at, claim.at), by=by, reason=reason,
        )  # fmt: skip
        made.append((leaf, no, *row))
        now.append((claim.declaration_id, claim.line, str(state), reason, by.reference, row[6], leaf))
    bulk.update(rows.T_CLAIM, ("declaration_id", "line"), ("state", "reason", "actor", "at", "leaf"), now, (5,))
    return made


def _tell(claim: Claim, reason: str, at: datetime) -> None:
    words = REASONS[reason].words
    told = Words(
        f"Tờ khai {claim.number}: C/O {claim.reference} không còn cho hưởng ưu đãi ({words.vi}); số thuế chênh lệch"
        " được tính lại.",
        f"Declaration {claim.number}: certificate {claim.reference} gives no preference any more ({words.en}); the"
        " difference in duty is charged.",
    )
    notices.tell(
        notices.party(claim.party), told, f"/declarations/{claim.number}/", at=at, kind="decision",
        subject=claim.number,
    )  # fmt: skip


def locked(found: Certificate) -> Certificate:
    """The certificate, locked until the transaction ends."""
    assert transaction.get_connection().in_atomic_block
    return Certificate.objects.select_for_update().get(pk=found.pk)


def _short(note: str) -> str:
    return " ".join(note.split())[:400]
