"""Stays: who is in the country or abroad, due soon or overdue; one with its decisions, and the acts upon it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.crossings.domain import stays as domain
from motcua.crossings.domain.errors import Faulty
from motcua.crossings.domain.gates import CODES, GATES
from motcua.crossings.domain.life import STAY_STEPS
from motcua.crossings.domain.message import Extension
from motcua.crossings.models import Stay
from motcua.crossings.queries import stays as queries
from motcua.crossings.services import stays
from motcua.crossings.web import words
from motcua.crossings.web.announced import page_of
from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_SHORT = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}


class FilterForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=20, label=gettext_lazy("Plate or its last signs"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    gate = forms.ChoiceField(required=False, label=gettext_lazy("Border gate"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in queries.COLUMNS for s in (key, f"-{key}")])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        states = {
            "open": _("Not yet ended"), "overdue": _("Overdue"), "due_soon": _("Due soon"),
            "asked": _("An extension is asked for"), "extended": _("Extended"), "in_country": _("In the country"),
            "abroad": _("Abroad for a time"), "ended": _("Ended"),
        }  # fmt: skip
        for name, choices in (("state", list(states.items())), ("gate", [(c, say(g.words)) for c, g in GATES.items()])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Not yet ended") if name == "state" else _("All")), *choices[name == "state" :]]

    def filters(self) -> queries.Filters:
        """What could be read of the filters."""
        self.is_valid()
        held = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "q" in held:
            held["text"] = held.pop("q")
        return queries.Filters(**held)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list, the longest overdue first."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET)
    filters = form.filters()
    rows, place = queries.listing(filters, actor, now=now, number=page_of(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor), "now": now,
        "rows": [shown(row, now) for row in rows], "counts": queries.counts(actor, now=now),
    }  # fmt: skip
    return render(request, "crossings/stays.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    now = clock.now()
    filters = FilterForm(request.GET).filters()
    heads = [
        _("Plate"), _("Country"), _("Kind"), _("Direction"), _("Border gate"), _("Since"), _("Due"), _("Extended"),
        _("Carrier"), _("State"), _("Ended"), _("Ended at"),
    ]  # fmt: skip
    rows = (list(_cells(row, now)) for row in queries.export(filters, actor_of(request), now=now))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="stays.csv"'
    return answer


def _cells(row: Stay, now: datetime) -> Iterator[object]:
    yield from (row.plate, row.country, row.kind, row.way, row.gate, row.since.isoformat(timespec="minutes"))
    yield from (row.due_at.isoformat(timespec="minutes"), row.extended, row.party)
    yield say(domain.STATE_WORDS[domain.state_of(queries.plain(row), now)])
    yield from (row.ended_at.isoformat(timespec="minutes") if row.ended_at else "", row.ended_gate)


def shown(row: Stay, now: datetime) -> dict[str, Any]:
    """A stay with its state at this moment."""
    state = domain.state_of(queries.plain(row), now)
    return {
        "row": row, "words": domain.STATE_WORDS[state], "tone": words.STAY_TONES[state], "gate": words.gate(row.gate),
        "late": state is domain.State.OVERDUE, "kind": words.called("kind", row.kind),
    }  # fmt: skip


@require_safe
def one(request: HttpRequest, leaf: int, no: int) -> HttpResponse:
    """One stay: when it is due, what was decided, what can be done."""
    actor, now = actor_of(request), clock.now()
    found = queries.find((leaf, no), actor)
    context = {
        "found": found, "now": now, **shown(found, now), "acts": possible(found, actor), "staff": is_staff(actor),
        "steps": [{"step": each, "words": STAY_STEPS[each.verb]} for each in reversed(queries.steps(found))],
        "exit": words.gate(found.exit_gate), "ended_gate": words.gate(found.ended_gate),
    }  # fmt: skip
    return render(request, "crossings/stay.html", context)


class NoteForm(forms.Form):
    """Why."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


def _until(label: Any) -> forms.DateField:
    return forms.DateField(label=label, input_formats=_FORMATS, widget=forms.TextInput(attrs=_SHORT))


class AskForm(NoteForm):
    """Until when, and why."""

    until = _until(gettext_lazy("New last day"))
    field_order = ("until", "note")


class ExtendForm(forms.Form):
    """The decision: its document, new last day, agency, day of issue, and one reason."""

    until = _until(gettext_lazy("New last day"))
    document = forms.CharField(label=gettext_lazy("Number of the document"), max_length=35)
    agency = forms.CharField(label=gettext_lazy("Issued by"), max_length=60)
    issued_on = _until(gettext_lazy("Issued on"))
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), required=False)
    other = forms.CharField(
        label=gettext_lazy("Other reason"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *((code, say(name)) for code, name in CODES["reason"].items())]


class DocumentForm(NoteForm):
    """The document that says so, and what it says."""

    document = forms.CharField(label=gettext_lazy("Number of the document"), max_length=35)
    field_order = ("document", "note")


class LeftForm(DocumentForm):
    """When it left or returned."""

    left_at = forms.DateTimeField(
        label=gettext_lazy("When it crossed (day/month/year hour:minute)"), input_formats=["%d/%m/%Y %H:%M"],
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("left_at", "document", "note")


class Act(NamedTuple):
    """An act on a stay as a page, and the service that does it."""

    name: str
    words: Words
    about: Words
    form: type[forms.Form]
    role: str
    do: Callable[[tuple[int, int], dict[str, Any], Actor, datetime], object]


def _ask(key: tuple[int, int], said: dict[str, Any], by: Actor, at: datetime) -> object:
    return stays.ask(key, until=said["until"], note=said["note"], by=by, at=at)


def _extend(key: tuple[int, int], said: dict[str, Any], by: Actor, at: datetime) -> object:
    told = Extension(said["document"], said["until"], said["agency"], said["issued_on"], said["reason"], said["other"])
    return stays.extend(key, told, by=by, at=at)


def _deny(key: tuple[int, int], said: dict[str, Any], by: Actor, at: datetime) -> object:
    return stays.deny(key, note=said["note"], by=by, at=at)


def _left(key: tuple[int, int], said: dict[str, Any], by: Actor, at: datetime) -> object:
    left = said["left_at"].replace(tzinfo=LAW_ZONE)
    return stays.exit_elsewhere(key, left_at=left, document=said["document"], note=said["note"], by=by, at=at)


def _abandon(key: tuple[int, int], said: dict[str, Any], by: Actor, at: datetime) -> object:
    return stays.abandon(key, document=said["document"], note=said["note"], by=by, at=at)


ACTS = (
    Act("ask", Words("Đề nghị gia hạn", "Ask for an extension"),
        Words("Hải quan cửa khẩu trả lời.", "Customs at the gate answers."), AskForm, "trader", _ask),
    Act("extend", Words("Gia hạn", "Extend"),
        Words("Theo văn bản của cơ quan có thẩm quyền.", "By a document of the agency in charge."), ExtendForm,
        "officer", _extend),
    Act("deny", Words("Không gia hạn", "Deny the extension"),
        Words("Người vận chuyển đọc được lý do.", "The carrier reads the reason."), NoteForm, "officer", _deny),
    Act("elsewhere", Words("Đã ra qua cửa khẩu khác", "Left by another department's gate"),
        Words("Theo thông báo của hải quan nơi đó.", "As customs there has told."), LeftForm, "officer", _left),
    Act("abandon", Words("Kết luận không tái xuất, tái nhập", "Conclude that it will not leave or return"),
        Words("Tiêu hủy, tịch thu, mất cắp… theo biên bản.", "Scrapped, confiscated, stolen … by a record."),
        DocumentForm, "officer", _abandon),
)  # fmt: skip
_NAMED = {act.name: act for act in ACTS}


def possible(found: Stay, actor: Actor) -> list[Act]:
    """What this person can do with the stay."""
    if found.ended_at is not None:
        return []
    officer = actor.holds("officer", GATES[found.gate].office)
    mine = bool(found.party) and actor.may(found.party, "amend") and found.asked_on is None
    return [
        act for act in ACTS
        if (officer if act.role == "officer" else mine) and (act.name != "deny" or found.asked_on is not None)
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, leaf: int, no: int, name: str) -> HttpResponse:
    """One act on a stay."""
    actor, now = actor_of(request), clock.now()
    found = queries.find((leaf, no), actor)
    chosen = _NAMED[name]
    begun = {"until": f"{found.asked_on:%d/%m/%Y}"} if found.asked_on else {}
    form = chosen.form(request.POST if request.method == "POST" else None, initial=begun, auto_id="a-%s")
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do((leaf, no), form.cleaned_data, actor, now)
        except Faulty as refusal:
            for each in refusal.findings:
                form.add_error(each.path.strip("/") or None, f"{say(each.message)} ({each.code})")
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("crossings:stay", leaf, no)
    context = {
        "found": found, "act": chosen, "form": form, "open": chosen in possible(found, actor), "now": now,
        **shown(found, now),
    }  # fmt: skip
    return render(request, "crossings/stay_act.html", context, status=400 if form.errors else 200)
