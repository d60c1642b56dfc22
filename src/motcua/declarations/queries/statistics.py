"""Counts and sums over declarations, as they stood at the end of a day."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from django.db.models import Count, Q, QuerySet, Sum

from motcua.declarations.models import Declaration, Move, Recorded, Version
from motcua.kernel.days import law_moment


class Tally(msgspec.Struct):
    """Counts of a group of declarations. `office` or `month` is empty or 0 where the group is wider."""

    office: str
    month: int
    declarations: int
    turnover_usd_e4: int


def _end(day: date) -> datetime:
    return law_moment(date.fromordinal(day.toordinal() + 1))


def live(since: date, until: date) -> QuerySet[Declaration]:
    """Declarations registered from `since` to `until` and not cancelled by the end of `until`."""
    return Declaration.objects.filter(registered_on__gte=since, registered_on__lte=until).filter(
        Q(cancelled_at=None) | Q(cancelled_at__gte=_end(until))
    )


def tallies(since: date, until: date) -> list[Tally]:
    """One tally per office and month, with values as they stood at the end of `until`."""
    by_day = (
        live(since, until)
        .values_list("registered_on", "office")
        .annotate(count=Count("id"), value=Sum("value_usd_e4"))
        .order_by("office", "registered_on")
    )
    found: dict[tuple[str, int], Tally] = {}
    for day, office, count, value in by_day:
        tally = found.setdefault((office, day.month), Tally(office, day.month, 0, 0))
        tally.declarations += count
        tally.turnover_usd_e4 += value
    for office, month, difference in _later_amendments(since, until):
        found[office, month].turnover_usd_e4 += difference
    return list(found.values())


AMENDED = ("amend", "record amendment")


def _later_amendments(since: date, until: date) -> Iterator[tuple[str, int, int]]:
    """What later amendments changed: taken out again, for a report of an earlier day."""
    later = Move.objects.filter(verb__in=AMENDED, at__gte=_end(until)).values("declaration_id")
    for held in live(since, until).filter(id__in=later).values_list("id", "office", "registered_on", "value_usd_e4"):
        before = Version.objects.filter(declaration_id=held[0], at__lt=_end(until)).order_by("-version").first()
        if before is not None:
            yield held[1], held[2].month, before.value_usd_e4 - held[3]


def enterprises(since: date, until: date) -> int:
    """How many enterprises have a live declaration."""
    return live(since, until).values("party").distinct().count()


def enterprises_by(since: date, until: date, group: str) -> dict[str | int, int]:
    """Distinct enterprises per `office` or per `month`."""
    if group == "month":
        return {first.month: _enterprises_of(since, until, first) for first in _months(since, until)}
    query = live(since, until).values_list(group)
    return dict(query.annotate(count=Count("party", distinct=True)).order_by(group))


def _months(since: date, until: date) -> list[date]:
    """The first days of the months from `since` to `until`, which lie in one year."""
    return [date(since.year, month, 1) for month in range(since.month, until.month + 1)]


def _enterprises_of(since: date, until: date, first: date) -> int:
    month = live(since, until).filter(registered_on__gte=first)
    if first.month < 12:
        month = month.filter(registered_on__lt=first.replace(month=first.month + 1))
    return month.values("party").distinct().count()


def registered(since: date, until: date) -> dict[tuple[str, int, int], int]:
    """How many were registered per (office, month, channel), here and elsewhere, also those cancelled later.

    What waits for another system's channel is left out until it is known.
    """
    query = Declaration.objects.filter(registered_on__gte=since, registered_on__lte=until)
    by_day = query.values_list("registered_on", "office", "channel").annotate(count=Count("id"))
    found: dict[tuple[str, int, int], int] = {}
    for day, office, channel, count in by_day.order_by("registered_on", "office", "channel"):
        if not channel:
            continue
        key = office, day.month, channel
        found[key] = found.get(key, 0) + count
    return found


def recorded(since: date, until: date) -> dict[int, int]:
    """How many of those per channel another system registered and selected: no matter of our cap."""
    marked = Recorded.objects.filter(version=1).values("declaration_id")
    query = Declaration.objects.filter(id__in=marked, registered_on__gte=since, registered_on__lte=until, channel__gt=0)
    return dict(query.values_list("channel").annotate(count=Count("id")).order_by("channel"))


_LISTED = ("number", "registered_on", "office", "procedure", "party", "channel", "state", "value_usd_e4", "tax_total")


def rows(
    since: date, until: date, *, office: str = "", channel: int = 0, also_cancelled: bool = False
) -> Iterator[dict[str, object]]:
    """The declarations behind a figure, in the order of registration."""
    query = live(since, until)
    if also_cancelled:
        query = Declaration.objects.filter(registered_on__gte=since, registered_on__lte=until)
    if office:
        query = query.filter(office=office)
    if channel:
        query = query.filter(channel=channel)
    columns = (
        "number",
        "registered_on",
        "office",
        "procedure",
        "party",
        "channel",
        "state",
        "value_usd_e4",
        "tax_total",
    )
    yield from query.order_by("registered_on", "id").values(*columns).iterator(chunk_size=2000)


def enterprise_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """Enterprises with the number of their live declarations and their turnover."""
    query = live(since, until).values("party").annotate(declarations=Count("id"), value_usd_e4=Sum("value_usd_e4"))
    yield from query.order_by("party").iterator(chunk_size=2000)


def used_offices(since: date, until: date) -> Iterator[tuple[str, str, int]]:
    """How often each enterprise declared at each office: tax code, office, count of live declarations."""
    query = live(since, until).values_list("party", "office").annotate(count=Count("id"))
    yield from query.order_by("party", "office").iterator(chunk_size=2000)
