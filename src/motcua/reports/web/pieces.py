"""The pieces of the leadership page and the report, from figures to labels, bars and charts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.design import charts
from motcua.design.domain import amounts, numbers
from motcua.design.domain.figures import Bullet, Mark, bullet
from motcua.design.templatetags.figures import language, say
from motcua.dossiers import queries as dossiers
from motcua.ground.services import clock
from motcua.helpdesk.queries import figures as questions
from motcua.kernel.days import law_day
from motcua.kernel.money import PPM, half_up
from motcua.reports.domain.figures import Figure, Line, Report, Selected
from motcua.reports.web.held import Picture
from motcua.risk.domain import law_on

MILLION = 1_000_000
_SERVING = ("S8.dossiers", "S9.procedures_administrative", "S10.questions", "S10.visits")
_BORDER = ("S3.vehicles", "S3.passengers", "S6.manifest_movements", "S7.form_d")


def opens(report: Report, figure: str) -> str:
    """The address of the rows behind a figure."""
    query = urlencode({"year": report.year, "as_of": report.as_of.isoformat()})
    return f"{reverse('reports:rows', args=[figure])}?{query}"


def targets(picture: Picture) -> list[dict[str, Any]]:
    """Targets with the share reached and the day on which each was passed."""
    report, spoken = picture.report, language()
    return [
        {
            "by": target.by,
            "asked": amounts.set_in_billions(target.value, spoken),
            "share": say(report.figure(f"S1.target.{target.id}").text),
            "reached": picture.reached.get(target.id),
            "opens": opens(report, f"S1.target.{target.id}"),
        }
        for target in report.targets
    ]


def progress(report: Report) -> Bullet:
    """Revenue against its targets, in millions of dong."""
    spoken = language()
    named = sorted(report.targets, key=lambda target: target.value)
    marks = [
        Mark(amounts.set_billions(target.value, spoken), target.value // MILLION, above=place % 2 == 1)
        for place, target in enumerate(named)
    ]
    done = report.total.revenue // MILLION
    told = ", ".join(mark.label for mark in marks)
    label = _("Collected %(sum)s; targets: %(targets)s") % {
        "sum": amounts.dong_in_billions(report.total.revenue, spoken), "targets": told or _("none"),
    }  # fmt: skip
    return bullet(label, done, marks)


def tiles(report: Report) -> Iterator[dict[str, Any]]:
    """Declarations, enterprises, turnover and the inspection rate."""
    for figure in ("S2.declarations", "S2.enterprises", "S2.turnover_usd"):
        found = report.figure(figure)
        yield {
            "label": found.label, "value": say(found.text), "opens": opens(report, figure), "id": figure,
            "delta": say(report.figure(f"{figure}_growth").text), "bar": None,
        }  # fmt: skip
    found = report.figure("S13.inspection_rate")
    yield {
        "label": found.label, "value": say(found.text), "opens": opens(report, found.id), "id": found.id,
        "delta": _elsewhere(report), "bar": _rate_bar(report.selected, cap_on(report.as_of)),
    }  # fmt: skip


def border(report: Report) -> Iterator[dict[str, Any]]:
    """Vehicles, passengers, ships and forms D."""
    for figure in (found for found in report.figures if found.id in _BORDER):
        growth = f"{figure.id}_growth"
        delta = say(report.figure(growth).text) if any(each.id == growth for each in report.figures) else ""
        yield {
            "label": figure.label, "value": say(figure.text), "opens": opens(report, figure.id), "id": figure.id,
            "delta": delta, "bar": None,
        }  # fmt: skip


def serving(report: Report) -> Iterator[dict[str, Any]]:
    """Dossiers, procedures, questions and visits, with how many came in time, are open, or of whom."""
    told = {
        "S8.dossiers": _dossiers_on_time(report), "S9.procedures_administrative": _internal(report),
        "S10.questions": _questions_on_time(report), "S10.visits": _conferences(report),
    }  # fmt: skip
    for figure in _SERVING:
        found = report.figure(figure)
        yield {
            "label": found.label, "value": say(found.text), "opens": opens(report, figure), "id": figure,
            "delta": told[figure], "bar": None,
        }  # fmt: skip


def _dossiers_on_time(report: Report) -> str:
    held = dossiers.figures(report.year, report.as_of)
    ppm = amounts.ppm_of(held.early + held.on_time, held.finished)
    return "" if ppm is None else _("on time: %(share)s") % {"share": amounts.share(ppm, language(), 1)}


def _questions_on_time(report: Report) -> str:
    settled, in_time = questions.on_time(date(report.year, 1, 1), report.as_of)
    ppm = amounts.ppm_of(in_time, settled)
    told = [] if ppm is None else [_("on time: %(share)s") % {"share": amounts.share(ppm, language(), 1)}]
    if report.as_of == law_day(clock.now()):  # what is open is known of today alone
        told.append(_("open: %(open)s") % {"open": numbers.grouped(questions.in_hand(clock.now())["open"], language())})
    return "; ".join(told)


def _internal(report: Report) -> str:
    return _("internal: %(count)s in %(areas)s areas") % {
        "count": say(report.figure("S9.procedures_internal").text),
        "areas": say(report.figure("S9.internal_areas").text),
    }  # fmt: skip


def _conferences(report: Report) -> str:
    return _("conferences: %(department)s + %(branch)s") % {
        "department": say(report.figure("S10.conferences_department").text),
        "branch": say(report.figure("S10.conferences_branch").text),
    }  # fmt: skip


def cap_on(day: date) -> int:
    """The cap on physical inspections in force on a day, in ppm."""
    return law_on(day).cap_ppm


def _elsewhere(report: Report) -> str:
    """Said where some declarations were selected by another system: the figure counts them, the cap does not."""
    ours = report.selected
    if not ours.elsewhere:
        return ""
    share = amounts.share(amounts.ppm_of(ours.inspected, ours.registered) or 0, language())
    return _("selected here: %(share)s") % {"share": share}


def _rate_bar(ours: Selected, most: int) -> Bullet:
    """Our own selection against its cap."""
    spoken = language()
    ppm = amounts.ppm_of(ours.inspected, ours.registered) or 0
    cap = amounts.rate(most, spoken)
    label = _("%(rate)s of declarations inspected; the cap is %(cap)s") % {
        "rate": amounts.share(ppm, spoken), "cap": cap,
    }  # fmt: skip
    marks = [Mark(_("cap %(cap)s") % {"cap": cap}, most, cap=True)]
    return bullet(label, ppm, marks, top=most * 6 // 5, width=220, tall=False)


def by_month(report: Report) -> charts.Chart:
    """Revenue of each month against the year before, in thousand millions of dong; a month that runs stands alone."""
    spoken = language()
    known, whole = {line.key: line for line in report.by_month}, _whole_months(report)
    values = []
    for month in range(1, 13):
        line = known.get(f"{report.year}-{month:02d}")
        now = None if line is None else half_up(line.revenue, amounts.BILLION)
        before = half_up(line.before, amounts.BILLION) if line in whole else None
        values.append((_("M%(month)s") % {"month": month}, now, before))
    title = _("Revenue by month, VND billion")
    heads = (_("Month"), str(report.year), str(report.year - 1))
    return charts.months(title, _finding(report), values, spoken, heads)


def _finding(report: Report) -> str:
    whole = _whole_months(report)
    if not whole:
        return ""
    higher = sum(line.revenue > line.before for line in whole)
    return _("%(higher)s of %(whole)s whole months are above %(year)s. Line: %(year)s.") % {
        "higher": higher, "whole": len(whole), "year": report.year - 1,
    }  # fmt: skip


def _whole_months(report: Report) -> tuple[Line, ...]:
    """The months of which every day is in the report."""
    over = (report.as_of + timedelta(days=1)).month != report.as_of.month
    return report.by_month if over else report.by_month[:-1]


def lines(rows: tuple[Line, ...]) -> list[dict[str, Any]]:
    """Branches or months as written figures, with bars. The cap binds the department, not a row."""
    return [_line(line) for line in rows]


def _line(line: Line) -> dict[str, Any]:
    spoken = language()
    ppm = amounts.ppm_of(line.red, line.registered)
    return {
        "line": line,
        "revenue": amounts.billions(line.revenue, spoken),
        "growth": amounts.change(line.revenue, line.before, spoken),
        "turnover": numbers.fixed(line.turnover_usd_e4, MILLION * 10_000, 1, spoken),
        "rate": amounts.part(line.red, line.registered, spoken, 1),
        "ppm": ppm or 0,
    }


def elapsed(as_of: date, year: int) -> tuple[int, str]:
    """Days left of the year and the share that has passed."""
    last = date(year, 12, 31)
    days = (last - date(year, 1, 1)).days + 1
    left = (last - as_of).days
    return left, amounts.share(half_up((days - left) * PPM, days), language(), 1)


def figure_words(figure: Figure) -> dict[str, str]:
    """A figure as a page names it."""
    return {"id": figure.id, "label": say(figure.label), "text": say(figure.text)}
