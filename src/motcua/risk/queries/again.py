"""Decisions of some days taken again under another cap, each beside what was decided and what its inspection found."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Min

from motcua.risk import models, queries
from motcua.risk.domain import Bucket, Window
from motcua.risk.domain.decision import RED, Decision
from motcua.risk.domain.law import law_on, longest_window
from motcua.risk.domain.simulation.again import Again, Ordered, Taken, again
from motcua.risk.domain.simulation.policies import numbers
from motcua.risk.domain.simulation.stream import Result
from motcua.risk.queries.standing import outcomes

Tell = Callable[[int, int], None]
"""Told how many decisions are taken, and of how many."""
_TELL_EACH = 2_000


class Recapped(NamedTuple):
    """Decisions in the order of the bucket, and what inspections found, by subject, where there was one."""

    taken: list[Taken]
    results: dict[int, Result]


def under_cap(cap_ppm: int | None, since: date, until: date, tell: Tell | None = None) -> Recapped:
    """The decisions of two days and between, by the selection of the house with another cap (None: that of each day).

    The bucket and the window begin as they stood before the first of these days; hits, scores and draws are those
    that are stored.
    """
    found = models.Decision.objects.filter(day__gte=since, day__lte=until)
    first, last = found.aggregate(first=Min("turn"), last=Max("turn")).values()
    if first is None:
        return Recapped([], {})
    shelf = queries.shelf()
    begin = Again(_bucket_before(first), _window_before(first), numbers(cap_ppm), shelf.book)
    stored = _counted(queries.decisions(first, last), last - first + 1, tell)
    taken = [each for each in again(begin, stored, _orders(first)) if since <= each.day <= until]
    return Recapped(taken, _results(first, last))


def _counted(stored: Iterable[Decision], of: int, tell: Tell | None) -> Iterator[Decision]:
    for done, decision in enumerate(stored, 1):
        yield decision
        if tell is not None and (done % _TELL_EACH == 0 or done == of):
            tell(done, of)


def _bucket_before(first: int) -> Bucket:
    """The balances after everything that came before a turn."""
    held = models.Decision.objects.filter(turn=first - 1).values_list("balance_millionths", "documents_millionths")
    balance, documents = held.first() or (0, 0)
    later = models.Upgrade.objects.filter(turn=first - 1).order_by("-no")
    changed = later.values_list("balance_millionths", flat=True).first()
    return Bucket(balance if changed is None else changed, first - 1, documents)


def _window_before(first: int) -> Window:
    window = Window()
    for day, seen in queries.seen(first - longest_window(), first - 1):
        window.add(seen, law_on(day).window)
    return window


def _orders(first: int) -> list[Ordered]:
    rows = models.Upgrade.objects.filter(turn__gte=first, spent__gt=0).order_by("no")
    return [Ordered(*row) for row in rows.values_list("subject", "turn", "no", "day", "source")]


def _results(first: int, last: int) -> dict[int, Result]:
    """What physical inspections of the decisions of some turns found."""
    within = models.Decision.objects.filter(turn__gte=first, turn__lte=last).values("subject")
    rows = outcomes().filter(channel=RED, subject__in=within).values_list("subject", "stands", "gained")
    return {subject: Result(bool(hit), recovered) for subject, hit, recovered in rows.iterator()}
