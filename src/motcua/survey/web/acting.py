"""Acts on a round: planned, changed, drawn, signed, opened, reminded, closed, assessed, published, cancelled."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.survey import services
from motcua.survey.models import Round
from motcua.survey.queries import framing
from motcua.survey.queries import rounds as queries
from motcua.survey.web import words
from motcua.survey.web.acts import titles, told
from motcua.survey.web.forms import PlanForm, ReasonForm, ScoresForm, SeenForm, SignForm

Do = Callable[[Any, Round, Actor], object]
both = require_http_methods(["GET", "HEAD", "POST"])
_scores = msgspec.json.Decoder(dict[str, int])


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a round."""
    actor = actor_of(request)
    form = PlanForm(request.POST if request.method == "POST" else None, law_day(clock.now()).year)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(form.plan(), by=actor, at=clock.now())
            return redirect("survey:round", made.number)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    context = {"form": form, "title": _("Plan a round"), "button": _("Plan the round"),
               "about": _("One round a year. Nothing is sent before a leader has signed the frame.")}  # fmt: skip
    return render(request, "survey/form.html", context, status=400 if form.errors else 200)


def act(verb: str) -> Callable[..., HttpResponse]:
    """The page of an act: what it means, a form, one service call."""

    @both
    def acted(request: HttpRequest, number: str) -> HttpResponse:
        actor = actor_of(request)
        found = queries.find(number, actor)
        form = _form(verb, found, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                _DO[verb](form, found, actor)
                return redirect("survey:round", found.number)
            except (NotAllowed, NotFound):
                raise
            except Refusal as refusal:
                form.add_error(None, refusal.in_language(language()))
        title = titles()[verb]
        context = {**words.head(found), "form": form, "title": title, "button": title, "about": told()[verb]}
        return render(request, "survey/form.html", context, status=400 if form.errors else 200)

    return acted


def _form(verb: str, found: Round, data: Any) -> Any:
    if verb == "change":
        return PlanForm(data, found.year, found)
    if verb == "sign":
        return SignForm(data, seen=found.leaf, initial={"fingerprint": found.fingerprint})
    if verb == "cancel":
        return ReasonForm(data, seen=found.leaf)
    if verb == "assess":
        offices = sorted({each.office for each in framing.strata_of(found)})
        named = [(code, words.office_name(code)) for code in offices]
        return ScoresForm(data, found, named, _scores.decode(found.internal))
    return SeenForm(data, seen=found.leaf)


def _common(form: Any, actor: Actor) -> dict[str, Any]:
    return {"seen": form.cleaned_data["seen"] or 0, "by": actor, "at": clock.now()}


_DO: dict[str, Do] = {
    "change": lambda form, found, by: services.change(found.number, form.plan(), **_common(form, by)),
    "draw": lambda form, found, by: services.draw(found.number, **_common(form, by)),
    "sign": lambda form, found, by: services.sign(
        found.number, form.cleaned_data["fingerprint"], by=by, at=clock.now()
    ),
    "open": lambda form, found, by: services.open_round(found.number, **_common(form, by)),
    "remind": lambda form, found, by: services.remind(found.number, **_common(form, by)),
    "close": lambda form, found, by: services.close(found.number, **_common(form, by)),
    "assess": lambda form, found, by: services.assess(found.number, form.scores(), **_common(form, by)),
    "publish": lambda form, found, by: services.publish(found.number, **_common(form, by)),
    "cancel": lambda form, found, by: services.cancel(
        found.number, note=form.cleaned_data["note"], **_common(form, by)
    ),
}  # fmt: skip
