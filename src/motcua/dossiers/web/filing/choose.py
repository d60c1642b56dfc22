"""Choosing a procedure by a question or by search; what it asks, takes and costs; beginning a dossier."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page
from motcua.design.templatetags.figures import language, say
from motcua.dossiers.domain.steps import steps_of
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.services import drafts as services
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.parties import queries as parties
from motcua.procedures import queries as procedures
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.packaged import areas
from motcua.reference import domain as reference

ROWS = 30
KIND = "administrative"


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The question what it is about, and the search; procedures that fit."""
    day = law_day(clock.now())
    text, area = request.GET.get("q", "")[:100].strip(), request.GET.get("area", "")
    every = procedures.catalogue(day, kind=KIND)
    counts = {each.code: sum(it.content.area == each.code for it in every) for each in areas() if each.kind == KIND}
    chosen = next((each for each in areas() if each.code == area), None)
    found = procedures.catalogue(day, kind=KIND, text=text, area=area) if text or area else []
    place = page(page_asked(request), ROWS, len(found))
    context = {
        "text": text, "area": chosen, "asked": bool(text or area), "page": place,
        "areas": [(each, counts[each.code]) for each in areas() if counts.get(each.code)],
        "rows": [_line(each.content) for each in found[place.start : place.start + ROWS]],
        "drafts": queries.visible_to(actor_of(request)).filter(dossier_id=None).count(),
    }  # fmt: skip
    return render(request, "dossiers/filing/new.html", context)


def _line(content: Content) -> dict[str, Any]:
    return {
        "content": content, "limit": wording.limit(content.limit), "fee": wording.fee(content),
        "online": content.form is not None,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, code: str) -> HttpResponse:
    """Papers, time, place, fee and steps of a procedure; from here a dossier is begun."""
    actor, now = actor_of(request), clock.now()
    held = procedures.in_force(code[:40], law_day(now))
    if held is None or held.content.kind != KIND:
        raise NotFound(what=code[:40])
    problem = ""
    if request.method == "POST":
        try:
            draft = services.begin(
                code, party=request.POST.get("party", ""), office=request.POST.get("office", ""), language=language(),
                by=actor, at=now,
            )  # fmt: skip
        except Refusal as refusal:
            problem = refusal.in_language(language())
        else:
            messages.success(request, _("A draft was begun. It is saved page by page; customs does not see it yet."))
            return redirect("dossiers:draft", draft.pk)
    content = held.content
    context = {
        **_line(content), "held": held, "problem": problem, "steps": steps_of(content),
        "papers": [(each, wording.paper_copies(each)) for each in content.papers],
        "basis": [wording.basis(each) for each in content.basis], "applies": actor.holds("trader"),
        "parties": _parties(actor), "offices": _offices(content, law_day(now)),
        "party": request.POST.get("party", ""), "office": request.POST.get("office", ""),
    }  # fmt: skip
    return render(request, "dossiers/filing/about.html", context, status=400 if problem else 200)


def _parties(actor: Actor) -> list[tuple[str, str]]:
    """The enterprises for which somebody may prepare a dossier."""
    return [(code, parties.find(code).name) for code in sorted(actor.represented) if actor.may(code, "prepare")]


def _offices(content: Content, day: date) -> list[tuple[str, str]]:
    """Where it can be lodged: branches, and the department, which stands first for what it settles itself."""
    held = [each for each in reference.offices(day) if each.kind in ("department", "branch")]
    first = "branch" if content.level == "C" else "department"
    return [(each.code, say(each.words)) for each in sorted(held, key=lambda each: (each.kind != first, each.code))]
