"""One certificate on one page: lines and what is left, its ledger of use, declarations, life, messages, acts."""

import json
from collections.abc import Iterator, Sequence
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
from motcua.origin.domain.answer import KINDS
from motcua.origin.domain.certificate import Certificate as Message
from motcua.origin.domain.life import CLAIM_WORDS, MOVES, STATE_WORDS, STEPS, ClaimState, State
from motcua.origin.domain.rules import BOOK
from motcua.origin.models import Certificate, Incoming, Outgoing
from motcua.origin.queries import one as queries
from motcua.origin.queries import outgoing
from motcua.origin.web import words
from motcua.origin.web.actforms import ACTS, Act

_NAMED = {act.name: act for act in ACTS}


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate. Who may not see it is told that there is none."""
    actor = actor_of(request)
    found = queries.find(pk, actor)
    message = queries.message(found)
    claims = queries.claims(found, actor)
    shown = {each.declaration_id for each in claims}
    numbers = {each.declaration_id: each.number for each in claims}
    uses = [
        {"it": each, "number": numbers.get(each.declaration_id, "")}
        for each in queries.uses(found.pk) if is_staff(actor) or each.declaration_id in shown
    ]  # fmt: skip
    context = {
        **head(found), "message": message, "staff": is_staff(actor), "facts": facts(message, found),
        "lines": [
            {"it": each, "left_e4": each.quantity_e4 - each.used_e4} for each in queries.lines(found.pk)
        ],
        "uses": uses, "acts": list(possible(found, actor)),
        "claims": [
            {"it": each, "state": CLAIM_WORDS[ClaimState(each.state)],
             "tone": words.CLAIM_TONES[ClaimState(each.state)], "why": words.reason(each.reason)}
            for each in claims
        ],
        "steps": [
            {"step": each, "words": STEPS[each.verb], "reason": words.reason(each.reason)}
            for each in reversed(queries.steps(found.pk))
        ],
        "faults": [rule for rule in BOOK if rule.code in found.faults.split()],
        "exchanged": messages(outgoing.of(found.pk), queries.incoming(found)) if is_staff(actor) else (),
    }  # fmt: skip
    return render(request, "origin/one.html", context)


def messages(sent: Sequence[tuple[Outgoing, Any]], came: Sequence[Incoming]) -> list[dict[str, Any]]:
    """What was told either way, the newest first."""
    kinds = {"certificate": _("Certificate"), **{kind: say(name) for kind, name in KINDS.items()}}
    out = [
        {"at": each.at, "id": each.message_id, "kind": kinds.get(each.kind, each.kind), "to": each.partner,
         "done": done, "note": _note(each.body)}
        for each, done in sent
    ]  # fmt: skip
    back = [
        {"at": each.at, "id": each.message_id, "kind": kinds.get(each.kind, each.kind), "from": each.country,
         "note": _note(each.body)}
        for each in came
    ]  # fmt: skip
    return sorted([*out, *back], key=lambda each: each["at"], reverse=True)


def _note(body: str) -> str:
    told = json.loads(body)
    return str(told.get("note", ""))


def possible(found: Certificate, actor: Actor) -> Iterator[Act]:
    """What this person can do with the certificate in its state."""
    if not any(actor.holds(role) for act in ACTS for role in act.roles) or found.consignee in actor.barred | actor.own:
        return iter(())
    now = set(verbs(MOVES, State(found.state)))
    return (act for act in ACTS if now.intersection(act.verbs) and (act.name not in ("end", "keep") or found.flagged))


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the certificate as it was seen."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(pk, actor)
    chosen = _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, found.leaf)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(found.pk, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("origin:one", found.pk)
    context = {
        **head(found), "act": chosen, "form": form, "open": chosen in list(possible(found, actor)),
        "title": found.reference, "back": ("origin:one", found.pk),
    }  # fmt: skip
    return render(request, "origin/act.html", context, status=400 if form.errors else 200)


@require_safe
def proof(request: HttpRequest, pk: int, leaf: int) -> HttpResponse:
    """The leaf of a step or a use and the proof that it stands in the log, for anyone to check."""
    found = queries.find(pk, actor_of(request))
    known = {each.leaf for each in queries.steps(found.pk)} | {each.leaf for each in queries.uses(found.pk)}
    return proven(leaf, known)


def proven(leaf: int, known: set[int]) -> HttpResponse:
    """A leaf among those that may be shown, with its place in the log."""
    if leaf not in known:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def head(found: Certificate) -> dict[str, Any]:
    """What stands above every page of a certificate."""
    state, now = State(found.state), clock.now()
    days = (found.valid_until - law_day(now)).days
    return {
        "certificate": found, "state": STATE_WORDS[state], "tone": words.TONES[state], "now": now, "days": days,
        "late": found.due_at is not None and found.due_at < now,
        "country": words.country(found.country, found.issued_on), "flagged": words.FLAGGED_WORDS.get(found.flagged),
    }  # fmt: skip


def facts(message: Message, found: Certificate | None = None) -> list[Fact]:
    """What the certificate says above its lines, box by box."""
    spoken, day = language(), message.issued_on or law_day(clock.now())

    def named(code: str) -> str:
        return f"{code} · {say(words.country(code, day))}" if code else "–"

    told = [
        Fact(_("1. Exporter"), message.exporter.name or "–", message.exporter.address),
        Fact(_("2. Consignee"), message.consignee.name or "–", message.consignee.code),
        Fact(_("Issuing country"), named(message.country), message.authority),
        Fact(_("Importing country"), named(message.partner)),
        Fact(_("3. Departure"), times.day(message.departed_on, spoken) if message.departed_on else "–",
             f"{message.vessel} {message.voyage}".strip()),
        Fact(_("Loading and discharge"), f"{message.loading_place or '–'} → {message.discharge_place or '–'}",
             ", ".join(message.transit)),
    ]  # fmt: skip
    if message.through:
        told.append(Fact(_("Through transport document"), message.through))
    invoices = ", ".join(each.number for each in message.invoices)
    told.append(Fact(_("10. Invoices"), invoices or "–"))
    flags = [say(words.FLAG_WORDS[each]) for each in words.FLAG_WORDS if each in message.flags]
    told.append(Fact(_("13. Ticked"), ", ".join(flags) or _("nothing")))
    if message.issued_on:
        told.append(Fact(_("12. Issued"), times.day(message.issued_on, spoken), message.place))
    if found is not None:
        told.append(Fact(_("Valid until"), times.day(found.valid_until, spoken)))
    return [*told, *_further(message, named)]


def _further(message: Message, named: Any) -> Iterator[Fact]:
    """What only some certificates say."""
    if message.third_party is not None:
        yield Fact(_("Issuer of the invoice"), message.third_party.name, named(message.third_party.country))
    if message.original is not None:
        yield Fact(_("Original certificate"), message.original.reference, named(message.original.country))
    if message.replaces:
        yield Fact(_("Replaces"), message.replaces)
    if message.copy_of:
        yield Fact(_("Certified true copy of"), message.copy_of)
    if message.remarks:
        yield Fact(_("Remarks"), message.remarks)
