"""The drawn years: the same whoever asks, with the published counts and totals."""

from datetime import date
from functools import cache

import numpy as np
import pytest

from motcua.demo.domain.amounts import amounts
from motcua.demo.domain.chunks import Maker
from motcua.demo.domain.life import life, paid_on
from motcua.demo.domain.parameters import DAYS, day_index, parameters
from motcua.demo.domain.plan import Needed, Plan, close, factor, plan
from motcua.demo.domain.trade import trade
from motcua.demo.domain.world import World
from motcua.tariff.domain import packaged

SCALE = 0.1
SEEDS = (2023, 7, 41)
BILLION = 1_000_000_000


@cache
def world(seed: int, scale: float = SCALE) -> World:
    return World(parameters(), packaged(), seed=seed, scale=scale)


class Played:
    """Both years as the plan alone would have them: every tax paid as planned, nothing found."""

    def __init__(self, seed: int) -> None:
        self.world, given = world(seed), parameters()
        self.revenue, self.turnover = np.zeros(DAYS + 80), np.zeros(DAYS)
        self.largest, self.made, day = 0.0, plan(self.world), 0
        for year, published in given.published.items():
            self._play(day, barrier := day_index(given.barriers[year]) + 1)
            self.made = close(self.world, self.made, year, self._needed(year))
            day = day_index(published.until) + 1
            self._play(barrier, day)
        self._play(day, DAYS)

    def _play(self, first: int, last: int) -> None:
        for day in range(first, last):
            found = trade(self.world, day)
            if found.size:
                as_is = amounts(self.world, found, factor(self.world, self.made, found))
                paid = paid_on(found, life(self.world, found))
                np.add.at(self.revenue, paid[found.live], as_is.tax_total[found.live])
                self.turnover[day] += as_is.value_usd[found.live].sum()
                self.largest = max(self.largest, as_is.tax_total.max())

    def _needed(self, year: int) -> Needed:
        revenue, turnover = self.of(date(year, 1, 1), parameters().published[year].until)
        published = parameters().published[year]
        return Needed(published.revenue * SCALE - revenue, published.turnover * SCALE - turnover)

    def of(self, since: date, until: date) -> tuple[float, float]:
        span = slice(day_index(since), day_index(until) + 1)
        return float(self.revenue[span].sum()), float(self.turnover[span].sum())


@cache
def played(seed: int) -> Played:
    return Played(seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("year", [2022, 2023])
def test_the_published_totals_come_out_for_every_seed(seed: int, year: int) -> None:
    published = parameters().published[year]
    revenue, turnover = played(seed).of(date(year, 1, 1), published.until)
    assert revenue == pytest.approx(published.revenue * SCALE, abs=0.005 * BILLION * SCALE)
    assert turnover == pytest.approx(published.turnover * SCALE, abs=0.0005 * BILLION * SCALE)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_half_of_2023_is_within_three_percent_of_what_was_said(seed: int) -> None:
    revenue, turnover = played(seed).of(date(2023, 1, 1), date(2023, 6, 30))
    assert revenue == pytest.approx(7_000 * BILLION * SCALE, rel=0.03)
    assert turnover == pytest.approx(6.6 * BILLION * SCALE, rel=0.03)


def test_the_closing_days_are_scaled_by_little() -> None:
    for seed in SEEDS:
        for taxed, untaxed in played(seed).made.closing.values():
            assert 0.85 < taxed < 1.15
            assert 0.8 < untaxed < 1.2


def test_no_single_declaration_carries_one_percent_of_the_year() -> None:
    assert played(2023).largest < 0.01 * parameters().published[2023].revenue


def parties(which: World, since: date, until: date) -> set[int]:
    found: set[int] = set()
    for day in range(day_index(since), day_index(until) + 1):
        drawn = trade(which, day)
        found.update(drawn.party[drawn.live].tolist())
    return found


def test_each_year_has_exactly_the_published_enterprises() -> None:
    whole = world(2023, 1.0)
    before = parties(whole, date(2022, 1, 1), date(2022, 12, 31))
    half = parties(whole, date(2023, 1, 1), date(2023, 6, 30))
    after = parties(whole, date(2023, 7, 1), date(2023, 12, 22))
    assert (len(before), len(half | after)) == (1252, 1565)
    assert (len(half), len(half - before)) == (1088, 403)
    assert parties(whole, date(2023, 12, 23), date(2023, 12, 31)) <= half | after


def test_the_counts_of_live_declarations_are_exact() -> None:
    live = world(2023, 1.0).shape.live.sum(axis=1)
    first, until = day_index(date(2023, 1, 1)), day_index(date(2023, 12, 22))
    assert live[:first].sum() == 79_900
    assert live[first : until + 1].sum() == 139_850
    assert live[first : day_index(date(2023, 6, 30)) + 1].sum() == pytest.approx(43_600, rel=0.03)


def test_a_closed_gate_and_a_holiday_leave_little_trade() -> None:
    shape = world(2023, 1.0).shape
    at = shape.branches.index("20BC")
    shut = shape.live[day_index(date(2023, 1, 1)) : day_index(date(2023, 1, 8)), at].sum()
    opened = shape.live[day_index(date(2023, 1, 9)) : day_index(date(2023, 1, 16)), at].sum()
    assert shut * 4 < opened


def test_a_day_is_the_same_in_any_order_and_in_another_world_of_that_seed() -> None:
    one, other = world(2023), World(parameters(), packaged(), seed=2023, scale=SCALE)
    even = Plan(np.ones((len(parameters().periods) + 1, len(parameters().branches), 2)))
    first = {day: Maker(one).lots(even, day) for day in (500, 40)}
    again = {day: Maker(other).lots(even, day) for day in (40, 500)}
    assert first[40] == again[40]
    assert first[500] == again[500]


def test_another_seed_draws_another_year() -> None:
    even = Plan(np.ones((len(parameters().periods) + 1, len(parameters().branches), 2)))
    one, other = Maker(world(2023)).lots(even, 40), Maker(world(7)).lots(even, 40)
    assert [lot.body for lot in one] != [lot.body for lot in other]


def test_lines_a_declaration_are_about_two_point_three() -> None:
    drawn = [trade(world(2023, 1.0), day) for day in range(0, DAYS, 30)]
    assert sum(len(day.owner) for day in drawn) / sum(day.size for day in drawn) == pytest.approx(2.3, abs=0.15)
