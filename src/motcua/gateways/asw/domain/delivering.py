"""Delivering: when a message is tried again, and when a partner's line is."""

from datetime import datetime, timedelta
from typing import NamedTuple

from motcua.gateways.asw.domain.limits import Limits


class Line(NamedTuple):
    """What is known of the line to a partner: failures in a row, and before when it is not tried again."""

    failures: int = 0
    retry_at: datetime | None = None

    def rests(self, at: datetime) -> bool:
        """Whether nothing is to be sent now: the line was down a moment ago."""
        return self.retry_at is not None and at < self.retry_at


def failed(line: Line, at: datetime, limits: Limits) -> Line:
    """The line after it could not be reached once more."""
    waits = limits.line_waits_seconds
    return Line(line.failures + 1, at + timedelta(seconds=waits[min(line.failures, len(waits) - 1)]))


def next_attempt(attempts: int, at: datetime, limits: Limits) -> datetime:
    """When a message that was not taken is tried again: after 5 s, 10 s, … up to an hour."""
    wait = limits.first_wait_seconds * 2 ** min(max(attempts - 1, 0), 30)
    return at + timedelta(seconds=min(wait, limits.longest_wait_seconds))


def given_up(since: datetime, at: datetime, limits: Limits) -> bool:
    """Whether a message has been tried for so long that a person should look at it."""
    return at - since >= limits.give_up


def difference(theirs: datetime, sent: datetime, answered: datetime) -> timedelta:
    """How far the partner's clock is ahead, taking its moment to lie midway between asking and being answered."""
    return theirs - (sent + (answered - sent) / 2)
