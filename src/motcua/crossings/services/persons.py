"""Persons of control results: every reading is logged, and each is erased in time or when a head decides."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from motcua.crossings import events_people as events
from motcua.crossings import sealing
from motcua.crossings.covering_tables import ERASED, READ, T_ERASED, T_READ
from motcua.crossings.domain import persons
from motcua.crossings.domain.people_errors import Erased, NeedsReason
from motcua.crossings.models import Person, PersonErased
from motcua.crossings.queries import controls as queries
from motcua.crossings.services.people_rights import need_head, sees_persons
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed

TOGETHER = 500


@transaction.atomic
def read(control: int, *, reason: str, by: Actor, at: datetime) -> persons.Person:
    """Whom a result concerns. The reading is a leaf of the log, with its reason.

    NotFound, NotAllowed to all but officers and heads of that gate's office, NeedsReason, Erased.
    """
    found = queries.find(control, by)
    if not sees_persons(by, found.office):
        raise NotAllowed(who=by.name, act=f"person/{control}")
    if not reason.strip():
        raise NeedsReason
    kept = Person.objects.filter(pk=control).first()
    if kept is None:
        erased = PersonErased.objects.get(control_id=control)
        raise Erased(day=law_day(erased.at).isoformat())
    leaf = ids.one(at)
    row = (leaf, control, at, by.reference, " ".join(reason.split())[:200])
    bulk.insert(T_READ, READ, [row], (2,))
    _log(events.READ, control, row_bytes(T_READ, row), leaf, by, at)
    return persons.read(sealing.unseal(bytes(kept.sealed), control))


@transaction.atomic
def erase(control: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Erase a person before the day, as a head decides. The leaf stands; what it hashed is gone.

    NotFound, NotAllowed, NeedsReason, Erased.
    """
    found = queries.find(control, by)
    need_head(by, found.office)
    if not reason.strip():
        raise NeedsReason
    gone = PersonErased.objects.filter(control_id=control).first()
    if gone is not None:
        raise Erased(day=law_day(gone.at).isoformat())
    _erase(control, " ".join(reason.split())[:400], by, at)


def erase_due(at: datetime) -> int:
    """Erase whoever's day has come; how many. Harmless when done again."""
    done = 0
    while due := list(_due(at).values_list("control_id", flat=True)[:TOGETHER]):
        with transaction.atomic():
            for control in _due(at).filter(pk__in=due).select_for_update().values_list("control_id", flat=True):
                _erase(control, "Hết thời hạn lưu (the period is over)", SYSTEM, at)
                done += 1
    return done


def _due(at: datetime) -> QuerySet[Person]:
    return Person.objects.filter(erase_on__lte=law_day(at)).order_by("control_id")


def _erase(control: int, reason: str, by: Actor, at: datetime) -> None:
    leaf = ids.one(at)
    row = (leaf, control, at, by.reference, reason)
    bulk.insert(T_ERASED, ERASED, [row], (2,))
    Person.objects.filter(pk=control).delete()
    _log(events.ERASED, control, row_bytes(T_ERASED, row), leaf, by, at)


def _log(verb: str, control: int, told: bytes, leaf: int, by: Actor, at: datetime) -> None:
    log.append([log.leaf(verb, id=leaf, subject=f"control/{control}", at=at, by=by, rows=[told])])
