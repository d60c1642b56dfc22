"""Outcomes: what checks found, and how sure a rate of hits is."""

from collections.abc import Iterable
from math import sqrt
from typing import Literal, NamedTuple

from motcua.kernel.money import PPM, half_up
from motcua.kernel.words import Words

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


Verdict = Literal["beats", "not", "few"]
VERDICTS: dict[Verdict, Words] = {
    "beats": Words("Hơn bốc thăm", "Beats the draw"),
    "not": Words("Không hơn bốc thăm", "Does not beat the draw"),
    "few": Words("Quá ít lượt kiểm tra", "Too few inspections"),
}


def verdict(found: int, checked: int, drawn_found: int, drawn_checked: int, least: int) -> Verdict:
    """A rule beside the draw: `few` inspections on a side, `beats` its rate with the whole interval, or does `not`."""
    if min(checked, drawn_checked) < least:
        return "few"
    return "beats" if wilson(found, checked).low_ppm > wilson(drawn_found, drawn_checked).rate_ppm else "not"


class Prefix(NamedTuple):
    """The first `registered` declarations of the stream and the inspections among them."""

    registered: int
    inspected: int
    legal: int
    rate_ppm: int


def prefixes(inspections: Iterable[tuple[int, bool]], last: int, points: int) -> tuple[Prefix, list[Prefix]]:
    """The prefix of the highest rate, legal inspections left out, and up to `points` evenly spread ones.

    `inspections` are (turn, ordered by law) in order of turn; `last` is the last turn of the stream.
    """
    highest, spread = Prefix(0, 0, 0, 0), []
    step = max(last // max(points, 1), 1)
    inspected = legal = 0
    marks = iter(range(step, last + 1, step))
    mark = next(marks, None)
    for turn, by_law in inspections:
        while mark is not None and mark < turn:
            spread.append(_prefix(mark, inspected, legal))
            mark = next(marks, None)
        inspected, legal = inspected + 1, legal + by_law
        here = _prefix(turn, inspected, legal)
        if (here.inspected - legal) * max(highest.registered, 1) > (highest.inspected - highest.legal) * turn:
            highest = here
    while mark is not None:
        spread.append(_prefix(mark, inspected, legal))
        mark = next(marks, None)
    return highest, spread


def _prefix(turn: int, inspected: int, legal: int) -> Prefix:
    return Prefix(turn, inspected, legal, inspected * PPM // turn if turn else 0)
