"""The probe inside: whether the database takes writes, the log is signed, work is done; and gaps while nobody worked.

It looks from the worker. What it saw is reported as soon as the database can take it.
"""

import os
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction

from motcua.ground.domain.moments import NEVER, aware, stored
from motcua.ground.domain.outages import Seen, Watch
from motcua.ground.queries.trees import last_head, tree_size
from motcua.ground.services import clock, outages

BETWEEN_LOOKS = 10.0
STALE = timedelta(minutes=5)
"""Leaves without a new head, or the same job undone, for longer than this: the work stands still."""
GAP = timedelta(minutes=2)
LONGEST_GAP = timedelta(days=31)


class Inside:
    """Remembers between looks what failed, and what could not yet be written down."""

    def __init__(self) -> None:
        self._watches = {name: Watch(name) for name in ("database", "log", "jobs")}
        self._unwritten: list[Seen] = []
        self._first = True
        self._log, self._jobs = _Stuck(), _Stuck()

    def look(self, *, worked: bool, real: datetime | None = None) -> int:
        """Take a look; how many intervals were reported. `worked`: whether the round before it could be done."""
        now = real or outages.real_now()
        good = worked and self._write_beat(now)
        states = self._states(now) if good else {"database": False}
        for name, fine in states.items():
            seen = self._watches[name].look(now, good=fine)
            self._unwritten += [seen] if seen else []
        return self._report(now) if good else 0

    def _states(self, now: datetime) -> dict[str, bool]:
        waiting = self._jobs.look(_undone(clock.now()), now)
        return {"database": True, "log": not self._log.look(_unsigned(), now), "jobs": not waiting}

    def _write_beat(self, now: datetime) -> bool:
        try:
            with transaction.atomic():
                before = _beat()
                _set_beat(now)
        except (DatabaseError, OSError):
            return False
        if self._first and before is not None and GAP <= now - before <= LONGEST_GAP and not clock.is_demonstration():
            service = "pages" if os.environ.get("MOTCUA_WORKER") == "1" else "jobs"
            self._unwritten.append(Seen(service, before, now))
        self._first = False
        return True

    def _report(self, now: datetime) -> int:
        count = 0
        while self._unwritten:
            outages.seen_inside(self._unwritten[0], at=clock.now(), real=now)
            self._unwritten.pop(0)
            count += 1
        return count


class _Stuck:
    """Whether the same thing has been waiting at every look for longer than STALE, in real time."""

    def __init__(self) -> None:
        self._key: int | None = None
        self._since = NEVER

    def look(self, key: int | None, now: datetime) -> bool:
        """Take a look at what waits; None where nothing does."""
        if key is None or key != self._key:
            self._key, self._since = key, now
        return key is not None and now - self._since > STALE


def _unsigned() -> int | None:
    """The size of the last head while leaves wait for the next one."""
    head = last_head()
    size = head.size if head else 0
    return size if tree_size() > size else None


def _undone(at: datetime) -> int | None:
    """The oldest due job that nobody has tried."""
    held = stored(at) if connection.vendor == "sqlite" else at
    return _one("SELECT id FROM ground_job WHERE due_at <= %s AND attempts = 0 ORDER BY due_at, id LIMIT 1", [held])


def states(at: datetime) -> dict[str, str]:
    """How each service stands now, as far as this process can see: `good`, `warn` or `bad`.

    Who reads this has reached the pages and the database. A worker that has not written for GAP is away, and with it
    the log's signature, notices and background work.
    """
    beat = _beat()
    alive = beat is not None and outages.real_now() - beat < GAP
    late = _undone(at - STALE) is not None
    return {
        "pages": "good", "door": "good", "database": "good", "lines": "good",
        "log": "good" if alive or _unsigned() is None else "warn",
        "jobs": "good" if alive and not late else "warn",
    }  # fmt: skip


def _beat() -> datetime | None:
    found = _one("SELECT at FROM ground_beat WHERE id = 1")
    return None if found is None else aware(found)


def _set_beat(now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ground_beat (id, at) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            [stored(now) if connection.vendor == "sqlite" else now],
        )


def _one(statement: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        row = cursor.fetchone()
    return row[0] if row else None
