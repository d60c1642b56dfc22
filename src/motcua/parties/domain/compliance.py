"""Compliance: the level 1 to 5 of a party from its history, by criteria that are dated data.

Criteria stand in steps. In each step, in order, the party gets the step's level if `any` or `all` of its
criteria are met; who meets none is on level 3. The thresholds in `data/compliance.csv` are for
illustration until the annexes of circular 81/2019/TT-BTC have been read (`verified` false).
"""

import csv
import operator
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from motcua.kernel.dated import NotInForce, Period
from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.parties.domain.party import NEW

DATA = Path(__file__).resolve().parent.parent / "data" / "compliance.csv"

_COMPARE: Mapping[str, Callable[[int, int], bool]] = MappingProxyType({">=": operator.ge, "<=": operator.le})


class History(msgspec.Struct, frozen=True):
    """What is known of a party on the day `on`.

    `first_on` is the day of its first declaration. Counts are of the last 365 days: `declarations`,
    `violations` (administrative), `refusals` (customs' lawful demands not obeyed); `serious` (smuggling,
    fraud, evasion) of the last 730 days. `debt_over_90` in dong.
    """

    on: date
    first_on: date | None = None
    declarations: int = 0
    violations: int = 0
    refusals: int = 0
    serious: int = 0
    debt_over_90: int = 0
    priority: bool = False


class Criterion(msgspec.Struct, frozen=True):
    """One comparison of a measure with a value, in force from `since` to `until`."""

    step: int
    level: int
    match: str
    measure: str
    comparison: str
    value: int
    since: date
    until: date | None
    words: Words
    source: str
    verified: bool

    def met_by(self, history: History) -> bool:
        """Whether the history meets it."""
        return _COMPARE[self.comparison](MEASURES[self.measure](history), self.value)


class Assessed(msgspec.Struct, frozen=True):
    """A level, and the criteria that gave it (none for the level of the others)."""

    level: int
    because: tuple[Criterion, ...]


def days_active(history: History) -> int:
    """Days since the first declaration, that day not counted; 0 without one."""
    return (history.on - history.first_on).days if history.first_on else 0


def violation_ppm(history: History) -> int:
    """Violations per million declarations, rounded down; without a declaration each counts as all."""
    if history.violations == 0:
        return 0
    return history.violations * PPM // max(history.declarations, 1)


MEASURES: Mapping[str, Callable[[History], int]] = MappingProxyType(
    {
        "days_active": days_active,
        "violation_ppm": violation_ppm,
        "declarations": lambda history: history.declarations,
        "refusals": lambda history: history.refusals,
        "serious": lambda history: history.serious,
        "debt_over_90": lambda history: history.debt_over_90,
        "priority": lambda history: int(history.priority),
    }
)


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion ever in force, in order of step."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(sorted(map(_criterion, csv.DictReader(file)), key=lambda found: (found.since, found.step)))


def assess(history: History) -> Assessed:
    """The level of the history on its day, with reasons. NotInForce before the first criteria."""
    for step in _steps(history.on):
        met = tuple(criterion for criterion in step if criterion.met_by(history))
        if met and (step[0].match == "any" or len(met) == len(step)):
            return Assessed(step[0].level, met)
    return Assessed(NEW, ())


def level(history: History) -> int:
    """The level of the history on its day, 1 to 5. NotInForce before the first criteria."""
    return assess(history).level


@lru_cache(maxsize=1024)
def _steps(day: date) -> tuple[tuple[Criterion, ...], ...]:
    found: dict[int, list[Criterion]] = {}
    for criterion in criteria():
        if day in Period(criterion.since, criterion.until):
            found.setdefault(criterion.step, []).append(criterion)
    if not found:
        raise NotInForce(what="compliance", day=day.isoformat())
    return tuple(tuple(found[step]) for step in sorted(found))


def _criterion(row: Mapping[str, str]) -> Criterion:
    return Criterion(
        step=int(row["step"]), level=int(row["level"]), match=row["match"], measure=row["measure"],
        comparison=row["comparison"], value=int(row["value"]), since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        words=Words(row["vi"], row["en"]), source=row["source"], verified=row["verified"] == "1",
    )  # fmt: skip
