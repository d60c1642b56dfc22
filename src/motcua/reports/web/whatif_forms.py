"""The form of a what-if: which rates are otherwise, and over which declarations."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.design.periods import day_field, need_order, period
from motcua.design.templatetags.figures import language
from motcua.kernel.refusals import Refusal
from motcua.reports.domain.whatif.asked import Change, TariffAsked, changes
from motcua.reports.queries import whatif
from motcua.reports.web.targets_forms import offices

LONGEST = 4_000


class WhatIfForm(forms.Form):
    """Rates as they are typed, one on a line; days that are left out are those of the year so far."""

    changes = forms.CharField(
        label=_("Rates that would be otherwise"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text=_("One on a line: SCHEDULE:CODE=RATE in percent, such as MFN:8703=30 or ATIGA:0306=0. VAT:*@10=8 "
                    "changes only what has 10 percent now."),
        error_messages={"required": _("Write at least one rate.")},
    )  # fmt: skip
    effect = day_field(_("First day of the new rates"))
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    office = forms.ChoiceField(label=_("Branch"), required=False)

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="w-%s")
        self.today = today
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = offices()

    def clean_changes(self) -> tuple[Change, ...]:
        """The changes; what cannot be read is said at the field."""
        try:
            return changes(self.cleaned_data["changes"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.in_language(language())) from None

    def clean(self) -> dict[str, Any]:
        """What the tariff does not know, and days that are no period, are said before anything is asked."""
        held = super().clean() or self.cleaned_data
        need_order(self, self.today)
        if not self.errors:
            try:
                whatif.fitting(self.asked())
            except Refusal as refusal:
                self.add_error("changes", refusal.in_language(language()))
        return held

    def asked(self) -> TariffAsked:
        """What is asked."""
        held = self.cleaned_data
        since, until = period(held["since"], held["until"], self.today)
        named = tuple(Change(each.schedule, each.prefix, each.ppm, each.was_ppm, held["effect"]) for each in
                      held["changes"])  # fmt: skip
        return TariffAsked(named, since, until, held["office"])
