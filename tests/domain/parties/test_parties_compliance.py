"""Compliance levels 1 to 5 from a history; thresholds on both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from motcua.kernel.dated import NotInForce
from motcua.parties.domain import History, assess, criteria, level

ON = date(2023, 7, 3)
STEADY = History(on=ON, first_on=ON - timedelta(days=365), declarations=1000)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 2),
        ({"first_on": ON - timedelta(days=364)}, 3),
        ({"first_on": None}, 3),
        ({"declarations": 100}, 2),
        ({"declarations": 99}, 3),
        ({"violations": 5}, 2),
        ({"violations": 6}, 3),
        ({"violations": 49}, 3),
        ({"violations": 50}, 4),
        ({"refusals": 1}, 4),
        ({"refusals": 2}, 4),
        ({"refusals": 3}, 5),
        ({"serious": 1}, 5),
        ({"debt_over_90": 1}, 5),
        ({"priority": True}, 1),
        ({"priority": True, "declarations": 0, "first_on": None}, 1),
        ({"priority": True, "serious": 1}, 5),
        ({"declarations": 0, "violations": 1}, 4),
    ],
)
def test_the_level_follows_the_history(change: dict[str, object], expected: int) -> None:
    assert level(replace(STEADY, **change)) == expected


def test_a_party_of_which_nothing_is_known_is_on_level_3_without_a_reason() -> None:
    assert assess(History(on=ON)) == assess(History(on=ON, declarations=5))
    assert assess(History(on=ON)).level == 3
    assert assess(History(on=ON)).because == ()


def test_the_reasons_are_the_criteria_that_were_met() -> None:
    found = assess(replace(STEADY, serious=1, debt_over_90=1))
    assert {reason.measure for reason in found.because} == {"serious", "debt_over_90"}
    assert all(reason.words.vi and reason.words.en for reason in found.because)


def test_a_day_before_the_first_criteria_is_an_error() -> None:
    assert level(replace(STEADY, on=date(2020, 1, 1), first_on=date(2019, 1, 1))) == 2
    with pytest.raises(NotInForce):
        level(replace(STEADY, on=date(2019, 12, 31)))


@pytest.mark.parametrize(("day", "act"), [("2024-03-14", "TT 81/2019/TT-BTC;"), ("2024-03-15", "am. TT 06/2024")])
def test_the_reasons_name_the_act_of_the_day(day: str, act: str) -> None:
    found = assess(replace(STEADY, on=date.fromisoformat(day), serious=1))
    assert all(act in reason.source for reason in found.because)


def test_no_criterion_claims_to_be_read_in_the_law() -> None:
    assert not any(criterion.verified for criterion in criteria())


counts = st.integers(0, 2000)
histories = st.builds(
    History, on=st.just(ON), first_on=st.none() | st.dates(date(2015, 1, 1), ON), declarations=counts,
    violations=counts, refusals=st.integers(0, 5), serious=st.integers(0, 2), debt_over_90=st.integers(0, 10**9),
    priority=st.booleans(),
)  # fmt: skip


@given(histories, st.sampled_from(["violations", "refusals", "serious", "debt_over_90"]), st.integers(1, 50))
def test_more_wrong_never_betters_a_level(history: History, field: str, more: int) -> None:
    worse = replace(history, **{field: getattr(history, field) + more})
    assert level(worse) >= level(history)


@given(histories)
def test_every_history_has_a_level_from_1_to_5(history: History) -> None:
    assert 1 <= level(history) <= 5
