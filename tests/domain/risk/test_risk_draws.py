"""The keyed draw: uniform, independent, reproducible, bound to its secret and its number."""

from datetime import date

import pytest
from tests.domain.risk.risk_factories import DAY, decided, number

from motcua.risk.domain import RED, commitment, derived, draw, draws, threshold
from motcua.risk.domain.audit import audited
from motcua.risk.domain.draws import urn

SECRET = bytes(range(32))
MANY = 20_000


def test_a_draw_is_the_same_for_ever():
    assert draws(SECRET, "100000000070") == GOLDEN
    assert draw(SECRET, "100000000070") == GOLDEN[0]


GOLDEN = (4017732889, 1178436985, 2026720199)


def test_another_secret_or_number_draws_otherwise():
    assert len({draws(SECRET, "100000000070"), draws(SECRET[::-1], "100000000070"), draws(SECRET, "100000000081")}) == 3


@pytest.mark.parametrize("which", [0, 1, 2])
def test_draws_are_uniform(which):
    cells = [0] * 100
    for running in range(MANY):
        cells[draws(SECRET, number(running))[which] * 100 >> 32] += 1
    expected = MANY / 100
    chi_square = sum((count - expected) ** 2 / expected for count in cells)
    assert 61 < chi_square < 149  # 0.1 % and 99.9 % points of 99 degrees of freedom


def test_the_three_draws_of_a_number_are_independent():
    halves = [tuple(each >> 31 for each in draws(SECRET, number(running))) for running in range(MANY)]
    for pattern in {(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)}:
        assert abs(halves.count(pattern) - MANY / 8) < 5 * (MANY * 7 / 64) ** 0.5


@pytest.mark.parametrize(("ppm", "below"), [(0, 0), (500_000, 2**31), (1_000_000, 2**32), (5_000, 21_474_836)])
def test_a_threshold_is_its_share_of_all_draws(ppm, below):
    assert threshold(ppm) == below


@pytest.mark.parametrize("ppm", [-1, 1_000_001])
def test_a_threshold_outside_the_range_of_probabilities_is_an_error(ppm):
    with pytest.raises(ValueError, match="probability"):
        threshold(ppm)


def test_a_tenth_of_the_budget_is_drawn_at_random():
    decisions = decided([()] * 40_000)
    red = [each for each in decisions if each.channel == RED]
    assert {each.source for each in red} == {"random"}
    assert abs(len(red) - 200) < 5 * 200**0.5
    assert {each.probability_ppm for each in decisions[20:]} == {5_000}


def test_before_the_first_token_nothing_can_be_drawn_and_the_chance_says_so():
    assert {each.probability_ppm for each in decided([()] * 19)} == {0}


def test_a_commitment_says_nothing_but_fits_only_its_secret():
    assert commitment(SECRET) == commitment(bytes(SECRET))
    assert commitment(SECRET) != commitment(SECRET[::-1])


def test_a_demonstration_has_the_same_secrets_each_time_and_another_each_day():
    first, second = date(2023, 1, 1), date(2023, 1, 2)
    assert derived(b"seed", first) == derived(b"seed", first)
    assert len({derived(b"seed", first), derived(b"seed", second), derived(b"other", first)}) == 3


def test_an_audit_recomputes_every_draw_and_names_the_number_that_was_tampered_with():
    decisions = decided([()] * 50)
    secret = derived(b"a seed for tests", DAY)
    rows = [(d.number, d.draw, d.share_draw, d.yellow_draw, d.threshold, d.day) for d in decisions]
    assert audited(DAY, urn(secret), rows, fits=True, late=False).good
    rows[7] = (rows[7][0], rows[7][1] ^ 1, *rows[7][2:])
    assert audited(DAY, urn(secret), rows, fits=True, late=False).wrong == (rows[7][0],)


def test_an_audit_is_not_good_if_the_commitment_came_late_or_does_not_fit():
    assert not audited(DAY, urn(SECRET), [], fits=True, late=True).good
    assert not audited(DAY, urn(SECRET), [], fits=False, late=False).good
