"""Ids given by the application: ordered by time, one series a process."""

import os
import threading
from datetime import datetime

from django.db import connection

from motcua.ground.domain.identifiers import Series
from motcua.ground.services import writers

_lock = threading.Lock()
_series: Series | None = None


def take(at: datetime, count: int = 1) -> list[int]:
    """The next `count` ids, in order; each larger than any this process took before."""
    with _lock:
        return (_series or _begin()).take(at, count)


def one(at: datetime) -> int:
    """The next id."""
    return take(at)[0]


def _begin() -> Series:
    global _series
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM ground_leaf")
        (largest,) = cursor.fetchone()
    _series = Series(writers.lease(), above=largest or 0)
    return _series


def _begin_anew() -> None:
    global _series, _lock
    _series, _lock = None, threading.Lock()


os.register_at_fork(after_in_child=_begin_anew)
