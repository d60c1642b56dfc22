"""Simulations that are asked for on their page: a job decides the stored declarations again, and the answer is kept."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.demo.events import SIMULATE
from motcua.demo.models import Simulation
from motcua.demo.services.simulating import Asked, NothingToSimulate, Simulated, UnknownProfile, simulate
from motcua.ground.services import ids, jobs
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound, Refusal
from motcua.risk import queries as risk

KEPT = 20
"""So many are kept; an older one is forgotten when another is asked for."""
REFUSALS: dict[str, type[Refusal]] = {each.code: each for each in (NothingToSimulate, UnknownProfile)}


@transaction.atomic
def order(asked: Asked, *, by: Actor, at: datetime) -> int:
    """Ask for a simulation; the same one again while nothing was registered in between. NotAllowed but for risk."""
    by.need("risk")
    text, turn = msgspec.json.encode(asked).decode(), risk.balance().registered
    same = Simulation.objects.filter(asked=text, turn=turn).order_by("-id").values_list("id", flat=True).first()
    if same is not None:
        return same
    made = Simulation.objects.create(id=ids.one(at), at=at, actor=by.reference, turn=turn, asked=text)
    old = list(Simulation.objects.order_by("-id").values_list("id", flat=True)[KEPT:])
    Simulation.objects.filter(id__in=old).delete()
    jobs.put(SIMULATE, {"id": made.id}, at=at)
    return made.id


@jobs.sender(SIMULATE)
def work(job: jobs.Job, at: datetime) -> Callable[[], None] | None:
    """Decide again, in no transaction; the answer is stored together with the end of the job."""
    found = Simulation.objects.filter(pk=job.payload["id"]).first()
    if found is None:
        return None
    answer = code = ""
    try:
        answer = msgspec.json.encode(simulate(msgspec.json.decode(found.asked, type=Asked))).decode()
    except Refusal as refusal:
        code = refusal.code

    def keep() -> None:
        Simulation.objects.filter(pk=found.pk).update(answer=answer, code=code)

    return keep


class Shown(msgspec.Struct):
    """A simulation as its page shows it. `answer` is None while it waits, and where it was refused with `code`."""

    id: int
    at: datetime
    asked: Asked
    answer: Simulated | None
    code: str


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
    answer = msgspec.json.decode(row.answer, type=Simulated) if row.answer else None
    return Shown(row.id, row.at, msgspec.json.decode(row.asked, type=Asked), answer, row.code)
