"""Forms of the seizure store: filters, hand-overs, counts."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.control.domain.cases import tables, texts
from motcua.control.domain.cases.life import ENDS, PLACES
from motcua.control.models import Exhibit
from motcua.control.queries import store
from motcua.control.queries.store import Filters
from motcua.control.services.seizures import Counted
from motcua.control.web.case_fields import QuantityField
from motcua.control.web.case_forms import area, choices, choose, wide
from motcua.control.web.case_words import exhibit_name
from motcua.kernel.actor import Actor
from motcua.people import queries as people


class StoreFilters(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Exhibit, seal or case"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    store = forms.ChoiceField(required=False, label=gettext_lazy("Store"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        groups = [("held", _("In the store")), ("mine", _("Wait for my receipt")), ("all", _("All"))]
        choose(self, "state", [*groups, *choices((str(key), words) for key, words in PLACES.items())])
        choose(self, "store", [("", _("All")), *choices(tables.STORES.items())])

    def filters(self) -> Filters:
        """What could be read of the filters."""
        self.is_valid()
        told = self.cleaned_data
        state = told.get("state") or "held"
        return Filters("" if state == "all" else state, told.get("store") or "", (told.get("q") or "").strip())


class LinkForm(forms.Form):
    """A link of the chain; `seen` is the leaf of the last link that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=texts.LONG, widget=area())
    needs_note = False

    def __init__(self, data: Any, found: Exhibit, by: Actor, day: date) -> None:
        super().__init__(data, initial={"seen": found.leaf}, auto_id="a-%s")
        self.fields["note"].required = self.needs_note
        self.fill(found, by, day)

    def fill(self, found: Exhibit, by: Actor, day: date) -> None:
        """Give fields what can be chosen now."""


class RefuseForm(LinkForm):
    """Why it is not received."""

    needs_note = True


class OfferForm(LinkForm):
    """To whom it is handed."""

    to = forms.TypedChoiceField(label=gettext_lazy("Who receives it"), coerce=int)

    def fill(self, found: Exhibit, by: Actor, day: date) -> None:
        """Everybody who keeps exhibits, but the giver."""
        held = [each for role in sorted(store.KEEPERS | {"officer"}) for each in people.holders(role, day)]
        others = [each for each in dict.fromkeys(held) if each != by.account]
        names = people.names(others)
        choose(self, "to", [(each, names.get(each, str(each))) for each in others])


class TakeForm(LinkForm):
    """What the receiver sees."""

    seal = forms.CharField(label=gettext_lazy("Number of the seal that you see"), max_length=40, widget=wide("w-12"))
    into = forms.ChoiceField(label=gettext_lazy("Store it goes into"))

    def fill(self, found: Exhibit, by: Actor, day: date) -> None:
        """The stores, the present one first chosen."""
        choose(self, "into", choices(tables.STORES.items()))
        self.initial["into"] = found.store


class ResealForm(RefuseForm):
    """The new seal, and why."""

    seal = forms.CharField(label=gettext_lazy("Number of the new seal"), max_length=40, widget=wide("w-12"))


class EndForm(RefuseForm):
    """How it leaves the store for good."""

    how = forms.ChoiceField(label=gettext_lazy("How it is dealt with"), widget=forms.RadioSelect)

    def fill(self, found: Exhibit, by: Actor, day: date) -> None:
        """Every way."""
        choose(self, "how", choices(ENDS.items()))


class CountForm(forms.Form):
    """What was found of each exhibit of a store: nothing typed is not counted."""

    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=texts.LONG, widget=area())

    def __init__(self, data: Any, expected: list[Exhibit], nameless: Collection[int]) -> None:
        super().__init__(data, auto_id="a-%s")
        self.expected = expected
        for each in expected:
            told = {"name": exhibit_name(each, nameless), "unit": each.unit, "seal": each.seal}
            self.fields[f"found_{each.pk}"] = QuantityField(
                label=_("%(name)s, in %(unit)s") % told, required=False, widget=wide("w-8")
            )
            self.fields[f"seal_{each.pk}"] = forms.CharField(
                label=_("Seal seen (recorded: %(seal)s)") % told, required=False, max_length=40, widget=wide("w-12")
            )

    def counted(self) -> list[Counted]:
        """What was counted."""
        told = self.cleaned_data
        return [
            Counted(each.pk, told[f"found_{each.pk}"], told[f"seal_{each.pk}"])
            for each in self.expected if told.get(f"found_{each.pk}") is not None
        ]  # fmt: skip
