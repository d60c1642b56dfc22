"""Money: one rounding, exact foreign amounts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import dong, e4, from_e4, half_up, read_e4, written


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (3, 2, 2), (-1, 2, -1), (-3, 2, -2), (49, 100, 0), (50, 100, 1), (-49, 100, 0), (0, 7, 0), (14, 7, 2)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(st.integers(-(10**24), 10**24), st.integers(1, 10**12))
def test_rounding_is_never_further_than_half(numerator: int, denominator: int) -> None:
    assert abs(Fraction(numerator, denominator) - half_up(numerator, denominator)) <= Fraction(1, 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=1 - 10**14, max_value=10**14 - 1))
def test_a_foreign_amount_survives_its_whole_form(amount: Decimal) -> None:
    assert from_e4(e4(amount)) == amount


@pytest.mark.parametrize(("amount", "whole"), [("0.5", 1), ("1.49999", 1), ("-0.5", -1), ("2.5", 3)])
def test_dong_are_whole(amount: str, whole: int) -> None:
    assert dong(Decimal(amount)) == whole


@pytest.mark.parametrize(("amount", "scaled"), [
    ("12.5", 125_000), ("0.0001", 1), ("-3", -30_000), ("1.2300000", 12_300), ("1E+3", 10_000_000),
    ("99999999999999.9999", 999_999_999_999_999_999), ("-99999999999999.9999", -999_999_999_999_999_999),
])  # fmt: skip
def test_an_amount_of_fourteen_digits_and_four_decimals_is_exact(amount: str, scaled: int) -> None:
    assert e4(Decimal(amount)) == scaled


@pytest.mark.parametrize("amount", [
    "1e14", "-1e14", "0.00001", "1.00001", "NaN", "sNaN", "Infinity", "-Infinity", "1e-999999", "1e999999",
    "99999999999999.00000000000000000001",
])  # fmt: skip
def test_what_cannot_be_held_exactly_is_refused_and_never_rounded(amount: str) -> None:
    with pytest.raises(ValueError, match="no number, has more than four decimals, or is too large"):
        e4(Decimal(amount))


@pytest.mark.parametrize(("scaled", "text"), [
    (0, "0"), (125_000, "12.5"), (10_000, "1"), (1_000_000, "100"), (1, "0.0001"), (12_345_675_000, "1234567.5"),
])  # fmt: skip
def test_ten_thousandths_are_written_in_full_without_idle_zeros(scaled: int, text: str) -> None:
    assert written(scaled) == text


@pytest.mark.parametrize(("text", "scaled"), [
    ("7.5", 75_000), ("7,5", 75_000), ("0", 0), ("100", 1_000_000), ("0.0001", 1), ("12.3400", 123_400),
    ("99999999999999.9999", 999_999_999_999_999_999),
])  # fmt: skip
def test_per_cent_are_read_as_parts_per_million(text: str, scaled: int) -> None:
    assert read_e4(text) == scaled


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.", ".5", "1.00001", "1e3", "1 000", "1.2.3", "٣", "9" * 5000])
def test_a_number_that_is_not_plain_or_finer_than_ten_thousandths_is_refused_and_never_cut(text: str) -> None:
    with pytest.raises(ValueError, match="no plain number"):
        read_e4(text)
