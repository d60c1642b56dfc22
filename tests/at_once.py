"""Calls at the same moment, in several threads, on a database that they can share."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, connections

from motcua.kernel.refusals import Refusal


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """On SQLite a copy of the test's own database in a file; elsewhere the database is shared already."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    in_memory, name, held = connection.connection, connection.settings_dict["NAME"], folder / "shared.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(held)])
    connection.connection, connection.settings_dict["NAME"] = None, str(held)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or raised, in order."""
    gate, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        gate.wait()
        try:
            found[place] = call()
        except (Refusal, DatabaseError) as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
