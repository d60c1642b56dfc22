"""Recorded: declarations that another system registered, their channels, steps and payments, as they say.

They keep their numbers, moments, channels, states, values and taxes. They are never numbered, selected or
assessed again; our assessment stands beside theirs as differences. Known records change nothing, what
contradicts them is refused, and a higher branch of the same number is a new version.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from motcua.declarations.services.recorded.group import RecordedGroup
from motcua.declarations.services.recorded.values import Followed, Paid, Place, Registered, Taken, Unit
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed

__all__ = ["MAY", "Followed", "Paid", "Place", "Registered", "Taken", "Unit", "need_recorder", "record"]

MAY = ("leader", "revenue", "admin")
"""Roles that load what another system registered."""
TOGETHER = 500
"""Declarations in one transaction."""
_LOCK = 0x6D6F7463_766E6163


def record(units: Sequence[Unit], *, by: Actor, at: datetime, source: str = "vnaccs", dry: bool = False) -> list[Taken]:
    """Take what another system says of declarations, each whole or not at all, and say what became of each record.

    Groups are committed one after the other; the same records again change nothing. `dry` undoes every group:
    the answers are the same and nothing is written. NotAllowed without a post of MAY.
    """
    need_recorder(by)
    taken: list[Taken] = []
    for start in range(0, len(units), TOGETHER):
        taken += _group(units[start : start + TOGETHER], source, dry=dry, by=by, at=at)
    return taken


def need_recorder(by: Actor) -> None:
    """Refuse with NotAllowed unless the actor may load records."""
    if by.kind != "system" and not any(by.holds(role) for role in MAY):
        raise NotAllowed(who=by.name, act="record")


@transaction.atomic
def _group(units: Sequence[Unit], source: str, *, dry: bool, by: Actor, at: datetime) -> list[Taken]:
    _alone()
    group = RecordedGroup(units, source, by=by, at=at)
    group.versions()
    group.life()
    group.money()
    if dry:
        transaction.set_rollback(True)
    return group.taken


def _alone() -> None:
    """One loading at a time, so that two never record the same number. SQLite's writer is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
