"""The leadership page, the annual report, and the rows behind every figure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.times import read_day
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.reports import queries
from motcua.reports.domain.figures import Figure, Report
from motcua.reports.web import decisions, ordered, pieces
from motcua.reports.web.held import SHOWN, Picture, first_rows, picture
from motcua.reports.web.shown import table

FIRST_YEAR = 2020


def _asked(request: HttpRequest) -> tuple[int, date]:
    """Year and day of the figures: as asked, else the present; never later than the business day."""
    today = law_day(clock.now())
    day = read_day(request.GET.get("as_of", ""))
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else (day or today).year
    year = min(max(year, FIRST_YEAR), today.year)
    last = date(year, 12, 31)
    if day is None or day.year != year:
        day = last
    return year, min(day, last, today)


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """One hero figure with its targets, tiles, one chart, what needs a decision, then the branches."""
    year, as_of = _asked(request)
    held = picture(year, as_of)
    now = clock.now()
    told = context(held) | {
        "today": as_of == law_day(now), "now": now,
        "notices": decisions.waiting(actor_of(request), now),
        "ordered": ordered.recent(law_day(now)), "selection": decisions.may_see_selection(actor_of(request)),
        "years": range(max(FIRST_YEAR, now.year - 3), law_day(now).year + 1),
    }  # fmt: skip
    return render(request, "reports/dashboard.html", told)


@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """The report of a year on paper: each figure has a number, an id and its rows."""
    held = picture(*_asked(request))
    return render(request, "reports/annual.html", context(held) | {"notes": notes(held)})


def context(held: Picture) -> dict[str, Any]:
    """What the leadership page and the report both show."""
    report = held.report
    left, passed = pieces.elapsed(report.as_of, report.year)
    cap = pieces.cap_on(report.as_of)
    return {
        "report": report, "revenue": report.figure("S1.revenue"), "targets": pieces.targets(held),
        "growth": report.figure("S1.revenue_growth"), "same": report.figure("S1.revenue_growth_same_period"),
        "opens_revenue": pieces.opens(report, "S1.revenue"), "bar": pieces.progress(report),
        "tiles": list(pieces.tiles(report)), "chart": pieces.by_month(report),
        "branches": pieces.lines(report.by_branch, report.total),
        "months": pieces.lines(report.by_month, report.total),
        "total": pieces.lines((report.total,), report.total)[0], "left": left, "passed": passed, "cap": cap,
        "print": report.fingerprint[:12],
    }  # fmt: skip


def notes(held: Picture) -> list[dict[str, Any]]:
    """Each figure of the report with its address and its command."""
    return [
        {**pieces.figure_words(figure), "opens": pieces.opens(held.report, figure.id), "command": figure.rows}
        for figure in held.report.figures
    ]


def _figure(request: HttpRequest, figure: str) -> tuple[Report, Figure]:
    """The report asked for and its figure. NotFound for an unknown figure."""
    report = picture(*_asked(request)).report
    known = {found.id: found for found in report.figures}
    if figure not in known:
        raise NotFound(what=figure)
    return report, known[figure]


@require_safe
def rows(request: HttpRequest, figure: str) -> HttpResponse:
    """The first rows behind a figure; all of them are in the CSV."""
    report, found = _figure(request, figure)
    shown = first_rows(figure, report.year, report.as_of)
    told = {
        **table(shown[:SHOWN]), "report": report, "figure": found, "more": len(shown) > SHOWN, "most": SHOWN,
    }  # fmt: skip
    return render(request, "reports/rows.html", told)


@require_safe
def rows_csv(request: HttpRequest, figure: str) -> StreamingHttpResponse:
    """Every row behind a figure, streamed."""
    report, _ = _figure(request, figure)
    lines = queries.rows(figure, report.year, report.as_of)
    first = next(lines, {})
    every = (list(row.values()) for row in _again(first, lines))
    answer = StreamingHttpResponse(csv.lines(list(first), every), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{figure}-{report.as_of.isoformat()}.csv"'
    return answer


def _again(first: dict[str, object], rest: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    if first:
        yield first
    yield from rest
