"""Operators of places: who runs which supervised place, named by a head of its branch or a leader."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.parties import queries as parties
from motcua.transport import services
from motcua.transport.queries import operators
from motcua.transport.services.desk import places
from motcua.transport.web import words
from motcua.transport.web.desk import actor_of
from motcua.transport.web.forms import listed_places

_DAY: dict[str, Any] = {
    "input_formats": ["%d/%m/%Y", "%Y-%m-%d"],
    "widget": forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
}


class NameForm(forms.Form):
    """Who runs a place on which days."""

    place = forms.ChoiceField(label=gettext_lazy("Supervised place"))
    party = forms.RegexField(
        r"^\d{10}(\d{3})?$", label=gettext_lazy("Tax code of the operator"),
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    since = forms.DateField(label=pgettext_lazy("day", "From"), **_DAY)
    until = forms.DateField(label=gettext_lazy("Last day"), **_DAY)

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data, auto_id="o-%s")
        day = law_day(clock.now())
        offices = places(day)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code, name) for code, name in listed_places(day)
            if actor.holds("leader") or actor.holds("head", offices[code])
        ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def named(request: HttpRequest) -> HttpResponse:
    """Who runs which place, and the form that names one."""
    actor, now = actor_of(request), clock.now()
    form = NameForm(request.POST if request.method == "POST" else None, actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.name_operator(
                said["place"], said["party"], since=said["since"], until=said["until"], by=actor, at=now
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("party" if isinstance(refusal, NotFound) else "place", refusal.in_language(language()))
        else:
            return redirect("transport:operators")
    rows = [
        {"row": row, "place": words.place(row.place, law_day(now)), "name": _name(row.party),
         "now": row.since <= law_day(now) <= row.until}
        for row in operators.listed()
    ]  # fmt: skip
    context = {"form": form, "rows": rows}
    return render(request, "transport/operators.html", context, status=400 if form.errors else 200)


def _name(party: str) -> str:
    try:
        return parties.find(party).name
    except NotFound:
        return ""
