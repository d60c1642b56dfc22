"""Fields of the forms of internal audit: texts, days, people, offices, figures."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.design.templatetags.figures import say
from motcua.people import queries as people
from motcua.procedures.domain.audit.bodies import LONGEST
from motcua.reference import domain as reference

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def text(label: Any, *, required: bool = True, rows: int = 3, hint: Any = "") -> forms.CharField:
    """A text of some lines."""
    widget = forms.Textarea(attrs={"rows": rows, "class": "w-full"})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget, help_text=hint)


def line(label: Any, *, required: bool = True, hint: Any = "", most: int = 200) -> forms.CharField:
    """A text of one line."""
    widget = forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=hint)


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day as day/month/year."""
    widget = forms.DateInput(attrs={"class": "w-8", "autocomplete": "off", "inputmode": "numeric"}, format="%d/%m/%Y")
    return forms.DateField(label=label, required=required, input_formats=FORMATS, widget=widget, help_text=hint)


def choice(
    label: Any, choices: list[tuple[str, str]], *, required: bool = True, hint: Any = ""
) -> forms.ChoiceField:  # fmt: skip
    """One of a list; an empty line first."""
    return forms.ChoiceField(label=label, required=required, choices=[("", "–"), *choices], help_text=hint)


class PlainDecimal(forms.CharField):
    """A figure with a comma or a point, such as 98,5."""

    def __init__(self, label: Any, hint: Any = "") -> None:
        widget = forms.TextInput(attrs={"class": "w-8", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, max_length=16, widget=widget, help_text=hint)

    def clean(self, value: Any) -> Any:
        """The figure as Decimal."""
        told = super().clean(value).replace(",", ".").replace(" ", "")
        try:
            found = Decimal(told)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or len(told.partition(".")[2]) > 4:  # noqa: PLR2004 - decimals that are kept
            raise forms.ValidationError(_("Write a figure such as 98,5."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """As it is typed in Viet Nam."""
        return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else value


def offices(on: date) -> list[tuple[str, str]]:
    """The offices of a day, as choices."""
    return [(each.code, f"{each.code} · {say(each.words)}") for each in reference.offices(on)]


def staff(on: date, *, but: frozenset[str] = frozenset(), at: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Who works in the department on a day, as choices: nobody of the offices `but`, only those `at` some if named."""
    rows = people.held_now(on).filter(account__is_active=True).exclude(role__in=("trader", "admin", "leader"))
    held = rows.order_by("account__name").values_list("account_id", "account__name", "office")
    barred = {account for account, _name, office in held if office in but}
    found = {
        account: f"{name} · {office}"
        for account, name, office in held if account not in barred and (not at or office in at)
    }  # fmt: skip
    return [(str(account), name) for account, name in found.items()]
