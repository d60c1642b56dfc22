"""S12 and S13: the report about itself; the inspection rate and what the next year is asked to reach."""

from collections.abc import Iterator
from fractions import Fraction

from motcua.design.domain import amounts
from motcua.kernel.words import Words
from motcua.reports.domain.telling.facts import Facts, Plan, Sentence, say
from motcua.reports.domain.telling.wording import WHOLE, both, count, exact, per_cent

PPM_IN_PERCENT = 10_000
_ITSELF = Words(
    "Báo cáo được lập từ chính dữ liệu nghiệp vụ: %(count)s số liệu, mỗi số liệu mở được các dòng đã tính ra nó.",
    "The report is made from the records themselves: %(count)s figures, each of which opens the rows behind it.",
)
_MARK = Words("Dấu vân tay của số liệu: %(mark)s.", "Fingerprint of the figures: %(mark)s.")
_RATE = Words(
    "Tỷ lệ kiểm tra thực tế hàng hóa năm %(year)s: %(rate)s số tờ khai.",
    "In %(year)s goods were physically inspected for %(rate)s of declarations.",
)
_WITHIN = Words(
    "Chỉ tiêu năm %(next)s: không quá %(cap)s; kết quả năm %(year)s nằm trong mức đó.",
    "Target for %(next)s: at most %(cap)s; the result of %(year)s is within it.",
)
_ABOVE = Words(
    "Chỉ tiêu năm %(next)s: không quá %(cap)s; kết quả năm %(year)s cao hơn mức đó.",
    "Target for %(next)s: at most %(cap)s; the result of %(year)s is above it.",
)
_PLAN = Words("Nhiệm vụ năm %(next)s: %(words)s.", "Set for %(next)s: %(words)s.")


def itself(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S12."""
    mark = facts.report.fingerprint[:12]
    yield say((), _ITSELF, count=count(len(facts.report.figures)))
    yield say((), _MARK, mark=Words(mark, mark))


def inspection(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S13."""
    rate = facts.value("S13.inspection_rate") if facts.known("S13.inspection_rate") else None
    if rate is not None:
        yield say(("S13.inspection_rate",), _RATE, rate=_rate(facts, rate), **_years(facts))
    for plan in facts.plans:
        yield _plan(facts, plan, rate)


def _rate(facts: Facts, rate: float) -> Words:
    """The rate, never rounded onto a cap that the next sentences compare it with."""
    caps = [plan.value for plan in facts.plans if plan.kind == "inspection_rate" and plan.value is not None]
    return per_cent(rate, marks=[WHOLE, *(Fraction(cap, PPM_IN_PERCENT) for cap in caps)])


def _plan(facts: Facts, plan: Plan, rate: float | None) -> Sentence:
    if plan.kind != "inspection_rate" or plan.value is None or rate is None:
        return say((), _PLAN, words=plan.words, next=_years(facts)["next"])
    template = _WITHIN if exact(rate) * PPM_IN_PERCENT <= plan.value else _ABOVE
    cap = plan.value
    return say(
        ("S13.inspection_rate",), template, cap=both(lambda language: amounts.rate(cap, language)), **_years(facts)
    )


def _years(facts: Facts) -> dict[str, Words]:
    year, after = str(facts.report.year), str(facts.report.year + 1)
    return {"year": Words(year, year), "next": Words(after, after)}
