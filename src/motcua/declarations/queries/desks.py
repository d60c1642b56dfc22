"""Desks: on whose desk a declaration lies, what lies on nobody's, and how much each officer has."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from motcua.declarations.domain.asking import CHECKING
from motcua.declarations.models import Assigned, Declaration
from motcua.declarations.queries.opened import opened

NEXT = 20
"""How far ahead the queue is looked through for one that is free."""


class Load(msgspec.Struct, frozen=True):
    """What lies on an officer's desk: how many checks, how many of them late, the next deadline."""

    officer: int
    checks: int
    late: int
    due_at: datetime | None


def holders(declarations: Iterable[int]) -> dict[int, int]:
    """The account on whose desk each lies; those on nobody's are left out."""
    rows = Assigned.objects.filter(declaration_id__in=list(declarations)).order_by("declaration_id", "no")
    found = dict(rows.values_list("declaration_id", "officer"))
    return {subject: officer for subject, officer in found.items() if officer}


def history(declaration: int) -> list[Assigned]:
    """On whose desks it has lain, the first first."""
    return list(Assigned.objects.filter(declaration_id=declaration).order_by("no"))


def last_given(officer: int) -> int:
    """The leaf of what came onto this officer's desk last; 0 where nothing ever did."""
    return Assigned.objects.filter(officer=officer).aggregate(last=Max("leaf"))["last"] or 0


def given_since(officer: int, leaf: int) -> str:
    """The number of what came onto the desk last, if that was after this leaf and still waits to be checked."""
    last = Assigned.objects.filter(officer=officer, leaf__gt=leaf).order_by("-leaf").values("declaration_id")[:1]
    found = Declaration.objects.filter(on_desk(officer), id__in=last, state__in=CHECKING).first()
    return found.number if found else ""


def on_desk(officer: int) -> Q:
    """Condition: on this officer's desk."""
    return Q(id__in=_standing().filter(officer=officer).values("declaration_id"))


def on_no_desk() -> Q:
    """Condition: on nobody's desk."""
    return ~Exists(_standing().filter(declaration_id=OuterRef("id"), officer__gt=0))


def free(office: str) -> Sequence[int]:
    """Checks of a branch on nobody's desk, those due first first; `NEXT` of them."""
    rows = opened(Declaration.objects.all()).filter(on_no_desk(), state__in=CHECKING, office=office)
    return list(rows.order_by("due_at", "id").values_list("id", flat=True)[:NEXT])


def loads(office: str, now: datetime) -> list[Load]:
    """What each officer of a branch has to check, the most loaded first; 0 is the queue."""
    rows = opened(Declaration.objects.all()).filter(state__in=CHECKING, office=office).values_list("id", "due_at")
    due = dict(rows)
    held = holders(due)
    by_officer: dict[int, list[datetime | None]] = {}
    for subject, moment in due.items():
        by_officer.setdefault(held.get(subject, 0), []).append(moment)
    told = (_load(officer, moments, now) for officer, moments in by_officer.items())
    return sorted(told, key=lambda load: (-load.checks, load.officer))


def _load(officer: int, due: list[datetime | None], now: datetime) -> Load:
    moments = [moment for moment in due if moment]
    return Load(officer, len(due), sum(moment < now for moment in moments), min(moments, default=None))


def _standing() -> QuerySet[Assigned]:
    """Assignments that stand: the last of each declaration."""
    later = Assigned.objects.filter(declaration_id=OuterRef("declaration_id"), no__gt=OuterRef("no"))
    return Assigned.objects.filter(~Exists(later))
