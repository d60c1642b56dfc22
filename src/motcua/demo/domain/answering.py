"""What made-up enterprises answer in a survey: sheets whose scores come out at the figures asked for, to the digit.

Each sheet has an opinion of its own, each item a difficulty. The level of an office is found first, then single
answers are moved by one until its index, as `survey.domain.scoring` computes it, is the target. Where an office has
too few sheets to be scored nothing is promised.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain.dice import dice
from motcua.kernel.money import PPM
from motcua.survey.domain.scoring import Item, Rating, Rule, Stratum
from motcua.survey.domain.scoring.coarsening import joined
from motcua.survey.domain.scoring.weighing import weights

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
UNKNOWN, REFUSED = 0.035, 0.15
"""Shares of answers left open: ordinarily, and where all items of a component are turned and touchy."""
TOUCHY = "C8"
USED = {"goods": 0.55, "special": 0.45, "refund": 0.4, "audit": 0.45, "penalty": 0.35, "complaint": 0.3}
"""How many enterprises went through what some items ask about, where nothing else is told."""
MIDDLE = 0.5
DISCONTENT = 0.0122
"""Share of sheets that are not satisfied: near 99 % are."""
NEAR = 0.004
LOWEST, HIGHEST = 8_420, 9_290
"""Targets of the other offices, in hundredths."""


class Form(msgspec.Struct, frozen=True):
    """What is asked, of whom, and how it is scored. `needs`: uses of which one is needed before an item is asked."""

    items: tuple[Item, ...]
    strata: tuple[Stratum, ...]
    rule: Rule
    needs: Mapping[str, tuple[str, ...]] = {}


class Drawn(msgspec.Struct, frozen=True):
    """A sheet, and what the enterprise says it went through."""

    rating: Rating
    uses: tuple[str, ...]


class _Sheets(msgspec.Struct):
    """Sheets of one office: strata, what was used, opinions, answers as they count (0 where there is none)."""

    office: str
    strata: list[str]
    uses: list[tuple[str, ...]]
    mood: Floats
    bent: Floats
    answers: Ints


def targets(seed: int, year: int, offices: Sequence[str], best_e2: int) -> dict[str, int]:
    """Scores to be reached, hundredths: the first office at `best_e2`, the others apart from it and from each other."""
    own = dice(seed, "survey targets", year)
    most = min(HIGHEST, best_e2 - 120)
    step = (most - LOWEST) // max(1, len(offices) - 1)
    places = [most - at * step - int(own.integers(0, max(1, step // 2))) for at in range(len(offices) - 1)]
    order = own.permutation(len(places))
    return {offices[0]: best_e2, **{office: places[at] for office, at in zip(offices[1:], order, strict=True)}}


def ratings(seed: int, form: Form, counts: Mapping[str, int], targets: Mapping[str, int]) -> list[Drawn]:
    """As many sheets as `counts` says by stratum, stratum by stratum in the order of `form.strata`."""
    offices = list(dict.fromkeys(stratum.office for stratum in form.strata if counts.get(stratum.code)))
    drawn = [_blank(seed, form, office, counts) for office in offices]
    names, kept, withheld = joined(counts, form.strata, form.rule.minimum)
    for sheets in drawn:
        gain = np.zeros(sheets.answers.shape)
        if sheets.office not in withheld:
            own = [names[code] for code in sheets.strata]
            gain = _gain(form, sheets, own, [stratum for stratum in kept if stratum.office == sheets.office])
        _levelled(sheets, gain, targets[sheets.office] / 100)
        if gain.any():
            _moved(
                sheets.answers, gain, targets[sheets.office] / 100, dice(seed, "moves", form.rule.year, sheets.office)
            )
    levels = _satisfaction(drawn)
    return [one for sheets, own in zip(drawn, levels, strict=True) for one in _written(form, sheets, own)]


def _blank(seed: int, form: Form, office: str, counts: Mapping[str, int]) -> _Sheets:
    """Who answers what at an office: opinions and open answers are drawn, levels come later."""
    own = dice(seed, "survey", form.rule.year, office)
    strata = [one.code for one in form.strata if one.office == office for _ in range(counts.get(one.code, 0))]
    scored = [item for item in form.items if item.scored]
    names = sorted({use for needed in form.needs.values() for use in needed})
    held = own.random((len(strata), len(names))) < [USED.get(name, MIDDLE) for name in names]
    uses = [tuple(name for name, has in zip(names, row, strict=True) if has) for row in held.tolist()]
    open_ = own.random((len(strata), len(scored))) < [
        REFUSED if item.component == TOUCHY else UNKNOWN for item in scored
    ]
    asked = np.array(
        [
            [not form.needs.get(item.code) or bool(set(form.needs[item.code]) & set(one)) for item in scored]
            for one in uses
        ],
        dtype=bool,
    ).reshape(open_.shape)
    open_[open_.sum(axis=1) * 4 > asked.sum(axis=1)] = False
    mood = own.normal(0, 0.35, len(strata))
    bent = mood[:, None] + own.normal(0, 0.2, len(scored)) + own.normal(0, 0.55, open_.shape)
    return _Sheets(office, strata, uses, mood, bent, (asked & ~open_).astype(np.int64))


def _gain(form: Form, sheets: _Sheets, names: Sequence[str], strata: Sequence[Stratum]) -> Floats:
    """Points that one level more of each answer adds to the index as the scoring weighs it; `names` by sheet.

    All zero where the office lacks a component and will not be ranked.
    """
    shares = weights(strata, Counter(names), form.rule.trim)
    weight = np.array([shares[name] for name in names], dtype=np.float64)
    scored = [item for item in form.items if item.scored]
    given = _counting(sheets.answers > 0, scored, names, form.rule.minimum)
    counts = given.sum(axis=0) >= max(form.rule.answers, form.rule.minimum)
    components = np.array([item.component for item in scored])
    gain = np.zeros(given.shape)
    for name, share in form.rule.weights.items():
        columns = np.flatnonzero(counts & (components == name))
        if share and not columns.size:
            return np.zeros(given.shape)
        for column in columns:
            steps = (scored[column].top - 1) * len(columns) * (weight * given[:, column]).sum()
            gain[:, column] = weight * given[:, column] * 100 * share / PPM / steps
    return gain


def _counting(
    given: NDArray[np.bool_], scored: Sequence[Item], names: Sequence[str], minimum: int
) -> NDArray[np.bool_]:
    """Which answers count: those to branched items not where fewer than the minimum of their stratum gave one."""
    kept = given.copy()
    strata = np.array(names)
    for column in (at for at, item in enumerate(scored) if item.branched):
        for name in np.unique(strata):
            if given[strata == name, column].sum() < minimum:
                kept[strata == name, column] = False
    return kept


def _levelled(sheets: _Sheets, gain: Floats, target: float) -> None:
    """Answers at the level at which the index is nearest to the target."""
    given = sheets.answers > 0
    measure = gain if gain.any() else given * (25 / max(1, int(given.sum())))
    low, high = -4.0, 12.0
    for _ in range(30):
        middle = (low + high) / 2
        sheets.answers = np.where(given, np.clip(np.rint(middle + sheets.bent), 1, 5), 0).astype(np.int64)
        if (measure * np.maximum(sheets.answers - 1, 0)).sum() < target:
            low = middle
        else:
            high = middle


def _moved(answers: Ints, gain: Floats, target: float, own: np.random.Generator) -> None:
    """Move single answers by one until the index is within NEAR of the target: a run of them, then the best ones."""
    gap = target - float((gain * (answers - 1)).sum())
    up = gap > 0
    free = np.flatnonzero((gain > 0) & ((answers < 5) if up else (answers > 1)))
    order = own.permutation(free)
    run = order[np.cumsum(gain.flat[order]) <= abs(gap)]
    answers.flat[run] += 1 if up else -1
    for _ in range(20):
        gap = target - float((gain * (answers - 1)).sum())
        if abs(gap) <= NEAR:
            return
        _nearest(answers, gain, gap)


def _nearest(answers: Ints, gain: Floats, gap: float) -> None:
    """One answer up, one down, or one of each: whichever comes nearest to closing the gap."""
    rises = _first_of_each(gain, (gain > 0) & (answers < 5))
    falls = _first_of_each(gain, (gain > 0) & (answers > 1))
    found = np.abs(gap - (gain.flat[rises][:, None] - gain.flat[falls][None, :])) if rises.size and falls.size else None
    alone = [(abs(gap - sign * gain.flat[at]), sign, at) for sign, cells in ((1, rises), (-1, falls)) for at in cells]
    best, sign, at = min(alone)
    if found is None or best <= found.min():
        answers.flat[at] += sign
        return
    rise, fall = np.unravel_index(int(found.argmin()), found.shape)
    answers.flat[rises[rise]] += 1
    answers.flat[falls[fall]] -= 1


def _first_of_each(gain: Floats, free: NDArray[np.bool_]) -> Ints:
    """One free cell of each size of gain."""
    cells = np.flatnonzero(free)
    _, first = np.unique(gain.flat[cells], return_index=True)
    chosen: Ints = cells[first]
    return chosen


def _satisfaction(drawn: Sequence[_Sheets]) -> list[list[int]]:
    """Satisfaction as a whole, by office: the least content of all sheets are not satisfied, the rest 4 or 5."""
    content = [
        sheets.mood + sheets.answers.sum(axis=1) / np.maximum(1, (sheets.answers > 0).sum(axis=1)) for sheets in drawn
    ]
    every = np.sort(np.concatenate(content)) if content else np.zeros(0)
    few = round(DISCONTENT * len(every))
    limit, middle = (every[few], every[len(every) * 2 // 5]) if few < len(every) else (0.0, 0.0)
    worst = every[few // 4] if few else -np.inf
    return [
        [2 if one < worst else 3 if one < limit else 4 if one < middle else 5 for one in own.tolist()]
        for own in content
    ]


def _written(form: Form, sheets: _Sheets, levels: Sequence[int]) -> list[Drawn]:
    """Answers as they were ticked: reversed items turned back."""
    scored = [item for item in form.items if item.scored]
    found = []
    for at, row in enumerate(sheets.answers.tolist()):
        answers: dict[str, int | None] = {
            item.code: (item.top + 1 - value if item.reverse else value) if value else None
            for item, value in zip(scored, row, strict=True)
        }
        answers[form.rule.satisfaction] = levels[at]
        found.append(Drawn(Rating(sheets.office, sheets.strata[at], answers), sheets.uses[at]))
    return found
