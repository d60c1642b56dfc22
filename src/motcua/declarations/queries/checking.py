"""Checks that ended: when each came to a branch's officers, when its work is known to have begun, and who ended it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet

from motcua.declarations.domain.life import State
from motcua.declarations.models import Assigned, Declaration, Inspected, Move
from motcua.kernel.days import law_day

DOCUMENTS, INSPECTION = "documents", "inspection"
_OPENS = {State.DOCUMENT_CHECK: DOCUMENTS, State.PHYSICAL_CHECK: INSPECTION}
_ENDS = {DOCUMENTS: ("accept documents", "order inspection", "release"),
         INSPECTION: ("record inspection", "hold for analysis")}  # fmt: skip
_ENTERS = ("register", "order inspection", "spare inspection")
"""Steps with which a check comes to the officers anew."""
_INTERRUPTS = ("instruct", "store", "extend inspection")
"""Steps after which a check waits for something else than an officer, or for longer."""


class Checked(NamedTuple):
    """A check of one declaration that ended. `begun_at` is None where nobody noted it.

    It began when an officer took it onto a desk or, of an inspection, as its record says. `plain` where nothing was
    asked, stored or extended between, so that all the time it took was the officers'.
    """

    subject: int
    kind: str
    arrived_at: datetime
    begun_at: datetime | None
    ended_at: datetime
    officer: str
    plain: bool

    @property
    def day(self) -> date:
        """The law day on which it came."""
        return law_day(self.arrived_at)


class _Open(NamedTuple):
    kind: str
    since: datetime
    plain: bool = True


def ended(office: str, since: date, until: date) -> list[Checked]:
    """The checks of declarations that a branch registered between two days, both included, in the order they came."""
    registered = {"registered_on__gte": since, "registered_on__lte": until}
    within = Declaration.objects.filter(office=office, channel__gt=1, **registered)
    rows = Move.objects.filter(declaration_id__in=within.values("id")).order_by("declaration_id", "leaf")
    moves = rows.values_list("declaration_id", "verb", "state", "at", "actor").iterator(chunk_size=5_000)
    begun = _begun(within)
    found = [
        check
        for subject, steps in groupby(moves, key=itemgetter(0))
        for check in _checks(subject, steps, begun.get(subject, ()))
    ]
    return sorted(found, key=lambda check: (check.arrived_at, check.subject))


def _begun(within: QuerySet[Any]) -> dict[int, list[tuple[str, datetime]]]:
    """When work on checks is known to have begun: records of inspection, and what was taken onto a desk."""
    found: dict[int, list[tuple[str, datetime]]] = {}
    ids = within.values("id")
    taken = Assigned.objects.filter(declaration_id__in=ids, officer__gt=0).order_by("leaf")
    for subject, at in taken.values_list("declaration_id", "at"):
        found.setdefault(subject, []).append(("", at))
    recorded = Inspected.objects.filter(declaration_id__in=ids).order_by("leaf")
    for subject, at in recorded.values_list("declaration_id", "began_at"):
        found.setdefault(subject, []).append((INSPECTION, at))
    return found


def _checks(
    subject: int, steps: Iterable[tuple[Any, ...]], begun: Sequence[tuple[str, datetime]]
) -> Iterator[Checked]:  # fmt: skip
    held: _Open | None = None
    for _, verb, state, at, actor in steps:
        if held is not None and verb in _ENDS[held.kind]:
            known = _known(held, at, begun)
            yield Checked(subject, held.kind, held.since, known, at, actor, held.plain)
            held = None
        if verb in _ENTERS:
            held = _Open(_OPENS[state], at) if state in _OPENS else None
        elif held is not None and verb in _INTERRUPTS:
            held = held._replace(plain=False)
        elif state not in _OPENS and held is not None and state not in _WAITS:
            held = None


_WAITS = (State.DOCUMENT_QUERY, State.PHYSICAL_QUERY, State.IN_STORAGE)


def _known(held: _Open, ended_at: datetime, begun: Sequence[tuple[str, datetime]]) -> datetime | None:
    """The last moment noted for this check: of an inspection its record before what lay on a desk."""
    within = [(kind, at) for kind, at in begun if held.since <= at <= ended_at and kind in ("", held.kind)]
    own = [at for kind, at in within if kind]
    return own[-1] if own else (within[-1][1] if within else None)


def latest() -> tuple[int, int]:
    """The last leaves of what tells when checks begin: while they are the same, so is what is known of it."""
    return tuple(each.objects.aggregate(last=Max("leaf"))["last"] or 0 for each in (Assigned, Inspected))  # type: ignore[return-value]
