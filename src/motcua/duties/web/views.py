"""The calculator of duties and the advice on agreements: addresses that can be kept and shared."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.duties import queries
from motcua.duties.domain.answering import Refused
from motcua.duties.web import advised, shown
from motcua.duties.web.asked import MOST_LINES, Fault, Typed
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.tariff import queries as tariff


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The question and, once it is asked, its answer above it."""
    typed = Typed(request.GET)
    today = law_day(clock.now())
    context: dict[str, Any] = {"typed": typed, "head": typed.head, "faults": [], "answer": None}
    if typed.wanted:
        context |= _worked_out(typed, today)
    more = 1 if request.GET.get("more") == "1" and len(typed.lines) < MOST_LINES else 0
    wrong = {each.field: each for each in context["faults"]}
    context |= {
        "wrong": wrong, "lines": shown.blocks(typed, context["faults"], more), "most": MOST_LINES,
        "today": today, **_choices(today),
    }  # fmt: skip
    return render(request, "duties/calculator.html", context, status=200 if not context["faults"] else 422)


def _worked_out(typed: Typed, today: date) -> dict[str, Any]:
    question = typed.question()
    if question is None:
        return {"faults": typed.faults}
    found = queries.work_out(question, today)
    if isinstance(found, Refused):
        return {"faults": shown.faults(found.problems)}
    return {"answer": shown.answer(found, question)}


def _choices(day: date) -> dict[str, Any]:
    quoted = sorted(tariff.book().on(day).exchange) if day >= tariff.book().opens else ["VND"]
    return {
        "terms": shown.terms(day), "forms": shown.forms(),
        "datalists": [
            ("d-country", shown.listed("country", day)), ("d-unit", shown.listed("unit", day)),
            ("d-currency", [(code, code) for code in quoted]),
        ],
    }  # fmt: skip


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """Every schedule side by side for a code, origin and day; the cheapest marked."""
    asked = advised.Asked(request.GET)
    today = law_day(clock.now())
    context: dict[str, Any] = {"asked": asked, "faults": [], "told": None, "today": today}
    question = asked.question() if asked.wanted else None
    if asked.wanted and question is not None:
        found = queries.advise_on(question, today)
        if isinstance(found, Refused):
            asked.faults += [Fault(each.path.strip("/"), *_said(each)) for each in found.problems]
        else:
            context["told"] = advised.told(found)
    context |= {
        "faults": asked.faults, "wrong": {each.field: each for each in asked.faults},
        "datalists": [("d-country", shown.listed("country", today)), ("d-unit", shown.listed("unit", today))],
    }  # fmt: skip
    return render(request, "duties/advice.html", context, status=200 if not asked.faults else 422)


def _said(problem: Any) -> tuple[str, str]:
    return shown.say(problem.words), shown.say(problem.remedy)
