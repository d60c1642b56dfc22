"""One declaration on one page: facts, goods, sums explained, channel and reason, steps, versions, message."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.declarations import services
from motcua.declarations.domain.asking import CHECKING
from motcua.declarations.domain.life import Channel
from motcua.declarations.models import Declaration
from motcua.declarations.queries import amendments, desks, differences, feed, inspections, passages
from motcua.declarations.queries import one as queries
from motcua.declarations.web import acts, gate, papers, reasons, sheet, stays
from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import page
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.manifests.queries import bill as bills
from motcua.people import queries as people

LINES = 20
"""Goods items and their explanations on one page."""


def _found(request: HttpRequest, number: str) -> tuple[Declaration, Actor]:
    actor = actor_of(request)
    return queries.find(number, actor), actor


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The declaration. A trader who may not see it is told that there is none."""
    found, actor = _found(request, number)
    staff = is_staff(actor)
    place = page(page_asked(request), LINES, found.items)
    context = _context(found, actor, place.number, place) | {
        "acts": list(acts.possible(found, actor)),
        "desk": _desk(found, actor),
        "moved": services.hits(found),
        "usual": sheet.usual(found, clock.now()),
        **stays.around(found),
        "inspected": found.channel == Channel.RED and inspections.any_of(found.id),
        "ticked": sheet.ticked(found.id) if staff else [],
        **_passage(found),
        "bills": bills.of_declaration(found.id),
    }
    return render(request, "declarations/one.html", context)


def _passage(found: Declaration) -> dict[str, Any]:
    """What passed and what is left, once goods may pass; nothing before, nor of another system's."""
    if not passages.may_pass(found) and found.passed_at is None:
        return {}
    return {"passage": gate.shown(passages.standing(found))} if not queries.recorded(found.id) else {}


def _desk(found: Declaration, actor: Actor) -> dict[str, Any] | None:
    """On whose desk it lies, and what this person may do about it; nothing for others than officers and heads."""
    if found.state not in CHECKING or not (actor.holds("officer", found.office) or actor.holds("head", found.office)):
        return None
    holder = desks.holders([found.id]).get(found.id, 0)
    return {
        "who": people.names([holder]).get(holder, ""), "mine": holder == actor.account,
        "claims": not holder and actor.holds("officer", found.office),
        "hands": holder == actor.account or actor.holds("head", found.office),
    }  # fmt: skip


def _context(found: Declaration, actor: Actor, number: int, place: Any) -> dict[str, Any]:
    staff = is_staff(actor)
    versions = queries.versions(found.id)
    version = versions[-1]
    start = (number - 1) * LINES
    now = clock.now()
    beside = sheet.beside(differences.standing(found.id, found.version), staff=staff)
    explained = queries.explained(found, version, start, LINES) if staff or beside is None else None
    return {
        "declaration": found, "version": version, "staff": staff, "now": now, "page": place,
        "head": sheet.head(found), "facts": sheet.facts(found, version),
        "items": [sheet.item(item) for item in queries.items(found.id, found.version, start, LINES)],
        "why": sheet.why(explained), "payables": sheet.payables(found, version, explained),
        "reason": reasons.reason(found.id, actor), **_happened(found, staff=staff),
        "versions": sheet.versions(versions), "proposal": amendments.waiting_of(found.id),
        "beside": beside,
        "questions": [(each, papers.named(each.papers, each.at)) for each in queries.questions(found.id)],
        **papers.listed(found),
    }  # fmt: skip


def _happened(found: Declaration, *, staff: bool) -> dict[str, Any]:
    """Steps with notes for staff; for the declarant what happened and why."""
    if staff:
        return {"steps": [sheet.step(move) for move in queries.moves(found.id)]}
    proofs = {move.leaf for move in queries.moves(found.id)}
    return {"feed": [{"event": each, "proof": each.leaf in proofs} for each in feed.feed(found)]}


@require_safe
def original(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The message of a version, byte for byte as it came."""
    found, _ = _found(request, number)
    for held in queries.versions(found.id):
        if held.version == version:
            answer = HttpResponse(queries.original(held), content_type="application/json")
            answer["Content-Disposition"] = f'attachment; filename="{found.number}-{version}.json"'
            return answer
    raise Http404


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a step and the proof that it stands in the log, for anyone to check."""
    found, _ = _found(request, number)
    if leaf not in {move.leaf for move in queries.moves(found.id)}:
        raise Http404
    held, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": held.body.decode(), "hash": held.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})
