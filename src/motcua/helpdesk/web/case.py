"""One question on one page: words either way, the answer with its basis, clock, events, acts; and lists."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, moment, say
from motcua.ground.services import clock, files
from motcua.helpdesk import services
from motcua.helpdesk.domain import answers, tables
from motcua.helpdesk.domain.life import MOVES, State
from motcua.helpdesk.models import Question
from motcua.helpdesk.queries import listing, published
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services.rights import reviews
from motcua.helpdesk.web import words
from motcua.helpdesk.web.actforms import ACTS, Act
from motcua.helpdesk.web.forms import FilterForm, WriteForm
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people

_NAMED = {act.name: act for act in ACTS}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """An enterprise's questions, or the desk's queue with its clocks."""
    actor, now = actor_of(request), clock.now()
    form = FilterForm(request.GET)
    filters = form.filters(**({} if request.GET else {"state": "open" if queries.at_desk(actor) else ""}))
    rows, place = listing.questions(filters, actor, now=now, number=page_asked(request))
    names = listing.names(rows)
    context = {
        "form": form, "filters": filters, "page": place, "desk": queries.at_desk(actor),
        "rows": [words.row(each, now, names) for each in rows], "now": now,
        "counts": listing.counts(actor, now) if queries.at_desk(actor) else {},
    }  # fmt: skip
    return render(request, "helpdesk/list.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV: no words of askers but the line of the question."""
    actor, now = actor_of(request), clock.now()
    heads = [
        pgettext("question", "Number"), _("Question"), pgettext("question", "Asked"), pgettext("question", "Channel"),
        _("Tax code"), _("Domain"), _("Kind of question"),
        _("Priority"), _("Authority"), _("State"), _("Due"), _("Answered"), _("Working hours"), _("Asked again"),
        _("Stars"),
    ]  # fmt: skip
    found = listing.export(FilterForm(request.GET).filters(), actor, now=now)
    return csv_file("questions", heads, map(_cells, found))


def _cells(each: Question) -> list[object]:
    due = queries.due(each)
    return [
        each.number, each.title, each.asked_at.isoformat(timespec="minutes"), each.channel, each.party, each.domain,
        each.nature, each.priority, each.level, each.state, due.isoformat(timespec="minutes") if due else "",
        each.answered_at.isoformat(timespec="minutes") if each.answered_at else "", f"{each.used_s / 3600:.2f}",
        each.again, each.stars or "",
    ]  # fmt: skip


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The question. Who may not see it is told that there is none."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor)
    context = shown_case(found, actor, now)
    if context["desk"]:
        context |= _for_desk(found, actor, now)
    return render(request, "helpdesk/one.html", context)


def shown_case(found: Question, actor: Actor, now: datetime) -> dict[str, Any]:
    """What of a question its asker and the desk read alike."""
    desk = queries.at_desk(actor) and not queries.is_asker(found, actor)
    state = State(found.state)
    given = [
        {"it": each, "basis": answers.bases(each.basis), "procedures": answers.codes(each.procedures),
         "lines": answers.codes(each.lines)}
        for each in queries.answers(found)
    ]  # fmt: skip
    return {
        **words.row(found, now, listing.names([found])), **words.limit(found), "desk": desk, "actor": actor,
        "written": queries.written(found), "answer": given[0] if given else None, "earlier": given[1:],
        "facts": _facts(found, now), "acts": list(possible(found, actor)), "waiting": state is State.WAITING,
        "can_rate": state in (State.ANSWERED, State.CLOSED), "can_close": state is not State.CLOSED,
        "done": state in (State.ANSWERED, State.CLOSED), "now": now,
    }  # fmt: skip


def _facts(found: Question, now: datetime) -> list[Fact]:
    used = queries.used(found, now)
    told = [
        Fact(pgettext("question", "Asked"), moment(found.asked_at), say(tables.CHANNELS[found.channel])),
        Fact(_("Domain"), say(tables.DOMAINS[found.domain]), say(tables.NATURES[found.nature].words)),
        Fact(_("Authority"), say(tables.LEVELS[found.level].words)),
        Fact(_("Priority"), say(tables.PRIORITIES[found.priority])),
        Fact(_("Working hours used"), words.hours(used), _("of %(hours)s") % {"hours": words.hours(found.budget_s)}),
    ]  # fmt: skip
    if found.again:
        told.append(Fact(_("Asked again"), str(found.again)))
    if found.stars:
        told.append(Fact(_("Rating"), f"{found.stars}/5"))
    return told


def _for_desk(found: Question, actor: Actor, now: datetime) -> dict[str, Any]:
    title = found.title
    steps = queries.steps(found)
    names = people.names([each.account for each in steps if each.account] + [found.assignee])
    like = published.search(title, law_day(now)) if title else []
    return {
        "contact": queries.contact(found) if found.channel != "api" else None,
        "steps": [{**words.step(each), "name": names.get(each.account, "")} for each in reversed(steps)],
        "assignee": names.get(found.assignee, ""), "like": like,
        "asked": listing.alike(title, actor, leave_out=found.pk) if title else [],
        "templates": tables.TEMPLATES,
    }  # fmt: skip


def possible(found: Question, actor: Actor) -> Iterator[Act]:
    """What this person can do with the question in its state."""
    asks = queries.is_asker(found, actor)
    works = queries.at_desk(actor) and not asks
    now = set(verbs(MOVES, State(found.state)))
    for act in ACTS:
        mine = asks if act.asker else works
        if mine and now.intersection(act.verbs) and _fits(act, found, actor):
            yield act


def _fits(act: Act, found: Question, actor: Actor) -> bool:
    if act.name == "publish":
        return bool(found.answer) and found.nature not in tables.CLOSED
    if act.name == "answer":
        return any(post.role in tables.LEVELS[found.level].roles for post in actor.posts)
    if act.name in ("correct", "erase"):
        return reviews(actor)
    return act.name != "close" or found.state != str(State.CLOSED)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the question as it was seen."""
    actor, now = actor_of(request), clock.now()
    found, chosen = queries.find(number, actor), _NAMED[name]
    data = request.POST if request.method == "POST" else None
    form = chosen.form(data, found, actor, now, request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(found.number, form, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("helpdesk:one", found.number)
    context = {
        **words.row(found, now), "act": chosen, "form": form, "open": chosen in list(possible(found, actor)),
        "templates": tables.TEMPLATES if chosen.name in ("answer", "ask_back") else {},
    }  # fmt: skip
    return render(request, "helpdesk/act.html", context, status=400 if form.errors else 200)


@require_safe
def attachment(request: HttpRequest, number: str, leaf: int, no: int) -> HttpResponse:
    """A file of a question, to be kept and never shown as a page."""
    found = queries.find(number, actor_of(request))
    kept = queries.attachment(found, leaf, no)
    answer = HttpResponse(files.read(kept.file), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}-{no}.{kept.name.rsplit(".", 1)[-1]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A call or a word at a meeting, written down with its time; answers that fit are shown beside."""
    actor, now = actor_of(request), clock.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = WriteForm(*sent, today=law_day(now))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = services.New(
            told["title"], told["body"], form.classed(), told["channel"], told["party"].strip(), form.contact(),
            told["asked_at"],
        )  # fmt: skip
        try:
            made = services.ask(new, by=actor, at=now, files=form.sent())
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("helpdesk:one", made.number)
    return render(request, "helpdesk/write.html", {"form": form}, status=400 if form.errors else 200)
