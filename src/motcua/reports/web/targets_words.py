"""Targets in words: values with their units, standings, periods."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.domain import amounts
from motcua.design.domain.figures import Bullet, Mark, bullet
from motcua.design.templatetags.figures import language, say
from motcua.reference.domain.calling import office as office_words
from motcua.reports.domain.targets_kept import KINDS, RULES, SETTERS, Goal, days
from motcua.reports.domain.targets_pace import STATES, TONES, Measured
from motcua.reports.queries.targets import Shown
from motcua.reports.queries.targets_branches import Progress

MILLION = 1_000_000


def row(each: Shown) -> dict[str, Any]:
    """A target as a line of the list."""
    goal, stands = each.kept.goal, each.standing
    named = [say(SETTERS[goal.setter]), say(KINDS[goal.kind]), period(goal.period)]
    return {
        "it": each, "goal": goal, "code": goal.code, "setter": SETTERS[goal.setter], "kind": KINDS[goal.kind],
        "period": period(goal.period), "office": office(goal), "asked": asked(goal),
        "title": " · ".join([*named, office(goal)] if goal.office else named),
        "opens": reverse("reports:target", args=[goal.code]), "bar": _bar(each),
        "state": STATES[stands.state], "tone": TONES[stands.state],
        "warns": warning(each) if stands.state in ("at_risk", "will_miss") else "", **_sums(each),
    }  # fmt: skip


def _sums(each: Shown) -> dict[str, str]:
    """What was done, is expected, and must still come, as written figures."""
    goal, found, stands = each.kept.goal, each.measured, each.standing
    return {
        "done": value(goal, found.done), "expected": value(goal, found.expected), "between": between(goal, found),
        "share": "–" if stands.share_ppm is None else amounts.share(stands.share_ppm, language(), 1),
        "needed": per_day(stands.needed if stands.missing else None), "pace": per_day(stands.pace),
    }  # fmt: skip


def branch(each: Progress) -> dict[str, Any]:
    """A branch's sums with their growth."""
    sums = {"month": each.month, "quarter": each.quarter, "year": each.year}
    told = {name: {"now": found.now, "grown": amounts.change(found.now, found.before, language())}
            for name, found in sums.items()}  # fmt: skip
    return {"words": each.words, **told}


def asked(goal: Goal) -> str:
    """`ít nhất 16.000 tỷ đồng`; the condition where there is no number."""
    return goal.note if goal.value is None else f"{say(RULES[goal.rule])} {_set(goal, goal.value)}"


def _set(goal: Goal, amount: int) -> str:
    """A value as it was set, with only the decimals it has."""
    write = amounts.set_in_billions if goal.kind == "revenue" else amounts.rate
    return write(amount, language())


def value(goal: Goal, amount: int | None) -> str:
    """A value with its unit."""
    if amount is None:
        return "–"
    if goal.kind == "revenue":
        return amounts.dong_in_billions(amount, language())
    return amounts.share(amount, language())


def per_day(amount: int | None) -> str:
    """Thousand millions of dong a working day."""
    return "–" if amount is None else amounts.billions(amount, language())


def between(goal: Goal, found: Measured) -> str:
    """The ends of the interval of 80 percent."""
    if found.low is None or found.high is None or goal.kind != "revenue":
        return ""
    return f"{amounts.billions(found.low, language())} – {amounts.billions(found.high, language())}"


def warning(each: Shown) -> str:
    """Why a target may be missed, with what is expected."""
    found, goal = each.measured, each.kept.goal
    if found.expected is None:
        return _("Now %(done)s, asked: %(asked)s.") % {"done": value(goal, found.done), "asked": asked(goal)}
    told = {"expected": value(goal, found.expected), "between": between(goal, found), "asked": asked(goal)}
    if told["between"]:
        return _("Expected %(expected)s (80%%: %(between)s), asked: %(asked)s.") % told
    if found.basis == "share":
        return _("Expected %(expected)s by the branch's share, asked: %(asked)s.") % told
    return _("Expected %(expected)s, asked: %(asked)s.") % told


def period(told: str) -> str:
    """A period in words."""
    since, until = days(told)
    year = {"year": since.year, "quarter": (since.month + 2) // 3, "month": since.month}
    if since.month == until.month:
        return _("Month %(month)s of %(year)s") % year
    return _("Quarter %(quarter)s of %(year)s") % year if "Q" in told else _("Year %(year)s") % year


def office(goal: Goal) -> str:
    """What the office was called at the end of the period; the whole department without one."""
    return say(office_words(goal.office, days(goal.period)[1])) if goal.office else _("The whole department")


def _bar(each: Shown) -> Bullet | None:
    """Done against asked, for revenue with a number."""
    goal, done = each.kept.goal, each.measured.done
    if goal.kind != "revenue" or not goal.value or done is None:
        return None
    label = _("Collected %(done)s of %(asked)s") % {"done": value(goal, done), "asked": _set(goal, goal.value)}
    mark = Mark(amounts.set_billions(goal.value, language()), goal.value // MILLION)
    return bullet(label, done // MILLION, [mark])
