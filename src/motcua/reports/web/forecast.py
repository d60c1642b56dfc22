"""The page of the forecast: what month, quarter and year will bring, its band, and the trials that it rests on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain.times import read_day
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import FIRST, law_day
from motcua.kernel.refusals import Refusal
from motcua.reports.queries import targets
from motcua.reports.web import forecast_chart
from motcua.revenue.domain.forecasting import Forecast, Outlook
from motcua.revenue.domain.forecasting.naming import ENDS, METHODS
from motcua.revenue.queries import forecast

NEAR = 2
"""Targets beyond so many times the forecast are not drawn: the course would lie flat under them."""


def asked(request: HttpRequest) -> date:
    """The day at whose end the forecast is told: as asked, else yesterday; never a day to come."""
    today = law_day(clock.now())
    day = read_day(request.GET.get("as_of", ""))
    return max(min(day, today), FIRST) if day is not None else today - timedelta(days=1)


@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The forecast; where nothing can be told, why not."""
    day = asked(request)
    context: dict[str, Any] = {"day": day, "today": law_day(clock.now())}
    try:
        told = forecast.of(day)
    except Refusal as refusal:
        return render(request, "reports/forecast.html", context | {"refusal": refusal.in_language(language())})
    near = told.year.value * NEAR
    marks = [target.value for target in targets.of_year("revenue", day.year) if target.value <= near]
    context |= {
        "told": told, "ends": [{"it": each, "words": ENDS[each.end]} for each in told.outlooks],
        "trials": _trials(told.outlooks), "chart": forecast_chart.course(told, marks),
    }  # fmt: skip
    return render(request, "reports/forecast.html", context)


def _trials(outlooks: Sequence[Outlook]) -> list[dict[str, Any]]:
    """The trials of each period; periods that end on the same day share theirs."""
    found: dict[date, dict[str, Any]] = {}
    for each in outlooks:
        if each.until in found:
            found[each.until]["names"] += f", {say(ENDS[each.end]).lower()}"
        else:
            found[each.until] = {
                "names": say(ENDS[each.end]), "it": each, "method": METHODS[each.method],
                "tried": [{"it": one, "words": METHODS[one.method]} for one in each.tried],
                "first": each.tried[0] if each.tried else None,
            }  # fmt: skip
    return list(found.values())


@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The series of the year: each day with what was collected or is expected."""
    day = asked(request)
    heads = (_("Day"), _("Amount (dong)"), _("Expected"))
    rows = [list(row.values()) for row in forecast.rows(day)]
    return csv_file(f"forecast-{day.isoformat()}", heads, rows)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The whole forecast with its trials, for programs of the department."""
    return JsonResponse(plain(forecast.of(asked(request))))


def plain(told: Forecast) -> dict[str, Any]:
    """The forecast in plain types."""
    found = msgspec.to_builtins(told)
    assert isinstance(found, dict)
    return found
