"""Forms of what-ifs that are not about rates."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.design.periods import day_field, period
from motcua.design.templatetags.figures import language
from motcua.kernel.refusals import Refusal
from motcua.reports.domain.whatif.cap import MOST_MINUTES, CapAsked, cap_of
from motcua.reports.queries import whatif_cap
from motcua.reports.web.targets_forms import offices


class CapForm(forms.Form):
    """A cap in percent; days that are left out are those of the year so far."""

    cap = forms.CharField(
        label=_("Cap of physical inspections, percent of declarations"), max_length=20,
        help_text=_("Such as 3 or 4.99. The cap is that of the department."),
        error_messages={"required": _("Write a cap.")},
    )  # fmt: skip
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    office = forms.ChoiceField(label=_("Count only one branch"), required=False)
    minutes = forms.IntegerField(
        label=_("Working minutes of one officer on one inspection"), required=False, min_value=1,
        max_value=MOST_MINUTES,
        help_text=_("Left empty: what records of the period say, or an assumption that is shown."),
    )  # fmt: skip

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="w-%s")
        self.today = today
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = offices()

    def clean_cap(self) -> int:
        """The cap in ppm; what cannot be read is said at the field."""
        try:
            return cap_of(self.cleaned_data["cap"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.in_language(language())) from None

    def clean(self) -> dict[str, Any]:
        """What the department does not know is said before anything is asked."""
        held = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                whatif_cap.fitting(self.asked())
            except Refusal as refusal:
                self.add_error("cap", refusal.in_language(language()))
        return held

    def asked(self) -> CapAsked:
        """What is asked."""
        held = self.cleaned_data
        since, until = period(held["since"], held["until"], self.today)
        return CapAsked(held["cap"], since, until, held["office"], held["minutes"] or 0)
