"""Life: when a declaration arrives, is paid, checked, amended, cancelled and passes; planned beforehand.

Seconds count from midnight in Viet Nam of the day of registration. What depends on the channel is only
used when that channel comes; payment never waits for it.
"""

from datetime import timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import dice
from motcua.demo.domain.parameters import DAYS, FIRST, day_index
from motcua.demo.domain.trade import LAND, Trade
from motcua.demo.domain.world import World
from motcua.kernel.money import PPM
from motcua.reference.domain import calendar

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
HOUR = 3600
DAY = 86_400
NEVER = -1


class Life(msgspec.Struct):
    """Plans of a day's declarations (n). Seconds from the day's midnight; NEVER where nothing happens."""

    arrives: Ints
    pays: Ints
    documents: Ints
    inspection: Ints
    passes_after: Ints
    amends: Ints
    amends_more: Floats
    cancels: Ints
    luck: Floats
    found_days: Ints


def life(world: World, found: Trade) -> Life:
    """Plan the lives of one day's declarations."""
    rng = dice(world.seed, "life", found.day)
    given, n = world.given.life, found.size
    opening = day_index(world.given.opens_at.day)
    hours = given.hours
    arrives = rng.triangular(hours.first, hours.peak, hours.last, n) if n else np.zeros(0)
    if found.day == opening:
        arrives = 4.5 + (arrives - hours.first) / (hours.last - hours.first) * (world.given.opens_at.hour - 5.2)
    arrives_s = (arrives * HOUR).astype(np.int64)
    pays = _payment(world, rng, found.day, arrives_s)
    land = np.array([world.given.branches[name].mode in LAND for name in world.branches])[found.branch]
    near, far = given.passage_hours["land"], given.passage_hours["sea"]
    toss = rng.random(n)
    passes = np.where(land, near[0] + toss * (near[1] - near[0]), far[0] + toss * (far[1] - far[0]))
    amends, more = _amendments(world, rng, found, arrives_s)
    return Life(
        arrives=arrives_s, pays=pays,
        documents=(rng.uniform(*given.document_check_hours, n) * HOUR).astype(np.int64),
        inspection=(rng.uniform(*given.inspection_hours, n) * HOUR).astype(np.int64),
        passes_after=(passes * HOUR).astype(np.int64), amends=amends, amends_more=more,
        cancels=np.where(found.live, NEVER, _cancellation(world, rng, found.day, arrives_s)),
        luck=rng.random(n), found_days=rng.integers(given.found_paid_after[0], given.found_paid_after[1] + 1, n),
    )  # fmt: skip


def _payment(world: World, rng: np.random.Generator, day: int, arrives: Ints) -> Ints:
    """When the tax is paid: most within the hour, some days later, a few late."""
    given, n = world.given.life, len(arrives)
    opening, gate = day_index(world.given.opens_at.day), world.given.opens_at.hour * HOUR
    ends = np.cumsum([given.payment[name] for name in ("same_hour", "same_day", "next_day", "days")])
    kind = np.searchsorted(ends, rng.random(n), side="right")
    toss = rng.random(n)
    soon = arrives + (180 + toss * 3000).astype(np.int64)
    later = arrives + ((17.6 * HOUR - arrives).clip(600) * toss).astype(np.int64)
    days = np.select([kind == 2, kind == 3], [1, rng.integers(2, 6, n)], rng.integers(*given.late_days, n))
    some = days * DAY + ((7.6 + 2.2 * toss) * HOUR).astype(np.int64)
    pays = np.select([kind == 0, kind == 1], [soon, later], some)
    if day == opening:
        pays = np.minimum(soon, gate - 300 - (toss * 900).astype(np.int64))
        pays = np.maximum(pays, arrives + 60)
    return pays


def _cancellation(world: World, rng: np.random.Generator, day: int, arrives: Ints) -> Ints:
    """When a declaration is cancelled: within 15 days, and before the day of the year's published totals."""
    after = arrives + (rng.uniform(1, 15 * 24, len(arrives)) * HOUR).astype(np.int64)
    for published in world.given.published.values():
        left = day_index(published.until) - day
        if left >= 0:
            return np.minimum(after, np.maximum(left * DAY - rng.integers(1, 20 * HOUR, len(arrives)), arrives + HOUR))
    return after


def _amendments(world: World, rng: np.random.Generator, found: Trade, arrives: Ints) -> tuple[Ints, Floats]:
    """When a trader amends (never what is cancelled or false), and by how much more of the first line."""
    given, n = world.given.life, found.size
    amended = (rng.random(n) < given.amended_ppm / PPM) & found.live & (found.fraud == 0)
    taxed = rng.random(n) < given.amended_taxed_share
    more = np.where(amended & taxed & ~closing(world, found.day), rng.uniform(*given.amended_more, n), 0.0)
    after = (rng.uniform(1.5, 12 * 24, n) * HOUR).astype(np.int64)
    rounded: Floats = np.round(more, 3).astype(np.float64)
    return np.where(amended, arrives + after, NEVER), rounded


def closing(world: World, day: int) -> bool:
    """Whether the day belongs to those whose trade closes a year's totals."""
    return any(
        day_index(barrier) - 14 < day <= day_index(world.given.published[year].until)
        for year, barrier in world.given.barriers.items()
    )


def paid_on(found: Trade, plan: Life) -> Ints:
    """The day index on which each declaration's tax is planned to be paid."""
    return found.day + plan.pays // DAY


def extra_paid_on(day: int, working_days: int) -> int:
    """The day index of the working day so many after `day`; the last day of the demonstration at most."""
    found = calendar().add_days(FIRST + timedelta(days=day), working_days)
    return min(day_index(found), DAYS + 40)
