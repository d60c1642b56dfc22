"""Indicators of the support desk: what is open, what came and was answered in a period, by domain; what grows."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain import numbers
from motcua.design.files import csv_file
from motcua.design.periods import PeriodForm
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.helpdesk.domain import tables
from motcua.helpdesk.queries import figures
from motcua.helpdesk.queries.figures import Figures
from motcua.helpdesk.web import words
from motcua.kernel.days import law_day


def _period(request: HttpRequest, today: date) -> PeriodForm:
    return PeriodForm(request.GET, today, [("", "")])


def _shown(told: Figures) -> dict[str, Any]:
    return {
        "it": told, "share": f"{100 * told.on_time // told.answered} %" if told.answered else "–",
        "hours": words.hours(told.hours_e2 * 36) if told.hours_e2 is not None else "–",
        "stars": numbers.fixed(told.stars_e1, 10, 1, get_language() or "vi") if told.stars_e1 is not None else "–",
    }  # fmt: skip


@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The indicators as a page."""
    now = clock.now()
    form = _period(request, law_day(now))
    since, until = form.days()
    context = {
        "form": form, "since": since, "until": until, "in_hand": figures.in_hand(now), "span": figures.SPAN,
        "whole": _shown(figures.of_period(since, until)),
        "domains": [{"words": each.words, **_shown(each.figures)} for each in figures.by_domain(since, until)],
        "months": list(figures.by_month(since, until)), "growing": figures.growing(until),
        "limits": [{"it": each, "mark": tables.MARKS[each.mark]} for each in tables.LIMITS],
    }  # fmt: skip
    return render(request, "helpdesk/indicators.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The figures by domain as CSV."""
    since, until = _period(request, law_day(clock.now())).days()
    heads = [
        _("Domain"), pgettext("question", "Asked"), _("Answered"), _("On time"), _("Median working hours"),
        _("Asked again"), _("Stars"),
    ]  # fmt: skip
    rows = (
        [
            say(each.words), each.figures.asked, each.figures.answered, each.figures.on_time,
            "" if each.figures.hours_e2 is None else f"{each.figures.hours_e2 / 100:.2f}", each.figures.again,
            "" if each.figures.stars_e1 is None else f"{each.figures.stars_e1 / 10:.1f}",
        ]
        for each in figures.by_domain(since, until)
    )  # fmt: skip
    return csv_file("support-indicators", heads, rows)
