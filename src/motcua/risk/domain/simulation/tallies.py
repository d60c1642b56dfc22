"""Tallies: what a run inspected, caught and recovered, whom it burdened, and how its load fell on offices and days."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.kernel.money import PPM
from motcua.risk.domain.decision import RED, YELLOW
from motcua.risk.domain.outcomes import Interval, wilson
from motcua.risk.domain.simulation.running import Run
from motcua.risk.domain.simulation.stream import Stream


class Tally(msgspec.Struct):
    """Counts of some declarations. `known` are the inspections whose result is known, `hits` those that
    found something.
    """

    registered: int = 0
    inspected: int = 0
    legal: int = 0
    yellow: int = 0
    known: int = 0
    hits: int = 0
    recovered: int = 0

    @property
    def share_ppm(self) -> int:
        """Inspections of registered declarations."""
        return self.inspected * PPM // self.registered if self.registered else 0

    @property
    def yellow_ppm(self) -> int:
        """Documentary checks of registered declarations."""
        return self.yellow * PPM // self.registered if self.registered else 0

    @property
    def rate(self) -> Interval:
        """Hits of inspections whose result is known, with Wilson's interval."""
        return wilson(self.hits, self.known)


class Load(msgspec.Struct, frozen=True):
    """Inspections of one office: in all, on a day with trade on average (millionths), and on the busiest."""

    office: str
    registered: int
    inspected: int
    days: int
    daily_millionths: int
    most: int


class Fairness(msgspec.Struct, frozen=True):
    """How inspections fall on enterprises: how many of those that declared are inspected at all, the most of one,
    and the part of all inspections that the most inspected tenth of enterprises bears.
    """

    enterprises: int
    inspected: int
    most: int
    tenth_ppm: int


def places(stream: Stream, since: date, until: date) -> range:
    """The places of declarations registered between two days, both included."""
    begin = sum(day < since for day in stream.days)
    return range(begin, begin + sum(since <= day <= until for day in stream.days))


def tally(stream: Stream, run: Run, among: Iterable[int]) -> Tally:
    """Count a run over some places of its stream."""
    found = Tally()
    for place in among:
        _count(found, stream, run, place)
    return found


def by_month(stream: Stream, run: Run, among: Iterable[int]) -> dict[str, Tally]:
    """The same by month (YYYY-MM) of registration."""
    found: dict[str, Tally] = defaultdict(Tally)
    for place in among:
        _count(found[stream.days[place].isoformat()[:7]], stream, run, place)
    return dict(found)


def _count(found: Tally, stream: Stream, run: Run, place: int) -> None:
    found.registered += 1
    channel = run.channels[place]
    if channel == YELLOW:
        found.yellow += 1
    if channel != RED:
        return
    source, result = run.sources[place], stream.results[place]
    found.inspected += 1
    found.legal += source == "legal"
    if result is None:
        return
    found.known += 1
    found.hits += result.hit
    found.recovered += result.recovered


def loads(stream: Stream, run: Run, among: Iterable[int]) -> list[Load]:
    """Inspections by office; days count on which anything was registered there."""
    registered: Counter[tuple[str, date]] = Counter()
    inspected: Counter[tuple[str, date]] = Counter()
    for place in among:
        key = stream.candidates[place].office, stream.days[place]
        registered[key] += 1
        inspected[key] += run.channels[place] == RED
    return [
        _load(office, [count for key, count in registered.items() if key[0] == office],
              [count for key, count in inspected.items() if key[0] == office])
        for office in sorted({office for office, _ in registered})
    ]  # fmt: skip


def _load(office: str, registered: list[int], inspected: list[int]) -> Load:
    total, days = sum(inspected), len(registered)
    return Load(office, sum(registered), total, days, total * PPM // days, max(inspected))


def fairness(stream: Stream, run: Run, among: Iterable[int]) -> Fairness:
    """How the inspections of a run fall on enterprises."""
    burden: Counter[str] = Counter()
    for place in among:
        burden[stream.candidates[place].party] += run.channels[place] == RED
    counts = sorted(burden.values(), reverse=True)
    total, tenth = sum(counts), counts[: max(len(counts) // 10, 1)]
    part = sum(tenth) * PPM // total if total else 0
    return Fairness(len(counts), sum(count > 0 for count in counts), max(counts, default=0), part)
