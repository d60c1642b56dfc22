"""Forms of cases: filters, opening, and what acts have to say."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.control.domain.cases import tables, texts
from motcua.control.domain.cases.life import STATES
from motcua.control.queries.listing import SORTS, Filters
from motcua.control.services.cases import opening
from motcua.design.fields import MomentField
from motcua.design.periods import day_field
from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.reference import domain as reference

MOMENTS = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


def choices(words: Iterable[tuple[str, Words]], empty: str = "") -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [*([("", empty)] if empty else []), *((code, say(told)) for code, told in words)]


def choose(form: forms.Form, name: str, told: Sequence[tuple[Any, str]]) -> None:
    """Give a field of choices its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(told)


def wide(css: str = "w-full") -> forms.TextInput:
    """A line, over the whole width if nothing else is said."""
    return forms.TextInput(attrs={"class": css, "autocomplete": "off"})


def area(rows: int = 3) -> forms.Textarea:
    """A field of lines over the whole width."""
    return forms.Textarea(attrs={"rows": rows, "class": "w-full"})


def offices(actor: Actor, day: date) -> list[tuple[str, str]]:
    """The offices for which an actor writes cases down: the own ones, all at the department."""
    here = [reference.office(reference.DEPARTMENT, day), *reference.branches(day)]
    all_of_them = actor.holds("control") or actor.holds("leader")
    own = {post.office for post in actor.posts if post.role in ("officer", "head")}
    return [(each.code, say(each.words)) for each in here if all_of_them or own & {"", each.code}]


class CaseFilters(forms.Form):
    """The filters as a GET form, so that a view is an address. What cannot be read narrows nothing and is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, title, place or declaration"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Violation"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for each in SORTS for s in (each, f"-{each}")])

    def __init__(self, data: Any, day: date) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [
            ("open", _("All open")), ("late", _("Late")), ("mine", _("Mine")), ("proposed", _("Proposed")),
            ("ended", _("Ended")),
        ]  # fmt: skip
        states = choices((str(key), words) for key, words in STATES.items() if str(key) != "proposed")
        choose(self, "state", [("", _("All")), *groups, *states])
        choose(self, "kind", [("", _("All")), *choices(tables.KINDS.items())])
        choose(self, "office", [("", _("All")), *((each.code, say(each.words)) for each in reference.branches(day))])

    def filters(self, **rest: str) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in told:
            told["text"] = told.pop("q")
        return Filters(**{**told, **rest})


class OpenForm(forms.Form):
    """A case as it is written down."""

    title = forms.CharField(
        label=gettext_lazy("What was found, in one line"), max_length=texts.LINE, widget=wide(),
        help_text=gettext_lazy("Name no person here: the line stands in lists."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Violation"))
    source = forms.ChoiceField(label=gettext_lazy("What led to it"))
    lead = forms.ChoiceField(label=gettext_lazy("Who leads"), widget=forms.RadioSelect, initial="led")
    partners = forms.CharField(label=gettext_lazy("With whom"), max_length=200, required=False, widget=wide())
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    detected_at = MomentField(
        label=gettext_lazy("When it was found"), input_formats=MOMENTS, widget=wide("w-12"),
        help_text=gettext_lazy("Day and time, such as 22/12/2023 09:30."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False, widget=wide())
    position = forms.CharField(
        label=gettext_lazy("Latitude and longitude"), max_length=40, required=False, widget=wide("w-12")
    )
    route = forms.CharField(label=gettext_lazy("Route"), max_length=200, required=False, widget=wide())
    declaration = forms.CharField(
        label=gettext_lazy("Number of the declaration"), max_length=20, required=False, widget=wide("w-12")
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=texts.NOTE, required=False, widget=area())

    def __init__(self, data: Any, actor: Actor, day: date) -> None:
        super().__init__(data, auto_id="f-%s")
        choose(self, "kind", choices(tables.KINDS.items(), _("Choose")))
        choose(self, "source", choices(tables.SOURCES.items(), _("Choose")))
        choose(self, "lead", choices(tables.LEADS.items()))
        choose(self, "office", offices(actor, day))

    def new(self) -> opening.New:
        """What was found."""
        told = dict(self.cleaned_data)
        told.pop("note")
        declaration = told.pop("declaration").strip()
        return opening.New(**told, link=f"declaration/{declaration}" if declaration else "")


class WhyForm(forms.Form):
    """Why a restricted file is opened."""

    reason = forms.CharField(label=gettext_lazy("Why do you open it?"), max_length=160, widget=wide())

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="w-%s")
