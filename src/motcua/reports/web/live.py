"""The live piece of the leadership page, and the screen on the wall that turns its own pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, whole
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reports.web import decisions, pieces, present
from motcua.reports.web.held import picture

EVERY = 30
"""Seconds between two looks of an open page."""
MOST = 960
"""So many looks an open page takes by itself: eight hours; then it says that it stands still."""
TURN = 15
"""Seconds for which a page stands on the wall."""


def polled(looks: int) -> dict[str, Any]:
    """What the piece needs to ask for itself again."""
    return {"every": EVERY, "looks": looks + 1, "still": looks >= MOST}


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """Today, this month, this year, queues and gates: a piece for the leadership page, a page of its own otherwise."""
    looks = min(whole(request.GET.get("looks", ""), 0), MOST)
    told = present.context(clock.now()) | polled(looks)
    piece = request.headers.get("HX-Request") == "true"
    return render(request, "reports/_now.html" if piece else "reports/now.html", told)


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """One large page of the wall screen; the browser is told to ask for the next one after TURN seconds."""
    moment = clock.now()
    today = law_day(moment)
    held = picture(today.year, today)
    told = present.context(moment)
    pages = _pages(held, told, decisions.waiting(actor_of(request), moment))
    number = whole(request.GET.get("page", ""), 1)
    shown = pages[(number - 1) % len(pages)]
    following = number % len(pages) + 1
    next_ = f"{reverse('reports:wall')}?page={following}"
    place = {"number": (number - 1) % len(pages) + 1, "pages": len(pages)}
    page = render(request, "reports/wall.html", {**told, **shown, **place, "bar": pieces.progress(held.report)})
    page["Refresh"] = f"{TURN};url={next_}"
    return page


def _pages(held: Any, told: dict[str, Any], notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    report = held.report
    return [
        {"kind": "revenue", "title": _("Budget revenue %(year)s") % {"year": report.year}, "report": report,
         "targets": pieces.targets(held), "growth": report.figure("S1.revenue_growth")},
        {"kind": "today", "title": _("Today")},
        {"kind": "gates", "title": _("Border gates")},
        {"kind": "queues", "title": _("Work in hand")},
        {"kind": "notices", "title": _("For decision"), "notices": notices},
    ]  # fmt: skip
