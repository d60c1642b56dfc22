"""Matching: what declarations tell of the bills that they name, in the transaction of their own step.

Nothing of manifests is read here, so registration is not held up; what matches is worked out in `queries.matching`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from motcua.ground.domain.moments import stored
from motcua.ground.services import bulk

T_NAMED = "manifests_named"
NAMED_MOMENTS = (8, 12, 13)


class Bill(NamedTuple):
    """A row of the index: a bill (folded) that a declaration names, and how far its goods are."""

    bill: str
    declaration_id: int
    no: int
    number: str
    direction: str
    office: str
    party: str
    place: str
    registered_at: datetime
    packages: int
    package_unit: str
    gross_e4: int
    free_at: datetime | None = None
    left_at: datetime | None = None


NAMED = Bill._fields


def name(many: Sequence[Bill]) -> None:
    """Declarations name these bills from now on."""
    if many:
        bulk.insert(T_NAMED, NAMED, many, NAMED_MOMENTS)


def unname(declarations: Iterable[int]) -> None:
    """These declarations name no bills any more: they ended, or are about to name others."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM manifests_named WHERE declaration_id = %s", [(each,) for each in sorted(set(declarations))]
        )


def release(many: Sequence[tuple[int, datetime | None]]) -> None:
    """The goods of these declarations may leave since a moment; None: they may not any more."""
    _set("free_at", many)


def left(many: Sequence[tuple[int, datetime]]) -> None:
    """All goods of these declarations have left the supervised area."""
    _set("left_at", many)


def naming(declarations: Iterable[int]) -> set[int]:
    """Those of these declarations that name any bill."""
    wanted = sorted(set(declarations))
    return {each for (each,) in bulk.held(T_NAMED, ("declaration_id",), "declaration_id", wanted)}


def _set(column: str, many: Sequence[tuple[int, datetime | None]]) -> None:
    if not many:
        return
    local = connection.vendor == "sqlite"
    rows = [(stored(at) if local and at else at, declaration) for declaration, at in many]
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE manifests_named SET "{column}" = %s WHERE declaration_id = %s', rows)  # noqa: S608
