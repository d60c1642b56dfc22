"""Outages: reported by probes, added by persons, confirmed by officers. What is confirmed stops the law's clocks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction

from motcua.ground import events
from motcua.ground.domain import outages as domain
from motcua.ground.domain.errors import (
    BadInterval,
    FourEyes,
    NoReason,
    RuledBefore,
    UnknownProbe,
    UnknownService,
    WrongSignature,
)
from motcua.ground.domain.outages import OutageReport, Seen, Verdict, as_utc
from motcua.ground.keyring import public_key, signing_key
from motcua.ground.models import Outage, Probe, ProbeRetired, Ruling
from motcua.ground.queries import outages as queries
from motcua.ground.services import ids, jobs, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotFound

CONFIRMED = "outage.confirmed"
"""The job that tells the first of the rooms above; each other room that keeps deadlines has a job of its own."""
AFTER = timedelta(seconds=2)
"""Longer than any process believes the outages that it read (`queries.outages.FRESH`)."""
OUTAGE = (
    "leaf", "at", "actor", "source", "probe", "service", "began_at", "ended_at", "reason", "statement", "signature",
)  # fmt: skip
RULING = ("leaf", "outage_id", "at", "actor", "verdict", "reason")
PROBE = ("leaf", "at", "actor", "name", "key")
RETIRED = ("leaf", "probe_id", "at", "actor")
_followers: list[str] = []


def follower(kind: str) -> Callable[[jobs.Handler], jobs.Handler]:
    """Name the function that moves a room's deadlines when an outage was confirmed, and the job that calls it."""

    def name(function: jobs.Handler) -> jobs.Handler:
        made = jobs.handler(kind)(function)
        if kind not in _followers:
            _followers.append(kind)
        return made

    return name


def report(told: OutageReport, *, at: datetime, real: datetime) -> tuple[int, bool]:
    """Take the report of a probe outside; its id, and whether it was taken before.

    The probe signs real time; what counts here is business time. UnknownProbe, WrongSignature, UnknownService,
    BadInterval.
    """
    seen, key = as_utc(told), _hex(told.key)
    probe = Probe.objects.filter(key=key, retired=None).first()
    if probe is None:
        raise UnknownProbe(key=told.key[:64])
    statement, signature = seen.statement(key), _hex(told.signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, statement)
    except (InvalidSignature, ValueError):
        raise WrongSignature from None
    return _take(seen, probe.leaf, f"probe/{probe.leaf}", (statement, signature), at=at, shift=at - real)


def seen_inside(seen: Seen, *, at: datetime, real: datetime) -> tuple[int, bool]:
    """Take what the probe inside saw; it signs with the key of the log."""
    statement = seen.statement(public_key())
    signed = (statement, signing_key().sign(statement))
    return _take(seen, 0, SYSTEM.reference, signed, at=at, shift=at - real)


@transaction.atomic
def _take(
    seen: Seen, probe: int, actor: str, signed: tuple[bytes, bytes], *, at: datetime, shift: timedelta
) -> tuple[int, bool]:
    _check(seen.service, seen.began + shift, seen.ended + shift, at)
    statement = signed[0].decode()
    before = Outage.objects.filter(probe=probe, statement=statement).first()
    if before is not None:
        return before.leaf, True
    values = ("probe", probe, seen.service, seen.began + shift, seen.ended + shift, "", statement, signed[1])
    return _keep(values, actor, events.OUTAGE_REPORTED, SYSTEM, at), False


@transaction.atomic
def add(service: str, began: datetime, ended: datetime, *, reason: str, by: Actor, at: datetime) -> int:
    """Add an outage that no probe saw; another person must confirm it. Its id. BadInterval, NoReason, NotAllowed."""
    _need_judge(by)
    _check(service, began, ended, at)
    told = _reason(reason)
    values = ("person", 0, service, began, ended, told, "", b"")
    return _keep(values, by.reference, events.OUTAGE_ADDED, by, at)


def _keep(values: tuple[object, ...], actor: str, verb: str, by: Actor, at: datetime) -> int:
    row = (ids.one(at), at, actor, *values)
    Outage.objects.create(**dict(zip(OUTAGE, row, strict=True)))
    _write(verb, row[0], "ground_outage", row, by, at, {"service": values[2]}, row[0])
    return int(row[0])


@transaction.atomic
def rule(outage: int, verdict: Verdict, *, reason: str, by: Actor, at: datetime) -> int:
    """Confirm or reject an outage, once. RuledBefore; FourEyes where the same person added it; NoReason."""
    _need_judge(by)
    found = Outage.objects.select_for_update().filter(pk=outage).first()
    if found is None:
        raise NotFound(what=f"outage/{outage}")
    before = Ruling.objects.filter(outage=found).first()
    if before is not None:
        raise RuledBefore(verdict=before.verdict)
    if found.source == "person" and found.actor == by.reference:
        raise FourEyes
    row = (ids.one(at), outage, at, by.reference, verdict.value, _reason(reason))
    Ruling.objects.create(**dict(zip(RULING, row, strict=True)))
    facts = {"outage": outage, "verdict": verdict.value}
    _write(events.OUTAGE_RULED, row[0], "ground_ruling", row, by, at, facts, outage)
    if verdict is Verdict.CONFIRMED and domain.SERVICES[found.service].stops:
        told = {"outage": outage, "after": 0}
        jobs.put_many([(kind, told) for kind in _followers], at=at, due_at=at + AFTER)
        queries.forget()
        transaction.on_commit(queries.forget)
    return row[0]


@transaction.atomic
def register_probe(name: str, key: str, *, by: Actor, at: datetime) -> int:
    """Let a probe outside report: its public key (Ed25519, hex). UnknownProbe for what is no key or is known."""
    if by.kind != "system":
        by.need("admin")
    held = _hex(key.strip())
    if len(held) != 32 or Probe.objects.filter(key=held).exists():  # noqa: PLR2004 - bytes of such a key
        raise UnknownProbe(key=key[:64])
    row = (ids.one(at), at, by.reference, name.strip()[:60], held)
    Probe.objects.create(**dict(zip(PROBE, row, strict=True)))
    _write(events.PROBE_REGISTERED, row[0], "ground_probe", row, by, at, {}, row[0])
    return row[0]


@transaction.atomic
def retire_probe(probe: int, *, by: Actor, at: datetime) -> None:
    """Take no more reports of a probe. UnknownProbe if there is none in force."""
    if by.kind != "system":
        by.need("admin")
    if Probe.objects.select_for_update(of=("self",)).filter(pk=probe, retired=None).first() is None:
        raise UnknownProbe(key=probe)
    row = (ids.one(at), probe, at, by.reference)
    ProbeRetired.objects.create(**dict(zip(RETIRED, row, strict=True)))
    _write(events.PROBE_RETIRED, row[0], "ground_probe_retired", row, by, at, {}, probe)


def _write(
    verb: str, leaf: int, table: str, row: tuple[object, ...], by: Actor, at: datetime, facts: dict, subject: int
) -> None:  # fmt: skip
    name = "probe" if "probe" in table else "outage"
    made = log.leaf(
        verb, id=leaf, subject=f"{name}/{subject}", at=at, by=by, facts=facts, rows=[row_bytes(table, row)]
    )  # fmt: skip
    log.append([made])


def _check(service: str, began: datetime, ended: datetime, now: datetime) -> None:
    if service not in domain.SERVICES:
        raise UnknownService(service=service[:40], known=", ".join(domain.SERVICES))
    if domain.cannot_be(began, ended, now):
        raise BadInterval(began=began.isoformat(), ended=ended.isoformat(), most=domain.MOST_DAYS)


def _reason(reason: str) -> str:
    told = " ".join(reason.split())[:400]
    if len(told) < domain.LEAST_REASON:
        raise NoReason(least=domain.LEAST_REASON)
    return told


def _need_judge(by: Actor) -> None:
    """An administrator or a head of branch, or the platform itself."""
    if by.kind != "system" and not by.holds("head"):
        by.need("admin")


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def real_now() -> datetime:
    """Real time, in which probes sign."""
    return datetime.now(UTC)
