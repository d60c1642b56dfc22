"""Messages: the list with its filters, and one with its bytes, receipts and steps."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import say
from motcua.gateways.asw.domain.envelopes import KINDS
from motcua.gateways.asw.domain.life import STATES
from motcua.gateways.asw.models import Message
from motcua.gateways.asw.queries import certificates, messages
from motcua.gateways.asw.services.letters import ROLES
from motcua.gateways.asw.web.words import DIRECTIONS, shown, step_shown
from motcua.ground.services import files

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_SORTS = [(sort, sort) for key in messages.SORTS for sort in (key, f"-{key}")]
SHOWN = 20_000
"""Bytes of a document that its page shows; all of it is in the download."""


class ListForm(forms.Form):
    """The filters as a GET form. What cannot be read narrows nothing."""

    q = forms.CharField(required=False, max_length=80, label=gettext_lazy("Certificate or message"))
    partner = forms.ChoiceField(required=False, label=gettext_lazy("Partner"))
    direction = forms.ChoiceField(required=False, label=pgettext_lazy("of a message", "Direction"))
    kind = forms.ChoiceField(required=False, label=pgettext_lazy("of a message", "Kind"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    since = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=_FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=_SORTS)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        everything = [("", _("All"))]
        choices = {
            "partner": [(each, each) for each in certificates.countries()],
            "direction": [(key, say(words)) for key, words in DIRECTIONS.items()],
            "kind": [(str(key), say(words)) for key, words in KINDS.items()],
            "state": [(str(key), say(words)) for key, words in STATES.items()],
        }
        for name, held in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = everything + held

    def asked(self) -> messages.Asked:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value}
        held["text"] = held.pop("q", "")
        return messages.Asked(**held)


def page_of(request: HttpRequest) -> int:
    """The page asked for."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    form = ListForm(request.GET)
    asked = form.asked()
    rows, place = messages.listing(asked, actor_of(request), page_of(request))
    context = {
        "form": form, "rows": [shown(row) for row in rows], "page": place, "sort": asked.sort,
        "dates": {name: form.data.get(name, "") for name in ("since", "until")},
    }  # fmt: skip
    return render(request, "asw/messages.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    heads = [
        _("Moment"), pgettext("of a message", "Direction"), _("Partner"), pgettext("of a message", "Kind"),
        pgettext("of origin", "Certificate"), pgettext("of a message", "Place"), _("Message"), _("Answers"),
        _("State"), _("SHA-256 of the document"),
    ]  # fmt: skip
    rows = (_cells(row) for row in messages.matching(ListForm(request.GET).asked(), actor_of(request)).iterator())
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="window-messages.csv"'
    return answer


@require_safe
def one(request: HttpRequest, message: int) -> HttpResponse:
    """One message: what it says, its steps, and what else was told of the same certificate."""
    actor = actor_of(request)
    found = messages.one(message, actor)
    raw = files.read(found.document)
    context = {
        "one": shown(found), "steps": [step_shown(each) for each in messages.steps(found)],
        "others": [shown(each) for each in messages.about(found, actor)], "document": _text(raw),
        "cut": len(raw) > SHOWN, "size": len(raw), "acts": messages.acts(found),
        "may_act": any(actor.holds(role) for role in ROLES),
    }  # fmt: skip
    return render(request, "asw/message.html", context)


@require_safe
def document(request: HttpRequest, message: int) -> HttpResponse:
    """The document, byte for byte."""
    found = messages.one(message, actor_of(request))
    return _download(files.read(found.document), f"{found.kind}-{found.leaf}.xml")


@require_safe
def kept(request: HttpRequest, message: int, step: int) -> HttpResponse:
    """What a step kept: signed bytes or a receipt, byte for byte."""
    found = messages.one(message, actor_of(request))
    held = next((each for each in messages.steps(found) if each.leaf == step and each.file), None)
    if held is None:
        raise Http404
    return _download(files.read(held.file), f"{held.verb}-{held.leaf}.json")


def _download(content: bytes, name: str) -> HttpResponse:
    """Always a file, of no kind that a browser would open: it came from outside."""
    made = HttpResponse(content, content_type="application/octet-stream")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


def _text(content: bytes) -> str:
    return content[:SHOWN].decode("utf-8", "replace").replace("\0", "␀")


def _cells(row: Message) -> Iterator[object]:
    told = shown(row)
    yield from (row.at.isoformat(timespec="seconds"), say(told["direction"]), row.partner, say(told["kind"]))
    yield from (row.about, row.no, row.identifier)
    yield from ("" if row.correlation == row.identifier else row.correlation, say(told["state"]), row.hash)
