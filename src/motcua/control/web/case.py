"""One case on one page, lists, acts, and who read it. Every reading is written down before it is shown."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.errors import NeedsWords
from motcua.control.domain.cases.life import MOVES, State
from motcua.control.domain.cases.standing import custody
from motcua.control.models import Case
from motcua.control.queries import cases as queries
from motcua.control.queries import listing, reading
from motcua.control.services.cases import opening
from motcua.control.services.cases import reading as reads
from motcua.control.services.cases.rights import OPENERS
from motcua.control.services.cases.writing import standing_of
from motcua.control.web import case_acts, case_words
from motcua.control.web.case_acts import ACTS, Act
from motcua.control.web.case_forms import CaseFilters, OpenForm, WhyForm
from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import day as day_told
from motcua.design.templatetags.figures import language, moment, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import NotFound, Refusal
from motcua.people import queries as people

_NAMED = {act.name: act for act in ACTS}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The cases that the asker needs to know, with their clocks."""
    actor, day = actor_of(request), law_day(clock.now())
    form = CaseFilters(request.GET, day)
    filters = form.filters(**({} if request.GET else {"state": "open"}))
    rows, place = listing.listing(filters, actor, day, number=page_asked(request))
    handled = listing.handled(actor)
    context = {
        "form": form, "filters": filters, "page": place, "counts": listing.counts(actor, day),
        "rows": [case_words.row(each, day, handled) for each in rows], "opens": _opens(actor),
    }  # fmt: skip
    return render(request, "control/cases.html", context)


def _opens(actor: Actor) -> bool:
    return any(post.role in OPENERS for post in actor.posts)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV: nobody's name, and of a restricted case no title."""
    actor, day = actor_of(request), law_day(clock.now())
    heads = [
        _("Case"), _("What was found"), _("Violation"), _("Found on"), _("Office"), _("State"), _("Value"), _("Fine"),
        _("Paid"), _("Due"),
    ]  # fmt: skip
    handled = listing.handled(actor)

    def cells(each: Case) -> list[object]:
        row = case_words.row(each, day, handled)
        due = each.due_on.isoformat() if each.due_on else ""
        return [
            each.number, row["title"], each.kind, each.detected_on.isoformat(), each.office, each.state, each.value,
            each.fine, each.paid, due,
        ]  # fmt: skip

    return csv_file("cases", heads, map(cells, listing.export(CaseFilters(request.GET, day).filters(), actor, day)))


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The file. A restricted one asks why first; who may not see it is told that there is none."""
    actor, now = actor_of(request), clock.now()
    day = law_day(now)
    found = queries.find(number, actor, day)
    role = queries.role_of(found, actor, day)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if reads.needs_reason(found, role) and not (form.is_bound and form.is_valid()):
        context = {"it": found, "form": form}
        return render(request, "control/why.html", context, status=400 if form.errors else 200)
    reason = form.cleaned_data["reason"] if form.is_bound and form.is_valid() else ""
    found = reads.read(number, reason=reason, by=actor, at=now)
    return render(request, "control/case.html", _file(found, actor, day))


def _file(found: Case, actor: Actor, day: date) -> dict[str, Any]:
    """What of a case its readers see."""
    steps, readers, until = queries.steps(found), queries.readers(found), custody(standing_of(found))
    names = people.names([*(each.account for each in (*steps, *readers) if each.account), found.handler])
    return {
        **case_words.row(found, day, {found.pk}), "facts": _facts(found, names),
        "acts": list(possible(found, actor, day)),
        "steps": [{**case_words.step(each), "name": names.get(each.account, "")} for each in reversed(steps)],
        "subjects": queries.subjects(found), "goods": queries.goods(found), "decision": queries.decision(found),
        "payments": queries.payments(found), "left": found.fine - found.paid,
        "exhibits": [case_words.exhibit(each, found.number) for each in queries.exhibits(found)],
        "readers": [{"it": each, "name": names.get(each.account, str(each.account))} for each in readers],
        "sees_readings": queries.decides(found, actor), "day": day, "has_record": found.recorded_on is not None,
        "complaint_late": found.complaint_due is not None and found.complaint_due < day,
        "custody_late": until is not None and until < day,
        "mark": tables.MARKS[limit.mark] if (limit := case_words.limit(found.due_for, day)) else None,
    }  # fmt: skip


def _facts(found: Case, names: dict[int, str]) -> list[Fact]:
    told = [
        Fact(_("Violation"), say(tables.KINDS[found.kind])),
        Fact(pgettext("case", "Found"), moment(found.detected_at), say(tables.SOURCES[found.source])),
        Fact(_("Who leads"), say(tables.LEADS[found.lead]), found.partners),
        Fact(_("Place"), found.place or "–", found.position), Fact(_("Route"), found.route or "–"),
        Fact(_("Who handles it"), names.get(found.handler, "–")),
    ]  # fmt: skip
    if found.recorded_on:
        told.append(Fact(_("Recorded on"), day_told(found.recorded_on)))
    if found.held_until:
        told.append(Fact(_("Custody until"), day_told(found.held_until)))
    if found.prosecution:
        told.append(Fact(say(tables.PROSECUTIONS[found.prosecution]), day_told(found.prosecuted_on)))
    return told


def possible(found: Case, actor: Actor, day: date) -> Iterator[Act]:
    """What this person can do with the case in its state."""
    role = queries.role_of(found, actor, day)
    decides = queries.decides(found, actor)
    busy = actor.account in (found.recorder, found.handler, *queries.handlers(found, day))
    shown = {
        case_acts.WORK: role in queries.WORKING, case_acts.HEAD: decides, case_acts.SECOND: decides and not busy,
        case_acts.SORT: decides or actor.holds("control"), case_acts.LEADER: actor.holds("leader"),
    }  # fmt: skip
    now = set(verbs(MOVES, State(found.state)))
    fits = {"complain": found.complaint != "open", "settle": found.complaint == "open",
            "pay": found.state == str(State.DECIDED), "execute": found.paid >= found.fine,
            "extend": found.held_until is not None, "close": found.complaint != "open"}  # fmt: skip
    for act in ACTS:
        if act.verb in now and shown[act.who] and fits.get(act.name, True):
            yield act


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the case as it was seen."""
    actor, now = actor_of(request), clock.now()
    found, chosen = queries.find(number, actor, law_day(now)), _NAMED[name]
    is_open = chosen in list(possible(found, actor, law_day(now)))
    form = chosen.form(request.POST if request.method == "POST" else None, found, actor, now) if is_open else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            chosen.do(found.number, form, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return _after(found, actor, law_day(now))
    try:
        reads.read(number, what="act", by=actor, at=now)
    except NeedsWords:
        return redirect("control:case", number)
    context = {**case_words.row(found, law_day(now), {found.pk}), "act": chosen, "form": form}
    wrong = form is not None and bool(form.errors)
    return render(request, "control/act.html", context, status=400 if wrong else 200)


def _after(found: Case, actor: Actor, day: date) -> HttpResponse:
    """The file again, or the list where the act took it out of the actor's sight."""
    try:
        queries.find(found.number, actor, day)
    except NotFound:
        return redirect("control:cases")
    return redirect("control:case", found.number)


@require_safe
def readings(request: HttpRequest, number: str) -> HttpResponse:
    """Who read the case, when and why: for the head of its office and leaders."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor, law_day(now))
    rows = reading.readings(found, actor)
    names = people.names([each.account for each in rows])
    context = {
        **case_words.row(found, law_day(now)),
        "readings": [case_words.reading(each, names.get(each.account, each.actor)) for each in rows],
    }  # fmt: skip
    return render(request, "control/readings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A case written down by who found it."""
    actor, now = actor_of(request), clock.now()
    form = OpenForm(request.POST if request.method == "POST" else None, actor, law_day(now))
    if request.method == "POST" and form.is_valid():
        try:
            made = opening.open_case(form.new(), note=form.cleaned_data["note"], by=actor, at=now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("control:case", made.number)
    return render(request, "control/write.html", {"form": form}, status=400 if form.errors else 200)
