"""Periods: two days and an office of those that the reader may see, as the form above figures asks for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.kernel.days import FIRST, LAST

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
"""How a day is typed."""


def day_field(label: Any) -> forms.DateField:
    """A day that may be left out, within those that may be told from outside: no zone leaves the calendar by it."""
    within = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
    return forms.DateField(required=False, input_formats=FORMATS, label=label, validators=within)


def period(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The two days, in their order and none to come: without `since` the year of the last one, up to it."""
    last = min(until or today, today)
    return min(since or date(last.year, 1, 1), last), last


def need_order(form: forms.Form, today: date) -> None:
    """Say where days are out of order or the first is to come: for forms whose answer is kept, which move none."""
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    if since is not None and until is not None and until < since:
        form.add_error("until", gettext_lazy("The last day comes before the first."))
    elif since is not None and since > today:
        form.add_error("since", gettext_lazy("This day is still to come."))


class PeriodForm(forms.Form):
    """Two days and an office as a GET form. What cannot be read narrows nothing and is said."""

    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(pgettext_lazy("day", "To"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))

    def __init__(self, data: Any, today: date, offices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="f-%s")
        self.today, self._first = today, offices[0][0]
        box = self.fields["office"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = offices

    def days(self) -> tuple[date, date]:
        """First and last day."""
        self.is_valid()
        return period(self.cleaned_data.get("since"), self.cleaned_data.get("until"), self.today)

    def chosen(self) -> str:
        """The office asked for; the first that is offered where none is."""
        self.is_valid()
        return self.cleaned_data.get("office") or self._first
