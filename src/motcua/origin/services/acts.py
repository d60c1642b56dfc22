"""Acts: an origin officer accepts, asks, has verified abroad, refuses, and settles what an issuer said after use."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.origin.domain.data import REASONS, limit
from motcua.origin.domain.errors import ChangedSince, NeedsReason, NoFlag, OwnSide
from motcua.origin.models import Certificate
from motcua.origin.queries import one
from motcua.origin.services import matching, rows
from motcua.origin.services.steps import locked, put_down, step
from motcua.origin.services.writing import Sheet

ROLE = "origin"


def need_officer(by: Actor, party: str = "", reference: str = "") -> None:
    """Only an origin officer, never of the own side; or the platform itself."""
    if by.kind == "system":
        return
    by.need(ROLE)
    if by.kind == "person" and party and party in by.represented | by.own | by.barred:
        raise OwnSide(reference=reference)


class Acceptance(NamedTuple):
    """A certificate that is accepted, as its officer saw it."""

    certificate: int
    at: datetime
    note: str = ""
    seen: int = 0


def accept(certificate: int, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Accept: it bears lines, and those that wait for it are matched. NotFound, NotAllowed, OwnSide, ChangedSince,
    Impossible."""
    return accept_many([Acceptance(certificate, at, note, seen)], by=by)[0]


@transaction.atomic
def accept_many(told: Sequence[Acceptance], *, by: Actor) -> list[Certificate]:
    """Accept many, each at its moment: all of them, or none. As `accept`."""
    held = {each.pk: each for each in _locked([each.certificate for each in told], by)}
    sheet, made = Sheet(by), []
    for each in told:
        found = held.get(each.certificate)
        if found is None:
            raise NotFound(what=f"origin/{each.certificate}")
        need_officer(by, found.consignee, found.reference)
        if each.seen and found.leaf != each.seen:
            raise ChangedSince(reference=found.reference)
        put_down(sheet, found, "accept", by=by, at=each.at, note=each.note, flagged="", tell="accepted")
        made.append(found)
    changed = [(each.pk, each.state, each.flagged, each.leaf, each.due_at) for each in made]
    bulk.update(rows.T_CERTIFICATE, "id", ("state", "flagged", "leaf", "due_at"), changed, (4,))
    sheet.write()
    matching.match({each.certificate: each.at for each in told})
    return made


def _locked(wanted: Sequence[int], by: Actor) -> list[Certificate]:
    found: list[Certificate] = []
    for start in range(0, len(wanted), bulk.TOGETHER):
        part = one.visible_to(by).filter(pk__in=wanted[start : start + bulk.TOGETHER])
        found += Certificate.objects.select_for_update().filter(pk__in=list(part.values_list("pk", flat=True)))
    return found


@transaction.atomic
def accept_minor(
    certificate: int, *, reason: str, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Certificate:  # fmt: skip
    """Accept with a discrepancy that raises no doubt on the origin. NeedsReason; as `accept`."""
    found = _held(certificate, seen, by)
    _need(reason, "minor")
    step(found, "accept minor", by=by, at=at, reason=reason, note=note, flagged="", tell="accepted")
    matching.match({found.pk: at})
    return found


@transaction.atomic
def clarify(certificate: int, *, reason: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Ask the issuer to make something clear. Nothing new rests on it meanwhile. NeedsReason; as `accept`."""
    return _asked(certificate, "clarify", "clarification", reason, note, seen, by, at)


@transaction.atomic
def verify(certificate: int, *, reason: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Have it verified where it was issued: within 180 days; lines pay the most-favoured rate meanwhile.

    NeedsReason; as `accept`.
    """
    return _asked(certificate, "verify", "verification abroad", reason, note, seen, by, at)


@transaction.atomic
def refuse(certificate: int, *, reason: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Refuse it: the issuer reads why, and what rests on it is charged. NeedsReason; as `accept`."""
    found = _held(certificate, seen, by)
    _need(reason, "refusal", note)
    return step(found, "refuse", by=by, at=at, reason=reason, note=note, flagged="", tell="refused")


@transaction.atomic
def end(certificate: int, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Follow an issuer that withdrew or replaced it after use: what rests on it is charged. NoFlag; as `accept`."""
    found = _held(certificate, seen, by)
    _need_flag(found)
    verb = "withdraw" if found.flagged == "withdrawn" else "replace"
    return step(found, verb, by=by, at=at, note=note, flagged="")


@transaction.atomic
def keep(certificate: int, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Certificate:
    """Leave in force what an issuer withdrew or replaced after use. NoFlag, NeedsReason; as `accept`."""
    found = _held(certificate, seen, by)
    _need_flag(found)
    if not note.strip():
        raise NeedsReason
    return step(found, "keep", by=by, at=at, note=note, flagged="")


def _asked(  # noqa: PLR0913 - as its callers
    certificate: int, verb: str, clock: str, reason: str, note: str, seen: int, by: Actor, at: datetime
) -> Certificate:  # fmt: skip
    found = _held(certificate, seen, by)
    _need(reason, "question", note)
    due = at + timedelta(days=limit(clock, law_day(at)))
    return step(found, verb, by=by, at=at, reason=reason, note=note, due_at=due, tell=verb)


def _held(certificate: int, seen: int, by: Actor) -> Certificate:
    found = locked(one.find(certificate, by))
    need_officer(by, found.consignee, found.reference)
    if seen and found.leaf != seen:
        raise ChangedSince(reference=found.reference)
    return found


def _need(reason: str, kind: str, note: str | None = None) -> None:
    found = REASONS.get(reason)
    if found is None or found.kind != kind or (note is not None and not note.strip()):
        raise NeedsReason


def _need_flag(found: Certificate) -> None:
    if not found.flagged:
        raise NoFlag(reference=found.reference)
