"""S1: what was collected, against last year and the targets, by branch and month, and what the year will be."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Line
from motcua.reports.domain.targets import Target
from motcua.reports.domain.telling.facts import Facts, Sentence, first, say
from motcua.reports.domain.telling.wording import beside, both, dong, moved, per_cent, reached

_COLLECTED = Words("Thu ngân sách nhà nước đạt %(amount)s.", "Budget revenue came to %(amount)s.")
_WHOLE = Words("So với cả năm trước, số thu %(change)s.", "On the whole year before, revenue is %(change)s.")
_SAME = Words("So với cùng kỳ năm trước, số thu %(change)s.", "On the same period, revenue is %(change)s.")
_TARGET = Words("Chỉ tiêu %(by)s (%(asked)s): %(result)s.", "Target, %(by)s (%(asked)s): %(result)s.")
_SHORT = Words(
    "Chỉ tiêu %(by)s (%(asked)s): %(result)s, còn thiếu %(short)s.",
    "Target, %(by)s (%(asked)s): %(result)s, %(short)s short.",
)
_MOST = Words(
    "%(branch)s thu nhiều nhất: %(amount)s, chiếm %(share)s số thu toàn cục.",
    "%(branch)s collected most: %(amount)s, %(share)s of the department's revenue.",
)
_RISE = Words(
    "So với cùng kỳ, %(branch)s tăng mạnh nhất: %(change)s.", "The strongest rise is at %(branch)s: %(change)s."
)
_FALL = Words("So với cùng kỳ, %(branch)s giảm sâu nhất: %(change)s.", "The deepest fall is at %(branch)s: %(change)s.")
_MONTH = Words("%(month)s có số thu cao nhất: %(amount)s.", "%(month)s was the best month: %(amount)s.")
_FORECAST = Words("Dự báo thu cả năm %(year)s: %(amount)s.", "Forecast for the whole of %(year)s: %(amount)s.")
_ALL = Words(
    "Theo dự báo này, mọi chỉ tiêu thu của năm đều đạt.",
    "By this forecast every revenue target of the year is reached.",
)
_WILL_MISS = Words(
    "Theo dự báo này, không đạt chỉ tiêu %(by)s, thiếu %(short)s.",
    "By this forecast a target is missed by %(short)s: %(by)s.",
)


def revenue(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S1."""
    done = beside(facts.whole("S1.revenue"), _marks(facts), (amounts.sum_of_dong,))
    yield say(("S1.revenue",), _COLLECTED, amount=done)
    for id_, template in (("S1.revenue_growth", _WHOLE), ("S1.revenue_growth_same_period", _SAME)):
        if facts.known(id_):
            yield say((id_,), template, change=moved(facts.value(id_)))
    for target in facts.report.targets:
        if facts.has(f"S1.target.{target.id}"):
            yield _target(facts, target)
    yield from _branches(facts)
    most = first(facts.report.by_month, lambda line: line.revenue)
    if most is not None and most.revenue > 0:
        yield say(("S1.revenue",), _MONTH, month=most.label, amount=dong(most.revenue))
    if facts.has("S1.forecast") and facts.report.as_of < date(facts.report.year, 12, 31):
        yield from _forecast(facts)


def _target(facts: Facts, target: Target) -> Sentence:
    id_, short = f"S1.target.{target.id}", target.value - facts.whole("S1.revenue")
    parts = {"by": _lower(target.by), "asked": _asked(target), "result": reached(facts.value(id_))}
    if short > 0:
        return say((id_,), _SHORT, short=dong(short), **parts)
    return say((id_,), _TARGET, **parts)


def _asked(target: Target) -> Words:
    return both(partial(amounts.set_in_billions, target.value))


def _marks(facts: Facts) -> list[int]:
    return [target.value for target in facts.report.targets]


def _lower(by: Words) -> Words:
    return Words(by.vi, by.en[:1].lower() + by.en[1:])


def _branches(facts: Facts) -> Iterator[Sentence]:
    lines, total = facts.report.by_branch, facts.report.total.revenue
    most = first(lines, lambda line: line.revenue)
    if most is not None and most.revenue > 0 and total > 0:
        share = per_cent(Fraction(most.revenue * 100, total), 1)
        yield say(("S1.revenue",), _MOST, branch=most.label, amount=dong(most.revenue), share=share)
    known = tuple(line for line in lines if line.before > 0)
    best, worst = first(known, _growth), first(known, lambda line: -_growth(line))
    if best is not None and _growth(best) > 0:
        yield say(("S1.revenue",), _RISE, branch=best.label, change=moved(_growth(best)))
    if worst is not None and _growth(worst) < 0:
        yield say(("S1.revenue",), _FALL, branch=worst.label, change=moved(_growth(worst)))


def _growth(line: Line) -> Fraction:
    return Fraction((line.revenue - line.before) * 100, line.before)


def _forecast(facts: Facts) -> Iterator[Sentence]:
    coming, ids = facts.whole("S1.forecast"), ("S1.forecast",)
    year = Words(str(facts.report.year), str(facts.report.year))
    told = beside(coming, _marks(facts), (_whole_billions, amounts.dong_in_billions))
    yield say(ids, _FORECAST, year=year, amount=told)
    missed = [target for target in facts.report.targets if coming < target.value]
    if facts.report.targets and not missed:
        yield say(ids, _ALL)
    for target in missed:
        yield say(ids, _WILL_MISS, by=_lower(target.by), short=dong(target.value - coming))


def _whole_billions(amount: int, language: str) -> str:
    return amounts.dong_in_billions(amount, language, 0)
