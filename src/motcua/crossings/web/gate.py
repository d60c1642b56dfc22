"""The gate's screen, for one hand: choose gate and lane once, find by plate or QR, one button to let pass."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.crossings.domain.errors import PassageRefused
from motcua.crossings.domain.gates import CODES, DIRECTIONS, GATES, HOME
from motcua.crossings.domain.passing import Passage
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Crossing
from motcua.crossings.queries import announcements, gate, stays
from motcua.crossings.services.recording import record_passages
from motcua.crossings.web import words
from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound, Refusal

CHOSEN = "gate"
"""The key of the session that keeps gate and lane."""


class Place:
    """Where the officer stands: gate, lane, and so the direction."""

    def __init__(self, code: str, lane: str) -> None:
        self.gate, self.lane = GATES[code], lane
        self.direction = "in" if lane in self.gate.lanes_in else "out"

    @property
    def words(self) -> object:
        """The direction in words."""
        return CODES["direction"][self.direction]


def place_of(request: HttpRequest, actor: Actor) -> Place | None:
    """What was chosen, as long as the officer may record there."""
    code, _, lane = str(request.session.get(CHOSEN, "")).partition(" ")
    if code not in {each.code for each in gate.gates_of(actor)}:
        return None
    return Place(code, lane) if lane in GATES[code].lanes("in") + GATES[code].lanes("out") else None


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose gate and lane; kept for the session."""
    actor = actor_of(request)
    gates = gate.gates_of(actor)
    if request.method == "POST":
        request.session[CHOSEN] = request.POST.get("lane", "")
        if place_of(request, actor) is not None:
            return redirect("crossings:gate")
    shown = [
        {"gate": each, "ways": [{"words": CODES["direction"][way], "lanes": each.lanes(way)} for way in DIRECTIONS]}
        for each in gates
    ]
    return render(request, "crossings/choose.html", {"gates": shown})


@require_http_methods(["GET", "HEAD"])
def screen(request: HttpRequest) -> HttpResponse:
    """The queue; with a plate, its last signs or a number that is found, the vehicle with the one button."""
    actor, now = actor_of(request), clock.now()
    place = place_of(request, actor)
    if place is None:
        return redirect("crossings:choose")
    asked = request.GET.get("q", "").strip()[:40]
    found = gate.find(asked, place.gate.code, place.direction, place.lane, now) if asked else []
    context: dict[str, Any] = {"place": place, "asked": asked, "now": now, "plate": fold(asked)}
    if len(found) == 1:
        return render(request, "crossings/vehicle_at_gate.html", {**context, **_shown(found[0], place)})
    context |= {
        "found": [_line(each) for each in found], "queue": _queue(place, now),
        "last": [_recorded(each) for each in gate.last_recorded(place.gate.code, now)],
    }  # fmt: skip
    return render(request, "crossings/gate.html", context)


@require_POST
def let(request: HttpRequest) -> HttpResponse:
    """Record that a vehicle passes: by its declaration's number, or by its stay."""
    actor, now = actor_of(request), clock.now()
    place = place_of(request, actor)
    if place is None:
        return redirect("crossings:choose")
    try:
        passage = _meant(request, actor, place, now)
        record_passages([passage], by=actor, at=now)
    except NotFound:
        raise
    except Refusal as refusal:
        why = refusal.why if isinstance(refusal, PassageRefused) else refusal
        messages.error(request, why.in_language(language()))
        return redirect(f"{reverse('crossings:gate')}?q={request.POST.get('number') or request.POST.get('plate', '')}")
    messages.success(request, _done(passage, now))
    return redirect("crossings:gate")


def _meant(request: HttpRequest, actor: Actor, place: Place, now: datetime) -> Passage:
    number = request.POST.get("number", "")
    if number:
        found = announcements.find(number, actor)
        return gate.one_announced(found, announcements.message(found), place.gate.code, place.lane, now).passage
    leaf, _, no = request.POST.get("stay", "").partition("-")
    if not (leaf.isdecimal() and no.isdecimal()):
        raise NotFound(what=leaf[:20])
    stay = stays.find((int(leaf), int(no)), actor)
    return gate.one_staying(stay, place.gate.code, place.direction, place.lane, now).passage


def _done(passage: Passage, now: datetime) -> str:
    told = {
        "plate": fold(passage.plate), "way": say(CODES["direction"][passage.direction]),
        "at": times.moment(now, language()),
    }  # fmt: skip
    return _("%(plate)s · %(way)s · recorded %(at)s") % told


class UnannouncedForm(forms.Form):
    """A vehicle that was not announced: the least that is recorded of it."""

    plate = forms.CharField(
        label=gettext_lazy("Plate"), max_length=20,
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=[("CN", "CN"), (HOME, HOME), ("LA", "LA")])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), widget=forms.RadioSelect)
    passengers = forms.IntegerField(
        label=gettext_lazy("Passengers"), required=False, min_value=0, max_value=999,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric"}),
    )  # fmt: skip
    declarations = forms.CharField(
        label=gettext_lazy("Customs declarations of the goods"), required=False, max_length=300,
        help_text=gettext_lazy("Numbers, separated by blanks. Empty for a vehicle without goods."),
        widget=forms.TextInput(attrs={"class": "w-full", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    elsewhere = forms.CharField(
        label=gettext_lazy("Where it crossed before, if not here"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any, plate: str) -> None:
        country = HOME if plate[:2].isdecimal() else "CN"
        super().__init__(data, initial={"plate": plate, "country": country, "kind": "goods"}, auto_id="u-%s")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, say(name)) for code, name in CODES["kind"].items()]

    def passage(self, place: Place, now: datetime) -> Passage:
        """What was typed."""
        told = self.cleaned_data
        named = tuple(told["declarations"].split())
        return Passage(
            at=now, gate=place.gate.code, direction=place.direction, kind=told["kind"], country=told["country"],
            plate=told["plate"], lane=place.lane, laden=bool(named), passengers=told["passengers"] or 0,
            declarations=named, elsewhere=told["elsewhere"],
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def unannounced(request: HttpRequest) -> HttpResponse:
    """Record a vehicle that was not announced."""
    actor, now = actor_of(request), clock.now()
    place = place_of(request, actor)
    if place is None:
        return redirect("crossings:choose")
    form = UnannouncedForm(request.POST if request.method == "POST" else None, fold(request.GET.get("plate", "")))
    if request.method == "POST" and form.is_valid():
        passage = form.passage(place, now)
        try:
            record_passages([passage], by=actor, at=now)
        except Refusal as refusal:
            why = refusal.why if isinstance(refusal, PassageRefused) else refusal
            form.add_error(None, why.in_language(language()))
        else:
            messages.success(request, _done(passage, now))
            return redirect("crossings:gate")
    return render(
        request, "crossings/unannounced.html", {"form": form, "place": place}, status=400 if form.errors else 200
    )


def _queue(place: Place, now: datetime) -> list[dict[str, Any]]:
    rows = gate.queue(place.gate.code, place.direction, now, lane=place.lane)
    return [{"row": each, **words.state_of(each.state)} for each in rows]


def _line(each: gate.Candidate) -> dict[str, Any]:
    asked = each.announced.number if each.announced else each.plate
    return {"it": each, "asked": asked, "kind": words.called("kind", each.kind)}


def _recorded(each: Crossing) -> dict[str, Any]:
    return {"row": each, "way": CODES["direction"][each.direction], "kind": words.called("kind", each.kind)}


def _shown(each: gate.Candidate, place: Place) -> dict[str, Any]:
    stay = each.stay
    return {
        "it": each, "kind": words.called("kind", each.kind), "told": each.told,
        "state": words.state_of(each.announced.state) if each.announced else None,
        "stay_key": f"{stay.leaf}-{stay.no}" if stay else "",
        "here": GATES[each.passage.gate] == place.gate and each.passage.direction == place.direction,
    }  # fmt: skip
