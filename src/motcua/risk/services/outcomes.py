"""Outcomes: what a check found is written beside what had chosen it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.reference.domain import entry
from motcua.risk import events, models
from motcua.risk.domain import GREEN, RED
from motcua.risk.domain.errors import NotChecked, OutcomeKnown
from motcua.risk.queries import Standing, standings
from motcua.risk.services.rows import (
    ADDITION,
    ADDITION_MOMENTS,
    OUTCOME,
    OUTCOME_MOMENTS,
    T_ADDITION,
    T_OUTCOME,
)


class Added(NamedTuple):
    """What became known of a check later: a finding (empty: none), duty in whole dong (below zero: given back)."""

    subject: int
    at: datetime
    finding: str = ""
    recovered: int = 0


class Found(NamedTuple):
    """What the check of one declaration found; `recovered` is duty in whole dong."""

    subject: int
    finding: str
    at: datetime
    recovered: int = 0


def record_outcome(*, subject: int, finding: str, recovered: int = 0, by: Actor, at: datetime) -> None:
    """Record what one check found; `finding` is a code of the list finding_code."""
    record_outcomes([Found(subject, finding, at, recovered)], by=by)


@transaction.atomic
def record_outcomes(found: Iterable[tuple[Any, ...]], *, by: Actor) -> int:
    """Record many: (subject, finding, at) or (subject, finding, at, recovered). All or none; how many."""
    results = [Found(*each) for each in found]
    if not results:
        return 0
    held = standings([result.subject for result in results])
    _refuse(results, held)
    taken = ids.take(results[0].at, len(results))
    leaves, rows = [], []
    for leaf, result in zip(taken, results, strict=True):
        standing = held[result.subject]
        row = _row(leaf, result, standing)
        rows.append(row)
        leaves.append(
            log.leaf(
                events.OUTCOME, id=leaf, subject=f"declaration/{standing.number}", at=result.at, by=by,
                facts={"hit": row[-2]}, rows=[row_bytes(T_OUTCOME, row)],
            )
        )  # fmt: skip
    bulk.insert(T_OUTCOME, OUTCOME, rows, OUTCOME_MOMENTS)
    log.append(leaves)
    return len(rows)


@transaction.atomic
def add_to_outcomes(added: Sequence[Added], *, by: Actor) -> int:
    """Complete what checks found: an analysis came back, customs charged more. Returns how many were written.

    Duty may come before the finding and counts as soon as there is one. NotFound for what was never selected;
    UnknownCode. What says nothing, and what no inspection was asked for, is left out.
    """
    if not added:
        return 0
    held = standings([each.subject for each in added])
    for each in added:
        if each.subject not in held:
            raise NotFound(what=f"selection/{each.subject}")
    told = [each for each in added if (each.finding or each.recovered) and held[each.subject].channel == RED]
    if not told:
        return 0
    leaves, rows = [], []
    for leaf, each in zip(ids.take(told[0].at, len(told)), told, strict=True):
        day = law_day(each.at)
        hit = int(_is_hit(each.finding, day)) if each.finding else -1
        row = (leaf, each.subject, each.at, day, each.finding, hit, each.recovered)
        rows.append(row)
        subject = f"declaration/{held[each.subject].number}"
        covered = [row_bytes(T_ADDITION, row)]
        leaves.append(log.leaf(events.ADDED, id=leaf, subject=subject, at=each.at, by=by, facts={}, rows=covered))
    bulk.insert(T_ADDITION, ADDITION, rows, ADDITION_MOMENTS)
    log.append(leaves)
    return len(rows)


def _row(leaf: int, result: Found, standing: Standing) -> tuple[Any, ...]:
    day = law_day(result.at)
    return (
        result.subject, leaf, result.at, day, standing.office, standing.channel, standing.source, standing.rule,
        int(standing.drawn), result.finding, int(_is_hit(result.finding, day)), result.recovered,
    )  # fmt: skip


def _refuse(results: Sequence[Found], held: dict[int, Standing]) -> None:
    seen: set[int] = set()
    for result in results:
        standing = held.get(result.subject)
        if standing is None:
            raise NotFound(what=f"selection/{result.subject}")
        if standing.channel == GREEN:
            raise NotChecked(number=standing.number)
        if result.subject in seen:
            raise OutcomeKnown(number=standing.number)
        seen.add(result.subject)
    known = models.Outcome.objects.filter(subject__in=seen).values_list("subject", flat=True).first()
    if known is not None:
        raise OutcomeKnown(number=held[known].number)


def _is_hit(finding: str, day: date) -> bool:
    """Whether the list of findings calls this one a discrepancy. UnknownCode if the list has it not."""
    return entry("finding_code", finding, day).says("discrepancy")
