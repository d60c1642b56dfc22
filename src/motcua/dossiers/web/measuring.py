"""Measuring: load by unit and officer, and step times by version of procedures with the ten slowest."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design import periods
from motcua.design.domain import csv
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.dossiers.domain.life import Lateness
from motcua.dossiers.queries import counting, listing, times
from motcua.dossiers.web import words
from motcua.ground.services import clock
from motcua.kernel.days import law_day

_NOTHING = {"dossiers": 0, **{str(name): 0 for name in Lateness}}
"""An office where nothing was lodged in the period."""


class PeriodForm(forms.Form):
    """A period, and a procedure; the year to date where nothing is said."""

    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    code = forms.CharField(required=False, max_length=40, label=gettext_lazy("Procedure code"))

    def period(self, today: date) -> tuple[date, date]:
        """Both days, included."""
        self.is_valid()
        return periods.period(self.cleaned_data.get("since"), self.cleaned_data.get("until"), today)

    def procedure(self) -> str:
        """The code, or nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("code") or "")


@require_safe
def load(request: HttpRequest) -> HttpResponse:
    """Finished dossiers early, on time and late, and what is open, by office and officer."""
    now = clock.now()
    form = PeriodForm(request.GET, auto_id="f-%s")
    since, until = form.period(law_day(now))
    open_ = listing.load(now)
    lodged = {each["office"]: each for each in counting.by_office(since, until)}
    officers = counting.by_officer(since, until)
    names = words.accounts(each["actor"] for each in officers)
    none = {"open": 0, "late": 0, "waiting": 0}
    context = {
        "form": form, "since": since, "until": until,
        "offices": [
            {**lodged.get(code, _NOTHING), "office": code, "words": words.office(code, until),
             "now": open_.get(code, none)}
            for code in sorted({*lodged, *open_})
        ],
        "officers": [{**each, "name": names.get(each["actor"], each["actor"])} for each in officers],
    }  # fmt: skip
    return render(request, "dossiers/load.html", context)


@require_safe
def step_times(request: HttpRequest) -> HttpResponse:
    """What each step promises and what it took, by version; the ten slowest."""
    form = PeriodForm(request.GET, auto_id="f-%s")
    since, until = form.period(law_day(clock.now()))
    found = times.step_times(since, until, code=form.procedure())
    groups: dict[int, dict[str, Any]] = {}
    for each in found:
        told = groups.setdefault(each.version_id, {"first": each, "rows": []})
        told["rows"].append(each)
    context = {
        "form": form, "since": since, "until": until, "groups": list(groups.values()), "slow": times.slowest_of(found)
    }  # fmt: skip
    return render(request, "dossiers/times.html", context)


@require_safe
def step_times_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    form = PeriodForm(request.GET)
    since, until = form.period(law_day(clock.now()))
    heads = [
        _("Procedure code"), _("Version"), pgettext("dossier", "Procedure"), _("Step"), _("What is done"),
        _("Promised hours"), _("Times"), _("Mean hours"), _("Longest hours"),
    ]  # fmt: skip
    rows = _cells(times.step_times(since, until, code=form.procedure()))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="step-times.csv"'
    return answer


def _cells(found: list[times.StepTime]) -> Iterator[list[object]]:
    for each in found:
        yield [
            each.code, each.version_no, say(each.title), each.step, say(each.words),
            "" if each.promised is None else round(each.promised, 2), each.times, round(each.mean, 2),
            round(each.longest, 2),
        ]  # fmt: skip
