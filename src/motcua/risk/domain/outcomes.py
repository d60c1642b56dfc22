"""Outcomes: what checks found, and how sure a rate of hits is."""

from math import sqrt
from typing import NamedTuple

from motcua.kernel.money import PPM, half_up

_Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: an interval of 95 %."""


class Interval(NamedTuple):
    """A rate with its interval, in ppm."""

    rate_ppm: int
    low_ppm: int
    high_ppm: int


def wilson(hits: int, checked: int) -> Interval:
    """The rate of hits with Wilson's 95 % interval; nothing checked leaves it wholly open."""
    if not 0 <= hits <= checked:
        raise ValueError(f"{hits} hits in {checked} checks")
    if not checked:
        return Interval(0, 0, PPM)
    rate, square = hits / checked, _Z * _Z
    middle = (rate + square / (2 * checked)) / (1 + square / checked)
    reach = _Z * sqrt(rate * (1 - rate) / checked + square / (4 * checked**2)) / (1 + square / checked)
    low = 0 if hits == 0 else max(round((middle - reach) * PPM), 0)
    high = PPM if hits == checked else min(round((middle + reach) * PPM), PPM)
    return Interval(half_up(hits * PPM, checked), low, high)
