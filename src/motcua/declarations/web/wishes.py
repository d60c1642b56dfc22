"""Requests to cancel: a trader asks on one page, an officer of the branch grants or denies on the same."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations import services
from motcua.declarations.domain.errors import AskedBefore, UnknownRequest
from motcua.declarations.domain.life import MOVES, WISH_WORDS, State, Wish
from motcua.declarations.models import Declaration, Request
from motcua.declarations.queries import one as queries
from motcua.declarations.queries import shown
from motcua.declarations.services.deciding import may_amend
from motcua.declarations.services.requests import LONGEST_NOTE, reasons
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal

_LIST = "cancellation_reason"


class AskForm(forms.Form):
    """Why a declaration is to be cancelled."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"))
    note = forms.CharField(
        label=gettext_lazy("What else customs should know"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any, found: Declaration) -> None:
        super().__init__(data)
        now = clock.now()
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code, f"{code} · {say(words.called(_LIST, code, law_day(now)))}") for code in reasons(found.direction, now)
        ]


class DecideForm(forms.Form):
    """Grant or deny; who denies says why."""

    note = forms.CharField(
        label=gettext_lazy("Sentence to the trader"), required=False, max_length=LONGEST_NOTE,
        help_text=gettext_lazy("Needed where the request is denied"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Requests that wait, the oldest first; an officer sees those of the own branch first to decide."""
    actor = actor_of(request)
    rows = [_row(wish, found, actor) for wish, found in shown.waiting_requests(actor)]
    return render(request, "declarations/requests.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The requests of a declaration, and the form to ask or to decide."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    decides = actor.holds("officer", found.office)
    form = _form(request, found, actor, decides=decides)
    if request.method == "POST" and form is None:
        if not (decides if "verdict" in request.POST else may_amend(actor, found)):
            raise UnknownRequest(number=number)
        settled = (AskedBefore if shown.waits(found.id) else UnknownRequest)(number=number)
        messages.warning(request, settled.in_language(language()))
        return redirect("declarations:request", number)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _do(request, form, found, actor, decides=decides)
        except Refusal as refusal:
            form.add_error("note" if decides else "reason", refusal.in_language(language()))
        else:
            return redirect("declarations:request", number)
    wishes = [_row(wish, found, actor) for wish in shown.requests(found.id)]
    context = {
        "declaration": found, "head": sheet.head(found), "rows": wishes, "form": form, "decides": decides,
    }  # fmt: skip
    return render(request, "declarations/request.html", context, status=400 if form and form.errors else 200)


def _form(request: HttpRequest, found: Declaration, actor: Actor, *, decides: bool) -> forms.Form | None:
    """What this person can do now: nothing, ask, or decide what waits."""
    data = request.POST if request.method == "POST" else None
    waits = shown.waits(found.id)
    if waits and decides:
        return DecideForm(data)
    may = may_amend(actor, found) and "cancel" in verbs(MOVES, State(found.state))
    return AskForm(data, found) if may and not waits else None


def _do(request: HttpRequest, form: forms.Form, found: Declaration, actor: Actor, *, decides: bool) -> None:
    note = form.cleaned_data["note"]
    if decides:
        verdict = "grant" if request.POST.get("verdict") == "grant" else "deny"
        services.decide_request(found.number, verdict=verdict, note=note, by=actor, at=clock.now())
    else:
        reason = form.cleaned_data["reason"]
        services.ask_to_cancel(found.number, reason=reason, note=note, by=actor, at=clock.now())


def _row(wish: Request, found: Declaration, actor: Actor) -> dict[str, Any]:
    decided = getattr(wish, "decided", None)
    state = Wish(decided.verdict) if decided else Wish.ASKED
    return {
        "wish": wish, "declaration": found, "decided": decided, "state": WISH_WORDS[state],
        "tone": {Wish.ASKED: "warn", Wish.GRANTED: "good", Wish.DENIED: "bad"}[state],
        "reason": words.called(_LIST, wish.reason, law_day(wish.at)),
        "office": words.short_office(found.office, found.registered_on),
        "mine": decided is None and actor.holds("officer", found.office),
    }  # fmt: skip
