"""Cells of spreadsheets and exports are read exactly, or refused; nothing is guessed."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.gateways.vnaccs.domain import cells
from motcua.gateways.vnaccs.domain.faults import Unread

AT = datetime(2023, 5, 4, 2, 15, tzinfo=UTC)
NAIVE = datetime.fromisoformat("2023-05-04T09:15")
"""As a spreadsheet keeps it: an hour of Viet Nam without a zone."""


@pytest.mark.parametrize(
    ("told", "mark", "amount"),
    [
        ("1234567", "", "1234567"), ("1.234.567", "", "1234567"), ("1,234,567", "", "1234567"),
        ("1.234.567,89", "", "1234567.89"), ("1,234,567.89", "", "1234567.89"), ("1 234 567,5", "", "1234567.5"),
        ("1\u00a0234\u00a0567", "", "1234567"), ("12,5", "", "12.5"), ("12.5", "", "12.5"), ("0,125", "", "0.125"),
        ("0.125", ",", "0.125"), ("1.234", ",", "1234"), ("1.234", ".", "1.234"), ("1,234", ".", "1234"),
        ("1234,5678", "", "1234.5678"), ("'1234", "", "1234"),
    ],
)  # fmt: skip
def test_amounts_are_read_with_either_decimal_mark(told: str, mark: str, amount: str) -> None:
    assert cells.amount(told, mark) == Decimal(amount)


@pytest.mark.parametrize(
    "told", ["1.234", "1,234", "abc", "-5", "1.23.456", "1,2345,678", "12-5", "1e5", "", "∞", "NaN"]
)
def test_what_is_no_amount_or_could_be_two_is_refused(told: str) -> None:
    with pytest.raises(Unread):
        cells.amount(told)


def test_a_mark_that_the_sheet_uses_for_decimals_never_parts_thousands_of_dong() -> None:
    assert cells.dong("1,234", ".") == 1234
    for read in (cells.dong, cells.value, cells.whole):
        with pytest.raises(Unread):
            read("1.234", ".")


@pytest.mark.parametrize(("told", "dong"), [("1.234", 1234), ("1,234", 1234), ("1.234.000", 1_234_000), ("0", 0)])
def test_a_single_mark_in_whole_dong_parts_thousands(told: str, dong: int) -> None:
    assert cells.dong(told) == dong


@pytest.mark.parametrize("cell", ["1234,5", Decimal("0.5"), "12.34"])
def test_taxes_have_no_decimals(cell: Any) -> None:
    with pytest.raises(Unread):
        cells.dong(cell)


def test_the_hairs_breadth_of_a_spreadsheet_is_forgiven_and_values_are_rounded_once() -> None:
    assert cells.dong(Decimal("1234567.0000000002")) == 1_234_567
    assert [cells.value(Decimal(told)) for told in ("10.49", "10.5", "11.5")] == [10, 11, 12]


@given(some.integers(0, 10**13), some.integers(1, 9999), some.sampled_from(".,"))
def test_a_grouped_amount_reads_back_whatever_the_marks(whole: int, part: int, mark: str) -> None:
    other = "," if mark == "." else "."
    grouped = f"{whole:,}".replace(",", other)
    told = f"{grouped}{mark}{part:04d}"
    exact = Decimal(f"{whole}.{part:04d}")
    assert cells.amount(told, mark) == exact
    assert cells.amount(told) == exact


@given(some.integers(0, 10**13))
def test_dong_reads_back_as_number_text_and_grouped(dong: int) -> None:
    for cell in (Decimal(dong), str(dong), f"{dong:,}", f"{dong:,}".replace(",", ".")):
        assert cells.dong(cell) == dong


def test_the_decimal_mark_of_a_sheet_is_what_no_cell_leaves_in_doubt() -> None:
    assert cells.decimal_mark(["1.234", "5,5", "7"]) == ","
    assert cells.decimal_mark(["1,234.5", "2"]) == "."
    assert cells.decimal_mark(["1.234", "1,234"]) == ""
    assert cells.decimal_mark(["5,5", "5.5"]) == ""


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("04/05/2023", date(2023, 5, 4)), ("4/5/2023", date(2023, 5, 4)), ("2023-05-04", date(2023, 5, 4)),
        ("04052023", date(2023, 5, 4)), ("20230504", date(2023, 5, 4)), (Decimal(45050), date(2023, 5, 4)),
        (date(2023, 5, 4), date(2023, 5, 4)), (NAIVE.replace(hour=0, minute=0), date(2023, 5, 4)),
        ("04/05/2023 09:15", AT), ("2023-05-04T09:15:00", AT), (NAIVE, AT),
        (Decimal("45050.385416666664"), AT), ("20112023", date(2023, 11, 20)),
    ],
)  # fmt: skip
def test_days_stay_days_and_hours_are_those_of_viet_nam(cell: Any, found: Any) -> None:
    assert cells.moment(cell) == found


@pytest.mark.parametrize("cell", ["05/25/2023", "31/02/2023", "hôm qua", Decimal(5), "2023", "00/00/0000"])
def test_what_is_no_day_is_refused(cell: Any) -> None:
    with pytest.raises(Unread):
        cells.day(cell)


@pytest.mark.parametrize(("cell", "found"), [("09:15", time(9, 15)), ("0915", time(9, 15)), ("915", time(9, 15)),
                                             ("091530", time(9, 15, 30)), (Decimal("0.5"), time(12))])  # fmt: skip
def test_hours_are_read(cell: Any, found: time) -> None:
    assert cells.clock(cell) == found


@pytest.mark.parametrize(("cell", "found"), [("Xanh", 1), ("1", 1), (Decimal(2), 2), ("Luồng vàng", 2), ("3D", 3),
                                             ("ĐỎ", 3), ("Red channel", 3), ("1 - Xanh", 1)])  # fmt: skip
def test_channels_are_known_by_number_and_word(cell: Any, found: int) -> None:
    assert cells.channel(cell) == found


@pytest.mark.parametrize("cell", ["4", "10", "tím", "12"])
def test_no_other_channel_is_taken(cell: str) -> None:
    with pytest.raises(Unread):
        cells.channel(cell)


def test_codes_that_a_spreadsheet_keeps_as_numbers_get_their_zero_back() -> None:
    assert cells.hs(Decimal(8106000)) == "08106000"
    assert cells.hs("0810.60.00") == "08106000"
    assert cells.party(Decimal(101234567)) == "0101234567"
    assert cells.number(Decimal(108600000130)) == "108600000130"
    assert cells.code("a11 - Nhập kinh doanh tiêu dùng") == "A11"


@pytest.mark.parametrize(
    ("read", "cell"), [(cells.hs, "8106000"), (cells.party, "12345"), (cells.number, "108600000140")]
)
def test_a_text_of_the_wrong_length_or_check_digit_is_refused(read: Any, cell: str) -> None:
    with pytest.raises(Unread):
        read(cell)


def test_texts_are_composed_and_hold_no_control_characters() -> None:
    assert cells.text("Ho\u0302\u0300ng\x00 Gai\n ") == "Hồng Gai"
