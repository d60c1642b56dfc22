"""What objectives came to, how grave risks are, and what a year of audits amounts to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.audit.bodies import Audit, Objective, Risk, Value
from motcua.procedures.domain.audit.data import limit
from motcua.procedures.domain.audit.life import OVER, State

Trend = Literal["", "better", "same", "worse"]
TREND_WORDS = {
    "better": Words("tốt lên", "better"), "same": Words("giữ nguyên", "the same"), "worse": Words("kém đi", "worse"),
}  # fmt: skip


def latest(values: Sequence[Value]) -> Value | None:
    """The value of the last quarter that has one."""
    return max(values, key=lambda each: each.quarter, default=None)


def met(objective: Objective) -> bool | None:
    """Whether the last quarter's value reaches the target; None where there is none yet."""
    last = latest(objective.values)
    if last is None:
        return None
    return last.value >= objective.target if objective.direction == "least" else last.value <= objective.target


def trend(objective: Objective) -> Trend:
    """How the last value stands to the one before it."""
    ordered = sorted(objective.values, key=lambda each: each.quarter)
    if len(ordered) < 2:  # noqa: PLR2004 - a trend has two ends
        return ""
    before, now = ordered[-2].value, ordered[-1].value
    if before == now:
        return "same"
    return "better" if (now > before) == (objective.direction == "least") else "worse"


def grade(risk: Risk, day: date) -> Literal["high", "medium", "low"]:
    """How grave a risk is, by the limits of that day."""
    if risk.level >= limit("level_high", day):
        return "high"
    return "medium" if risk.level >= limit("level_medium", day) else "low"


GRADE_WORDS = {"high": Words("Cao", "High"), "medium": Words("Vừa", "Medium"), "low": Words("Thấp", "Low")}


class Year(msgspec.Struct, frozen=True):
    """A year of audits in figures."""

    planned: int
    held: int
    conforms: int
    observations: int
    nonconformities: int
    closed: int
    late: int


def year(
    planned: int, audits: Iterable[tuple[State, Audit]], faults: Iterable[tuple[State, bool]]
) -> Year:  # fmt: skip
    """Figures of a programme: visits planned, its audits, and its nonconformities with whether each is late."""
    reported = [body for state, body in audits if state in (State.REPORTED, State.CLOSED)]
    results = Counter(item.result for body in reported for item in body.items)
    found = list(faults)
    return Year(
        planned, len(reported), results["conforms"], results["observation"], len(found),
        sum(state in OVER for state, _ in found), sum(late for _, late in found),
    )  # fmt: skip
