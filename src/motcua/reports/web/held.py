"""The year's figures, held between requests: a page never waits for sums over the whole year twice.

A held picture is served as it is; when it is older than FRESH seconds and the log has grown since, it is
worked out again behind the request that noticed.
"""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import msgspec
from django.db import DatabaseError, connection

from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reports import queries
from motcua.reports.domain.figures import Report
from motcua.reports.domain.targets import Target
from motcua.reports.queries.targets import of_year
from motcua.revenue import queries as revenue

LOG = logging.getLogger("motcua.reports")
FRESH = 60.0
MOST = 8
SHOWN = 200


class Picture(msgspec.Struct, frozen=True):
    """A report and the days on which targets were reached. `made` is monotonic, `leaf` the log's last."""

    report: Report
    reached: dict[str, date]
    made: float
    leaf: int


_held: dict[tuple[int, date], Picture] = {}
_rows: dict[tuple[str, int, date], tuple[float, list[dict[str, Any]]]] = {}
_lock = threading.Lock()
_working: set[tuple[int, date]] = set()


def picture(year: int, as_of: date) -> Picture:
    """The year's figures to the end of a day, at most about FRESH seconds behind."""
    key = (year, as_of)
    found = _held.get(key)
    if found is None:
        return _keep(key, _work_out(year, as_of))
    if time.monotonic() - found.made > FRESH and _claimed(key):
        threading.Thread(target=_refresh, args=(key, found), daemon=True, name="figures").start()
    return found


def first_rows(figure: str, year: int, as_of: date) -> list[dict[str, Any]]:
    """The first SHOWN rows behind a figure and one more; held as long as the picture they belong to."""
    made = picture(year, as_of).made
    key = (figure, year, as_of)
    found = _rows.get(key)
    if found is None or found[0] != made:
        with _lock:
            while len(_rows) >= MOST:
                del _rows[next(iter(_rows))]
        found = _rows[key] = (made, list(islice(queries.rows(figure, year, as_of), SHOWN + 1)))
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
        if ground.newest() == old.leaf:
            _keep(key, msgspec.structs.replace(old, made=time.monotonic()))
        else:
            _keep(key, _work_out(*key))
    except DatabaseError as error:
        LOG.warning("the figures of %s were not renewed: %s", key, error)
    finally:
        _working.discard(key)
        connection.close()


def _keep(key: tuple[int, date], made: Picture) -> Picture:
    with _lock:
        _held.pop(key, None)
        while len(_held) >= MOST:
            del _held[next(iter(_held))]
        _held[key] = made
    return made


def _work_out(year: int, as_of: date) -> Picture:
    leaf = ground.newest()
    return Picture(queries.annual(year, as_of), dict(_reached(year, as_of)), time.monotonic(), leaf)


def _reached(year: int, as_of: date) -> Iterator[tuple[str, date]]:
    """The day on which revenue passed each target."""
    waiting: list[Target] = sorted(of_year("revenue", year), key=lambda target: target.value)
    total = 0
    for day, amount in sorted(revenue.collected(date(year, 1, 1), as_of, by="day").items()):
        total += amount
        while waiting and total >= waiting[0].value:
            yield waiting.pop(0).id, date.fromisoformat(str(day))
