"""Money: one rounding, exact foreign amounts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import dong, e4, e4_of, from_e4, half_up, written


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (3, 2, 2), (-1, 2, -1), (-3, 2, -2), (49, 100, 0), (50, 100, 1), (-49, 100, 0), (0, 7, 0), (14, 7, 2)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(st.integers(-(10**24), 10**24), st.integers(1, 10**12))
def test_rounding_is_never_further_than_half(numerator: int, denominator: int) -> None:
    assert abs(Fraction(numerator, denominator) - half_up(numerator, denominator)) <= Fraction(1, 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14))
def test_a_foreign_amount_survives_its_whole_form(amount: Decimal) -> None:
    assert from_e4(e4(amount)) == amount


def test_five_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="more than four decimals"):
        e4(Decimal("1.00001"))


@pytest.mark.parametrize(("amount", "whole"), [("0.5", 1), ("1.49999", 1), ("-0.5", -1), ("2.5", 3)])
def test_dong_are_whole(amount: str, whole: int) -> None:
    assert dong(Decimal(amount)) == whole


@pytest.mark.parametrize(("amount", "scaled"), [
    ("12.5", 125_000), ("0.0001", 1), ("-3", -30_000), ("99999999999999", 999_999_999_999_990_000), ("1e14", None),
    ("0.00001", None), ("NaN", None), ("Infinity", None), ("-Infinity", None),
])  # fmt: skip
def test_what_nobody_has_looked_at_is_an_amount_or_none(amount: str, scaled: int | None) -> None:
    assert e4_of(Decimal(amount)) == scaled


@pytest.mark.parametrize(("scaled", "text"), [
    (0, "0"), (125_000, "12.5"), (10_000, "1"), (1_000_000, "100"), (1, "0.0001"), (12_345_675_000, "1234567.5"),
])  # fmt: skip
def test_ten_thousandths_are_written_in_full_without_idle_zeros(scaled: int, text: str) -> None:
    assert written(scaled) == text
