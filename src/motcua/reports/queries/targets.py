"""Targets as they stand: those that the platform brings under those that were set here, beside what was done."""

from datetime import date

import msgspec

from motcua.kernel.refusals import NotFound
from motcua.reports.domain.targets import Target
from motcua.reports.domain.targets_kept import SETTERS, Goal, as_target, packaged
from motcua.reports.domain.targets_pace import Measured, Standing, standing
from motcua.reports.models import TargetTurn, TargetVersion
from motcua.reports.queries import targets_measured

NAMED = ("ministry", "province", "stretch")
"""Who sets the revenue targets that the annual report names, in its order."""


class Kept(msgspec.Struct, frozen=True):
    """A target with its version: 0 while it is as the platform brings it."""

    goal: Goal
    version: int
    ended: bool


class Shown(msgspec.Struct, frozen=True):
    """A target beside what was done of it to the end of a day."""

    kept: Kept
    as_of: date
    measured: Measured
    standing: Standing


def kept() -> dict[str, Kept]:
    """Every target by its code, as it was last set."""
    found = {goal.code: Kept(goal, 0, ended=False) for goal in packaged()}
    for row in TargetVersion.objects.order_by("leaf"):
        found[row.target] = Kept(goal_of(row), row.version, row.verb == "ended")
    return found


def goal_of(row: TargetVersion) -> Goal:
    """The target of a stored version."""
    return Goal(
        row.setter, row.kind, row.period, row.office, row.value, row.source, bool(row.verified), row.note
    )  # fmt: skip


def find(code: str) -> Kept:
    """One target. NotFound."""
    found = kept().get(code)
    if found is None:
        raise NotFound(what=code[:48])
    return found


def listing(as_of: date, year: str = "", *, kind: str = "", ended: bool = True) -> list[Shown]:
    """Targets of a year and kind beside what was done to the end of `as_of`, by period and who set them."""
    found = [
        each for each in kept().values()
        if each.goal.period.startswith(year) and kind in ("", each.goal.kind) and (ended or not each.ended)
    ]  # fmt: skip
    order = list(SETTERS)
    found.sort(key=lambda each: (each.goal.period, each.goal.office, each.goal.kind != "revenue", each.goal.kind,
                                 order.index(each.goal.setter)))  # fmt: skip
    return [shown(each, as_of) for each in found]


def shown(each: Kept, as_of: date) -> Shown:
    """One target beside what was done."""
    found = targets_measured.measured(each.goal, as_of)
    return Shown(each, as_of, found, standing(each.goal, found, targets_measured.period(each.goal, as_of)))


def history(code: str) -> list[TargetVersion]:
    """Every version that was set here, the last first."""
    return list(TargetVersion.objects.filter(target=code).order_by("-version"))


def turns(code: str) -> list[TargetTurn]:
    """The days on which a target turned, the last first."""
    return list(TargetTurn.objects.filter(target=code).order_by("-leaf")[:50])


def last_turns() -> dict[str, str]:
    """To what each target turned last."""
    return dict(TargetTurn.objects.order_by("leaf").values_list("target", "state"))


def years() -> list[str]:
    """The years that have targets, the last first."""
    return sorted({each.goal.period[:4] for each in kept().values()}, reverse=True)


def of_year(kind: str, year: int) -> tuple[Target, ...]:
    """The department's targets of a kind for a whole year, as the annual report names them: those with a number."""
    found = {
        each.goal.setter: as_target(each.goal)
        for each in kept().values()
        if each.goal.kind == kind and each.goal.period == str(year) and not each.goal.office
        and each.goal.value and not each.ended
    }  # fmt: skip
    return tuple(found[setter] for setter in NAMED if setter in found)
