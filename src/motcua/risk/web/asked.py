"""What a page of selection is asked for: two days, and an office that the reader may see."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.risk.queries.figures import Scope

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
WHOLE = ("leader", "risk")
"""Roles that see the whole department."""


def office(code: str, day: date) -> Words:
    """What an office was called on a day."""
    try:
        return reference.office(code, day).words
    except Refusal:
        return Words(code, code)


def offices(actor: Actor, day: date) -> list[str]:
    """Offices whose figures this person may see: a head of branch the own ones; an empty text is all."""
    held = {post.office for post in actor.posts if post.role == "head"}
    if "" in held or any(actor.holds(role) for role in WHOLE):
        return ["", *(each.code for each in reference.branches(day))]
    return sorted(held)


class PeriodForm(forms.Form):
    """Two days and an office as a GET form. What cannot be read narrows nothing and is said."""

    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tax code or name"))
    sort = forms.CharField(required=False, max_length=20)

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data, auto_id="f-%s")
        self.today = law_day(clock.now())
        self.held = offices(actor, self.today)
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(code, say(office(code, self.today)) if code else _("The department")) for code in self.held]

    def scope(self) -> Scope:
        """What could be read: the year so far, and the first office that may be seen, where nothing was asked."""
        self.is_valid()
        held = self.cleaned_data
        since = held.get("since") or date(self.today.year, 1, 1)
        until = min(held.get("until") or self.today, self.today)
        return Scope(min(since, until), until, held.get("office") or self.held[0])

    def text(self, name: str) -> str:
        """A text that was given, else nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def period(request: HttpRequest) -> tuple[PeriodForm, Scope]:
    """The form as it was filled, and what it asks for."""
    form = PeriodForm(request.GET, actor_of(request))
    return form, form.scope()


def page_number(request: HttpRequest) -> int:
    """The page of a list that is asked for."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004
