"""How a target stands: what was done of it, what each working day must still bring, and whether it will be met."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from motcua.kernel.money import half_up
from motcua.kernel.words import Words
from motcua.reports.domain.targets_kept import Goal

State = Literal["reached", "on_course", "at_risk", "will_miss", "missed", "not_begun", "not_measured"]
STATES: Mapping[State, Words] = {
    "reached": Words("Đã đạt", "Reached"), "on_course": Words("Đúng tiến độ", "On course"),
    "at_risk": Words("Có nguy cơ", "At risk"), "will_miss": Words("Sẽ không đạt", "Will be missed"),
    "missed": Words("Không đạt", "Missed"), "not_begun": Words("Chưa đến kỳ", "Not begun"),
    "not_measured": Words("Chưa đo được", "Not measured"),
}  # fmt: skip
TONES: Mapping[State, str] = {
    "reached": "good", "on_course": "good", "at_risk": "warn", "will_miss": "bad", "missed": "bad",
    "not_begun": "", "not_measured": "",
}  # fmt: skip


class Measured(msgspec.Struct, frozen=True):
    """What is known of a target's subject, in the unit of its value; None where it is not.

    `expected` is what the period will end with, `low` and `high` hold it with 80 percent. `adds_up`: what is done is
    never lost again, as money collected; a rate may still turn.
    """

    done: int | None
    expected: int | None = None
    low: int | None = None
    high: int | None = None
    adds_up: bool = False
    basis: str = ""


class Period(msgspec.Struct, frozen=True):
    """Where a day stands in the period: working days that have ended of it, and that are left."""

    begun: bool
    over: bool
    worked: int
    left: int


class Standing(msgspec.Struct, frozen=True):
    """A target beside what was done. `needed` and `pace` are dong a working day, where that can be said."""

    state: State
    share_ppm: int | None
    missing: int | None
    needed: int | None
    pace: int | None


def standing(goal: Goal, found: Measured, period: Period) -> Standing:
    """How the target stands."""
    state = _state(goal, found, period)
    if goal.value is None or found.done is None:
        return Standing(state, None, None, None, None)
    share = half_up(found.done * 1_000_000, goal.value) if goal.value > 0 else None
    if not found.adds_up:
        return Standing(state, share, None, None, None)
    missing = max(goal.value - found.done, 0)
    needed = -(-missing // period.left) if period.left else None
    return Standing(state, share, missing, needed, found.done // period.worked if period.worked else None)


def _state(goal: Goal, found: Measured, period: Period) -> State:
    if goal.value is None or (found.done is None and period.begun):
        return "not_measured"
    if not period.begun or found.done is None:
        return "not_begun"
    met = _meets(goal, found.done)
    if period.over:
        return "reached" if met else "missed"
    if found.adds_up and met:
        return "reached"
    return _ahead(goal, found, met=met)


def _ahead(goal: Goal, found: Measured, *, met: bool) -> State:
    """By what the period is expected to end with; by what it has now where nothing is."""
    if found.expected is None:
        return "on_course" if met else "at_risk"
    if _meets(goal, found.expected):
        return "on_course"
    best = found.high if goal.rule == "at_least" else found.low
    return "will_miss" if best is not None and not _meets(goal, best) else "at_risk"


def _meets(goal: Goal, value: int) -> bool:
    asked = goal.value or 0
    return value >= asked if goal.rule == "at_least" else value <= asked
