"""Control results: worked out and recorded by an officer, paid at the gate, listed; whom they concern lies apart."""

from collections.abc import Iterator
from datetime import date
from secrets import token_hex
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.crossings.domain import persons
from motcua.crossings.domain.passengers import DIRECTIONS
from motcua.crossings.models import Control
from motcua.crossings.queries import controls as queries
from motcua.crossings.services import controls as services
from motcua.crossings.services.people_rights import sees_persons
from motcua.crossings.web import passengers_items as items
from motcua.crossings.web import passengers_words as words
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DESCRIBED = 60


class CaseForm(forms.Form):
    """What an officer found, and whom it concerns."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    gate = forms.ChoiceField(label=pgettext_lazy("people", "Gate"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"))
    kind = forms.ChoiceField(label=gettext_lazy("Result"))
    nationality = forms.RegexField(
        "^[A-Za-z]{2}$", label=gettext_lazy("Nationality (two letters)"), initial="VN",
        widget=forms.TextInput(attrs={"class": "w-8", "autocomplete": "off"}),
    )  # fmt: skip
    document = forms.ChoiceField(label=pgettext_lazy("people", "Papers"))
    name = forms.CharField(
        label=gettext_lazy("Name of the person"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Number of the document"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"class": "w-14", "autocomplete": "off"}),
    )  # fmt: skip
    born_on = forms.DateField(
        label=gettext_lazy("Born on"), required=False, input_formats=_FORMATS,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("What was found, and what was done"), max_length=1000, required=False,
        help_text=gettext_lazy("Kept with the person, encrypted, and erased with it."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any, actor: Any, today: date) -> None:
        super().__init__(data, initial={"key": token_hex(8)}, auto_id="k-%s")
        for name, choices in (
            ("gate", [(gate.code, say(gate.words)) for gate in words.own_gates(actor, today)]),
            ("direction", [(code, say(each)) for code, each in DIRECTIONS.items()]),
            ("kind", [(code, say(each)) for code, each in persons.KINDS.items()]),
            ("document", words.paper_choices(today)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def case(self, brought: tuple[items.Item, ...]) -> services.Case:
        """The case as it was typed."""
        held = self.cleaned_data
        person = persons.Person(held["name"].strip(), held["number"].strip(), held["born_on"], held["note"].strip())
        return services.Case(
            held["gate"], held["direction"], held["kind"], held["nationality"].upper(), held["document"], person,
            brought,
        )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Work a case out, then record it."""
    actor, now = actor_of(request), clock.now()
    today = law_day(now)
    posted = request.method == "POST"
    form = CaseForm(request.POST if posted else None, actor, today)
    typed = items.Typed(request.POST, today)
    answer, refusal = None, ""
    if posted and form.is_valid() and not typed.faults:
        if request.POST.get("try"):
            answer = items.told(*services.reckon(typed.items, form.cleaned_data["direction"], now), today)
        else:
            try:
                done = services.record(form.case(typed.items), by=actor, at=now, key=form.cleaned_data["key"])
            except Refusal as refused:
                refusal = refused.in_language(language())
            else:
                messages.success(request, _("The result was recorded."))
                return redirect("crossings:control", done.id)
    context = {
        "form": form, "blocks": items.blocks(typed), "kinds": items.kinds(today), "answer": answer, "refusal": refusal,
        "faults": typed.faults if posted else [],
        "head": [form[name] for name in ("gate", "direction", "kind", "nationality", "document")],
        "person": [form[name] for name in ("name", "number", "born_on", "note")],
    }  # fmt: skip
    wrong = refusal or (posted and (form.errors or typed.faults))
    return render(request, "crossings/control_new.html", context, status=400 if wrong else 200)


@never_cache
@require_safe
def one(request: HttpRequest, control: int) -> HttpResponse:
    """A result: what was brought, what is due or was paid; the person only where it is asked for with a reason."""
    return page(request, control)


def page(request: HttpRequest, control: int, person: persons.Person | None = None, refusal: str = "") -> HttpResponse:
    """The page of a result, with the person where a reading was logged just now."""
    actor = actor_of(request)
    found = queries.find(control, actor)
    kept, erased, reads = queries.person_state(control)
    outcome = queries.outcome_of(found)
    sees = sees_persons(actor, found.office)
    context = {
        "found": found, "facts": _facts(found), "outcome": persons.OUTCOMES[outcome], "tone": words.TONES[outcome],
        "waits": outcome == "due", "goods": [_goods(row) for row in queries.goods_of(control)], "person": person,
        "kept": kept, "erased": erased, "reads": reads, "sees": sees, "end": queries.end_of(control),
        "readings": queries.readings(control) if sees else [], "refusal": refusal,
        "heads": actor.holds("head", found.office), "acts": actor.holds("officer", found.office),
        "receipt": ground.receipt(control) is not None, "word": ground.check_word(control),
    }  # fmt: skip
    return render(request, "crossings/control.html", context, status=400 if refusal else 200)


def _facts(found: Control) -> list[tuple[str, str]]:
    return [
        (pgettext("people", "Gate"), words.gate(found.gate)), (_("Direction"), words.way(found.direction)),
        (_("Nationality"), words.nation(found.nationality, found.day)),
        (pgettext("people", "Papers"), words.papers(found.document)),
        (_("Result"), say(persons.KINDS[found.kind])),
    ]  # fmt: skip


def _goods(row: Any) -> dict[str, Any]:
    kinds = dict(items.kinds(law_day(clock.now())))
    return {"row": row, "name": kinds.get(row.kind, row.kind), "tone": items.TONES[row.verdict]}


@require_POST
def pay(request: HttpRequest, subject: int) -> HttpResponse:
    """The duty was paid at the gate."""
    return _end(request, subject, services.pay, _("The payment was booked."))


@require_POST
def leave(request: HttpRequest, subject: int) -> HttpResponse:
    """The goods stay behind."""
    return _end(request, subject, services.leave, _("Nothing is charged any more; the goods stay behind."))


def _end(request: HttpRequest, subject: int, act: Any, said: str) -> HttpResponse:
    actor = actor_of(request)
    owed = queries.owed(subject, actor)
    try:
        act(subject, by=actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.in_language(language()))
    else:
        messages.success(request, said)
    if owed.name.isdecimal():
        return redirect("crossings:control", subject)
    return redirect("crossings:resident", owed.name)


class FilterForm(forms.Form):
    """The filters of the list."""

    kind = forms.ChoiceField(required=False, label=gettext_lazy("Result"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    gate = forms.ChoiceField(required=False, label=pgettext_lazy("people", "Gate"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in queries.SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        for name, choices in (
            ("kind", [(code, say(each)) for code, each in persons.KINDS.items()]),
            ("outcome", [(code, say(each)) for code, each in persons.OUTCOMES.items()]),
            ("gate", words.gate_choices(today)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]

    def filters(self) -> queries.Filters:
        """What could be read of them."""
        self.is_valid()
        return queries.Filters(**{name: value for name, value in self.cleaned_data.items() if value not in (None, "")})


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    actor, today = actor_of(request), law_day(clock.now())
    form = FilterForm(request.GET, today)
    filters = form.filters()
    text = request.GET.get("page", "1")
    rows, place = queries.listing(filters, actor, number=int(text) if text.isdecimal() and len(text) < 6 else 1)  # noqa: PLR2004
    context = {
        "form": form, "sort": filters.sort, "page": place, "rows": list(map(_shown, rows)),
        "records": bool(words.own_gates(actor, today)),
    }  # fmt: skip
    return render(request, "crossings/controls.html", context)


def _shown(row: Control) -> dict[str, Any]:
    outcome = queries.outcome_of(row)
    return {
        "row": row, "gate": words.gate(row.gate), "kind": persons.KINDS[row.kind], "way": words.way(row.direction),
        "outcome": persons.OUTCOMES[outcome], "tone": words.TONES[outcome],
        "nation": words.nation(row.nationality, row.day),
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV; no person stands in it."""
    filters = FilterForm(request.GET, law_day(clock.now())).filters()
    heads = [
        _("Number"), _("When"), pgettext("people", "Gate"), _("Direction"), _("Result"), _("Nationality"),
        pgettext("people", "Papers"), _("State"),
        _("Value"), _("Above the allowance"), _("Duty"),
    ]  # fmt: skip
    rows = (list(_cells(row)) for row in queries.export(filters, actor_of(request)))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="controls.csv"'
    return answer


def _cells(row: Control) -> Iterator[object]:
    yield from (str(row.leaf), row.at.isoformat(timespec="minutes"), row.gate, row.direction, row.kind)
    yield from (row.nationality, row.document, queries.outcome_of(row), row.value, row.dutiable, row.duty)
