"""Refunds: a list with the days that are left, and a page on which one officer proposes and another decides."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations.queries.one import numbers_of
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.revenue import services as revenue
from motcua.revenue.domain.refunds import KIND_WORDS, REFUND_MOVES, REFUND_TONES, REFUND_WORDS
from motcua.revenue.queries import desk

STEP_WORDS = {
    "propose": Words("Đề xuất hoàn", "Propose to grant"),
    "grant": Words("Duyệt, hoàn tiền", "Grant and pay back"),
    "deny": Words("Không hoàn", "Deny"),
    "send back": Words("Trả lại để xem xét", "Send back"),
}
STEPPED = {
    "propose": Words("đề xuất", "proposed"), "grant": Words("duyệt", "granted"),
    "deny": Words("từ chối", "denied"), "send back": Words("trả lại để xem xét", "sent back"),
}  # fmt: skip


class RefundsForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=14, label=gettext_lazy("Tax code"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    kind = forms.ChoiceField(required=False, label=pgettext_lazy("money", "Kind"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(("at", "amount", "due", "party")))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        states = {key.value: held for key, held in REFUND_WORDS.items()}
        kit.choose(self, "state", {"open": Words("Chưa quyết định", "Not yet decided"), **states})
        kit.choose(self, "kind", dict(KIND_WORDS))


class StepForm(forms.Form):
    """What the officer notes with a step."""

    note = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("Note"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Requests, the newest first."""
    form = RefundsForm(request.GET)
    asked = desk.RefundAsked(**kit.asked(form))
    found = desk.refunds(asked, actor_of(request))
    place = kit.place_of(request, len(found))
    part = found[place.start : place.start + place.size]
    numbers = numbers_of([each.found.declaration_id for each in part])
    context = {
        "form": form, "rows": [_shown(each, numbers) for each in part], "page": place, "sort": asked.sort,
        "staff": is_staff(actor_of(request)),
    }  # fmt: skip
    return render(request, "money/refunds.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    found = desk.refunds(desk.RefundAsked(**kit.asked(RefundsForm(request.GET))), actor_of(request))
    numbers = numbers_of([each.found.declaration_id for each in found])
    heads = [
        _("Asked on"),
        pgettext("money", "Kind"),
        _("Tax code"),
        _("Declaration"),
        _("Amount (dong)"),
        _("Decide by"),
        _("State"),
    ]
    return csv_file("refunds", heads, (list(_cells(each, numbers)) for each in found))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, refund: int) -> HttpResponse:
    """A request, its steps, and what this officer may do now."""
    actor = actor_of(request)
    found = desk.refund_one(refund, actor)
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verb, note = request.POST.get("verb", ""), form.cleaned_data["note"]
            revenue.step_refund(refund, verb=verb, note=note, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("money:refund", refund)
    context = {
        **_shown(found, numbers_of([found.found.declaration_id])), "form": form, "staff": is_staff(actor),
        "steps": [{"step": step, "words": STEPPED[step.verb]} for step in found.steps],
        "acts": list(_acts(found, actor)),
        "second": actor.reference in _involved(found) and bool(verbs(REFUND_MOVES, found.state)),
    }  # fmt: skip
    return render(request, "money/refund.html", context, status=400 if form.errors else 200)


def _involved(found: desk.Refunding) -> set[str]:
    return {found.found.actor, *(step.actor for step in found.steps if step.verb == "propose")}


def _acts(found: desk.Refunding, actor: Actor) -> Iterator[tuple[str, object]]:
    """What the officer may do: who asked or proposed does not decide."""
    if not revenue.decides(actor, found.found.office):
        return
    for verb in verbs(REFUND_MOVES, found.state):
        if verb == "propose" or actor.reference not in _involved(found):
            yield verb, STEP_WORDS[verb]


def _shown(each: desk.Refunding, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        "each": each, "kind": KIND_WORDS[each.found.kind], "words": REFUND_WORDS[each.state],
        "tone": REFUND_TONES[each.state], "late": each.late(law_day(clock.now())),
        "number": numbers.get(each.found.declaration_id, ""),
    }  # fmt: skip


def _cells(each: desk.Refunding, numbers: dict[int, str]) -> Iterator[object]:
    held = each.found
    yield from (law_day(held.at).isoformat(), say(KIND_WORDS[held.kind]), held.party)
    yield from (
        numbers.get(held.declaration_id, ""),
        held.amount,
        held.due_on.isoformat(),
        say(REFUND_WORDS[each.state]),
    )
