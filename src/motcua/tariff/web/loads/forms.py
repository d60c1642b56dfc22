"""The forms: a file with what is said of it, and the reason for taking a load back."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.domain.times import day as written_day
from motcua.tariff.domain.packaged import schedules
from motcua.tariff.domain.terms import Terms
from motcua.tariff.services import Sent
from motcua.tariff.services.loading import LONGEST_REASON

LARGEST = 32 << 20
"""Bytes of an upload; larger files are loaded by the command."""
KINDS = (".csv", ".xlsx", ".txt", ".tsv")
_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, input_formats=_DAYS,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")}, **more,
    )  # fmt: skip


def _text(label: Any, css: str = "w-full", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.TextInput(attrs={"class": css, "autocomplete": "off"}), **more
    )  # fmt: skip


class UploadForm(forms.Form):
    """A file with its terms. What it holds is read afterwards."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV (UTF-8) or XLSX, up to 32 MB. What it is, is known by its headings."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Export it again."),
        },
    )  # fmt: skip
    since = _day(
        gettext_lazy("First day"), help_text=gettext_lazy("From this day on; for exchange rates the day quoted")
    )
    until = _day(gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until another text ends it"))
    source = _text(
        gettext_lazy("Number of the act"), "w-16", max_length=80,
        help_text=gettext_lazy("As it is cited, for example 26/2023/NĐ-CP"),
    )  # fmt: skip
    verified = forms.BooleanField(
        label=gettext_lazy("A person has compared every rate with the act"), required=False,
        help_text=gettext_lazy("If not, every page says that nobody has seen the text yet."),
    )  # fmt: skip
    complete = _text(
        gettext_lazy("Schedules of which the file names every line"), max_length=400,
        help_text=gettext_lazy(
            "There a blank cell says that there is none; elsewhere it says nothing. Codes between spaces."
        ),
    )  # fmt: skip
    edition = _text(gettext_lazy("Edition of the nomenclature"), "w-12", max_length=20)
    sheet = _text(
        gettext_lazy("Sheet of the workbook"), "w-16", max_length=80, help_text=gettext_lazy("Empty: the first one")
    )
    columns = forms.CharField(
        label=gettext_lazy("Columns with other headings"), required=False, max_length=4000,
        help_text=gettext_lazy(
            "One a line: heading = schedule, or heading = schedule and first day, or heading = - to leave it out. "
            "For example: vat_rule_2026 = VAT"
        ),
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, today: date) -> None:
        first = {"since": written_day(today, "vi"), "complete": "EXPORT", "edition": "AHTN 2022"}
        super().__init__(data, files, initial=first)

    def clean_file(self) -> UploadedFile:
        """Bounded and of a kind that is read."""
        held: UploadedFile = self.cleaned_data["file"]
        if (held.size or 0) > LARGEST:
            raise forms.ValidationError(too_large())
        if not str(held.name).lower().endswith(KINDS):
            raise forms.ValidationError(_("Choose a file of the kinds CSV or XLSX."))
        return held

    def clean_complete(self) -> frozenset[str]:
        """Keys of schedules."""
        keys = frozenset(self.cleaned_data["complete"].upper().replace(",", " ").split())
        stray = sorted(keys - {schedule.key for schedule in schedules()})
        if stray:
            raise forms.ValidationError(_("There is no schedule %(key)s.") % {"key": stray[0]})
        return keys

    def clean_columns(self) -> tuple[tuple[str, str], ...]:
        """Pairs of heading and schedule."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["columns"].splitlines())):
            name, mark, target = line.rpartition("=")
            if not mark or not name.strip() or not target.strip():
                raise forms.ValidationError(_("“%(line)s”: write heading = schedule.") % {"line": line[:80]})
            found.append((name.strip(), target.strip()))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        held = super().clean() or self.cleaned_data
        since, until = held.get("since"), held.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return held

    def sent(self) -> Sent:
        """The file as it is, with its terms."""
        held = self.cleaned_data
        terms = Terms(
            held["since"], held["until"], held["source"].strip(), held["verified"],
            held["edition"].strip() or "AHTN 2022", held["complete"], held["columns"],
        )  # fmt: skip
        return Sent(held["file"].read(), str(held["file"].name), terms, held["sheet"].strip())


class ReasonForm(forms.Form):
    """Why a load is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
        error_messages={"required": gettext_lazy("Say why the load is taken back.")},
    )  # fmt: skip


def too_large() -> str:
    """What is said of a file that is too large."""
    return _("The file is larger than 32 MB. Divide it by schedule or chapter, or load it with the command.")
