"""How many people cross on which day, gate and quarter hour of the demonstration: drawn, and equal to the totals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.crossings.domain.passengers import Count
from motcua.demo.domain.dice import dice, spread
from motcua.demo.domain.parameters import Closure
from motcua.reference.domain import calendar

QUARTERS, HOURS = 96, 24
Floats = NDArray[np.float64]


class Published(msgspec.Struct, frozen=True):
    """People from 1 January to `until`."""

    until: date
    passengers: int


class Gate(msgspec.Struct, frozen=True):
    """A gate's part of a year: hours in which anybody passes, and how many of them are drivers and crew."""

    share: float
    since: int
    until: int
    branch: str
    drivers: float


class Controls(msgspec.Struct, frozen=True):
    """Control results over a year: how many, and the kinds in turn."""

    count: int
    since: date
    turns: tuple[Mapping[str, str | float | int], ...]
    litre: int
    waiting: int


class Quarter(msgspec.Struct, frozen=True):
    """The published count of the first quarter of 2023."""

    declarations: int
    until: date


class Residents(msgspec.Struct, frozen=True):
    """Simplified declarations of border residents."""

    until: date
    quarter: Quarter
    after: int
    others: Mapping[str, int]
    before: int
    cards: int
    above: float
    leaving: float
    taxed: int
    goods: tuple[tuple[str, str, str, int], ...]


class Given(msgspec.Struct, frozen=True):
    """All invented parameters of people at the gates."""

    published: Mapping[int, Published]
    months: Mapping[int, tuple[float, ...]]
    weekdays: tuple[float, ...]
    holiday: float
    gates: Mapping[int, Mapping[str, Gate]]
    out: float
    hours: tuple[float, ...]
    opposite: float
    kinds: tuple[tuple[str, str, float], ...]
    drivers: tuple[tuple[str, str, float], ...]
    every_quarter: int
    every_hour: int
    noise: float
    busy: int
    controls: Controls
    residents: Residents


class Now(NamedTuple):
    """Where the demonstration opens: nothing is counted after it."""

    day: date
    hour: int


def days_of(
    given: Given, year: int, closures: Sequence[Closure], *, seed: int, scale: float, now: Now
) -> Iterator[tuple[date, list[Count]]]:
    """The counts of each day of a year to its published total, day by day."""
    total, gates = given.published[year], given.gates[year]
    first = date(year, 1, 1)
    days = [first + timedelta(days=no) for no in range((total.until - first).days + 1)]
    weights = np.array([[_weight(given, day, gate, closures, now) for gate in gates.values()] for day in days])
    for month, wanted in enumerate(given.months[year], 1):
        part = [place for place, day in enumerate(days) if day.month == month]
        weights[part] *= wanted / max(weights[part].sum(), 1e-9)
    held = spread(weights.ravel(), round(total.passengers * scale)).reshape(weights.shape)
    drawers = [_Drawer(given, code, gate, dice(seed, "people", year, code)) for code, gate in gates.items()]
    for place, day in enumerate(days):
        rows: list[Count] = []
        for at, drawn in enumerate(drawers):
            if people := int(held[place, at]):
                rows += drawn.cells(day, people, now.hour if day == now.day else HOURS)
        if rows:
            yield day, rows


def _weight(given: Given, day: date, gate: Gate, closures: Sequence[Closure], now: Now) -> float:
    """A gate's share of people on a day: weekday, holiday, closure, and what of the last day has passed."""
    shut = [each.factor for each in closures if each.branch == gate.branch and each.since <= day <= each.until]
    holiday = given.holiday if not calendar().open_on(day) and day.weekday() < 5 else 1.0  # noqa: PLR2004
    passed = 1.0
    if day == now.day:
        hours = given.hours[gate.since : gate.until]
        passed = sum(hours[: max(0, now.hour - gate.since)]) / sum(hours)
    return gate.share * given.weekdays[day.weekday()] * holiday * min(shut, default=1.0) * passed


class _Drawer:
    """Draws a gate's days: the shape of a day is worked out once for each rhythm, the noise of each day is its own."""

    def __init__(self, given: Given, code: str, gate: Gate, draw: np.random.Generator) -> None:
        self.given, self.code, self.gate, self.draw = given, code, gate, draw
        kinds = [(*kind[:2], kind[2] * (1 - gate.drivers)) for kind in given.kinds]
        kinds += [(nation, papers, weight * gate.drivers) for nation, papers, weight in given.drivers]
        self.kinds = [kind for kind in kinds if kind[2]]
        self.shapes: dict[tuple[int, int], Floats] = {}

    def cells(self, day: date, people: int, until: int) -> list[Count]:
        """A day's people by quarter hour, direction and kind; a quiet gate writes once an hour, or once in four."""
        given = self.given
        step = 1 if people >= given.busy else 4 if people * 3 >= given.busy else 16 if people * 12 >= given.busy else 32
        key = step, min(until, self.gate.until)
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = self._shape(*key)
        weights = shape * self.draw.lognormal(0, given.noise, shape.shape)
        order = self.draw.permutation(weights.size)  # so that few people do not always fall on the same cells
        flat = np.zeros(weights.size, dtype=np.int64)
        flat[order] = spread(weights.ravel()[order], people)
        counts = flat.reshape(shape.shape)
        places = np.nonzero(counts)
        first, code, kinds = self.gate.since * 4, self.code, self.kinds
        told = zip(*(place.tolist() for place in places), counts[places].tolist(), strict=True)
        return [Count(code, day, first + q, WAYS[d], kinds[k][0], kinds[k][1], count) for q, d, k, count in told]

    def _shape(self, step: int, until: int) -> Floats:
        given = self.given
        hours = np.repeat(np.array(given.hours) + 0.5, 4)
        later = np.roll(hours, 4)
        part = slice(self.gate.since * 4, until * 4)
        ways = np.stack([hours * (1 - given.out), (hours * (1 - given.opposite) + later * given.opposite) * given.out])
        table: Floats = ways.T[part, :, None] * np.array([kind[2] for kind in self.kinds])
        for at in range(len(self.kinds)):
            rhythm = (step, 4, 16)[int(at >= given.every_quarter) + int(at >= given.every_hour)]
            table[:, :, at] = _merged(table[:, :, at], max(step, rhythm))
        return table


WAYS = ("in", "out")


def _merged(part: Floats, step: int) -> Floats:
    """The weights of `step` quarter hours together on the first of them."""
    found = np.zeros_like(part)
    begins = np.arange(0, len(part), step)
    found[begins] = np.add.reduceat(part, begins, axis=0)
    return found
