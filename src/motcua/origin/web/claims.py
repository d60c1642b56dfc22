"""Lines of declarations that name a certificate: those that wait first; an officer decides on several at once."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.money import written
from motcua.kernel.refusals import Refusal
from motcua.origin import services
from motcua.origin.domain.asking import CLAIM_SORTS, ClaimFilters
from motcua.origin.domain.data import reasons
from motcua.origin.domain.errors import NeedsReason
from motcua.origin.domain.life import CLAIM_WORDS, ClaimState
from motcua.origin.models import Claim
from motcua.origin.queries import listing
from motcua.origin.web import words
from motcua.origin.web.register import FORMATS, choose, held, page_of, streamed
from motcua.reference import domain as reference


class ClaimForm(forms.Form):
    """The filters as a GET form; lines that wait for their certificate where nothing is said."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Reference, declaration, tax code"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Branch"))
    since = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "From"))
    until = forms.DateField(required=False, input_formats=FORMATS, label=pgettext_lazy("day", "To"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in CLAIM_SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, today: date) -> None:
        told = data.copy()
        told.setdefault("state", str(ClaimState.NAMED))
        super().__init__(told, auto_id="f-%s")
        choose(self, "state", [(str(key), say(name)) for key, name in CLAIM_WORDS.items()])
        choose(self, "office", [(each.code, say(each.words)) for each in reference.branches(today)])

    def filters(self) -> ClaimFilters:
        """What could be read of the filters."""
        found = held(self)
        return ClaimFilters(**{"state": "", **found})


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of lines; an origin officer ticks some and decides."""
    return _page(request, request.GET)


def _page(request: HttpRequest, data: Any, wrong: str = "") -> HttpResponse:
    actor, today = actor_of(request), law_day(clock.now())
    form = ClaimForm(data, today)
    filters = form.filters()
    rows, place = listing.claims(filters, actor, number=page_of(request))
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "decides": actor.holds("origin"),
        "rows": [_shown(row, today) for row in rows], "reasons": reasons("refusal"), "wrong": wrong,
    }  # fmt: skip
    return render(request, "origin/claims.html", context, status=400 if wrong else 200)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Accept what was ticked on paper or self-certification, or refuse the preference."""
    actor, now = actor_of(request), clock.now()
    places = [_place(each) for each in request.POST.getlist("line")]
    chosen = [each for each in places if each is not None]
    verdict = request.POST.get("verdict", "")
    try:
        if not chosen:
            return _page(request, request.GET, _("Tick the lines that you decide on."))
        if verdict in ("paper", "self"):
            services.accept_proofs(chosen, kind=verdict, by=actor, at=now)
        elif verdict == "refuse":
            services.refuse_proofs(chosen, reason=request.POST.get("reason", ""), by=actor, at=now)
        else:
            raise NeedsReason
    except Refusal as refusal:
        return _page(request, request.GET, refusal.in_language(language()))
    return redirect(f"{request.path.removesuffix('decide/')}?{request.GET.urlencode()}")


def _place(text: str) -> tuple[int, int] | None:
    first, _dash, second = text.partition("-")
    return (int(first), int(second)) if first.isdecimal() and second.isdecimal() and len(text) < 30 else None  # noqa: PLR2004


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines as CSV."""
    filters = ClaimForm(request.GET, law_day(clock.now())).filters()
    heads = [
        _("Declaration"), _("Line"), _("Registered"), _("Branch"), _("Tax code"), _("Reference"), _("HS code"),
        _("Origin"), _("Quantity"), _("Unit"), _("State"), _("Reason"),
    ]  # fmt: skip
    rows = (_cells(row) for row in listing.export_claims(filters, actor_of(request)))
    return streamed(csv.lines(heads, rows), "lines-that-name-certificates.csv")


def _shown(row: Claim, today: date) -> dict[str, Any]:
    state = ClaimState(row.state)
    return {
        "row": row, "state": CLAIM_WORDS[state], "tone": words.CLAIM_TONES[state], "why": words.reason(row.reason),
        "days": (today - law_day(row.registered_at)).days, "open": state is ClaimState.NAMED,
    }  # fmt: skip


def _cells(row: Claim) -> list[object]:
    why = words.reason(row.reason)
    return [
        row.number, row.line, row.registered_at.isoformat(timespec="minutes"), row.office, row.party, row.reference,
        row.hs_code, row.origin, written(row.quantity_e4), row.unit, say(CLAIM_WORDS[ClaimState(row.state)]),
        say(why) if why else "",
    ]  # fmt: skip
