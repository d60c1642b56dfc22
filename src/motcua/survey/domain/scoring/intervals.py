"""95 % intervals in hundredths of a point, by whole numbers only: no machine rounds them another way."""

from math import isqrt

from motcua.survey.domain.scoring.estimating import UNIT

MOST = 10_000
FEW = {1: 12_706, 2: 4_303, 3: 3_182, 4: 2_776}
"""Student's t for 95 %, in thousandths, where the series below is not near enough."""


def student(freedom: int) -> int:
    """Student's t for a two-sided 95 % interval, in thousandths, by the series of Cornish and Fisher."""
    if freedom in FEW:
        return FEW[freedom]
    v = freedom
    return 1_960 + (2_372 * v * v + 2_823 * v + 2_556 + v * v * v // 2) // (v * v * v)


def half_width(variance: int, freedom: int) -> int:
    """Half of the interval of an estimate, in hundredths, never too narrow."""
    return -(-isqrt(student(freedom) ** 2 * variance) // (UNIT * 10))


def bounds(score_e2: int, half_e2: int) -> tuple[int, int]:
    """Lower and upper bound, kept between 0 and 100 points."""
    return max(0, score_e2 - half_e2), min(MOST, score_e2 + half_e2)
