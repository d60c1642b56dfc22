"""Lines: how it stands with each partner."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from django.db.models import Count

from motcua.gateways.asw.domain.life import TO_SEE_TO, State
from motcua.gateways.asw.domain.limits import limits_on
from motcua.gateways.asw.models import Certificate, Line, Standing
from motcua.gateways.asw.queries import certificates
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

LineState = Literal["up", "down", "unheard", "expired"]
STATES: Mapping[LineState, Words] = {
    "up": Words("Thông", "Up"),
    "down": Words("Mất liên lạc", "Down"),
    "unheard": Words("Chưa trao đổi", "Not heard of yet"),
    "expired": Words("Không có chứng thư hiệu lực", "No certificate in force"),
}
TONES: Mapping[LineState, str] = {"up": "good", "down": "bad", "unheard": "", "expired": "bad"}


class Partner(msgspec.Struct, frozen=True):
    """A partner as it stands now. `ends` is the end of its last certificate in force, `ending` that it is near."""

    country: str
    name: str
    address: str
    state: LineState
    down_since: datetime | None
    retry_at: datetime | None
    fault: str
    sent_at: datetime | None
    heard_at: datetime | None
    ahead_ms: int | None
    clock_wrong: bool
    queued: int
    held: int
    letters: int
    ends: datetime | None
    ending: bool


def partners(at: datetime) -> list[Partner]:
    """All partners that were ever registered."""
    counts = _counts()
    known = {row.country: row for row in Line.objects.all()}
    return [
        _partner(country, known.get(country) or Line(country=country), counts.get(country, {}), at)
        for country in certificates.countries()
    ]


def _partner(country: str, line: Line, counts: Mapping[str, int], at: datetime) -> Partner:
    rows = certificates.registered(country)
    good = [row for row in rows if certificates.in_force(row, at)]
    latest = max(rows, key=lambda row: row.leaf)
    limits = limits_on(law_day(at))
    ends = max((row.until for row in good), default=None)
    return Partner(
        country, latest.name, latest.address, _state(line, good), line.down_since, line.retry_at, line.fault,
        line.sent_at, line.heard_at, line.ahead_ms, abs(line.ahead_ms or 0) > limits.clock_ahead_seconds * 1000,
        counts.get(State.QUEUED, 0), counts.get(State.HELD, 0), sum(counts.get(state, 0) for state in TO_SEE_TO),
        ends, ends is not None and ends - at < timedelta(days=limits.expiry_warning_days),
    )  # fmt: skip


def _state(line: Line, good: list[Certificate]) -> LineState:
    if not good:
        return "expired"
    if line.down_since is not None:
        return "down"
    return "up" if line.sent_at or line.heard_at else "unheard"


def _counts() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    wanted = [State.QUEUED, State.HELD, *TO_SEE_TO]
    rows = Standing.objects.filter(state__in=wanted).values_list("message__partner", "state").annotate(Count("pk"))
    for partner, state, count in rows:
        found.setdefault(partner, {})[state] = count
    return found


def own_ending(at: datetime) -> Certificate | None:
    """This window's certificate in use, where none that follows it is ready and its end is near."""
    good = [row for row in certificates.registered(own=True) if row.until >= at and not certificates.ended(row)]
    last = max(good, key=lambda row: row.until, default=None)
    days = timedelta(days=limits_on(law_day(at)).expiry_warning_days)
    return last if last is not None and last.until - at < days else None
