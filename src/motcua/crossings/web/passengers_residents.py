"""Border residents' simplified declarations: a short form, a list with the figures of days, one on a page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.crossings.domain.passengers import DIRECTIONS
from motcua.crossings.domain.people_data import COMMUNES, communes
from motcua.crossings.domain.people_errors import FaultyRows
from motcua.crossings.domain.residents import OUTCOMES, Declared, ResidentItem
from motcua.crossings.models import ResidentDeclaration
from motcua.crossings.queries import controls
from motcua.crossings.queries import residents as queries
from motcua.crossings.services import residents as services
from motcua.crossings.web import passengers_words as words
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.numbers import NotANumber, read_e4
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
LINES = 3
_OVER = (("refer", gettext_lazy("Refer to an ordinary declaration")), ("tax", gettext_lazy("Tax the part above")))
WHY = {
    "day": gettext_lazy("above the allowance of the day"), "month": gettext_lazy("all days of the month are used"),
    "": "",
}  # fmt: skip


class ResidentForm(forms.Form):
    """A declaration as an officer types it: the card, the goods, and what is to happen above the allowance."""

    gate = forms.ChoiceField(label=pgettext_lazy("people", "Gate"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"))
    commune = forms.ChoiceField(label=gettext_lazy("Border commune"))
    card = forms.CharField(
        label=gettext_lazy("Number of the resident's card"), max_length=24,
        help_text=gettext_lazy("It is not stored: only a keyed hash, by which the allowance is kept."),
        widget=forms.TextInput(attrs={"class": "w-14", "autocomplete": "off"}),
    )  # fmt: skip
    over = forms.ChoiceField(label=gettext_lazy("Above the allowance"), choices=_OVER, initial="refer")

    def __init__(self, data: Any, actor: Any, today: date) -> None:
        super().__init__(data, auto_id="r-%s")
        for name, choices in (
            ("gate", [(gate.code, say(gate.words)) for gate in words.own_gates(actor, today)]),
            ("direction", [(code, say(each)) for code, each in DIRECTIONS.items()]),
            ("commune", [(code, say(each.words)) for code, each in communes(today).items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for no in range(1, LINES + 1):
            self._line(no)

    def _line(self, no: int) -> None:
        first = no == 1
        label = {"no": no}
        fields = (
            ("description", forms.CharField(label=_("Goods %(no)s") % label, max_length=200, required=first)),
            ("quantity", forms.CharField(label=_("Quantity %(no)s") % label, max_length=20, required=first)),
            ("unit", forms.CharField(label=_("Unit %(no)s") % label, max_length=4, required=False, initial="KGM")),
            ("value", forms.IntegerField(label=_("Value in dong %(no)s") % label, required=first, min_value=1)),
            ("hs", forms.CharField(label=_("HS code %(no)s (to tax)") % label, max_length=12, required=False)),
        )
        for name, field in fields:
            wide = "w-full" if name == "description" else "w-8"
            field.widget = forms.TextInput(attrs={"class": wide, "autocomplete": "off"})
            self.fields[f"{name}_{no}"] = field

    def groups(self) -> Iterator[list[Any]]:
        """The fields of each line of goods."""
        for no in range(1, LINES + 1):
            yield [self[f"{name}_{no}"] for name in ("description", "quantity", "unit", "value", "hs")]

    def clean(self) -> dict[str, Any]:
        """Quantities are read, and lines are whole."""
        held = dict(self.cleaned_data)
        for no in range(1, LINES + 1):
            text = held.get(f"quantity_{no}", "")
            try:
                held[f"quantity_{no}"] = read_e4(text, language()) if text else 0
            except NotANumber:
                self.add_error(f"quantity_{no}", _("Write a number above zero, such as 1,5."))
            if held.get(f"description_{no}") and not held.get(f"value_{no}") and f"value_{no}" not in self.errors:
                self.add_error(f"value_{no}", _("Name the value in dong."))
        return held

    def declared(self, day: date) -> Declared:
        """The declaration as it was typed."""
        held = self.cleaned_data
        goods = tuple(
            ResidentItem(
                held[f"description_{no}"], held[f"quantity_{no}"], held[f"unit_{no}"] or "KGM", held[f"value_{no}"],
                held[f"hs_{no}"].replace(".", "").replace(" ", ""),
            )
            for no in range(1, LINES + 1) if held.get(f"description_{no}")
        )  # fmt: skip
        return Declared(held["card"], held["commune"], held["gate"], day, held["direction"], goods)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a declaration; or only look what is left for a card."""
    actor, now = actor_of(request), clock.now()
    today = law_day(now)
    posted = request.method == "POST"
    form = ResidentForm(request.POST if posted else None, actor, today)
    left, refusal = None, ""
    if posted and request.POST.get("left"):
        left = queries.left(request.POST.get("card", "")[:24], today)
        form = ResidentForm(None, actor, today)
        form.initial = {name: request.POST.get(name, "") for name in form.fields if name in request.POST}
    elif posted and form.is_valid():
        try:
            [done] = services.declare([form.declared(today)], by=actor, at=now, over=form.cleaned_data["over"])
        except FaultyRows as refused:
            for finding in refused.findings:
                name = finding.path.rpartition("/")[2]
                form.add_error(name if name in form.fields else "description_1", say(finding.message))
        except Refusal as refused:
            refusal = refused.in_language(language())
        else:
            said = _("Declaration %(number)s: %(outcome)s.") % {
                "number": done.number, "outcome": say(OUTCOMES[done.outcome]),
            }  # fmt: skip
            messages.success(request, said)
            return redirect("crossings:resident", done.number)
    context = {
        "form": form, "left": left, "refusal": refusal, "groups": list(form.groups()),
        "head": [form[name] for name in ("gate", "direction", "commune", "card", "over")],
    }  # fmt: skip
    wrong = posted and left is None
    return render(request, "crossings/resident_new.html", context, status=400 if wrong else 200)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A declaration with its goods, and what is due on it."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    end = controls.end_of(found.leaf) if found.outcome == "taxed" else None
    context = {
        "found": found, "goods": queries.goods_of(found), "outcome": OUTCOMES[found.outcome],
        "tone": words.TONES[found.outcome], "why": WHY[found.why], "gate": words.gate(found.gate),
        "way": words.way(found.direction), "commune": say(COMMUNES[found.commune].words),
        "waits": found.outcome == "taxed" and found.duty and end is None, "end": end,
        "acts": actor.holds("officer", found.office),
    }  # fmt: skip
    return render(request, "crossings/resident.html", context)


class FilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(required=False, max_length=30, label=gettext_lazy("Number, or number of a card"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    gate = forms.ChoiceField(required=False, label=pgettext_lazy("people", "Gate"))
    commune = forms.ChoiceField(required=False, label=gettext_lazy("Border commune"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in queries.SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        for name, choices in (
            ("outcome", [(code, say(each)) for code, each in OUTCOMES.items()]),
            ("gate", words.gate_choices(today)),
            ("commune", [(code, say(each.words)) for code, each in communes(today).items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]

    def filters(self) -> queries.Filters:
        """What could be read of them."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return queries.Filters(text=held.pop("q", ""), **held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The figures of days, and a page of the list."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    filters = form.filters()
    text = request.GET.get("page", "1")
    rows, place = queries.listing(filters, actor, number=int(text) if text.isdecimal() and len(text) < 6 else 1)  # noqa: PLR2004
    context = {
        "form": form, "sort": filters.sort, "page": place, "records": bool(words.own_gates(actor, today)),
        "rows": [{
            "row": row, "gate": words.gate(row.gate), "way": words.way(row.direction), "outcome": OUTCOMES[row.outcome],
            "tone": words.TONES[row.outcome], "why": WHY[row.why], "commune": say(COMMUNES[row.commune].words),
        } for row in rows],
        "days": [{**line, "gate": words.gate(line["gate"])} for line in queries.days(filters, actor, most=14)],
    }  # fmt: skip
    return render(request, "crossings/residents.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV; no card stands in it, only its hash."""
    filters = FilterForm(request.GET, law_day(clock.now())).filters()
    heads = [
        _("Number"), _("Day"), pgettext("people", "Gate"), _("Direction"), _("Border commune"),
        _("Resident (hash)"), _("Value"),
        _("Within"), _("Above"), _("Duty"), _("State"),
    ]  # fmt: skip
    rows = (list(_cells(row)) for row in queries.export(filters, actor_of(request)))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="residents.csv"'
    return answer


def _cells(row: ResidentDeclaration) -> Iterator[object]:
    yield from (row.number, row.day.isoformat(), row.gate, row.direction, row.commune, row.resident, row.value)
    yield from (row.within, row.above, row.duty, row.outcome)
