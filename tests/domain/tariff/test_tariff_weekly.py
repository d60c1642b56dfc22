"""Weekly rates are taken as a bank quotes them on the right day; what is odd or wrong is named."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tariff.tariff_factories import book, day, entry

from motcua.tariff.domain import tables
from motcua.tariff.domain.comparing import compare
from motcua.tariff.domain.exchange import Cross
from motcua.tariff.domain.laying import beneath, lay, week_of
from motcua.tariff.domain.telling import all_said
from motcua.tariff.domain.terms import Quoted, Table, Terms
from motcua.tariff.domain.weekly import number, quoting_day

TERMS = Terms(since=day("2023-05-04"), source="Vietcombank")


def read(text: str, terms: Terms = TERMS) -> Table:
    names, *rows = csv.reader(text.strip().splitlines())
    return tables.read(names, rows, terms)


def test_one_column_a_currency_and_one_row_a_day() -> None:
    table = read("quoted_on,USD,EUR,Ghi chú\n2023-05-04,23450,25901.5,x")
    assert (table.layout, table.kind) == ("quotations", "exchange")
    assert [(each.currency, each.e4) for each in table.quoted] == [("USD", 234_500_000), ("EUR", 259_015_000)]
    assert table.ignored == ["Ghi chú"]
    assert not table.problems


def test_one_row_a_currency_in_vietnamese_words() -> None:
    table = read('Ngày niêm yết,Mã ngoại tệ,Tỷ giá\n04/05/2023,USD,"23.450,00"\n04/05/2023,JPY,"170,25"')
    assert {each.currency: each.e4 for each in table.quoted} == {"USD": 234_500_000, "JPY": 1_702_500}


def test_a_list_without_a_day_was_quoted_on_the_day_that_the_person_says() -> None:
    assert read("currency,rate\nUSD,23450").quoted == [Quoted(day("2023-05-04"), "USD", 234_500_000)]


def test_cross_rates_have_a_period_and_eight_decimals() -> None:
    table = read("since,until,currency,usd\n2023-05-01,2023-05-31,LAK,0.0000562")
    (cross,) = table.crosses
    assert (table.layout, cross.usd_e8, cross.until) == ("cross rates", 5620, day("2023-05-31"))


@pytest.mark.parametrize(("quoted", "right"), [
    ("2023-05-04", True),   # a Thursday
    ("2023-05-05", False),  # a Friday
    ("2023-05-03", False),  # a Wednesday whose Thursday is a working day
    ("2022-01-28", True),   # the last working day before a Thursday of Tết
])  # fmt: skip
def test_a_rate_is_quoted_on_thursday_or_the_last_working_day_before(quoted: str, right: bool) -> None:
    table = read(f"quoted_on,USD\n{quoted},23450")
    assert (bool(table.quoted), not table.problems) == (right, right)


def test_a_thursday_in_a_year_without_a_calendar_is_believed() -> None:
    assert quoting_day(day("2040-05-02")) == day("2040-05-03")


def test_two_rates_for_one_currency_and_day_are_a_conflict_and_neither_is_taken() -> None:
    table = read("quoted_on,currency,rate\n2023-05-04,USD,23450\n2023-05-04,USD,23460\n2023-05-04,EUR,25900")
    assert [each.currency for each in table.quoted] == ["EUR"]
    assert [(each.row, each.code) for each in table.problems] == [(3, "USD")]


def test_a_third_rate_after_a_conflict_is_not_taken_either() -> None:
    rows = "".join(f"\n2023-05-04,USD,{rate}" for rate in (23450, 23460, 23450))
    assert read(f"quoted_on,currency,rate{rows}").quoted == []


def test_a_rate_said_twice_alike_is_taken_once() -> None:
    table = read("quoted_on,currency,rate\n2023-05-04,USD,23450\n2023-05-04,USD,23450.0")
    assert (len(table.quoted), table.repeated, table.problems) == (1, 1, [])


@pytest.mark.parametrize("text", ["0", "-5", "abc", "23.450", "1,234,56", "23450.12345", "9" * 12, "1.2.3"])
def test_what_is_no_rate_or_can_be_read_in_two_ways_is_a_fault(text: str) -> None:
    table = read(f'quoted_on,currency,rate\n2023-05-04,USD,"{text}"')
    assert (table.quoted, len(table.problems)) == ([], 1)


def test_a_currency_that_is_none_and_a_day_that_is_none_are_faults() -> None:
    table = read("quoted_on,currency,rate\n2023-05-04,XQX,5\n2023-13-04,USD,5\n,USD,5")
    assert [each.row for each in table.problems] == [2, 3, 4]


@given(st.decimals("0.0001", "99999999", places=4))
def test_a_number_is_the_same_with_either_mark_and_with_thousands(amount: Decimal) -> None:
    plain = f"{amount:.4f}"
    grouped = f"{amount:,.4f}"
    vietnamese = grouped.translate(str.maketrans(",.", ".,"))
    assert number(plain) == number(grouped) == number(vietnamese) == amount


def known() -> dict:  # type: ignore[type-arg]
    return {day("2023-04-27"): {"USD": 234_500_000, "EUR": 250_000_000}}


def test_a_leap_of_more_than_a_tenth_and_a_currency_that_is_missing_are_warned_of() -> None:
    table = read("quoted_on,USD\n2023-05-04,26000")
    compare(table, book(entry("MFN")), quotations=known())
    assert [each.code for each in table.warnings] == ["USD", "2023-05-04"]
    assert "EUR" in table.warnings[1].words.en
    calm = read("quoted_on,USD,EUR\n2023-05-04,23500,25100")
    compare(calm, book(entry("MFN")), quotations=known())
    assert calm.warnings == []


def test_a_comparison_says_what_was_quoted_before_and_after() -> None:
    table = read("quoted_on,USD,EUR,CNY\n2023-05-04,23500,25000,3400")
    laid = {**known(), day("2023-05-04"): {"USD": 234_500_000, "EUR": 250_000_000}}
    found = compare(table, book(entry("MFN")), quotations=laid)
    assert (found.new["EXCHANGE"], found.same["EXCHANGE"]) == (1, 1)
    (changed,) = found.changed
    assert (all_said(changed.before).vi, all_said(changed.after).vi) == ("23.450 đồng", "23.500 đồng")


def test_quotations_are_laid_currency_by_currency() -> None:
    laid = lay(known(), [Quoted(day("2023-04-27"), "USD", 1), Quoted(day("2023-05-04"), "USD", 2)])
    assert laid == {day("2023-04-27"): {"USD": 1, "EUR": 250_000_000}, day("2023-05-04"): {"USD": 2}}


def cross(since: str, until: str) -> Cross:
    return Cross("LAK", day(since), day(until), 5620)


def test_a_quotation_is_made_for_the_week_after() -> None:
    assert week_of(day("2023-05-04")) == week_of(day("2023-05-03")) == (day("2023-05-08"), day("2023-05-14"))


def test_no_invented_cross_rate_is_left_beneath_a_week_or_a_period_that_was_loaded() -> None:
    left = beneath([cross("2023-05-01", "2023-05-31")], [day("2023-05-04")], [cross("2023-05-15", "2023-05-20")])
    assert left == [cross("2023-05-01", "2023-05-07"), cross("2023-05-21", "2023-05-31")]
    assert beneath([cross("2023-05-09", "2023-05-10")], [day("2023-05-04")], []) == []
    assert beneath([cross("2023-06-01", "2023-06-30")], [day("2023-05-04")], []) == [cross("2023-06-01", "2023-06-30")]


dates = st.dates(day("2023-01-01"), day("2023-12-31"))


@given(st.lists(dates, max_size=6), dates, dates)
def test_what_is_left_is_every_day_that_nothing_covers(quoted: list, one: object, other: object) -> None:  # type: ignore[type-arg]
    first, last = sorted([one, other])  # type: ignore[type-var]
    whole = Cross("LAK", first, last, 1)  # type: ignore[arg-type]
    left = beneath([whole], quoted, [])
    for asked in (first, last, *quoted, *(week_of(each)[0] for each in quoted)):
        covered = any(since <= asked <= until for since, until in map(week_of, quoted))
        assert any(each.holds_on(asked) for each in left) == (whole.holds_on(asked) and not covered)
