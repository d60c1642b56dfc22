"""Units: exact sizes, one rounding, and no turning of pieces into tonnes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import E4
from motcua.reference.domain import NoConversion, all_units, convert_e4, convertible

UNITS = sorted(all_units())
quantities = st.integers(-(10**15), 10**15)
pairs = st.sampled_from([(a, b) for a in UNITS for b in UNITS if convertible(a, b)])


@pytest.mark.parametrize(
    ("quantity_e4", "source", "target", "expected_e4"),
    [
        (1 * E4, "TNE", "KGM", 1_000 * E4),
        (1 * E4, "KGM", "TNE", 10),
        (1 * E4, "LBR", "KGM", 4_536),
        (1 * E4, "MTQ", "LTR", 1_000 * E4),
        (1 * E4, "BLL", "LTR", 1_589_873),
        (2 * E4, "DZN", "PCE", 24 * E4),
        (3 * E4, "MIL", "PCE", 3_000 * E4),
        (1 * E4, "YRD", "MTR", 9_144),
        (7, "KGM", "KGM", 7),
    ],
)
def test_a_quantity_is_told_in_another_unit(quantity_e4: int, source: str, target: str, expected_e4: int) -> None:
    assert convert_e4(quantity_e4, source, target) == expected_e4


@pytest.mark.parametrize(("grams_e4", "kilograms_e4"), [(4_999, 5), (499, 0), (500, 1), (-500, -1), (-499, 0)])
def test_halves_are_rounded_away_from_zero_once(grams_e4: int, kilograms_e4: int) -> None:
    assert convert_e4(grams_e4, "GRM", "KGM") == kilograms_e4


@pytest.mark.parametrize(
    ("source", "target"),
    [("KGM", "LTR"), ("PCE", "KGM"), ("SET", "PCE"), ("PR", "PCE"), ("RO", "MTR"), ("MTK", "MTR"), ("KGM", "XXX"),
     ("XXX", "XXX")],
)  # fmt: skip
def test_units_that_measure_other_things_or_have_no_fixed_size_are_refused(source: str, target: str) -> None:
    with pytest.raises(NoConversion):
        convert_e4(E4, source, target)


@given(quantities, st.sampled_from(UNITS))
def test_a_unit_into_itself_changes_nothing(quantity_e4: int, unit: str) -> None:
    assert convert_e4(quantity_e4, unit, unit) == quantity_e4


@given(quantities, pairs)
def test_there_and_back_is_off_by_no_more_than_half_a_step_of_the_coarser_unit(
    quantity_e4: int, pair: tuple[str, str]
) -> None:
    source, target = pair
    size, other = all_units()[source], all_units()[target]
    back = convert_e4(convert_e4(quantity_e4, source, target), target, source)
    step = -(-other.numerator * size.denominator // (other.denominator * size.numerator))
    assert abs(back - quantity_e4) <= (step + 1) // 2 + 1 if step > 1 else back == quantity_e4


@given(quantities, quantities, pairs)
def test_more_never_becomes_less(one: int, two: int, pair: tuple[str, str]) -> None:
    low, high = sorted((one, two))
    assert convert_e4(low, *pair) <= convert_e4(high, *pair)


@given(quantities, pairs)
def test_a_negative_quantity_is_the_mirror_of_the_positive(quantity_e4: int, pair: tuple[str, str]) -> None:
    assert convert_e4(-quantity_e4, *pair) == -convert_e4(quantity_e4, *pair)


def test_every_unit_has_a_size_above_zero() -> None:
    assert all(unit.numerator > 0 and unit.denominator > 0 for unit in all_units().values())


def test_the_weights_of_a_declaration_are_units_of_mass() -> None:
    assert {all_units()[code].kind for code in ("KGM", "TNE", "LBR")} == {"mass"}
