"""Intervals and rank bands: how sure a score is, and which offices the answers can tell apart."""

from math import sqrt
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t
from tests.domain.survey.made import RULE, TWO, sheet, stratum

from motcua.survey.domain.covering_intervals import coverage
from motcua.survey.domain.scoring import scored
from motcua.survey.domain.scoring.bands import Standing, apart, ranked
from motcua.survey.domain.scoring.estimating import UNIT
from motcua.survey.domain.scoring.intervals import half_width, student

TEN = [*(sheet(4, 1) for _ in range(5)), *(sheet(5, 1) for _ in range(4)), sheet(5, 2)]


def standing(score: float, deviation: float) -> Standing:
    return Standing(round(score * 100), int((deviation * UNIT) ** 2), 200)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 8, 15, 30, 100, 1_000, 10**9])
def test_students_t_is_right_to_three_thousandths(freedom: int) -> None:
    assert student(freedom) / 1000 == pytest.approx(float(t.ppf(0.975, freedom)), abs=0.003)


def test_in_one_stratum_it_is_the_interval_of_a_plain_mean() -> None:
    found = scored(TEN, [stratum(frame=20)], TWO, RULE, {}).offices[0]
    points = [15 * (each.answers["q1"] - 1) + 10 * (5 - each.answers["q2"]) for each in TEN]
    half = 100 * float(t.ppf(0.975, 9)) * sqrt((1 - 10 / 20) * variance(points) / 10)
    assert found.low_e2 is not None
    assert 9150 - found.low_e2 == pytest.approx(half, abs=1.1)


def test_where_everybody_answered_nothing_is_left_to_chance() -> None:
    found = scored(TEN, [stratum(frame=10)], TWO, RULE, {}).offices[0]
    assert (found.low_e2, found.score_e2, found.high_e2) == (9150, 9150, 9150)


def test_an_interval_stays_between_0_and_100() -> None:
    best = [*(sheet(5, 1) for _ in range(9)), sheet(3, 1)]
    found = scored(best, [stratum(frame=1_000)], TWO, RULE, {}).offices[0]
    assert found.high_e2 == 10_000


def test_a_half_width_is_never_rounded_down() -> None:
    assert half_width(UNIT**2, 10**9) == 196
    assert half_width(UNIT**2 + UNIT, 10**9) == 197
    assert half_width(0, 5) == 0


def test_two_that_cannot_be_told_apart_share_a_band_and_their_ranks() -> None:
    found = ranked([standing(95, 0.5), standing(90, 1), standing(89, 1), standing(80, 1)])
    assert [tuple(each) for each in found] == [(1, 1, 1), (2, 2, 3), (2, 2, 3), (3, 4, 4)]


def test_a_band_reaches_over_those_that_hang_together_one_by_one() -> None:
    found = ranked([standing(92, 1), standing(90, 1), standing(88, 1)])
    assert [tuple(each) for each in found] == [(1, 1, 2), (1, 1, 3), (1, 2, 3)]
    assert apart(standing(92, 1), standing(88, 1))


def test_the_difference_must_be_larger_than_its_interval() -> None:
    one, other = Standing(9000, UNIT**2 // 2, 10**9), Standing(8804, UNIT**2 // 2, 10**9)
    assert not apart(one, other)
    assert apart(one, other._replace(score_e2=8803))


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 500), st.integers(1, 300)), min_size=1, max_size=9))
def test_offices_of_different_bands_are_apart_and_each_rank_lies_within_its_bounds(
    told: list[tuple[int, int, int]],
) -> None:
    order = sorted((Standing(score, (width * UNIT // 100) ** 2, free) for score, width, free in told), reverse=True)
    found = ranked(order)
    for at, (own, rank) in enumerate(zip(order, found, strict=True)):
        assert rank.best <= at + 1 <= rank.worst
        for other, theirs in zip(order, found, strict=True):
            assert rank.band == theirs.band or apart(own, other)
    assert [rank.band for rank in found] == sorted(rank.band for rank in found)


def test_about_95_of_a_hundred_intervals_hold_the_truth() -> None:
    found = coverage(50, seed=11)
    assert 92 <= found.index.percent <= 98
    assert 92 <= found.components.percent <= 98
    assert found.ranks.percent >= 97


@pytest.mark.soak
def test_of_two_thousand_rounds_the_intervals_hold_the_truth_in_93_to_97_of_a_hundred() -> None:
    found = coverage(2_000, seed=12)
    assert 93 <= found.index.percent <= 97
    assert 93 <= found.components.percent <= 97
