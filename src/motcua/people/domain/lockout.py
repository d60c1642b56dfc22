"""Lock-out: after several wrong passwords in a while, an account name is locked for a while.

Moments are real time, never the demonstration's: a guesser must not be helped by moving that clock.
The figures are the platform's own policy, not law.
"""

from datetime import datetime, timedelta

import msgspec

ALLOWED = 5
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)


class Attempts(msgspec.Struct, frozen=True):
    """Wrong passwords in a row: how many, since when, and until when the name is locked."""

    failures: int
    since: datetime
    locked_until: datetime | None = None


def is_locked(attempts: Attempts | None, at: datetime) -> bool:
    """Whether the name is locked at that moment; free again at the very end of the lock."""
    return attempts is not None and attempts.locked_until is not None and at < attempts.locked_until


def after_failure(attempts: Attempts | None, at: datetime) -> Attempts:
    """The state after one more wrong password. Failures older than the window, or than a lock, count no more.

    While locked nothing is added: attempts then are refused unread, and do not lengthen the lock.
    """
    if attempts is None or _is_past(attempts, at):
        return Attempts(failures=1, since=at)
    if is_locked(attempts, at):
        return attempts
    failures = attempts.failures + 1
    return Attempts(failures, attempts.since, at + LOCK if failures >= ALLOWED else None)


def _is_past(attempts: Attempts, at: datetime) -> bool:
    if attempts.locked_until is not None:
        return at >= attempts.locked_until
    return at - attempts.since >= WINDOW
