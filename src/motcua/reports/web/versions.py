"""Pages of issued reports: issuing, the list, the kept files, and two versions held against each other."""

import json
import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import numbers, times
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reports import queries
from motcua.reports.domain import comparing
from motcua.reports.domain.comparing import Changed, Told
from motcua.reports.domain.paper import file_name
from motcua.reports.queries import LABELS, issued
from motcua.reports.services import issuing
from motcua.reports.web import papers
from motcua.reports.web.asking import FIRST_YEAR, within
from motcua.reports.web.held import picture

MOST = 9_999
"""The largest year or version that an address may name."""
KEPT = "vi"
"""The language in which a version is kept: what is held against it is told in the same."""
_VERSION = re.compile(r"([0-9]{4})v([0-9]{1,4})")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every issued version, with its files; for the leadership the report that may be issued next, by year and day."""
    year, as_of = within(request.GET, law_day(clock.now()))
    told = {
        "rows": issued.listing(), "may": actor_of(request).holds(issuing.SIGNS), "year": year, "as_of": as_of,
        "today": law_day(clock.now()),
    }  # fmt: skip
    return render(request, "reports/issued.html", told)


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Issue the year's report to a day, from its rows as they are now: what is signed is never a held picture."""
    report = queries.annual(*within(request.POST, law_day(clock.now())))
    told = encode_told(queries.as_told(report, KEPT))
    new = issuing.New(report, told, papers.made("pdf", report, KEPT))
    row = issuing.issue(new, by=actor_of(request), at=clock.now())
    words = {"year": row.year, "version": row.version}
    messages.success(request, _("Report of %(year)s: version %(version)s is issued.") % words)
    return redirect("reports:issued")


def encode_told(told: dict[str, object]) -> bytes:
    """The report's JSON as it is kept."""
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@require_safe
def file(request: HttpRequest, year: int, version: int, kind: str) -> HttpResponse:
    """The kept PDF or JSON of a version, byte for byte."""
    if kind not in ("pdf", "json") or max(year, version) > MOST:
        raise Http404
    found = issued.one(year, version)
    content = issued.paper(found) if kind == "pdf" else issued.raw(found)
    answer = HttpResponse(content, content_type=papers.PDF if kind == "pdf" else "application/json")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(year, found.as_of)}-v{version}.{kind}"'
    return answer


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions or days of a year side by side."""
    asked = [request.GET.get(name, "").strip() for name in ("a", "b")]
    told: dict[str, Any] = {"asked": asked, "versions": issued.listing(), "today": law_day(clock.now())}
    if all(asked):
        kept = any(_VERSION.fullmatch(text) for text in asked)
        before, after = (_told(text, KEPT if kept else language()) for text in asked)
        found = comparing.compared(before, after)
        lines = [_line(row) for row in found.figures]
        told |= {"found": found, "lines": lines, "heads": [_head(before), _head(after)]}
    return render(request, "reports/compare.html", told)


def _told(text: str, spoken: str) -> Told:
    """A version (`2023v1`) or a day (`2023-11-30`), this in a language. NotFound for what is neither."""
    version = _VERSION.fullmatch(text)
    if version:
        return issued.told(issued.one(int(version[1]), int(version[2])))
    day = times.read_day(text)
    if day is None or not date(FIRST_YEAR, 1, 1) <= day <= law_day(clock.now()):
        raise NotFound(what=text[:40])
    report = picture(day.year, day).report
    return comparing.read(encode_told(queries.as_told(report, spoken)), text)


def _head(told: Told) -> str:
    return _("%(year)s to %(day)s") % {"year": told.year, "day": times.day(date.fromisoformat(told.as_of), language())}


def _line(row: Changed) -> dict[str, Any]:
    label = LABELS.get(row.id, Words(row.id, row.id))
    difference = "–"
    if row.difference is not None:
        sign = "+" if row.difference > 0 else ""
        places = 2 if row.unit == "percent" else 0
        difference = sign + numbers.fixed(round(row.difference * 100), 100, places, language())
    return {"label": label, "row": row, "difference": difference, "same": row.kind == "same"}
