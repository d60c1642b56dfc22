"""One call on one page: its documents with deadlines, states and versions, its life, and the acts upon it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.domain.access import is_staff
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.manifests.domain.life import (
    DIRECTION_WORDS,
    KIND_WORDS,
    LODGING,
    MOVES,
    PAPER_WORDS,
    STANDING,
    STATE_WORDS,
    STEPS,
    Paper,
    State,
)
from motcua.manifests.domain.staying import WHERE_WORDS
from motcua.manifests.domain.terms import term
from motcua.manifests.models import Bill, Call, Document
from motcua.manifests.queries import matching
from motcua.manifests.queries import one as queries
from motcua.manifests.services import do_many, rights
from motcua.manifests.services.acts import Doing
from motcua.manifests.web import words
from motcua.manifests.web.actlist import ACTS, Act
from motcua.parties.queries import mandates

BILLS = 100
"""Bills on the page of a dossier; all stand in its manifests."""
_NAMED = {act.name: act for act in ACTS}


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier. Who may not see it is told that there is none."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    documents = queries.documents(call, actor)
    announces = rights.may_announce(actor, call.party, call.direction, call.office) and actor.holds("trader")
    lodges = announces and State(call.state) in LODGING
    standing = {each.kind for each in documents if each.state != Paper.CANCELLED}
    named = {each.pk: each for each in documents}
    context = {
        **head(call), "facts": list(facts(call)), "staff": is_staff(actor), "lodges": lodges,
        "papers": [paper(each, call) for each in _in_order(documents)],
        "more": [(kind, name) for kind, name in KIND_WORDS.items() if kind not in standing] if lodges else [],
        "acts": list(possible(call, actor)), "hazards": queries.hazards(call),
        "steps": [
            {"step": each, "words": STEPS[each.verb], "document": named.get(each.document_id)}
            for each in reversed(queries.steps(call))
            if each.document_id in (0, *named)
        ],
        "kinds": KIND_WORDS, "other": _other(call, actor), "bills": _bills(documents),
    }  # fmt: skip
    return render(request, "manifests/one.html", context)


def _bills(documents: list[Document]) -> dict[str, Any]:
    """The bills of these documents, with what declarations leave of them."""
    held = [each for each in documents if each.kind in ("cargo", "house") and each.state in STANDING]
    shown: list[Bill] = []
    for each in held:
        shown += queries.bills(each)[: BILLS - len(shown)] if len(shown) < BILLS else ()
    count = sum(each.rows for each in held)
    balances = matching.balances(row.number for row in shown)
    apart = term("weight apart", law_day(clock.now()))
    rows = [
        {"bill": row, "balance": balances[row.folded], "where": WHERE_WORDS[balances[row.folded].where(apart)]}
        for row in shown
    ]
    return {"rows": rows, "count": count, "more": count - len(shown)}


def _in_order(documents: list[Document]) -> list[Document]:
    order = list(KIND_WORDS)
    return sorted(documents, key=lambda each: (order.index(each.kind), each.slot, each.pk))


def _other(call: Call, actor: Actor) -> Call | None:
    """The entry of an exit, or the exit of an entry."""
    held = queries.visible_to(actor)
    if call.direction == "E":
        return held.filter(pk=call.entry).first() if call.entry else None
    return held.filter(entry=call.pk).exclude(state=str(State.CANCELLED)).order_by("-pk").first()


def paper(document: Document, call: Call) -> dict[str, Any]:
    """A document as a line of its dossier."""
    now = clock.now()
    return {
        "document": document, "kind": KIND_WORDS[document.kind], "state": PAPER_WORDS[Paper(document.state)],
        "tone": words.PAPER_TONES[Paper(document.state)],
        "late": document.due_at is not None and document.due_at < now, "own": call.party == document.party,
    }  # fmt: skip


def possible(call: Call, actor: Actor) -> Iterator[Act]:
    """What this person can do with the call in its state."""
    now = set(verbs(MOVES, State(call.state)))
    return (act for act in ACTS if now.intersection(act.moves) and act.may(actor, call))


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the call as it was seen."""
    actor, now = actor_of(request), clock.now()
    call = queries.find(number, actor)
    chosen = _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, call, actor)
    if request.method == "POST" and form.is_valid():
        try:
            do_many([Doing(call.number, chosen.verb, actor, now, **form.told())])
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("manifests:one", number)
    context = {
        **head(call), "act": chosen, "form": form, "open": chosen in list(possible(call, actor)),
        "others": [each for each in possible(call, actor) if each.name != name],
    }  # fmt: skip
    return render(request, "manifests/act.html", context, status=400 if form.errors else 200)


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a step and the proof that it stands in the log, for anyone to check."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    seen = {0, *(each.pk for each in queries.documents(call, actor))}
    if leaf not in {each.leaf for each in queries.steps(call) if each.document_id in seen}:
        raise Http404
    held, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": held.body.decode(), "hash": held.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def head(call: Call) -> dict[str, Any]:
    """What stands above every page of a call."""
    state = State(call.state)
    return {
        "call": call, "state": STATE_WORDS[state], "tone": words.TONES[state], "now": clock.now(),
        "direction": DIRECTION_WORDS[call.direction], "port": words.port(call.port, call.opened_on),
        "ship": call.vessel_name or call.call_sign,
    }  # fmt: skip


def facts(call: Call) -> Iterator[Fact]:
    """What is known of a call, in words."""
    spoken, day = language(), call.opened_on
    names = mandates.names([call.party, call.agent])
    yield Fact(_("Vessel"), call.vessel_name or "–", f"{call.call_sign} {call.flag}")
    yield Fact(_("Voyage"), call.voyage, say(DIRECTION_WORDS[call.direction]))
    yield Fact(_("Port"), say(words.port(call.port, day)), f"{call.port} {call.port_suffix}".strip())
    yield Fact(_("Customs office"), say(words.office(call.office, day)), call.office)
    yield Fact(_("Carrier"), names.get(call.party, call.party), call.carrier)
    if call.agent != call.party:
        yield Fact(_("Agent"), names.get(call.agent, call.agent), call.agent)
    yield Fact(_("Expected"), times.moment(call.expected_at, spoken))
    if call.berth:
        until = times.short_moment(call.berth_until, spoken) if call.berth_until else ""
        since = times.short_moment(call.berth_from, spoken) if call.berth_from else ""
        yield Fact(_("Berth"), say(words.berth(call.berth, day)), f"{since} – {until}".strip(" –"))
    for label, moment in (
        (_("Arrived"), call.arrived_at), (_("Cargo finished"), call.finished_at), (_("Cleared"), call.cleared_at),
        (_("Left"), call.left_at),
    ):  # fmt: skip
        if moment:
            yield Fact(label, times.moment(moment, spoken))
    if call.transit:
        yield Fact(_("Ship in transit"), _("yes"))
