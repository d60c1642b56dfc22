"""Acts on a version as pages: what each is called, who does it, what has to be said, and the service."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.procedures import queries, services
from motcua.procedures.domain import checking
from motcua.procedures.domain.errors import ChangedSince
from motcua.procedures.domain.life import OPEN, State
from motcua.procedures.queries import Held, about
from motcua.procedures.web.words import standing
from motcua.reference import domain as reference

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
LONGEST_ID = 19
"""Digits of an id."""


class NoteForm(forms.Form):
    """An act with a note."""

    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    """The last act on the version that the person has read."""

    def __init__(self, data: Any, today: date, seen: int = 0) -> None:
        super().__init__(data, initial={"seen": seen}, auto_id="a-%s")
        self.begin(today)

    def clean_seen(self) -> int:
        """0 where nothing was said."""
        return self.cleaned_data["seen"] or 0

    def begin(self, today: date) -> None:
        """What else is asked."""


class ReasonForm(NoteForm):
    """An act that needs a reason."""

    def begin(self, today: date) -> None:
        """A reason instead of a note."""
        self.fields["note"].label, self.fields["note"].required = gettext_lazy("Reason"), True


class DayForm(NoteForm):
    """From which day a version is in force, and what is new."""

    effective_from = forms.DateField(
        label=gettext_lazy("In force from"), input_formats=FORMATS,
        help_text=gettext_lazy(
            "Day/month/year, tomorrow or later; only a first version may begin today. "
            "The version before ends on the day before."
        ),
        widget=forms.DateInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Write a day as day/month/year, such as 01/07/2023.")},
    )  # fmt: skip
    field_order = ("effective_from", "note")

    def begin(self, today: date) -> None:
        """Tomorrow is offered."""
        self.fields["effective_from"].initial = f"{today + timedelta(days=1):%d/%m/%Y}"
        self.fields["note"].label = gettext_lazy("What is new, for the table of changes")


class EndForm(DayForm):
    """From which day a version is no longer in force, and why."""

    def begin(self, today: date) -> None:
        """Tomorrow is offered, so that today is the last day; a reason is asked."""
        super().begin(today)
        field = self.fields["effective_from"]
        field.label = gettext_lazy("No longer in force from")
        field.help_text = gettext_lazy(
            "Day/month/year, tomorrow or later. Dossiers lodged before that day keep this version."
        )
        self.fields["note"].label, self.fields["note"].required = gettext_lazy("Reason"), True


class OfficesForm(NoteForm):
    """To which offices a version is given."""

    offices = forms.MultipleChoiceField(
        label=gettext_lazy("Offices"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one office.")},
    )  # fmt: skip

    def begin(self, today: date) -> None:
        """The offices of today."""
        del self.fields["note"]
        field = self.fields["offices"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each.code, f"{each.code} · {say(each.words)}") for each in reference.offices(today)]


Do = Callable[[int, dict[str, Any], Actor, datetime], object]


class Act(NamedTuple):
    """An act as a page and a button."""

    name: str
    states: frozenset[State]
    roles: frozenset[str]
    words: Words
    about: Words
    form: type[NoteForm]
    do: Do


def _roles(*names: str) -> frozenset[str]:
    return frozenset(names)


ACTS = (
    Act("review", frozenset({State.DRAFT}), _roles("iso", "head"), Words("Xem xét", "Review"),
        Words("Xác nhận bản thảo đúng quy tắc. Người soạn thảo không tự xem xét.",
              "Confirm that the draft is in order. Its writer does not review it."), NoteForm,
        lambda it, told, by, at: services.review(it, note=told["note"], seen=told["seen"], by=by, at=at)),
    Act("approve", frozenset({State.REVIEWED}), _roles("leader"), Words("Phê duyệt", "Approve"),
        Words("Người soạn thảo và người xem xét không phê duyệt.", "Who wrote or reviewed it does not approve it."),
        NoteForm, lambda it, told, by, at: services.approve(
            it, note=told["note"], seen=told["seen"], by=by, at=at)),
    Act("force", frozenset({State.APPROVED}), _roles("iso", "leader"), Words("Ban hành", "Put in force"),
        Words("Hồ sơ nhận từ ngày hiệu lực theo lần này; hồ sơ đã nhận giữ lần cũ.",
              "Dossiers received from that day on follow it; those received before keep their version."), DayForm,
        lambda it, told, by, at: services.put_in_force(
            it, effective_from=told["effective_from"], note=told["note"], seen=told["seen"], by=by, at=at)),
    Act("return", frozenset({State.REVIEWED, State.APPROVED}), _roles("iso", "head", "leader"),
        Words("Trả lại người soạn thảo", "Give it back to its writer"),
        Words("Bản thảo được sửa rồi xem xét lại từ đầu.", "It is mended, then reviewed anew."), ReasonForm,
        lambda it, told, by, at: services.give_back(it, reason=told["note"], seen=told["seen"], by=by, at=at)),
    Act("distribute", frozenset({State.IN_FORCE}), _roles("iso", "leader"), Words("Phân phối", "Distribute"),
        Words("Đơn vị được báo và công chức xác nhận đã đọc.", "Offices are told, their officers confirm reading."),
        OfficesForm, lambda it, told, by, at: services.distribute([it], told["offices"], by=by, at=at)),
    Act("withdraw", OPEN, _roles("iso", "leader"), Words("Hủy bản thảo", "Withdraw the draft"),
        Words("Lần ban hành này không bao giờ có hiệu lực.", "This version never comes into force."), ReasonForm,
        lambda it, told, by, at: services.withdraw(it, reason=told["note"], seen=told["seen"], by=by, at=at)),
    Act("end", frozenset({State.IN_FORCE}), _roles("leader"), Words("Hủy bỏ hiệu lực", "Withdraw it from force"),
        Words("Từ ngày chọn không nhận hồ sơ mới theo quy trình này.", "No new dossier follows it from that day on."),
        EndForm, lambda it, told, by, at: services.withdraw(
            it, reason=told["note"], effective_from=told["effective_from"], seen=told["seen"], by=by, at=at)),
)  # fmt: skip
_NAMED = {each.name: each for each in ACTS}


def possible(found: Held, actor: Actor) -> list[Act]:
    """What this person can do with a version in its state."""
    return [act for act in ACTS if State(found.state) in act.states and any(map(actor.holds, act.roles))]


def faults_of(found: Held) -> tuple[checking.Fault, ...]:
    """What still keeps a draft from being reviewed."""
    return checking.faults(found.content) if State(found.state) is State.DRAFT else ()


def may_begin(found: Held, versions: Sequence[Held], actor: Actor) -> bool:
    """Whether this person may begin the next version."""
    return actor.holds("iso") and not any(State(each.state) in OPEN for each in versions)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One act: what it does, what has to be said."""
    actor, now = actor_of(request), clock.now()
    found, chosen = queries.version(pk), _NAMED[name]
    seen = seen_of(request, found)
    form = chosen.form(request.POST if request.method == "POST" else None, law_day(now), seen)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(pk, form.cleaned_data, actor, now)
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("procedures:version", pk)
    context = {
        "it": found, "act": chosen, "form": form, "open": chosen in possible(found, actor),
        "changed": _changed(found) if seen != found.leaf else None,
        **standing(found, law_day(now)),
    }  # fmt: skip
    return render(request, "procedures/act.html", context, status=400 if form.errors else 200)


def seen_of(request: HttpRequest, found: Held) -> int:
    """The act that the page before showed as the last, named by its form or its link; else the last one now."""
    told = request.POST.get("seen") or request.GET.get("seen", "")
    return int(told) if told.isdecimal() and len(told) <= LONGEST_ID else found.leaf


def _changed(found: Held) -> str:
    return ChangedSince(code=found.code, no=found.no).in_language(language())


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The person has read this version."""
    services.acknowledge(pk, by=actor_of(request), at=clock.now())
    return redirect("procedures:version", pk)


@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """What was given to the person's offices and is not confirmed as read."""
    found = about.unread(actor_of(request), law_day(clock.now()))
    return render(request, "procedures/unread.html", {"rows": found})


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is being written, waits to be reviewed, approved or put in force, and what takes effect soon."""
    today = law_day(clock.now())
    held = about.being_written()
    faults = {each.version_id: len(faults_of(each)) for each in held}
    drafts = [each for each in held if State(each.state) is State.DRAFT]
    groups = [
        (Words("Đang soạn thảo, còn lỗi", "Being written, with faults"), [e for e in drafts if faults[e.version_id]]),
        (Words("Chờ xem xét", "To be reviewed"), [e for e in drafts if not faults[e.version_id]]),
        (Words("Chờ phê duyệt", "To be approved"), [e for e in held if State(e.state) is State.REVIEWED]),
        (Words("Chờ ban hành", "To be put in force"), [e for e in held if State(e.state) is State.APPROVED]),
        (Words("Sắp có hiệu lực", "Takes effect soon"), about.to_come(today)),
    ]
    context = {
        "groups": [
            {"title": title, "rows": [{"it": each, "faults": faults.get(each.version_id, 0)} for each in rows]}
            for title, rows in groups
        ],
        "writes": actor_of(request).holds("iso"), "counts": queries.counts(today),
    }  # fmt: skip
    return render(request, "procedures/queue.html", context)
