"""Trade: what is declared on one day, as arrays. The same day is the same whoever asks, in any order."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import dice
from motcua.demo.domain.shape import days
from motcua.demo.domain.truth import KINDS, chances
from motcua.demo.domain.world import CURRENCIES, World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LAND = frozenset({"4"})


class Trade(msgspec.Struct):
    """Declarations of a day (n of them) and their lines (m), before the year's factors.

    Lines of a declaration stand together, `owner` names it. Values are customs values in USD.
    """

    day: int
    branch: Ints
    live: Flags
    flow: Ints
    party: Ints
    segment: Ints
    procedure: Ints
    taxed: Flags
    currency: Ints
    term: Ints
    freight: Floats
    insurance: Floats
    value: Floats
    owner: Ints
    first: Ints
    option: Ints
    share: Floats
    price: Floats
    alpha: Floats
    beta: Floats
    fraud: Ints
    fraud_line: Ints
    fraud_part: Floats
    chance: Floats
    kept: Flags

    @property
    def size(self) -> int:
        """How many declarations."""
        return len(self.branch)


TERMS = ("DAF", "DAP", "EXW", "FCA", "CPT", "CIF", "FOB", "CFR", "CIP")
NEEDS_FREIGHT = np.array([term in ("EXW", "FCA", "FOB") for term in TERMS])
AT_EXIT_GATE = np.array([term in ("DAF", "DAP", "FOB") for term in TERMS])
NEEDS_INSURANCE = np.array([term in ("EXW", "FCA", "FOB", "CPT", "CFR") for term in TERMS])


def trade(world: World, day: int) -> Trade:
    """Draw one day."""
    rng = dice(world.seed, "trade", day)
    branch, live, slot = _slots(world, day)
    flow, party, kept = _who(world, rng, day, branch, slot)
    n, span = len(branch), int(world.catalogue.span_of[day])
    segment = _pick(world.segment_ends[span], flow, rng)
    procedure = _pick(world.procedure_ends, flow, rng)
    value = world.flow_value[flow] * np.exp(world.given.value_sigma * rng.standard_normal(n) - 0.15)
    value = np.minimum(value, world.given.value_most)
    lines = 1 + np.minimum(rng.poisson(np.maximum(world.flow_lines[flow] - 1, 0)), 30)
    owner = np.repeat(np.arange(n), lines)
    first = np.cumsum(lines) - lines
    option = _pick(world.catalogue.pick[span], segment[owner], rng)
    share = rng.gamma(2.0, size=len(owner))
    share /= np.add.reduceat(share, first)[owner] if n else 1
    price = world.catalogue.price[option] * _price_moves(world, rng, day, party[owner], len(owner))
    taxed = world.procedure_taxed[procedure]
    currency, term, freight, insurance = _terms(world, rng, branch, flow)
    found = Trade(
        day, branch, live, flow, party, segment, procedure, taxed, currency, term, freight, insurance, value,
        owner, first, option, share, price, world.catalogue.alpha[span, option] * taxed[owner],
        world.catalogue.beta[span, option] * taxed[owner], np.zeros(n, dtype=np.int64), first.copy(), np.zeros(n),
        np.zeros(n), kept,
    )  # fmt: skip
    _tempt(world, found, span)
    return found


def _slots(world: World, day: int) -> tuple[Ints, Flags, Ints]:
    live, cancelled = world.shape.live[day], world.shape.cancelled[day]
    branch = np.repeat(np.arange(len(live)), live + cancelled)
    slot = np.concatenate([np.arange(count) for count in live + cancelled]) if len(branch) else branch
    return branch, slot < live[branch], slot


def _pick(ends: Floats, group: Ints, rng: np.random.Generator) -> Ints:
    """One member of each group, by the stretches of the number line; group g fills g to g + 1."""
    return np.searchsorted(ends, group + rng.random(len(group)) * (1 - 1e-12), side="right")


def _who(world: World, rng: np.random.Generator, day: int, branch: Ints, slot: Ints) -> tuple[Ints, Ints, Flags]:
    flow = _pick(world.flow_ends, branch, rng)
    parties, ends = world.roster.segments[world.phase(day)]
    kept = np.zeros(len(branch), dtype=bool)
    party = parties[_pick(ends, flow, rng)]
    start = np.searchsorted(branch, np.arange(len(world.branches)))
    for at, place, who in world.roster.kept.get(day, ()):
        here = start[at] + place
        party[here], flow[here], kept[here] = who, world.roster.main[who], True
    return flow, party, kept


def _price_moves(world: World, rng: np.random.Generator, day: int, party: Ints, count: int) -> Floats:
    """What a price is of the usual one: the party's own habit, the season, and chance."""
    habit = ((party * 2654435761) % 1000 / 1000 - 0.5) * 0.16
    season = 0.05 * np.sin(2 * np.pi * day / 365.0)
    found: Floats = np.exp(habit + season + 0.07 * rng.standard_normal(count))
    return found


def _terms(world: World, rng: np.random.Generator, branch: Ints, flow: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Currency, delivery term, and freight and insurance as parts of the invoice (0 where not stated).

    On export a negative freight is what lies between the invoice and the value at the exit gate.
    """
    n, given = len(branch), world.given
    imports = world.flow_import[flow]
    land = np.array([given.branches[name].mode in LAND for name in world.branches])[branch]
    currency, term = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    toss = rng.random(n)
    for at, name in enumerate(world.branches):
        names, weights = list(given.currencies[name]), np.array(list(given.currencies[name].values()), dtype=float)
        here = branch == at
        chosen = np.searchsorted(np.cumsum(weights / weights.sum()), toss[here], side="right").clip(0, len(names) - 1)
        currency[here] = np.array([CURRENCIES.index(one) for one in names])[chosen]
    toss = rng.random(n)
    for way, is_land, is_import in (("land_import", True, True), ("sea_import", False, True),
                                    ("land_export", True, False), ("sea_export", False, False)):  # fmt: skip
        names, weights = list(given.terms[way]), np.array(list(given.terms[way].values()), dtype=float)
        here = (land == is_land) & (imports == is_import)
        chosen = np.searchsorted(np.cumsum(weights / weights.sum()), toss[here], side="right").clip(0, len(names) - 1)
        term[here] = np.array([TERMS.index(one) for one in names])[chosen]
    part = rng.uniform(given.freight.least, given.freight.most, n)
    freight = np.where(imports & NEEDS_FREIGHT[term], np.round(part, 4), 0.0)
    freight = np.where(~imports & ~AT_EXIT_GATE[term], -np.round(part / 2, 4), freight)
    insured = rng.random(n) < given.freight.insured
    insurance = np.where(imports & NEEDS_INSURANCE[term] & insured, given.freight.insurance, 0.0)
    return currency, term, freight, insurance


def _tempt(world: World, found: Trade, span: int) -> None:
    """Who cheats, how, on which line, by how much. Only where tax is due is there anything to gain."""
    rng = dice(world.seed, "truth", found.day)
    given, n = world.given.truth, found.size
    if not n:
        return
    top = _largest_line(found)
    day = days()[found.day]
    month, quarter = (day.year - 2022) * 12 + day.month - 1, (day.year - 2022) * 4 + (day.month - 1) // 3
    option = found.option[top]
    factor = world.waves[quarter, world.option_code[option]] * np.where(
        world.option_claims[option], given.preference_factor, 1.0
    )
    gain = world.flow_import[found.flow] & (found.alpha[top] > 0)
    found.chance = np.where(gain, chances(world.given, world.honesty[month, found.party], factor), 0.0)
    cheats = (rng.random(n) < found.chance) & found.live
    kinds = np.array(list(given.kinds.values()))
    kind = 1 + np.searchsorted(np.cumsum(kinds / kinds.sum()), rng.random(n), side="right").clip(0, 3)
    kind = _possible(world, kind, option, span)
    cuts = {1: given.undervalued, 4: given.short_counted}
    part = np.zeros(n)
    for number, (least, most) in cuts.items():
        part = np.where(kind == number, rng.uniform(least, most, n), part)
    found.fraud = np.where(cheats, kind, 0)
    found.fraud_line = top
    found.fraud_part = np.where(cheats, part, 0.0)
    _underprice(found)


def _largest_line(found: Trade) -> Ints:
    order = np.lexsort((-found.share, found.owner))
    return order[found.first]


def _possible(world: World, kind: Ints, option: Ints, span: int) -> Ints:
    """Turn a kind of fraud that these goods do not allow, or that gains nothing, into undervaluation."""
    alpha, valid = world.catalogue.alpha[span], world.catalogue.valid[span]
    truly, plain = world.option_truly[option], world.option_plain[option]
    coded = (truly >= 0) & valid[truly] & (alpha[truly] > alpha[option] + 0.01)
    claimed = world.option_claims[option] & valid[plain] & (alpha[plain] > alpha[option] + 0.01)
    wrong = ((kind == KINDS.index("wrong_code")) & ~coded) | ((kind == KINDS.index("false_origin")) & ~claimed)
    return np.where(wrong, KINDS.index("undervaluation"), kind)


def _underprice(found: Trade) -> None:
    low = np.flatnonzero(found.fraud == KINDS.index("undervaluation"))
    found.price[found.fraud_line[low]] *= 1 - found.fraud_part[low]
