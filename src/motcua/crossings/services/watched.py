"""What control tells the gates to look out for. It stops nobody: the officer in the lane reads it and calls control."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from motcua.crossings import events_watched as events
from motcua.crossings.models import Watched
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound

T_WATCHED = "crossings_watched"
WATCHED = ("leaf", "number", "verb", "at", "actor", "what", "value", "since", "until")
COVERED = log.CoveredTable(T_WATCHED, "leaf", ("leaf",), WATCHED, moments=("at",), days=("since", "until"))
ORDERS = ("leader", "head", "control")


class Sight(NamedTuple):
    """An entry of the watch list: its number, `vehicle` or `container`, the folded plate or number, its days."""

    number: str
    what: str
    value: str
    since: date
    until: date


@transaction.atomic
def watch(sight: Sight, *, by: Actor, at: datetime) -> None:
    """Tell the gates to look out for something; told again, nothing changes. NotAllowed."""
    _need(by, sight.number)
    if not Watched.objects.filter(number=sight.number, verb="watch").exists():
        _keep("watch", sight, by, at)


@transaction.atomic
def stop_watching(number: str, *, by: Actor, at: datetime) -> None:
    """Tell the gates that an entry is over. NotAllowed; NotFound where they were never told of it."""
    _need(by, number)
    row = Watched.objects.filter(number=number, verb="watch").first()
    if row is None:
        raise NotFound(what=number)
    if not Watched.objects.filter(number=number, verb="stop").exists():
        _keep("stop", Sight(row.number, row.what, row.value, law_day(at), row.until), by, at)


def _need(by: Actor, number: str) -> None:
    if by.kind != "system" and not any(by.holds(role) for role in ORDERS):
        raise NotAllowed(who=by.name, act=number)


def _keep(verb: str, sight: Sight, by: Actor, at: datetime) -> None:
    row = (ids.one(at), sight.number, verb, at, by.reference, sight.what, sight.value, sight.since, sight.until)
    bulk.insert(T_WATCHED, WATCHED, [row], (3,))
    covered = [row_bytes(T_WATCHED, row)]
    facts = {"verb": verb, "since": sight.since}
    subject = f"watch/{sight.number}"
    log.append([log.leaf(events.WATCHED, id=row[0], subject=subject, at=at, by=by, facts=facts, rows=covered)])
