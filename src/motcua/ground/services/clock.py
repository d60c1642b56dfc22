"""Business time: real time, or that of a demonstration. Only the edges ask; services are told `at`."""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from motcua.ground import events
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor

_FRESH = 1.0
_MICROSECOND = timedelta(microseconds=1)
_read: tuple[float, int | None] = (-_FRESH, None)


def now() -> datetime:
    """The time of business, aware, in UTC. Another process's change is seen within a second."""
    return datetime.now(UTC) + (_shift() or 0) * _MICROSECOND


def is_demonstration() -> bool:
    """Whether business time is that of a demonstration."""
    return _shift() is not None


def set_demonstration(opens_at: datetime, by: Actor = SYSTEM) -> None:
    """Let business time be `opens_at` now, and run on from there."""
    shift = (opens_at - datetime.now(UTC)) // _MICROSECOND
    with transaction.atomic(), connection.cursor() as cursor:
        leaf = log.record(events.CLOCK_SET, subject="clock", at=opens_at, by=by, facts={"shift": shift})
        cursor.execute(
            "INSERT INTO ground_clock (id, shift, leaf) VALUES (1, %s, %s) ON CONFLICT (id)"
            " DO UPDATE SET shift = excluded.shift, leaf = excluded.leaf",
            (shift, leaf.id),
        )
    forget()


def move(to: datetime, by: Actor) -> None:
    """Move the demonstration's clock. It needs the post of `admin` or the system itself."""
    if by.kind != "system":
        by.need("admin")
    set_demonstration(to, by)


def forget() -> None:
    """Read the clock's row again at the next question."""
    global _read
    _read = (-_FRESH, None)


def _shift() -> int | None:
    global _read
    read_at, shift = _read
    if time.monotonic() - read_at < _FRESH:
        return shift
    if read_at > 0:
        _read = (time.monotonic(), shift)  # whoever else asks meanwhile takes the last one
    with connection.cursor() as cursor:
        cursor.execute("SELECT shift FROM ground_clock WHERE id = 1")
        row = cursor.fetchone()
    _read = (time.monotonic(), row[0] if row else None)
    return _read[1]
