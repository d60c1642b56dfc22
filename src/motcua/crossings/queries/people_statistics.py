"""Figures of people for reports: from `since` to `until`, both included."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db.models import Count, Q, Sum

from motcua.crossings.models import PassengerDay, ResidentDeclaration
from motcua.crossings.queries.passengers import total


class Residents(msgspec.Struct, frozen=True):
    """Border residents' simplified declarations, which are no declarations of S2."""

    declarations: int
    referred: int
    value: int
    duty: int


def passengers(since: date, until: date) -> int:
    """People who crossed the gates, both directions together (S3.passengers)."""
    return total(since, until)


def residents(since: date, until: date) -> Residents:
    """Simplified declarations of these days: how many, how many of them referred, dong of value and of duty."""
    found = ResidentDeclaration.objects.filter(day__range=(since, until)).aggregate(
        declarations=Count("number"), referred=Count("number", filter=Q(outcome="referred")), value=Sum("value"),
        duty=Sum("duty"),
    )  # fmt: skip
    return Residents(found["declarations"], found["referred"], found["value"] or 0, found["duty"] or 0)


def rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """The counts behind the figure: people of each day, gate, direction, nationality and kind of papers."""
    found = PassengerDay.objects.filter(day__range=(since, until))
    columns = ("day", "gate", "direction", "nationality", "document", "count")
    yield from found.order_by(*columns[:-1]).values(*columns).iterator(chunk_size=2000)
