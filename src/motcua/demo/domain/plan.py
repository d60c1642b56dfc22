"""Plan: factors by which the drawn trade is scaled so that the published totals come out.

Every declaration belongs to a class: period, branch, and whether anything is due on it. Its value is
multiplied by the class's factor. Two factors more, for taxed and untaxed trade after a year's barrier,
are found when the ledger has been read (see `close`).
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.amounts import Amounts, amounts
from motcua.demo.domain.life import life, paid_on
from motcua.demo.domain.parameters import DAYS, day_index
from motcua.demo.domain.shape import days
from motcua.demo.domain.trade import Trade, trade
from motcua.demo.domain.world import World

Floats = NDArray[np.float64]
MILLION, BILLION = 1_000_000, 1_000_000_000
BOUNDS, FEW, MANY = (0.6, 1.6), (0.1, 6.0), 0.25
"""What the closing factors may be; wider up to a quarter of the year, where one large ship tells."""
EXPECTED_CHECKED = 0.045
"""About how many are inspected physically: only a first guess of what findings bring; `close` corrects it."""


class Plan(msgspec.Struct):
    """Factors by class (periods + 1, branches, untaxed or taxed), and by year those of the closing days."""

    factors: Floats
    closing: dict[int, tuple[float, float]] = {}


class Needed(msgspec.Struct, frozen=True):
    """What trade after a barrier must still bring: dong of tax paid, and USD of turnover."""

    revenue: float
    turnover: float


def due(world: World, found: Trade) -> NDArray[np.bool_]:
    """Which declarations bear any tax."""
    taxed = (found.alpha > 0) | (found.beta > 0)
    return np.logical_or.reduceat(taxed, found.first) if found.size else np.zeros(0, dtype=bool)


def factor(world: World, plan: Plan, found: Trade) -> Floats:
    """The factor of each declaration of a day."""
    taxed = due(world, found).astype(int)
    factors: Floats = plan.factors[world.period_of[found.day], found.branch, taxed]
    year = days()[found.day].year
    if year in plan.closing and in_closing(world, year, found.day):
        factors = factors * np.where(taxed == 1, *plan.closing[year])
    return factors


def in_closing(world: World, year: int, day: int) -> bool:
    """Whether a day's trade closes the totals of that year."""
    return day_index(world.given.barriers[year]) < day <= day_index(world.given.published[year].until)


class _Sums:
    """Sums of the drawn trade by class."""

    def __init__(self, world: World) -> None:
        shape = (len(world.given.periods) + 1, len(world.branches), 2)
        self.turnover, self.tax, self.late = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self.found = np.zeros(shape)
        """Extra duty expected from amendments and findings."""

    def add(self, world: World, found: Trade, as_is: Amounts) -> None:
        """Add one day."""
        live, taxed = found.live, due(world, found).astype(int)
        place = (world.period_of[found.day], found.branch[live], taxed[live])
        plan = life(world, found)
        until = world.given.published[days()[found.day].year].until
        late = paid_on(found, plan) > day_index(until)
        np.add.at(self.turnover, place, as_is.value_usd[live])
        np.add.at(self.tax, place, as_is.tax_total[live])
        np.add.at(self.late, place, (as_is.tax_total * late)[live])
        extra = plan.amends_more * as_is.tax[found.first] + EXPECTED_CHECKED * _evaded(found, as_is)
        np.add.at(self.found, place, extra[live])


def _evaded(found: Trade, as_is: Amounts) -> Floats:
    """A rough figure of the duty evaded, for the plan only."""
    part = np.where(found.fraud_part > 0, found.fraud_part / (1 - found.fraud_part), 0.5)
    return np.where(found.fraud > 0, 0.65 * part * as_is.tax[found.fraud_line], 0.0)


def plan(world: World) -> Plan:
    """Draw both years once and find the factors."""
    sums = _Sums(world)
    for day in range(DAYS):
        found = trade(world, day)
        if found.size:
            sums.add(world, found, amounts(world, found, np.ones(found.size)))
    factors = np.ones_like(sums.tax)
    carried = 0.0
    for year in world.given.published:
        carried = _year(world, sums, factors, year, carried)
    _after(world, sums, factors)
    return Plan(factors)


def _year(world: World, sums: _Sums, factors: Floats, year: int, carried: float) -> float:
    """Factors of one year; returns what of its tax is paid in the next."""
    given, published = world.given, world.given.published[year]
    periods = [at for at, period in enumerate(given.periods) if period.since.year == year]
    targets = np.array([[given.periods[at].targets[name] for name in world.branches] for at in periods])
    tax = targets[..., 1] * BILLION
    expected = (sums.tax - sums.late + sums.found)[periods].sum(axis=2)
    tax *= (published.revenue * world.scale - carried) / tax.sum()
    taxed = tax / np.maximum(expected, 1)
    turnover = targets[..., 0] * MILLION * published.turnover * world.scale / (targets[..., 0].sum() * MILLION)
    untaxed = (turnover - taxed * sums.turnover[periods, :, 1]) / np.maximum(sums.turnover[periods, :, 0], 1)
    factors[periods, :, 1] = np.clip(taxed, 0.05, 20)
    factors[periods, :, 0] = np.clip(untaxed, 0.05, 20)
    return float((factors * sums.late)[periods].sum())


def _after(world: World, sums: _Sums, factors: Floats) -> None:
    """The last days of December follow the last period, scaled to what is expected of them."""
    last, after = len(world.given.periods) - 1, world.given.after
    factors[last + 1] = factors[last]
    taxed = (factors[last + 1] * sums.tax[last + 1]).sum()
    factors[last + 1, :, 1] *= after.revenue * world.scale / max(taxed, 1)
    turnover = (factors[last + 1] * sums.turnover[last + 1]).sum(axis=0)
    factors[last + 1, :, 0] *= max(after.turnover * world.scale - turnover[1], 0.1 * turnover[0]) / max(turnover[0], 1)


def close(world: World, made: Plan, year: int, needed: Needed) -> Plan:
    """Factors for the days after the barrier, so that what they bring is what is needed, rounding included.

    ValueError when that asks for far more or less than planned: then the plan is wrong.
    """
    closing = {**made.closing, year: (1.0, 1.0)}
    taxed = untaxed = 1.0
    for _ in range(4):
        closing[year] = (taxed, untaxed)
        revenue, turnover = _brings(world, Plan(made.factors, closing), year)
        taxed *= needed.revenue / revenue
        shift = turnover[1] * (needed.revenue / revenue - 1)
        untaxed *= 1 + (needed.turnover - turnover.sum() - shift) / turnover[0]
    least, most = BOUNDS if world.scale > MANY else FEW
    if not (least < taxed < most and least < untaxed < most):
        raise ValueError(f"closing {year} would need factors {taxed:.3f} and {untaxed:.3f}")
    closing[year] = (taxed, untaxed)
    return Plan(made.factors, closing)


def _brings(world: World, made: Plan, year: int) -> tuple[float, Floats]:
    """Tax paid in time and turnover (untaxed, taxed) of the closing days."""
    until = day_index(world.given.published[year].until)
    revenue, turnover = 0.0, np.zeros(2)
    for day in range(day_index(world.given.barriers[year]) + 1, until + 1):
        found = trade(world, day)
        if not found.size:
            continue
        as_is = amounts(world, found, factor(world, made, found))
        in_time = found.live & (paid_on(found, life(world, found)) <= until)
        revenue += as_is.tax_total[in_time].sum()
        np.add.at(turnover, due(world, found).astype(int)[found.live], as_is.value_usd[found.live])
    return revenue, turnover
