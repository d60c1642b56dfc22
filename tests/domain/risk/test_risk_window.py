"""The window: quantile, steering, forgetting, and the bounds of fairness, at their edges."""

import random

import pytest
from msgspec.structs import replace
from tests.domain.risk.risk_factories import DAY

from motcua.kernel.money import PPM
from motcua.risk.domain import GREEN, ONE, RED, Seen, Window, law_on
from motcua.risk.domain.decision import OFFICE, PARTY
from motcua.risk.domain.window import NO_SCORE

LAW = law_on(DAY)
ROOM = LAW.cap_ppm - LAW.random_ppm
"""What is left to the model while no rule inspects, in ppm."""


def seen(turn, score=-1, *, model=1, party="57", office="20BB", channel=GREEN, source="none"):
    return Seen(turn, turn, office, party, channel, source, model if score >= 0 else 0, score)


def window(scores, size=LAW.window, **others):
    found = Window()
    for turn, score in enumerate(scores, 1):
        found.add(seen(turn, score, **others), size)
    return found


def test_with_nothing_known_no_score_suffices():
    assert Window().threshold(1, LAW, 25 * ONE) == NO_SCORE
    assert window([-1] * 1_000).threshold(1, LAW, 25 * ONE) == NO_SCORE


def test_the_threshold_leaves_the_share_of_known_scores_above_it():
    found = window(range(1, 1_001))
    mark = found.threshold(1, LAW, LAW.aim)
    assert sum(score >= mark for score in range(1, 1_001)) == 1_000 * ROOM // PPM == 45


def test_while_the_share_is_less_than_one_score_all_must_be_exceeded():
    assert window([5, 9, 7]).threshold(1, LAW, LAW.aim) == 10


@pytest.mark.parametrize(("tokens", "share"), [
    (0, ROOM), (2, ROOM + 2 * ONE // LAW.spread), (-2, ROOM - 2 * ONE // LAW.spread), (-30, LAW.model_least_ppm),
])  # fmt: skip
def test_tokens_above_the_aim_are_worked_off_and_missing_ones_made_up(tokens, share):
    assert Window().share(LAW, LAW.aim + tokens * ONE, LAW.scores_least) == share


@pytest.mark.parametrize(("known", "raised"), [(LAW.scores_least - 1, False), (LAW.scores_least, True)])
def test_with_few_scores_known_saved_tokens_do_not_lower_the_threshold(known, raised):
    assert (Window().share(LAW, LAW.maximum, known) > ROOM) is raised
    assert Window().share(LAW, LAW.aim - 2 * ONE, known) < ROOM


@pytest.mark.parametrize(("source", "counted"), [
    ("legal", True), ("profile", True), ("random", False), ("model", False), ("officer", False),
])  # fmt: skip
def test_what_rules_inspect_is_taken_from_the_models_share(source, counted):
    found = Window()
    for turn in range(1, 101):
        found.add(seen(turn, channel=RED if turn <= 2 else GREEN, source=source), LAW.window)
    assert found.share(LAW, LAW.aim, LAW.scores_least) == ROOM - (20_000 if counted else 0)


def test_after_a_change_of_champion_old_scores_do_not_count():
    found = window([100] * 200)
    assert found.threshold(2, LAW, LAW.aim) == NO_SCORE
    found.add(seen(201, 7, model=2), LAW.window)
    assert found.threshold(2, LAW, LAW.aim) == 8
    assert found.known(1) == [100] * 200


def test_what_has_left_the_window_counts_no_more():
    found = window([9, 8, 7], size=2)
    assert (len(found), found.known(1)) == (2, [7, 8])
    found.add(seen(4, 6), 2)
    assert found.known(1) == [6, 7]


def test_equal_scores_that_would_double_the_share_must_be_exceeded():
    many = window([0] * 900 + [500] * 95 + [900] * 5)
    assert many.threshold(1, LAW, LAW.aim) == 501
    assert window([500] * 950 + [900] * 50).threshold(1, LAW, LAW.aim) == 900


def test_equal_highest_scores_may_be_chosen_but_never_a_score_of_zero():
    assert window([1_000] * 1_000).threshold(1, LAW, LAW.aim) == 1_000
    assert window([0] * 1_000).threshold(1, LAW, LAW.aim) == 1


@pytest.mark.parametrize(("declared", "chosen", "bound"), [
    (3, 2, ""), (3, 3, PARTY), (12, 3, PARTY), (13, 3, ""), (100, 24, ""), (100, 25, PARTY),
])  # fmt: skip
@pytest.mark.parametrize("source", ["model", "profile"])
def test_an_enterprise_is_chosen_no_more_than_the_least_count_or_its_share(declared, chosen, bound, source):
    found = Window()
    for turn in range(1, declared + 1):
        found.add(seen(turn, channel=RED if turn <= chosen else GREEN, source=source), LAW.window)
    assert found.bound("57", "99", LAW) == bound


def test_inspections_by_law_or_draw_do_not_count_against_the_choice():
    found = Window()
    for turn in range(1, 11):
        found.add(seen(turn, channel=RED, source="legal" if turn % 2 else "random"), LAW.window)
    assert found.bound("57", "20BB", LAW) == ""


@pytest.mark.parametrize(("elsewhere", "here", "bound"), [(15, 4, ""), (15, 5, ""), (15, 6, OFFICE), (30, 9, "")])
def test_an_office_has_at_most_three_times_the_departments_share(elsewhere, here, bound):
    found = Window()
    for turn in range(1, 1_001):
        office = "20BC" if turn <= 90 else "20BB"
        chosen = turn <= here or 90 < turn <= 90 + elsewhere
        found.add(
            seen(turn, office=office, party=f"{turn}", channel=RED if chosen else GREEN, source="model"), LAW.window
        )
    assert found.bound("57", "20BC", LAW) == bound


SHARE = LAW.window * LAW.cap_ppm * LAW.profile_share_ppm // PPM**2
"""Inspections that are the profiles' share of a whole window's budget."""


@pytest.mark.parametrize(("count", "source", "bounded"), [
    (SHARE - 1, "profile", False), (SHARE, "profile", True), (SHARE, "legal", False), (SHARE, "random", False),
])  # fmt: skip
def test_profiles_have_their_share_of_the_windows_budget(count, source, bounded):
    found = window([-1] * count, channel=RED, source=source)
    assert found.profiles_bound(LAW) == bounded


def test_what_left_the_window_no_longer_counts_against_profiles():
    found = window([-1] * SHARE, channel=RED, source="profile")
    for turn in range(SHARE + 1, LAW.window + 1):
        found.add(seen(turn), LAW.window)
    assert found.profiles_bound(LAW)
    found.add(seen(LAW.window + 1), LAW.window)
    assert not found.profiles_bound(LAW)


@pytest.mark.parametrize("sizes", [(50,), (50, 80), (80, 50), (50, 80, 30)])
def test_a_window_restored_from_the_last_decisions_equals_the_one_that_was_kept(sizes):
    chance = random.Random(1)
    stream = [
        seen(
            turn, chance.randrange(100), model=1 + turn // 300,
            party=f"{chance.randrange(9)}", office=f"{chance.randrange(3)}",
            channel=chance.choice([GREEN, RED]), source=chance.choice(["model", "legal", "profile"]),
        )
        for turn in range(1, 501)
    ]  # fmt: skip
    kept, longest = Window(), max(sizes)
    for turn, each in enumerate(stream):
        kept.add(each, sizes[turn // 37 % len(sizes)])
        if turn % 41 == 0:
            again = Window()
            for place in range(max(turn + 1 - longest, 0), turn + 1):
                again.add(stream[place], sizes[place // 37 % len(sizes)])
            assert facts_of(again) == facts_of(kept)


def facts_of(found):
    law = replace(LAW, party_least=1, office_least=1)
    bounds = [found.bound(f"{party}", f"{office}", law) for party in range(9) for office in range(3)]
    profiles = [found.profiles_bound(replace(law, window=9, profile_share_ppm=share)) for share in range(0, PPM, 9_999)]
    return len(found), found.turn, found.known(1), found.known(2), bounds, profiles, found.share(law, law.aim, 500)
