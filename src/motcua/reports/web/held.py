"""The year's figures, held between requests: a page never waits for sums over the whole year twice.

A held picture is served as it is; when it is older than FRESH seconds and the log has grown since, it is
worked out again behind the request that noticed. Where nobody has asked for longer than STALE, whoever asks waits.
"""

import logging
import threading
import time
from datetime import date, datetime
from itertools import islice
from typing import Any

import msgspec
from django.db import DatabaseError, connection

from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reports import queries
from motcua.reports.domain.figures import Report
from motcua.revenue import queries as revenue

LOG = logging.getLogger("motcua.reports")
FRESH, STALE = 60.0, 600.0
"""Seconds after which a picture is renewed behind a request, and before one."""
MOST = 8
SHOWN = 200


class Picture(msgspec.Struct, frozen=True):
    """A report and the days on which targets were reached.

    The figures stood so at `at`; `made` is the same moment as monotonic seconds, `leaf` the log's last leaf of then.
    """

    report: Report
    reached: dict[str, date]
    made: float
    leaf: int
    at: datetime


_held: dict[tuple[int, date], Picture] = {}
_rows: dict[tuple[str, int, date], tuple[float, list[dict[str, Any]]]] = {}
_lock = threading.Lock()
_working: set[tuple[int, date]] = set()


def picture(year: int, as_of: date) -> Picture:
    """The year's figures to the end of a day: about FRESH seconds behind where they are asked for, STALE at most."""
    key = (year, as_of)
    found = _held.get(key)
    age = 0.0 if found is None else time.monotonic() - found.made
    if found is None or age > STALE:
        return _keep(key, _renewed(key, found))
    if age > FRESH and _claimed(key):
        threading.Thread(target=_refresh, args=(key, found), daemon=True, name="figures").start()
    return found


def first_rows(figure: str, year: int, as_of: date) -> list[dict[str, Any]]:
    """The first SHOWN rows behind a figure and one more; held as long as the picture they belong to."""
    made = picture(year, as_of).made
    key = (figure, year, as_of)
    found = _rows.get(key)
    if found is None or found[0] != made:
        found = (made, list(islice(queries.rows(figure, year, as_of), SHOWN + 1)))
        with _lock:
            while len(_rows) >= MOST:
                del _rows[next(iter(_rows))]
            _rows[key] = found
    return found[1]


def warm() -> None:
    """Work today's figures out before the first visitor asks; quiet where there is no database yet."""
    try:
        today = law_day(clock.now())
        picture(today.year, today)
    except DatabaseError:
        return
    finally:
        connection.close()


def forget() -> None:
    """Drop everything held."""
    with _lock:
        _held.clear()
        _rows.clear()


def _claimed(key: tuple[int, date]) -> bool:
    with _lock:
        if key in _working:
            return False
        _working.add(key)
        return True


def _refresh(key: tuple[int, date], old: Picture) -> None:
    try:
        _keep(key, _renewed(key, old))
    except DatabaseError as error:
        LOG.warning("the figures of %s were not renewed: %s", key, error)
    finally:
        _working.discard(key)
        connection.close()


def _renewed(key: tuple[int, date], old: Picture | None) -> Picture:
    """The same figures where the log has not grown since."""
    if old is not None and ground.newest() == old.leaf:
        return msgspec.structs.replace(old, made=time.monotonic(), at=clock.now())
    leaf, at = ground.newest(), clock.now()
    return drawn(queries.annual(*key), at, leaf)


def drawn(report: Report, at: datetime, leaf: int = 0) -> Picture:
    """The picture of a report that was made at a moment."""
    return Picture(report, _reached(report), time.monotonic(), leaf, at)


def _keep(key: tuple[int, date], made: Picture) -> Picture:
    with _lock:
        _held.pop(key, None)
        while len(_held) >= MOST:
            del _held[next(iter(_held))]
        _held[key] = made
    return made


def _reached(report: Report) -> dict[str, date]:
    """The day on which revenue passed each target for good: what was given back since may have undone it."""
    found: dict[str, date] = {}
    total = 0
    for day, amount in sorted(revenue.collected(date(report.year, 1, 1), report.as_of, by="day").items()):
        total += amount
        for target in report.targets:
            if total < target.value:
                found.pop(target.id, None)
            else:
                found.setdefault(target.id, date.fromisoformat(day))
    return found
