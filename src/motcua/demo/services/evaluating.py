"""Evaluating: ways of choosing held against the hidden truth, over several seeds, each in a process of its own."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec
from django.db import connections

from motcua.demo.domain.measuring import (
    BEST_DUTY,
    BEST_HITS,
    EXPLOIT,
    OURS,
    PRIOR,
    RANDOM,
    RULES,
    Line,
    Priors,
    Setting,
    measure,
    runs,
    worths,
)
from motcua.demo.domain.parameters import YEAR, parameters
from motcua.demo.domain.summing import Goals, Month, Summary, goals, months, summed
from motcua.demo.services.streams import told
from motcua.kernel.money import PPM
from motcua.risk.domain import PACKAGED
from motcua.risk.domain.simulation.learning import Learning
from motcua.risk.domain.simulation.tallies import places

SEEDS = (2023, 2024, 2025, 2026, 2027)
WAYS = (RANDOM, RULES, EXPLOIT, OURS, PRIOR, BEST_DUTY, BEST_HITS)


class Evaluated(msgspec.Struct):
    """The table of all seeds: in the demonstration's year, and by month from the first month on."""

    seeds: list[int]
    scale_ppm: int
    year: int
    declarations: int
    summaries: list[Summary]
    months: list[Month]
    goals: Goals
    reached: bool


class Measured(msgspec.Struct):
    """One seed: lines of the year, and of everything."""

    declarations: int
    year: list[Line]
    whole: list[Line]


def evaluate(
    seeds: Sequence[int] = SEEDS, scale: float = 1.0, jobs: int = 1, tell: Callable[[int, int], None] | None = None
) -> Evaluated:
    """Measure every way of choosing on the trade of each seed, stored nowhere. `tell` hears how many seeds are done."""
    found = []
    for measured_ in _over(seeds, scale, jobs):
        found.append(measured_)
        if tell is not None:
            tell(len(found), len(seeds))
    summaries = summed([each.year for each in found])
    reached = goals(summaries)
    return Evaluated(
        list(seeds), round(scale * PPM), YEAR, sum(each.declarations for each in found), summaries,
        months([each.whole for each in found]), reached, reached.reached,
    )  # fmt: skip


def _over(seeds: Sequence[int], scale: float, jobs: int) -> Iterator[Measured]:
    if jobs < 2:
        yield from (one(seed, scale) for seed in seeds)
        return
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(min(jobs, len(seeds)), maxtasksperchild=1) as pool:
        yield from pool.imap(partial(one, scale=scale), seeds)


def one(seed: int, scale: float) -> Measured:
    """One seed, from its first draw to its figures."""
    until = parameters().published[YEAR].until
    made = told(seed, scale, until)
    stream = made.stream
    worth = worths(made.chances, made.stakes)
    setting = Setting(
        book_of=PACKAGED.book, learner=Learning, prior=partial(Priors, stream, worth[BEST_DUTY])
    )  # fmt: skip
    found = runs(WAYS, stream, setting, worth)
    among, whole = places(stream, date(YEAR, 1, 1), until), range(len(stream))
    return Measured(
        len(stream), [measure(name, stream, each, among) for name, each in found.items()],
        [measure(name, stream, each, whole) for name, each in found.items()],
    )  # fmt: skip
