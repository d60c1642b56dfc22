"""Figures of vessels' calls."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import Count
from django.db.models.functions import TruncMonth

from motcua.manifests.models import Call


class Movements(msgspec.Struct, frozen=True):
    """Means of transport by e-manifest: how many dossiers on entry and on exit were cleared."""

    office: str
    month: date
    direction: str
    count: int


def movements(since: date, until: date) -> list[Movements]:
    """Movements cleared between two days, both included, by office, month and direction.

    An entry dossier and an exit dossier are one movement each, counted on the day on which the ship was cleared.
    """
    rows = Call.objects.filter(cleared_on__gte=since, cleared_on__lte=until).annotate(month=TruncMonth("cleared_on"))
    counted = rows.values("office", "month", "direction").annotate(count=Count("id"))
    return [
        Movements(row["office"], row["month"], row["direction"], row["count"])
        for row in counted.order_by("office", "month", "direction")
    ]


def total(since: date, until: date) -> int:
    """How many movements were cleared between two days, both included."""
    return Call.objects.filter(cleared_on__range=(since, until)).count()


def rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """The dossiers behind the figure, in the order of their clearance."""
    columns = (
        "number", "cleared_on", "direction", "office", "port", "call_sign", "vessel_name", "voyage", "carrier",
    )  # fmt: skip
    found = Call.objects.filter(cleared_on__range=(since, until)).order_by("cleared_on", "id")
    yield from found.values(*columns).iterator(chunk_size=2000)
