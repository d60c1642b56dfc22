"""Clocks of transports: time in an outage does not count, time outside it always does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.domain.outages import joined, lost
from motcua.transport.domain.clocks import arrives_by

LEFT = datetime(2023, 5, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
END = LEFT + 24 * HOUR


@pytest.mark.parametrize(
    ("began", "ended", "more"),
    [
        (2, 5, 3),  # on the way
        (-3, 0, 0),  # over when the goods left
        (-3, 1, 1),  # the goods left in it
        (23, 26, 3),  # the planned arrival lies in it
        (24, 26, 0),  # it began when the time was over
    ],
)
def test_goods_under_way_get_the_time_back_that_an_outage_took(began: int, ended: int, more: int) -> None:
    assert arrives_by(LEFT, END, [(LEFT + began * HOUR, LEFT + ended * HOUR)]) == END + more * HOUR


def test_an_outage_in_the_time_given_back_is_given_back_too() -> None:
    told = [(LEFT + 25 * HOUR, LEFT + 27 * HOUR), (LEFT + 20 * HOUR, LEFT + 22 * HOUR)]
    assert arrives_by(LEFT, END, told) == END + 4 * HOUR


def test_goods_that_left_after_their_planned_arrival_get_nothing() -> None:
    assert arrives_by(END + HOUR, END, [(END, END + 3 * HOUR)]) == END


minutes = st.integers(-2_000, 4_000).map(lambda each: LEFT + timedelta(minutes=each))


@given(st.lists(st.tuples(minutes, minutes).map(lambda pair: (min(pair), max(pair))), max_size=6))
def test_the_time_outside_outages_is_always_what_was_planned(told: list[tuple[datetime, datetime]]) -> None:
    by = arrives_by(LEFT, END, told)
    assert by - LEFT - lost(joined(told), LEFT, by) == END - LEFT
