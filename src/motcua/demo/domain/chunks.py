"""Chunks: some days of trade written out, with everything that their lives will need."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain import corrections
from motcua.demo.domain.amounts import Amounts, amounts
from motcua.demo.domain.life import DAY, NEVER, Life, extra_paid_on, life
from motcua.demo.domain.messages import Letters
from motcua.demo.domain.parameters import FIRST
from motcua.demo.domain.plan import Plan, factor
from motcua.demo.domain.trade import Trade, trade
from motcua.demo.domain.truth import FINDINGS, KINDS
from motcua.demo.domain.worktimes import WorkTimes
from motcua.demo.domain.world import World
from motcua.kernel.days import law_moment
from motcua.kernel.money import PPM

START = law_moment(FIRST)
MINUTE = 60
EXPECTED_PART = {"undervaluation": 0.8, "quantity": 0.35}
"""Mean of part / (1 - part) over the spans in `year.yaml`: duty evaded as a part of duty paid."""


def moment(seconds: int) -> datetime:
    """A moment from seconds since the first day's midnight."""
    return START + timedelta(seconds=seconds)


class Lot(msgspec.Struct, gc=False):
    """One declaration with its planned life; seconds since the first day's midnight, NEVER for nothing.

    `documents`, `inspection`, `finding`, `found_body` and `found_pays` count only if the channel asks.
    """

    at: int
    body: bytes
    office: str
    pays: int
    documents: int
    inspection: int
    passes_after: int
    cancels: int = NEVER
    amends: int = NEVER
    amended_body: bytes = b""
    amends_tax: bool = False
    finding: str = FINDINGS[0]
    found_body: bytes = b""
    found_pays: int = NEVER
    truth: tuple[int, int, int, int, int, int, int, int] | None = None


class Maker:
    """Makes the lots of any day of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.letters = Letters(world)
        self.times = WorkTimes()

    def lots(self, plan: Plan, day: int) -> list[Lot]:
        """The declarations of a day in the order of their arrival."""
        found = trade(self.world, day)
        if not found.size:
            return []
        as_is = amounts(self.world, found, factor(self.world, plan, found))
        lives = life(self.world, found)
        order = np.argsort(lives.arrives, kind="stable")
        bodies = self.letters.write(found, as_is, order)
        starts = self._moments(found, lives)
        made = [
            Lot(*row) for row in zip(
                starts.arrives[order].tolist(), bodies, [self.world.branches[b] for b in found.branch[order].tolist()],
                starts.pays[order].tolist(), starts.documents[order].tolist(), starts.inspection[order].tolist(),
                lives.passes_after[order].tolist(), starts.cancels[order].tolist(), strict=True,
            )
        ]  # fmt: skip
        place = np.empty_like(order)
        place[order] = np.arange(found.size)
        self._amend(made, place, found, as_is, starts)
        self._tell_truth(made, place, found, as_is, starts)
        return made

    def _moments(self, found: Trade, lives: Life) -> Life:
        """The plan with seconds since the first day's midnight, checks in working time."""
        base = found.day * DAY
        arrives = base + lives.arrives
        return msgspec.structs.replace(
            lives, arrives=arrives, pays=base + lives.pays,
            documents=self.times.after(arrives, lives.documents),
            inspection=self.times.after(arrives, lives.inspection),
            amends=np.where(lives.amends == NEVER, NEVER, base + lives.amends),
            cancels=np.where(lives.cancels == NEVER, NEVER, base + lives.cancels),
        )  # fmt: skip

    def _amend(self, made: list[Lot], place: NDArray[np.int64], found: Trade, as_is: Amounts, plan: Life) -> None:
        which = np.flatnonzero(plan.amends != NEVER)
        if not len(which):
            return
        changed = corrections.amended(self.world, found, as_is, plan)
        for at, body in zip(which.tolist(), self.letters.write(found, changed, which, mark="KBS-1"), strict=True):
            lot = made[place[at]]
            lot.amends, lot.amended_body = int(plan.amends[at]), body
            lot.amends_tax = bool(plan.amends_more[at] > 0)

    def _tell_truth(self, made: list[Lot], place: NDArray[np.int64], found: Trade, as_is: Amounts, plan: Life) -> None:
        which = np.flatnonzero(found.chance > 0)
        true, lines = corrections.told_truly(self.world, found, as_is)
        evaded = corrections.evaded(found, as_is, lines)
        false = np.flatnonzero(evaded > 0)
        bodies = dict(zip(false.tolist(), self.letters.write(true, lines, false, mark="KBS-HQ"), strict=True))
        stake = stakes(self.world, found, as_is)
        month = _month(found.day)
        states = self.world.honesty[month, found.party]
        waves = self.world.waves[month // 3, self.world.option_code[found.option[found.fraud_line]]] > 1
        for at in which.tolist():
            lot, kind = made[place[at]], int(found.fraud[at]) if evaded[at] else 0
            seen = bool(kind) and bool(plan.luck[at] < self.world.given.truth.found[KINDS[kind]])
            lot.truth = (
                kind, int(found.fraud_line[at] - found.first[at]) + 1, int(found.chance[at] * PPM),
                int(stake[at]), int(evaded[at]), int(states[at]), int(waves[at]), int(seen),
            )  # fmt: skip
            if seen:
                day = extra_paid_on(int(plan.inspection[at] // DAY), int(plan.found_days[at]))
                lot.finding, lot.found_body = FINDINGS[kind], bodies[at]
                lot.found_pays = day * DAY + 9 * 3600 + at % 3600


def _month(day: int) -> int:
    on = FIRST + timedelta(days=day)
    return (on.year - FIRST.year) * 12 + on.month - 1


def stakes(world: World, found: Trade, as_is: Amounts) -> NDArray[np.float64]:
    """The duty that fraud on each declaration would evade on average over its kinds, in dong."""
    line, span = found.fraud_line, int(world.catalogue.span_of[found.day])
    alpha = world.catalogue.alpha[span]
    option, tax, value = found.option[line], as_is.tax[line], as_is.customs_value[line]
    weights = world.given.truth.kinds
    total = sum(weights.values())
    under = EXPECTED_PART["undervaluation"] * tax
    stake = (weights["undervaluation"] * under + weights["quantity"] * EXPECTED_PART["quantity"] * tax) / total
    for kind, other in (("wrong_code", world.option_truly[option]), ("false_origin", world.option_plain[option])):
        more = np.where(other >= 0, alpha[other] - alpha[option], 0) * value
        fits = (other >= 0) & (alpha[other] > alpha[option] + 0.01) & world.catalogue.valid[span][other]
        stake = stake + weights[kind] / total * np.where(fits, more, under)
    return np.where(found.chance > 0, stake, 0.0)


def arrivals(maker: Maker, plan: Plan, days: range) -> Iterator[Lot]:
    """The lots of some days, one after another."""
    for day in days:
        yield from maker.lots(plan, day)
