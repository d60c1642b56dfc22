"""Quantities: how much of a line a tax per unit is charged on, as an exact fraction."""

from fractions import Fraction
from functools import lru_cache

from motcua.duties.domain.asked import Goods
from motcua.duties.domain.numbers import as_e4
from motcua.reference.domain import all_units, convertible


def quantity_in(goods: Goods, unit: str) -> tuple[int, int] | None:
    """The line's quantity in `unit` as (numerator, denominator) of 1/10,000, or None if neither fits.

    The first quantity that can be turned into the unit counts; the second stands in for it.
    """
    for declared, code in ((goods.quantity, goods.unit), (goods.quantity2, goods.unit2)):
        if declared is None:
            continue
        factor = _factor(code, unit)
        if factor is not None and (whole := as_e4(declared)) >= 0:
            return whole * factor[0], factor[1]
    return None


@lru_cache(maxsize=1024)
def _factor(source: str, target: str) -> tuple[int, int] | None:
    """What a quantity is multiplied and divided by, in lowest terms; None where the units do not fit."""
    if source == target:
        return 1, 1
    if not convertible(source, target):
        return None
    size, unit = all_units()[source], all_units()[target]
    return Fraction(size.numerator * unit.denominator, size.denominator * unit.numerator).as_integer_ratio()
