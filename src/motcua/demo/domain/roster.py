"""Roster: the invented enterprises, when they are about, what they trade, and that each is seen.

Phases: 0 the year 2022, 1 the first half of 2023, 2 the second half to the day of the published totals,
3 the rest of December. A party that belongs to a phase has one slot kept for it there.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import dice
from motcua.demo.domain.names import address, company, province, tax_code
from motcua.demo.domain.parameters import DAYS, FIRST, YEAR, Parameters, day_index
from motcua.demo.domain.shape import Shape

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PHASES = 4


def phase_starts(given: Parameters) -> tuple[int, int, int, int]:
    """Day indexes on which the phases begin."""
    return 0, day_index(date(YEAR, 1, 1)), day_index(date(YEAR, 7, 1)), day_index(given.published[YEAR].until) + 1


def phase_of(given: Parameters, day: int) -> int:
    """The phase of a day."""
    return int(np.searchsorted(phase_starts(given), day, side="right")) - 1


class Roster:
    """All parties by number 0 … `size` - 1, and who may trade what in which phase."""

    def __init__(self, given: Parameters, shape: Shape, flow_branches: list[str], seed: int, scale: float) -> None:
        self._given, self._seed = given, seed
        self.first_year = round(given.published[2022].enterprises * scale)
        half, later = round(given.halves.newcomers * scale), round(given.halves.later_newcomers * scale)
        self.size = self.first_year + half + later
        self.members = self._members(scale, half, later)
        branches = tuple(given.branches)
        self.flow_branch = np.array([branches.index(branch) for branch in flow_branches])
        self.shares = np.array([flow.share for flows in given.flows.values() for flow in flows])
        self.home = self._homes()
        self.main = self._mains()
        self.kept = self._keep_slots(given, shape)
        self._first_kept: dict[int, int] = {}
        for day in sorted(self.kept):
            for _, _, party in self.kept[day]:
                self._first_kept.setdefault(party, phase_starts(given)[phase_of(given, day)])
        self.segments = [self._segments(given, phase) for phase in range(PHASES)]

    def _members(self, scale: float, half: int, later: int) -> list[NDArray[np.bool_]]:
        """Who is about in each phase; the counts are those published, exactly."""
        given, rng = self._given, dice(self._seed, "members")
        first = np.arange(self.size) < self.first_year
        new_half = ~first & (np.arange(self.size) < self.first_year + half)
        order = rng.permutation(self.first_year)
        stayed = round(given.halves.enterprises * scale) - half
        returned = round(given.published[YEAR].enterprises * scale) - stayed - half - later
        in_half = new_half.copy()
        in_half[order[:stayed]] = True
        in_later = in_half | (np.arange(self.size) >= self.first_year + half)
        in_later[order[stayed : stayed + returned]] = True
        return [first, in_half, in_later, in_later]

    def _homes(self) -> Ints:
        """The home branch of each party, by how many parties a branch has; newcomers more at the border."""
        rng = dice(self._seed, "homes")
        old, new = (0.60, 0.04, 0.03, 0.03, 0.25, 0.05), (0.68, 0.08, 0.05, 0.02, 0.14, 0.03)
        parts = [rng.choice(6, self.first_year, p=old), rng.choice(6, self.size - self.first_year, p=new)]
        return np.concatenate(parts)

    def _mains(self) -> Ints:
        """The flow that a party mostly trades, at its home branch."""
        rng = dice(self._seed, "mains")
        main = np.zeros(self.size, dtype=np.int64)
        for branch in range(len(self._given.branches)):
            flows = np.flatnonzero(self.flow_branch == branch)
            parties = np.flatnonzero(self.home == branch)
            weight = np.sqrt(self.shares[flows])
            main[parties] = rng.choice(flows, len(parties), p=weight / weight.sum())
        return main

    def _keep_slots(self, given: Parameters, shape: Shape) -> dict[int, list[tuple[int, int, int]]]:
        """By day: (branch, slot, party), so that each party of a phase is surely seen in it."""
        rng, starts = dice(self._seed, "kept"), (*phase_starts(given), DAYS)
        wanted = [self.members[0], self.members[1], self.members[2] & ~self.members[1]]
        kept: dict[int, list[tuple[int, int, int]]] = {}
        for phase, parties in enumerate(wanted):
            live = shape.live[starts[phase] : starts[phase + 1]]
            for branch in range(live.shape[1]):
                here = np.flatnonzero(parties & (self.home == branch))
                ends = np.cumsum(live[:, branch])
                for place, party in zip(rng.choice(ends[-1], len(here), replace=False), here, strict=True):
                    day = int(np.searchsorted(ends, place, side="right"))
                    slot = int(place - (ends[day - 1] if day else 0))
                    kept.setdefault(starts[phase] + day, []).append((branch, slot, int(party)))
        return kept

    def _segments(self, given: Parameters, phase: int) -> tuple[Ints, Floats]:
        """Parties, and the upper ends of their stretches on the number line: flow f fills f to f + 1."""
        rng = dice(self._seed, "affinity")
        second = rng.random(self.size) < given.roster.second_branch
        extra = [rng.integers(0, 1 << 30, self.size) for _ in range(2)]
        size = rng.permutation(self.size)
        away = rng.integers(0, len(given.branches), self.size)
        parties: list[Ints] = []
        ends: list[Floats] = []
        for flow, branch in enumerate(self.flow_branch):
            flows = np.flatnonzero(self.flow_branch == branch)
            at_home = (self.home == branch) & (
                (self.main == flow) | (flows[extra[0] % len(flows)] == flow) | (flows[extra[1] % len(flows)] == flow)
            )
            guest = second & (away == branch) & (flows[extra[0] % len(flows)] == flow)
            found = np.flatnonzero((at_home | guest) & self.members[phase])
            if not len(found):
                found = self._stand_in(phase, int(branch))
            weight = (np.argsort(np.argsort(size[found])) + given.roster.soften) ** -given.roster.tail
            parties.append(found)
            ends.append(flow + np.cumsum(weight) / weight.sum())
        return np.concatenate(parties), np.concatenate(ends)

    def _stand_in(self, phase: int, branch: int) -> Ints:
        here = np.flatnonzero(self.members[phase] & (self.home == branch))
        return here[:3] if len(here) else np.flatnonzero(self.members[phase])[:3]

    def identity(self, party: int) -> tuple[str, str, str, str]:
        """Tax code, name, address and telephone; all invented, the code with a prefix no province has."""
        rng = dice(self._seed, "identity", party)
        return (
            tax_code(party), company(rng, party), address(rng, int(self.home[party]), province(party)),
            f"0203{rng.integers(3000000, 3999999)}",
        )  # fmt: skip

    def registered_on(self, party: int) -> date:
        """When it registered: newcomers shortly before they are first seen."""
        rng = dice(self._seed, "registered", party)
        if party < self.first_year:
            return FIRST - timedelta(days=int(rng.integers(60, 4500)))
        return FIRST + timedelta(days=self._first_kept[party] - int(rng.integers(5, 420)))

    def levels(self) -> Ints:
        """The compliance level of each party when the years begin; newcomers are 3 or 4."""
        rng, levels = dice(self._seed, "levels"), self._given.roster.levels
        weight = np.array(list(levels.values()))
        found = rng.choice(np.array(list(levels)), self.size, p=weight / weight.sum())
        new = np.arange(self.size) >= self.first_year
        return np.where(new, np.clip(found, 3, 4), found)
