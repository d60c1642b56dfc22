"""Intelligence notes: a note is opened with a reason, and that is kept; then assessed, acted upon or dismissed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.control.domain.watching.life import STEPS
from motcua.control.domain.watching.told import LINE
from motcua.control.models import IntelligenceNote
from motcua.control.queries.watching import listing, rights
from motcua.control.services import watching
from motcua.control.services.watching.notes import read
from motcua.control.web.watching.acts import ask, both
from motcua.control.web.watching.forms import ActForm, AssignForm, GradeForm, NoteForm, WordsForm
from motcua.control.web.watching.lists import shown
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.people import queries as people


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A note: who handles it opens it at once, others say why first. Each opening is kept, with its reason."""
    actor = actor_of(request)
    found = listing.find(listing.NOTES, number, actor)
    own = rights.of_own(found, actor)
    why = request.POST.get("why", "").replace("\x00", "").strip()[:LINE]
    if not own and not why:
        context = {"found": found, "asked": request.method == "POST"}
        return render(request, "control/watching/why.html", context, status=400 if context["asked"] else 200)
    if request.method != "HEAD":
        found = read(number, why or _("Handles the note"), by=actor, at=clock.now())
    return shown(request, "notes", found, readings=_readings(found, actor))


def _readings(found: IntelligenceNote, actor: Actor) -> list[dict[str, Any]] | None:
    """Who opened it: for heads and leaders."""
    if not rights.decides(actor):
        return None
    rows = listing.readings(found.pk)
    names = people.names({each.account for each in rows if each.account})
    return [{"at": each.at, "who": names.get(each.account, each.actor), "why": each.why} for each in rows]


def to(found: IntelligenceNote) -> str:
    """The address of a note."""
    return f"/control/notes/{found.number}/"


@both
def new(request: HttpRequest) -> HttpResponse:
    """Write down a note."""
    actor = actor_of(request)
    form = NoteForm(request.POST if request.method == "POST" else None, actor.account)
    return ask(
        request, form, lambda: to(watching.record_note(form.told(), by=actor, at=clock.now())),
        title=_("Write down a note"), button=_("Keep the note"), back="control:notes",
    )  # fmt: skip


@both
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Grade and assess it."""
    found, actor = _mine(request, number)
    start = {"reliability": found.reliability, "credibility": found.credibility}
    form = GradeForm(request.POST if request.method == "POST" else None, seen=found.leaf, initial=start)

    def do() -> str:
        told = form.cleaned_data
        done = watching.assess(
            number, told["note"], reliability=told["reliability"], credibility=told["credibility"],
            seen=told["seen"] or 0, by=actor, at=clock.now(),
        )  # fmt: skip
        return to(done)

    return ask(request, form, do, title=_called("assess"), button=_("Keep the assessment"), back=to(found))


@both
def act(request: HttpRequest, number: str) -> HttpResponse:
    """Say what was done upon it."""
    found, actor = _mine(request, number)
    form = ActForm(request.POST if request.method == "POST" else None, seen=found.leaf, label=_("What was done"))

    def do() -> str:
        told = form.cleaned_data
        more = {"case": told["case"], "seen": told["seen"] or 0}
        return to(watching.act(number, told["note"], **more, by=actor, at=clock.now()))

    return ask(request, form, do, title=_called("act"), button=_("Keep the outcome"), back=to(found))


@both
def dismiss(request: HttpRequest, number: str) -> HttpResponse:
    """Say why nothing is done."""
    found, actor = _mine(request, number)
    form = WordsForm(request.POST if request.method == "POST" else None, seen=found.leaf, label=_("Reason"))

    def do() -> str:
        told = form.cleaned_data
        return to(watching.dismiss(number, told["note"], seen=told["seen"] or 0, by=actor, at=clock.now()))

    return ask(request, form, do, title=_called("dismiss"), button=_("Dismiss the note"), back=to(found))


@both
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give it to another officer of control."""
    found, actor = _mine(request, number)
    form = AssignForm(request.POST if request.method == "POST" else None, seen=found.leaf)

    def do() -> str:
        told = form.cleaned_data
        watching.assign(number, told["handler"], seen=told["seen"] or 0, by=actor, at=clock.now())
        return "/control/notes/"

    return ask(request, form, do, title=_called("assign"), button=_("Give the note"), back=to(found))


def _called(verb: str) -> str:
    return say(STEPS[verb])


def _mine(request: HttpRequest, number: str) -> tuple[IntelligenceNote, Actor]:
    actor = actor_of(request)
    rights.need_worker(actor, "control/note")
    return listing.find(listing.NOTES, number, actor), actor
