"""Forms of what a case is about: whom it concerns, goods line by line, exhibits."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.control.domain.cases import subjects, tables
from motcua.control.domain.cases.subjects import Subject
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.services.cases.details import Line
from motcua.control.web.case_actforms import ActForm
from motcua.control.web.case_fields import DongField, QuantityField
from motcua.control.web.case_forms import choices, choose, wide
from motcua.control.web.case_words import plain, typed
from motcua.design.periods import day_field
from motcua.kernel.actor import Actor

LINES = 5
"""So many lines of goods are offered at least."""


class SubjectForm(ActForm):
    """Whom it concerns."""

    kind = forms.ChoiceField(label=gettext_lazy("Person or organisation"), widget=forms.RadioSelect, initial="person")
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=wide())
    document = forms.CharField(label=gettext_lazy("Document"), max_length=40, required=False, widget=wide("w-12"))
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False, widget=wide())
    nationality = forms.CharField(
        label=gettext_lazy("Nationality, two letters"), max_length=2, required=False, widget=wide("w-4")
    )
    born_on = day_field(gettext_lazy("Born on"))
    party = forms.CharField(
        label=gettext_lazy("Tax code of a registered enterprise"), max_length=14, required=False, widget=wide("w-12")
    )

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """Kinds; subjects have no note: it would stand in the log."""
        del self.fields["note"]
        choose(self, "kind", choices(subjects.KINDS.items()))

    def subject(self) -> Subject:
        """Who it is."""
        told = self.cleaned_data
        return Subject(*(told[name] for name in ("name", "document", "address", "nationality", "born_on")))


class GoodsForm(ActForm):
    """Goods line by line."""

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """The lines there are, and empty ones."""
        del self.fields["note"]
        before = queries.goods(found)
        self.count = max(LINES, len(before) + 2)
        if self.is_bound:
            sent = [int(n[5:]) for n in self.data if n.startswith("name_") and n[5:].isascii() and n[5:].isdigit()]
            self.count = min(max([self.count, *(each for each in sent if each <= 50)]), 50)
        for no in range(1, self.count + 1):
            self._line(no, before[no - 1] if no <= len(before) else None)

    def _line(self, no: int, held: Any) -> None:
        number = {"no": no}
        told = {
            "name": forms.CharField(label=_("Goods %(no)s") % number, max_length=200, widget=wide()),
            "quantity": QuantityField(label=_("Quantity %(no)s") % number, widget=wide("w-8")),
            "unit": forms.CharField(label=_("Unit %(no)s") % number, max_length=10, widget=wide("w-8")),
            "value": DongField(label=_("Value %(no)s in dong") % number, widget=wide("w-12")),
            "hs": forms.CharField(label=_("Commodity code %(no)s") % number, max_length=12, widget=wide("w-8")),
        }  # fmt: skip
        for name, field in told.items():
            field.required = False
            self.fields[f"{name}_{no}"] = field
        if held is not None:
            begins = {
                "name": held.name, "quantity": plain(held.quantity_e4), "unit": held.unit,
                "value": typed(held.value), "hs": held.hs,
            }  # fmt: skip
            self.initial.update({f"{name}_{no}": value for name, value in begins.items()})

    def clean(self) -> dict[str, Any]:
        """A line that is begun is whole."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for no in range(1, self.count + 1):
            begun = any(told.get(f"{name}_{no}") for name in ("name", "quantity", "unit", "value", "hs"))
            if begun and not (
                told.get(f"name_{no}") and told.get(f"quantity_{no}") is not None and told.get(f"unit_{no}")
            ):
                self.add_error(f"name_{no}", _("A line has a name, a quantity and a unit."))
        return told

    def lines(self) -> list[Line]:
        """The lines that say something."""
        told = self.cleaned_data
        return [
            Line(*(told[f"{name}_{no}"] for name in ("name", "quantity", "unit", "value", "hs")))
            for no in range(1, self.count + 1) if told.get(f"name_{no}")
        ]  # fmt: skip


class SealForm(ActForm):
    """An exhibit sealed and stored."""

    name = forms.CharField(label=gettext_lazy("Exhibit"), max_length=200, widget=wide())
    quantity = QuantityField(label=gettext_lazy("Quantity or weight"), widget=wide("w-8"))
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=10, widget=wide("w-8"))
    seal = forms.CharField(label=gettext_lazy("Number of the seal"), max_length=40, widget=wide("w-12"))
    store = forms.ChoiceField(label=gettext_lazy("Store"))

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """The stores."""
        choose(self, "store", choices(tables.STORES.items()))
