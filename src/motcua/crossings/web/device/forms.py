"""Forms of the gate's screen: signing in, a vehicle that the list does not name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.crossings.device.finding import Place
from motcua.crossings.device.installation import Installation
from motcua.crossings.domain.gates import CODES
from motcua.crossings.domain.passing import Passage
from motcua.crossings.domain.plates import fold
from motcua.design.templatetags.figures import say

_PLAIN = {"autocomplete": "off", "class": "w-full"}


class EnterForm(forms.Form):
    """Name and paper code."""

    account = forms.TypedChoiceField(label=gettext_lazy("Officer"), coerce=int)
    code = forms.CharField(
        label=gettext_lazy("Paper code"), max_length=20, help_text=gettext_lazy("8 letters and digits, ABCD-EFGH"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-12", "autocapitalize": "characters"}),
    )  # fmt: skip

    def __init__(self, data: Any, gate: Installation) -> None:
        super().__init__(data, auto_id="e-%s")
        held = gate.list()
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.account, each.name) for each in held.officers] if held else []


class VehicleForm(forms.Form):
    """A vehicle as it stands at the gate. `form` makes sending it twice harmless."""

    form = forms.CharField(max_length=40, widget=forms.HiddenInput)
    plate = forms.CharField(label=gettext_lazy("Plate"), max_length=20, widget=forms.TextInput(attrs=_PLAIN))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=gettext_lazy("Country of the plate"), help_text=gettext_lazy("Two letters: CN, VN"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-8", "autocapitalize": "characters"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    laden = forms.BooleanField(label=gettext_lazy("It carries goods"), required=False)
    declarations = forms.CharField(
        label=gettext_lazy("Customs declarations"), required=False, max_length=300,
        help_text=gettext_lazy("Numbers of 12 digits, separated by blanks"),
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "numeric"}),
    )  # fmt: skip
    boxes = forms.CharField(
        label=gettext_lazy("Containers"), required=False, max_length=100, widget=forms.TextInput(attrs=_PLAIN)
    )
    part = forms.BooleanField(
        label=gettext_lazy("Part of the consignment: the goods come on several vehicles"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip
    own = forms.BooleanField(
        label=gettext_lazy("Without list, on my own responsibility"), required=False,
        help_text=gettext_lazy("Only where the list has run out or cannot be right. Say why; it will be reviewed."),
    )  # fmt: skip

    def __init__(self, data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, auto_id="v-%s")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, say(words)) for code, words in CODES["kind"].items()]

    def passage(self, gate: Installation, place: Place) -> Passage:
        """The vehicle as it passes now."""
        told = self.cleaned_data
        return Passage(
            at=gate.now(), gate=place.gate, direction=place.direction, kind=told["kind"],
            country=told["country"].upper(), plate=told["plate"], lane=place.lane,
            laden=told["laden"] or bool(told["declarations"].split()), boxes=tuple(map(fold, told["boxes"].split())),
            declarations=tuple(told["declarations"].split()), note=told["note"],
        )  # fmt: skip
