"""Pages of what-ifs: asked for, listed, one side by side, two beside each other."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design import charts
from motcua.design.asking import actor_of, whole
from motcua.design.domain import amounts
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.explaining import NAMES
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.money import half_up
from motcua.kernel.refusals import NotFound
from motcua.reference import domain as reference
from motcua.reports.domain.whatif.told import Pair, TariffFound
from motcua.reports.queries import whatif_runs
from motcua.reports.queries.whatif_kinds import TARIFF
from motcua.reports.queries.whatif_runs import Run
from motcua.reports.services import whatif
from motcua.reports.web import whatif_other
from motcua.reports.web.targets_forms import offices
from motcua.reports.web.whatif_forms import WhatIfForm

WAIT = "3"
"""Seconds after which the page of a run that is not done asks again."""
LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The form, and the runs that are kept."""
    now = clock.now()
    form = WhatIfForm(request.POST if request.method == "POST" else None, law_day(now))
    if request.method == "POST" and form.is_valid():
        return redirect("reports:whatif_one", whatif.order(form.asked(), by=actor_of(request), at=now))
    text, office = (request.GET.get(name, "").replace("\0", "")[:LONGEST] for name in ("q", "office"))
    told = {
        "form": form, "rows": whatif_runs.listing(text, office), "q": text, "office": office, "offices": offices(),
        "most": whatif_runs.MOST,
    }  # fmt: skip
    return render(request, "reports/whatif.html", told, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A run: what was asked and, once it is there, the answer."""
    run = whatif_runs.one(number)
    answer = _tariff(request, run) if run.kind == TARIFF else whatif_other.one(request, run)
    if run.waits:
        answer["Refresh"] = WAIT
    return answer


def _tariff(request: HttpRequest, run: Run) -> HttpResponse:
    told: dict[str, Any] = {"run": run, "refusal": run.refusal.in_language(language()) if run.refusal else ""}
    if isinstance(run.answer, TariffFound):
        told |= {"groups": groups(run.answer), "chart": _chart(run.answer), "answer": run.answer}
    return render(request, "reports/whatif_one.html", told)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two runs beside each other; until two are chosen, the form that chooses them."""
    asked = [whole(request.GET.get(name, ""), 0) for name in ("a", "b")]
    listed_ = [run for run in whatif_runs.listing() if run.answer]
    first, second = ([run.id for run in listed_] + [0, 0])[:2]
    told: dict[str, Any] = {"runs": listed_, "asked": [asked[0] or first, asked[1] or second]}
    if all(asked):
        runs = [whatif_runs.one(number) for number in asked]
        told |= {"heads": runs, "rows": _beside(runs)}
    return render(request, "reports/whatif_compare.html", told)


def _beside(runs: Sequence[Run]) -> list[dict[str, Any]]:
    first, second = (run.answer for run in runs)
    if not isinstance(first, TariffFound) or not isinstance(second, TariffFound):
        raise NotFound(what="whatif")
    names = labels(max(first.asked.until, second.asked.until))
    rows = whatif_runs.beside(first, second)
    return [{"label": names.get(row.key, row.key) or _("Total"), "it": row} for row in rows]


def labels(day: date) -> Mapping[str, str]:
    """Names of taxes and, as they were called on that day, of branches by their keys."""
    return {key: say(words) for key, words in {**NAMES, **reference.names(day)}.items()}


def groups(found: TariffFound) -> list[dict[str, Any]]:
    """The tables of an answer: title, and rows with their labels."""
    names = labels(found.asked.until)
    told = (
        (_("By tax"), (*found.taxes, found.total)), (_("By branch"), found.branches), (_("By month"), found.months),
        (_("Enterprises on which most changes"), found.parties), (_("Goods on which most changes"), found.goods),
    )  # fmt: skip
    return [
        {"title": title, "rows": [{"label": _label(pair, names), "it": pair} for pair in pairs]}
        for title, pairs in told
    ]


def _label(pair: Pair, names: Mapping[str, str]) -> str:
    if pair.name:
        return f"{pair.key} · {pair.name}"
    return names.get(pair.key, pair.key) or _("Total")


def _chart(found: TariffFound) -> charts.Chart:
    values: list[charts.Month] = [
        (pair.key, half_up(pair.would, amounts.BILLION), half_up(pair.was, amounts.BILLION))
        for pair in found.months[:12]
    ]
    heads = (_("Month"), _("As it would be"), _("As it was"))
    return charts.months(
        _("Revenue by month, VND billion"), _("Bars: as it would be. Marks: as it was."), values, language(), heads
    )
