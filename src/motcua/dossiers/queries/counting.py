"""Figures of a period: dossiers and enterprises for the report, lateness by unit and officer."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db.models import Count, Q, QuerySet

from motcua.dossiers.domain.life import Lateness
from motcua.dossiers.models import Act, Dossier
from motcua.kernel.days import law_moment


class Figures(msgspec.Struct, frozen=True):
    """Dossiers lodged from `since` to `until` (both days included), by what they have become."""

    since: date
    until: date
    dossiers: int
    enterprises: int
    finished: int
    early: int
    on_time: int
    late: int
    refused: int
    withdrawn: int
    stopped: int
    rated: int
    satisfied: int
    """Rated 3 or 4 of 4."""


def lodged(since: date, until: date) -> QuerySet[Dossier]:
    """Dossiers lodged in a period."""
    return Dossier.objects.filter(lodged_at__gte=law_moment(since), lodged_at__lt=law_moment(until + timedelta(days=1)))


def figures(year: int, until: date | None = None) -> Figures:
    """The figures of a year, up to a day of it: S8.dossiers and S8.enterprises are among them."""
    since, last = date(year, 1, 1), until or date(year, 12, 31)
    told = lodged(since, last).aggregate(
        dossiers=Count("pk"), enterprises=Count("party", distinct=True),
        finished=Count("pk", filter=~Q(lateness="")), rated=Count("pk", filter=Q(rating__gt=0)),
        satisfied=Count("pk", filter=Q(rating__gte=3)),
        **{str(name): Count("pk", filter=Q(lateness=str(name))) for name in Lateness},
        **{name: Count("pk", filter=Q(state=name)) for name in ("refused", "withdrawn", "stopped")},
    )  # fmt: skip
    return Figures(since, last, **told)


def rows(year: int, until: date | None = None) -> Iterator[Dossier]:
    """The dossiers that `figures` counted, in order of lodging."""
    yield from lodged(date(year, 1, 1), until or date(year, 12, 31)).order_by("lodged_at", "pk").iterator()


_COUNTS: dict[str, Any] = {
    "dossiers": Count("pk"),
    **{str(name): Count("pk", filter=Q(lateness=str(name))) for name in Lateness},
}


def by_office(since: date, until: date) -> list[dict[str, Any]]:
    """Finished dossiers of each office: early, on time, late; the open ones with those whose time is up."""
    found = lodged(since, until).values("office").annotate(**_COUNTS)
    return list(found.order_by("office"))


def by_officer(since: date, until: date) -> list[dict[str, Any]]:
    """Finished dossiers by who signed the result, and steps done by whom, from the acts of a period."""
    begin, end = law_moment(since), law_moment(until + timedelta(days=1))
    found = Act.objects.filter(at__gte=begin, at__lt=end, verb__in=("receive", "hand over", "finish", "give result"))
    return list(
        found.values("actor").annotate(
            steps=Count("pk"), finished=Count("pk", filter=Q(verb="finish")),
            **{str(name): Count("pk", filter=Q(lateness=str(name))) for name in Lateness},
        ).order_by("-steps")[:100]
    )  # fmt: skip
