"""The screen: sign in, choose the lane, find a vehicle, let it pass or refuse it. One button each, on a phone."""

from secrets import token_urlsafe
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.crossings.device import entering, recording
from motcua.crossings.device.finding import Candidate, Place, expected, find
from motcua.crossings.domain.gates import CODES, DIRECTIONS, GATES
from motcua.crossings.domain.offline.deciding import need_list
from motcua.crossings.domain.offline.records import Signed
from motcua.crossings.web.device.forms import EnterForm, VehicleForm
from motcua.crossings.web.device.opened import LANE, OFFICER, gate, officer_of, place_of
from motcua.design.domain import times
from motcua.design.templatetags.figures import language, say
from motcua.kernel.refusals import Refusal

LAST = 8


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in with the paper code."""
    held = gate()
    form = EnterForm(request.POST if request.method == "POST" else None, held)
    if request.method == "POST" and form.is_valid():
        try:
            found = entering.enter(held, form.cleaned_data["account"], form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            request.session.cycle_key()
            request.session[OFFICER] = found.account
            return redirect("device:screen")
    status = 400 if form.errors else 200
    return render(request, "device/enter.html", {"form": form, "officers": held.list()}, status=status)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    request.session.flush()
    return redirect("device:enter")


@require_http_methods(["GET", "HEAD", "POST"])
def lane(request: HttpRequest) -> HttpResponse:
    """Choose the lane, and so the direction."""
    if request.method == "POST":
        request.session[LANE] = request.POST.get("lane", "")
        if place_of(request) is not None:
            return redirect("device:screen")
    here = GATES[gate().store.facts()["gate"]]
    ways = [{"words": CODES["direction"][way], "lanes": here.lanes(way)} for way in DIRECTIONS]
    return render(request, "device/lane.html", {"ways": ways, "here": here})


@require_http_methods(["GET", "HEAD"])
def screen(request: HttpRequest) -> HttpResponse:
    """Who is expected; with a plate, its last signs or a number the vehicles that may be meant."""
    place = place_of(request)
    if place is None:
        return redirect("device:lane")
    held = gate()
    now, standing = held.now(), held.standing()
    asked = request.GET.get("q", "").strip()[:80]
    found = find(standing, asked, place, now) if asked else []
    last = held.store.records(max(1, held.store.last_number() - LAST + 1))
    context = {
        "place": place, "way": CODES["direction"][place.direction], "asked": asked, "form": token_urlsafe(12),
        "found": found, "one": found[0] if len(found) == 1 else None,
        "queue": [] if asked else expected(standing, place, now), "last": [_line(each) for each in reversed(last)],
    }  # fmt: skip
    return render(request, "device/screen.html", context)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Let the vehicle of the page pass, or refuse it: an announced one by its number, another by its plate."""
    place, officer = place_of(request), officer_of(request)
    if place is None or officer is None:
        return redirect("device:lane")
    held = gate()
    found = _meant(request, place)
    if found is None:
        messages.error(request, _("The list no longer names this vehicle. Look for it again."))
        return redirect("device:screen")
    passage = msgspec.structs.replace(found.passage, note=request.POST.get("note", "")[:400])
    number = found.announced.number if found.announced else ""
    part = bool(request.POST.get("part"))
    said = recording.Said(officer.account, request.POST.get("form", "")[:40], passage, number, part=part)
    service = recording.refuse if request.POST.get("act") == "refuse" else recording.let_pass
    try:
        made = service(held, said)
    except Refusal as refusal:
        messages.error(request, refusal.in_language(language()))
        return redirect(f"{request.path.removesuffix('decide/')}?q={number or passage.plate}")
    return _recorded(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
def other(request: HttpRequest) -> HttpResponse:
    """A vehicle that the list does not name; also without list, on the officer's own responsibility."""
    place, officer = place_of(request), officer_of(request)
    if place is None or officer is None:
        return redirect("device:lane")
    held = gate()
    begun = {"form": token_urlsafe(12), "plate": request.GET.get("plate", "")[:20], "country": "CN", "kind": "goods"}
    form = VehicleForm(request.POST if request.method == "POST" else None, begun)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        said = recording.Said(
            officer.account, told["form"], form.passage(held, place), own=told["own"], part=told["part"]
        )
        try:
            return _recorded(request, recording.let_pass(held, said))
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    context = {"form": form, "place": place, "way": CODES["direction"][place.direction], "stopped": _stopped()}
    return render(request, "device/other.html", context, status=400 if form.errors else 200)


def _stopped() -> str:
    """Why nothing can be decided by a list; empty where it can."""
    try:
        need_list(gate().standing(), gate().now())
    except Refusal as refusal:
        return refusal.in_language(language())
    return ""


def _meant(request: HttpRequest, place: Place) -> Candidate | None:
    asked = request.POST.get("number") or request.POST.get("plate", "")
    found = find(gate().standing(), asked, place, gate().now()) if asked else []
    plate = request.POST.get("plate", "")
    return next((each for each in found if each.passage.plate == plate), None)


def _recorded(request: HttpRequest, made: Signed) -> HttpResponse:
    record = made.record
    words = {"number": record.number, "plate": record.passage.plate, "at": times.moment(record.at, language())}
    if record.verb == "refuse":
        messages.warning(request, _("Recorded as number %(number)s: %(plate)s refused, %(at)s.") % words)
    elif record.list == 0:
        messages.warning(request, _("Recorded as number %(number)s without list: %(plate)s, %(at)s.") % words)
    else:
        messages.success(request, _("Recorded as number %(number)s: %(plate)s passed, %(at)s.") % words)
    return redirect("device:screen")


def _line(made: Signed) -> dict[str, Any]:
    record = made.record
    told = {"pass": _("passed"), "refuse": _("refused")}[record.verb]
    way = say(CODES["direction"][record.passage.direction])
    return {"record": record, "told": told, "way": way, "sent": record.number < gate().next_to_send()}
