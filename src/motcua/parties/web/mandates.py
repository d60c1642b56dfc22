"""Mandates: a principal offers one, the agent accepts or refuses, either ends it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain.times import day as written_day
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words
from motcua.parties.domain import DIRECTIONS, MANDATED, STATES, Mandate
from motcua.parties.models import Mandate as Row
from motcua.parties.queries import mandates as reads
from motcua.parties.services import mandates as services
from motcua.people.domain import ACTS
from motcua.people.services.proofs import proved
from motcua.reference import domain as reference

FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
TONES = {"in force": "good", "offered": "warn", "coming": "info", "refused": "bad"}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A field for a day, as people write it."""
    return forms.DateField(
        label=label, input_formats=FORMATS,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")}, **more,
    )  # fmt: skip


class MandateForm(forms.Form):
    """What an agent is to do, and within which bounds; nothing chosen bounds nothing."""

    principal = forms.ChoiceField(label=gettext_lazy("Your enterprise"))
    agent = forms.ChoiceField(
        label=gettext_lazy("Customs agent"), help_text=gettext_lazy("Agents that customs has registered")
    )
    since = day_field(pgettext_lazy("day", "From"))
    until = day_field(gettext_lazy("Last day"), help_text=gettext_lazy("Five years ahead at the most"))
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("What the agent may do"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that the agent may do.")},
    )  # fmt: skip
    directions = forms.MultipleChoiceField(
        label=gettext_lazy("Only these directions"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: both"),
    )  # fmt: skip
    offices = forms.MultipleChoiceField(
        label=gettext_lazy("Only these branches"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all"),
    )  # fmt: skip
    procedures = forms.CharField(
        label=gettext_lazy("Only these procedures"), required=False, max_length=200,
        help_text=gettext_lazy("Codes between spaces, for example A11 B11; empty: all"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip

    def __init__(self, data: Any, by: Actor, today: date) -> None:
        last = date(today.year + 1, today.month, min(today.day, 28))
        super().__init__(data, initial={
            "since": written_day(today, "vi"), "until": written_day(last, "vi"), "acts": ["see", "prepare", "lodge"],
        })  # fmt: skip
        agents = [each.tax_code for each in reads.agents(today)]
        called = reads.names(agents)
        self._choose("principal", [(party, party) for party in managed(by)])
        self._choose("agent", [(code, f"{code} {called.get(code, '')}") for code in agents])
        self._choose("acts", [(act, say(ACTS[act])) for act in MANDATED])
        self._choose("directions", [(key, say(words)) for key, words in DIRECTIONS.items()])
        self._choose("offices", [(each.code, f"{each.code} {say(each.words)}") for each in reference.branches(today)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
        field.choices = choices

    def mandate(self) -> Mandate:
        """What was offered."""
        held = self.cleaned_data
        return Mandate(
            held["principal"], held["agent"], held["since"], held["until"], frozenset(held["acts"]),
            frozenset(held["directions"]), frozenset(held["procedures"].upper().split()), frozenset(held["offices"]),
        )  # fmt: skip


def managed(by: Actor) -> list[str]:
    """The enterprises whose mandates this actor manages."""
    return sorted(party for party in by.own if by.may(party, "manage"))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The mandates that one's enterprises gave and have; customs sees all."""
    by, today = actor_of(request), law_day(clock.now())
    rows = list(reads.visible_to(by)[:500])
    called = reads.names([code for row in rows for code in (row.principal, row.agent)])
    context = {"rows": [shown(row, by, today, called) for row in rows], "manages": managed(by)}
    return render(request, "parties/mandates.html", context)


def shown(row: Row, by: Actor, today: date, called: dict[str, str]) -> dict[str, Any]:
    """A mandate as pages show it."""
    held = row.to_domain()
    state = held.state(today)
    bounds = [*(DIRECTIONS[key] for key in sorted(held.directions)), *sorted(held.procedures), *sorted(held.offices)]
    return {
        "row": row, "held": held, "state": STATES[state], "tone": TONES.get(state, ""),
        "acts": [ACTS[act] for act in MANDATED if act in held.acts], "bounds": [_said(each) for each in bounds],
        "principal": called.get(row.principal, ""), "agent": called.get(row.agent, ""),
        "acceptable": state == "offered" and by.may(row.agent, "manage"),
        "endable": held.ended is None
        and state in ("offered", "coming", "in force")
        and (by.may(row.agent, "manage") or by.may(row.principal, "manage")),
        "ours": by.may(row.principal, "manage"), "waits": state == "offered",
    }  # fmt: skip


def _said(bound: Words | str) -> str:
    return bound if isinstance(bound, str) else str(say(bound))


@never_cache
@proved
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Offer an agent a mandate."""
    by, today = actor_of(request), law_day(clock.now())
    if not managed(by):
        raise NotAllowed(who=by.name, act="manage")
    form = MandateForm(request.POST if request.method == "POST" else None, by, today)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.give(form.mandate(), by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("agent", refusal.in_language(language()))
        else:
            messages.success(request, _("Offered. The mandate holds once the agent accepts."))
            return redirect("mandates:one", made)
    return render(request, "parties/give.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, mandate: int) -> HttpResponse:
    """One mandate: what it allows, and what either side can do with it."""
    by, today = actor_of(request), law_day(clock.now())
    row = reads.visible_to(by).filter(pk=mandate).first()
    if row is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "accept":
                services.accept(mandate, by=by, at=clock.now())
            else:
                services.end(mandate, reason=request.POST.get("reason", ""), by=by, at=clock.now())
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            messages.success(request, _("Done. Both sides are told."))
            return redirect("mandates:one", mandate)
    called = reads.names([row.principal, row.agent])
    context = {"it": shown(row, by, today, called), "refusal": refused}
    return render(request, "parties/mandate.html", context, status=400 if refused else 200)
