"""Clocks of a dossier: by when each document is due, and what an outage gives back.

A document is due so many hours before the ship is expected. What an outage took between the announcement of the call
and that moment is added.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from motcua.ground.domain.outages import Interval, joined
from motcua.kernel.days import law_day
from motcua.manifests.domain.data import Deadline, deadlines


def due_at(limit: Deadline, expected: datetime, days_under_way: int | None = None) -> datetime:
    """When a document is due by law. An unknown voyage counts as a short one."""
    long = limit.long_days and days_under_way is not None and days_under_way >= limit.long_days
    return expected - timedelta(hours=limit.long_hours if long else limit.hours)


def moved(since: datetime, due: datetime, outages: Iterable[Interval]) -> datetime:
    """The deadline with the time added that outages took from `since` on. Never before `due`."""
    for began, ended in joined(outages):
        if began >= due:
            break
        if ended > since:
            due += ended - max(began, since)
    return due


def due_of(
    kind: str, direction: str, *, since: datetime, expected: datetime, days_under_way: int | None,
    outages: Iterable[Interval],
) -> datetime | None:  # fmt: skip
    """The deadline of a document of a call announced at `since`; None of a kind that has none."""
    limit = deadlines(direction, law_day(expected)).get(kind)
    if limit is None:
        return None
    return moved(since, due_at(limit, expected, days_under_way), outages)
