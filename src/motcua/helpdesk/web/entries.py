"""Published answers at the desk: what waits for review, versions, approval by a second person, withdrawal."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.helpdesk import services
from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.life import ENTRY_STATES, ENTRY_VERBS, EntryState
from motcua.helpdesk.domain.packaged import packaged
from motcua.helpdesk.models import Entry, Question
from motcua.helpdesk.queries import listing, published
from motcua.helpdesk.services.rights import reviews
from motcua.helpdesk.web import words
from motcua.helpdesk.web.deskforms import ContentForm
from motcua.helpdesk.web.forms import textarea
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All answers, or those that wait for review."""
    state = request.GET.get("state", "")
    rows, place = listing.entries(state, number=page_asked(request))
    latest = published.latest(rows)
    today = law_day(clock.now())
    shown = [
        {
            "it": each, "told": latest[each.pk], "state": ENTRY_STATES[EntryState(each.state)],
            "tone": words.ENTRY_TONES[EntryState(each.state)], "domain": tables.DOMAINS[latest[each.pk].content.domain],
            "ended": not latest[each.pk].effective(today),
        }
        for each in rows if each.pk in latest
    ]  # fmt: skip
    groups = [("", _("All")), ("review", _("Waiting for review"))]
    groups += [(str(key), str(told.in_language(language()))) for key, told in ENTRY_STATES.items() if key != "proposed"]
    missing = published.missing(code for code, _content in packaged()) if actor_of(request).holds("leader") else 0
    context = {"rows": shown, "page": place, "state": state, "groups": groups, "missing": missing}
    return render(request, "helpdesk/entries.html", context)


@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """A leader approves the answers that the platform brings and that are not there yet."""
    services.load_packaged(packaged(), by=SYSTEM, review=actor_of(request), at=clock.now())
    return redirect("helpdesk:entries")


class ReviewForm(forms.Form):
    """A decision on a version, or a withdrawal."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("publish", "refuse", "withdraw")])
    version = forms.IntegerField(required=False)
    note = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=2_000, widget=textarea(3))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer with its versions and what happened; the version that waits is approved or refused here."""
    actor, now = actor_of(request), clock.now()
    found = published.entry(pk)
    form = ReviewForm(request.POST if request.method == "POST" else None, auto_id="a-%s")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        version, note = told["version"] or 0, told["note"]
        try:
            if told["verb"] == "publish":
                services.approve(pk, version, note=note, by=actor, at=now)
            elif told["verb"] == "refuse":
                services.refuse(pk, version, note=note, by=actor, at=now)
            else:
                services.withdraw_published(pk, note=note, by=actor, at=now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("helpdesk:entry", pk)
    return render(request, "helpdesk/entry.html", _context(found, form, actor), status=400 if form.errors else 200)


def _context(found: Entry, form: ReviewForm, actor: Any) -> dict[str, Any]:
    steps = published.steps(found.pk)
    names = people.names([each.account for each in steps if each.account])
    own = bool(found.proposed) and published.author(found.pk, found.proposed) == actor.reference
    return {
        "entry": found, "form": form, "versions": published.versions(found.pk),
        "state": ENTRY_STATES[EntryState(found.state)], "tone": words.ENTRY_TONES[EntryState(found.state)],
        "steps": [
            {"it": each, "words": ENTRY_VERBS[each.verb], "name": names.get(each.account, "")}
            for each in reversed(steps)
        ],
        "votes": published.votes(found.pk), "used": published.asked_again(found.pk), "own": own,
        "reviews": reviews(actor),
    }  # fmt: skip


class EntryForm(ContentForm):
    """An answer that comes of no question, or a new version of one."""

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """The version that is revised."""
        begun = given.get("begun")
        if not isinstance(begun, published.Shown):
            return {"uncertain": True}
        told = begun.content
        return {
            "domain": told.domain, "question_vi": told.question.vi, "question_en": told.question.en,
            "answer_vi": told.answer.vi, "answer_en": told.answer.en, "since": f"{told.since:%d/%m/%Y}",
            "until": f"{told.until:%d/%m/%Y}" if told.until else "", "uncertain": told.uncertain,
            "procedures": ", ".join(told.procedures), "lines": ", ".join(told.lines),
            "note_vi": told.note.vi, "note_en": told.note.en,
        }  # fmt: skip

    def basis_given(self, found: Question, given: dict[str, Any]) -> Any:
        """Its bases."""
        begun = given.get("begun")
        return begun.content.basis if isinstance(begun, published.Shown) else ()


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """A new answer, or a new version of one: it waits for review."""
    actor, now = actor_of(request), clock.now()
    begun = published.versions(pk)[0] if pk and published.entry(pk) else None
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, Question(leaf=0), actor, now, {"begun": begun})
    form.fields["seen"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            if begun is None:
                made = services.propose(form.content(), by=actor, at=now)
            else:
                made = services.revise(pk, form.content(), by=actor, at=now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("helpdesk:entry", made.pk)
    context = {"form": form, "begun": begun}
    return render(request, "helpdesk/entry_write.html", context, status=400 if form.errors else 200)
