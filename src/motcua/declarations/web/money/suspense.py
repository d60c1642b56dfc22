"""Money that waits to be matched: a list, and a page on which an officer matches it or proposes its return."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations import services
from motcua.declarations.domain.matching import read_items
from motcua.declarations.queries.one import numbers_of
from motcua.declarations.web import words
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.revenue import domain as ledger
from motcua.revenue import services as revenue
from motcua.revenue.domain.refunds import REFUND_WORDS
from motcua.revenue.domain.suspense import END_WORDS, REASONS
from motcua.revenue.domain.treasury import tax_of
from motcua.revenue.queries import desk

_STATES: dict[str, Words | str] = {"waiting": Words("Chờ đối chiếu", "Waits to be matched"), **END_WORDS}
_TONES = {"waiting": "warn", "match": "good", "return": ""}


class SuspenseForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=40, label=gettext_lazy("Declaration, reference, payer, bank"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    reason = forms.ChoiceField(required=False, label=gettext_lazy("Why it waits"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(("at", "amount", "payer")))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "state", {**_STATES, "all": Words("Tất cả", "All")}, every=False)
        kit.choose(self, "reason", dict(REASONS))
        kit.choose(self, "office", kit.branches())

    def asked(self) -> desk.SuspenseAsked:
        """What could be read of the filters."""
        held = kit.asked(self)
        state = held.pop("state", "waiting")
        return desk.SuspenseAsked(**held, state="" if state == "all" else state)


class MatchForm(forms.Form):
    """The declaration that money was meant for, or why it goes back."""

    number = forms.RegexField(
        r"^\d{12}$", required=False, label=gettext_lazy("Declaration that it was meant for"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the number of the declaration with its 12 digits.")},
    )  # fmt: skip
    note = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("What was found out"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Money that waits, the oldest first."""
    form = SuspenseForm(request.GET)
    asked = form.asked()
    rows = list(desk.suspense(asked)[: kit.COUNTED + 1])
    place = kit.place_of(request, len(rows))
    shown = [_shown(row) for row in rows[place.start : place.start + place.size]]
    context = {"form": form, "rows": shown, "page": place, "sort": asked.sort, "state": asked.state or "all"}
    return render(request, "money/suspense.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    heads = [
        _("Arrived"), _("Bank"), _("Reference"), _("Payer"), _("Declaration"), _("Sub-items"), _("Amount (dong)"),
        _("Why it waits"), _("State"),
    ]  # fmt: skip
    return csv_file(
        "suspense", heads, (list(_cells(row)) for row in desk.suspense(SuspenseForm(request.GET).asked()).iterator())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, suspense: int) -> HttpResponse:
    """What the bank told, and the form to match or to propose the return."""
    found = desk.suspense_one(suspense)
    form = MatchForm(request.POST if request.method == "POST" else None, initial={"number": found.number})
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, found, form)
        except Refusal as refusal:
            form.add_error("number", refusal.in_language(language()))
    waits = not hasattr(found, "ended")
    back = desk.return_of(found.leaf)
    numbers = numbers_of([found.ended.declaration_id]) if not waits else {}
    actor = actor_of(request)
    context = {
        **_shown(found), "form": form, "waits": waits, "items": list(_items(found)), "back": back,
        "back_words": REFUND_WORDS[back.state] if back else None, "decides": revenue.decides(actor, found.office),
        "number": numbers.get(found.ended.declaration_id, "") if not waits else "",
    }  # fmt: skip
    return render(request, "money/suspense_one.html", context, status=400 if form.errors else 200)


def _done(request: HttpRequest, found: desk.Suspense, form: MatchForm) -> HttpResponse:
    actor, at, told = actor_of(request), clock.now(), form.cleaned_data
    if request.POST.get("act") == "return":
        return redirect("money:refund", revenue.ask_return(found.leaf, note=told["note"], by=actor, at=at))
    services.match_suspense(found.leaf, told["number"], note=told["note"], by=actor, at=at)
    return redirect("money:suspense_one", found.leaf)


def _items(found: desk.Suspense) -> Iterator[tuple[str, object, int]]:
    for item, amount in read_items(found.items).items():
        tax = tax_of(item)
        yield item, ledger.taxes()[tax].words if tax else "", amount


def _shown(row: desk.Suspense) -> dict[str, Any]:
    state = row.ended.verb if hasattr(row, "ended") else "waiting"
    return {
        "row": row, "why": REASONS.get(row.reason), "state_words": _STATES[state], "tone": _TONES[state],
        "branch": words.short_office(row.office, law_day(row.at)),
    }  # fmt: skip


def _cells(row: desk.Suspense) -> Iterator[object]:
    state = row.ended.verb if hasattr(row, "ended") else "waiting"
    yield from (row.at.isoformat(timespec="seconds"), row.bank, row.reference, row.payer, row.number, row.items)
    yield from (row.amount, say(REASONS.get(row.reason)), say(_STATES[state]))
