"""Rank bands: what the answers can tell apart, and what they cannot."""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.survey.domain.scoring.intervals import half_width


class Standing(NamedTuple):
    """A score in hundredths with the variance (UNIT^-2) and the degrees of freedom of its unrounded value."""

    score_e2: int
    variance: int
    freedom: int


class Rank(NamedTuple):
    """A band counted from 1, and the best and worst rank that the answers allow."""

    band: int
    best: int
    worst: int


def apart(one: Standing, other: Standing) -> bool:
    """Whether the 95 % interval of the difference leaves zero out. Offices are drawn apart, so variances add."""
    half = half_width(one.variance + other.variance, min(one.freedom, other.freedom))
    return abs(one.score_e2 - other.score_e2) > half


def ranked(standings: Sequence[Standing]) -> list[Rank]:
    """Band and ranks of each, given best first.

    Two that cannot be told apart share a band, and so do those between them; different bands differ for certain.
    The best rank is one more than those that are better for certain, the worst leaves only those worse for certain.
    """
    found = []
    band = 1
    for at, own in enumerate(standings):
        above, below = standings[:at], standings[at:]
        if at and all(apart(one, other) for one in above for other in below):
            band += 1
        better = sum(1 for other in above if apart(own, other))
        worse = sum(1 for other in below if apart(own, other))
        found.append(Rank(band, 1 + better, len(standings) - worse))
    return found
