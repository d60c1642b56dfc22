"""Trying a profile on the past: what it would have hit, whom that would have loaded, and what was found there."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from motcua.kernel.money import PPM
from motcua.risk.domain.decision import GREEN, RED
from motcua.risk.domain.draws import threshold
from motcua.risk.domain.facts import Facts
from motcua.risk.domain.law import law_on
from motcua.risk.domain.outcomes import Interval, Verdict, verdict, wilson
from motcua.risk.domain.past import Remembers, holds
from motcua.risk.domain.profiles import Profile, ProfileBook, indicate


class Past(NamedTuple):
    """A decision of the past, as far as a trial looks at it."""

    subject: int
    turn: int
    day: date
    office: str
    hits: str
    channel: int
    share_draw: int
    yellow_draw: int


class Inspected(NamedTuple):
    """What the inspection of a declaration found, and whether the random draw had taken it."""

    day: date
    hit: bool
    recovered: int
    drawn: bool


class Load(msgspec.Struct, array_like=True):
    """Declarations, those that meet the criteria, and those that its share would choose."""

    key: str
    declarations: int = 0
    hits: int = 0
    chosen: int = 0


class DryRun(msgspec.Struct, kw_only=True):
    """What a trial over some days found. `budget` is what their declarations earned, in millionths of an inspection.

    `checked`, `found`, `recovered` are of inspected declarations that meet the criteria, `drawn_` of those among them
    that the random draw had taken, `random_` of the whole random share. `newly` would have been looked at and were not.
    """

    since: date
    until: date
    kind: str
    share_ppm: int
    declarations: int = 0
    hits: int = 0
    chosen: int = 0
    budget: int = 0
    days: int = 0
    busiest: int = 0
    busiest_on: date | None = None
    newly: int = 0
    alone: int = 0
    checked: int = 0
    found: int = 0
    recovered: int = 0
    drawn_checked: int = 0
    drawn_found: int = 0
    random_checked: int = 0
    random_found: int = 0
    months: list[Load] = []
    offices: list[Load] = []
    overlaps: list[tuple[str, int]] = []

    @property
    def rate(self) -> Interval:
        """Hit rate of the inspected ones."""
        return wilson(self.found, self.checked)

    @property
    def drawn(self) -> Interval:
        """Hit rate of those that the random draw had taken: few, and chosen by nobody."""
        return wilson(self.drawn_found, self.drawn_checked)

    @property
    def random(self) -> Interval:
        """Hit rate of the random share of the same days."""
        return wilson(self.random_found, self.random_checked)

    @property
    def of_budget_ppm(self) -> int:
        """How much of the budget of physical inspections its choices would take."""
        return self.chosen * PPM * PPM // self.budget if self.budget else 0

    @property
    def verdict(self) -> Verdict:
        """Whether it beats the draw."""
        least = law_on(self.until).verdict_least
        return verdict(self.found, self.checked, self.random_found, self.random_checked, least)


class Trial:
    """Goes through the decisions of some days in order and counts."""

    def __init__(self, profile: Profile, since: date, until: date) -> None:
        self.profile = profile
        self._book = ProfileBook([profile])
        self._limit = threshold(profile.share_ppm)
        self._told = DryRun(since=since, until=until, kind=profile.kind, share_ppm=profile.share_ppm)
        self._months: dict[str, Load] = {}
        self._offices: dict[str, Load] = {}
        self._days: Counter[date] = Counter()
        self._chosen: Counter[date] = Counter()
        self._with: Counter[str] = Counter()

    def see(self, facts: Facts, past: Past, inspected: Inspected | None, history: Remembers) -> None:
        """Count one declaration; `history` is as it stood on its day."""
        told = self._told
        loads = self._load(self._months, past.day.isoformat()[:7]), self._load(self._offices, past.office)
        self._days[past.day] += 1
        if inspected is not None and inspected.drawn:
            told.random_checked, told.random_found = told.random_checked + 1, told.random_found + inspected.hit
        if not indicate(facts, self._book):
            return
        if not all(holds(asked, facts, history) for asked in self.profile.criteria.earlier):
            return
        chosen = (past.share_draw if self.profile.kind == "office" else past.yellow_draw) < self._limit
        for load in loads:
            load.hits, load.chosen = load.hits + 1, load.chosen + chosen
        if chosen:
            self._chosen[past.day] += 1
            told.newly += past.channel < RED if self.profile.kind == "office" else past.channel == GREEN
        self._beside(past.hits.split())
        if inspected is not None:
            self._inspected(inspected)

    @staticmethod
    def _load(loads: dict[str, Load], key: str) -> Load:
        found = loads.get(key)
        if found is None:
            found = loads[key] = Load(key)
        found.declarations += 1
        return found

    def _beside(self, hits: Iterable[str]) -> None:
        others = [code for code in hits if code != self.profile.code]
        self._with.update(others)
        self._told.alone += not others

    def _inspected(self, inspected: Inspected) -> None:
        told = self._told
        told.checked, told.found = told.checked + 1, told.found + inspected.hit
        told.recovered += inspected.recovered
        if inspected.drawn:
            told.drawn_checked, told.drawn_found = told.drawn_checked + 1, told.drawn_found + inspected.hit

    def told(self) -> DryRun:
        """What was counted."""
        told = self._told
        told.months = sorted(self._months.values(), key=lambda load: load.key)
        told.offices = sorted(self._offices.values(), key=lambda load: load.key)
        told.declarations, told.hits, told.chosen = (
            sum(getattr(load, name) for load in told.months) for name in ("declarations", "hits", "chosen")
        )
        told.days = len(self._days)
        told.budget = sum(count * law_on(day).cap_ppm for day, count in self._days.items())
        if self._chosen:
            told.busiest_on, told.busiest = min(self._chosen.items(), key=lambda each: (-each[1], each[0]))
        told.overlaps = sorted(self._with.items(), key=lambda each: (-each[1], each[0]))
        return told
