"""Inspections that a profile or the draw asked for and no token could serve, and what became of them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.paging import page
from motcua.kernel.days import law_day
from motcua.risk import queries
from motcua.risk.domain.decision import DRAW
from motcua.risk.queries import measures
from motcua.risk.web import asked

SIZE = 50


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Those of a period, the newest first; a head of branch gets to the act of granting from here."""
    form, scope = asked.period(request)
    actor = actor_of(request)
    rows = queries.unserved(*scope)[::-1]
    place = page(asked.page_number(request), SIZE, len(rows))
    context = {
        "form": form, "scope": scope, "page": place, "tab": "waiting", "open": sum(not row.granted for row in rows),
        "rows": [
            {
                "row": row, "office": asked.office(row.office, scope.until), "draw": row.rule == DRAW,
                "profile": measures.profile(row.rule, law_day(row.at)),
                "grants": actor.holds("head", row.office) and not row.granted,
            }
            for row in rows[place.start : place.start + SIZE]
        ],
    }  # fmt: skip
    return render(request, "risk/waiting.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    _form, scope = asked.period(request)
    heads = [_("Number"), _("Registered"), _("Branch"), _("Rule"), _("Granted")]
    rows = (
        [row.number, row.at.isoformat(timespec="minutes"), row.office, row.rule, int(row.granted)]
        for row in queries.unserved(*scope)[::-1]
    )
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="requests.csv"'
    return answer
