"""Changes of channel after registration. Every one that leads to an inspection spends a token here."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.risk import events, models
from motcua.risk.domain import ONE, RED, law_on
from motcua.risk.domain.decision import MODEL, waits
from motcua.risk.domain.errors import AlreadyRed, NotAsked, NotLower, NoToken, ReasonMissing
from motcua.risk.domain.law import needed
from motcua.risk.queries import standings, told_at
from motcua.risk.services.bucket import lock, store
from motcua.risk.services.judging import Judgement, judge, keep_measure
from motcua.risk.services.rows import T_UPGRADE, UPGRADE, UPGRADE_MOMENTS

Ground = Literal["officer", "request", "legal"]
_SOURCES = {"officer": "officer", "request": "profile", "legal": "legal"}
_ROLES = {"officer": "officer", "request": "head", "legal": "head"}


def upgrade(*, subject: int, ground: Ground, reason: str, basis: str = "", by: Actor, at: datetime) -> models.Upgrade:
    """Send a declaration to physical inspection.

    An officer's own choice and the waiting request of a profile, the draw or the model need a token (NoToken);
    what the law or concrete information orders does not, and may bring the balance below zero. What the model
    would inspect beyond a bound of fairness does not wait (NotAsked).
    """
    judgement = judge([])
    with transaction.atomic():
        return _upgrade(subject, ground, (reason, basis), judgement, by=by, at=at)


def _upgrade(
    subject: int, ground: Ground, said: tuple[str, str], judgement: Judgement, *, by: Actor, at: datetime
) -> models.Upgrade:
    held, decision = lock(), _decision(subject)
    by.need(_ROLES[ground], decision.office)
    before = standings([subject])[subject].channel
    if before == RED:
        raise AlreadyRed(number=decision.number)
    if ground == "request" and not waits(decision.unserved):
        raise NotAsked(number=decision.number)
    source = "model" if ground == "request" and decision.unserved == MODEL else _SOURCES[ground]
    if ground != "legal" and held.balance_millionths < needed(law_on(law_day(at)), source):
        raise NoToken(number=decision.number)
    written = _write(held, decision, before, RED, source, *said, by=by, at=at)
    keep_measure(subject, told_at(decision.turn), judgement)
    return written


@transaction.atomic
def lower(*, subject: int, to: int, reason: str, basis: str = "", by: Actor, at: datetime) -> models.Upgrade:
    """Lower a channel. What was spent on it is not given back."""
    held, decision = lock(), _decision(subject)
    by.need("head", decision.office)
    before = standings([subject])[subject].channel
    if not 1 <= to < before:
        raise NotLower(number=decision.number)
    return _write(held, decision, before, to, "officer", reason, basis, by=by, at=at)


def _decision(subject: int) -> models.Decision:
    found = models.Decision.objects.filter(pk=subject).first()
    if found is None:
        raise NotFound(what=f"selection/{subject}")
    return found


def _write(
    held: models.Bucket, decision: models.Decision, before: int, after: int, source: str, reason: str,
    basis: str, *, by: Actor, at: datetime,
) -> models.Upgrade:  # fmt: skip
    if not reason.strip():
        raise ReasonMissing
    held.changes += 1
    held.balance_millionths -= ONE if after == RED else 0
    store(held)
    row = (
        ids.one(at), decision.subject, held.changes, held.turn, at, law_day(at), decision.office, before,
        after, source, reason, basis, ONE if after == RED else 0, held.balance_millionths,
    )  # fmt: skip
    facts = {"after": after, "before": before, "no": held.changes, "source": source}
    verb = events.RAISED if after == RED else events.LOWERED
    bulk.insert(T_UPGRADE, UPGRADE, [row], UPGRADE_MOMENTS)
    log.append([
        log.leaf(
            verb, id=row[0], subject=f"declaration/{decision.number}", at=at, by=by, facts=facts,
            rows=[row_bytes(T_UPGRADE, row)],
        )
    ])  # fmt: skip
    return models.Upgrade(**dict(zip(UPGRADE, row, strict=True)))
