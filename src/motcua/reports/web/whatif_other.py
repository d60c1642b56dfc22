"""Pages of what-ifs that are not about rates: the form with the runs that are kept, and one run side by side."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reports.queries import whatif_runs
from motcua.reports.queries.whatif_kinds import CAP, KINDS, STAFF, Found
from motcua.reports.queries.whatif_runs import Run
from motcua.reports.services import whatif
from motcua.reports.web.targets_forms import offices
from motcua.reports.web.whatif_cap import cap_shown
from motcua.reports.web.whatif_other_forms import CapForm, StaffForm
from motcua.reports.web.whatif_shown import Shown, count, signed
from motcua.reports.web.whatif_staff import minutes, staff_shown

LONGEST = 100


class Said(NamedTuple):
    """How a kind is called, where it lies, and the heads of its list."""

    title: str
    lead: str
    address: str
    heads: tuple[str, ...]


class Page(NamedTuple):
    """A kind as a page: its form, its words, its cells in the list, and its answer as it is shown."""

    form: Callable[[Any, date], forms.Form]
    said: Callable[[], Said]
    cells: Callable[[Any], tuple[str, ...]]
    shown: Callable[[Any], Shown]


def _cap_said() -> Said:
    lead = _(
        "Decide the stored declarations again under another cap of physical inspections, and see what would have "
        "been inspected, caught and missed. Nothing is changed."
    )
    heads = (_("As it was"), _("As it would be"), _("Difference"))
    return Said(_("What if: cap of inspections"), lead, "reports:whatif_cap", heads)


def _cap_cells(found: Any) -> tuple[str, ...]:
    return count(found.total.was), count(found.total.would), signed(found.total.difference)


def _staff_said() -> Said:
    lead = _(
        "Queue the stored checks of a branch with another number of officers, and see how long they would have "
        "waited, beside what was measured. Nothing is changed."
    )
    heads = (_("Measured: nine in ten done within, minutes"), _("Model with the officers now"), _("Model"))
    return Said(_("What if: officers of a branch"), lead, "reports:whatif_staff", heads)


def _staff_cells(found: Any) -> tuple[str, ...]:
    told = found.most_stays[-1]
    return minutes(told.measured), minutes(told.now), minutes(told.then)


PAGES = {
    CAP: Page(CapForm, _cap_said, _cap_cells, cap_shown),
    STAFF: Page(StaffForm, _staff_said, _staff_cells, staff_shown),
}


def shown(found: Found) -> Shown:
    """An answer of a kind that is not about rates, as it is shown."""
    return next(PAGES[name].shown(found) for name in PAGES if isinstance(found, KINDS[name].found))


@require_http_methods(["GET", "HEAD", "POST"])
def cap(request: HttpRequest) -> HttpResponse:
    """The form of another cap, and the runs that are kept."""
    return _listed(request, CAP)


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """The form of other officers, and the runs that are kept."""
    return _listed(request, STAFF)


def _listed(request: HttpRequest, kind: str) -> HttpResponse:
    now, page = clock.now(), PAGES[kind]
    form: Any = page.form(request.POST if request.method == "POST" else None, law_day(now))
    if request.method == "POST" and form.is_valid():
        return redirect("reports:whatif_one", whatif.order(form.asked(), by=actor_of(request), at=now))
    text, office = (request.GET.get(name, "").replace("\0", "")[:LONGEST] for name in ("q", "office"))
    words = page.said()
    rows = [_row(run, page, words.heads) for run in whatif_runs.listing(text, office, kind)]
    told = {
        "form": form, "rows": rows, "q": text, "office": office, "offices": offices(), "most": whatif_runs.MOST,
        "tab": kind, "words": words,
    }  # fmt: skip
    return render(request, "reports/whatif_other.html", told, status=400 if form.errors else 200)


def _row(run: Run, page: Page, heads: tuple[str, ...]) -> dict[str, Any]:
    cells = () if run.answer is None else tuple(zip(heads, page.cells(run.answer), strict=True))
    return {"run": run, "cells": cells}


def one(request: HttpRequest, run: Run) -> HttpResponse:
    """A run: what was asked and, once it is there, the answer."""
    page = PAGES[run.kind]
    refusal = run.refusal.in_language(language()) if run.refusal else ""
    shown = None if run.answer is None else page.shown(run.answer)
    told = {"run": run, "refusal": refusal, "shown": shown, "words": page.said()}
    return render(request, "reports/whatif_other_one.html", told)
