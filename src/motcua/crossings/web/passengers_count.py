"""The pad: an officer counts people with one thumb; every press is a row of the running quarter hour."""

from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.crossings.domain.passengers import DIRECTIONS, Count, hour_of, quarter_of
from motcua.crossings.domain.people_data import BUTTONS, PAPERS
from motcua.crossings.queries import passengers as queries
from motcua.crossings.services import passengers as services
from motcua.crossings.services.passengers import Sent
from motcua.crossings.web import passengers_words as words
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

STEPS = (1, 2, 5, 10, 40)
"""People of one press: alone, a couple, a family, a group, a coach."""
BACK = "back"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pad(request: HttpRequest) -> HttpResponse:
    """The buttons of a gate and direction; a press counts and shows the page again."""
    actor, now = actor_of(request), clock.now()
    gates = {gate.code: gate for gate in words.own_gates(actor, law_day(now))}
    told = request.POST if request.method == "POST" else request.GET
    gate = told.get("gate", "") if told.get("gate", "") in gates else next(iter(gates), "")
    direction = told.get("direction", "") if told.get("direction", "") in DIRECTIONS else "in"
    step = int(told.get("step", "1")) if told.get("step", "1") in map(str, STEPS) else 1
    refusal = ""
    if request.method == "POST" and gate:
        refusal = _press(request, gate, direction, step)
        if not refusal:
            last = request.POST.get("cell", "")
            last = request.POST.get("other", "") if last == "other" else last
            address = f"?gate={gate}&direction={direction}&step={step}&last={last[:6]}"
            return redirect(reverse("crossings:passengers_count") + address)
    context = _context(gate, direction, step, told.get("last", "")[:6]) if gate else {}
    context |= {"gates": list(gates.values()), "gate": gate, "refusal": refusal}
    return render(request, "crossings/passengers_count.html", context, status=400 if refusal else 200)


def _press(request: HttpRequest, gate: str, direction: str, step: int) -> str:
    """Count what was pressed; why not, if it could not be."""
    now = clock.now()
    back = bool(request.POST.get(BACK))
    cell = request.POST.get(BACK) or request.POST.get("cell", "")
    if cell == "other":
        cell = f"{request.POST.get('nation', '').strip().upper()}-{request.POST.get('papers', 'P')}"
    nationality, _dash, document = cell.partition("-")
    row = Count(gate, *quarter_of(now), direction, nationality, document, -step if back else step)
    sent = Sent(note=_("Pressed by mistake") if back else "", key=request.POST.get("key", "")[:40])
    try:
        (services.correct if back else services.count)([row], by=actor_of(request), at=now, sent=sent)
    except Refusal as refusal:
        return refusal.in_language(language())
    return ""


def _context(gate: str, direction: str, step: int, last: str) -> dict[str, Any]:
    now = clock.now()
    day, quarter = quarter_of(now)
    running = queries.running(gate, direction, day, quarter)
    buttons = [(nationality, document) for nationality, document in BUTTONS if document in PAPERS]
    others = {pair: count for pair, count in running.counts.items() if pair not in buttons and count}
    return {
        "name": words.gate(gate), "direction": direction, "step": step, "steps": STEPS, "key": token_hex(8),
        "ways": [(code, words.way(code)) for code in DIRECTIONS], "running": running, "day": day,
        "from": hour_of(quarter), "until": hour_of((quarter + 1) % 96), "last": last if "-" in last else "",
        "last_name": _named(last, day) if "-" in last else "",
        "buttons": [_button(pair, running.counts.get(pair, 0), day) for pair in buttons],
        "others": [_button(pair, count, day) for pair, count in sorted(others.items())],
        "paper_choices": words.paper_choices(day),
    }  # fmt: skip


def _named(cell: str, day: Any) -> str:
    nationality, _dash, document = cell.partition("-")
    return f"{words.nation(nationality, day)}, {words.papers(document)}"


def _button(pair: tuple[str, str], count: int, day: Any) -> dict[str, Any]:
    nationality, document = pair
    return {
        "cell": f"{nationality}-{document}", "nation": words.nation(nationality, day), "code": nationality,
        "papers": words.papers(document), "count": count,
    }  # fmt: skip
