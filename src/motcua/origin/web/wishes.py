"""Applications for a form D: the list, the form, one with its costs explained, and the acts upon it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.origin import services
from motcua.origin.domain import wish as wishing
from motcua.origin.domain.answer import KINDS
from motcua.origin.domain.asking import APP_SORTS, AppFilters
from motcua.origin.domain.context import desk_on
from motcua.origin.domain.errors import Faulty
from motcua.origin.domain.life import ACT_STEPS, APP_MOVES, APP_WORDS, AppState
from motcua.origin.models import Application
from motcua.origin.queries import applications as queries
from motcua.origin.queries import listing, outgoing
from motcua.origin.services import home
from motcua.origin.web import words
from motcua.origin.web.actforms import APP_ACTS, Act
from motcua.origin.web.case import facts, messages, proven
from motcua.origin.web.register import choose, held, page_of, streamed
from motcua.origin.web.wishforms import MOST, WishForm, initial_of
from motcua.parties import queries as parties

_NAMED = {act.name: act for act in APP_ACTS}


class AppForm(forms.Form):
    """The filters as a GET form."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, reference, tax code, name"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    country = forms.ChoiceField(required=False, label=gettext_lazy("Importing country"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in APP_SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        states = [(str(key), say(name)) for key, name in APP_WORDS.items()]
        choose(self, "state", [("waiting", _("Waits for an issuing officer")), *states])
        choose(self, "country", [(code, f"{code} · {say(name)}") for code, name in words.members(today).items()])

    def filters(self) -> AppFilters:
        """What could be read of the filters."""
        return AppFilters(**held(self))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of applications: one's own, or all for the department."""
    actor, today = actor_of(request), law_day(clock.now())
    form = AppForm(request.GET, today)
    filters = form.filters()
    rows, place = listing.wishes(filters, actor, number=page_of(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor),
        "applies": actor.holds("trader"), "rows": [_shown(row) for row in rows],
    }  # fmt: skip
    return render(request, "origin/applications.html", context)


def _shown(row: Application) -> dict[str, Any]:
    state = AppState(row.state)
    return {
        "row": row, "state": APP_WORDS[state], "tone": words.APP_TONES[state], "told": KINDS.get(row.told),  # type: ignore[call-overload]
        "country": words.country(row.partner, law_day(row.applied_at)),
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    filters = AppForm(request.GET, law_day(clock.now())).filters()
    heads = [
        _("Application"), _("Applied"), _("Tax code"), _("Exporter"), _("Importing country"), _("Declaration"),
        _("State"), _("Reference"), _("Issued"), _("Told by the partner"),
    ]  # fmt: skip
    rows = (_cells(row) for row in listing.export_wishes(filters, actor_of(request)))
    return streamed(csv.lines(heads, rows), "applications.csv")


def _cells(row: Application) -> list[object]:
    return [
        row.number, row.applied_at.isoformat(timespec="minutes"), row.party, row.party_name, row.partner,
        row.declaration, say(APP_WORDS[AppState(row.state)]), row.reference or "",
        row.issued_at.isoformat(timespec="minutes") if row.issued_at else "", row.told,
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new application; an address may bring what it begins with, from an own export declaration."""
    return _typed(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, number: str) -> HttpResponse:
    """A returned application, completed and sent again."""
    return _typed(request, queries.find(number, actor_of(request)))


def _typed(request: HttpRequest, found: Application | None) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    begun = _begun(request, found)
    count = _count(request, begun)
    grows = request.method == "POST" and "more" in request.POST
    form = WishForm(
        request.POST if request.method == "POST" else None, parties=_parties(actor), day=law_day(now), initial=begun,
        count=min(MOST, count + grows),
    )  # fmt: skip
    if request.method == "POST" and not grows and form.is_valid():
        try:
            asked = form.wish()
            if found is None:
                made = services.apply(asked, by=actor, at=now)
            else:
                made = services.apply_again(
                    found.number, asked, seen=form.cleaned_data["seen"] or 0, by=actor, at=now
                )  # fmt: skip
        except Faulty as refusal:
            form.show(refusal.findings)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("origin:application", made.number)
    context = {"form": form, "groups": list(form.groups()), "application": found, "grows": grows, "more": count < MOST}
    return render(request, "origin/apply.html", context, status=400 if form.errors and not grows else 200)


def _begun(request: HttpRequest, found: Application | None) -> dict[str, Any]:
    if found is not None:
        return {**initial_of(queries.wish_of(found)), "seen": found.leaf}
    return {name: value[:300] for name, value in request.GET.items()}


def _count(request: HttpRequest, begun: dict[str, Any]) -> int:
    text = request.POST.get("count", "") if request.method == "POST" else ""
    if text.isdecimal() and len(text) < 3:  # noqa: PLR2004 - at most two digits
        return max(1, min(MOST, int(text)))
    return max([1, *(no for no in range(1, MOST + 1) if f"l{no}_description" in begun)])


def _parties(actor: Actor) -> dict[str, str]:
    """The enterprises for which somebody may apply, by code."""
    return {
        code: parties.find(code).name
        for code in sorted(actor.represented)
        if actor.may(code, "lodge", direction="export")
    }


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The application: what is asked for, its costs explained, its life, what the partner told."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    asked, issued = queries.wish_of(found), queries.issued(found)
    made = issued or asked.certificate
    desk = desk_on(law_day(found.applied_at), home())
    context = {
        **head(found), "wish": asked, "issued": issued, "facts": facts(made), "staff": is_staff(actor),
        "lines": [{"it": line, "verdict": wishing.verdict(line, asked, desk)} for line in asked.certificate.lines],
        "costs": asked.costs, "acts": list(possible(found, actor)),
        "again": found.state == AppState.RETURNED and actor.holds("trader"),
        "steps": [{"step": each, "words": ACT_STEPS[each.verb]} for each in reversed(queries.acts(found.pk))],
        "exchanged": messages(outgoing.of(found.pk), queries.incoming(found.pk)),
    }  # fmt: skip
    return render(request, "origin/application.html", context)


def possible(found: Application, actor: Actor) -> Iterator[Act]:
    """What this person can do with the application in its state."""
    if found.party in actor.barred and not actor.holds("trader"):
        return
    now = set(verbs(APP_MOVES, AppState(found.state)))
    for each in APP_ACTS:
        if not now.intersection(each.verbs) or not any(actor.holds(role) for role in each.roles):
            continue
        if each.name != "answer" or found.told in ("clarify", "verify"):
            yield each


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act; done only to the application as it was seen."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor)
    chosen = _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, found.leaf, found.told)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(found.number, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("origin:application", found.number)
    context = {
        **head(found), "act": chosen, "form": form, "open": chosen in list(possible(found, actor)),
        "title": found.number, "back": ("origin:application", found.number),
    }  # fmt: skip
    return render(request, "origin/act.html", context, status=400 if form.errors else 200)


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of an act: that of the issue is the certificate's signature."""
    found = queries.find(number, actor_of(request))
    return proven(leaf, {each.leaf for each in queries.acts(found.pk)})


def head(found: Application) -> dict[str, Any]:
    """What stands above every page of an application."""
    state = AppState(found.state)
    return {
        "application": found, "state": APP_WORDS[state], "tone": words.APP_TONES[state], "now": clock.now(),
        "told": KINDS.get(found.told), "country": words.country(found.partner, law_day(found.applied_at)),  # type: ignore[call-overload]
    }  # fmt: skip
