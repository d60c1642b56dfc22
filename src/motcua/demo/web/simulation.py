"""Simulations of selection: asked for, waited for, and side by side with what was decided."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.demo.domain.measuring import NAMES, SIMULATED, Line
from motcua.demo.services import simulations
from motcua.demo.services.simulating import Asked, Simulated
from motcua.demo.web.forms import SimulationForm
from motcua.design.domain import amounts
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.reference import domain as reference

WAIT = "5"
"""Seconds after which the page of a simulation that is not done asks again."""


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The form, and the simulations that are kept."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    form = SimulationForm(request.POST if request.method == "POST" else None, simulations.profiles(now))
    if request.method == "POST" and form.is_valid():
        return redirect("simulation:one", simulations.order(form.asked(), by=actor, at=now))
    told = {
        "form": form,
        "kept": simulations.KEPT,
        "asks": actor.holds("risk"),
        "rows": [_row(each) for each in simulations.latest()],
    }
    return render(request, "simulation/list.html", told, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A simulation: what was asked and, once it is there, the answer."""
    found = simulations.one(number)
    refusal = found.refusal.in_language(language()) if found.refusal else ""
    told = {"found": found, "said": said(found.asked), "refusal": refusal}
    waits = found.answer is None and not refusal
    if found.answer is not None:
        told |= _answer(found.answer)
    answer = render(request, "simulation/one.html", told | {"waits": waits})
    if waits:
        answer["Refresh"] = WAIT
    return answer


@require_safe
def export(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """All of an answer as CSV: every way of choosing by month."""
    found = simulations.one(number).answer
    rows = _rows(found) if found else iter(())
    return csv_file(f"simulation-{number}", _HEADS, rows)


_HEADS = ("way", "month", "registered", "inspected", "legal", "yellow", "known", "hits", "recovered")


def _rows(found: Simulated) -> Iterator[tuple[object, ...]]:
    for line in found.lines:
        for month, each in line.months.items():
            yield (
                line.name, month, each.registered, each.inspected, each.legal, each.yellow, each.known, each.hits,
                each.recovered,
            )  # fmt: skip


def _row(found: simulations.Shown) -> dict[str, Any]:
    mine = None if found.answer is None else _line(found.answer.line(SIMULATED))
    return {"found": found, "said": said(found.asked), "line": mine}


def said(asked: Asked) -> list[str]:
    """What is otherwise, in words; nothing is said of what is as it was."""
    spoken, parts = language(), []
    if asked.cap_ppm is not None:
        parts.append(_("cap %(share)s") % {"share": amounts.rate(asked.cap_ppm, spoken)})
    if asked.random_share_ppm is not None:
        parts.append(_("random share %(share)s") % {"share": amounts.rate(asked.random_share_ppm, spoken)})
    if not asked.model:
        parts.append(_("without the model"))
    if asked.without:
        parts.append(_("without the profiles %(codes)s") % {"codes": ", ".join(asked.without)})
    return parts or [_("nothing otherwise")]


def _answer(found: Simulated) -> dict[str, Any]:
    offices = [
        {
            "name": _office(load.office, found),
            "cells": [
                {"name": say(NAMES[line.name]), "load": line.loads[place]} for line in found.lines
            ],
        }
        for place, load in enumerate(found.lines[0].loads)
    ]  # fmt: skip
    months = [
        {"month": month, "cells": [{"name": say(NAMES[line.name]), "each": line.months[month]} for line in found.lines]}
        for month in found.lines[0].months
    ]
    return {
        "answer": found, "lines": [_line(line) for line in found.lines], "offices": offices, "months": months,
        "names": [say(NAMES[line.name]) for line in found.lines],
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    return {"name": say(NAMES[line.name]), "total": line.total, "rate": line.total.rate, "fairness": line.fairness}


def _office(code: str, found: Simulated) -> str:
    return next((say(each.words) for each in reference.offices(found.until) if each.code == code), code)
