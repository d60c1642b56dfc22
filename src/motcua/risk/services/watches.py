"""Watch lists of control, told to selection: from tomorrow or later, by another than who asked, until a last day."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.risk import events, models
from motcua.risk.domain.errors import NotInUse, SecondOfficer, TooLate
from motcua.risk.domain.language import written
from motcua.risk.domain.life import earliest, persons
from motcua.risk.domain.watches import Order
from motcua.risk.queries import decided, forget_profiles, watches
from motcua.risk.services.bucket import lock
from motcua.risk.services.rows import T_WATCH, WATCH

DECIDERS = ("leader", "head", "control")
"""Who tells selection to watch, or to stop."""


@transaction.atomic
def watch(order: Order, *, by: Actor, at: datetime) -> date:
    """Tell selection to look at what meets an order's criteria; returns the first day on which it counts.

    Told again, the day of the first time comes back. NotAllowed; SecondOfficer to who asked; TooLate.
    """
    _need_decider(by, order.code)
    if persons(by.reference) & persons(order.asked_by):
        raise SecondOfficer(profile=order.code)
    lock()
    held = watches.begun(order.code)
    if held is not None:
        return held
    day = max(earliest(at, decided().day), order.since or date.min)
    if order.until < day:
        raise TooLate(profile=order.code, day=day, until=order.until)
    _keep((order.code, "watch", order.asked_by, written(order.criteria), day, order.until), by=by, at=at)
    return day


@transaction.atomic
def stop_watching(number: str, *, by: Actor, at: datetime) -> date:
    """Tell selection that an entry is over before its last day; returns the first day without it. NotInUse."""
    order = models.Watch.objects.filter(code=number, verb="watch").first()
    _need_decider(by, number)
    lock()
    if order is None:
        raise NotInUse(profile=number)
    held = models.Watch.objects.filter(code=number, verb="stop").first()
    if held is not None:
        return held.day
    day = earliest(at, decided().day)
    _keep((number, "stop", order.asked_by, order.criteria, day, order.until), by=by, at=at)
    return day


def _need_decider(by: Actor, code: str) -> None:
    if by.kind != "system" and not any(by.holds(role) for role in DECIDERS):
        raise NotAllowed(who=by.name, act=code)


def _keep(told: tuple[Any, ...], *, by: Actor, at: datetime) -> None:
    code, verb, asked_by, criteria, day, until = told
    leaf = ids.one(at)
    row = (leaf, code, verb, at, by.reference, asked_by, criteria, day, until)
    bulk.insert(T_WATCH, WATCH, [row], (3,))
    facts, covered = {"verb": verb, "day": day, "told_on": law_day(at)}, [row_bytes(T_WATCH, row)]
    log.append([log.leaf(events.WATCH, id=leaf, subject=f"watch/{code}", at=at, by=by, facts=facts, rows=covered)])
    forget_profiles()
