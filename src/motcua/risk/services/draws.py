"""The secrets of the keyed draw: made and committed to before their day, shown after a delay."""

from datetime import date, datetime, timedelta
from secrets import token_bytes
from typing import Any

from django.db import connection, transaction

from motcua.ground.services import bulk, ids, log
from motcua.ground.services.log import CoveredTable
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.risk import events, models
from motcua.risk.domain import commitment, derived, law_on
from motcua.risk.domain.draws import SECRET_BYTES
from motcua.risk.domain.errors import SeedTooLate, TooEarly
from motcua.risk.services.bucket import lock
from motcua.risk.services.rows import REVEAL_COVERED, SECRET_COVERED


@transaction.atomic
def seed(seed: bytes, *, by: Actor, at: datetime) -> None:
    """From now on secrets follow from `seed` and their day: for a demonstration, never for real trade."""
    held = lock()
    if models.Secret.objects.exists():
        raise SeedTooLate
    held.seed = seed
    held.save(update_fields=["seed"])
    log.record(events.SEEDED, subject="draw", at=at, by=by)


@transaction.atomic
def publish(day: date, *, at: datetime, by: Actor = SYSTEM) -> bytes:
    """Make the secret of a day and publish its commitment, which is returned. Once; later calls repeat it."""
    return bytes(_published(lock(), day, at=at, by=by).commitment)


@transaction.atomic
def reveal(day: date, *, at: datetime, by: Actor = SYSTEM) -> bytes:
    """Show the secret of a day and return it. TooEarly before the delay; it never draws again."""
    held = lock()
    kept = models.Secret.objects.filter(pk=day).first()
    if kept is None:
        raise NotFound(what=f"draw/{day}")
    if not models.Reveal.objects.filter(pk=day).exists():
        first = _shown_from(day)
        if law_day(at) < first:
            raise TooEarly(day=day.isoformat(), from_day=first.isoformat())
        _show(held, kept, at=at, by=by)
    return bytes(kept.secret)


@transaction.atomic
def keep_draws(*, at: datetime, by: Actor = SYSTEM) -> tuple[int, int]:
    """The daily duty: publish the commitments ahead, show what is due. How many of each."""
    held, today = lock(), law_day(at)
    ahead = [today + timedelta(days=days) for days in range(law_on(today).publish_ahead_days + 1)]
    known = set(models.Secret.objects.filter(day__in=ahead).values_list("day", flat=True))
    for day in ahead:
        if day not in known:
            _published(held, day, at=at, by=by)
    hidden = models.Secret.objects.filter(day__lt=today).exclude(day__in=models.Reveal.objects.values("day"))
    due = [kept for kept in hidden.order_by("day") if _shown_from(kept.day) <= today]
    for kept in due:
        _show(held, kept, at=at, by=by)
    return len(ahead) - len(known), len(due)


def _shown_from(day: date) -> date:
    return day + timedelta(days=max(law_on(day).reveal_after_days, 1))


def secret_of(held: models.Bucket, day: date, *, at: datetime) -> bytes:
    """The secret that draws on a day; made now if nobody published it, and the log shows how late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM risk_secret WHERE day = %s", (day,))
        row = cursor.fetchone()
    return bytes(row[0] if row else _published(held, day, at=at, by=SYSTEM).secret)


def _published(held: models.Bucket, day: date, *, at: datetime, by: Actor) -> models.Secret:
    kept = models.Secret.objects.filter(pk=day).first()
    if kept is not None:
        return kept
    secret = derived(bytes(held.seed), day) if held.seed else token_bytes(SECRET_BYTES)
    shown = commitment(secret)
    leaf = ids.one(at)
    row = (day, leaf, at, shown, secret, int(bool(held.seed)))
    facts = {"commitment": shown.hex(), "day": day}
    _append(events.PUBLISHED, SECRET_COVERED, row, facts, by=by)
    return models.Secret(**dict(zip(SECRET_COVERED.columns, row, strict=True)))


def _show(held: models.Bucket, kept: models.Secret, *, at: datetime, by: Actor) -> None:
    secret = bytes(kept.secret)
    facts = {"day": kept.day, "secret": secret.hex()}
    _append(events.REVEALED, REVEAL_COVERED, (kept.day, ids.one(at), at, secret), facts, by=by)
    held.drawn_after = max(held.drawn_after or kept.day, kept.day)
    held.save(update_fields=["drawn_after"])


def _append(verb: str, table: CoveredTable, row: tuple[Any, ...], facts: dict[str, Any], *, by: Actor) -> None:
    """Store one row and its leaf; day, leaf and moment are its first columns."""
    day, leaf, at = row[:3]
    bulk.insert(table.table, table.columns, [row], (2,))
    written = [row_bytes(table.table, row)]
    log.append([log.leaf(verb, id=leaf, subject=f"draw/{day}", at=at, by=by, facts=facts, rows=written)])
