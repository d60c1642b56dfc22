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
        factor = _factor(code, unit)
        if declared is not None and factor is not None and (whole := as_e4(declared)) >= 0:
            return whole * factor.numerator, factor.denominator
    return None


@lru_cache(maxsize=1024)
def _factor(source: str, target: str) -> Fraction | None:
    if source == target:
        return Fraction(1)
    if not convertible(source, target):
        return None
    size, unit = all_units()[source], all_units()[target]
    return Fraction(size.numerator * unit.denominator, size.denominator * unit.numerator)
