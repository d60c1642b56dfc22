"""Passengers: figures by month, gate, nationality and papers; a gate's day by quarter hour, and its corrections."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.crossings.domain.passengers import DIRECTIONS, Count, hour_of, quarter_at
from motcua.crossings.domain.people_data import GATES
from motcua.crossings.queries import passengers as queries
from motcua.crossings.queries.passengers import Filters, Line
from motcua.crossings.services import passengers as services
from motcua.crossings.services.passengers import Sent
from motcua.crossings.web import passengers_words as words
from motcua.design import charts
from motcua.design.asking import actor_of
from motcua.design.domain import csv, numbers
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_FIRST = date(2014, 4, 1)


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address."""

    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    gate = forms.ChoiceField(required=False, label=pgettext_lazy("people", "Gate"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Direction"))
    document = forms.ChoiceField(required=False, label=pgettext_lazy("people", "Papers"))
    nationality = forms.RegexField("^[A-Za-z]{2}$", required=False, label=gettext_lazy("Nationality (two letters)"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        self.today = today
        for name, choices in (
            ("gate", words.gate_choices(today)), ("document", words.paper_choices(today)),
            ("direction", [(code, say(each)) for code, each in DIRECTIONS.items()]),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]

    def filters(self) -> Filters:
        """What could be read; this year to today where no day was told."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        until = max(held.pop("until", self.today), _FIRST)
        since = held.pop("since", date(until.year, 1, 1))
        held["nationality"] = held.get("nationality", "").upper()
        return Filters(min(since, until), until, **held)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """People by month, gate, nationality and papers, with last year beside."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    filters = form.filters()
    tables = {by: queries.table(filters, by, actor) for by in ("month", "gate", "nationality", "document")}
    whole = [line.total for line in tables["month"]]
    context = {
        "form": form, "filters": filters, "total": sum(whole), "came": sum(line.came for line in tables["month"]),
        "left": sum(line.left for line in tables["month"]), "chart": _chart(filters, actor),
        "tables": [
            {"title": title, "name": name, "lines": _named(by, tables[by], filters.until)}
            for by, title, name in (
                ("month", _("By month"), _("Month")), ("gate", _("By gate"), pgettext("people", "Gate")),
                ("nationality", _("By nationality"), _("Nationality")),
                ("document", _("By papers"), pgettext("people", "Papers")),
            )
        ],
        "counts": words.own_gates(actor, today), "days": _days(filters, actor), "today": today,
    }  # fmt: skip
    return render(request, "crossings/passengers.html", context)


def _named(by: str, lines: Sequence[Line], day: date) -> list[dict[str, Any]]:
    name = {
        "month": lambda key: f"{key[5:]}/{key[:4]}", "gate": words.gate,
        "nationality": lambda key: words.nation(key, day), "document": words.papers,
    }[by]  # fmt: skip
    return [{"name": name(line.key), "line": line} for line in lines]


def _days(filters: Filters, actor: Any) -> list[dict[str, Any]]:
    """The last days that counted anybody at the gate chosen, each a link to its quarter hours."""
    if not filters.gate:
        return []
    recent = Filters(
        max(filters.since, filters.until - timedelta(days=13)), filters.until, filters.gate, filters.direction,
        filters.nationality, filters.document,
    )  # fmt: skip
    lines = queries.table(recent, "day", actor)
    return [{"day": date.fromisoformat(line.key), "line": line} for line in reversed(lines)]


def _chart(filters: Filters, actor: Any) -> charts.Chart:
    year, spoken = filters.until.year, language()
    held: dict[str, int] = {}
    for begun in (year - 1, year):
        asked = Filters(
            date(begun, 1, 1), filters.until if begun == year else date(begun, 12, 31), filters.gate, filters.direction,
            filters.nationality, filters.document,
        )  # fmt: skip
        held |= {line.key: line.total for line in queries.table(asked, "month", actor)}
    months = [
        (
            _("M%(month)s") % {"month": month},
            held.get(f"{year}-{month:02d}", 0) if month <= filters.until.month else None,
            held.get(f"{year - 1}-{month:02d}", 0),
        )
        for month in range(1, 13)
    ]
    now, before = sum(each[1] or 0 for each in months), sum(each[2] or 0 for each in months)
    finding = _("%(now)s people in %(year)s so far; %(before)s in the whole of %(last)s (line).") % {
        "now": numbers.grouped(now, spoken), "year": year, "before": numbers.grouped(before, spoken), "last": year - 1,
    }  # fmt: skip
    heads = (_("Month"), str(year), str(year - 1))
    return charts.months(_("People by month, both directions"), finding, months, spoken, heads)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The sums of days as CSV."""
    filters = FilterForm(request.GET, law_day(clock.now())).filters()
    heads = [
        _("Day"),
        pgettext("people", "Gate"),
        _("Direction"),
        _("Nationality"),
        pgettext("people", "Papers"),
        pgettext("people", "People"),
    ]
    rows = ([str(row[0]), *row[1:]] for row in queries.cells(filters, actor_of(request)))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="passengers.csv"'
    return answer


class CorrectForm(forms.Form):
    """A correction: what is added or taken away in a quarter hour, and why."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    hour = forms.CharField(
        label=gettext_lazy("Hour"), max_length=5, help_text=gettext_lazy("Such as 09:15; its quarter hour counts."),
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    direction = forms.ChoiceField(label=gettext_lazy("Direction"))
    nationality = forms.RegexField(
        "^[A-Za-z]{2}$", label=gettext_lazy("Nationality (two letters)"),
        widget=forms.TextInput(attrs={"class": "w-8", "autocomplete": "off"}),
    )  # fmt: skip
    document = forms.ChoiceField(label=pgettext_lazy("people", "Papers"))
    count = forms.IntegerField(
        label=gettext_lazy("People more, or less with a minus"), min_value=-5000, max_value=5000,
        widget=forms.TextInput(attrs={"class": "w-8", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"})
    )

    def __init__(self, data: Any, today: date, **initial: Any) -> None:
        super().__init__(data, initial=initial, auto_id="c-%s")
        for name, choices in (
            ("direction", [(code, say(each)) for code, each in DIRECTIONS.items()]),
            ("document", words.paper_choices(today)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_hour(self) -> int:
        """The quarter hour."""
        found = quarter_at(self.cleaned_data["hour"])
        if found is None:
            raise forms.ValidationError(_("Write the hour as 09:15."))
        return found


@require_safe
def day(request: HttpRequest, gate: str, day: str) -> HttpResponse:  # noqa: A001 - what it shows
    """A gate's day: quarter hours, rows as they were written, and the form of a correction."""
    return _day_page(request, gate, _read_day(gate, day), None)


def _read_day(gate: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if gate not in GATES:
        raise Http404
    return found


def _day_page(request: HttpRequest, gate: str, on: date, form: CorrectForm | None, refusal: str = "") -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    page = request.GET.get("page", "1")
    rows, place = queries.rows_of(gate, on, actor, number=int(page) if page.isdecimal() and len(page) < 6 else 1)  # noqa: PLR2004
    acts = queries.acts_of(rows)
    asked = Filters(on, on, gate)
    initial = {"key": f"{now.timestamp():.6f}"}
    context = {
        "gate": gate, "name": words.gate(gate), "day": on, "refusal": refusal, "page": place,
        "form": form or CorrectForm(None, law_day(now), **initial),
        "quarters": [(hour_of(quarter), came, left) for quarter, came, left in queries.quarters(gate, on)],
        "kinds": _named("document", queries.table(asked, "document", actor), on),
        "rows": [{
            "row": row, "act": acts.get(row.leaf), "hour": hour_of(row.quarter), "way": words.way(row.direction),
            "papers": words.papers(row.document), "nation": words.nation(row.nationality, on),
        } for row in rows],
        "corrects": gate in {each.code for each in words.own_gates(actor, law_day(now))},
        "before": on - timedelta(days=1), "after": on + timedelta(days=1),
    }  # fmt: skip
    return render(
        request, "crossings/passengers_day.html", context, status=400 if form and form.errors or refusal else 200
    )


@require_POST
def correct(request: HttpRequest, gate: str, day: str) -> HttpResponse:
    """A correction of a gate's day, as a further row."""
    now = clock.now()
    form = CorrectForm(request.POST, law_day(now))
    on = _read_day(gate, day)
    if not form.is_valid():
        return _day_page(request, gate, on, form)
    held = form.cleaned_data
    row = Count(
        gate, on, held["hour"], held["direction"], held["nationality"].upper(), held["document"], held["count"]
    )  # fmt: skip
    try:
        services.correct([row], by=actor_of(request), at=now, sent=Sent(note=held["note"], key=held["key"]))
    except Refusal as refusal:
        return _day_page(request, gate, on, form, refusal.in_language(language()))
    messages.success(request, _("The correction was written as a further row."))
    return redirect("crossings:passengers_day", gate, on.isoformat())
