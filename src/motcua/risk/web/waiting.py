"""Inspections that a profile, the draw or the model asked for and no token could serve, and what became of them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.kernel.days import law_day
from motcua.risk import queries
from motcua.risk.domain.decision import SPEAKERS
from motcua.risk.queries import measures
from motcua.risk.web import asked

SIZE = 50


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Those of a period, the newest first; a head of branch gets to the act of granting from here."""
    form, scope = asked.period(request)
    actor = actor_of(request)
    rows = queries.unserved(*scope)[::-1]
    place = page(page_asked(request), SIZE, len(rows))
    context = {
        "form": form, "scope": scope, "page": place, "tab": "waiting",
        "rows": [
            {
                "row": row, "office": asked.office(row.office, law_day(row.at)),
                "asks": measures.spoken(row.rule, law_day(row.at)), "code": "" if row.rule in SPEAKERS else row.rule,
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
    return csv_file("requests", heads, rows)
