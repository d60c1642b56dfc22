"""The leadership page, the annual report, and the rows behind every figure."""

from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.files import rows_file
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.reports import queries
from motcua.reports.domain.figures import Figure, Report
from motcua.reports.domain.paper import file_name
from motcua.reports.web import decisions, drawing, live, ordered, papers, pieces, present
from motcua.reports.web.asking import asked, since_asked
from motcua.reports.web.held import SHOWN, Picture, first_rows, picture
from motcua.reports.web.shown import table

KINDS = ("pdf", "docx", "json")


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """One hero figure with its targets, tiles, one chart, what needs a decision, then the branches."""
    year, as_of = asked(request)
    held = picture(year, as_of)
    now = clock.now()
    told = context(held) | {
        "runs": as_of == law_day(now), "stood": held.at, "notices": decisions.waiting(actor_of(request), now),
        "ordered": ordered.recent(law_day(now)), "selection": decisions.may_see_selection(actor_of(request)),
    }  # fmt: skip
    if told["runs"]:
        told = present.context(now) | live.polled(0) | told
    return render(request, "reports/dashboard.html", told)


@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """The report of a year on paper: sections S1 to S13, each figure with an id and its rows."""
    held = picture(*asked(request))
    return render(request, "reports/annual.html", paper_context(held, opening=True) | {"kinds": KINDS})


@require_safe
def annual_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The report as PDF, DOCX or JSON."""
    if kind not in KINDS:
        raise Http404
    report = picture(*asked(request)).report
    if kind not in papers.KINDS:
        return JsonResponse(queries.as_told(report, language()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer = HttpResponse(papers.made(kind, report, language()), content_type=papers.KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{file_name(report.year, report.as_of)}.{kind}"'
    return answer


def paper_context(held: Picture, *, opening: bool) -> dict[str, Any]:
    """The report's sections with their sentences, figures and charts; `opening` leads to the rows."""
    report, found = held.report, drawing.by_section(held.report)
    numbers = {figure.id: number for number, figure in enumerate(report.figures, 1)}
    shown = [
        {
            "id": section.id, "title": section.title, "charts": found.get(section.id, ()),
            "sentences": [
                {"words": each.words, "refs": [(id_, numbers[id_]) for id_ in each.figures if id_ in numbers]}
                for each in section.sentences
            ],
            "figures": [_noted(figure, numbers[figure.id], report, opening=opening) for figure in section.figures],
        }
        for section in queries.told(report)
    ]  # fmt: skip
    return {
        "report": report, "sections": shown, "targets": pieces.targets(held), "cap": pieces.cap_on(report.as_of),
        "branches": pieces.lines(report.by_branch), "months": pieces.lines(report.by_month),
        "total": pieces.lines((report.total,))[0], "print": report.fingerprint[:12],
    }  # fmt: skip


def _noted(figure: Figure, number: int, report: Report, *, opening: bool) -> dict[str, Any]:
    address = pieces.opens(report, figure.id) if opening else ""
    return {**pieces.figure_words(figure), "number": number, "command": figure.rows, "opens": address}


def context(held: Picture) -> dict[str, Any]:
    """What the leadership page shows of the year."""
    report = held.report
    left, passed = pieces.elapsed(report.as_of, report.year)
    return {
        "report": report, "revenue": report.figure("S1.revenue"), "targets": pieces.targets(held),
        "growth": report.figure("S1.revenue_growth"), "same": report.figure("S1.revenue_growth_same_period"),
        "opens_revenue": pieces.opens(report, "S1.revenue"), "bar": pieces.progress(report),
        "tiles": list(pieces.tiles(report)), "border": list(pieces.border(report)),
        "serving": list(pieces.serving(report)), "chart": pieces.by_month(report),
        "branches": pieces.lines(report.by_branch), "total": pieces.lines((report.total,))[0], "days_left": left,
        "passed": passed, "cap": pieces.cap_on(report.as_of),
    }  # fmt: skip


class Asked(NamedTuple):
    """A figure as it was asked for: of the year to a day, or from `since` to that day."""

    year: int
    until: date
    since: date | None
    figure: Figure

    @property
    def query(self) -> str:
        """The same in an address."""
        told = {"year": str(self.year), "as_of": self.until.isoformat()}
        return urlencode(told | ({"since": self.since.isoformat()} if self.since else {}))


def _figure(request: HttpRequest, figure: str) -> Asked:
    """The figure asked for. NotFound for an unknown one."""
    year, until = asked(request)
    since = since_asked(request.GET, until)
    figures = queries.period(since, until) if since else picture(year, until).report.figures
    known = {found.id: found for found in figures}
    if figure not in known:
        raise NotFound(what=figure)
    return Asked(year, until, since, known[figure])


@require_safe
def rows(request: HttpRequest, figure: str) -> HttpResponse:
    """The first rows behind a figure; all of them are in the CSV."""
    found = _figure(request, figure)
    if found.since:
        shown = list(islice(queries.rows(figure, found.year, found.until, found.since), SHOWN + 1))
    else:
        shown = first_rows(figure, found.year, found.until)
    told = {
        **table(shown[:SHOWN], figure, found.until), "asked": found, "figure": found.figure,
        "more": len(shown) > SHOWN, "most": SHOWN,
    }  # fmt: skip
    return render(request, "reports/rows.html", told)


@require_safe
def rows_csv(request: HttpRequest, figure: str) -> StreamingHttpResponse:
    """Every row behind a figure, streamed."""
    found = _figure(request, figure)
    name = f"{found.since.isoformat()}-" if found.since else ""
    listed = queries.rows(figure, found.year, found.until, found.since)
    return rows_file(f"{figure}-{name}{found.until.isoformat()}", listed)
