"""The public status of the services, and the desk where outages are added, confirmed or rejected."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.domain.figures import Bar, strip
from motcua.design.fields import MomentField
from motcua.design.templatetags.figures import language, say
from motcua.ground.domain import outages as domain
from motcua.ground.domain.outages import VERDICT_WORDS, Verdict
from motcua.ground.models import Outage
from motcua.ground.queries import outages as queries
from motcua.ground.services import clock
from motcua.ground.services import outages as services
from motcua.ground.services.standing import DAYS, standing
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal

_TONES = {"": "warn", Verdict.CONFIRMED: "good", Verdict.REJECTED: ""}
_MOMENTS = ["%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """How the services stand, and stood in the last 90 days; for everybody."""
    now = clock.now()
    states, listed = standing(now)
    held, today = queries.by_service(listed), law_day(now)
    rows = [
        {"state": each, "words": domain.SERVICES[each.service].words, "days": _days(held[each.service], today),
         "tone": each.state, "here": _here(each.state)}
        for each in states
    ]  # fmt: skip
    whole = domain.now_of({each.service: each.state for each in states})
    context = {
        "rows": rows, "whole": whole, "here": _here(whole), "outages": [row(each) for each in listed],
        "now": now, "since": domain.days([], today, DAYS)[0].day, "until": today,
    }  # fmt: skip
    return render(request, "ground/status.html", context)


def _here(state: str) -> str:
    return {"good": _("Works"), "warn": _("Look at it with care"), "bad": _("Does not work")}[state]


def _days(intervals: list[domain.Interval], today: Any) -> list[Bar]:
    spoken = language()
    found = domain.days(intervals, today, DAYS)
    return strip((each.tone, f"{times.day(each.day, spoken)}: {each.minutes}′") for each in found)


def row(outage: Outage) -> dict[str, Any]:
    """An outage as a line of a list."""
    verdict = queries.verdict(outage)
    return {
        "outage": outage, "service": domain.SERVICES[outage.service], "verdict": VERDICT_WORDS[verdict],
        "tone": _TONES[verdict], "shown": queries.shown(outage), "minutes": _minutes(outage),
        "stops": domain.SERVICES[outage.service].stops,
    }  # fmt: skip


def _minutes(outage: Outage) -> int:
    return -(-int((outage.ended_at - outage.began_at).total_seconds()) // 60)


class OutageForm(forms.Form):
    """An outage that no probe saw."""

    service = forms.ChoiceField(label=gettext_lazy("Service"))
    began = MomentField(
        label=gettext_lazy("Began at"), input_formats=_MOMENTS,
        help_text=gettext_lazy("Hour and day, for example 14:10 22/12/2023"),
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter hour and day, for example 14:10 22/12/2023.")},
    )  # fmt: skip
    ended = MomentField(
        label=gettext_lazy("Ended at"), input_formats=_MOMENTS,
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter hour and day, for example 14:10 22/12/2023.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), min_length=domain.LEAST_REASON, max_length=400,
        help_text=gettext_lazy("What happened and how it is known; everybody can read it"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
        error_messages={"min_length": gettext_lazy("Say in a sentence what happened.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, say(each.words)) for name, each in domain.SERVICES.items()]


class RulingForm(forms.Form):
    """A decision about an outage."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=[(each.value, each.value) for each in Verdict],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), min_length=domain.LEAST_REASON, max_length=400,
        help_text=gettext_lazy("What happened and how it is known; everybody can read it"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
        error_messages={"min_length": gettext_lazy("Say in a sentence what happened.")},
    )  # fmt: skip


class ProbeForm(forms.Form):
    """A probe's key."""

    name = forms.CharField(
        label=gettext_lazy("Where the probe stands"), max_length=60, widget=forms.TextInput(attrs={"class": "w-full"})
    )
    key = forms.RegexField(
        r"^\s*[0-9a-fA-F]{64}\s*$", label=gettext_lazy("Its key"),
        help_text=gettext_lazy("64 letters, printed by “motcua probe --key”"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("A key has 64 letters from 0 to 9 and a to f.")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def outages(request: HttpRequest) -> HttpResponse:
    """What waits to be confirmed, what was decided; a form to add one."""
    form = OutageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            services.add(
                held["service"], held["began"], held["ended"], reason=held["reason"],
                by=actor_of(request), at=clock.now(),
            )  # fmt: skip
            return redirect("status:outages")
        except Refusal as refusal:
            form.add_error("ended", refusal.in_language(language()))
    return _desk(request, form, ProbeForm())


def _desk(request: HttpRequest, form: forms.Form, probe: forms.Form) -> HttpResponse:
    actor = actor_of(request)
    since = queries.window(clock.now(), 366)
    decided = [each for each in queries.listing(since, rejected=True) if queries.verdict(each)]
    context = {
        "form": form, "probe_form": probe, "waiting": [row(each) for each in queries.waiting()],
        "decided": [row(each) for each in decided], "probes": queries.probes(), "admin": actor.holds("admin"),
    }  # fmt: skip
    return render(request, "ground/outages.html", context, status=400 if form.errors or probe.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def outage(request: HttpRequest, outage: int) -> HttpResponse:
    """One outage: what was seen, what a probe signed, and the decision."""
    actor = actor_of(request)
    found = queries.one(outage)
    form = RulingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            services.rule(outage, Verdict(held["verdict"]), reason=held["reason"], by=actor, at=clock.now())
            return redirect("status:outages")
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    mine = found.source == "person" and found.actor == actor.reference
    context = {"row": row(found), "form": form, "mine": mine, "signature": bytes(found.signature).hex()}
    return render(request, "ground/outage.html", context, status=400 if form.errors else 200)


@require_POST
def add_probe(request: HttpRequest) -> HttpResponse:
    """Register the key of a probe outside."""
    form = ProbeForm(request.POST)
    if form.is_valid():
        try:
            services.register_probe(
                form.cleaned_data["name"], form.cleaned_data["key"], by=actor_of(request), at=clock.now()
            )  # fmt: skip
            return redirect("status:outages")
        except Refusal as refusal:
            form.add_error("key", refusal.in_language(language()))
    return _desk(request, OutageForm(), form)


@require_POST
def retire_probe(request: HttpRequest, probe: int) -> HttpResponse:
    """Take no more reports of a probe."""
    services.retire_probe(probe, by=actor_of(request), at=clock.now())
    return redirect("status:outages")
