"""Forms of acts on a case: words, papers, persons who are given it or let in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.control.domain.cases import tables, texts
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.services.cases.working import HANDLERS
from motcua.control.web.case_forms import area, choices, choose, wide
from motcua.design.domain.access import STAFF
from motcua.design.periods import FORMATS
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people import queries as people


class ActForm(forms.Form):
    """An act; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=texts.NOTE, widget=area())
    needs_note = False

    def __init__(self, data: Any, found: Case, by: Actor, at: datetime) -> None:
        super().__init__(data, initial={"seen": found.leaf}, auto_id="a-%s")
        if "note" in self.fields:
            self.fields["note"].required = self.needs_note
        self.fill(found, by, at)

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Give fields what can be chosen now."""


class WordsForm(ActForm):
    """An act that needs words."""

    needs_note = True


class PaperForm(ActForm):
    """An act that names a paper."""

    paper = forms.CharField(label=gettext_lazy("Number of the paper"), max_length=texts.PAPER, widget=wide("w-12"))


class PaperWordsForm(PaperForm):
    """An act that names a paper and needs words."""

    needs_note = True


class ProsecuteForm(PaperWordsForm):
    """A prosecution, own or recommended."""

    prosecution = forms.ChoiceField(label=gettext_lazy("What is done"), widget=forms.RadioSelect)

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Both."""
        choose(self, "prosecution", choices(tables.PROSECUTIONS.items()))


class KindForm(ActForm):
    """The kind of violation."""

    kind = forms.ChoiceField(label=gettext_lazy("Violation"))

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Every kind there is."""
        choose(self, "kind", choices(tables.KINDS.items()))
        self.initial["kind"] = found.kind


class RestrictForm(WordsForm):
    """Whether it is restricted."""

    sensitive = forms.BooleanField(label=gettext_lazy("Handlers, readers and leaders alone"), required=False)

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """As it stands."""
        self.initial["sensitive"] = bool(found.sensitive)


class AssignForm(ActForm):
    """To whom it is given."""

    account = forms.TypedChoiceField(label=gettext_lazy("Who handles it"), coerce=int)

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Control officers, officers and heads of the office."""
        day = law_day(at)
        held = [
            each for role in HANDLERS for each in people.holders(role, day, "" if role == "control" else found.office)
        ]
        choose(self, "account", _named(held))


class GrantForm(WordsForm):
    """Who may read it, until when and why."""

    account = forms.TypedChoiceField(label=gettext_lazy("Who may read it"), coerce=int)
    until = forms.DateField(label=gettext_lazy("Last day"), input_formats=FORMATS, widget=wide("w-8"))

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Everybody of the staff."""
        day = law_day(at)
        choose(self, "account", _named(each for role in sorted(STAFF) for each in people.holders(role, day)))


class EndGrantForm(WordsForm):
    """Who is kept out."""

    account = forms.TypedChoiceField(label=gettext_lazy("Who is kept out"), coerce=int)

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Whoever is let in."""
        choose(self, "account", _named(each.account for each in queries.readers(found)))


def _named(accounts: Iterable[int]) -> list[tuple[int, str]]:
    held = list(dict.fromkeys(accounts))
    names = people.names(held)
    return [(each, names.get(each, str(each))) for each in held]
