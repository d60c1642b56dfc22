"""Permits: what clearance tells the gates. Called from above, in the transaction of the clearance itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from motcua.crossings.domain.passing import Permit
from motcua.crossings.services import tables
from motcua.ground.domain.moments import stored
from motcua.ground.services import bulk

_INSTANT = timedelta(microseconds=1)


@transaction.atomic(savepoint=False)
def permit(many: Sequence[Permit]) -> None:
    """These goods may cross from now on. IntegrityError where a permit for the same stands: revoke it first.

    A permit is about one declaration: its number and id, direction, the office that keeps the gate, the party, what may
    cross (containers, or a quantity), since when and until when, and the leaf of the step that made it passable.
    """
    if many:
        bulk.insert(tables.T_PERMIT, tables.PERMIT, map(row, many), tables.PERMIT_MOMENTS)


@transaction.atomic(savepoint=False)
def revoke(many: Sequence[tuple[str, datetime]]) -> None:
    """Goods of these declarations (number, moment) may cross no more."""
    _set("ended_at", [(number[:11], at) for number, at in many])


@transaction.atomic(savepoint=False)
def bound(many: Sequence[tuple[str, datetime]]) -> None:
    """Goods of these declarations (number, last moment) have passed the supervised area: they cross until then."""
    _set("until", [(number[:11], until) for number, until in many])


def row(each: Permit) -> tuple[Any, ...]:
    """A permit as it is stored."""
    return (
        each.root, each.leaf, each.declaration_id, each.direction, each.office, each.party, each.since, each.until,
        None, " ".join(each.boxes), each.count, each.packages, each.package_unit, each.weight_e4, each.weight_unit,
    )  # fmt: skip


def standing(roots: Iterable[str], *, lock: bool = False) -> dict[str, list[Permit]]:
    """What was permitted for these declarations, by root, what was taken back as ended before.

    `lock` keeps clearance from taking one back until the transaction ends.
    """
    found: dict[str, list[Permit]] = {}
    for values in bulk.held(
        tables.T_PERMIT, tables.PERMIT, "root", sorted(set(roots)), tables.PERMIT_MOMENTS, lock=lock
    ):
        each = read(values)
        found.setdefault(each.root, []).append(each)
    return found


def read(values: Sequence[Any]) -> Permit:
    """A stored row as a permit. One that was taken back stood until just before that."""
    root, leaf, declaration, direction, office, party, since, until, ended, boxes, *rest = values
    if ended is not None:
        until = min(ended - _INSTANT, until or ended)
    held = tuple(boxes.split()) if boxes else ()
    return Permit(declaration, f"{root}0", leaf, direction, office, party, since, until, held, *rest)


def _set(column: str, pairs: Sequence[tuple[str, datetime]]) -> None:
    """Set a moment of the permits that stand, in order of their roots."""
    if not pairs:
        return
    local = connection.vendor == "sqlite"
    rows = sorted((root, stored(at) if local else at) for root, at in pairs)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE crossings_permit SET "{column}" = %s WHERE root = %s AND ended_at IS NULL',  # noqa: S608
            [(at, root) for root, at in rows],
        )
