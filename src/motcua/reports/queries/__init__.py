"""Every read of reports: the annual report, the figures of any period, and the rows behind each figure."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import statistics
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.reports.domain import telling
from motcua.reports.domain.figures import Figure, Report, as_json
from motcua.reports.domain.telling import Section, sections
from motcua.reports.queries import border, controlled, forecasting, running, serving, surveyed, tables
from motcua.reports.queries.counted import LABELS, of_span, of_year_to
from motcua.reports.queries.planned import plans
from motcua.reports.queries.spans import selected, span, year_before
from motcua.reports.queries.targets import of_year
from motcua.revenue import queries as revenue
from motcua.revenue.queries import forecast

Rows = Callable[[date, date], Iterator[dict[str, object]]]
__all__ = ["LABELS", "annual", "as_told", "period", "rows", "told"]


def annual(year: int, as_of: date | datetime) -> Report:
    """The year's figures to the end of a day. Nothing registered, paid or decided later enters."""
    day = law_day(as_of) if isinstance(as_of, datetime) else as_of
    first = date(year, 1, 1)
    now = span(first, day)
    whole = span(date(year - 1, 1, 1), date(year - 1, 12, 31))
    same = span(date(year - 1, 1, 1), year_before(day))
    branches = tuple(tables.branch_lines(now))
    months = tuple(tables.month_lines(now))
    targets = of_year("revenue", year)
    figures = of_year_to(now, whole, same, targets)
    return Report(year, day, figures, branches, months, tables.total(now, same), selected(now), targets)


def told(report: Report) -> tuple[Section, ...]:
    """The report's text in sections S1 to S13, with the plans for the next year."""
    return sections(report, tuple(plans(report.year + 1)))


def as_told(report: Report, language: str) -> dict[str, object]:
    """The report as JSON, with its text."""
    return {**as_json(report, language), "sections": telling.as_json(told(report), language)}


def period(since: date, until: date) -> tuple[Figure, ...]:
    """What is counted from a day to a day, both included: the report's figures without growths and targets."""
    return tuple(of_span(span(since, until)))


def rows(figure: str, year: int, as_of: date, since: date | None = None) -> Iterator[dict[str, object]]:
    """The rows that a figure was computed from, from the first of the year or from `since`. NotFound."""
    if figure not in LABELS:
        raise NotFound(what=figure)
    since = since or date(year, 1, 1)
    for begins, listed in _LISTED:
        if figure.startswith(begins):
            return listed(since, as_of)
    counted = border.of_figure(figure) or controlled.BY_ID.get(figure) or serving.BY_ID.get(figure)
    if counted is not None:
        return counted.rows(since, as_of)
    ran = running.rows(figure, since, as_of)
    if ran is not None:
        return ran
    raise NotFound(what=figure)


def _inspected(since: date, as_of: date) -> Iterator[dict[str, object]]:
    return statistics.rows(since, as_of, channel=Channel.RED, also_cancelled=True)


def _days(_since: date, as_of: date) -> Iterator[dict[str, object]]:
    return forecast.rows(as_of)


_LISTED: tuple[tuple[str, Rows], ...] = (
    (forecasting.ID, _days), ("S1.", revenue.rows), ("S2.enterprises", statistics.enterprise_rows),
    ("S2.", statistics.rows), ("S11.", surveyed.rows), ("S13.inspection_rate", _inspected),
)  # fmt: skip
"""Rows by how the figure's id begins; the first that fits."""
