"""Currencies that the bank does not quote have a rate through the dollar every month: invented, and said to be."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.reference.domain import code_list
from motcua.tariff.domain import packaged
from motcua.tariff.domain.packaged import rows, usd_e8

PROMISED = ["LAK", "KHR", "MMK", "NZD", "BRL", "ZAR", "SEK", "NOK", "DKK", "PLN"]
CROSSES = list(rows("cross.csv"))
CURRENCIES = sorted({row["currency"] for row in CROSSES})


@pytest.mark.parametrize("currency", CURRENCIES)
def test_each_currency_has_one_rate_on_every_day_of_five_years(currency: str) -> None:
    periods = [(date.fromisoformat(row["since"]), date.fromisoformat(row["until"]))
               for row in CROSSES if row["currency"] == currency]  # fmt: skip
    assert (periods[0][0], periods[-1][1]) == (day("2022-01-01"), day("2026-12-31"))
    assert all(before[1] + timedelta(days=1) == after[0] for before, after in pairwise(periods))


@pytest.mark.parametrize("currency", CURRENCIES)
def test_a_rate_moves_from_month_to_month_and_never_leaps(currency: str) -> None:
    rates = [usd_e8(row["usd"]) for row in CROSSES if row["currency"] == currency]
    assert all(rate > 0 for rate in rates)
    assert all(abs(after - before) * 8 < before for before, after in pairwise(rates))


@pytest.mark.parametrize("asked", ["2022-01-03", "2023-05-02", "2026-12-31"])
def test_the_promised_currencies_can_be_declared(asked: str) -> None:
    found = packaged().on(day(asked)).exchange
    for currency in PROMISED:
        assert found[currency] > 0
        assert found[currency] < found["USD"]


def test_the_bank_does_not_quote_them_and_each_is_a_currency_of_the_list() -> None:
    quoted = next(rows("exchange.csv")).keys()
    assert not quoted & set(CURRENCIES)
    assert {*PROMISED} <= {*CURRENCIES} <= {entry.code for entry in code_list("currency").entries}


def test_what_is_told_of_a_week_says_which_rates_are_cross_and_that_all_are_invented() -> None:
    week = packaged().exchange.told(day("2023-05-02"))
    assert "invented" in week.source
    assert {each.currency for each in week.quotations if each.cross} == {*CURRENCIES}
