"""Which writer this process is: a number of its own among all processes that share the database.

Held by a lock that ends with the process, however it ends: a locked file beside a SQLite database, an
advisory lock of a connection of its own on PostgreSQL.
"""

import fcntl
import os
from typing import Any

from django.conf import settings
from django.db import connection

from motcua.ground.domain.identifiers import WRITERS
from motcua.ground.queries.snapshot import plain_parameters

_CLASS = 0x6D6F7463
_held: list[Any] = []


class NoWriterLeft(RuntimeError):
    """All writer numbers are held by living processes."""


def lease() -> int:
    """Take the lowest free writer number and hold it for the life of the process."""
    return _lease_file() if connection.vendor == "sqlite" else _lease_session()


def _lease_file() -> int:
    folder = settings.HOME / "writers"
    folder.mkdir(exist_ok=True)
    for number in range(WRITERS):
        descriptor = os.open(folder / f"{number:04d}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        _held.append(descriptor)
        return number
    raise NoWriterLeft


def _lease_session() -> int:
    import psycopg

    session = psycopg.connect(**plain_parameters(), autocommit=True)
    for number in range(WRITERS):
        row = session.execute("SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, number)).fetchone()
        if row and row[0]:
            _held.append(session)
            return number
    session.close()
    raise NoWriterLeft
