"""Goods that leave before clearance: released on conditions, or moved to storage for a specialised check."""

from datetime import datetime

from django.db import transaction

from motcua.declarations.domain.errors import NeedsReason, NotSettled
from motcua.declarations.domain.life import Channel
from motcua.declarations.services.checks import case, tell
from motcua.declarations.services.life import clear_if_done
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.risk import services as risk


@transaction.atomic
def release(subject: int, *, reason: str, note: str, by: Actor, at: datetime) -> None:
    """Release goods whose code, value or other point is still open (list release_reason).

    NotSettled while what was declared is neither paid nor guaranteed; UnknownCode.
    """
    group, standing = case(subject, by)
    reference.entry("release_reason", reason, law_day(at))
    if standing.tax_total and standing.id not in group.settled():
        raise NotSettled(number=standing.number)
    group.step(standing, "release", at=at, by=by, finding=reason, note=note)
    group.leave(standing, at)
    group.write()
    tell(standing, _RELEASED, at)


@transaction.atomic
def settle(subject: int, *, note: str, finding: str = "", by: Actor, at: datetime) -> None:
    """What was open is settled: the declaration is cleared as soon as nothing is owed. NeedsReason without a note.

    `finding` is that of an analysis which was waited for; it is told to selection.
    """
    group, standing = case(subject, by)
    if not note.strip():
        raise NeedsReason
    group.step(standing, "settle", at=at, by=by, finding=finding, note=note)
    clear_if_done(group, standing, at, group.settled())
    group.write()
    risk.add_to_outcomes([risk.Added(subject, at, finding)], by=by)
    tell(standing, _SETTLED, at)


@transaction.atomic
def store(subject: int, *, place: str, by: Actor, at: datetime) -> None:
    """Let goods go to storage until a specialised check has its result. NeedsReason without a place."""
    group, standing = case(subject, by)
    if not place.strip():
        raise NeedsReason
    group.step(standing, "store", at=at, by=by, note=place)
    group.write()
    tell(standing, _STORED, at)


@transaction.atomic
def end_storage(subject: int, *, result: str, by: Actor, at: datetime) -> None:
    """The result is there: the check goes on where it stood, at the goods if they were not yet inspected."""
    group, standing = case(subject, by)
    if not result.strip():
        raise NeedsReason
    at_goods = standing.channel == Channel.RED and standing.checked_at is None
    group.step(standing, "resume inspection" if at_goods else "end storage", at=at, by=by, note=result)
    group.write()
    tell(standing, _ENDED, at)


_RELEASED = Words(
    "Hàng của tờ khai %(number)s đã được giải phóng.", "The goods of declaration %(number)s are released on conditions."
)
_SETTLED = Words(
    "Điều kiện giải phóng hàng của tờ khai %(number)s đã được giải quyết.",
    "The conditions of release of declaration %(number)s are settled.",
)
_STORED = Words(
    "Hàng của tờ khai %(number)s được đưa về bảo quản.", "The goods of declaration %(number)s may go to storage."
)
_ENDED = Words("Tờ khai %(number)s kết thúc bảo quản hàng.", "Storage under declaration %(number)s has ended.")
