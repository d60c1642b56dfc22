"""A dossier as its applicant follows it: whose turn it is, the clock, steps, papers, result; what may be done."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.dossiers import services
from motcua.dossiers.domain.life import ACT_WORDS, CLOSED, INNER, MOVES, RATINGS, STATE_WORDS, WAITS, State
from motcua.dossiers.domain.steps import ROLE_WORDS, limit_of, steps_of
from motcua.dossiers.domain.story import LONGEST
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import one
from motcua.dossiers.queries.promising import expected
from motcua.dossiers.services import drafts as drafting
from motcua.dossiers.web import case
from motcua.dossiers.web.words import TONES, office
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.shown import summary
from motcua.procedures.queries.lists import codes_on


@require_safe
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """Where the dossier stands."""
    actor = actor_of(request)
    found = one.find(number, actor)
    content, sent = one.content_of(found), one.sendings(found.pk)
    acts, day = one.acts(found.pk), law_day(found.lodged_at)
    form = content.form
    context = {
        **head(found, content), "acts": list(_timeline(found, acts)), "steps": list(_steps(found, content)),
        "papers": [
            {**each, "words": _paper(content, each["paper"])} for each in one.papers(sent)
        ],
        "sections": summary(form, one.answers(sent), language(), codes=codes_on(day)) if form else (),
        "points": one.points(acts) if found.state == State.SUPPLEMENT else (),
        "result": one.result(found.pk) if found.returned_at else None,
        "can": can(found, actor), "forms": list(case.forms(acts, inner=False)), "rated": RATINGS.get(found.rating),
        "fee": found.fee_dong if found.state == State.PAYMENT else 0,
    }  # fmt: skip
    return render(request, "dossiers/filing/follow.html", context)


def head(found: Dossier, content: Content) -> dict[str, Any]:
    """What stands above every page of a dossier."""
    state = State(found.state)
    return {
        "dossier": found, "title": content.title, "state": STATE_WORDS[state], "tone": TONES[state],
        "office": office(found.office, law_day(found.lodged_at)), "now": clock.now(), "waits": state in WAITS,
        "closed": state in CLOSED, "limit": wording.limit(content.limit), "content": content,
        "expected": expected(found, limit_of(content)) if state == State.NEW else None,
    }  # fmt: skip


def can(found: Dossier, actor: Actor) -> set[str]:
    """What this person may do with the dossier in its state, as its applicant."""
    if not actor.holds("trader"):
        return set()
    state, may = State(found.state), set()
    if actor.may(found.party, "lodge", office=found.office):
        may |= {verb for verb in ("withdraw", "rate") if (state, verb) in MOVES}
        if found.rating:
            may.discard("rate")
    if state == State.SUPPLEMENT and actor.may(found.party, "prepare", office=found.office):
        may.add("supplement")
    return may


def _paper(content: Content, code: str) -> Any:
    return next((each.words for each in content.papers if each.code == code), code)


def _timeline(found: Dossier, acts: list[Any]) -> Iterator[dict[str, Any]]:
    """What happened, the newest first; what the office does among itself is not told in words of its own."""
    for act in reversed(acts):
        yield {
            "words": ACT_WORDS.get(act.verb, act.verb), "at": act.at, "leaf": act.leaf,
            "note": "" if act.verb in INNER else act.note, "until": act.until,
        }  # fmt: skip
    yield {"words": ACT_WORDS["lodge"], "at": found.lodged_at, "leaf": found.pk, "note": "", "until": None}


def _steps(found: Dossier, content: Content) -> Iterator[dict[str, Any]]:
    """The steps of the procedure: done, under way, to come."""
    ended = State(found.state) in CLOSED
    for step in steps_of(content):
        now = not ended and step.no == found.step
        yield {
            "step": step, "role": ROLE_WORDS.get(step.role, step.role), "now": now,
            "done": step.no < found.step or found.done_at is not None,
        }  # fmt: skip


@require_safe
def lodged(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: number, appointment, what comes next, and how to check it."""
    found = one.find(number, actor_of(request))
    content = one.content_of(found)
    told = ground.receipt(found.pk)
    context = {
        **head(found, content), "told": told, "papers": one.papers(one.sendings(found.pk)),
        "originals": [each for each in content.papers if each.originals],
    }  # fmt: skip
    if told is not None:
        word = ground.check_word(found.pk)
        address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
        context |= {
            "word": word, "address": address, "hash": ground.leaf(found.pk).hash.hex(), "in_tree": "inclusion" in told,
        }  # fmt: skip
    return render(request, "dossiers/filing/lodged.html", context)


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a file that `verify_receipt.py` checks without a network."""
    found = one.find(number, actor_of(request))
    told = ground.receipt(found.pk)
    if told is None:
        raise NotFound(what=f"receipt/{found.number}")
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = content_disposition_header(True, f"receipt-{found.number}.json")
    return answer


@require_POST
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the supplement that was asked for, or go on with the one begun."""
    actor = actor_of(request)
    found = one.find(number, actor)
    try:
        draft = drafting.begin_supplement(found.number, language=language(), by=actor, at=clock.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.warning(request, refusal.in_language(language()))
        return redirect("dossiers:follow", found.number)
    return redirect("dossiers:draft", draft.pk)


class ReasonForm(forms.Form):
    """Why a dossier is withdrawn."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the reason, then withdraw; done only to the dossier as it was seen."""
    actor = actor_of(request)
    found = one.find(number, actor)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"seen": found.leaf}, auto_id="w-%s")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.withdraw(found.number, note=said["note"], seen=said["seen"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("The dossier was withdrawn."))
            return redirect("dossiers:follow", found.number)
    context = {**head(found, one.content_of(found)), "form": form, "can": can(found, actor)}
    return render(request, "dossiers/filing/withdraw.html", context, status=400 if form.errors else 200)


class RatingForm(forms.Form):
    """How satisfied an applicant is."""

    rating = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you with the service?"), coerce=int, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What should be better?"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="r-%s")
        field = self.fields["rating"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(key, say(words)) for key, words in sorted(RATINGS.items(), reverse=True)]


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """Rate the service, once."""
    actor = actor_of(request)
    found = one.find(number, actor)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.rate(found.number, rating=said["rating"], note=said["note"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("Thank you. The head of the office reads what you wrote."))
            return redirect("dossiers:follow", found.number)
    context = {**head(found, one.content_of(found)), "form": form, "can": can(found, actor)}
    return render(request, "dossiers/filing/rate.html", context, status=400 if form.errors else 200)
