"""Inspections per enterprise: is anyone inspected out of measure, and does it find anything?"""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.risk.queries import fairness
from motcua.risk.web import asked, held

SIZE = 50
DEFAULT = "-inspected"


def _wanted(request: HttpRequest) -> tuple[asked.PeriodForm, fairness.Scope, str, str]:
    form, scope = asked.period(request)
    sort = form.text("sort")
    return form, scope, form.text("q"), sort if sort.removeprefix("-") in fairness.SORTS else DEFAULT


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of enterprises with their declarations, inspections and findings."""
    form, scope, text, sort = _wanted(request)
    rows = fairness.arranged(held.enterprises(scope), text=text, sort=sort)
    place = page(page_asked(request), SIZE, len(rows))
    context = {
        "form": form, "scope": scope, "q": text, "sort": sort, "page": place, "tab": "parties",
        "rows": rows[place.start : place.start + SIZE], "inspected": sum(row.inspected > 0 for row in rows),
        "half": _half(rows), "searched": True,
    }  # fmt: skip
    return render(request, "risk/parties.html", context)


def _half(rows: list[fairness.Enterprise]) -> int:
    """How many enterprises had half of all inspections."""
    counts = sorted((row.inspected for row in rows), reverse=True)
    whole, sum_ = sum(counts), 0
    for place, count in enumerate(counts):
        if sum_ * 2 >= whole:
            return place
        sum_ += count
    return len(counts)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV, in the same order."""
    _form, scope, text, sort = _wanted(request)
    heads = [
        _("Tax code"), _("Enterprise"), _("Declarations"), _("Inspections"), _("Share, ppm"), _("Recorded"), _("Hits"),
    ]  # fmt: skip
    rows = (list(row) for row in fairness.arranged(held.enterprises(scope), text=text, sort=sort))
    return csv_file("inspections-by-enterprise", heads, rows)
