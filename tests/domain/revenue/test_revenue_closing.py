"""Closing days, the treasury's file beside the ledger, and plans of instalments: the decisions alone."""

from datetime import date

import pytest

from motcua.revenue.domain import instalments
from motcua.revenue.domain.closing import Flow, account_sums, balances, booking_day, days_to_close, standing_of
from motcua.revenue.domain.closing_errors import DayNotOver, PlanUnfit
from motcua.revenue.domain.instalments import Part
from motcua.revenue.domain.treasury_file import Line, Side, amount_of, compare, read

D1, D2, D3 = date(2023, 12, 20), date(2023, 12, 21), date(2023, 12, 22)
HEADS = ["Ngày", "Số tham chiếu", "Tiểu mục", "Số tiền", "Tài khoản kho bạc"]


def test_the_balances_of_a_day_add_up_to_zero_and_carry_on():
    flows = [Flow("131", "711", 100, 2), Flow("112", "131", 60, 1)]
    sums = account_sums(flows, {"131": 5, "711": -5})
    assert [tuple(each) for each in sums] == [("112", 60, 0, 60), ("131", 100, 60, 45), ("711", 0, 100, -105)]
    assert sum(each.balance for each in sums) == 0
    assert balances(flows, {"131": 5, "711": -5}) == {"112": 60, "131": 45, "711": -105}


def test_an_account_that_did_not_move_still_stands_where_it_stood():
    assert [tuple(each) for each in account_sums([], {"131": 5, "711": -5, "338": 0})] == [
        ("131", 0, 0, 5), ("711", 0, 0, -5),
    ]  # fmt: skip


def test_days_are_closed_in_order_without_a_gap_and_never_twice():
    assert days_to_close(None, D1, D2, D3) == [D1, D2]
    assert days_to_close(D1, D1, D2, D3) == [D2]
    assert days_to_close(D2, D1, D2, D3) == []
    assert days_to_close(D2, D1, D1, D3) == []
    assert days_to_close(None, D3, D2, D3) == [D2]


def test_today_cannot_be_closed_and_yesterday_can():
    assert days_to_close(None, D2, D2, D3) == [D2]
    with pytest.raises(DayNotOver):
        days_to_close(None, D2, D3, D3)


@pytest.mark.parametrize(
    ("day", "through", "booked"), [(D2, None, D2), (D2, D1, D2), (D2, D2, D3), (D1, D2, D3), (D3, D2, D3)]
)
def test_what_comes_late_is_booked_on_the_first_open_day(day, through, booked):
    assert booking_day(day, through) == booked


@pytest.mark.parametrize(
    ("money", "file", "differences", "unexplained", "standing"),
    [
        (False, False, 0, 0, "none"), (True, False, 0, 0, "signed"), (True, True, 0, 0, "agrees"),
        (False, True, 0, 0, "agrees"), (True, True, 2, 0, "explained"), (True, True, 2, 1, "signed"),
    ],
)  # fmt: skip
def test_a_day_needs_a_reason_without_a_file_or_with_an_unexplained_difference(
    money, file, differences, unexplained, standing
):
    assert standing_of(money=money, file=file, differences=differences, unexplained=unexplained) == standing


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1000000", 1_000_000), ("1.000.000", 1_000_000), ("1,000,000", 1_000_000), ("-5 000", -5_000), ("12.0", 12),
        ("1.5", None), ("1.00", None), ("", None), ("1e6", None), ("9999999999999999", None), ("१२", None),
        ("--1", None), ("1.234,567", None), ("1,234.500", None), ("1.000.0", None), ("1 000 000", 1_000_000),
    ],
)  # fmt: skip
def test_an_amount_is_whole_dong_with_or_without_marks(text, amount):
    assert amount_of(text) == amount


def test_a_file_is_read_by_its_titles_in_either_language():
    told = read(HEADS, [["21/12/2023", "R1", "1901", "60", "0000"], ["2023-12-21", "R1", "1702", "40", "0000"], [""]])
    assert told.faults == ()
    assert told.day == D2
    assert told.lines == (Line("R1", "1901", 60, "0000"), Line("R1", "1702", 40, "0000"))
    assert read(["day", "reference", "item", "amount"], [["2023-12-21", "R1", "1901", "60"]]).day == D2


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (["2023-13-21", "R1", "1901", "60"], "ngày không đọc được"),
        (["0001-01-01", "R1", "1901", "60"], "ngày không đọc được"),
        (["2023-12-21", "", "1901", "60"], "thiếu số tham chiếu"),
        (["2023-12-21", "R1", "190", "60"], "tiểu mục có 4 chữ số"),
        (["2023-12-21", "R1", "1901", "0"], "số tiền là số nguyên đồng khác 0"),
        (["2023-12-21", "R1", "1901", "6,5"], "số tiền là số nguyên đồng khác 0"),
        (["2023-12-21", "R" * 61, "1901", "60"], "số tham chiếu dài quá 60"),
        (["2023-12-21", "R\x00", "1901", "60"], "số tham chiếu dài quá 60"),
        (["2023-12-20", "R1", "1901", "60"], "ngày khác các dòng trên"),
        (["2023-12-21", "R0", "1901", "60"], "số tham chiếu và tiểu mục này đã có ở trên"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_nothing_is_taken(row, wrong):
    told = read(HEADS, [["2023-12-21", "R0", "1901", "1"], row])
    assert (told.day, told.lines) == (None, ())
    assert [(each.row, each.words.vi) for each in told.faults] == [(3, wrong)]


def test_a_file_without_a_needed_column_or_a_line_says_so():
    assert "Tiểu mục" in read(["Ngày", "Số tham chiếu", "Số tiền"], [["x"]]).faults[0].words.vi
    assert read(HEADS, [[""]]).faults[0].row == 1


def test_each_reference_agrees_or_says_how_it_differs():
    theirs = [Line("A", "1901", 60), Line("A", "1702", 40), Line("B", "1702", 5), Line("C", "1702", 9),
              Line("D", "1901", 7), Line("HT8", "1702", -3), Line("F", "1702", 5)]  # fmt: skip
    ours = [Side("A", {"1702": 40, "1901": 60}), Side("C", {"1702": 8}), Side("D", {"1702": 7}), Side("E", {"": 2}, 5),
            Side("HT8", {"": -3}), Side("F", {"1702": 3, "": 2})]  # fmt: skip
    found = {each.reference: (each.state, each.sums) for each in compare(theirs, ours)}
    assert found == {
        "A": ("agrees", (100, 100)), "B": ("theirs", (5, 0)), "C": ("differs", (9, 8)), "D": ("items", (7, 7)),
        "E": ("ours", (0, 2)), "HT8": ("agrees", (-3, -3)), "F": ("agrees", (5, 5)),
    }  # fmt: skip
    assert [each.state for each in compare(theirs, ours)][-3:] == ["agrees"] * 3


def test_two_banks_with_one_reference_are_added_and_neither_is_lost():
    found = compare([Line("A", "1702", 9)], [Side("A", {"1702": 4}), Side("A", {"1702": 5})])
    assert [(each.state, each.sums) for each in found] == [("agrees", (9, 9))]


def test_equal_parts_add_up_to_the_dong_and_fall_on_the_same_day_of_each_month():
    parts = instalments.monthly(100, 3, date(2023, 1, 31))
    assert parts == [Part(date(2023, 1, 31), 34), Part(date(2023, 2, 28), 33), Part(date(2023, 3, 31), 33)]


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        ([Part(date(2024, 1, 1), 40), Part(date(2024, 2, 1), 60)], True),
        ([Part(date(2023, 12, 23), 40), Part(date(2024, 12, 22), 60)], True),
        ([Part(date(2023, 12, 22), 40), Part(date(2024, 2, 1), 60)], False),
        ([Part(date(2024, 1, 1), 40), Part(date(2024, 12, 23), 60)], False),
        ([Part(date(2024, 1, 1), 100)], False),
        ([Part(date(2024, 1, 1), 40), Part(date(2024, 2, 1), 59)], False),
        ([Part(date(2024, 2, 1), 40), Part(date(2024, 2, 1), 60)], False),
        ([Part(date(2024, 1, 1), 0), Part(date(2024, 2, 1), 100)], False),
        (instalments.monthly(100, 12, date(2024, 1, 22)), True),
        ([Part(date(2024, 1, day), 1) for day in range(1, 13)] + [Part(date(2024, 2, 1), 88)], False),
    ],
)
def test_a_plan_pays_exactly_what_is_owed_within_the_laws_limits(parts, fits):
    if fits:
        instalments.check(parts, 100, D3)
        return
    with pytest.raises(PlanUnfit):
        instalments.check(parts, 100, D3)


PLAN = [Part(D2, 40), Part(D3, 60)]


@pytest.mark.parametrize(
    ("paid", "open_", "on", "outcome"),
    [
        (0, 100, D2, ""), (0, 100, D3, "fail"), (39, 61, D3, "fail"), (40, 60, D3, ""), (100, 0, D3, "keep"),
        (0, 0, D3, "keep"), (99, 1, date(2023, 12, 23), "fail"),
    ],
)  # fmt: skip
def test_payments_alone_keep_or_fail_a_plan_and_the_due_day_is_in_time(paid, open_, on, outcome):
    assert instalments.follows(PLAN, paid, open_, on) == outcome


def test_a_part_shows_what_payments_cover_of_it():
    assert [(each.covered, each.state) for each in instalments.shown(PLAN, 50, D3)] == [(40, "paid"), (10, "due")]


def test_interest_on_top_counts_every_late_day_of_each_part():
    assert instalments.interest_of([Part(D2, 10_000), Part(D3, 10_000)], date(2023, 12, 10)) == 30 + 33
    assert instalments.interest_of(PLAN, None) == 0
