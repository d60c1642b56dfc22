"""Which writer this process is: a number of its own among all processes that share the database.

Held by a lock that ends with the process, however it ends: a locked file beside a SQLite database; on
PostgreSQL an advisory lock of the session that asked, and when that session is closed another number is taken.
"""

import fcntl
import os
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from motcua.ground.domain.identifiers import WRITERS

_CLASS = 0x6D6F7463


class Lease(NamedTuple):
    """A writer number, and whether it is still held."""

    number: int
    held: Callable[[], bool]


class NoWriterLeft(RuntimeError):
    """All writer numbers are held by living processes."""


def lease() -> Lease:
    """Take the lowest free writer number and hold it."""
    return _lease_file() if connection.vendor == "sqlite" else _lease_session()


def _lease_file() -> Lease:
    folder = settings.HOME / "writers"
    folder.mkdir(exist_ok=True)
    for number in range(WRITERS):
        descriptor = os.open(folder / f"{number:04d}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        return Lease(number, lambda: True)
    raise NoWriterLeft


def _lease_session() -> Lease:
    with connection.cursor() as cursor:
        for number in range(WRITERS):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, number))
            if cursor.fetchone()[0]:
                return Lease(number, _open(connection.connection))
    raise NoWriterLeft


def _open(session: Any) -> Callable[[], bool]:
    return lambda: not session.closed
