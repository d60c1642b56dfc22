"""A database in the present shape: made once in a run of the tests, copied from then on."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import connection


def migrate() -> None:
    """Leave what `motcua migrate` leaves on an empty database. On SQLite the first to ask makes it for the others."""
    base = os.environ.get("MOTCUA_TEST_BASE")
    if connection.vendor != "sqlite" or not base:
        call_command("migrate", interactive=False, verbosity=0)
        return
    made = Path(base) / "fresh.sqlite3"
    with (Path(base) / "fresh.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not made.exists():
            call_command("migrate", interactive=False, verbosity=0)
            half = made.with_suffix(".half")
            with closing(sqlite3.connect(half)) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
            half.replace(made)
            return
    connection.ensure_connection()
    with closing(sqlite3.connect(made)) as source:
        source.backup(connection.connection)
