"""The post book: what arrived, from whom, what was answered, and what could not be read."""

import json
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import say
from motcua.ground.domain.postbook import CAME, MEDIA, TONES, Asked, came, kind_of
from motcua.ground.models import Message
from motcua.ground.queries import post as queries
from motcua.ground.services import files
from motcua.kernel.words import Words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
SHOWN = 20_000
"""Bytes of a message that its page shows; all of it is in the download."""

SHOWN_ERRORS = 200


class BookForm(forms.Form):
    """The filters as a GET form. What cannot be read narrows nothing."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Reference, number, tax code"))
    came = forms.ChoiceField(required=False, label=gettext_lazy("What came of it"))
    medium = forms.ChoiceField(required=False, label=gettext_lazy("Way"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        for name, words in (("came", CAME), ("medium", MEDIA)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *((key, say(each)) for key, each in words.items())]

    def asked(self) -> Asked:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value}
        held["text"] = held.pop("q", "")
        return Asked(**held)


@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """A page of the post book."""
    actor = actor_of(request)
    form = BookForm(request.GET)
    rows, place = queries.listing(form.asked(), actor, number=page_asked(request))
    context = {
        "form": form, "rows": [_row(row) for row in rows], "page": place, "staff": is_staff(actor),
        "dates": {name: form.data.get(name, "") for name in ("since", "until")},
    }  # fmt: skip
    return render(request, "ground/post.html", context)


@require_safe
def message(request: HttpRequest, message: int) -> HttpResponse:
    """One message: what it is, what was wrong with it, its bytes and its answer."""
    actor = actor_of(request)
    found = queries.one(message, actor)
    told, sent = _answer(found), _raw(found)
    context = {
        "row": _row(found), "staff": is_staff(actor), "errors": _errors(told, found.answer_type),
        "told": _text(told), "sent": _text(sent), "cut": found.length > SHOWN,
    }  # fmt: skip
    return render(request, "ground/message.html", context)


@require_safe
def received(request: HttpRequest, message: int) -> HttpResponse:
    """The bytes as they were received."""
    found = queries.one(message, actor_of(request))
    return _download(_raw(found), f"message-{found.id}")


@require_safe
def answered(request: HttpRequest, message: int) -> HttpResponse:
    """The bytes of the answer."""
    found = queries.one(message, actor_of(request))
    if not found.answer:
        raise Http404
    return _download(_answer(found), f"answer-{found.id}")


def _raw(found: Message) -> bytes:
    return files.slice(found.file, found.start, found.length) if found.length else b""


def _answer(found: Message) -> bytes:
    """The answer that is kept; empty where there is none, or where its receipt tells it again."""
    return files.slice(found.answer, found.answer_start, found.answer_length) if found.answer else b""


def _download(content: bytes, name: str) -> HttpResponse:
    """Always a file, of no kind that a browser would open: it came from outside."""
    made = HttpResponse(content, content_type="application/octet-stream")
    made["Content-Disposition"] = f'attachment; filename="{name}.bin"'
    return made


def _row(found: Message) -> dict[str, Any]:
    what = came(found.status, answered=found.answered_at is not None)
    kind = kind_of(found.kind)
    return {
        "message": found, "came": CAME[what], "tone": TONES[what], "what": what, "kind": kind.words,
        "medium": MEDIA.get(found.medium, Words(found.medium, found.medium)),
        "place": _place(kind.route, found.subject),
    }  # fmt: skip


def _place(route: str, number: str) -> str:
    """Where what came of it is shown."""
    if not route or not number:
        return ""
    try:
        return reverse(route, args=[number])
    except NoReverseMatch:
        return ""


def _text(content: bytes) -> str:
    return content[:SHOWN].decode("utf-8", "replace").replace("\0", "\u2400")


def _errors(told: bytes, media_type: str) -> list[dict[str, Any]]:
    """What was wrong, where the answer is a problem of ours, alone or one of many."""
    if "json" not in media_type:
        return []
    try:
        found = json.loads(told)
    except ValueError:
        return []
    if not isinstance(found, dict):
        return []
    problems = [found, *(each.get("problem") or {} for each in found.get("outcomes", ()))]
    return [error for problem in problems for error in problem.get("errors", ())][:SHOWN_ERRORS]
