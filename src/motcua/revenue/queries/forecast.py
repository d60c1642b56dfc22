"""The forecast of revenue from the ledger, told at the end of a day and held until one of its days changes."""

import threading
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Max

from motcua.reference import domain as reference
from motcua.revenue.domain.forecasting import Forecast, forecast
from motcua.revenue.models import Transfer
from motcua.revenue.queries import collected

TET = "Lunar New Year"
"""What the calendar calls these holidays."""
BEHIND = 3 * 366
"""Days for which the ledger is read."""
MOST = 32
_Days = Mapping[date, int]
_held: dict[date, tuple[int, _Days, Forecast]] = {}
_lock = threading.Lock()


def of(as_of: date) -> Forecast:
    """What month, quarter and year will bring, told at the end of `as_of`. NoHistory, NoCalendar.

    A new entry of the ledger has the days summed again; the methods are tried again only where a sum has changed.
    """
    leaf = Transfer.objects.aggregate(last=Max("leaf"))["last"] or 0
    found = _held.get(as_of)
    if found is not None and found[0] == leaf:
        return found[2]
    days = daily(as_of)
    told = found[2] if found is not None and found[1] == days else _told(days, as_of)
    with _lock:
        _held.pop(as_of, None)
        while len(_held) >= MOST:
            del _held[next(iter(_held))]
        _held[as_of] = leaf, days, told
    return told


def daily(as_of: date) -> dict[date, int]:
    """Dong collected on each day until `as_of` on which any was, three years back."""
    since = date.fromordinal(max(as_of.toordinal() - BEHIND, 1))
    return {date.fromisoformat(day): amount for day, amount in collected(since, as_of, by="day").items()}


def forget() -> None:
    """Drop everything held."""
    _held.clear()


def rows(as_of: date) -> Iterator[dict[str, object]]:
    """The series behind the forecast of the year: each day of it, with what was collected, or is expected."""
    told = of(as_of)
    day, ahead = told.year.since, dict(told.days)
    came = daily(as_of)
    while day <= told.year.until:
        yield {"day": day, "amount": ahead.get(day, came.get(day, 0)), "expected": "yes" if day > as_of else "no"}
        day += timedelta(days=1)


def _told(days: _Days, as_of: date) -> Forecast:
    tet = frozenset(each.day for each in reference.calendar_days() if each.words.en.startswith(TET))
    return forecast(days, as_of, reference.calendar(), tet)
