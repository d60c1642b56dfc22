"""Item, component and index of one office, exact, and the variance of each by linearisation.

An item's mean is a ratio of two weighted sums, because not everybody answers it; each sheet's influence on it is
`w·(y − mean)/Σw`. Influences are whole numbers of 10^-18 points, so the variance is the same on every machine.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from motcua.kernel.money import PPM, half_up
from motcua.survey.domain.scoring.values import Item, Rating, Rule, Stratum, counted
from motcua.survey.domain.scoring.weighing import weights

UNIT = 10**18
"""Influences are counted in 1/UNIT of a point."""


class Estimate(msgspec.Struct, frozen=True):
    """A score in points, its variance in UNIT^-2 points², sheets that answered, degrees of freedom."""

    score: Fraction
    variance: int
    n: int
    freedom: int


class Office(msgspec.Struct, frozen=True):
    """The components that could be scored, and the index where all of them could."""

    components: Mapping[str, Estimate]
    index: Estimate | None
    n: int


class Mean(NamedTuple):
    """An item's weighted mean at one office: Σw·y over Σw, with the answers turned where the item is reversed."""

    item: Item
    total: int
    weight: int

    @property
    def points(self) -> Fraction:
        """The item's score, 0 to 100."""
        return Fraction(100 * (self.total - self.weight), (self.item.top - 1) * self.weight)


class Sheet(NamedTuple):
    """One sheet with its weight in parts per million."""

    stratum: str
    weight: int
    answers: Mapping[str, int | None]


def estimated(ratings: Sequence[Rating], strata: Sequence[Stratum], items: Sequence[Item], rule: Rule) -> Office:
    """One office's estimates from its coarsened sheets and strata."""
    weight = weights(strata, Counter(rating.stratum for rating in ratings), rule.trim)
    sheets = [Sheet(rating.stratum, weight[rating.stratum], rating.answers) for rating in ratings]
    found: dict[str, Estimate] = {}
    influences: dict[str, list[int]] = {}
    for component in rule.weights:
        means = _means(sheets, [item for item in items if item.component == component and item.scored], rule)
        if means:
            score = sum((mean.points for mean in means), Fraction(0)) / len(means)
            influences[component] = _influences(sheets, means)
            found[component] = _estimate(score, influences[component], sheets, strata, _told(sheets, means))
    if any(share and name not in found for name, share in rule.weights.items()):
        return Office(found, None, len(ratings))
    score = sum((rule.weights[name] * found[name].score for name in found), Fraction(0)) / PPM
    parts = [(rule.weights[name], influences[name]) for name in found]
    whole = [half_up(sum(share * part[at] for share, part in parts), PPM) for at in range(len(sheets))]
    return Office(found, _estimate(score, whole, sheets, strata, len(ratings)), len(ratings))


def _means(sheets: Sequence[Sheet], items: Sequence[Item], rule: Rule) -> list[Mean]:
    """The means of the items that enough sheets answered."""
    found = []
    for item in items:
        given = [(weight, value) for _, weight, answers in sheets if (value := answers[item.code]) is not None]
        if len(given) >= max(rule.answers, rule.minimum):
            turned = [(weight, counted(item, value)) for weight, value in given]
            found.append(Mean(item, sum(w * y for w, y in turned), sum(w for w, _ in turned)))
    return found


def _told(sheets: Sequence[Sheet], means: Sequence[Mean]) -> int:
    codes = [mean.item.code for mean in means]
    return sum(1 for sheet in sheets if any(sheet.answers[code] is not None for code in codes))


def _influences(sheets: Sequence[Sheet], means: Sequence[Mean]) -> list[int]:
    """What each sheet adds to the error of a component, in 1/UNIT of a point."""
    tables = [(mean.item.code, _table(mean, len(means))) for mean in means]
    return [
        weight * sum(table[value] for code, table in tables if (value := answers[code]) is not None)
        for _, weight, answers in sheets
    ]


def _table(mean: Mean, items: int) -> dict[int, int]:
    """Influence of each possible answer to an item on its component of so many items, for a weight of one."""
    below = (mean.item.top - 1) * items * mean.weight * mean.weight
    return {
        value: half_up(100 * UNIT * (counted(mean.item, value) * mean.weight - mean.total), below)
        for value in range(1, mean.item.top + 1)
    }


def _estimate(
    score: Fraction, influences: Sequence[int], sheets: Sequence[Sheet], strata: Sequence[Stratum], n: int
) -> Estimate:
    """Variance over the strata with finite population correction; freedom after Welch and Satterthwaite."""
    held: dict[str, list[int]] = {stratum.code: [] for stratum in strata}
    for sheet, influence in zip(sheets, influences, strict=True):
        held[sheet.stratum].append(influence)
    parts = [(_variance(held[stratum.code], stratum.frame), len(held[stratum.code]) - 1) for stratum in strata]
    variance = sum(part for part, _ in parts)
    below = sum((Fraction(part * part, freedom) for part, freedom in parts if part), Fraction(0))
    return Estimate(score, variance, n, max(1, int(variance * variance / below)) if below else 1)


def _variance(influences: Sequence[int], frame: int) -> int:
    """(1 − n/N)·n/(n−1)·Σ(z − mean z)², zero where the whole stratum answered."""
    n = len(influences)
    if n < 2 or n >= frame:
        return 0
    square = n * sum(influence * influence for influence in influences) - sum(influences) ** 2
    return half_up((frame - n) * square, frame * (n - 1))
