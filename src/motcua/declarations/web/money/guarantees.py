"""Guarantees: a list with balances, one with its uses, registering what came on paper, extending and ending."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations.queries.one import numbers_of
from motcua.declarations.web import words
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import CHANGE_WORDS, KIND_WORDS, Promise, Reference
from motcua.revenue.queries import guarantees as queries

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DAY = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}
_SHORT = {"class": "w-8", "autocomplete": "off"}
STATE_WORDS = {
    "valid": Words("Còn hiệu lực", "Valid"), "coming": Words("Chưa có hiệu lực", "Not yet valid"),
    "expired": Words("Hết hạn", "Has run out"), "ended": Words("Đã chấm dứt", "Ended"),
}  # fmt: skip
STATE_TONES = {"valid": "good", "coming": "", "expired": "warn", "ended": ""}


class GuaranteesForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=40, label=gettext_lazy("Number, tax code, bank, bill"))
    kind = forms.ChoiceField(required=False, label=pgettext_lazy("money", "Kind"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(queries.SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "kind", dict(KIND_WORDS))
        kit.choose(self, "state", dict(STATE_WORDS))


class NewForm(forms.Form):
    """A guarantee that came on paper."""

    kind = forms.ChoiceField(label=pgettext_lazy("money", "Kind"))
    bank = forms.RegexField(
        r"^[A-Z0-9]{2,11}$", label=gettext_lazy("Code of the bank"), widget=forms.TextInput(attrs=_SHORT)
    )
    year = forms.IntegerField(
        min_value=2000, max_value=2100, label=gettext_lazy("Year"), widget=forms.TextInput(attrs=_SHORT)
    )
    symbol = forms.CharField(max_length=10, label=gettext_lazy("Symbol"), widget=forms.TextInput(attrs=_SHORT))
    number = forms.CharField(
        max_length=10, label=pgettext_lazy("of a guarantee", "Number"), widget=forms.TextInput(attrs=_SHORT)
    )
    party = forms.RegexField(
        r"^\d{10}(\d{3})?$", label=gettext_lazy("Tax code of the party"), widget=forms.TextInput(attrs=_SHORT)
    )
    broker = forms.RegexField(
        r"^\d{10}(\d{3})?$", required=False, label=gettext_lazy("Customs agent that may use it"),
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    amount = forms.IntegerField(
        min_value=1, max_value=10**15, label=gettext_lazy("Amount (dong)"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    since = forms.DateField(label=gettext_lazy("First day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    until = forms.DateField(label=gettext_lazy("Last day"), input_formats=_FORMATS, widget=forms.TextInput(attrs=_DAY))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch (individual)"))
    procedure = forms.CharField(
        required=False, max_length=3, label=gettext_lazy("Procedure (individual)"),
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    planned_on = forms.DateField(
        required=False, input_formats=_FORMATS, label=gettext_lazy("Planned day of declaration (individual)"),
        widget=forms.TextInput(attrs=_DAY),
    )  # fmt: skip
    declaration = forms.RegexField(
        r"^\d{12}$", required=False, label=gettext_lazy("Declaration (individual)"),
        widget=forms.TextInput(attrs={"class": "w-12"}),
    )  # fmt: skip
    bill = forms.CharField(
        required=False, max_length=35, label=gettext_lazy("Bill of lading (individual)"),
        widget=forms.TextInput(attrs={"class": "w-12"}),
    )  # fmt: skip
    invoice = forms.CharField(
        required=False, max_length=35, label=gettext_lazy("Invoice (individual)"),
        widget=forms.TextInput(attrs={"class": "w-12"}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kit.choose(self, "kind", dict(KIND_WORDS), every=False)
        kit.choose(self, "office", kit.branches())

    def promise(self) -> Promise:
        """What was typed."""
        told = dict(self.cleaned_data)
        named = Reference(told.pop("bank"), told.pop("year"), told.pop("symbol"), told.pop("number"))
        return Promise(reference=named, **told)


class ChangeForm(forms.Form):
    """A longer term, a larger amount, or the end."""

    until = forms.DateField(
        required=False, input_formats=_FORMATS, label=gettext_lazy("New last day"), widget=forms.TextInput(attrs=_DAY)
    )
    amount = forms.IntegerField(
        required=False, min_value=1, max_value=10**15, label=gettext_lazy("New amount (dong)"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric"}),
    )  # fmt: skip
    note = forms.CharField(
        max_length=400, label=gettext_lazy("Paper of the bank, reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Guarantees that the actor may see."""
    form, actor, today = GuaranteesForm(request.GET), actor_of(request), law_day(clock.now())
    asked = queries.Asked(**kit.asked(form))
    number = kit.place_of(request, kit.COUNTED).number
    rows, place = queries.listing(asked, actor, on=today, number=number)
    context = {
        "form": form, "rows": [_shown(each) for each in rows], "page": place, "sort": asked.sort,
        "decides": revenue.decides(actor, ""), "staff": is_staff(actor),
    }  # fmt: skip
    return render(request, "money/guarantees.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    asked = queries.Asked(**kit.asked(GuaranteesForm(request.GET)))
    heads = [
        _("Bank"), _("Year"), _("Symbol"), pgettext("of a guarantee", "Number"), pgettext("money", "Kind"),
        _("Tax code"), _("Amount (dong)"), _("Used (dong)"), _("Free (dong)"), _("First day"), _("Last day"),
        _("State"),
    ]  # fmt: skip
    found = queries.matching(asked, actor_of(request), law_day(clock.now()))
    return csv_file("guarantees", heads, (list(_cells(each)) for each in found))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a guarantee that came on paper."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            leaf = revenue.register_guarantee(form.promise(), by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("number", refusal.in_language(language()))
        else:
            return redirect("money:guarantee", leaf)
    return render(request, "money/guarantee_new.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, guarantee: int) -> HttpResponse:
    """One guarantee: its terms, its balance, what drew on it, how it was changed."""
    actor = actor_of(request)
    found = queries.guarantee(guarantee, actor)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            revenue.change_guarantee(
                guarantee, verb=request.POST.get("verb", ""), amount=told["amount"], until=told["until"],
                note=told["note"], by=actor, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("until", refusal.in_language(language()))
        else:
            return redirect("money:guarantee", guarantee)
    uses = queries.uses(guarantee)
    numbers = numbers_of([use.declaration_id for use in uses])
    held = found.found
    context = {
        **_shown(found), "form": form, "decides": revenue.decides(actor, held.office) and not found.balance.ended,
        "uses": [{"use": use, "number": numbers.get(use.declaration_id, "")} for use in uses],
        "changes": [{"change": each, "words": CHANGE_WORDS[each.verb]} for each in queries.changes(guarantee)],
        "office": words.office(held.office, law_day(held.at)) if held.office else "",
    }  # fmt: skip
    return render(request, "money/guarantee.html", context, status=400 if form.errors else 200)


def _shown(each: queries.Standing) -> dict[str, Any]:
    state = each.state(law_day(clock.now()))
    return {
        "each": each, "kind": KIND_WORDS[each.found.kind], "state": STATE_WORDS[state], "tone": STATE_TONES[state]
    }  # fmt: skip


def _cells(each: queries.Standing) -> Iterator[object]:
    held = each.found
    yield from (held.bank, held.year, held.symbol, held.number, say(KIND_WORDS[held.kind]), held.party)
    yield from (each.balance.amount, each.balance.used, each.free, held.since.isoformat())
    yield from (each.balance.until.isoformat(), say(STATE_WORDS[each.state(law_day(clock.now()))]))
