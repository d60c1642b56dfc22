"""Acts: what an officer, a head of branch or the declarant can do with a declaration now, one page each."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.declarations import services
from motcua.declarations.domain.errors import ChangedSince
from motcua.declarations.domain.life import MOVES, State
from motcua.declarations.models import Declaration
from motcua.declarations.queries import one as queries
from motcua.declarations.queries import passages
from motcua.declarations.services.deciding import may_amend
from motcua.declarations.web import papers, sheet
from motcua.declarations.web.actlist import ACTS, Act
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.risk import queries as risk

_ENDING = ("cancel", "lapse")
"""Acts that end a declaration: not once some of its goods have left, unless it is cancelled from a store."""
_NAMED = {act.name: act for act in ACTS}


def possible(found: Declaration, actor: Actor) -> Iterator[Act]:
    """What this person can do with the declaration in its state."""
    if queries.recorded(found.id):
        return
    now = set(verbs(MOVES, State(found.state)))
    for act in ACTS:
        if now.intersection(act.verbs) and _may(act, found, actor) and _asked(act, found):
            yield act


def _asked(act: Act, found: Declaration) -> bool:
    """Granting is for what was asked for in vain."""
    return act.name != "grant" or risk.asked_in_vain(found.id)


def _may(act: Act, found: Declaration, actor: Actor) -> bool:
    if act.name == "pass" and found.passed_at is not None:
        return False
    if (
        act.name in _ENDING
        and passages.have_left(found.id, found.passed_at)
        and (found.cleared_at is not None or act.name == "lapse")
    ):
        return False
    if act.role == "trader":
        return may_amend(actor, found)
    return actor.holds(act.role, found.office)


def _again(found: Declaration, seen: int, chosen: Act, actor: Actor) -> bool:
    """Whether the step after what was seen is this act, done by the same person: a second click, or the back button."""
    step = queries.step_after(found.id, seen)
    return step is not None and step.verb in chosen.verbs and step.actor == actor.reference


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the declaration as it was seen."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    chosen = _NAMED[name]
    if not _may(chosen, found, actor):
        raise NotAllowed(who=actor.name, act=name)
    now = clock.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = chosen.form(sent[0], found, now, sent[1])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with services.as_seen(found.id, said["seen"]):
                chosen.do(found.id, said, actor, now)
            return redirect("declarations:one", number)
        except Refusal as refusal:
            if isinstance(refusal, ChangedSince) and _again(found, said["seen"], chosen, actor):
                messages.warning(request, _("This was stored the first time it was sent; nothing was stored twice."))
                return redirect("declarations:one", number)
            form.add_error(None, refusal.in_language(language()))
    asked = queries.question(found.id)
    context = {
        "declaration": found, "head": sheet.head(found), "act": chosen, "form": form,
        "others": [each for each in possible(found, actor) if each.name != name],
        "open": chosen in possible(found, actor), "asked": asked, "now": now,
        "asked_for": papers.named(asked.papers, asked.at) if asked else "",
        "multipart": form.is_multipart(), **papers.listed(found),
    }  # fmt: skip
    return render(request, "declarations/act.html", context, status=400 if form.errors else 200)
