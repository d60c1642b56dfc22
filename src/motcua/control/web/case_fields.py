"""Fields of sums and quantities as officers type them: `8.000.000` dong, `12,5` kilograms."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.control.domain.cases.texts import MOST

LONGEST = 24


class DongField(forms.Field):
    """Whole dong, with or without points between thousands."""

    def to_python(self, value: Any) -> int | None:
        """The sum as a whole number; None for nothing, 0 where nothing is needed."""
        typed = str(value or "").strip()[: LONGEST + 1].replace(".", "").replace(" ", "").replace("\xa0", "")
        if not typed:
            return None if self.required else 0
        if not (typed.isascii() and typed.isdigit()) or int(typed) >= MOST:
            raise forms.ValidationError(gettext_lazy("Write a sum in whole dong, such as 8.000.000."), code="invalid")
        return int(typed)


class QuantityField(forms.Field):
    """A quantity with at most four decimals, after a comma or a point."""

    def to_python(self, value: Any) -> int | None:
        """The quantity in 1/10,000; None for nothing."""
        typed = str(value or "").strip()[: LONGEST + 1].replace(" ", "").replace(",", ".")
        if not typed:
            return None
        try:
            told = Decimal(typed)
        except InvalidOperation:
            told = Decimal(-1)
        if not told.is_finite() or not 0 <= told < MOST // 10_000 or told * 10_000 != int(told * 10_000):
            raise forms.ValidationError(gettext_lazy("Write a quantity such as 12,5."), code="invalid")
        return int(told * 10_000)
