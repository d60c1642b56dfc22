"""A week takes the rate of the Thursday of the week before, or of the working day before it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tariff.tariff_factories import book, day, entry

from motcua.reference.domain import calendar
from motcua.tariff.domain import NoExchangeRate, packaged
from motcua.tariff.domain.exchange import Cross, Exchange, thursday_for

days = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("asked", "thursday"), [
    ("2023-05-01", "2023-04-27"), ("2023-05-04", "2023-04-27"), ("2023-05-07", "2023-04-27"),
    ("2023-05-08", "2023-05-04"), ("2022-01-01", "2021-12-23"),
])  # fmt: skip
def test_monday_to_sunday_take_the_thursday_of_the_week_before(asked: str, thursday: str) -> None:
    assert thursday_for(day(asked)) == day(thursday)


@given(days)
def test_that_thursday_is_a_thursday_four_to_ten_days_before(asked: date) -> None:
    thursday = thursday_for(asked)
    assert thursday.weekday() == 3
    assert 4 <= (asked - thursday).days <= 10


def test_a_thursday_on_which_the_bank_was_closed_gives_way_to_the_working_day_before() -> None:
    rates = Exchange({day("2022-01-27"): {"USD": 1}, day("2022-01-28"): {"USD": 2}, day("2022-02-10"): {"USD": 3}})
    assert rates.on(day("2022-02-07"))["USD"] == 2
    assert rates.on(day("2022-02-14"))["USD"] == 3


def test_a_quotation_that_is_too_old_is_none() -> None:
    rates = Exchange({day("2023-01-05"): {"USD": 1}})
    assert rates.on(day("2023-01-15")) == {"USD": 1, "VND": 10_000}
    assert rates.on(day("2023-01-30")) == {"VND": 10_000}


def test_a_currency_without_a_rate_is_refused() -> None:
    today = book(entry("MFN"), quotations={day("2023-04-27"): {"USD": 234_500_000}}).on(day("2023-05-02"))
    assert today.need_exchange("USD") == 234_500_000
    with pytest.raises(NoExchangeRate):
        today.need_exchange("EUR")


@given(days)
def test_every_day_of_five_years_has_the_rates_of_the_main_currencies(asked: date) -> None:
    found = packaged().on(asked).exchange
    assert found["VND"] == 10_000
    assert {"USD", "CNY", "EUR", "JPY", "KRW", "AUD", "GBP", "SGD", "THB", "INR", "HKD", "MYR"} <= found.keys()
    assert 220_000_000 < found["USD"] < 270_000_000


@given(days)
def test_the_packaged_rates_are_quoted_on_the_working_day_that_the_offices_calendar_names(asked: date) -> None:
    quoted = packaged().exchange.quoted_for(asked)
    thursday = thursday_for(asked)
    if thursday.year < 2022:
        return
    assert quoted == calendar().last_open_before(thursday)


def test_a_year_of_rates_moves_and_never_leaps() -> None:
    book_ = packaged()
    weeks = [date(2022, 1, 3) + timedelta(weeks=n) for n in range(103)]
    rates = [book_.on(week).exchange["USD"] for week in weeks]
    assert len(set(rates)) > 50
    assert all(abs(after - before) < before // 50 for before, after in zip(rates, rates[1:], strict=False))


LAO = Cross("LAK", day("2023-05-01"), day("2023-05-03"), 5_800)
CROSSED = Exchange({day("2023-04-27"): {"USD": 234_500_000, "EUR": 258_000_000}}, "invented", [LAO])


@pytest.mark.parametrize(("asked", "rate"), [
    ("2023-04-30", None), ("2023-05-01", 13_601), ("2023-05-03", 13_601), ("2023-05-04", None),
])  # fmt: skip
def test_a_currency_that_the_bank_does_not_quote_takes_its_cross_rate_within_its_days(asked, rate) -> None:
    assert CROSSED.on(day(asked)).get("LAK") == rate


def test_a_quoted_rate_is_never_replaced_by_a_cross_rate() -> None:
    both = Exchange({day("2023-04-27"): {"USD": 234_500_000, "LAK": 14_000}}, "invented", [LAO])
    assert both.on(day("2023-05-01"))["LAK"] == 14_000
    assert [each.cross for each in both.told(day("2023-05-01")).quotations] == [None, None]


def test_without_the_dollar_there_is_no_cross_rate() -> None:
    alone = Exchange({day("2023-04-27"): {"EUR": 258_000_000}}, "invented", [LAO])
    assert alone.on(day("2023-05-01")) == {"EUR": 258_000_000, "VND": 10_000}
    assert [each.currency for each in alone.told(day("2023-05-01")).quotations] == ["EUR"]


def test_the_week_is_told_with_its_days_and_where_each_rate_comes_from() -> None:
    week = CROSSED.told(day("2023-05-02"))
    assert (week.monday, week.sunday, week.thursday) == (day("2023-05-01"), day("2023-05-07"), day("2023-04-27"))
    assert week.quoted_on == day("2023-04-27")
    assert {each.currency: each.e4 for each in week.quotations} == {
        "USD": 234_500_000,
        "EUR": 258_000_000,
        "LAK": 13_601,
    }
    assert [each.cross for each in week.quotations] == [None, None, LAO]
    assert CROSSED.told(day("2023-06-30")).quotations == ()
