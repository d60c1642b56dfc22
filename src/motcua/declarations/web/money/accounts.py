"""Accounts of parties: who owes what, by class of debt, and what is held; refunds are asked for and debts classed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations.queries import money as queries
from motcua.declarations.web import words
from motcua.declarations.web.money import kit
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.revenue import services as revenue
from motcua.revenue.domain.classes import CLASS_TONES, CLASS_WORDS, SET
from motcua.revenue.queries import desk, guarantees

_HELD = {"held": gettext_lazy("Something is held")}


class AccountsForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tax code, name"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    debt = forms.ChoiceField(required=False, label=gettext_lazy("Class of debt"))
    sort = forms.ChoiceField(required=False, choices=kit.sorts(desk.SORTS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        kit.choose(self, "office", kit.branches())
        kit.choose(self, "debt", {**CLASS_WORDS, **{key: str(label) for key, label in _HELD.items()}})


class RefundForm(forms.Form):
    """How much of what is held is asked back."""

    amount = forms.IntegerField(
        min_value=1, max_value=10**15, label=gettext_lazy("Amount (dong)"),
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("Reason, account for the refund"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


class ClassForm(forms.Form):
    """The class of a debt."""

    code = forms.ChoiceField(required=False, label=gettext_lazy("Class of debt"))
    note = forms.CharField(
        max_length=400, label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"})
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kit.choose(self, "code", {"": _("By its age"), **{key: CLASS_WORDS[key] for key in SET}}, every=False)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Parties that owe something, or for which something is held."""
    form, today = AccountsForm(request.GET), law_day(clock.now())
    asked, names = desk.Asked(**kit.asked(form)), kit.names()
    found = desk.accounts(asked, today, names)
    place = kit.place_of(request, len(found))
    rows = [{"each": each, "name": names.get(each.party, "")} for each in found[place.start : place.start + place.size]]
    counted = desk.by_class(desk.open_rows(today, office=asked.office))
    suspense, refunds = desk.waiting_counts()
    context = {
        "form": form, "rows": rows, "page": place, "sort": asked.sort, "suspense": suspense, "refunds": refunds,
        "classes": [{"code": code, "words": CLASS_WORDS[code], "found": counted[code]} for code in CLASS_WORDS
                    if code in counted],
    }  # fmt: skip
    return render(request, "money/accounts.html", context)


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    names = kit.names()
    found = desk.accounts(desk.Asked(**kit.asked(AccountsForm(request.GET))), law_day(clock.now()), names)
    heads = [
        _("Tax code"), _("Enterprise"), _("Owed (dong)"), _("Overdue (dong)"), _("Over 90 days (dong)"),
        _("Interest and fines (dong)"), _("Held (dong)"), _("Declarations"), _("Oldest due day"),
    ]  # fmt: skip
    rows = (
        (each.party, names.get(each.party, ""), each.owed, each.overdue, each.coerced, each.penalty, each.held,
         each.declarations, each.oldest)
        for each in found
    )  # fmt: skip
    return csv_file("accounts", heads, rows)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A trader's own account, or the list of its enterprises' accounts where there are several."""
    return redirect("money:account", min(actor_of(request).parties, default="0"))


@require_safe
def one(request: HttpRequest, party: str) -> HttpResponse:
    """The account of a party: what is owed by class, what is held, guarantees, its declarations."""
    actor, today = actor_of(request), law_day(clock.now())
    _need_sight(actor, party)
    open_only = request.GET.get("show", "") != "all"
    lines = queries.lines(party, today, open_only=open_only)
    place = kit.place_of(request, len(lines))
    shown = queries.with_interest(lines[place.start : place.start + place.size], today)
    counted = desk.by_class(desk.open_rows(today, party=party))
    context = {
        "party": party, "name": kit.names().get(party, ""), "staff": is_staff(actor), "page": place,
        "rows": [_line(each) for each in shown], "open_only": open_only, "today": today,
        "sums": queries.sums(party, today),
        "classes": [{"words": CLASS_WORDS[code], "tone": CLASS_TONES[code], "count": count, "amount": amount}
                    for code, (count, amount) in counted.items()],
        "guarantees": guarantees.matching(guarantees.Asked(text=party), actor, today)[:20],
        "decides": revenue.decides(actor, ""), "parties": sorted(actor.parties),
    }  # fmt: skip
    return render(request, "money/account.html", context)


@require_safe
def one_csv(request: HttpRequest, party: str) -> StreamingHttpResponse:
    """The account as CSV."""
    _need_sight(actor_of(request), party)
    today = law_day(clock.now())
    lines = queries.with_interest(queries.lines(party, today, open_only=request.GET.get("show", "") != "all"), today)
    heads = [
        _("Declaration"), _("Registered"), _("Branch"), _("Due on"), _("Charged (dong)"), _("Paid (dong)"),
        _("Owed (dong)"), _("Interest and fines (dong)"), _("Interest to today (dong)"), _("Held (dong)"),
        _("Secured (dong)"), _("Class of debt"),
    ]  # fmt: skip
    return csv_file(f"account-{party}", heads, (list(_cells(each)) for each in lines))


@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for what is held on a declaration."""
    actor, found = actor_of(request), queries.line_of(number, actor_of(request), law_day(clock.now()))
    form = RefundForm(request.POST if request.method == "POST" else None, initial={"amount": found.held})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            refund = revenue.ask_refund(
                found.declaration_id, amount=told["amount"], note=told["note"], by=actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("amount", refusal.in_language(language()))
        else:
            return redirect("money:refund", refund)
    context = {"form": form, "line": found, "staff": is_staff(actor)}
    return render(request, "money/held.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def debt(request: HttpRequest, number: str) -> HttpResponse:
    """Set the class of a debt."""
    actor, today = actor_of(request), law_day(clock.now())
    found = queries.line_of(number, actor, today)
    form = ClassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            revenue.class_debt(
                found.declaration_id, code=told["code"], note=told["note"], by=actor, at=clock.now()
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            return redirect("money:account", found.party)
    context = {"form": form, "line": found, "words": CLASS_WORDS.get(found.debt)}
    return render(request, "money/debt.html", context, status=400 if form.errors else 200)


def _need_sight(actor: Actor, party: str) -> None:
    if not is_staff(actor) and party not in actor.parties:
        raise NotFound(what=party)


def _line(each: queries.Line) -> dict[str, Any]:
    return {
        "each": each, "words": CLASS_WORDS.get(each.debt), "tone": CLASS_TONES.get(each.debt, ""),
        "office": words.short_office(each.office, each.registered_on),
    }  # fmt: skip


def _cells(each: queries.Line) -> Iterator[object]:
    def day(value: date | None) -> str:
        return value.isoformat() if value else ""

    yield from (each.number, day(each.registered_on), each.office, day(each.due_on), each.charged, each.settled)
    yield from (each.owed, each.penalty, each.accruing, each.held, each.secured, say(CLASS_WORDS.get(each.debt)))
