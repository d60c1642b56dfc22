"""Amendments: where one stands and begins, those that wait, one side by side, and versions beside each other."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations import services
from motcua.declarations.domain.errors import NoProposal
from motcua.declarations.domain.windows import LAW, OFFER_WORDS, WINDOW_WORDS, Offer, Window, last_day, place
from motcua.declarations.models import Declaration, Proposal
from motcua.declarations.queries import amendments as queries
from motcua.declarations.queries import one
from motcua.declarations.services import otherdrafts
from motcua.declarations.services.deciding import may_amend
from motcua.declarations.services.offers import LONGEST
from motcua.declarations.web import beside, sheet, words
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

TONES = {Offer.PROPOSED: "warn", Offer.ACCEPTED: "good", Offer.REFUSED: "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, number: str) -> HttpResponse:
    """Where an amendment would stand now and who decides; begin one, in the form as a draft."""
    actor = actor_of(request)
    found = one.find(number, actor)
    now = clock.now()
    stands = standing(found, now)
    own = may_amend(actor, found)
    may = own or actor.holds("officer", found.office)
    if request.method == "POST" and may and not (own and stands["refusal"]):
        return redirect("declarations:draft", otherdrafts.amend(number, by=actor, at=now).pk)
    context = {
        "declaration": found, "head": sheet.head(found), "stands": stands, "own": own, "may": may, "now": now,
        "rows": [row(each, found) for each in queries.proposals(found.id)],
    }  # fmt: skip
    return render(request, "declarations/amend.html", context)


def standing(found: Declaration, now: datetime) -> dict[str, Any]:
    """The window of an amendment now, in words; or why there is none."""
    case = queries.case(found)
    told: dict[str, Any] = {"refusal": "", "window": None, "law": LAW}
    try:
        stands = place(case, now)
    except Refusal as refusal:
        return {**told, "refusal": refusal.in_language(language())}
    until = last_day(case.cleared_at) if stands.window is Window.AFTER_CLEARANCE and case.cleared_at else None
    return {
        **told, "window": WINDOW_WORDS[stands.window], "hours": stands.term.value if stands.term else 0,
        "at_once": stands.at_once, "until": until, "late": stands.window is Window.LATE, "due_at": found.due_at,
    }  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Amendments that wait, the one due first first."""
    actor = actor_of(request)
    rows = [
        {**row(each, found), "mine": actor.holds("officer", found.office)} for each, found in queries.waiting(actor)
    ]
    rows.sort(key=lambda each: not each["mine"])
    return render(request, "declarations/amendments.html", {"rows": rows, "now": clock.now()})


def row(proposal: Proposal, found: Declaration) -> dict[str, Any]:
    """A proposal for a list: its window, its state, its difference in tax."""
    resolved = getattr(proposal, "resolved", None)
    state = Offer(resolved.verdict) if resolved else Offer.PROPOSED
    return {
        "proposal": proposal, "declaration": found, "resolved": resolved, "state": OFFER_WORDS[state],
        "tone": TONES.get(state, ""), "window": WINDOW_WORDS[Window(proposal.window)],
        "reason": words.called("amendment_reason", proposal.reason, law_day(proposal.at)),
        "office": words.short_office(found.office, found.registered_on),
        "difference": beside.owed(proposal.tax_after - proposal.tax_before),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def one_proposal(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """A proposed amendment side by side with what it changes; an officer decides, its trader may withdraw."""
    actor = actor_of(request)
    found = one.find(number, actor)
    proposal = queries.proposal(found.id, no)
    problem = ""
    if request.method == "POST":
        problem = _decided(request, found, no, actor)
        if not problem:
            return redirect("declarations:amendment", number, no)
    waits = getattr(proposal, "resolved", None) is None
    works = actor.holds("officer", found.office)
    context = {
        **row(proposal, found), "head": sheet.head(found), "sides": _sides(found, proposal), "now": clock.now(),
        "decides": waits and works and proposal.actor != actor.reference,
        "withdraws": waits and may_amend(actor, found),
        "outdated": waits and proposal.version != found.version, "problem": problem,
        "note": request.POST.get("note", ""), "longest": LONGEST,
    }  # fmt: skip
    return render(request, "declarations/amendment.html", context, status=400 if problem else 200)


def _decided(request: HttpRequest, found: Declaration, no: int, actor: Actor) -> str:
    """Why it could not be; empty when done."""
    verdict = request.POST.get("verdict", "")
    if verdict not in ("accept", "refuse", "withdraw"):
        return NoProposal(number=found.number).in_language(language())
    note = request.POST.get("note", "")
    try:
        became = services.decide_proposal(found.number, no, verdict=verdict, note=note, by=actor, at=clock.now())
    except Refusal as refusal:
        return refusal.in_language(language())
    told = OFFER_WORDS[became].in_language(language())
    messages.success(request, _("The amendment is settled: %(state)s.") % {"state": told.lower()})
    return ""


def _sides(found: Declaration, proposal: Proposal) -> dict[str, Any]:
    """The version that it changes beside it, by the law of the day of registration."""
    before = one.versions(found.id)[proposal.version - 1]
    message = queries.message_proposed(proposal)
    return beside.sides(queries.beside(before, message, services.assessed(message, found.registered_on)))


@require_safe
def version(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """A version beside the one before it."""
    actor = actor_of(request)
    found = one.find(number, actor)
    held = one.versions(found.id)
    if not 1 < version <= len(held):
        raise Http404
    sides = beside.sides(queries.versions_beside(held[version - 2], held[version - 1]))
    context = {
        "declaration": found, "head": sheet.head(found), "sides": sides, "no": version, "before": version - 1,
        "at": held[version - 1].at, "number": held[version - 1].number,
    }  # fmt: skip
    return render(request, "declarations/version.html", context)
