"""Who keeps each supervised place, as an administrator writes it down; their programs record passage there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.declarations import services
from motcua.declarations.queries import operators as queries
from motcua.declarations.services.operators import LONGEST_NOTE
from motcua.declarations.web import words
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.parties.queries import mandates
from motcua.reference import domain as reference


class OperatorForm(forms.Form):
    """A place, and the enterprise that keeps it."""

    place = forms.ChoiceField(label=gettext_lazy("Supervised place"))
    party = forms.RegexField(
        r"^\d{10}(\d{3})?$", label=gettext_lazy("Tax code of the enterprise"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the tax code with its 10 or 13 digits.")},
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Decision or contract"), required=False, max_length=LONGEST_NOTE,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="o-%s")
        day = law_day(clock.now())
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        codes = sorted(reference.lists_on(day)["warehouse"])
        field.choices = [(code, f"{code} · {say(words.called('warehouse', code, day))}") for code in codes]


@require_http_methods(["GET", "HEAD", "POST"])
def operators(request: HttpRequest) -> HttpResponse:
    """The list; name one, or end one with a reason."""
    actor = actor_of(request)
    writing = request.method == "POST" and "end" not in request.POST
    form = OperatorForm(request.POST if writing else None)
    refused = ""
    if request.method == "POST" and (not writing or form.is_valid()):
        try:
            _write(request, form, actor, writing=writing)
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            messages.success(request, _("Written down."))
            return redirect("declarations:operators")
    rows = list(queries.standing())
    names = mandates.names([row.party for row in rows])
    day = law_day(clock.now())
    context = {
        "rows": [
            {"row": row, "name": names.get(row.party, ""), "place": words.called("warehouse", row.place, day)}
            for row in rows
        ],
        "form": form, "refusal": refused, "longest": LONGEST_NOTE,
    }  # fmt: skip
    return render(request, "declarations/operators.html", context, status=400 if refused or form.errors else 200)


def _write(request: HttpRequest, form: OperatorForm, actor: Actor, *, writing: bool) -> None:
    at = clock.now()
    if writing:
        said = form.cleaned_data
        services.name_operator(said["place"], said["party"], note=said["note"], by=actor, at=at)
        return
    place, _sign, party = request.POST["end"].partition(" ")
    services.end_operator(place, party, reason=request.POST.get("reason", ""), by=actor, at=at)
