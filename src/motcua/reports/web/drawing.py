"""Charts of the report, by the section in which each stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.design import charts
from motcua.design.domain import amounts
from motcua.design.templatetags.figures import language, say
from motcua.kernel.money import half_up
from motcua.reports.domain.figures import Report
from motcua.reports.domain.paper import Drawn
from motcua.reports.web import pieces


def by_section(report: Report) -> dict[str, tuple[charts.Chart, ...]]:
    """S1: revenue of months and of branches; S2: declarations of months."""
    return {"S1": (pieces.by_month(report), _branches(report)), "S2": (_declarations(report),)}


def on_paper(report: Report) -> dict[str, tuple[Drawn, ...]]:
    """The same charts for paper: their wide drawings in the light palette."""
    return {section: tuple(_drawn(found)) for section, found in by_section(report).items()}


def _drawn(found: tuple[charts.Chart, ...]) -> Iterator[Drawn]:
    for chart in found:
        yield Drawn(chart.title, chart.finding, charts.on_paper(chart.wide))


def _branches(report: Report) -> charts.Chart:
    lines = sorted(report.by_branch, key=lambda line: (-line.revenue, line.key))
    values = [(say(line.label), half_up(line.revenue, amounts.BILLION)) for line in lines]
    heads = (_("Branch"), _("VND billion"))
    return charts.ranked(_("Revenue by branch, VND billion"), _most(values), values, language(), heads)


def _most(values: list[tuple[str, int]]) -> str:
    return _("Most: %(name)s.") % {"name": values[0][0]} if values and values[0][1] > 0 else ""


def _declarations(report: Report) -> charts.Chart:
    known = {line.key: line.declarations for line in report.by_month}
    values: list[charts.Month] = [
        (_("M%(month)s") % {"month": month}, known.get(f"{report.year}-{month:02d}"), None) for month in range(1, 13)
    ]
    return charts.months(_("Declarations by month"), "", values, language(), (_("Month"), str(report.year), "–"))
