"""Again: under the cap of the day every decision is the stored one; a higher cap never inspects less."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.risk.risk_factories import BOOK, DAY, HALF, LAW, NOON, OFFICE, PAPERS, candidates, terms
from tests.domain.risk.risk_streams import Stream

from motcua.risk.domain import ONE, RED, YELLOW, Bucket, Decision, Window, decide, law_on
from motcua.risk.domain.simulation.again import Again, Ordered, Taken, again
from motcua.risk.domain.simulation.policies import numbers

CAPS = (1, 10_000, 30_000, 50_000, 100_000, 1_000_000)
hits = st.sets(st.sampled_from([LAW, OFFICE, HALF, PAPERS])).map(lambda found: tuple(sorted(found)))
streams = st.lists(hits, min_size=1, max_size=400)


def taken(
    stored: Sequence[Decision], cap: int | None, orders: Sequence[Ordered] = (), bucket: Bucket | None = None,
    window: Window | None = None,
) -> list[Taken]:  # fmt: skip
    begin = Again(bucket or Bucket(), window or Window(), numbers(cap), lambda _: BOOK)
    return again(begin, stored, orders)


def plain(found: Sequence[tuple[str, ...]]) -> list[Decision]:
    """Decisions without a model, from an empty bucket."""
    return decide(candidates(found), Bucket(), lambda day: terms(day), at=NOON)


def inspected(found: Sequence[Taken]) -> list[int]:
    """How many were inspected so far, at each place."""
    return list(accumulate(each.would[0] == RED for each in found))


@pytest.mark.parametrize("seed", range(8))
def test_under_the_cap_of_the_day_every_decision_is_the_stored_one(seed: int) -> None:
    stored = Stream(seed).decided()
    for cap in (None, law_on(DAY).cap_ppm):
        found = taken(stored, cap)
        assert [each.would for each in found] == [(each.channel, each.source) for each in stored]
        assert all(each.was == each.would for each in found)


@pytest.mark.parametrize("cut", [1, 600, 1_199])
def test_it_may_begin_in_the_middle_with_the_bucket_and_window_as_they_stood(cut: int) -> None:
    stream = Stream(5)
    bucket, window = Bucket(), Window()
    before = decide(
        stream.candidates[:cut], bucket, lambda day: terms(day), at=NOON, judged=stream.judged[:cut], window=window
    )
    stored = stream.decided()
    assert before == stored[:cut]
    found = taken(stored[cut:], None, (), bucket, window)
    assert [each.would for each in found] == [(each.channel, each.source) for each in stored[cut:]]


@settings(max_examples=60, deadline=None)
@given(streams)
def test_a_higher_cap_has_inspected_no_less_at_any_place(found: list[tuple[str, ...]]) -> None:
    stored = plain(found)
    ladder = [inspected(taken(stored, cap)) for cap in CAPS]
    for lower, higher in pairwise(ladder):
        assert all(less <= more for less, more in zip(lower, higher, strict=True))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("cap", [20_000, 80_000])
def test_with_a_model_too_what_is_chosen_stays_under_the_cap_at_every_place(seed: int, cap: int) -> None:
    chosen = 0
    for place, each in enumerate(taken(Stream(seed).decided(), cap), 1):
        chosen += each.would[0] == RED and each.would[1] != "legal"
        assert chosen * ONE <= place * cap


def test_what_the_law_orders_is_inspected_under_any_cap() -> None:
    stored = plain([(LAW,)] * 50)
    assert all(each.would == (RED, "legal") for each in taken(stored, 1))


def order(subject: int, turn: int, source: str = "officer", no: int = 1) -> Ordered:
    return Ordered(subject, turn, no, DAY, source)


def test_an_order_is_made_where_a_token_is_left_and_else_refused() -> None:
    stored = plain([()] * 200)
    subject = next(each.subject for each in stored if each.channel != RED)
    with_token, without = (
        next(each for each in taken(stored, cap, [order(subject, 200)]) if each.subject == subject)
        for cap in (50_000, 1_000)
    )
    assert with_token.was == with_token.would == (RED, "officer")
    assert without.was == (RED, "officer")
    assert without.would[0] < RED


def test_an_order_of_the_law_needs_no_token() -> None:
    stored = plain([()] * 5)
    assert taken(stored, 1, [order(3, 5, "legal")])[2].would == (RED, "legal")


def test_what_would_have_been_inspected_before_needs_no_order_and_spends_once() -> None:
    stored = plain([(OFFICE,)] * 200)
    spared = next(each for each in stored[20:] if each.channel == YELLOW)
    begin = Again(Bucket(), Window(), numbers(1_000_000), lambda _: BOOK)
    found = again(begin, stored, [order(spared.subject, 200)])
    assert found[spared.subject - 1].was == (RED, "officer")
    assert found[spared.subject - 1].would == (RED, "profile")
    alone = Again(Bucket(), Window(), numbers(1_000_000), lambda _: BOOK)
    again(alone, stored, [])
    assert begin.bucket.balance == alone.bucket.balance


def test_an_order_spends_before_the_decision_that_follows_it() -> None:
    stored = plain([()] * 80 + [(OFFICE,)])
    assert taken(stored, None)[-1].would[0] == RED
    assert stored[79].balance_millionths >= 3 * ONE
    orders = [order(no, 80, "legal", no) for no in range(1, 5)]
    assert taken(stored, None, orders)[-1].would[0] == YELLOW


def test_an_order_that_came_after_the_last_decision_looked_at_is_taken_as_it_was() -> None:
    stored = plain([()] * 5)
    late = taken(stored, 1, [order(2, 9)])[1]
    assert late.was == late.would == (RED, "officer")


def test_an_order_for_what_was_registered_before_only_spends() -> None:
    begin = Again(Bucket(5 * ONE, 10), Window(), numbers(), lambda _: BOOK)
    assert again(begin, [], [order(1, 10)]) == []
    assert begin.bucket.balance == 4 * ONE
