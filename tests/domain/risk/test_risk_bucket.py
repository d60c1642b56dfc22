"""The bucket and the cap, without tables."""

from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.risk.risk_factories import (
    DAY,
    HALF,
    LAW,
    NOON,
    OFFICE,
    PAPERS,
    candidate,
    candidates,
    decided,
    terms,
)

from motcua.kernel.dated import NotInForce
from motcua.risk.domain import ONE, RED, YELLOW, Bucket, decide, law_on
from motcua.risk.domain.decision import DRAW
from motcua.risk.domain.law import needed

CAP = law_on(DAY).cap_ppm
hits = st.sets(st.sampled_from([LAW, OFFICE, HALF, PAPERS])).map(lambda found: tuple(sorted(found)))
streams = st.lists(hits, max_size=400)
greedy = st.lists(st.sampled_from([(), (OFFICE,), (OFFICE,), (OFFICE,), (LAW,)]), min_size=50, max_size=600)


def assert_cap_holds(decisions):
    registered = earned = chosen = legal = 0
    for decision in decisions:
        registered, earned = registered + 1, earned + CAP
        chosen += decision.channel == RED and decision.source != "legal"
        legal += decision.source == "legal"
        assert 20 * chosen <= registered
        assert (chosen + legal) * ONE <= earned + legal * ONE


def test_a_bucket_starts_empty_and_earns_what_each_declaration_brings():
    bucket = Bucket()
    bucket.earn(50_000, 25 * ONE)
    assert (bucket.balance, bucket.turn) == (50_000, 1)


def test_the_twentieth_declaration_brings_the_first_whole_token():
    bucket = Bucket()
    for _ in range(19):
        bucket.earn(50_000, 25 * ONE)
    assert bucket.balance < ONE
    bucket.earn(50_000, 25 * ONE)
    assert bucket.balance == ONE


@pytest.mark.parametrize(("source", "tokens"), [("random", 1), ("profile", 3), ("officer", 4), ("model", 4)])
def test_each_source_leaves_a_reserve_to_those_before_it(source, tokens):
    assert needed(law_on(DAY), source) == tokens * ONE


@pytest.mark.parametrize(("balance", "drawn"), [(ONE - CAP - 1, False), (ONE - CAP, True)])
def test_a_draw_may_spend_the_last_token(balance, drawn):
    taken = next(each.turn for each in decided([()] * 2_000) if each.draw < each.threshold)
    (decision,) = decide([candidate(taken)], Bucket(balance), lambda day: terms(day), at=NOON)
    assert (decision.channel == RED) is drawn
    assert decision.unserved == ("" if drawn else DRAW)


def test_no_more_than_the_maximum_is_saved():
    bucket = Bucket(25 * ONE - 10_000)
    bucket.earn(50_000, 25 * ONE)
    assert bucket.balance == 25 * ONE


def test_a_lower_maximum_takes_nothing_that_was_saved():
    bucket = Bucket(25 * ONE)
    bucket.earn(50_000, 10 * ONE)
    assert bucket.balance == 25 * ONE


def test_no_cap_is_in_force_before_its_first_day():
    first = law_on(DAY).since
    assert law_on(first).cap_ppm == 50_000
    with pytest.raises(NotInForce):
        law_on(first - timedelta(days=1))


@given(streams)
def test_no_prefix_of_any_stream_exceeds_the_cap_but_by_what_the_law_orders(stream):
    assert_cap_holds(decided(stream))


@given(greedy)
def test_bursts_of_legal_inspections_do_not_break_the_cap(stream):
    assert_cap_holds(decided(stream))


@given(greedy, st.randoms())
def test_the_cap_holds_in_every_order(stream, chance):
    chance.shuffle(stream)
    assert_cap_holds(decided(stream))


@given(streams, st.lists(st.integers(-400, 400), min_size=1, max_size=20))
def test_the_cap_holds_when_the_clock_is_set_back_and_forth(stream, leaps):
    moments = list(accumulate(leaps[place % len(leaps)] for place in range(len(stream))))
    waiting = [
        candidate(place, *each, at=NOON + timedelta(hours=hours % 8_000))
        for place, (each, hours) in enumerate(zip(stream, moments, strict=True))
    ]
    assert_cap_holds(decide(waiting, Bucket(), lambda day: terms(day), at=NOON))


@given(streams, st.integers(1, 50))
def test_decisions_do_not_depend_on_how_a_stream_is_cut_into_groups(stream, size):
    waiting, bucket, grouped = candidates(stream), Bucket(), []
    for begin in range(0, len(waiting), size):
        grouped += decide(waiting[begin : begin + size], bucket, lambda day: terms(day), at=NOON)
    assert grouped == decided(stream)


@given(greedy)
def test_after_a_legal_debt_nothing_else_is_inspected_until_it_is_repaid(stream):
    before = 0
    for decision in decided(stream):
        if before < 0 and decision.source != "legal":
            assert decision.channel != RED or before + CAP >= ONE
        before = decision.balance_millionths


def test_what_the_law_orders_is_inspected_with_an_empty_bucket_and_leaves_a_debt():
    first, second = decided([(LAW,), (OFFICE,)])
    assert (first.channel, first.source, first.balance_millionths) == (RED, "legal", CAP - ONE)
    assert second.channel == YELLOW


def test_a_profile_without_a_token_gets_documents_checked_and_its_request_is_kept():
    (only,) = decided([(OFFICE,)])
    assert (only.channel, only.source, only.rule, only.unserved) == (YELLOW, "profile", OFFICE, OFFICE)


def test_a_profile_leaves_two_tokens_to_law_and_draw():
    (short,) = decided([(OFFICE,)], Bucket(3 * ONE - CAP - 1))
    (enough,) = decided([(OFFICE,)], Bucket(3 * ONE - CAP))
    assert (short.channel, enough.channel) == (YELLOW, RED)
    assert enough.balance_millionths == 2 * ONE


def test_a_greedy_profile_takes_nearly_the_whole_budget_and_no_more():
    decisions = decided([(OFFICE,)] * 4_000)
    red = sum(decision.channel == RED for decision in decisions)
    assert 0.049 * 4_000 <= red <= 0.05 * 4_000


def test_the_draw_is_served_even_beside_a_profile_that_wants_everything():
    decisions = decided([(HALF,)] * 20_000)
    drawn = [each for each in decisions if each.draw < each.threshold and each.turn > 100]
    served = [each for each in drawn if each.channel == RED]
    assert len(drawn) > 60
    assert len(served) >= 0.97 * len(drawn)
