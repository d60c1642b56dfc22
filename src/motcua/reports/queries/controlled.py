"""Figures of control: how many indicators were ahead on the last day of the period, of how many, with each of them."""

from collections.abc import Iterator
from datetime import date

from motcua.control.queries.watching import figures
from motcua.kernel.words import Words
from motcua.reports.queries.border import Counted


def _ahead(_since: date, until: date) -> int:
    return figures.ahead(until)


def _set(_since: date, until: date) -> int:
    """How many of them have a target that year: one without is neither ahead nor behind."""
    return sum(each.target > 0 for each in figures.targets(until.year).values())


def _rows(_since: date, until: date) -> Iterator[dict[str, object]]:
    for each in figures.standing(until):
        yield {
            "place": each.indicator.place, "code": each.indicator.code, "indicator": each.words.vi,
            "unit": each.indicator.unit, "target": each.target, "done": each.done, "due": each.due,
            "year_before": each.before, "ahead": int(each.ahead),
        }  # fmt: skip


COUNTED = (
    Counted("S4.indicators_ahead", "indicators", Words("Chỉ tiêu kiểm soát vượt tiến độ", "Control indicators ahead"),
            _ahead, _rows, grows=False),
    Counted("S4.indicators", "indicators", Words("Chỉ tiêu kiểm soát được giao", "Control indicators with a target"),
            _set, _rows, grows=False),
)  # fmt: skip
BY_ID = {each.id: each for each in COUNTED}
"""By the id of the figure."""
