"""The form of a simulation: what is to be otherwise."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.demo.services.simulating import Asked
from motcua.design.domain.numbers import NotANumber, read_percent
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.kernel.money import PPM
from motcua.risk.domain import Profile


class PercentField(forms.CharField):
    """A percentage as people here write it, cleaned to parts per million; None where nothing was typed."""

    def __init__(self, *, least: str, **others: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-4", "autocomplete": "off"})
        super().__init__(required=False, max_length=12, widget=widget, **others)
        self.least = read_percent(least)

    def clean(self, value: Any) -> int | None:
        """The share in ppm."""
        text = super().clean(value)
        if not text:
            return None
        try:
            found = read_percent(text)
        except NotANumber:
            raise forms.ValidationError(_("Write a percentage such as 3 or 2.5.")) from None
        if not self.least <= found <= PPM:
            raise forms.ValidationError(_("Write a percentage between the least and 100, such as 3 or 2.5."))
        return found


def _day_field(label: Any) -> forms.DateField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-8", "autocomplete": "off"})
    wrong = {"invalid": _("Enter the day as day/month/year, for example 22/12/2023.")}
    return forms.DateField(
        required=False, input_formats=FORMATS, label=label, widget=widget, error_messages=wrong,
        help_text=_("Empty: the year of the last declaration"),
    )  # fmt: skip


class SimulationForm(forms.Form):
    """What is to be otherwise; what is left empty stays as the law of each day has it."""

    cap = PercentField(
        least="0.01",
        label=_("Cap, %"),
        help_text=_("Physical inspections of registered declarations; empty: as it was"),
    )
    random = PercentField(
        least="0", label=_("Random share of the budget, %"), help_text=_("What goes to the draw; empty: as it was")
    )
    since = _day_field(pgettext_lazy("day", "From"))
    until = _day_field(pgettext_lazy("day", "To"))
    model = forms.BooleanField(
        required=False, initial=True, label=_("Ask the model"),
        help_text=_("It learns anew, only from what this simulation inspects"),
    )  # fmt: skip
    without = forms.MultipleChoiceField(
        required=False, label=_("Leave out these profiles"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, profiles: Iterable[Profile]) -> None:
        super().__init__(data)
        field = self.fields["without"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(profile.code, f"{profile.code} – {say(profile.words)}") for profile in profiles]

    def clean(self) -> dict[str, Any]:
        """The first day does not come after the last."""
        held = super().clean() or self.cleaned_data
        since, until = held.get("since"), held.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day comes before the first."))
        return held

    def asked(self) -> Asked:
        """The simulation that is asked for."""
        held = self.cleaned_data
        return Asked(
            cap_ppm=held["cap"], random_share_ppm=held["random"], without=tuple(sorted(held["without"])),
            model=held["model"], since=held["since"], until=held["until"] or date.max,
        )  # fmt: skip
