"""Fields of the editor, and texts in two languages as two fields."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words

VI, EN = gettext_lazy("Vietnamese"), gettext_lazy("English")
SHORT, LONG = 300, 4000


def line(label: Any, most: int = SHORT, *, required: bool = False, wide: bool = True) -> forms.CharField:
    """One line of text."""
    css = "w-full" if wide else "w-12"
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.TextInput(attrs={"class": css})
    )


def area(label: Any, rows: int = 4) -> forms.CharField:
    """Several lines of text."""
    widget = forms.Textarea(attrs={"rows": rows, "class": "w-full"})
    return forms.CharField(label=label, max_length=LONG, required=False, widget=widget)


def amount(label: Any, *, required: bool = False) -> forms.DecimalField:
    """A number that is not below nothing."""
    widget = forms.TextInput(attrs={"class": "w-4", "inputmode": "decimal"})
    return forms.DecimalField(
        label=label, min_value=0, max_digits=7, decimal_places=2, required=required, localize=True, widget=widget
    )


def whole(label: Any, least: int = 0, *, required: bool = False) -> forms.IntegerField:
    """A whole number."""
    widget = forms.TextInput(attrs={"class": "w-4", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=10**12, required=required, widget=widget
    )  # fmt: skip


def yes(label: Any) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=label, required=False)


def named(table: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Choices named by a table, in the language of the reader."""
    return [(code, say(words)) for code, words in table.items()]


def words_of(told: Mapping[str, Any], name: str) -> Words | None:
    """The pair of texts of a name; None where both are empty."""
    vi, en = (str(told.get(f"{name}_{each}") or "").strip() for each in ("vi", "en"))
    return Words(vi, en) if vi or en else None


def pair(name: str, words: Words | None) -> dict[str, str]:
    """A pair of texts as fields."""
    return {f"{name}_vi": words.vi if words else "", f"{name}_en": words.en if words else ""}
