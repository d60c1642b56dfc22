"""Targets as they are kept: who set them, of what kind, for which period and office, and whether that can be.

A value is dong for revenue and parts per million for all other kinds. Without a value the target is a condition in
words: no number is invented where none was assigned.
"""

import re
from datetime import date, timedelta

import msgspec

from motcua.kernel.days import months_after
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reports.domain.errors import NoNumber, NoSource, UnknownChoice, WrongPeriod, WrongValue
from motcua.reports.domain.targets import Target, targets

KINDS = {
    "revenue": Words("Thu ngân sách", "Budget revenue"), "growth": Words("Tăng kim ngạch", "Growth of turnover"),
    "inspection_rate": Words("Tỷ lệ kiểm tra thực tế", "Physical inspection rate"),
    "control": Words("Kiểm soát, chống buôn lậu", "Control of smuggling"),
    "service": Words("Giải quyết đúng hạn", "Answered on time"),
}  # fmt: skip
SETTERS = {
    "ministry": Words("Bộ Tài chính giao", "Set by the Ministry of Finance"),
    "general": Words("Tổng cục Hải quan giao", "Set by the general department"),
    "province": Words("Tỉnh ủy, HĐND, UBND tỉnh giao", "Set by the province"),
    "stretch": Words("Tỉnh giao phấn đấu", "The province's stretch target"),
    "own": Words("Cục tự đặt", "The department's own"),
}  # fmt: skip
RULES = {"at_least": Words("ít nhất", "at least"), "at_most": Words("không quá", "at most")}
RULE_OF = {"inspection_rate": "at_most"}
"""The rule of a kind; all others ask for at least so much."""
LONGEST = 400
MOST_DONG = 10**15
MOST_PPM = {"growth": 10_000_000}
"""The largest value of a kind in ppm; the whole for the others."""
YEARS = range(2020, 2100)
_PERIOD = re.compile(r"(20[0-9]{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class Goal(msgspec.Struct, frozen=True):
    """A target. `office` is empty for the whole department; `value` None for a condition without a number."""

    setter: str
    kind: str
    period: str
    office: str
    value: int | None
    source: str
    verified: bool = False
    note: str = ""

    @property
    def code(self) -> str:
        """What names it: one target for each setter, kind, period and office."""
        return "-".join(part for part in (self.period, self.setter, self.kind.replace("_", ""), self.office) if part)

    @property
    def rule(self) -> str:
        """Whether at least or at most so much is asked for."""
        return RULE_OF.get(self.kind, "at_least")


def fit(goal: Goal) -> Goal:
    """The target, its words trimmed. Refuses what cannot be."""
    _, until = days(goal.period)
    offices = ("", *(branch.code for branch in reference.branches(until)))
    for field, told, known in (
        ("setter", goal.setter, SETTERS), ("kind", goal.kind, KINDS), ("office", goal.office, offices),
    ):  # fmt: skip
        if told not in known:
            raise UnknownChoice(field=field, told=told[:20])
    _need_value(goal)
    source, note = _words(goal.source), _words(goal.note)
    if source is None or not source:
        raise NoSource(most=LONGEST)
    if note is None or (goal.value is None and not note):
        raise NoNumber(most=LONGEST)
    return msgspec.structs.replace(goal, source=source, note=note)


def days(period: str) -> tuple[date, date]:
    """The first and last day of a period. WrongPeriod for what is none."""
    found = _PERIOD.fullmatch(period)
    if found is None or int(found[1]) not in YEARS:
        raise WrongPeriod(told=period[:20])
    year, quarter, month = int(found[1]), found[2], found[3]
    first = date(year, 3 * int(quarter) - 2 if quarter else int(month or 1), 1)
    return first, months_after(first, 3 if quarter else 1 if month else 12) - timedelta(days=1)


def packaged() -> list[Goal]:
    """The targets that the platform brings."""
    return [
        Goal("own" if each.id == "inspection" else each.id, each.kind, str(each.year), "", each.value, each.source,
             each.verified)
        for each in targets()
    ]  # fmt: skip


def as_target(goal: Goal) -> Target:
    """As the annual report names it, by who set it."""
    year = int(goal.period)
    return Target(goal.setter, goal.kind, year, goal.value or 0, SETTERS[goal.setter], goal.source, goal.verified)


def _need_value(goal: Goal) -> None:
    if goal.value is None:
        return
    most = MOST_DONG if goal.kind == "revenue" else MOST_PPM.get(goal.kind, 1_000_000)
    if not (1 if goal.kind == "revenue" else 0) <= goal.value <= most:
        raise WrongValue(told=str(goal.value)[:30])


def _words(told: str) -> str | None:
    """Trimmed; None for what is too long or holds what no text has."""
    plain = " ".join(told.split())
    return None if len(plain) > LONGEST or any(ord(sign) < 32 for sign in plain) else plain  # noqa: PLR2004 - controls
