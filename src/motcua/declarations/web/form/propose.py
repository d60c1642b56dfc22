"""The last look at an amendment: what changes, side by side, what becomes due; then proposing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.declarations.domain.drafting.refusals import Lodged, Stale
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.models import Declaration
from motcua.declarations.queries import amendments as queries
from motcua.declarations.queries import drafts as held
from motcua.declarations.queries import one
from motcua.declarations.services import assessed
from motcua.declarations.services import otherdrafts as services
from motcua.declarations.services.offers import LONGEST
from motcua.declarations.web import amending, beside, sheet, words
from motcua.declarations.web.form import check as checking
from motcua.declarations.web.form import steps
from motcua.declarations.web.form.asked import Asked, asked, seen
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reference import domain as reference


@never_cache
@require_safe
def check(request: HttpRequest, draft: int) -> HttpResponse:
    """The last look at a draft: before lodging, or before proposing what it amends."""
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    declaration = held.amended(found.draft)
    if declaration is None:
        return checking.check(request, draft)
    return _page(request, found, declaration)


@never_cache
@require_POST
def propose(request: HttpRequest, draft: int) -> HttpResponse:
    """Hand the amendment in as the page showed it; once, however often the button is pressed."""
    found = asked(request, draft)
    declaration = held.amended(found.draft)
    if declaration is None:
        return redirect("declarations:draft_check", draft)
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    try:
        told = services.propose(draft, reason=reason, note=note, seen=seen(request), by=found.actor, at=clock.now())
    except Lodged:
        return redirect("declarations:amend", declaration.number)
    except Stale:
        messages.warning(request, _("The draft was changed after this page was opened. Look it through once more."))
        return redirect("declarations:draft_check", draft)
    except Refusal as refusal:
        return _page(request, found, declaration, problem=refusal.in_language(language()), status=400)
    if told is not None and told.no:
        messages.success(request, _("The amendment was handed in; customs decides on it."))
        return redirect("declarations:amendment", declaration.number, told.no)
    messages.success(request, _("The amendment is in force."))
    return redirect("declarations:one", declaration.number)


def _page(
    request: HttpRequest, found: Asked, declaration: Declaration, *, problem: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    trial = found.trial()
    message = None if trial.refused else services.amended_message(found.draft)
    sides = _sides(found, declaration, message) if message else None
    context = {
        "draft": found.draft, "title": steps.title_of(found.draft), "declaration": declaration,
        "head": sheet.head(declaration), "count": len(trial.refused), "sides": sides, "problem": problem,
        "findings": list(checking.findings(trial.refused, found))[: checking.FINDINGS],
        "reasons": _reasons(found), "asked": request.POST, "longest": LONGEST,
        "stands": amending.standing(declaration, found.now), "customs": bool(found.draft.office),
        "outdated": found.draft.amends_version != declaration.version,
        "nothing": sides is not None and not (sides["header"] or sides["items"]),
    }  # fmt: skip
    return render(request, "declarations/form/propose.html", context, status=status)


def _sides(found: Asked, declaration: Declaration, message: Message) -> dict[str, Any]:
    before = one.versions(declaration.id)[found.draft.amends_version - 1]
    return beside.sides(queries.beside(before, message, assessed(message, declaration.registered_on)))


def _reasons(found: Asked) -> list[tuple[str, str]]:
    name, day = "amendment_reason", law_day(found.now)
    return [(code, f"{code} · {say(words.called(name, code, day))}") for code in sorted(reference.lists_on(day)[name])]
