"""Rates of the pure part on one core: reading, judging, assessing, preparing, beside a plain JSON decoder."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median
from time import perf_counter

import msgspec

from motcua.declarations import factories, services
from motcua.declarations.domain.judging import judge
from motcua.declarations.domain.message import Declaration, read
from motcua.duties.domain import assess
from motcua.kernel.days import law_moment
from motcua.site.bench.results import Result

DAY = date(2023, 5, 4)
COUNT = 1000
ROUNDS = 5


def measure() -> Iterator[Result]:
    """Declarations of four items a second, medians of five rounds, interleaved with the baseline."""
    bodies = [factories.body(no, day=DAY) for no in range(COUNT)]
    kit = services.kit()
    desk = kit.desk(DAY)
    messages = [found for found in map(read, bodies) if isinstance(found, Declaration)]
    raws = [services.Raw(body, law_moment(DAY, 9)) for body in bodies]
    works: dict[str, Callable[[], object]] = {
        "read": lambda: [read(body) for body in bodies],
        "judge": lambda: [judge(message, desk) for message in messages],
        "assess": lambda: [assess(message, desk.tariff, taxed=True) for message in messages],
        "read, judge, assess": lambda: services.prepare(raws, kit),
    }
    goals = {"assess": 20_000, "read, judge, assess": None}
    rates: dict[str, list[float]] = {name: [] for name in ("baseline", *works)}
    for _ in range(ROUNDS):
        rates["baseline"].append(_rate(lambda: [json.loads(body) for body in bodies]))
        for name, work in works.items():
            rates[name].append(_rate(work))
    plain = median(rates["baseline"])
    for name in works:
        ours, goal = median(rates[name]), goals.get(name)
        yield Result(
            work=f"{name}, declarations of 4 items, one core", engine="python", unit="declarations/s",
            baseline=round(plain), ours=round(ours), ratio=round(ours / plain, 2), goal=f">= {goal}" if goal else "",
            reached=None if goal is None else ours >= goal,
        )  # fmt: skip


def _rate(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return COUNT / (perf_counter() - begun)


def main() -> None:
    """Print the results as JSON; run as a program with a database of its own."""
    import sys

    sys.stdout.buffer.write(msgspec.json.encode(list(measure())))
