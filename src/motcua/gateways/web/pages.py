"""A message sent as a file, kept, read and answered as one that a program sends; documents to be taken as messages."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.gateways import outgoing, reading
from motcua.ground.services import clock, post
from motcua.kernel.refusals import Refusal

LARGEST = 10 << 20
READ = ("edifact", "asycuda")
"""Kinds of message that are of a ship's call."""


class SendForm(forms.Form):
    """One file with messages of a ship's call."""

    file = forms.FileField(
        label=_("File with messages"),
        help_text=_("EDIFACT (CUSCAR, CUSREP, PAXLST) or ASYCUDA manifest (AWMDS), up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".edi,.txt,.xml"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty. Choose another.")},
    )

    def clean_file(self) -> UploadedFile:
        """A file that some gateway of ships' calls knows as its own."""
        held: UploadedFile = self.cleaned_data["file"]
        if (held.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Divide it into several."))
        reader = reading.reader_of(held.read())
        held.seek(0)
        if reader is None or reader.name not in READ:
            raise forms.ValidationError(_("This is neither EDIFACT nor an ASYCUDA manifest. Choose another file."))
        return held


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form; a POST keeps the file, obeys it, and goes to its page in the post book with the answer."""
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("post:message", _taken(request, form.cleaned_data["file"].read()))
        except Refusal as refusal:
            form.add_error("file", refusal.in_language(language()))
    context: dict[str, Any] = {"form": form}
    return render(request, "messages/send.html", context, status=400 if form.errors else 200)


def _taken(request: HttpRequest, raw: bytes) -> int:
    by, at = actor_of(request), clock.now()
    reader = reading.reader_of(raw)
    assert reader is not None
    media = "application/edifact" if reader.name == "edifact" else "application/xml"
    letter = post.receive(raw, by=by, medium="file", media_type=media, at=at)
    if not letter.answered:
        post.answer(letter, reader.obey(raw, by, at, letter.key), at=at)
    return letter.id


@require_safe
def written(request: HttpRequest, number: str, document_number: str, form: str) -> HttpResponse:
    """A document of a call as a message, to be kept as a file."""
    if form not in outgoing.FORMS:
        raise Http404
    asked = request.GET.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0  # noqa: PLR2004
    sent = outgoing.written(
        number, document_number, form, by=actor_of(request), at=clock.now(), version=version
    )  # fmt: skip
    answer = HttpResponse(sent.content, content_type=sent.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{sent.name}"'
    return answer
