"""The best possible: no choice that keeps the cap at every prefix is worth more; several seeds are summed honestly."""

from functools import partial
from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.risk.risk_factories import BOOK, NOON, candidate

from motcua.demo.domain.best import best
from motcua.demo.domain.measuring import (
    BEST_DUTY,
    BEST_HITS,
    OURS,
    PRIOR,
    RANDOM,
    RULES,
    Priors,
    Setting,
    best_run,
    measure,
    runs,
    worths,
)
from motcua.demo.domain.summing import goals, mean, months, summed
from motcua.kernel.money import PPM
from motcua.risk.domain import ProfileBook
from motcua.risk.domain.simulation import Result, Stream

HALF = 500_000


def feasible(chosen, count, cap_ppm):
    return all(sum(place < end for place in chosen) * PPM <= end * cap_ppm for end in range(1, count + 1))


@given(st.lists(st.integers(0, 20), max_size=9), st.sampled_from([200_000, 333_333, HALF]))
def test_no_choice_that_keeps_the_cap_is_worth_more(worth, cap_ppm):
    chosen = best(worth, cap_ppm)
    assert feasible(chosen, len(worth), cap_ppm)
    others = (
        sum(worth[place] for place in some)
        for size in range(len(worth) + 1)
        for some in combinations(range(len(worth)), size)
        if feasible(some, len(worth), cap_ppm)
    )
    assert sum(worth[place] for place in chosen) == max(others)


@pytest.mark.parametrize(("worth", "chosen"), [
    ([9, 1], [1]),            # the first has earned no inspection yet
    ([9, 1, 5, 0], [2]),      # two of three would be more than half
    ([0, 9, 1, 8], [1, 3]),
    ([], []),
])  # fmt: skip
def test_half_may_be_inspected(worth, chosen):
    assert best(worth, HALF) == chosen


def invented(count=4_000, seed=1):
    """Declarations with known chances and stakes; whether they are false follows from their place."""
    chances = [(place * 7919 + seed) % 100 * 5_000 for place in range(count)]
    stakes = [1_000 * ((place * 104_729) % 50 + 1) for place in range(count)]
    false = [(place * 15_485_863 + seed) % PPM < chance for place, chance in enumerate(chances)]
    results = [Result(each, stake if each else 0) for each, stake in zip(false, stakes, strict=True)]
    made = [candidate(place, *(("OFFICE",) if place % 9 == 0 else ()), at=NOON) for place in range(count)]
    return Stream(made, results), chances, stakes


def lines(seed=1):
    stream, chances, stakes = invented(seed=seed)
    names = (RANDOM, RULES, OURS, BEST_DUTY, BEST_HITS)
    found = runs(names, stream, Setting(book_of=lambda _: BOOK), worths(chances, stakes))
    return [measure(name, stream, made, range(len(stream))) for name, made in found.items()]


def test_the_best_possible_is_worth_more_in_expectation_than_every_other():
    stream, chances, stakes = invented()
    names = (RANDOM, RULES, OURS, BEST_DUTY, BEST_HITS)
    found = runs(names, stream, Setting(book_of=lambda _: BOOK), worths(chances, stakes))
    for best_name, worth in worths(chances, stakes).items():
        expected = {name: sum(worth[place] for place in made.inspected()) for name, made in found.items()}
        assert max(expected, key=expected.__getitem__) == best_name


def test_the_generators_chances_by_selection_are_worth_more_than_no_score_and_less_than_the_best():
    stream, chances, stakes = invented()
    worth = worths(chances, stakes)
    setting = Setting(book_of=lambda _: ProfileBook([]), prior=partial(Priors, stream, worth[BEST_DUTY]))
    found = runs((OURS, PRIOR, BEST_DUTY), stream, setting, worth)
    expected = [sum(worth[BEST_DUTY][place] for place in made.inspected()) for made in found.values()]
    assert expected == sorted(expected)
    assert expected[1] > 1.5 * expected[0]


def test_what_is_worth_nothing_has_no_score():
    stream, _, _ = invented(count=10)
    judged = Priors(stream, [0, 5, 0, 9, 1, 0, 0, 2, 3, 0]).judge(NOON.date(), stream.candidates)
    assert [place for place, each in enumerate(judged) if each.score] == [1, 3, 4, 7, 8]
    assert max(judged, key=lambda each: each.score) == judged[3]


def test_the_best_possible_keeps_the_cap_that_is_asked():
    stream, chances, _ = invented()
    for cap in (None, 30_000):
        assert feasible(best_run(stream, chances, cap).inspected(), len(stream), cap or 50_000)


def test_a_mean_has_students_interval():
    found = mean([10, 12, 14])
    assert (found.mean, found.seeds) == (12, 3)
    assert isclose(found.high - 12, 4.30265 * 2 / 3**0.5, abs_tol=0.51)
    assert found.low == 12 - (found.high - 12)


def test_one_seed_leaves_no_interval_and_none_no_mean():
    assert (mean([7]).low, mean([7]).high, mean([7]).seeds) == (7, 7, 1)
    assert mean([]).seeds == 0


def test_an_interval_of_counts_never_falls_below_zero():
    assert mean([0, 0, 9]).low == 0


def test_ratios_are_taken_seed_by_seed():
    seeds = [lines(1), lines(2)]
    ours = next(each for each in summed(seeds) if each.name == OURS)
    wanted = [seed[2].total.recovered * PPM // seed[3].total.recovered for seed in seeds]
    assert ours.part_of_best.mean == round(sum(wanted) / 2)
    assert next(each for each in summed(seeds) if each.name == RANDOM).times_random.mean == PPM


def test_a_seed_in_which_random_found_nothing_has_no_ratio():
    seed = lines(1)
    seed[0].total.hits = 0
    assert next(each for each in summed([seed, lines(2)]) if each.name == OURS).times_random.seeds == 1


def test_months_of_all_seeds_stand_side_by_side():
    found = months([lines(1), lines(2)])
    assert {each.month for each in found} == {"2023-05"}
    assert [each.name for each in found] == [RANDOM, RULES, OURS, BEST_DUTY, BEST_HITS]


@pytest.mark.parametrize(("times", "part", "reached"), [
    (6 * PPM, 700_000, True), (6 * PPM - 1, 700_000, False), (6 * PPM, 699_999, False),
])  # fmt: skip
def test_goals_are_reached_at_their_boundaries(times, part, reached):
    from msgspec.structs import replace

    ours = next(each for each in summed([lines(1)]) if each.name == OURS)
    made = replace(ours, times_random=mean([times]), part_of_best=mean([part]))
    assert goals([made]).reached is reached
