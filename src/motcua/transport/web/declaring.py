"""Declaring: a new transport and the amendment of one, on a form that works without JavaScript."""

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.parties import queries as parties
from motcua.transport import services
from motcua.transport.domain.errors import Faulty
from motcua.transport.domain.message import Transport
from motcua.transport.queries import one as queries
from motcua.transport.web.forms import MOST_CARGO, TransportForm, initial_of, listed_places


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new transport: try it out, add a cargo number, or register it."""
    actor = actor_of(request)
    form = _form(request, actor, _begun(request, actor))
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        found = _send(request, form, actor, "")
        if found:
            return redirect("transport:one", found)
    return _answer(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, number: str) -> HttpResponse:
    """Amend a transport that is not yet approved."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    message = queries.message(found)
    form = _form(request, actor, {**initial_of(message), "seen": found.leaf}, message)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        sent = _send(request, form, actor, found.number)
        if sent:
            return redirect("transport:one", sent)
    return _answer(request, form, {"transport": found})


def _begun(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What a new form begins with: a copy of an earlier transport where one is named."""
    begun: dict[str, Any] = {"key": token_hex(16), "direction": "I", "kind": "NR", "means": "31"}
    copied = request.GET.get("copy", "")
    if copied:
        told = initial_of(queries.message(queries.find(copied, actor)))
        dropped = ("start_on", "end_on", "containers")
        begun |= {name: value for name, value in told.items() if name not in dropped}
    return begun


def _form(
    request: HttpRequest, actor: Actor, initial: dict[str, Any], message: Transport | None = None
) -> TransportForm:  # fmt: skip
    data = request.POST if request.method == "POST" else None
    told = data.get("cargos", "") if data is not None else ""
    known = len(message.cargo) if message else sum(name.endswith("_number") for name in initial if name[0] == "c")
    count = int(told) if told.isascii() and told.isdecimal() and len(told) == 1 else known
    if data is not None and "more" in data:
        count += 1
        data = data.copy()
        data["cargos"] = str(min(max(count, 1), MOST_CARGO))
    count = min(max(count, 1), MOST_CARGO)
    names = _names(actor, message)
    return TransportForm(data, day=law_day(clock.now()), parties=names, initial=initial, count=count)


def _names(actor: Actor, message: Transport | None) -> dict[str, str]:
    """For whom the actor declares."""
    codes = sorted({*actor.represented, *([message.party] if message else [])})
    found = {}
    for code in codes:
        try:
            found[code] = parties.find(code).name
        except NotFound:
            found[code] = ""
    return found


def _send(request: HttpRequest, form: TransportForm, actor: Actor, number: str) -> str:
    """Register or amend, or only try out; the number where something was done."""
    message, now = form.message(), clock.now()
    try:
        if "try" in request.POST:
            _tried(request, form, services.check_out(message, by=actor, at=now))
            return ""
        if number:
            seen = form.cleaned_data["seen"] or 0
            return services.amend(number, message, seen=seen, by=actor, at=now).number
        done = services.register(message, by=actor, at=now, key=form.cleaned_data["key"])
    except Faulty as refusal:
        form.take(refusal.findings)
    except Refusal as refusal:
        form.add_error(None, refusal.in_language(language()))
    else:
        messages.success(request, _("The transport is registered. Its receipt is signed."))
        return done.number
    return ""


def _tried(request: HttpRequest, form: TransportForm, findings: Any) -> None:
    form.take(findings)
    if not findings:
        form.sound = True  # type: ignore[attr-defined]


def _answer(request: HttpRequest, form: TransportForm, context: dict[str, Any]) -> HttpResponse:
    grows = "more" in request.POST
    told = {
        "form": form, "groups": list(form.groups()), "places": listed_places(law_day(clock.now())),
        "sound": getattr(form, "sound", False), "grows": grows, "more": form.count < MOST_CARGO, **context,
    }  # fmt: skip
    return render(request, "transport/form.html", told, status=400 if form.errors and not grows else 200)
