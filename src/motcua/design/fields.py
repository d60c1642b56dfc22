"""Fields of forms that rooms share."""

from datetime import datetime
from typing import Any

from django import forms

from motcua.kernel.days import LAW_ZONE, told_moment


class MomentField(forms.DateTimeField):
    """An hour of a day in Viet Nam, read as the moment in UTC that is stored and committed to."""

    def to_python(self, value: Any) -> datetime | None:
        """What was typed; the field's own words where it is no moment, or one at the ends of the calendar."""
        typed = super().to_python(value)
        try:
            return None if typed is None else told_moment(typed.replace(tzinfo=LAW_ZONE))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
