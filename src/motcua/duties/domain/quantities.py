"""Quantities: how much of a line a tax per unit is charged on, as an exact fraction."""

from fractions import Fraction

from motcua.duties.domain.asked import Goods
from motcua.duties.domain.numbers import exact_e4

_MASS = {"GRM": Fraction(1, 1000), "KGM": Fraction(1), "TNE": Fraction(1000), "LBR": Fraction("0.45359237")}
_VOLUME = {"MLT": Fraction(1, 1000), "LTR": Fraction(1), "MTQ": Fraction(1000)}


def quantity_in(goods: Goods, unit: str) -> tuple[int, int] | None:
    """The line's quantity in `unit` as (numerator, denominator) of 1/10,000, or None if neither fits.

    The first quantity that can be turned into the unit counts; the second stands in for it.
    """
    for declared, code in ((goods.quantity, goods.unit), (goods.quantity2, goods.unit2)):
        if declared is not None and (factor := _factor(code, unit)) is not None:
            return exact_e4(declared, "", []) * factor.numerator, factor.denominator
    return None


def _factor(code: str, unit: str) -> Fraction | None:
    if code == unit:
        return Fraction(1)
    for measure in (_MASS, _VOLUME):
        if code in measure and unit in measure:
            return measure[code] / measure[unit]
    return None
