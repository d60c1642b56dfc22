"""Operators: an administrator names who keeps a supervised place, and ends that with a reason."""

from datetime import datetime

from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NeedsReason
from motcua.declarations.queries import operators as queries
from motcua.declarations.services import rows
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.parties import queries as parties
from motcua.reference import domain as reference

LONGEST_NOTE = 400


@transaction.atomic
def name_operator(place: str, party: str, *, note: str = "", by: Actor, at: datetime) -> None:
    """This enterprise keeps the place from now on; the same again changes nothing.

    UnknownCode for a place that list warehouse does not hold, NotFound for an unknown enterprise, NotAllowed.
    """
    _need(by)
    reference.entry("warehouse", place, law_day(at))
    parties.find(party)
    if party not in _keepers(place):
        _store(place, party, 1, note, by, at)


@transaction.atomic
def end_operator(place: str, party: str, *, reason: str, by: Actor, at: datetime) -> None:
    """It keeps the place no longer; what it recorded stands. NeedsReason, NotAllowed."""
    _need(by)
    if not reason.strip():
        raise NeedsReason
    if party in _keepers(place):
        _store(place, party, 0, reason, by, at)


def _need(by: Actor) -> None:
    if by.kind != "system":
        by.need("admin")


def _keepers(place: str) -> set[str]:
    return set(queries.standing().filter(place=place, open=1).values_list("party", flat=True))


def _store(place: str, party: str, opened: int, note: str, by: Actor, at: datetime) -> None:
    leaf = ids.one(at)
    row = (leaf, at, by.reference, place, party, opened, note.strip()[:LONGEST_NOTE])
    bulk.insert(rows.T_OPERATOR, rows.OPERATOR, [row], rows.OPERATOR_MOMENTS)
    told = [row_bytes(rows.T_OPERATOR, row)]
    log.append([
        log.leaf(events.OPERATOR_NAMED, id=leaf, subject=f"place/{place}", at=at, by=by, facts={"open": opened},
                 rows=told)
    ])  # fmt: skip
