"""A recomputed figure: its value, how far the printed figures it comes from leave it open, and its arithmetic."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from motcua.reports.domain.press.quantities import Quantity

PERCENT = 100
Compute = Callable[[Fraction, Fraction], Fraction]


class Truth(NamedTuple):
    """`value` in units of the quantity's `dim`, between `low` and `high`; `steps` name what was done with what.

    `others` are the values under the other readings of ambiguous numbers or words; `vague`: an input is only nearly
    known.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    steps: tuple[str, tuple[Quantity, ...]]
    others: tuple[Fraction, ...] = ()
    vague: bool = False


def ratio(part: Quantity, whole: Quantity, *, percent: bool) -> Truth | None:
    """part / whole; None over nothing."""
    times = PERCENT if percent else 1
    return _of(lambda x, y: x / y * times, part, whole, "share" if percent else "times")


def growth(now: Quantity, base: Quantity, sign: int) -> Truth | None:
    """(now - base) / base in percent, times `sign`."""
    return _of(lambda x, y: (x - y) / y * PERCENT * sign, now, base, "growth" if sign > 0 else "fall")


def difference(now: Quantity, base: Quantity, sign: int) -> Truth:
    """now - base, times `sign`."""
    value = (now.amount - base.amount) * sign
    slack = now.slack + base.slack
    steps = ("difference", (now, base) if sign > 0 else (base, now))
    return Truth(value, value - slack, value + slack, steps, (), bool(now.approx or base.approx))


def of_change(now: Quantity, change: Quantity, sign: int) -> Truth | None:
    """The growth in percent that a change means: change / (now - change)."""
    base = now.amount - sign * change.amount
    if base <= 0:
        return None
    value = change.amount / base * PERCENT
    slack = value * (change.slack / change.amount + (now.slack + change.slack) / base) if change.amount else Fraction(0)
    steps = ("of_change" if sign > 0 else "of_fall", (change, now, change))
    return Truth(value, value - slack, value + slack, steps, (), bool(now.approx or change.approx))


def total(parts: list[Quantity]) -> Truth:
    """The sum of the parts."""
    value = sum((each.amount for each in parts), Fraction(0))
    slack = sum((each.slack for each in parts), Fraction(0))
    return Truth(value, value - slack, value + slack, ("sum", tuple(parts)), (), any(each.approx for each in parts))


def rest_of(whole: Quantity, parts: list[Quantity]) -> Truth:
    """What parts leave of a whole."""
    taken = total(parts)
    value, slack = whole.amount - taken.value, whole.slack + taken.high - taken.value
    steps = ("rest_of", (whole, *parts))
    return Truth(value, value - slack, value + slack, steps, (), taken.vague or bool(whole.approx))


def fraction(pair: Quantity) -> Truth | None:
    """What 560/800 is in percent."""
    if not pair.whole or pair.whole <= 0:
        return None
    value = pair.value / pair.whole * PERCENT
    return Truth(value, value, value, ("fraction", (pair,)))


def rest(pair: Quantity) -> Truth:
    """What 374/380 leaves."""
    value = ((pair.whole or Fraction(0)) - pair.value) * pair.size
    return Truth(value, value, value, ("rest", (pair,)))


def _of(compute: Compute, now: Quantity, base: Quantity, name: str) -> Truth | None:
    x, y = now.amount, base.amount
    if y - base.slack <= 0:
        return None
    value = compute(x, y)
    ends = [value]
    if now.slack or base.slack:
        ends = [compute(x + a * now.slack, y + b * base.slack) for a in (-1, 1) for b in (-1, 1)]
    others = () if now.other is None and base.other is None else tuple(_others(compute, now, base))
    return Truth(value, min(ends), max(ends), (name, (now, base)), others, bool(now.approx or base.approx))


def _others(compute: Compute, now: Quantity, base: Quantity) -> Iterator[Fraction]:
    for x in _readings(now):
        for y in _readings(base):
            if y > 0:
                yield compute(x, y)


def _readings(each: Quantity) -> tuple[Fraction, ...]:
    return (each.amount,) if each.other is None else (each.amount, each.other * each.size)
