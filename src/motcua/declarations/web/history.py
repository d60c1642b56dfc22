"""History beside a declaration, for staff: fetched when it comes into sight, or opened as a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.declarations.domain.life import Channel
from motcua.declarations.queries import history as queries
from motcua.declarations.queries import one
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of
from motcua.kernel.days import law_day


@require_safe
def history(request: HttpRequest, number: str) -> HttpResponse:
    """What was found before of the party and of such goods, and their prices."""
    actor = actor_of(request)
    found = one.find(number, actor)
    party = queries.of_party(found)
    context = {
        "declaration": found, "head": sheet.head(found), "party": party, "reach": queries.REACH,
        "channels": [(int(channel), party.by_channel.get(channel, 0)) for channel in Channel],
        "found": [_finding(each) for each in party.findings],
        "goods": [{"each": each, "found": list(map(_finding, each.findings))} for each in queries.of_goods(found)],
    }  # fmt: skip
    partial = request.headers.get("HX-Request") == "true"
    return render(request, f"declarations/{'_' if partial else ''}history.html", context)


def _finding(each: queries.Finding) -> dict[str, Any]:
    return {"each": each, "words": words.called("finding_code", each.found.finding, law_day(each.found.at))}
