"""Desks: an officer takes declarations from the queue, hands them over; a head of branch sees who has how much."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.declarations import services
from motcua.declarations.domain.errors import NothingToTake
from motcua.declarations.models import Declaration
from motcua.declarations.queries import desks
from motcua.declarations.queries import one as queries
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of, whole
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people

MINE = "state=checking&desk=mine&sort=due"
FREE = "state=checking&desk=free&sort=due"


@require_POST
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """Take one declaration onto one's own desk."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    services.claim(found.id, by=actor, at=clock.now())
    return redirect("declarations:one", number)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take what is due first in the officer's branches and open it; an empty queue says so."""
    actor = actor_of(request)
    seen = whole(request.POST.get("had", ""), -1)
    had = None if seen < 0 else seen
    for office in offices(actor, clock.now()):
        try:
            return redirect("declarations:one", services.claim_next(office, had=had, by=actor, at=clock.now()))
        except NothingToTake:
            continue
    return redirect(f"{reverse('declarations:list')}?{FREE}")


class HandForm(forms.Form):
    """To whom a declaration goes, and why."""

    to = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Hand over to"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any, found: Declaration, now: datetime) -> None:
        super().__init__(data)
        there = people.holders("officer", law_day(now), found.office)
        named = sorted(people.names(there).items(), key=lambda pair: pair[1])
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(0, _("Back into the queue")), *named]


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Give a declaration to another officer of the branch, or back."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    now = clock.now()
    form = HandForm(request.POST if request.method == "POST" else None, found, now)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            services.hand_over(found.id, to=said["to"], note=said["note"], by=actor, at=now)
            return redirect(f"{reverse('declarations:list')}?{MINE}")
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    history = desks.history(found.id)
    names = people.names([each.officer for each in history])
    context = {
        "declaration": found, "head": sheet.head(found), "form": form,
        "history": [{"each": each, "who": names.get(each.officer, _("Queue"))} for each in history],
    }  # fmt: skip
    return render(request, "declarations/hand_over.html", context, status=400 if form.errors else 200)


@require_safe
def branch(request: HttpRequest) -> HttpResponse:
    """Who has how much to check in each of the actor's branches, and what lies in the queue."""
    actor = actor_of(request)
    now = clock.now()
    shown = [_branch(office, now) for office in offices(actor, now)]
    answers = actor.holds("head") or actor.holds("leader")
    return render(request, "declarations/branch.html", {"branches": shown, "now": now, "answers": answers})


def _branch(office: str, now: datetime) -> dict[str, Any]:
    loads = desks.loads(office, now)
    names = people.names([load.officer for load in loads])
    idle = set(people.holders("officer", law_day(now), office)) - {load.officer for load in loads}
    return {
        "office": say(words.office(office, law_day(now))), "code": office,
        "rows": [{"load": load, "who": names.get(load.officer, "") or _("Queue")} for load in loads],
        "idle": len(idle), "checks": sum(load.checks for load in loads), "late": sum(load.late for load in loads),
    }  # fmt: skip


def offices(actor: Actor, now: datetime) -> list[str]:
    """The branches in which the actor works as officer or head; all of them for a post without office."""
    held = {post.office for post in actor.posts if post.role in ("officer", "head", "leader")}
    if "" in held or actor.holds("leader"):
        return [code for code, _name in words.branches(law_day(now))]
    return sorted(held)
