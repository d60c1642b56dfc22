"""Forms of what-ifs that are not about rates."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.design.periods import day_field, need_order, period
from motcua.design.templatetags.figures import language
from motcua.kernel.refusals import Refusal
from motcua.reports.domain.whatif.cap import MOST_MINUTES, CapAsked, cap_of
from motcua.reports.domain.whatif.staff import MOST_OFFICERS, StaffAsked, officers_of
from motcua.reports.queries import whatif_cap, whatif_staff
from motcua.reports.web.targets_forms import offices


def minutes_field(label: Any) -> forms.IntegerField:
    """Working minutes that may be left out."""
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=MOST_MINUTES,
        help_text=_("Left empty: what records of the period say, or an assumption that is shown."),
    )  # fmt: skip


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
    minutes = minutes_field(_("Working minutes of one officer on one inspection"))

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
        need_order(self, self.today)
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


class StaffForm(forms.Form):
    """Another number of officers at a branch; days that are left out are those of the year so far."""

    office = forms.ChoiceField(label=_("Branch"), error_messages={"required": _("Choose a branch.")})
    officers = forms.CharField(
        label=_("Officers"), max_length=10,
        help_text=_("+2 or -1 changes the present number; 5 is the number itself."),
        error_messages={"required": _("Write a number of officers.")},
    )  # fmt: skip
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    present = forms.IntegerField(
        label=_("Officers now"), required=False, min_value=1, max_value=MOST_OFFICERS,
        help_text=_("Left empty: who holds the post of an officer there on the last day."),
    )  # fmt: skip
    document_minutes = minutes_field(_("Working minutes of one officer on documents"))
    inspection_minutes = minutes_field(_("Working minutes of one officer on one inspection"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="w-%s")
        self.today = today
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(code, word) for code, word in offices() if code]

    def clean_officers(self) -> tuple[int, bool]:
        """The number, and whether it is a change; what cannot be read is said at the field."""
        try:
            return officers_of(self.cleaned_data["officers"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.in_language(language())) from None

    def clean(self) -> dict[str, Any]:
        """What the department does not know is said before anything is asked."""
        held = super().clean() or self.cleaned_data
        need_order(self, self.today)
        if not self.errors:
            try:
                whatif_staff.fitting(self.asked())
            except Refusal as refusal:
                self.add_error("officers", refusal.in_language(language()))
        return held

    def asked(self) -> StaffAsked:
        """What is asked."""
        held = self.cleaned_data
        since, until = period(held["since"], held["until"], self.today)
        return StaffAsked(
            held["office"], *held["officers"], since, until, held["present"] or 0, held["document_minutes"] or 0,
            held["inspection_minutes"] or 0,
        )  # fmt: skip
