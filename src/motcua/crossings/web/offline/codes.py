"""The officer's own paper code for gates that are cut off: drawn, shown once, ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.crossings.queries import offline as queries
from motcua.crossings.services import offline
from motcua.design.asking import actor_of
from motcua.ground.services import clock


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Whether there is one; a new one is told on this page alone, this once."""
    actor, now, told = actor_of(request), clock.now(), ""
    if request.method == "POST" and request.POST.get("act") == "end":
        offline.end_code(by=actor, at=now)
    elif request.method == "POST":
        told = offline.give_code(by=actor, at=now)
    answer = render(request, "gates/code.html", {"code": told, "held": queries.code_of(actor.account, now)})
    answer["Cache-Control"] = "no-store"
    return answer
