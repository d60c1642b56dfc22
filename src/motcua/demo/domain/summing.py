"""Summing: several seeds beside each other, means with intervals of 95 %, ratios and goals."""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

import msgspec

from motcua.demo.domain.measuring import BEST_DUTY, OURS, RANDOM, Line
from motcua.kernel.money import PPM
from motcua.risk.domain.simulation import Tally

TIMES_RANDOM, PART_OF_BEST = 6 * PPM, 700_000
"""Goals: at least so many times the hit rate of random, and so much of the best possible recovered duty."""


class Mean(msgspec.Struct, frozen=True):
    """A mean over so many seeds with its interval of 95 %, whole numbers, none below zero.

    One seed leaves no interval: both ends are the mean. Of no seed at all everything is zero.
    """

    mean: int
    low: int
    high: int
    seeds: int


class Summary(msgspec.Struct, frozen=True):
    """A way of choosing over several seeds. Rates, shares and parts are in ppm, duty in dong, the rest are counts.

    `times_random` and `part_of_best` are ratios of each seed, averaged, in ppm: of hit rates and of recovered duty.
    A seed in which the other found nothing has no ratio.
    """

    name: str
    share: Mean
    yellow: Mean
    inspected: Mean
    hits: Mean
    hit_rate: Mean
    recovered: Mean
    times_random: Mean
    part_of_best: Mean
    most_of_one: Mean
    tenth: Mean


class Month(msgspec.Struct, frozen=True):
    """One way of choosing in one month."""

    name: str
    month: str
    hits: Mean
    hit_rate: Mean
    recovered: Mean


class Goals(msgspec.Struct, frozen=True):
    """Whether the means reach the goals."""

    times_random: Mean
    part_of_best: Mean

    @property
    def reached(self) -> bool:
        """Both."""
        return self.times_random.mean >= TIMES_RANDOM and self.part_of_best.mean >= PART_OF_BEST


def mean(values: Sequence[int]) -> Mean:
    """The mean with Student's interval, of values that are never below zero."""
    count, middle = len(values), sum(values) / max(len(values), 1)
    if count < 2:
        return Mean(round(middle), round(middle), round(middle), count)
    spread = sqrt(sum((value - middle) ** 2 for value in values) / (count - 1))
    reach = _student(count - 1) * spread / sqrt(count)
    return Mean(round(middle), max(round(middle - reach), 0), round(middle + reach), count)


def _student(freedom: int) -> float:
    """The 97.5 % point of Student's distribution."""
    from scipy.special import stdtrit  # heavy, and only needed here

    return float(stdtrit(freedom, 0.975))


def summed(seeds: Sequence[Sequence[Line]]) -> list[Summary]:
    """Each way of choosing over all seeds; every seed has the same ones in the same order."""
    return [_summary(seeds, place) for place in range(len(seeds[0]))]


def _summary(seeds: Sequence[Sequence[Line]], place: int) -> Summary:
    lines = [seed[place] for seed in seeds]

    def over(value: Callable[[Line], int]) -> Mean:
        return mean([value(line) for line in lines])

    return Summary(
        name=lines[0].name,
        share=over(lambda line: line.total.share_ppm),
        yellow=over(lambda line: line.total.yellow_ppm),
        inspected=over(lambda line: line.total.inspected),
        hits=over(lambda line: line.total.hits),
        hit_rate=over(lambda line: line.total.rate.rate_ppm),
        recovered=over(lambda line: line.total.recovered),
        times_random=_ratio(seeds, place, RANDOM, lambda line: line.total.rate.rate_ppm),
        part_of_best=_ratio(seeds, place, BEST_DUTY, lambda line: line.total.recovered),
        most_of_one=over(lambda line: line.fairness.most),
        tenth=over(lambda line: line.fairness.tenth_ppm),
    )  # fmt: skip


def months(seeds: Sequence[Sequence[Line]]) -> list[Month]:
    """Each way of choosing in each month, over all seeds."""
    found = []
    for place, first in enumerate(seeds[0]):
        for month in sorted({month for seed in seeds for month in seed[place].months}):
            tallies = [seed[place].months.get(month, Tally()) for seed in seeds]
            found.append(
                Month(
                    first.name, month, mean([each.hits for each in tallies]),
                    mean([each.rate.rate_ppm for each in tallies]), mean([each.recovered for each in tallies]),
                )
            )  # fmt: skip
    return found


def goals(summaries: Iterable[Summary]) -> Goals:
    """The goals of the platform's own selection."""
    ours = next(each for each in summaries if each.name == OURS)
    return Goals(ours.times_random, ours.part_of_best)


def _ratio(seeds: Sequence[Sequence[Line]], place: int, name: str, value: Callable[[Line], int]) -> Mean:
    """The mean over seeds of what one way has for each unit of the other, in ppm."""
    other = next(at for at, line in enumerate(seeds[0]) if line.name == name)
    pairs = [(value(seed[place]), value(seed[other])) for seed in seeds]
    return mean([mine * PPM // theirs for mine, theirs in pairs if theirs])
