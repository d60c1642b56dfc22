"""Progress of each branch: revenue of this month, quarter and year beside the same days of the year before."""

from datetime import date

import msgspec

from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reports.queries.spans import year_before
from motcua.revenue import queries as revenue
from motcua.revenue.domain.forecasting import ENDS, period_end


class Sums(msgspec.Struct, frozen=True):
    """Dong collected in a period to the end of a day, and on the same days of the year before."""

    now: int
    before: int


class Progress(msgspec.Struct, frozen=True):
    """A branch, or the department under an empty code, in this month, quarter and year."""

    office: str
    words: Words
    month: Sums
    quarter: Sums
    year: Sums


def progress(as_of: date) -> list[Progress]:
    """Every branch, then the whole department."""
    spans = [_both(period_end(as_of, months)[0], as_of) for months in ENDS.values()]
    found = [
        Progress(branch.code, branch.words, *(_of(branch.code, now, before) for now, before in spans))
        for branch in reference.branches(as_of)
    ]
    whole = [Sums(sum(now.values()), sum(before.values())) for now, before in spans]
    return [*found, Progress("", Words("Toàn cục", "The department"), *whole)]


def _both(since: date, until: date) -> tuple[dict[str, int], dict[str, int]]:
    return revenue.collected(since, until), revenue.collected(year_before(since), year_before(until))


def _of(code: str, now: dict[str, int], before: dict[str, int]) -> Sums:
    return Sums(now.get(code, 0), before.get(code, 0))
