"""What the support of enterprises in the demonstration is made from: its parameters, its staff, who asks."""

from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from django.db.models import Count

from motcua.declarations.queries import statistics
from motcua.demo.domain.dice import dice
from motcua.demo.domain.world import World
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.reading import yaml_reader
from motcua.people import queries as people
from motcua.reference.domain import DEPARTMENT, calendar

_FILE = Path(__file__).resolve().parents[2] / "data" / "serving_support.yaml"
Topic = tuple[str, str, str, str, str]
"""Domain, question, answer, act, article."""


class Given(msgspec.Struct, frozen=True):
    """The parameters of `serving_support.yaml`."""

    periods: tuple[dict[str, Any], ...]
    open: int
    late_percent: int
    closed_percent: int
    rated_percent: int
    channels: tuple[str, ...]
    topics: tuple[Topic, ...]
    later: tuple[Topic, ...]
    conferences: dict[str, tuple[dict[str, Any], ...]]
    on_spot: int
    guests: dict[str, Any]
    coming: dict[str, Any]
    visits: dict[str, Any]


_read = yaml_reader(Given)


class Desk:
    """One build: parameters, dice, the staff by office, enterprises by office (the busiest first)."""

    def __init__(self, world: World) -> None:
        self.given = _read(_FILE.read_bytes())
        self.world = world
        self.opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
        self.dice: np.random.Generator = dice(world.seed, "support of enterprises")
        self.topics: dict[date, list[tuple[Topic, int]]] = {}
        self.offices = tuple(world.given.branches)
        self._staff: dict[tuple[str, str], list[Actor]] = {}

    def scaled(self, count: int) -> int:
        """So many in a department of this scale; at least one of each."""
        return max(1, round(count * self.world.scale))

    def chance(self, percent: int) -> bool:
        """Whether something falls that happens so often."""
        return bool(self.dice.integers(100) < percent)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.dice.integers(low, high + 1))

    def staff(self, role: str, office: str = "") -> Actor:
        """Somebody of that role there; the support desk where an office has nobody."""
        if (role, office) not in self._staff:
            day = self.opens.date()
            held = [people.actor_for(account, day) for account in people.holders(role, day, office)]
            self._staff[role, office] = held or [self.staff("support") if role != "support" else SYSTEM]
        found = self._staff[role, office]
        return found[self.between(0, len(found) - 1)]

    @cached_property
    def enterprises(self) -> dict[str, list[str]]:
        """Tax codes by office, the busiest first; those of the department are of all its offices."""
        rows = statistics.live(date(2022, 1, 1), self.opens.date()).values_list("office", "party")
        counted = rows.annotate(count=Count("id")).order_by("office", "-count", "party")
        found: dict[str, list[str]] = {DEPARTMENT: []}
        for office, party, _count in counted:
            found.setdefault(office, []).append(party)
        longest = max(map(len, found.values()))
        mixed = (
            found[office][no : no + 1] for no in range(longest) for office in sorted(found) if office != DEPARTMENT
        )
        found[DEPARTMENT] = list(dict.fromkeys(party for each in mixed for party in each))
        return found

    def of_office(self, office: str) -> list[str]:
        """Enterprises of an office; all where nobody declared there."""
        return self.enterprises.get(office) or self.enterprises[DEPARTMENT]

    def working(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a working day at or before that day."""
        return law_moment(calendar().last_open_before(day), hour, minute)


DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
