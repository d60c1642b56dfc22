"""Simulations that are asked for on their page: a job decides the stored declarations again, and the answer is kept."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.demo import queries
from motcua.demo.events import SIMULATE
from motcua.demo.models import Simulation
from motcua.demo.services.simulating import Asked, NothingToSimulate, Simulated, UnknownProfile, simulate
from motcua.ground.services import ids, jobs
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.risk import queries as risk
from motcua.risk.domain import Profile

KEPT = 20
"""So many are kept; an older one is forgotten when another is asked for."""
REFUSALS: dict[str, type[Refusal]] = {each.code: each for each in (NothingToSimulate, UnknownProfile)}


@transaction.atomic
def order(asked: Asked, *, by: Actor, at: datetime) -> int:
    """Ask for a simulation; the same one again while it would have the same answer. NotAllowed but for risk."""
    by.need("risk")
    text, basis = msgspec.json.encode(asked).decode(), queries.basis()
    same = Simulation.objects.filter(asked=text, basis=basis).order_by("-id").values_list("id", flat=True).first()
    if same is not None:
        return same
    made = Simulation.objects.create(id=ids.one(at), at=at, actor=by.reference, basis=basis, asked=text)
    old = list(Simulation.objects.order_by("-id").values_list("id", flat=True)[KEPT:])
    Simulation.objects.filter(id__in=old).delete()
    jobs.put(SIMULATE, {"id": made.id}, at=at)
    return made.id


def profiles(at: datetime) -> list[Profile]:
    """The profiles that may be left out: of every day from the first declaration on, but for what the law orders."""
    first, today = next(risk.decisions(1, 1), None), law_day(at)
    found = risk.shelf().over(min(first.day, today) if first else today, today)
    return [each for each in found if each.kind != "legal"]


@jobs.slow(SIMULATE)
def work(job: jobs.Job, at: datetime) -> Callable[[], None] | None:
    """Decide again, in no transaction; the answer is stored together with the end of the job."""
    found = Simulation.objects.filter(pk=job.payload["id"]).first()
    if found is None:
        return None
    answer = code = ""
    basis = queries.basis()
    try:
        answer = msgspec.json.encode(simulate(msgspec.json.decode(found.asked, type=Asked))).decode()
    except Refusal as refusal:
        answer, code = msgspec.json.encode(refusal.facts).decode(), refusal.code

    def keep() -> None:
        Simulation.objects.filter(pk=found.pk).update(answer=answer, code=code, basis=basis)

    return keep


class Shown(msgspec.Struct):
    """A simulation as its page shows it. `answer` is None while it waits, and where there is a refusal instead."""

    id: int
    at: datetime
    asked: Asked
    answer: Simulated | None
    refusal: Refusal | None


def one(number: int) -> Shown:
    """One simulation. NotFound."""
    row = Simulation.objects.filter(pk=number).first()
    if row is None:
        raise NotFound(what=f"simulation/{number}")
    return _shown(row)


def latest() -> list[Shown]:
    """Those that are kept, the latest first."""
    return [_shown(row) for row in Simulation.objects.order_by("-id")]


def _shown(row: Simulation) -> Shown:
    asked = msgspec.json.decode(row.asked, type=Asked)
    if row.code:
        return Shown(row.id, row.at, asked, None, REFUSALS[row.code](**msgspec.json.decode(row.answer or "{}")))
    answer = msgspec.json.decode(row.answer, type=Simulated) if row.answer else None
    return Shown(row.id, row.at, asked, answer, None)
