"""Acts at the gate, each on a page of its own: arrival, hold, free, refuse, seals read, a mistake taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.life import MOVES, State
from motcua.crossings.domain.sheet import read_boxes
from motcua.crossings.models import Announcement
from motcua.crossings.queries import announcements, crossings
from motcua.crossings.queries import gate as queries
from motcua.crossings.services import announcing, gate
from motcua.crossings.web import words
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NoteForm(forms.Form):
    """A reason; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )

    def __init__(self, data: Any, found: Announcement) -> None:
        super().__init__(data, initial={"seen": found.leaf}, auto_id="a-%s")


class LaneForm(forms.Form):
    """The lane in which it stands."""

    lane = forms.ChoiceField(label=gettext_lazy("Lane"), widget=forms.RadioSelect)

    def __init__(self, data: Any, found: Announcement) -> None:
        super().__init__(data, auto_id="a-%s")
        field = self.fields["lane"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(lane, lane) for lane in GATES[found.gate].lanes(found.direction)]


class SealsForm(forms.Form):
    """The seals as they are read off."""

    boxes = forms.CharField(
        label=gettext_lazy("Containers and seals"), max_length=2_000,
        help_text=gettext_lazy("One container a line with the seals read off it: MHOU0000001: HQ00001 HQ00002"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "w-full", "autocapitalize": "characters"}),
    )  # fmt: skip

    def __init__(self, data: Any, found: Announcement) -> None:
        told = "\n".join(f"{box.number}: " for box in announcements.message(found).containers)
        super().__init__(data, initial={"boxes": told}, auto_id="a-%s")


class CancelForm(NoteForm):
    """A reason, if there is one to tell."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip


class Act(NamedTuple):
    """An act as a page: the verb of the life it takes, and the service that does it."""

    name: str
    verb: str
    words: Words
    about: Words
    form: Callable[..., forms.Form]
    role: str
    do: Callable[[str, dict[str, Any], Actor, datetime], object]


def _noted(service: Callable[..., object]) -> Callable[[str, dict[str, Any], Actor, datetime], object]:
    return lambda number, said, by, at: service(number, note=said["note"], seen=said["seen"] or 0, by=by, at=at)


def _arrive(number: str, said: dict[str, Any], by: Actor, at: datetime) -> object:
    return gate.arrive(number, lane=said["lane"], by=by, at=at)


def _seals(number: str, said: dict[str, Any], by: Actor, at: datetime) -> object:
    return gate.check_seals(number, read_boxes(said["boxes"]), by=by, at=at)


ACTS = (
    Act(
        "arrive", "arrive", Words("Đã đến, xếp làn", "Arrived: put into a lane"),
        Words("Xe đứng chờ ở làn nào.", "In which lane the vehicle stands."), LaneForm, "officer", _arrive,
    ),
    Act(
        "seals", "hold", Words("Kiểm tra số chì", "Check the seals"),
        Words("Đọc số chì trên container. Khác khai báo thì xe bị tạm dừng.",
              "Read the seals off the containers. What differs puts the vehicle on hold."),
        SealsForm, "officer", _seals,
    ),
    Act(
        "hold", "hold", Words("Tạm dừng", "Hold"),
        Words("Người vận chuyển đọc được lý do.", "The carrier reads the reason."), NoteForm, "officer",
        _noted(gate.hold),
    ),
    Act(
        "free", "free", Words("Cho đi tiếp", "Free"),
        Words("Nêu kết quả làm rõ.", "Say what was cleared up."), NoteForm, "officer", _noted(gate.free),
    ),
    Act(
        "refuse", "refuse", Words("Không cho qua", "Refuse"),
        Words("Người vận chuyển đọc được lý do.", "The carrier reads the reason."), NoteForm, "officer",
        _noted(gate.refuse),
    ),
    Act(
        "cancel", "cancel", Words("Hủy khai báo", "Cancel the declaration"),
        Words("Trước khi hải quan quyết định.", "Before customs decides."), CancelForm, "trader",
        _noted(announcing.cancel),
    ),
)  # fmt: skip
_NAMED = {act.name: act for act in ACTS}


def possible(found: Announcement, actor: Actor) -> list[Act]:
    """What this person can do with the vehicle as it stands."""
    now = set(verbs(MOVES, State(found.state)))
    officer = actor.holds("officer", found.office)
    return [
        act for act in ACTS
        if act.verb in now and (officer if act.role == "officer" else actor.may(found.party, "amend"))
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act on an announced vehicle."""
    actor, now = actor_of(request), clock.now()
    found = announcements.find(number, actor)
    chosen = _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(number, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("crossings:announcement", number)
    context = {
        "found": found, "act": chosen, "form": form, "open": chosen in possible(found, actor),
        "state": words.state_of(found.state), "gate_name": words.gate(found.gate),
        "danger": name in ("hold", "refuse", "cancel"),
    }  # fmt: skip
    return render(request, "crossings/act.html", context, status=400 if form.errors else 200)


class BackForm(forms.Form):
    """Why a record is taken back."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, leaf: int, no: int) -> HttpResponse:
    """Take a mistaken crossing back by a record of its own."""
    actor, now = actor_of(request), clock.now()
    found = crossings.find(leaf, no, actor)
    form = BackForm(request.POST if request.method == "POST" else None, auto_id="b-%s")
    if request.method == "POST" and form.is_valid():
        try:
            gate.take_back(leaf, no, note=form.cleaned_data["note"], by=actor, at=now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("The record of %(plate)s is taken back.") % {"plate": found.plate})
            return redirect("crossings:vehicle", found.country, found.plate)
    context = {
        "found": found, "form": form, "gate_name": words.gate(found.gate),
        "way": words.called("direction", found.direction), "back": (leaf, no) in queries.taken_back([found]),
        "carried": crossings.carried_of([found]).get((leaf, no), []),
    }  # fmt: skip
    return render(request, "crossings/take_back.html", context, status=400 if form.errors else 200)
