"""GET /api/revenue/collected: totals by budget sub-item, office and month, for the department's own programs."""

from datetime import date

import msgspec

from motcua.design.domain.api import Call, Operation, Parameter, Told, day_asked, told
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people.domain.tokens import REVENUE
from motcua.revenue.queries import budget, closed

LONGEST = 366
"""Days of one answer."""


class CollectedLine(msgspec.Struct, frozen=True):
    """Whole dong collected of a sub-item at an office in a month, less what was given back.

    An empty item and tax are money held for taxpayers.
    """

    month: str
    office: str
    item: str
    tax: str
    amount: int


class CollectedTold(msgspec.Struct, frozen=True):
    """A period with its lines, which add up to `total`; days up to `closed_through` change no more."""

    since: date
    until: date
    closed_through: date | None
    total: int
    lines: list[CollectedLine]


def collected(call: Call) -> Told:
    """Totals of a period; this month where none is asked for."""
    wrong: list[Error] = []
    today = law_day(call.at)
    until = day_asked(call, "until", wrong) or today
    since = day_asked(call, "since", wrong) or until.replace(day=1)
    if not wrong and not 0 <= (until - since).days < LONGEST:
        words = Words(f"Từ 1 đến {LONGEST} ngày.", f"From 1 to {LONGEST} days.")
        wrong.append(error("API-400", "?since", words, since.isoformat()))
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    lines = _lines(since, until)
    return told(CollectedTold(since, until, closed.closed_through(), sum(each.amount for each in lines), lines))


def _lines(since: date, until: date) -> list[CollectedLine]:
    found = []
    months: dict[str, list[budget.Cell]] = {}
    for cell in budget.cells(since, until):
        months.setdefault(f"{cell.day:%Y-%m}", []).append(cell)
    for month, cells in months.items():
        for office in sorted({cell.office for cell in cells}):
            for line in budget.by_item(cell for cell in cells if cell.office == office):
                found.append(CollectedLine(month, office, line.item, line.tax, line.amount))
    return found


OPERATIONS = (
    Operation(
        "listCollected", "get", "revenue/collected", "revenue_collected",
        Words("Số thu theo tiểu mục, chi cục, tháng", "Collections by sub-item, branch and month"), collected,
        scope=REVENUE, gives={200: CollectedTold}, problems=("unreadable",),
        parameters=(
            Parameter("since", Words("Ngày đầu, 2023-12-01", "First day, 2023-12-01"), date),
            Parameter("until", Words("Ngày cuối, 2023-12-21", "Last day, 2023-12-21"), date),
        ),
    ),
)  # fmt: skip
