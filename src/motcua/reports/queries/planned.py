"""What the next year is asked to reach, as the annual report tells it: each target with its rule and number."""

from collections.abc import Iterator

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.targets_kept import KINDS, RULES, Goal
from motcua.reports.domain.telling import Plan
from motcua.reports.queries.targets import kept


def plans(year: int) -> Iterator[Plan]:
    """The department's targets for a whole year that stand today; one without a number is told in its own words."""
    for each in kept().values():
        goal = each.goal
        if goal.period == str(year) and not goal.office and not each.ended:
            yield Plan(goal.kind, goal.value, _words(goal))


def _words(goal: Goal) -> Words:
    kind = KINDS[goal.kind]
    if goal.value is None:
        return Words(f"{kind.vi}: {goal.note}", f"{kind.en}: “{goal.note}”")
    rule = RULES[goal.rule]
    vi, en = (_number(goal, language) for language in ("vi", "en"))
    return Words(f"{kind.vi} {rule.vi} {vi}", f"{kind.en}, {rule.en} {en}")


def _number(goal: Goal, language: str) -> str:
    value = goal.value or 0
    return amounts.set_in_billions(value, language) if goal.kind == "revenue" else amounts.rate(value, language)
