"""The verdict on a printed number, given what it should be."""

import re
from fractions import Fraction
from typing import Literal

from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import Finding
from motcua.reports.domain.press.truth import Truth

Verdict = Literal["confirmed", "rounded", "contradicted", "unchecked"]
CONFIRMED = Fraction(1, 1000)
"""Relative error up to which a number at the printed digits is confirmed."""
NEARLY = Fraction(1, 20)
"""How far, at the least, `nearly` and `over` may reach."""
LEAST_DECIMALS = 2


def judged(found: Finding) -> Verdict:
    """Confirmed, rounded, contradicted; unchecked where the relation is not clear enough to contradict."""
    printed = found.quantity.value
    true = found.truth.value / found.quantity.size
    if _at_digits(printed, true, found.quantity.decimals):
        return "confirmed" if _error(printed, true) <= CONFIRMED else "rounded"
    if _cut(printed, true, found.quantity.decimals) or _said_nearly(found.quantity, true):
        return "rounded"
    if _open(found.truth, found.quantity):
        return "rounded"
    if found.truth.vague and abs(printed - true) <= abs(true) * NEARLY * 2:
        return "unchecked"
    return "unchecked" if not found.clear or _read_otherwise(found) else "contradicted"


def expected(quantity: Quantity, true: Fraction) -> int | float:
    """The right number in the printed unit and scale, to the printed decimals and two at the least."""
    value = true / quantity.size
    rounded = half_up(value, max(quantity.decimals, LEAST_DECIMALS))
    return int(rounded) if rounded.denominator == 1 else float(rounded)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounded half away from zero."""
    unit: int = 10**decimals
    rounded = Fraction(int(abs(value) * unit + Fraction(1, 2)), unit)
    return -rounded if value < 0 else rounded


def _at_digits(printed: Fraction, true: Fraction, decimals: int) -> bool:
    return half_up(true, decimals) == printed


def _error(printed: Fraction, true: Fraction) -> Fraction:
    return abs(printed - true) / abs(true) if true else abs(printed)


def _cut(printed: Fraction, true: Fraction, decimals: int) -> bool:
    unit: int = 10**decimals
    return true > 0 and Fraction(int(true * unit), unit) == printed


def _said_nearly(quantity: Quantity, true: Fraction) -> bool:
    """Whether the words before it stand on the right side, and not too far."""
    printed = quantity.value
    reach = max(printed * NEARLY, last_digit(quantity))
    if quantity.approx == "below":
        return printed - reach <= true < printed
    if quantity.approx == "above":
        return printed < true <= printed + reach
    if quantity.approx == "about":
        return abs(true - printed) <= reach
    return quantity.approx == "bound" and true <= printed


def last_digit(quantity: Quantity) -> Fraction:
    """One of the last digit that is not a closing zero: 10,000 for 340,000; 0.1 for 4.5."""
    if quantity.decimals or not quantity.value:
        return Fraction(1, 10**quantity.decimals)
    zeros = re.search(r"0*$", str(int(quantity.value)))
    return Fraction(10 ** len(zeros.group())) if zeros else Fraction(1)


def _open(found: Truth, quantity: Quantity) -> bool:
    """Whether the printed number lies in what the rounding of the figures it comes from leaves open."""
    return found.low < found.high and found.low <= quantity.amount <= found.high


def _read_otherwise(found: Finding) -> bool:
    """Another reading of an ambiguous number, or of the words, would be right."""
    quantity = found.quantity
    trues = [found.truth.value, *found.truth.others]
    values = [quantity.value] if quantity.other is None else [quantity.value, quantity.other]
    return any(
        _at_digits(value, true / quantity.size, quantity.decimals) or _error(value, true / quantity.size) <= CONFIRMED
        for value in values
        for true in trues
    )
