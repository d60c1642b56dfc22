"""Outages: a service was not there from a moment to a moment; who told it, who confirmed it, what share of time it was.

A probe signs what it saw. An officer confirms it; only then does time in it not count for the law's clocks.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import msgspec

from motcua.ground.domain.statements import written
from motcua.kernel.days import law_moment
from motcua.kernel.money import PPM
from motcua.kernel.words import Words

Interval = tuple[datetime, datetime]
MOST_DAYS = 31
LEAST = timedelta(minutes=1)
"""Shorter gaps than this are not reported: a restart is no outage."""
LEAST_REASON = 10


class Service(msgspec.Struct, frozen=True):
    """What is watched. `stops`: without it people cannot act, so that their clocks stand still."""

    words: Words
    stops: bool


SERVICES: Mapping[str, Service] = MappingProxyType({
    "pages": Service(Words("Trang web cho người khai và công chức", "Pages for traders and officers"), stops=True),
    "door": Service(Words("Cổng tiếp nhận của chương trình (API)", "The programs' door (API)"), stops=True),
    "database": Service(Words("Cơ sở dữ liệu", "Database"), stops=True),
    "lines": Service(Words("Đường truyền tới các chi cục", "Lines to the branches"), stops=True),
    "log": Service(Words("Ký và xếp nhật ký", "Signing the log"), stops=False),
    "jobs": Service(Words("Việc nền và thông báo", "Background work and notices"), stops=False),
})  # fmt: skip


class Verdict(StrEnum):
    """What an officer decided about a reported or added outage."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


VERDICT_WORDS = {
    "": Words("Chờ xác nhận", "Waits to be confirmed"),
    Verdict.CONFIRMED: Words("Đã xác nhận", "Confirmed"),
    Verdict.REJECTED: Words("Không xác nhận", "Not confirmed"),
}


class Seen(msgspec.Struct, frozen=True):
    """What a probe saw, in real time, as it signs it."""

    service: str
    began: datetime
    ended: datetime

    def statement(self, key: bytes) -> bytes:
        """The bytes that a probe of this public key signs."""
        lines = ("motcua outage", key.hex(), self.service, written(self.began), written(self.ended))
        return ("\n".join(lines) + "\n").encode()


class OutageReport(msgspec.Struct, frozen=True):
    """A probe's report as it is posted: moments as in the statement, key and signature in hex."""

    key: str
    service: str
    began: datetime
    ended: datetime
    signature: str


class OutageTaken(msgspec.Struct, frozen=True):
    """The answer to a report: the outage's id, and whether it had been reported before."""

    outage: str
    again: bool


class Watch:
    """Turns looks at one service into intervals: from the first look that failed to the first that was good again."""

    def __init__(self, service: str, began: datetime | None = None) -> None:
        self.service = service
        self.began = began

    def look(self, at: datetime, *, good: bool) -> Seen | None:
        """Take a look; the interval that just ended, if it was long enough to matter."""
        if not good:
            self.began = self.began or at
            return None
        began, self.began = self.began, None
        return Seen(self.service, began, at) if began is not None and at - began >= LEAST else None


def cannot_be(began: datetime, ended: datetime, now: datetime) -> bool:
    """Whether no outage can have lasted from one moment to the other."""
    return not timedelta() < ended - began <= timedelta(days=MOST_DAYS) or ended > now + timedelta(minutes=1)


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals in order, those that overlap or touch made one."""
    found: list[Interval] = []
    for began, ended in sorted(intervals):
        if found and began <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ended))
        else:
            found.append((began, ended))
    return found


def lost(intervals: Iterable[Interval], since: datetime, until: datetime) -> timedelta:
    """How much of the time from `since` to `until` lies in any of the intervals."""
    cut = [(max(began, since), min(ended, until)) for began, ended in joined(intervals)]
    return sum((ended - began for began, ended in cut if began < ended), timedelta())


def available_ppm(intervals: Iterable[Interval], since: datetime, until: datetime) -> int:
    """The share of time in which the service was there, in parts of a million."""
    whole = until - since
    return PPM if not whole else PPM - round(PPM * (lost(intervals, since, until) / whole))


class Day(msgspec.Struct, frozen=True):
    """A day of a status page: minutes lost, and its tone."""

    day: date
    minutes: int

    @property
    def tone(self) -> str:
        """`good`, `warn` for less than an hour lost, `bad` for more."""
        return "good" if not self.minutes else "warn" if self.minutes < 60 else "bad"  # noqa: PLR2004


def days(intervals: Iterable[Interval], last: date, count: int) -> list[Day]:
    """The last `count` days up to `last`, in Viet Nam time."""
    held = joined(intervals)
    found = []
    for back in range(count - 1, -1, -1):
        day = last - timedelta(days=back)
        begun = law_moment(day)
        gone = lost(held, begun, begun + timedelta(days=1))
        found.append(Day(day, -(-int(gone.total_seconds()) // 60)))
    return found


def as_utc(told: OutageReport) -> Seen:
    """The report's interval in UTC. ValueError where a moment has no zone."""
    if told.began.tzinfo is None or told.ended.tzinfo is None:
        raise ValueError("moments need a zone")
    return Seen(told.service, told.began.astimezone(UTC), told.ended.astimezone(UTC))


class OutageTold(msgspec.Struct, frozen=True):
    """An outage as anybody may see it."""

    id: str
    service: str
    words_vi: str
    words_en: str
    began: datetime
    ended: datetime
    verdict: str
    source: str
    reason: str
    moves_deadlines: bool


def now_of(held: Mapping[str, Any]) -> str:
    """The state of everything from that of each service: `good`, `warn` or `bad`."""
    return "bad" if "bad" in held.values() else "warn" if "warn" in held.values() else "good"
