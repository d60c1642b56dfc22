"""For travellers, without signing in: what may be brought, what is to be declared, and what it would cost."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.crossings.domain.allowances import decide
from motcua.crossings.domain.passengers import DIRECTIONS
from motcua.crossings.domain.people_data import limit
from motcua.crossings.queries.duty import duty_on
from motcua.crossings.web import passengers_items as items
from motcua.crossings.web import passengers_words as words
from motcua.ground.services import clock
from motcua.kernel.days import law_day


@require_safe
def traveller(request: HttpRequest) -> HttpResponse:
    """The allowances of today and a calculator; nothing is kept, and the address is the question."""
    today = law_day(clock.now())
    typed = items.Typed(request.GET, today)
    direction = request.GET.get("direction", "in")
    direction = direction if direction in DIRECTIONS else "in"
    context: dict[str, Any] = {
        "typed": typed, "blocks": items.blocks(typed), "kinds": items.kinds(today), "limits": items.limits(today),
        "direction": direction, "ways": [(code, words.way(code)) for code in DIRECTIONS], "answer": None,
        "asked": "item" in request.GET, "faults": typed.faults if "item" in request.GET else [],
        "resident_day": limit("resident day", today), "resident_month": limit("resident month", today),
    }  # fmt: skip
    if typed.items and not typed.faults:
        context["answer"] = answer(typed, direction, today)
    return render(request, "crossings/traveller.html", context, status=422 if context["faults"] else 200)


def answer(typed: items.Typed, direction: str, day: date) -> dict[str, Any]:
    """What becomes of what was typed."""
    decision = decide(typed.items, direction, day, typed.exchange)
    return items.told(decision, duty_on(decision, day), day)
