"""The model's choice: after law, profile and draw, with a token, within bounds; and documents in its stead."""

import random

import pytest
from msgspec.structs import replace
from tests.domain.risk.risk_factories import (
    DAY,
    LAW,
    NOON,
    OFFICE,
    PAPERS,
    candidate,
    candidates,
    decided,
    number,
    profile,
    terms,
)  # fmt: skip
from tests.domain.risk.risk_streams import Stream, inspected_in_debt, over
from tests.domain.risk.test_risk_window import seen

from motcua.kernel.money import PPM
from motcua.risk.domain import (
    GREEN,
    NOT_ASKED,
    ONE,
    RED,
    YELLOW,
    Bucket,
    Candidate,
    Judged,
    ProfileBook,
    Window,
    decide,
    law_on,
)  # fmt: skip
from motcua.risk.domain import decision as words
from motcua.risk.domain.replay import Replay

CAP = law_on(DAY).cap_ppm
SHARE = law_on(DAY).documents_ppm
HIGH, LOW = Judged(1, 900_000), Judged(1, 1)
NEEDS = 4 * ONE


def known(count: int = 1_000) -> Window:
    """A window of declarations by many enterprises, with scores up to a thousand."""
    found = Window()
    for turn in range(1, count + 1):
        found.add(seen(turn, turn, party=f"{turn}"), 3_500)
    return found


def one(judged=HIGH, *hits, balance=20 * ONE, documents=20 * ONE, window=None, running=3, book=None):
    """One decision of a rich bucket; the draws of declaration 3 take nothing."""
    in_force = terms() if book is None else terms(book=book)
    (found,) = decide(
        [candidate(running, *hits)], Bucket(balance - CAP, 1_000, documents - SHARE), lambda _: in_force, at=NOON,
        judged=[judged], window=known() if window is None else window,
    )  # fmt: skip
    return found


def test_a_high_score_is_inspected_and_the_decision_says_why():
    found = one()
    assert (found.channel, found.source, found.rule, found.reason_class) == (RED, "model", words.MODEL, "risk")
    assert (found.model, found.score) == (1, 900_000)
    assert found.score > found.score_threshold > 0
    assert found.probability_ppm == PPM
    assert (found.balance_millionths, found.documents_millionths) == (19 * ONE, 20 * ONE)


def test_a_score_at_the_threshold_is_inspected_and_one_below_is_not():
    mark = one().score_threshold
    assert one(Judged(1, mark)).channel == RED
    below = one(Judged(1, mark - 1))
    assert (below.channel, below.unserved, below.probability_ppm) == (GREEN, "", 5_000)


def test_where_no_model_is_asked_the_decision_says_so():
    found = one(NOT_ASKED)
    assert (found.model, found.score, found.score_threshold, found.source) == (0, -1, -1, "none")


@pytest.mark.parametrize(("hits", "source"), [((LAW,), "legal"), ((OFFICE,), "profile")])
def test_law_and_profile_come_before_the_model(hits, source):
    assert one(HIGH, *hits).source == source


def test_the_draw_comes_before_the_model():
    drawn = next(each.turn for each in decided([()] * 2_000) if each.draw < each.threshold)
    assert one(HIGH, running=drawn).source == "random"
    assert one(HIGH, running=drawn).probability_ppm == PPM


@pytest.mark.parametrize(("balance", "source", "unserved"), [(NEEDS, "model", ""), (NEEDS - 1, "model", words.MODEL)])
def test_without_its_token_and_reserve_a_high_score_gets_documents_checked(balance, source, unserved):
    found = one(balance=balance)
    assert (found.source, found.rule, found.unserved) == (source, words.MODEL, unserved)
    assert found.channel == (YELLOW if unserved else RED)
    assert found.documents_millionths == (19 * ONE if unserved else 20 * ONE)


def test_documents_instead_of_the_model_need_a_check_of_their_own_budget():
    found = one(balance=0, documents=3 * ONE - 1)
    assert (found.channel, found.unserved) == (GREEN, words.MODEL)
    assert one(balance=0, documents=3 * ONE).channel == YELLOW


def busy(source: str, count: int, office: str = "20BB") -> Window:
    """A window in which the enterprise of candidate 3 was inspected so often, and declared ten times."""
    found = known()
    for turn in range(1_001, 1_011):
        red = turn - 1_001 < count
        found.add(seen(turn, 1, party=candidate(3).party, office=office, channel=RED if red else GREEN, source=source),
                  3_500)  # fmt: skip
    return found


@pytest.mark.parametrize(("count", "unserved"), [(2, ""), (3, words.PARTY)])
@pytest.mark.parametrize("source", ["model", "profile"])
def test_an_enterprise_over_its_bound_gets_documents_checked_and_the_decision_says_so(count, unserved, source):
    found = one(window=busy(source, count))
    assert (found.channel, found.unserved) == (YELLOW if unserved else RED, unserved)


def test_an_office_over_its_bound_gets_documents_checked():
    found = Window()
    for turn in range(1, 1_001):
        here = turn <= 20
        found.add(seen(turn, turn, party=f"{turn}", office="20BB" if here else "20BC",
                       channel=RED if here else GREEN, source="model"), 3_500)  # fmt: skip
    decision = one(window=found)
    assert (decision.channel, decision.source, decision.unserved) == (YELLOW, "model", words.OFFICE)


def profiled(count: int) -> Window:
    """A window in which office profiles have had so many inspections."""
    found = known()
    for turn in range(1_001, 1_001 + count):
        found.add(seen(turn, 1, party=f"{turn}", channel=RED, source="profile"), 3_500)
    return found


def test_beside_a_model_profiles_have_a_fifth_of_the_budget_and_what_they_want_then_has_its_documents_checked():
    last, over_ = profiled(34), profiled(35)
    assert (one(LOW, OFFICE, window=last).channel, one(LOW, OFFICE, window=last).source) == (RED, "profile")
    found = one(LOW, OFFICE, window=over_)
    assert (found.channel, found.source, found.rule, found.unserved) == (YELLOW, "profile", OFFICE, words.PROFILES)
    assert found.probability_ppm == law_on(DAY).random_ppm
    assert not words.forced(found.channel, found.reason_class, found.unserved)


def test_profiles_over_their_share_need_a_check_of_the_documents_budget():
    found = one(LOW, OFFICE, window=profiled(35), documents=3 * ONE - 1)
    assert (found.channel, found.unserved) == (GREEN, words.PROFILES)


def test_the_model_still_takes_what_a_profile_over_its_share_wanted():
    assert one(HIGH, OFFICE, window=profiled(35)).source == "model"


def test_without_a_model_in_force_profiles_know_no_share():
    assert one(NOT_ASKED, OFFICE, window=profiled(100)).source == "profile"


def test_no_enterprise_is_chosen_by_the_model_beyond_its_bound_however_high_its_scores():
    law, chance = law_on(DAY), random.Random(2)
    stream = [
        Candidate(place, number(place), "20BB", "bad" if place % 20 == 0 else f"{place}", (), 3)
        for place in range(1, 8_001)
    ]
    judged = [Judged(1, 900_000 + chance.randrange(1_000) if each.party == "bad" else 1) for each in stream]
    decisions = decide(stream, Bucket(), lambda day: terms(day), at=NOON, judged=judged)
    met = 0
    for place, found in enumerate(decisions):
        if found.source == "model" and found.channel == RED and found.party == "bad":
            begun = decisions[max(place - law.window, 0) : place]
            declared = sum(each.party == "bad" for each in begun)
            chosen = sum(each.party == "bad" and each.source == "model" and each.channel == RED for each in begun)
            assert chosen < law.party_least or chosen * PPM < declared * law.party_share_ppm
            met += 1
    assert met > 50
    assert sum(each.unserved == words.PARTY for each in decisions) > 50


# Documents


def test_documents_of_a_profile_need_a_check_and_two_kept_for_the_draw():
    assert one(LOW, PAPERS, documents=3 * ONE).channel == YELLOW
    assert one(LOW, PAPERS, documents=3 * ONE - 1).channel == GREEN


@pytest.mark.parametrize(("documents", "channel"), [(ONE, YELLOW), (ONE - 1, GREEN)])
def test_the_draw_of_documents_may_spend_the_last_check(documents, channel):
    drawn = next(each.turn for each in decided([()] * 500) if each.rule == words.DRAW and each.channel == YELLOW)
    assert one(LOW, running=drawn, documents=documents).channel == channel


@pytest.mark.parametrize("hits", [("LICENCE",), ("LICENCE", "MORE")])
def test_documents_that_the_law_asks_for_are_always_checked_and_may_leave_a_debt(hits):
    licence = replace(profile("LICENCE", "yellow", share_ppm=900_000), reason_class="legal")
    found = one(LOW, *hits, documents=0, book=ProfileBook([licence, profile("MORE", "yellow")]))
    assert (found.channel, found.rule, found.reason_class) == (YELLOW, "LICENCE", "legal")
    assert found.documents_millionths == -ONE


def test_a_profile_without_an_inspection_gets_documents_checked_whatever_their_budget():
    found = one(LOW, OFFICE, balance=0, documents=0)
    assert (found.channel, found.unserved, found.documents_millionths) == (YELLOW, OFFICE, -ONE)


def test_a_greedy_profile_has_its_three_tenths_of_documents_and_no_more():
    decisions = decided([(PAPERS,)] * 4_000)
    yellow = sum(each.channel == YELLOW for each in decisions)
    assert 0.29 * 4_000 <= yellow <= 0.3 * 4_000


# The caps, whatever happens


def test_no_prefix_of_any_stream_exceeds_a_cap_and_taken_again_it_is_the_same(streams):
    by_model = 0
    for seed in range(streams):
        decisions = Stream(seed).decided()
        assert list(over(decisions)) == [], seed
        assert list(inspected_in_debt(decisions)) == [], seed
        by_model += sum(each.source == "model" and each.channel == RED for each in decisions)
        if seed % 10 == 0:
            assert list(Replay(lambda day, drawn_on: terms(day, drawn_on=drawn_on)).run(decisions)) == [], seed
    assert by_model > 5 * streams


def test_after_a_day_of_three_in_ten_legal_inspections_the_model_waits_until_they_are_repaid():
    chance = random.Random(4)
    hits = [(LAW,) if 2_000 <= place < 2_400 and chance.random() < 0.3 else () for place in range(6_000)]
    judged = [Judged(1, chance.randrange(1_000_000)) for _ in hits]
    decisions = decide(candidates(hits), Bucket(), lambda day: terms(day), at=NOON, judged=judged)
    in_debt = [each for each in decisions if each.balance_millionths < 0]
    assert len(in_debt) > 1_000
    assert {each.source for each in in_debt if each.channel == RED} == {"legal"}
    waiting = [each for each in in_debt if each.unserved == words.MODEL]
    assert len(waiting) > 10
    assert {each.channel for each in waiting} == {YELLOW}
    assert any(each.source == "model" for each in decisions[-500:])
    assert list(over(decisions)) == []


def test_with_steady_scores_the_budget_is_used_and_few_high_scores_miss_a_token():
    chance = random.Random(5)
    count = 20_000
    judged = [Judged(1, chance.randrange(1_000_000)) for _ in range(count)]
    decisions = decide(candidates([()] * count), Bucket(), lambda day: terms(day), at=NOON, judged=judged)
    later = decisions[2_000:]
    assert sum(each.channel == RED for each in later) >= 0.049 * len(later)
    chosen = sum(each.source == "model" and each.channel == RED for each in later)
    assert sum(each.unserved == words.MODEL for each in later) < 0.02 * chosen


def test_when_scores_rise_everywhere_the_threshold_follows_within_the_window():
    chance = random.Random(6)
    scores = [chance.randrange(100_000) + (500_000 if place > 5_000 else 0) for place in range(12_000)]
    judged = [Judged(1, score) for score in scores]
    decisions = decide(candidates([()] * 12_000), Bucket(), lambda day: terms(day), at=NOON, judged=judged)
    assert list(over(decisions)) == []
    settled = decisions[9_000:]
    assert sum(each.unserved == words.MODEL for each in settled) < 30
    assert sum(each.source == "model" and each.channel == RED for each in settled) > 100


@pytest.mark.parametrize("size", [1, 7, 250])
def test_decisions_do_not_depend_on_how_a_judged_stream_is_cut_into_groups(size):
    stream, bucket, window, grouped = Stream(3), Bucket(), Window(), []
    for begin in range(0, len(stream.candidates), size):
        part = slice(begin, begin + size)
        grouped += decide(
            stream.candidates[part], bucket, lambda day: terms(day), at=NOON, judged=stream.judged[part], window=window
        )
    assert grouped == stream.decided()


def test_as_many_opinions_as_candidates_are_given():
    with pytest.raises(ValueError, match="zip"):
        decide(candidates([()] * 2), Bucket(), lambda day: terms(day), at=NOON, judged=[HIGH])
