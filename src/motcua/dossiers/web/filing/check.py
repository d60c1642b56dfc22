"""The last look: the answers as they were understood, what is wrong with its place, and lodging; deleting a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import LARGEST, actor_of
from motcua.design.templatetags.figures import language, say
from motcua.dossiers.domain.draft_errors import Stale
from motcua.dossiers.domain.drafting import CHECK, PAPERS
from motcua.dossiers.domain.errors import FaultyAnswers, MissingPapers
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.services import drafts as services
from motcua.dossiers.web.filing.asked import Asked, asked, revision, title_of
from motcua.dossiers.web.filing.papers import listed
from motcua.dossiers.web.filing.steps import lodged, missing_papers
from motcua.dossiers.web.words import office
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.parties import queries as parties
from motcua.procedures.domain import wording
from motcua.procedures.domain.form.shown import summary, tree
from motcua.procedures.queries.lists import codes_on

_SHOWN = 100


@never_cache
@require_safe
def check(request: HttpRequest, draft: int) -> HttpResponse:
    """Everything once more, before it is lodged."""
    found = asked(request, draft)
    if found.draft.dossier_id is not None:
        return lodged(request, found)
    return _page(request, found, unsure="unsure" in request.GET)


@never_cache
@require_POST
def lodge(request: HttpRequest, draft: int) -> HttpResponse:
    """Lodge the draft as the page showed it. Sent again, it is lodged once."""
    found, known = asked(request, draft), revision(request)
    if "sure" not in request.POST and found.draft.dossier_id is None:
        return redirect(f"{reverse('dossiers:draft_check', args=[draft])}?unsure=1#sure")
    try:
        made = services.lodge(found.draft.pk, revision=known, by=found.actor, at=found.now)
    except Stale:
        messages.warning(request, _("The draft was changed after this page was opened. Look it through once more."))
        return redirect(found.address(CHECK))
    except (FaultyAnswers, MissingPapers):
        return _page(request, found, status=400)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, found, status=409, problem=refusal.in_language(language()))
    if found.supplemented is not None:
        messages.success(request, _("The supplement was sent."))
        return redirect("dossiers:follow", made.number)
    return redirect("dossiers:lodged", made.number)


def _page(
    request: HttpRequest, found: Asked, *, unsure: bool = False, status: int = 200, problem: str = ""
) -> HttpResponse:  # fmt: skip
    day, form, held = law_day(found.now), found.content.form, found.draft
    codes = codes_on(day)
    judged = services.judged(held, found.content, found.now)
    errors = _errors(found, judged, codes)
    sections = summary(form, judged.answers, language(), codes=codes) if form else ()
    context = {
        **found.frame(CHECK), "errors": errors[:_SHOWN], "wrong": len(errors), "unsure": unsure, "problem": problem,
        "sections": [(each, found.address(each.name)) for each in sections], "papers": listed(found),
        "papers_address": found.address(PAPERS), "dropped": _dropped(found, judged), "party": parties.find(held.party),
        "office": office(held.office, day), "limit": wording.limit(found.content.limit),
        "fee": wording.fee(found.content), "may": found.actor.may(held.party, "lodge", office=held.office),
    }  # fmt: skip
    return render(request, "dossiers/filing/check.html", context, status=status)


def _errors(found: Asked, judged: Any, codes: Any) -> list[tuple[str, str, str]]:
    """(address, sentence, page) of everything that has to be put right."""
    form = found.content.form
    pages = tree(form, found.entered.answers, judged.faults, language(), codes=codes) if form else ()
    told = [
        (f"{found.address(page.name)}#{anchor}", sentence, page.label)
        for page in pages for anchor, sentence in page.errors
    ]  # fmt: skip
    unknown = [each for each in judged.faults if each.code == "FRM-UNKNOWN" and "[" not in each.path]
    told += [(found.address(""), say(each.words), found.heading(CHECK)) for each in unknown]
    address, label = found.address(PAPERS), found.heading(PAPERS)
    return told + [(address, _("A paper is missing: %(paper)s") % {"paper": each}, label)
                   for each in missing_papers(found)]  # fmt: skip


def _dropped(found: Asked, judged: Any) -> list[str]:
    """Labels of what was answered and is not asked."""
    form = found.content.form
    parts = {part.name: part for section in form.sections for part in section.parts} if form else {}
    names = dict.fromkeys(path.partition("[")[0] for path in judged.dropped)
    return [say(parts[name].words) for name in names if name in parts]


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, draft: int) -> HttpResponse:
    """Ask, then delete a draft."""
    actor = actor_of(request)
    held = queries.find(min(draft, LARGEST), actor)
    if held.dossier_id is not None:
        return lodged(request, asked(request, draft))
    if request.method != "POST":
        return render(request, "dossiers/filing/delete.html", {"draft": held, "title": title_of(held, clock.now())})
    services.delete(held.pk, by=actor)
    messages.success(request, _("The draft was deleted."))
    return redirect("dossiers:drafts")
