"""Ids given by the application: ordered by time, one series a process."""

import os
import threading
from datetime import datetime

from django.db import connection

from motcua.ground.domain.identifiers import Series
from motcua.ground.services import writers
from motcua.ground.services.writers import Lease

_lock = threading.Lock()
_series: Series | None = None
_lease: Lease | None = None


def take(at: datetime, count: int = 1) -> list[int]:
    """The next `count` ids, in order; each larger than any this process took before."""
    with _lock:
        if _series is None or _lease is None or not _lease.held():
            return _begin().take(at, count)
        return _series.take(at, count)


def one(at: datetime) -> int:
    """The next id."""
    return take(at)[0]


def _begin() -> Series:
    """A series above all that is stored and all that this process took."""
    global _series, _lease
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM ground_leaf")
        (largest,) = cursor.fetchone()
    above = max(largest or 0, _series.last if _series else 0)
    _lease = writers.lease()
    _series = Series(_lease.number, above=above)
    return _series


def _begin_anew() -> None:
    global _series, _lease, _lock
    _series, _lease, _lock = None, None, threading.Lock()


os.register_at_fork(after_in_child=_begin_anew)
