"""Instalments: plans listed, asked for by the party or an officer, and decided by a leader."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations.queries import money as queries
from motcua.declarations.queries.one import numbers_of
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import FIRST, LAST, law_day, months_after
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.revenue import services as revenue
from motcua.revenue.domain.instalments import (
    PART_TONES,
    PART_WORDS,
    PLAN_MOVES,
    PLAN_TONES,
    PLAN_WORDS,
    VERB_WORDS,
    Limits,
    PlanState,
    interest_of,
    limits,
    monthly,
)
from motcua.revenue.queries import instalments, paying

_NARROW = {"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}
_WITHIN = [MinValueValidator(FIRST), MaxValueValidator(LAST)]


class PlansForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=14, label=gettext_lazy("Tax code"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(instalments.SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "office", kit.branches())
        kit.choose(self, "state", PLAN_WORDS)


class AskForm(forms.Form):
    """In how many monthly parts, from which day, and why."""

    count = forms.IntegerField(min_value=2, label=gettext_lazy("Monthly parts"), widget=forms.TextInput(attrs=_NARROW))
    first = forms.DateField(
        label=gettext_lazy("The first part is paid by"), input_formats=FORMATS, validators=_WITHIN,
        widget=forms.TextInput(attrs=_NARROW),
    )  # fmt: skip
    note = forms.CharField(
        max_length=2000, label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )

    def __init__(self, data: Any, known: Limits, **rest: Any) -> None:
        super().__init__(data, **rest)
        self.fields["count"].validators.append(MaxValueValidator(known.parts))


class DecideForm(forms.Form):
    """A word with the decision."""

    note = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Plans, the newest first."""
    form, today = PlansForm(request.GET), law_day(clock.now())
    asked = instalments.Asked(**kit.asked(form))
    found = instalments.listing(asked, actor_of(request), today)
    place = kit.place_of(request, len(found))
    part = found[place.start : place.start + place.size]
    numbers, names = numbers_of([each.found.declaration_id for each in part]), kit.names()
    context = {
        "form": form, "page": place, "sort": asked.sort, "staff": is_staff(actor_of(request)),
        "rows": [{**_shown(each, numbers), "name": names.get(each.found.party, ""),
                  "next": instalments.next_due(each, today)} for each in part],
    }  # fmt: skip
    return render(request, "money/plans.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, a line each part."""
    today = law_day(clock.now())
    found = instalments.listing(instalments.Asked(**kit.asked(PlansForm(request.GET))), actor_of(request), today)
    heads = [
        _("Declaration"), _("Tax code"), _("Branch"), _("State"), _("Part"), _("Due on"), _("Amount (dong)"),
        _("Paid (dong)"),
    ]  # fmt: skip
    return csv_file("instalments", heads, _cells(found))


def _cells(found: list[instalments.Plan]) -> Iterator[list[object]]:
    numbers, today = numbers_of([each.found.declaration_id for each in found]), law_day(clock.now())
    for each in found:
        for no, part in enumerate(each.shown(today), 1):
            yield [
                numbers.get(each.found.declaration_id, ""), each.found.party, each.found.office,
                say(PLAN_WORDS[each.state]), no, part.part.due_on.isoformat(), part.part.amount, part.covered,
            ]  # fmt: skip


def _shown(each: instalments.Plan, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        "each": each, "words": PLAN_WORDS[each.state], "tone": PLAN_TONES[each.state],
        "number": numbers.get(each.found.declaration_id, ""),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, plan: int) -> HttpResponse:
    """A plan with its parts, and what may be done with it now."""
    actor, today = actor_of(request), law_day(clock.now())
    found = instalments.plan(plan, actor)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verb, note = request.POST.get("verb", "")[:20], form.cleaned_data["note"]
        try:
            revenue.decide_plan(plan, verb=verb, note=note, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("money:plan", plan)
    bill = paying.bill(found.found.declaration_id, today)
    context = {
        **_shown(found, numbers_of([found.found.declaration_id])), "form": form, "staff": is_staff(actor),
        "parts": [{"it": part, "words": PART_WORDS[part.state], "tone": PART_TONES[part.state]}
                  for part in found.shown(today)],
        "steps": [{"step": step, "words": VERB_WORDS[step.verb]} for step in found.steps],
        "acts": [(verb, VERB_WORDS[verb]) for verb in _acts(found, actor)], "limits": limits().on(today),
        "accruing": bill.accruing if bill else 0, "name": kit.names().get(found.found.party, ""),
        "interest": interest_of(found.parts, bill.late_since if bill else None),
    }  # fmt: skip
    return render(request, "money/plan.html", context, status=400 if form.errors else 200)


def _acts(found: instalments.Plan, actor: Actor) -> Iterator[str]:
    """What the reader may do now."""
    if found.state is not PlanState.ASKED:
        return
    for verb in verbs(PLAN_MOVES, found.state):
        if verb == "withdraw":
            if found.found.party in actor.parties or revenue.decides(actor, found.found.office):
                yield verb
        elif revenue.decides_plans(actor, found.found.office) and found.found.actor != actor.reference:
            yield verb


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to pay a declaration's debt in equal monthly parts."""
    actor, today = actor_of(request), law_day(clock.now())
    line, known = queries.line_of(number, actor, today), limits().on(today)
    begun = {"count": 3, "first": f"{today + timedelta(days=30):%d/%m/%Y}"}
    form = AskForm(request.POST if request.method == "POST" else None, known, initial=begun)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            parts = monthly(line.owed, told["count"], min(told["first"], months_after(today, 600)))
            plan = revenue.ask_plan(line.declaration_id, parts, note=told["note"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("first", refusal.in_language(language()))
        else:
            return redirect("money:plan", plan)
    context = {"form": form, "line": line, "limits": known}
    return render(request, "money/plan_ask.html", context, status=400 if form.errors else 200)
