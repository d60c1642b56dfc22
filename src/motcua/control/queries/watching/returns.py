"""Monthly returns: as they would be closed now, and as they were closed."""

from motcua.control.domain.watching.indicators import year_before
from motcua.control.domain.watching.returns import Figures, Line
from motcua.control.queries.watching import figures
from motcua.control.watch_models import MonthlyReturn, MonthlyReturnStep


def counted(year: int, month: int) -> Figures:
    """The figures of a month as rows give them now."""
    first, last = figures.month_days(year, month)
    lines = []
    for each in figures.standing(last):
        source = each.indicator.source
        before = figures.done(source, year_before(first), figures.month_days(year - 1, month)[1])
        lines.append(
            Line(
                each.indicator.code, each.words.vi, each.words.en, each.indicator.unit, each.target,
                figures.done(source, first, last), before, each.done, each.before, each.ahead,
            )
        )  # fmt: skip
    return Figures(f"{year}-{month:02d}", last, tuple(lines))


def editions(month: str) -> list[MonthlyReturn]:
    """What was closed for a month: the first and its corrections, the latest first."""
    return list(MonthlyReturn.objects.filter(month=month).order_by("-edition"))


def closed() -> dict[str, MonthlyReturn]:
    """The latest edition of each closed month."""
    return {each.month: each for each in MonthlyReturn.objects.order_by("edition")}


def steps(month: str) -> list[MonthlyReturnStep]:
    """Who closed or corrected it, when and why, the latest first."""
    return list(MonthlyReturnStep.objects.filter(month=month).order_by("-leaf"))
