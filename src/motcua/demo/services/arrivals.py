"""Arrivals: what comes after the clock has opened is lodged, and what is due is done, as the clock passes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.demo import events
from motcua.demo.domain.chunks import START, Lot, moment
from motcua.demo.domain.life import NEVER
from motcua.demo.models import Ahead, Arrival
from motcua.demo.services.conductor import Conductor, Due
from motcua.ground.services import bulk, jobs, role
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.people import queries as people

EVERY = timedelta(minutes=10)
TOGETHER = 500
_ARRIVAL = ("at", "body", "plan", "done")
_AHEAD = ("at", "kind", "declaration_id", "office", "body", "word", "amount", "done")

_lot = msgspec.json.Decoder(Lot).decode


def keep(lots: Sequence[Lot], rest: Sequence[Due], owed: Mapping[int, int], extra: Mapping[int, int]) -> None:
    """Keep what is to come."""
    with transaction.atomic():
        bulk.insert("demo_arrival", _ARRIVAL, (_arrival(lot) for lot in lots), (0,))
        bulk.insert("demo_ahead", _AHEAD, (_ahead(due, owed, extra) for due in rest), (0,))


def _arrival(lot: Lot) -> tuple[object, ...]:
    plan = msgspec.structs.replace(lot, body=b"", amended_body=b"", found_body=b"", amends=NEVER, finding="KHOP")
    return moment(lot.at), lot.body, msgspec.json.encode(plan).decode(), 0


def _ahead(due: Due, owed: Mapping[int, int], extra: Mapping[int, int]) -> tuple[object, ...]:
    amount = {"pay": owed, "pay more": extra}.get(due.kind, {}).get(due.declaration_id, 0)
    return moment(due.at), due.kind, due.declaration_id, due.office, due.body, due.word, amount, 0


def wake(at: datetime) -> None:
    """Put the next pulse into the outbox."""
    jobs.put(events.PULSE, {}, at=at, due_at=at + EVERY)


@jobs.handler(events.PULSE)
def pulse(job: jobs.Job, at: datetime) -> None:
    """Lodge what has arrived, take the steps that are due, and come again while anything is left."""
    advance(at)
    if Arrival.objects.filter(done=0).exists() or Ahead.objects.filter(done=0).exists():
        wake(at)


@transaction.atomic
def advance(at: datetime) -> int:
    """Lodge and do everything planned up to a moment; returns how many declarations were lodged."""
    conductor = Conductor(_officers(at), alone=False)
    lodged = 0
    while found := _arrived(at):
        raws = [declarations.Raw(bytes(row.body), row.at) for row in found]
        answers = declarations.submit(raws, by=SYSTEM)
        for row, answer in zip(found, answers, strict=True):
            if answer.accepted and not answer.repeated:
                conductor.plan(_lot(row.plan), answer)
        Arrival.objects.filter(id__in=[row.id for row in found]).update(done=1)
        lodged += len(found)
    _take(conductor, at)
    return lodged


def _arrived(at: datetime) -> list[Arrival]:
    """What waits to be lodged; nothing in a companion, where it waits on."""
    if role.is_companion():
        return []
    return list(Arrival.objects.filter(done=0, at__lte=at).order_by("at", "id")[:TOGETHER])


def _take(conductor: Conductor, at: datetime) -> None:
    held = list(Ahead.objects.filter(done=0, at__lte=at).order_by("at", "id"))
    for row in held:
        due = Due(_seconds(row.at), row.kind, row.declaration_id, row.office, bytes(row.body), row.word)
        {"pay": conductor.owed, "pay more": conductor.extra}.get(row.kind, {})[row.declaration_id] = row.amount
        conductor.put(due)
    conductor.take(_seconds(at) + 1)
    Ahead.objects.filter(id__in=[row.id for row in held]).update(done=1)
    keep([], conductor.rest(), conductor.owed, conductor.extra)


def _seconds(at: datetime) -> int:
    return int((at - START).total_seconds())


def _officers(at: datetime) -> dict[str, list[Actor]]:
    """The accounts that hold an officer's post today, by office."""
    found: dict[str, list[Actor]] = {}
    for account in people.holders("officer", at.date()):
        actor = people.actor_for(account, at.date())
        for office in _offices(actor.posts):
            found.setdefault(office, []).append(actor)
    return found


def _offices(posts: Iterable[Post]) -> list[str]:
    return [post.office for post in posts if post.role == "officer"]
