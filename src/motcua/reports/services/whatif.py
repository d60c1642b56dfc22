"""What-ifs: asked once for the same question and data, worked out by a job, kept whole or not at all."""

import time
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import IntegrityError, transaction

from motcua.ground.services import clock, ids, jobs
from motcua.ground.services.sheets import Sheet
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.people.domain.tokens import WHATIF
from motcua.reports import whatif_covering as rows
from motcua.reports import whatif_events as events
from motcua.reports.queries import whatif_kinds, whatif_runs
from motcua.reports.queries.whatif_kinds import KINDS, Asked
from motcua.reports.whatif_models import WhatIf

ROLES = ("leader", "head", "risk", "revenue")


def need(by: Actor) -> None:
    """Refuse with NotAllowed all but those who lead, those of risk and revenue, and programs with the scope."""
    if by.kind == "program" and WHATIF in by.scopes:
        return
    if by.kind != "system" and not any(by.holds(role) for role in ROLES):
        raise NotAllowed(who=by.name, act="whatif")


def order(asked: Asked, *, by: Actor, at: datetime) -> int:
    """Ask what something else would have brought; the run's id. The same question to the same data is the same run.

    NotAllowed; refusals of the kind's `fitting`.
    """
    need(by)
    name = whatif_kinds.of(asked)
    kind = KINDS[name]
    asked = kind.fitting(asked)
    text, basis = msgspec.json.encode(asked).decode(), sha256(kind.basis(asked).encode()).hexdigest()
    key = sha256(f"{name}\n{text}\n{basis}".encode()).hexdigest()
    try:
        with transaction.atomic():
            return _known(key) or _put((name, text, kind.said(asked), basis, key), by=by, at=at)
    except IntegrityError:
        return _known(key)


def _known(key: str) -> int:
    return WhatIf.objects.filter(key=key).values_list("leaf", flat=True).first() or 0


def _put(told: tuple[str, ...], *, by: Actor, at: datetime) -> int:
    leaf, sheet = ids.one(at), Sheet(rows.ORDER)
    row = (leaf, at, by.reference, *told)
    sheet.leaf(
        events.ASKED, f"whatif/{leaf}", {rows.T_RUN: [row]}, leaf=leaf, by=by, at=at,
        facts={"kind": told[0], "said": told[2][:400]},
    )  # fmt: skip
    sheet.write()
    jobs.put(events.WORK, {"id": leaf}, at=at)
    return leaf


@jobs.slow(events.WORK)
def work(job: jobs.Job, at: datetime) -> Callable[[], None] | None:
    """Work an answer out, in no transaction; it is stored together with the end of the job."""
    run = WhatIf.objects.filter(pk=job.payload["id"], answered=None).first()
    if run is None:
        return None
    begun = time.monotonic()
    refusal = fingerprint = ""
    try:
        kind = KINDS[run.kind]
        found = kind.work(kind.read_asked(run.asked))
        answer, fingerprint = msgspec.json.encode(found).decode(), found.fingerprint
    except Refusal as fault:
        refusal, answer = fault.code, msgspec.json.encode(fault.facts).decode()
    took = round((time.monotonic() - begun) * 1000)
    return lambda: _answer(run.leaf, (refusal, answer, fingerprint, took))


def _answer(run: int, told: tuple[object, ...]) -> None:
    if whatif_runs.answered(run):
        return
    at = clock.now()
    leaf, sheet = ids.one(at), Sheet(rows.ORDER)
    row = (leaf, run, at, *told)
    sheet.leaf(
        events.ANSWERED, f"whatif/{run}", {rows.T_ANSWER: [row]}, leaf=leaf, by=SYSTEM, at=at,
        facts={"refusal": told[0], "fingerprint": told[2]},
    )  # fmt: skip
    sheet.write()
