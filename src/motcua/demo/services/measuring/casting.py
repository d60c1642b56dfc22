"""What cases of the demonstration are made from: parameters, dice, who acts, findings of the year's inspections."""

from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np

from motcua.control.services.linking import DISCREPANCY
from motcua.declarations.queries import inspections
from motcua.demo.domain.dice import dice
from motcua.demo.domain.world import World
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.reading import yaml_reader
from motcua.people import queries as people
from motcua.reference.domain import calendar

_FILE = Path(__file__).resolve().parents[2] / "data" / "measuring_cases.yaml"
WAITING = 3
"""So many of the latest findings are left as proposals."""


class Topic(msgspec.Struct, frozen=True):
    """A kind of case: how often of a hundred, what was found, the least and the most value in million dong."""

    kind: str
    weight: int
    source: str
    title: str
    goods: str
    unit: str
    value: tuple[int, int]
    unowned: bool = False


class Year(msgspec.Struct, frozen=True):
    """Cases found in a period, both days included."""

    since: date
    until: date
    count: int


class Given(msgspec.Struct, frozen=True):
    """The parameters of `measuring_cases.yaml`."""

    years: tuple[Year, ...]
    joint_percent: int
    explain_percent: int
    organisation_percent: int
    complaint_percent: int
    keepers: tuple[str, ...]
    topics: tuple[Topic, ...]


_read = yaml_reader(Given)


class Cast:
    """One build: parameters, dice, the staff by role and office, findings by day."""

    def __init__(self, world: World) -> None:
        self.given, self.world = _read(_FILE.read_bytes()), world
        self.opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
        self.dice: np.random.Generator = dice(world.seed, "cases of control")
        self.offices = tuple(world.given.branches)
        self.calendar = calendar()
        accounts = people.visible_to(SYSTEM).in_bulk(self.given.keepers, field_name="username")
        self.keepers = [people.actor_for(accounts[name], self.opens.date()) for name in self.given.keepers]
        self.weights = np.array([each.weight for each in self.given.topics], dtype=float)
        self._staff: dict[tuple[str, str], list[Actor]] = {}

    def scaled(self, count: int) -> int:
        """So many in a department of this scale; at least three."""
        return max(3, round(count * self.world.scale))

    def chance(self, percent: int) -> bool:
        """Whether something falls that happens so often."""
        return bool(self.dice.integers(100) < percent)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.dice.integers(low, high + 1))

    def topic(self) -> Topic:
        """A topic by its weight."""
        return self.given.topics[int(self.dice.choice(len(self.weights), p=self.weights / self.weights.sum()))]

    def staff(self, role: str, office: str = "") -> Actor:
        """Somebody of that role there."""
        if (role, office) not in self._staff:
            day = self.opens.date()
            self._staff[role, office] = [people.actor_for(each, day) for each in people.holders(role, day, office)]
        found = self._staff[role, office]
        return found[self.between(0, len(found) - 1)]

    def working(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a working day at or after that day."""
        while not self.calendar.open_on(day):
            day += timedelta(days=1)
        return law_moment(day, hour, minute)


def findings(cast: Cast, year: Year) -> list[inspections.Discrepancy]:
    """Findings of a year's inspections, about as many as cases come of them, evenly over the year; each once."""
    held = {each.number: each for each in inspections.discrepancies(year.since, year.until)}
    every = max(1, len(held) // cast.scaled(year.count))
    return list(held.values())[::every]


def told(at: datetime) -> list[dict[str, str]]:
    """What inspections of the years told rooms above, taken out of the outbox; the latest last."""
    taken = jobs.take(at, 100_000, {DISCREPANCY: None})
    jobs.end(taken)
    return sorted((each.payload for each in taken), key=lambda each: each["at"])
