"""Mandates as values: their days, their states, and that an agent never gets more than was given."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.parties.domain import Mandate
from motcua.parties.domain.mandates import holders
from motcua.people.domain import ACTS

DAY, ONE = date(2023, 5, 10), timedelta(days=1)
acts = st.frozensets(st.sampled_from(sorted(set(ACTS) - {"manage"})), min_size=1)
days = st.integers(-20, 40).map(lambda n: DAY + n * ONE)


def mandate(**changes: object) -> Mandate:
    facts = {"principal": "1", "agent": "2", "since": DAY, "until": DAY + 9 * ONE, "acts": frozenset({"lodge"}),
             "accepted": True, **changes}  # fmt: skip
    return Mandate(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        ({}, DAY - ONE, "coming"),
        ({}, DAY, "in force"),
        ({}, DAY + 9 * ONE, "in force"),
        ({}, DAY + 10 * ONE, "over"),
        ({"accepted": False}, DAY, "offered"),
        ({"accepted": False}, DAY + 10 * ONE, "over"),
        ({"accepted": False, "ended": DAY, "ended_by": "agent"}, DAY, "refused"),
        ({"accepted": False, "ended": DAY, "ended_by": "principal"}, DAY, "withdrawn"),
        ({"ended": DAY}, DAY, "in force"),
        ({"ended": DAY}, DAY + ONE, "ended"),
    ],
)
def test_a_mandate_stands_as_its_days_say(changes: dict[str, object], day: date, state: str) -> None:
    assert mandate(**changes).state(day) == state


@given(acts, acts, days)
def test_a_user_gets_only_what_both_the_mandate_and_the_agent_gave(
    given_: frozenset[str], may: frozenset[str], day: date
) -> None:
    right = mandate(acts=given_).acting(may, day)
    assert right.acts <= given_ & may
    assert bool(right.acts) == bool(given_ & may and DAY <= day <= DAY + 9 * ONE)


@given(st.lists(st.tuples(acts, st.booleans(), days), max_size=6), days)
def test_only_who_may_lodge_on_that_day_is_named_as_a_holder(
    many: list[tuple[frozenset[str], bool, date]], day: date
) -> None:
    held = [
        mandate(agent=str(n), acts=some, accepted=accepted, since=since, until=since + 9 * ONE)
        for n, (some, accepted, since) in enumerate(many, 2)
    ]
    named = holders(held, day).get("1", frozenset())
    assert named == {each.agent for each in held if "lodge" in each.acts and each.holds_on(day)}
