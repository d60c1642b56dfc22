"""Published answers for everybody, asking with a look for answers first, and following a question by its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.paging import page as paged
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.helpdesk import services
from motcua.helpdesk.domain import tables
from motcua.helpdesk.queries import published
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.web import guarding
from motcua.helpdesk.web.case import shown_case
from motcua.helpdesk.web.forms import AskForm, ContactForm, TraderForm
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.parties import queries as parties

SIZE = 20
MOST = 400
SAID = ("helped", "not", "answered")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Answers in effect today, found by words or listed by domain."""
    today, text = law_day(clock.now()), request.GET.get("q", "")[:200]
    domain = request.GET.get("domain", "")
    domain = domain if domain in tables.DOMAINS else ""
    found = published.search(text, today, domain=domain, limit=MOST)
    place = paged(page_asked(request), SIZE, len(found))
    begin = (place.number - 1) * SIZE
    every = published.effective(today)
    context = {
        "text": text, "domain": domain, "page": place, "today": today, "signed": bool(actor_of(request).own),
        "rows": [_line(each) for each in found[begin : begin + SIZE]],
        "domains": [
            {"code": code, "words": words, "count": count} for code, words in tables.DOMAINS.items()
            if (count := sum(each.content.domain == code for each in every.values()))
        ],
    }  # fmt: skip
    part = request.headers.get("HX-Request") == "true"
    return render(request, "helpdesk/_found.html" if part else "helpdesk/answers.html", context)


def _line(each: published.Shown) -> dict[str, Any]:
    return {"it": each, "domain": tables.DOMAINS[each.content.domain], "begin": say(each.content.answer)[:180]}


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One answer: its basis, whether that was verified, until when, what it leads to; was it helpful."""
    today, found = law_day(clock.now()), published.one(code)
    like = [each for each in published.search(say(found.content.question), today, limit=4) if each.id != found.id]
    actor = actor_of(request)
    context = {
        "it": found, "domain": tables.DOMAINS[found.content.domain], "effective": found.effective(today),
        "like": [_line(each) for each in like], "thanks": "thanks" in request.GET, "desk": queries.at_desk(actor),
        "votes": published.votes(found.id) if queries.at_desk(actor) else {}, "today": today,
    }  # fmt: skip
    return render(request, "helpdesk/answer.html", context)


@require_POST
def said(request: HttpRequest, code: str) -> HttpResponse:
    """A reader's word on an answer."""
    found, word = published.one(code), request.POST.get("said", "")
    if word in SAID:
        guarding.need_few(request, "said", guarding.MOST_WORDS)
        services.say(found.id, word, at=clock.now())
    return redirect(f"/support/answers/{found.code}/?thanks=1")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """First a line and the answers that fit it, then the question itself."""
    actor = actor_of(request)
    title = request.GET.get("q", "")[:200].strip()
    if request.method != "POST" and "form" not in request.GET:
        return _look(request, title)
    form = _form(request, actor, title)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, form, actor)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
    context = {
        "form": form, "public": not actor.own, "stamp": guarding.stamp(), "trap": guarding.TRAP,
        "limits": [each for each in tables.LIMITS if not each.nature],
    }  # fmt: skip
    return render(request, "helpdesk/ask.html", context, status=400 if form.errors else 200)


def _look(request: HttpRequest, title: str) -> HttpResponse:
    today = law_day(clock.now())
    found = [_line(each) for each in published.search(title, today)] if title else []
    part = request.headers.get("HX-Request") == "true"
    context = {"text": title, "rows": found, "today": today, "short": True}
    return render(request, "helpdesk/_suggested.html" if part else "helpdesk/look.html", context)


def _form(request: HttpRequest, actor: Actor, title: str) -> AskForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if actor.own:
        named = [(code, f"{code} · {_name(code)}") for code in sorted(actor.own)]
        return TraderForm(*sent, parties=named, initial={"title": title})
    return ContactForm(*sent, initial={"title": title})


def _name(code: str) -> str:
    try:
        return parties.find(code).name
    except Refusal:
        return code


def _asked(request: HttpRequest, form: AskForm, actor: Actor) -> HttpResponse:
    told = form.cleaned_data
    contact = form.contact()
    if not actor.own:
        guarding.need_person(request)
    new = services.New(
        told["title"], told["body"], form.classed(), "site" if actor.own else "public", told.get("party", ""), contact
    )  # fmt: skip
    made = services.ask(new, by=actor, at=clock.now(), files=form.sent())
    if actor.own:
        return redirect("helpdesk:one", made.number)
    return redirect("helpdesk:follow", services.follow_key(made.number))


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """A question by the address that its asker was given: read, go on, rate, close."""
    number = services.followed(key)
    actor = queries.follower(number)
    found, now, fault = queries.find(number, actor), clock.now(), ""
    if request.method == "POST":
        try:
            guarding.need_few(request, "follow", guarding.MOST_WORDS)
            _go_on(request, number, actor)
            return redirect("helpdesk:follow", key)
        except Refusal as refusal:
            fault = refusal.in_language(language())
    context = {**shown_case(found, actor, now), "key": key, "fault": fault}
    return render(request, "helpdesk/follow.html", context, status=400 if fault else 200)


def _go_on(request: HttpRequest, number: str, actor: Actor) -> None:
    act, words, at = request.POST.get("act", ""), request.POST.get("words", ""), clock.now()
    if act == "rate":
        stars = request.POST.get("stars", "")
        services.rate(number, int(stars) if stars in "12345" and stars else 0, words=words, by=actor, at=at)
    elif act == "close":
        services.close(number, note=_("The asker closed the question."), words=words, by=actor, at=at)
    else:
        services.reply(number, words, by=actor, at=at)
