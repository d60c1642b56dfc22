"""Dated values: a day before the first text is an error, never zero."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dated import Dated, NotInForce, Period
from motcua.kernel.days import law_day, law_moment

RATE = Dated("rate", {date(2022, 2, 1): 8, date(2023, 1, 1): 10, date(2023, 7, 1): 8})


@pytest.mark.parametrize(
    ("day", "value"),
    [("2022-02-01", 8), ("2022-12-31", 8), ("2023-01-01", 10), ("2023-06-30", 10), ("2023-07-01", 8)],
)
def test_a_value_begins_on_its_first_day(day: str, value: int) -> None:
    assert RATE.on(date.fromisoformat(day)) == value


def test_the_day_before_the_first_text_is_an_error() -> None:
    with pytest.raises(NotInForce) as refusal:
        RATE.on(date(2022, 1, 31))
    assert "2022-01-31" in refusal.value.in_language("vi")


@given(st.dates(date(2022, 2, 1), date(2030, 1, 1)))
def test_the_value_is_that_of_the_last_change(day: date) -> None:
    assert RATE.on(day) == [value for since, value in RATE.items() if since <= day][-1]


def test_both_ends_of_a_period_belong_to_it() -> None:
    period = Period(date(2022, 2, 1), date(2022, 12, 31))
    assert date(2022, 2, 1) in period
    assert date(2022, 12, 31) in period
    assert date(2022, 1, 31) not in period
    assert date(2023, 1, 1) not in period
    assert period.overlaps(Period(date(2022, 12, 31)))
    assert not period.overlaps(Period(date(2023, 1, 1)))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2023, 12, 22, 16, 59, 59, tzinfo=UTC), date(2023, 12, 22)),
        (datetime(2023, 12, 22, 17, 0, tzinfo=UTC), date(2023, 12, 23)),
    ],
)
def test_the_law_counts_days_in_viet_nam(at: datetime, day: date) -> None:
    assert law_day(at) == day


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 23))
def test_an_hour_of_a_law_day_lies_in_it(day: date, hour: int) -> None:
    at = law_moment(day, hour)
    assert law_day(at) == day
    assert at.utcoffset() == timedelta()
