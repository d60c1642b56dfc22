"""Vehicles that crossed: the list, one vehicle's history, and the counts by gate and month."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.crossings.domain.gates import CODES, GATES
from motcua.crossings.models import Crossing
from motcua.crossings.queries import crossings as queries
from motcua.crossings.queries import statistics, stays
from motcua.crossings.web import words
from motcua.crossings.web.announced import page_of
from motcua.crossings.web.stays import shown as shown_stay
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class FilterForm(forms.Form):
    """The filters as a GET form; without days it shows the last week, with a plate the last year."""

    q = forms.CharField(required=False, max_length=20, label=gettext_lazy("Whole plate"))
    gate = forms.ChoiceField(required=False, label=gettext_lazy("Border gate"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Direction"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[("at", "at"), ("-at", "-at")])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        listed = {"gate": {code: gate.words for code, gate in GATES.items()}, **CODES}
        for name in ("gate", "direction", "kind"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *((code, say(each)) for code, each in listed[name].items())]

    def filters(self, today: date) -> queries.Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        back = timedelta(days=365 if "text" in held else 7)
        held.setdefault("until", today)
        held.setdefault("since", held["until"] - back)
        return queries.Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET)
    filters = form.filters(today)
    rows, place = queries.listing(filters, actor, number=page_of(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "rows": _lines(rows), "today": today,
    }  # fmt: skip
    return render(request, "crossings/crossed.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    filters = FilterForm(request.GET).filters(law_day(clock.now()))
    heads = [
        _("Moment"), _("Border gate"), _("Lane"), _("Direction"), _("Plate"), _("Country"), _("Kind"), _("Laden"),
        _("Passengers"), _("Carrier"),
    ]  # fmt: skip
    rows = (list(_cells(row)) for row in queries.export(filters, actor_of(request)))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="crossings.csv"'
    return answer


def _cells(row: Crossing) -> Iterator[object]:
    yield from (row.at.isoformat(timespec="minutes"), row.gate, row.lane, row.direction, row.plate, row.country)
    yield from (row.kind, row.laden, row.passengers, row.party)


def _lines(rows: list[Crossing]) -> list[dict[str, Any]]:
    back, carried = queries.back_of(rows), queries.carried_of(rows)
    return [
        {
            "row": row,
            "gate": words.gate(row.gate),
            "way": words.called("direction", row.direction),
            "kind": words.called("kind", row.kind),
            "back": back.get((row.leaf, row.no)),
            "carried": carried.get((row.leaf, row.no), []),
        }
        for row in rows
    ]


@require_safe
def vehicle(request: HttpRequest, country: str, plate: str) -> HttpResponse:
    """One vehicle: where it is, and every crossing."""
    actor, now = actor_of(request), clock.now()
    open_ = stays.open_of(plate, country)
    rows = queries.history(plate, country, actor)
    last = next((row for row in rows if (row.leaf, row.no) not in queries.back_of(rows)), None)
    context = {
        "plate": plate, "country": country, "rows": _lines(rows), "now": now,
        "stay": shown_stay(open_[0], now) if open_ else None,
        "takes_back": (last.leaf, last.no) if last and actor.holds("officer", GATES[last.gate].office) else None,
    }  # fmt: skip
    return render(request, "crossings/vehicle.html", context)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many crossed, by gate and month, this year and the last."""
    today = law_day(clock.now())
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else today.year  # noqa: PLR2004
    since, until = date(year, 1, 1), min(date(year, 12, 31), today)
    counted = statistics.vehicles(since, until)
    gates = [code for code in GATES if any(each.gate == code for each in counted)]
    months = sorted({each.month for each in counted})
    cells: dict[tuple[str, date], int] = {}
    for each in counted:
        cells[each.gate, each.month] = cells.get((each.gate, each.month), 0) + each.count
    rows = [
        {"month": f"{month:%m/%Y}", "cells": [cells.get((code, month), 0) for code in gates],
         "total": sum(cells.get((code, month), 0) for code in gates)}
        for month in months
    ]  # fmt: skip
    context = {
        "year": year, "years": [year - 1, year + 1] if year < today.year else [year - 1], "until": until, "rows": rows,
        "gates": [words.gate(code) for code in gates], "total": sum(each.count for each in counted),
        "totals": [sum(cells.get((code, month), 0) for month in months) for code in gates],
        "ways": _split(counted, "direction"), "kinds": _split(counted, "kind"),
    }  # fmt: skip
    return render(request, "crossings/figures.html", context)


def _split(counted: list[statistics.Counted], by: str) -> list[dict[str, Any]]:
    """The total by direction or by kind."""
    return [
        {"words": name, "count": sum(each.count for each in counted if getattr(each, by) == code)}
        for code, name in CODES[by].items()
    ]
