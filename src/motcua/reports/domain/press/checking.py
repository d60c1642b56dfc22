"""The press check itself: a text in, one claim for every quantity out."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import msgspec

from motcua.reports.domain.press import quantities, telling, verdicts
from motcua.reports.domain.press.quantities import Quantity, Read
from motcua.reports.domain.press.relations import (
    averages,
    changes,
    equivalents,
    fractions,
    periods,
    rows,
    shares,
    sums,
    wholes,
)
from motcua.reports.domain.press.scene import Finding, Scene
from motcua.reports.domain.press.verdicts import Verdict

LARGEST = 200_000
"""Letters of a text at the most."""
MOST_IN_A_SENTENCE = 60
"""Quantities of one sentence between which relations are looked for; a longer one is a table."""
RELATIONS: tuple[Callable[[Scene], Iterator[Finding]], ...] = (
    fractions.of_fractions, shares.of_targets, shares.of_targets_told_before, shares.of_gaps, changes.of_changes,
    changes.of_levels, changes.of_multiples, equivalents.of_equivalents, equivalents.of_changes_said_again,
    periods.of_two_periods, wholes.of_wholes, sums.of_parts, sums.of_totals, sums.of_totals_behind,
    sums.of_rests, sums.of_balances, averages.of_averages, rows.of_rows,
)  # fmt: skip
_RANK: dict[Verdict, int] = {"confirmed": 0, "rounded": 1, "contradicted": 2, "unchecked": 3}


class Claim(msgspec.Struct, frozen=True):
    """One quantity of the text. `text` is a substring of it with number and unit; `value` is as printed.

    `expected` is the right number in the printed unit and scale, None where nothing was recomputed.
    """

    text: str
    value: int | float
    unit: str
    kind: str
    verdict: Verdict
    expected: int | float | None
    because: str


class Checked(msgspec.Struct, frozen=True):
    """A text that was read, its quantities, and what was found of each; in the order of the text."""

    read: Read
    findings: tuple[tuple[Quantity, Finding | None, Verdict], ...]


def check(original: str) -> Checked:
    """Read a text and recompute what it lets one recompute. A number in words is told only where it is judged."""
    read = quantities.read(original)
    best: dict[int, tuple[Finding, Verdict]] = {}
    for scene in _scenes(read):
        for found in _found(scene):
            verdict = verdicts.judged(found)
            held = best.get(found.quantity.start)
            if held is None or _RANK[verdict] < _RANK[held[1]]:
                best[found.quantity.start] = (found, verdict)
    told = tuple(row for row in _each(read.quantities, best) if row[2] != "unchecked" or not row[0].worded)
    return Checked(msgspec.structs.replace(read, quantities=[row[0] for row in told]), told)


def _each(
    found: Iterable[Quantity], best: dict[int, tuple[Finding, Verdict]]
) -> Iterator[tuple[Quantity, Finding | None, Verdict]]:
    for quantity in found:
        held = best.get(quantity.start)
        yield (quantity, *held) if held is not None else (quantity, None, "unchecked")


def _scenes(read: Read) -> Iterator[Scene]:
    held: dict[int, list[Quantity]] = {}
    for each in read.quantities:
        held.setdefault(each.sentence, []).append(each)
    past: Scene | None = None
    for number in sorted(held):
        scene = Scene(read, number, held[number], past)
        yield scene
        past = scene


def _found(scene: Scene) -> Iterator[Finding]:
    if len(scene.all) <= MOST_IN_A_SENTENCE:
        for relation in RELATIONS:
            yield from relation(scene)


def claims(checked: Checked, language: str) -> list[Claim]:
    """What is told of a text, as the contract of the press check says."""
    return [_claim(checked.read, *each, language) for each in checked.findings]


def _claim(read: Read, quantity: Quantity, finding: Finding | None, verdict: Verdict, language: str) -> Claim:
    text = read.text.substring(quantity.start, quantity.end)
    if finding is None:
        reason, right = telling.NOTHING.in_language(language), None
    else:
        reason = telling.because(read, finding, verdict, language)
        right = verdicts.expected(quantity, finding.truth.value) if verdict != "unchecked" else None
    kind = finding.kind if finding is not None else quantity.kind
    return Claim(text, _number(quantity.value), quantity.unit, kind, verdict, right, reason)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
