"""Permits as the gate's screens show them, and those under which goods crossed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from motcua.crossings.domain.gates import limit
from motcua.crossings.domain.passing import Permit as Told
from motcua.crossings.models import Permit
from motcua.kernel.days import law_day

_INSTANT = timedelta(microseconds=1)


class Standing(msgspec.Struct, frozen=True):
    """A permit whose goods left the supervised area: its declaration, direction and office, and when they left."""

    root: str
    direction: str
    office: str
    at: datetime


def of(numbers: Iterable[str]) -> list[Permit]:
    """Every permit of these declarations, the first first."""
    roots = sorted({number[:11] for number in numbers})
    return list(Permit.objects.filter(root__in=roots).order_by("root", "leaf"))


def plain(row: Permit) -> Told:
    """A permit as decisions take it. One that was taken back stood until just before that."""
    last = min((each for each in (row.until, row.ended_at and row.ended_at - _INSTANT) if each), default=None)
    return Told(
        row.declaration_id, f"{row.root}0", row.leaf, row.direction, row.office, row.party, row.since, last,
        tuple(row.boxes.split()), row.count, row.packages, row.package_unit, row.weight_e4, row.weight_unit,
    )  # fmt: skip


def standing(now: datetime, office: str = "", most: int = 200) -> list[Permit]:
    """Permits that stand at a moment, the newest first."""
    rows = Permit.objects.filter(ended_at=None, since__lte=now).exclude(until__lt=now)
    return list((rows.filter(office=office) if office else rows).order_by("-leaf")[:most])


def used(until: datetime) -> list[Standing]:
    """Permits whose goods left the supervised area before a moment and that were not taken back, in that order."""
    rows = Permit.objects.filter(ended_at=None, until__isnull=False).values_list("root", "direction", "office", "until")
    after = timedelta(hours=limit("crosses after its goods", law_day(until), "goods"))
    found = [Standing(root, direction, office, last - after) for root, direction, office, last in rows]
    return sorted((each for each in found if each.at < until), key=lambda each: (each.at, each.root))
