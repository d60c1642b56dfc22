"""One transport on one page: facts, cargo, seals at both ends, differences, its life, and the acts upon it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import amounts, numbers, times
from motcua.design.domain.access import is_staff
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.money import e4
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.transport.domain.asking import is_late
from motcua.transport.domain.comparing import KIND_WORDS
from motcua.transport.domain.life import MOVES, STATE_WORDS, STEPS, VERDICTS, State
from motcua.transport.domain.message import Cargo
from motcua.transport.domain.message import Transport as Message
from motcua.transport.models import Transport
from motcua.transport.queries import one as queries
from motcua.transport.services import rights
from motcua.transport.web import words
from motcua.transport.web.actlist import ACTS, Act

_NAMED = {act.name: act for act in ACTS}


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The transport. Who may not see it is told that there is none."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    message = queries.message(found)
    amends = rights.may_act(actor, found, "amend") and "amend" in verbs(MOVES, State(found.state))
    context = {
        **head(found), "message": message, "cargo": list(map(cargo, message.cargo)),
        "facts": facts(found, message), "staff": is_staff(actor),
        "acts": list(possible(found, actor)), "amends": amends and actor.holds("trader"),
        "copies": actor.holds("trader"), "departed": queries.departed(found.id), "arrived": queries.arrived(found.id),
        "differences": [{"row": row, "words": KIND_WORDS[row.kind]} for row in queries.differences(found.id)],  # type: ignore[index]
        "steps": [
            {"step": each, "words": STEPS[each.verb], "verdict": VERDICTS.get(each.verdict)}
            for each in reversed(queries.steps(found.id))
        ],
        "asked": queries.asked(found), "moved": _moved(found),
        "versions": queries.versions(found.id), "receipt": ground.receipt(found.id) is not None,
    }  # fmt: skip
    return render(request, "transport/one.html", context)


def _moved(found: Transport) -> datetime | None:
    """The deadline as it was before an outage moved it; None where none did."""
    first = found.end_at if found.state == State.UNDER_WAY else queries.steps(found.id)[0].due_at
    return first if first is not None and found.due_at is not None and found.due_at > first else None


def possible(found: Transport, actor: Actor) -> Iterator[Act]:
    """What this person can do with the transport in its state."""
    now = set(verbs(MOVES, State(found.state)))
    return (act for act in ACTS if now.intersection(act.verbs) and act.may(actor, found))


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the transport as it was seen."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor)
    chosen = _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(number, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("transport:one", number)
    context = {
        **head(found), "act": chosen, "form": form, "open": chosen in list(possible(found, actor)),
        "others": [each for each in possible(found, actor) if each.name != name],
    }  # fmt: skip
    return render(request, "transport/act.html", context, status=400 if form.errors else 200)


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a step and the proof that it stands in the log, for anyone to check."""
    found = queries.find(number, actor_of(request))
    if leaf not in {each.leaf for each in queries.steps(found.id)}:
        raise Http404
    held, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": held.body.decode(), "hash": held.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def head(found: Transport) -> dict[str, Any]:
    """What stands above every page of a transport."""
    state = State(found.state)
    now = clock.now()
    return {
        "transport": found, "state": STATE_WORDS[state], "tone": words.TONES[state], "now": now,
        "late": is_late(found.state, found.due_at, now), "start": words.place(found.from_place, found.registered_on),
        "end": words.place(found.to_place, found.registered_on),
    }  # fmt: skip


def cargo(each: Cargo) -> dict[str, Any]:
    """A cargo number with its figures written."""
    spoken = language()
    weight = None if each.gross_weight is None else amounts.quantity(e4(each.gross_weight), each.weight_unit, spoken)
    packages = None if each.packages is None else f"{numbers.grouped(each.packages, spoken)} {each.package_unit}"
    return {"it": each, "weight": weight or "–", "packages": (packages or "–").strip()}


def facts(found: Transport, message: Message) -> list[Fact]:
    """What is declared in the header, in words."""
    day, spoken = found.registered_on, language()

    def named(list_name: str, code: str) -> str:
        return f"{code} · {say(words.called(list_name, code, day))}" if code else "–"

    ends = [
        Fact(label, say(words.place(code, day, name)), f"{code} · {say(words.office(office, day))}")
        for label, code, name, office in (
            (_("From place"), found.from_place, message.from_name, found.office),
            (_("To place"), found.to_place, message.to_name, found.to_office),
        )
    ]
    told = [
        Fact(_("Direction"), named("transport_direction", found.direction)),
        Fact(_("Purpose"), named("transport_purpose", found.purpose)),
        Fact(_("Kind of transport"), named("transport_kind", found.kind)),
        Fact(_("Means of transport"), named("transport_means", found.means)),
        Fact(_("Transporter"), found.transporter_name, message.transporter),
        *ends,
        Fact(_("Planned departure"), times.moment(found.start_at, spoken)),
        Fact(_("Planned arrival"), times.moment(found.end_at, spoken)),
    ]
    if found.departed_at:
        told.append(Fact(_("Departed"), times.moment(found.departed_at, spoken)))
    if found.arrived_at:
        told.append(Fact(_("Arrived"), times.moment(found.arrived_at, spoken)))
    if message.route:
        told.append(Fact(_("Route"), message.route))
    if message.security:
        told.append(Fact(_("Security"), amounts.dong(message.guarantee_amount, spoken), _guarantee(message, day)))
    if message.notes:
        told.append(Fact(_("Remarks"), message.notes))
    return told


def _guarantee(message: Message, day: Any) -> str:
    parts = (
        say(words.called("transport_security", message.security, day)), message.guarantee_bank,
        str(message.guarantee_year or ""), message.guarantee_symbol, message.guarantee_number,
    )  # fmt: skip
    return " ".join(part for part in parts if part)
