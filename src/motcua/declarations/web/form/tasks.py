"""Drafts as tasks: begin one, see what is complete and whose turn it is, copy, delete."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.declarations.domain.drafting.slots import STEPS
from motcua.declarations.models import Draft
from motcua.declarations.queries import drafts as queries
from motcua.declarations.services import drafts as services
from motcua.declarations.services import otherdrafts, trying
from motcua.declarations.web.form.asked import asked
from motcua.declarations.web.form.steps import already_lodged, redirect_to, title_of
from motcua.design.asking import actor_of, page_asked
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.parties import queries as parties

DIRECTIONS = ("import", "export")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: import or export, and for which enterprise where one acts for several."""
    actor = actor_of(request)
    errors = {}
    if request.method == "POST":
        direction, party = request.POST.get("direction", ""), _party(request, actor)
        if direction in DIRECTIONS and party:
            title = request.POST.get("title", "")
            draft = services.begin(direction=direction, party=party, title=title, by=actor, at=clock.now())
            return redirect("declarations:draft_step", draft.pk, "procedure")
        errors = _errors(direction, party)
    context = {"errors": errors, "asked": request.POST, "parties": _parties(actor)}
    return render(request, "declarations/form/new.html", context, status=400 if errors else 200)


def may_prepare(actor: Actor) -> bool:
    """Whether the actor may begin a declaration for anybody."""
    return bool(_principals(actor))


def _principals(actor: Actor) -> list[str]:
    return sorted(party for party in actor.represented if actor.may(party, "prepare"))


def _party(request: HttpRequest, actor: Actor) -> str:
    possible = _principals(actor)
    if len(possible) == 1:
        return possible[0]
    asked_for = request.POST.get("party", "")
    return asked_for if asked_for in possible else ""


def _errors(direction: str, party: str) -> dict[str, str]:
    errors = {}
    if direction not in DIRECTIONS:
        errors["direction"] = _("Choose import or export.")
    if not party:
        errors["party"] = _("Choose the enterprise.")
    return errors


def _parties(actor: Actor) -> list[tuple[str, str]]:
    found = parties.visible_to(actor).filter(tax_code__in=_principals(actor)).order_by("tax_code")
    return list(found.values_list("tax_code", "name"))


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Drafts that are not lodged, the one changed last first."""
    found = queries.open_of(actor_of(request), number=page_asked(request))
    rows = [{"draft": draft, "title": title_of(draft), "of": len(STEPS)} for draft in found.rows]
    held = [{"draft": draft, "title": title_of(draft)} for draft in queries.templates(actor_of(request))]
    context = {
        "rows": rows, "page": found.page, "now": clock.now(), "drafts_open": found.page.found, "templates": held,
    }  # fmt: skip
    return render(request, "declarations/form/drafts.html", context)


@never_cache
@require_safe
def one(request: HttpRequest, draft: int) -> HttpResponse:
    """The tasks of a draft: what is complete, what is to be put right, what comes then and who does it."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return already_lodged(request, found.draft)
    trial = found.trial()
    states = trying.progress(found.entered, trial)
    context = {
        "draft": found.draft, "title": title_of(found.draft), "tasks": _tasks(found.draft, states, trial),
        "done": sum(state == "done" for state in states.values()), "of": len(STEPS), "ready": trial.accepted,
        "now": found.now,
    }  # fmt: skip
    return render(request, "declarations/form/tasks.html", context)


def _tasks(draft: Draft, states: dict[str, str], trial: trying.Trial) -> list[dict[str, Any]]:
    wrong = trial.by_step
    return [
        {
            "label": say(words), "address": redirect_to(draft, step), "state": states[step],
            "wrong": wrong.get(step, 0), "items": draft.items if step == "goods" else None,
        }
        for step, words in STEPS.items()
    ]  # fmt: skip


@require_POST
def copy(request: HttpRequest, draft: int) -> HttpResponse:
    """A new draft with the same contents."""
    made = services.copy(draft, by=actor_of(request), at=clock.now())
    return _copied(request, made)


@require_POST
def save_template(request: HttpRequest, draft: int) -> HttpResponse:
    """Keep the contents under a name, to begin new drafts from."""
    title = " ".join(request.POST.get("title", "").split())
    made = otherdrafts.save_template(draft, title=title, by=actor_of(request), at=clock.now())
    messages.success(request, _("Saved as the template “%(title)s”.") % {"title": title_of(made)})
    return redirect("declarations:drafts")


@require_POST
def copy_declaration(request: HttpRequest, number: str) -> HttpResponse:
    """A new draft with the contents of a declaration of one's own."""
    made = services.copy_declaration(number, by=actor_of(request), at=clock.now())
    return _copied(request, made)


def _copied(request: HttpRequest, made: Draft) -> HttpResponse:
    messages.success(request, _("Copied into a new draft with a reference of its own. Check the days and the papers."))
    return redirect("declarations:draft", made.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, draft: int) -> HttpResponse:
    """Ask, then delete a draft that was not lodged."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return already_lodged(request, found.draft)
    title = title_of(found.draft)
    if request.method != "POST":
        return render(request, "declarations/form/delete.html", {"draft": found.draft, "title": title})
    services.delete(found.draft.pk, by=found.actor)
    messages.success(request, _("The draft “%(title)s” has been deleted.") % {"title": title})
    return redirect("declarations:drafts")
