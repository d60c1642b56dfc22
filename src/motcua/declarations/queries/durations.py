"""Durations of past clearances as quantiles of cells that are large enough; ages of what is open."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

import msgspec
from django.db import connection

from motcua.declarations.domain.lasting import AGES, LEAST, Spread, Stage, age_class, period
from motcua.declarations.domain.telling import CHANNEL_NAMES, ChannelTimes, Times
from motcua.declarations.models import Declaration
from motcua.declarations.queries.opened import opened
from motcua.kernel.days import law_day

_MOMENTS = {
    Stage.CHECK: ("registered_at", "checked_at"), Stage.CLEARANCE: ("registered_at", "cleared_at"),
    Stage.PASSAGE: ("cleared_at", "passed_at"), Stage.WHOLE: ("registered_at", "passed_at"),
}  # fmt: skip
_SECONDS = {
    "sqlite": "ROUND((julianday({after}) - julianday({before})) * 86400)",
    "postgresql": "ROUND(EXTRACT(EPOCH FROM {after} - {before}))",
}
_QUANTILES = """
WITH told AS (
  SELECT {columns} {seconds} AS seconds FROM declarations_declaration
  WHERE registered_on BETWEEN %s AND %s AND {after} IS NOT NULL AND {before} IS NOT NULL AND {after} >= {before}
  {where}
), ranked AS (
  SELECT {columns} seconds, ROW_NUMBER() OVER ({part} ORDER BY seconds) AS place, COUNT(*) OVER ({part}) AS many
  FROM told
)
SELECT {columns} MAX(many), MIN(CASE WHEN place * 100 >= many * 50 THEN seconds END),
  MIN(CASE WHEN place * 100 >= many * 90 THEN seconds END)
FROM ranked {group} HAVING MAX(many) >= %s
"""
Key = tuple[str | int, ...]


def quantiles(
    stage: Stage, since: date, until: date, *, by: Sequence[str] = (), direction: str = "", office: str = ""
) -> dict[Key, Spread]:  # fmt: skip
    """The spread of each cell of declarations registered in these days; cells below LEAST are left out.

    A process asks the database once for the same days: what is told changes from day to day, not from hour to hour.
    """
    return _asked(stage, since, until, tuple(by), direction, office)


@lru_cache(maxsize=1024)
def _asked(
    stage: Stage, since: date, until: date, by: tuple[str, ...], direction: str, office: str
) -> dict[Key, Spread]:  # fmt: skip
    before, after = _MOMENTS[stage]
    held = {name: value for name, value in (("direction", direction), ("office", office)) if value}
    statement = _QUANTILES.format(
        columns="".join(f"{name}, " for name in by), before=before, after=after,
        seconds=_SECONDS[connection.vendor].format(before=before, after=after),
        where="".join(f" AND {name} = %s" for name in held),
        part=f"PARTITION BY {', '.join(by)}" if by else "", group=f"GROUP BY {', '.join(by)}" if by else "",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, [since, until, *held.values(), LEAST])
        rows = cursor.fetchall()
    return {tuple(row[: len(by)]): _spread(*row[len(by) :]) for row in rows}


def forget() -> None:
    """Ask anew; for tests, and after declarations were loaded."""
    _asked.cache_clear()


def _spread(count: int, half: float, most: float) -> Spread:
    return Spread(int(count), -(-int(half) // 60), -(-int(most) // 60))


def likely(direction: str, office: str, day: date) -> Times | None:
    """How long clearance took at this branch, or where that is too few, in the whole department; None for neither.

    What only the selection looks at changes nothing.
    """
    return _likely(direction, office, day) or _likely(direction, "", day)


def _likely(direction: str, office: str, day: date) -> Times | None:
    since, until = period(day)
    all_ = quantiles(Stage.CLEARANCE, since, until, direction=direction, office=office).get(())
    if all_ is None:
        return None
    each = quantiles(Stage.CLEARANCE, since, until, by=("channel",), direction=direction, office=office)
    by_channel = {
        CHANNEL_NAMES[int(channel)]: ChannelTimes(spread.p50_minutes, spread.p90_minutes, spread.count)
        for (channel,), spread in each.items()
        if channel in CHANNEL_NAMES
    }
    return Times(all_.p50_minutes, all_.p90_minutes, all_.count, since, until, office, by_channel)


def usual(found: Declaration, now: datetime) -> Spread | None:
    """How long such declarations took to clearance: same direction, channel and branch; else the whole department."""
    since, until = period(law_day(now))
    for office in (found.office, ""):
        cells = quantiles(
            Stage.CLEARANCE, since, until, by=("channel",), direction=found.direction, office=office
        )  # fmt: skip
        if spread := cells.get((found.channel,)):
            return spread
    return None


class Release(msgspec.Struct, frozen=True):
    """Release times of a direction and channel, by stage."""

    direction: str
    channel: int
    spreads: Mapping[Stage, Spread]


def releases(office: str, day: date) -> list[Release]:
    """Release times of a branch by direction and channel; empty for a branch with too few."""
    since, until = period(day)
    cells = {stage: quantiles(stage, since, until, by=("direction", "channel"), office=office) for stage in Stage}
    keys = sorted({key for found in cells.values() for key in found})
    return [
        Release(str(key[0]), int(key[1]), {stage: found[key] for stage, found in cells.items() if key in found})
        for key in keys
    ]


def ages(office: str, now: datetime) -> dict[str, list[int]]:
    """How many open declarations of a branch are how old since registration, by state, in the classes of AGES."""
    today = law_day(now)
    counted: dict[str, list[int]] = {}
    rows = opened(Declaration.objects.all()).filter(office=office).values_list("state", "registered_on")
    for state, registered in rows:
        classes = counted.setdefault(state, [0] * len(AGES))
        classes[age_class((today - registered).days)] += 1
    return counted
