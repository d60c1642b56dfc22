"""Forms of the house itself."""

from datetime import UTC, datetime

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from motcua.kernel.days import LAW_ZONE


class SignInForm(AuthenticationForm):
    """Name and password. A wrong name and a wrong password are answered alike."""

    username = forms.CharField(
        label=_("Account name"), max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "class": "w-12"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "w-12"}),
    )  # fmt: skip
    error_messages = {
        "invalid_login": _(
            "Name and password do not belong together, or the name is locked for some minutes after too many "
            "attempts. Check both; capitals matter in the password."
        ),
        "inactive": _("This account is closed. Ask an administrator."),
    }


class ClockForm(forms.Form):
    """A moment in Viet Nam to which the demonstration's clock is moved."""

    day = forms.DateField(
        label=_("Day"), input_formats=["%d/%m/%Y", "%Y-%m-%d"], help_text=_("For example 22/12/2023"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-8", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the day."),
            "invalid": _("Enter the day as day/month/year, for example 22/12/2023."),
        },
    )  # fmt: skip
    hour = forms.TimeField(
        label=_("Time"), input_formats=["%H:%M"], help_text=_("In Viet Nam, for example 10:00"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the time."),
            "invalid": _("Enter the time as hours:minutes, for example 10:00."),
        },
    )  # fmt: skip

    def moment(self) -> datetime:
        """The moment entered, aware."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return datetime.combine(day, hour, LAW_ZONE).astimezone(UTC)
