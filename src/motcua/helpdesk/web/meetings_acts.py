"""Acts on a conference: planned, changed, invited to, opened, cancelled; registration, questions, answers, minutes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.life import Raised
from motcua.helpdesk.models import Conference
from motcua.helpdesk.queries.meetings import choosing, conferences
from motcua.helpdesk.services import meetings
from motcua.helpdesk.services.meetings.rights import need_runner
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.meetings import shown
from motcua.helpdesk.web.meetings_forms import (
    AnswerForm,
    AskForm,
    InviteForm,
    MinutesForm,
    PartyForm,
    PlanForm,
    ReasonForm,
    RegisterForm,
    ResultsForm,
    SeenForm,
)
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, Refusal

both = require_http_methods(["GET", "HEAD", "POST"])
Button = tuple[str, str]
"""What it is called, and the value that it sends as `do`."""
SHOWN = 50


def promises() -> tuple[Button, ...]:
    """Both ways to promise an answer."""
    return (_("Promise it, and hand it to the support desk"), "desk"), (_("Promise it, this office answers"), "promise")


def ask(  # noqa: PLR0913 - what a page of a form is made of
    request: HttpRequest, form: forms.Form, do: Callable[[], str], *, title: str, button: str, about: str = "",
    others: tuple[Button, ...] = (), context: dict[str, Any] | None = None,
    template: str = "helpdesk/meetings/form.html",
) -> HttpResponse:  # fmt: skip
    """A form and one service call: back to where the call says, or the form again with what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    told = {**(context or {}), "form": form, "title": title, "button": button, "about": about, "others": others}
    return render(request, template, told, status=400 if form.errors else 200)


def to(found: Conference) -> str:
    """The address of a conference."""
    return f"/support/conferences/{found.number}/"


def _run(request: HttpRequest, number: str) -> tuple[Conference, Actor]:
    """A conference that this person runs. NotFound; NotAllowed."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    need_runner(actor, found.office)
    return found, actor


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a conference."""
    actor = actor_of(request)
    form = PlanForm(request.POST if request.method == "POST" else None, actor)
    return ask(
        request, form, lambda: to(meetings.plan(form.plan(), by=actor, at=clock.now())),
        title=_("Plan a conference"), button=_("Plan the conference"),
        about=_("It is seen inside the department until enterprises are invited."),
    )  # fmt: skip


@both
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change what is planned."""
    found, actor = _run(request, number)
    form = PlanForm(request.POST if request.method == "POST" else None, actor, found)
    return ask(
        request, form,
        lambda: to(meetings.change(number, form.plan(), seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now())),
        title=_("Change the plan"), button=_("Change the plan"), context=words.head(found),
        about=_("If day or place change, guests are told."),
    )  # fmt: skip


@both
def invite(request: HttpRequest, number: str) -> HttpResponse:
    """Choose whom to invite: a GET shows who would be, a POST invites them."""
    found, actor = _run(request, number)
    form = InviteForm(request.POST if request.method == "POST" else request.GET)
    chosen: list[tuple[str, str]] = []
    unknown: list[str] = []
    if form.is_bound and form.is_valid():
        chosen = choosing.chosen(form.choice(), without=found.pk)
        unknown = choosing.unknown(form.choice())
    context = {
        **words.head(found), "chosen": chosen[:SHOWN], "count": len(chosen), "unknown": unknown,
        "looked": form.is_bound and not form.errors, "counts": conferences.counts(found.pk),
    }  # fmt: skip

    def do() -> str:
        meetings.invite(number, [code for code, _name in chosen], by=actor, at=clock.now())
        return to(found)

    return ask(
        request, form, do, title=_("Invite enterprises"), button=_("Invite them"), context=context,
        template="helpdesk/meetings/invite.html",
    )  # fmt: skip


@both
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Open the conference."""
    found, actor = _run(request, number)
    form = SeenForm(request.POST if request.method == "POST" else None, seen=found.leaf)
    return ask(
        request, form,
        lambda: to(meetings.hold(number, seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now())),
        title=_("Open the conference"), button=_("Open the conference"), context=words.head(found),
        about=_("From now on guests are let in and questions are answered. Registration is over."),
    )  # fmt: skip


@both
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel it."""
    found, actor = _run(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None, seen=found.leaf)
    return ask(
        request, form,
        lambda: to(
            meetings.cancel(
                number, note=form.cleaned_data["note"], seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now()
            )
        ),
        title=_("Cancel the conference"), button=_("Cancel the conference"), context=words.head(found),
        about=_("Guests are told. This cannot be undone."),
    )  # fmt: skip


@both
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """Write the minutes."""
    found, actor = _run(request, number)
    told = {name: getattr(found, name) for name in ("chair", "secretary", "said", "concluded")}
    form = MinutesForm(request.POST if request.method == "POST" else None, seen=found.leaf, initial=told)
    return ask(
        request, form,
        lambda: to(
            meetings.minutes(
                number, form.minutes(), seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now()
            )
        ),
        title=_("Write the minutes"), button=_("Keep the minutes"), context=words.head(found),
        about=_("Who came and what was asked and answered is added by itself."),
    )  # fmt: skip


@both
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Publish the results."""
    found, actor = _run(request, number)
    told = {"results": found.results or found.concluded}
    form = ResultsForm(request.POST if request.method == "POST" else None, seen=found.leaf, initial=told)
    return ask(
        request, form,
        lambda: to(
            meetings.publish_results(
                number, form.cleaned_data["results"], seen=form.cleaned_data["seen"] or 0, by=actor, at=clock.now()
            )
        ),
        title=_("Publish the results"), button=_("Publish the results"), context=words.head(found),
        about=_("Everybody can read them from then on, without signing in."),
    )  # fmt: skip


@both
def register(request: HttpRequest, number: str) -> HttpResponse:
    """An enterprise registers."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    form = RegisterForm(request.POST if request.method == "POST" else None, _own(actor))

    def do() -> str:
        told = form.cleaned_data
        meetings.register(number, told["party"], people=told["people"], by=actor, at=clock.now())
        return to(found)

    return ask(
        request, form, do, title=_("Register for the conference"), button=_("Register"), context=words.head(found),
        about=_("Where no seats are left, the enterprise waits in the order of registration and is told."),
    )  # fmt: skip


@both
def decline(request: HttpRequest, number: str) -> HttpResponse:
    """An enterprise will not come."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    form = PartyForm(request.POST if request.method == "POST" else None, _own(actor))

    def do() -> str:
        meetings.decline(number, form.cleaned_data["party"], by=actor, at=clock.now())
        return to(found)

    return ask(
        request, form, do, title=_("Say that you will not come"), button=_("We will not come"),
        context=words.head(found), about=_("Your seats go to those who wait."),
    )  # fmt: skip


@both
def question(request: HttpRequest, number: str) -> HttpResponse:
    """A question: before the conference by a guest, there by who runs it."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    runs = meetings.runs(actor, found.office)
    parties = [(g.party, g.party_name) for g in conferences.guests(found.pk)] if runs else _own(actor)
    form = AskForm(request.POST if request.method == "POST" else None, parties, hall=runs)

    def do() -> str:
        told = form.cleaned_data
        asked = meetings.Asked(told["party"], told["text"], told["domain"])
        meetings.raise_question(number, asked, by=actor, at=clock.now())
        return f"{to(found)}#questions"

    return ask(
        request, form, do, title=_("Ask the conference"), button=_("Send the question"), context=words.head(found),
        about=_("It is answered at the conference, or by the day that is promised there."),
    )  # fmt: skip


@both
def answer(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """Answer a question: on the spot, by a promise, or when the promised day comes."""
    found, actor = _run(request, number)
    raised = conferences.one_question(found.pk, place)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    open_ = raised.state == Raised.OPEN

    def do() -> str:
        told = {"answer": form.cleaned_data["answer"], "basis": form.cleaned_data["basis"]}
        if open_ and request.POST.get("do") in ("promise", "desk"):
            desk = request.POST.get("do") == "desk"
            meetings.promise(number, [place], hand_over=desk, by=actor, at=clock.now())
        else:
            service = meetings.answer_on_spot if open_ else meetings.settle
            service(number, place, **told, by=actor, at=clock.now())
        return f"{to(found)}#questions"

    (row,) = shown([raised], actor, clock.now())
    return ask(
        request, form, do, title=_("Question %(place)s") % {"place": place},
        button=_("Answered on the spot") if open_ else _("Give the answer"),
        others=promises() if open_ else (),
        context={**words.head(found), "row": row, "done": raised.state not in (Raised.OPEN, Raised.PROMISED)},
        template="helpdesk/meetings/answer.html",
    )  # fmt: skip


def _own(actor: Actor) -> list[tuple[str, str]]:
    """The enterprises for which this person speaks, with their names."""
    return sorted(choosing.names_of(words.speaks_for(actor)).items())
