"""Late interest: which days count, and what a change of the rate changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dated import Dated, NotInForce
from motcua.revenue.domain import late_interest

DUE = date(2023, 5, 2)


@pytest.mark.parametrize(
    ("paid_on", "interest"),
    [
        (date(2023, 5, 1), 0),
        (date(2023, 5, 2), 0),
        (date(2023, 5, 3), 0),
        (date(2023, 5, 4), 300_000),
        (date(2023, 5, 5), 600_000),
        (date(2024, 5, 2), 365 * 300_000),
    ],
)
def test_interest_runs_from_the_day_after_the_due_day_to_the_day_before_the_payment(paid_on, interest):
    assert late_interest(1_000_000_000, DUE, paid_on) == interest


@pytest.mark.parametrize(("principal", "interest"), [(1_666, 0), (1_667, 1), (5_000, 2), (4_999, 1)])
def test_interest_is_rounded_half_up_to_one_dong(principal, interest):
    assert late_interest(principal, DUE, DUE + timedelta(days=2)) == interest


def test_each_late_day_takes_the_rate_of_that_day():
    rate = Dated("x", {date(2020, 1, 1): 300, date(2023, 5, 4): 200})
    assert late_interest(1_000_000, DUE, date(2023, 5, 4), rate) == 300
    assert late_interest(1_000_000, DUE, date(2023, 5, 5), rate) == 500
    assert late_interest(1_000_000, DUE, date(2023, 5, 7), rate) == 900


def test_a_late_day_before_the_first_rate_is_an_error_and_not_zero():
    with pytest.raises(NotInForce):
        late_interest(1_000, date(2015, 1, 1), date(2015, 1, 5))


@given(st.integers(0, 10**12), st.integers(0, 800), st.integers(0, 800))
def test_paying_later_never_costs_less(principal, days, more):
    sooner, later = DUE + timedelta(days=days), DUE + timedelta(days=days + more)
    assert late_interest(principal, DUE, sooner) <= late_interest(principal, DUE, later)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 800))
def test_paying_in_two_parts_costs_the_same_to_a_dong(one, other, days):
    paid_on = DUE + timedelta(days=days)
    parts = late_interest(one, DUE, paid_on) + late_interest(other, DUE, paid_on)
    assert abs(parts - late_interest(one + other, DUE, paid_on)) <= 1
