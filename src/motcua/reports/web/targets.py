"""Targets: progress, required pace and warnings; one with its history; setting, changing, ending, loading."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.files import csv_file, rows_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people
from motcua.reports import services
from motcua.reports.domain import targets_file
from motcua.reports.domain.targets_kept import KINDS
from motcua.reports.domain.targets_pace import STATES
from motcua.reports.queries import targets, targets_branches, targets_measured
from motcua.reports.web import targets_words as words
from motcua.reports.web.forecast import asked
from motcua.reports.web.shown import table
from motcua.reports.web.targets_forms import ChangeForm, EndForm, LoadForm, TargetForm, shown

SHOWN = 200


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Targets of a year beside what was done, narrowed by kind and state; branches below."""
    as_of, year = asked(request), request.GET.get("year", "")
    years = targets.years()
    year = year if year in years else str(as_of.year)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    rows = [words.row(each) for each in targets.listing(as_of, year, kind=kind if kind in KINDS else "", ended=False)]
    if state in STATES:
        rows = [row for row in rows if row["it"].standing.state == state]
    context = {
        "rows": rows, "as_of": as_of, "year": year, "years": sorted({*years, str(as_of.year)}, reverse=True),
        "kind": kind, "state": state, "kinds": KINDS.items(), "states": STATES.items(),
        "warned": [row for row in rows if row["warns"]], "leads": actor_of(request).holds("leader"),
        "branches": [words.branch(each) for each in targets_branches.progress(as_of)],
    }  # fmt: skip
    return render(request, "reports/targets.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The targets of a year, or all, in the columns in which they are loaded again."""
    year = request.GET.get("year", "")
    goals = [each.goal for each in targets.kept().values() if not each.ended and each.goal.period.startswith(year[:4])]
    return csv_file("targets", targets_file.COLUMNS, targets_file.written(goals))


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Targets with their standings, for programs of the department."""
    as_of = asked(request)
    found = targets.listing(as_of, request.GET.get("year", "")[:4])
    return JsonResponse(
        {"as_of": as_of.isoformat(), "targets": [{"code": each.kept.goal.code, **msgspec.to_builtins(each)}
                                                 for each in found]}
    )  # fmt: skip


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A target with what was done, its versions and its turns."""
    kept = targets.find(code)
    history = targets.history(code)
    names = people.names([each.account for each in history if each.account])
    context = {
        "row": words.row(targets.shown(kept, asked(request))), "kept": kept, "as_of": asked(request),
        "history": [
            {"it": each, "asked": words.asked(targets.goal_of(each)), "name": names.get(each.account, "")}
            for each in history
        ],
        "turns": [{"it": each, "state": STATES[each.state]} for each in targets.turns(code)],
        "leads": actor_of(request).holds("leader"), "has_rows": kept.goal.kind not in ("control", "service"),
    }  # fmt: skip
    return render(request, "reports/target.html", context)


@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """The first rows behind what was done; all of them are in the CSV."""
    kept, as_of = targets.find(code), asked(request)
    found = list(islice(targets_measured.rows(kept.goal, as_of), SHOWN + 1))
    context = {
        **table(found[:SHOWN], "", as_of), "row": words.row(targets.shown(kept, as_of)), "as_of": as_of,
        "more": len(found) > SHOWN, "most": SHOWN,
    }  # fmt: skip
    return render(request, "reports/target_rows.html", context)


@require_safe
def rows_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Every row behind what was done, streamed."""
    as_of = asked(request)
    return rows_file(f"target-{code}-{as_of.isoformat()}", targets_measured.rows(targets.find(code).goal, as_of))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A leader sets a target."""
    form = TargetForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        kept = services.set_target(form.goal(), by=actor_of(request), at=clock.now())
        return kept.goal.code

    title = {"title": _("Set a target"), "button": _("Set the target"), "back": reverse("reports:targets")}
    return _acted(request, form, act, title)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """A leader gives a target another value, source or note."""
    kept = targets.find(code)
    begun = {
        "amount": shown(kept.goal), "source": kept.goal.source, "verified": kept.goal.verified,
        "note": kept.goal.note, "version": kept.version,
    }  # fmt: skip
    form = ChangeForm(request.POST if request.method == "POST" else None, goal=kept.goal, initial=begun)

    def act() -> str:
        told = form.cleaned_data
        services.change_target(
            code, told["version"], form.goal(), reason=told["reason"], by=actor_of(request), at=clock.now()
        )
        return code

    title = {"title": _("Change the target"), "button": _("Change the target"), "row": words.period(kept.goal.period)}
    return _acted(request, form, act, title | {"back": reverse("reports:target", args=[code])})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """A leader ends a target."""
    kept = targets.find(code)
    form = EndForm(
        request.POST if request.method == "POST" else None, auto_id="t-%s", initial={"version": kept.version}
    )

    def act() -> str:
        told = form.cleaned_data
        services.end_target(code, told["version"], reason=told["reason"], by=actor_of(request), at=clock.now())
        return code

    title = {"title": _("End the target"), "button": _("End the target"), "row": words.period(kept.goal.period)}
    return _acted(request, form, act, title | {"back": reverse("reports:target", args=[code])})


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """A leader loads a file of targets: all of its lines, or none."""
    posted = request.method == "POST"
    form = LoadForm(request.POST if posted else None, request.FILES if posted else None, auto_id="t-%s")

    def act() -> str:
        services.load_targets(targets_file.read(form.content()), by=actor_of(request), at=clock.now())
        return ""

    title = {"title": _("Load targets"), "button": _("Load the file"), "back": reverse("reports:targets")}
    return _acted(request, form, act, title)


def _acted(request: HttpRequest, form: Any, act: Callable[[], str], title: dict[str, str]) -> HttpResponse:
    """Do it where the form is whole; a refusal is said above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            code = act()
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("reports:target", code) if code else redirect("reports:targets")
    context = {"form": form, "said": say, **title}
    return render(request, "reports/target_act.html", context, status=400 if form.errors else 200)
