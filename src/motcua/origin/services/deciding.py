"""Deciding: what an origin officer says of lines whose certificate is no electronic one, or has not come."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.ground.services import bulk, ids
from motcua.kernel.actor import Actor
from motcua.origin import events
from motcua.origin.domain.data import REASONS
from motcua.origin.domain.errors import NeedsReason, NotClaimed
from motcua.origin.domain.life import ClaimState
from motcua.origin.models import Claim
from motcua.origin.services import rows
from motcua.origin.services.acts import need_officer
from motcua.origin.services.steps import become, felled
from motcua.origin.services.writing import Sheet

Place = tuple[int, int]
"""A declaration's id and the number of its line."""
KINDS = {"paper": ClaimState.PAPER, "self": ClaimState.SELF}


@transaction.atomic
def accept_proofs(places: Sequence[Place], *, kind: str, by: Actor, at: datetime) -> int:
    """A paper certificate or a self-certification was seen for these lines. NotAllowed, OwnSide, NotClaimed."""
    claims = _held(places, by)
    leaf, sheet = ids.one(at), Sheet(by)
    made = become(claims, KINDS[kind], "", leaf=leaf, by=by, at=at)
    _leaf(sheet, claims, {rows.T_CLAIM_STEP: made}, kind, leaf, at)
    sheet.write()
    return len(made)


@transaction.atomic
def refuse_proofs(places: Sequence[Place], *, reason: str, by: Actor, at: datetime) -> int:
    """These lines get no preference: the difference is charged, their traders are told. NeedsReason, as above."""
    found = REASONS.get(reason)
    if found is None or found.kind != "refusal":
        raise NeedsReason
    claims = _held(places, by, (ClaimState.NAMED, ClaimState.PAPER, ClaimState.SELF))
    leaf, sheet = ids.one(at), Sheet(by)
    made = felled(claims, ClaimState.REFUSED, reason, sheet, leaf=leaf, by=by, at=at)
    _leaf(sheet, claims, {rows.T_CLAIM_STEP: made}, "refused", leaf, at)
    sheet.write()
    return len(made)


def _held(places: Sequence[Place], by: Actor, states: Sequence[ClaimState] = (ClaimState.NAMED,)) -> list[Claim]:
    wanted, found = sorted(set(places)), {}
    subjects = sorted({subject for subject, _ in wanted})
    for start in range(0, len(subjects), bulk.TOGETHER):
        part = subjects[start : start + bulk.TOGETHER]
        for each in Claim.objects.select_for_update().filter(declaration_id__in=part):
            found[each.declaration_id, each.line] = each
    claims = []
    for subject, line in wanted:
        claim = found.get((subject, line))
        if claim is None or ClaimState(claim.state) not in states:
            raise NotClaimed(line=line, number=claim.number if claim else subject)
        need_officer(by, claim.party, claim.number)
        claims.append(claim)
    return claims


def _leaf(  # noqa: PLR0913 - what a leaf is made of
    sheet: Sheet, claims: Sequence[Claim], told: dict[str, list[tuple[object, ...]]], kind: str, leaf: int,
    at: datetime,
) -> None:  # fmt: skip
    subject = f"declaration/{claims[0].number}" if len(claims) == 1 else "origin/claims"
    sheet.act(events.CLAIMED, subject, told, at=at, leaf=leaf, facts={"kind": kind, "lines": len(claims)})
