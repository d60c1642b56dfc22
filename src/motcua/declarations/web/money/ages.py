"""Debts by age as they stood on any day: by class, branch and party, down to the declarations."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.declarations.queries.one import numbers_of
from motcua.declarations.web import words
from motcua.declarations.web.money import kit
from motcua.design.files import csv_file
from motcua.design.files import workbook as made
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.revenue.domain.classes import CLASS_TONES, CLASS_WORDS
from motcua.revenue.queries import ageing

_BY = {
    "": gettext_lazy("By party"), "office": gettext_lazy("By branch"), "lines": gettext_lazy("Every declaration"),
}  # fmt: skip


class AgesForm(forms.Form):
    """The filters as a GET form."""

    on = day_field(gettext_lazy("As of"))
    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tax code, name"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    debt = forms.ChoiceField(required=False, label=gettext_lazy("Class of debt"))
    by = forms.ChoiceField(required=False, choices=list(_BY.items()), label=gettext_lazy("Told"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "office", kit.branches())
        kit.choose(self, "debt", CLASS_WORDS)


def read(request: HttpRequest) -> tuple[AgesForm, dict[str, Any], date, list[ageing.Aged]]:
    """The form, what it asks for, the day, and every debt that fits."""
    form = AgesForm(request.GET)
    asked, today = kit.asked(form), law_day(clock.now())
    on, text = min(asked.get("on") or today, today), asked["text"].strip().casefold()
    names = kit.names() if text else {}
    rows = [
        each
        for each in ageing.aged(on, office=asked.get("office", ""))
        if asked.get("debt", "") in ("", each.debt)
        and (not text or text in each.party or text in names.get(each.party, "").casefold())
    ]
    return form, asked, on, rows


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The page."""
    form, asked, on, rows = read(request)
    by = asked.get("by", "")
    found: list[Any] = rows if by == "lines" else ageing.summed(rows, by or "party")
    place = kit.place_of(request, len(found))
    part = found[place.start : place.start + place.size]
    context = {
        "form": form, "on": on, "by": by, "page": place, "today": on == law_day(clock.now()),
        "classes": [{"code": line.key, "it": line, "words": CLASS_WORDS[line.key], "tone": CLASS_TONES[line.key]}
                    for line in ageing.summed(rows, "debt") if line.key],
        "total": sum(each.owed for each in rows), "penalty": sum(each.penalty for each in rows),
        "rows": list(_lines(part, on) if by == "lines" else _sums(part, by, on)),
    }  # fmt: skip
    return render(request, "money/ages.html", context)


def _sums(found: list[ageing.Line], by: str, on: date) -> Iterator[dict[str, Any]]:
    names = kit.names()
    for line in found:
        name = say(words.short_office(line.key, on)) if by == "office" else names.get(line.key, "")
        yield {"it": line, "name": name}


def _lines(found: list[ageing.Aged], on: date) -> Iterator[dict[str, Any]]:
    numbers = numbers_of([each.declaration_id for each in found])
    for each in found:
        yield {
            "it": each, "number": numbers.get(each.declaration_id, ""), "late": each.late_days(on),
            "words": CLASS_WORDS.get(each.debt, ""), "tone": CLASS_TONES.get(each.debt, ""),
        }  # fmt: skip


def _heads() -> list[str]:
    return [
        _("Declaration"), _("Tax code"), _("Enterprise"), _("Branch"), _("Due on"), _("Days overdue"), _("Owed (dong)"),
        _("Interest and fines (dong)"), _("Class of debt"),
    ]  # fmt: skip


def _cells(rows: list[ageing.Aged], on: date) -> Iterator[list[object]]:
    names, numbers = kit.names(), numbers_of([each.declaration_id for each in rows])
    for each in rows:
        yield [
            numbers.get(each.declaration_id, ""), each.party, names.get(each.party, ""), each.office,
            each.due_on.isoformat(), each.late_days(on), each.owed, each.penalty, say(CLASS_WORDS.get(each.debt)),
        ]  # fmt: skip


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """Every declaration that fits, as CSV."""
    _form, _asked, on, rows = read(request)
    return csv_file(f"debts-{on}", _heads(), _cells(rows, on))


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The same as XLSX, with the sums by class."""
    _form, _asked, on, rows = read(request)
    heads = [_("Class of debt"), _("Declarations"), _("Owed (dong)"), _("Interest and fines (dong)")]
    sums = [[say(CLASS_WORDS.get(line.key)), *line[1:]] for line in ageing.summed(rows, "debt")]
    sheets = ((_("Debts by class"), heads, sums), (_("Declarations"), _heads(), list(_cells(rows, on))))
    return made(f"debts-{on}", sheets)
