"""The form for an upload: one or several files, bounded in number and size, of kinds that are read."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from motcua.gateways.vnaccs.domain import Source
from motcua.gateways.vnaccs.services import TOGETHER

LARGEST = 32 << 20
"""Bytes of all files of an upload; larger ones are loaded by the command."""
KINDS = (".xlsx", ".csv", ".txt", ".tsv")


class Files(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked as one is."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A list of files; a form without any is as one without its file."""
        one = super().clean
        return [one(each, initial) for each in data] if data else [one(None, initial)]


class UploadForm(forms.Form):
    """Files exported from VNACCS, checked for number, size and kind; what they hold is read afterwards."""

    files = FilesField(
        label=_("Files exported from VNACCS"),
        help_text=_(
            "XLSX or CSV, up to 8 files and 32 MB together. "
            "Declarations, channels and payments may come in files of their own."
        ),
        widget=Files(attrs={"accept": ",".join(KINDS), "multiple": True}),
        error_messages={
            "required": _("Choose at least one file."),
            "empty": _("This file is empty. Export it again."),
        },
    )  # fmt: skip

    def clean_files(self) -> list[UploadedFile]:
        """All files that were chosen."""
        held: list[UploadedFile] = self.cleaned_data["files"]
        if len(held) > TOGETHER:
            raise forms.ValidationError(_("Choose up to 8 files; load the others afterwards."))
        if sum(each.size or 0 for each in held) > LARGEST:
            raise forms.ValidationError(_("The files are larger than 32 MB together. Export fewer days at a time."))
        if any(not str(each.name).lower().endswith(KINDS) for each in held):
            raise forms.ValidationError(_("Choose files of the kinds XLSX or CSV."))
        return held

    def sources(self) -> list[Source]:
        """The files as they are."""
        return [Source(each.name, each.read()) for each in self.cleaned_data["files"]]
