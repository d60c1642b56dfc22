"""Pages of visits to enterprises: the list, one visit, what remains to be done, and the acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.clocks import late_on
from motcua.helpdesk.domain.meetings.life import ACTION_WORDS, VISIT_MOVES, VISIT_STEPS, VISIT_WORDS, Action
from motcua.helpdesk.domain.meetings.life import Visit as State
from motcua.helpdesk.models import Action as ActionRow
from motcua.helpdesk.models import Visit
from motcua.helpdesk.queries.meetings import visits
from motcua.helpdesk.services import meetings
from motcua.helpdesk.services.meetings.rights import need_runner
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.meetings import proven
from motcua.helpdesk.web.meetings_acts import ask, both
from motcua.helpdesk.web.meetings_forms import ReasonForm, SeenForm
from motcua.helpdesk.web.visits_forms import ActionForm, FindingsForm, TodoForm, VisitFilterForm, VisitForm
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.people import queries as people

OWNERS = ("officer", "head", "support", "leader")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The visits that the asker may see."""
    actor = actor_of(request)
    form = VisitFilterForm(request.GET)
    filters = form.filters()
    rows, place = visits.visits(filters, actor, number=page_asked(request))
    left = visits.open_counts(rows) if is_staff(actor) else {}
    context = {
        "form": form, "filters": filters, "sort": filters.sort, "page": place, "staff": is_staff(actor),
        "plans": bool(words.offices_of(actor)),
        "rows": [{**words.visit_head(row), "open": left.get(row.pk, 0)} for row in rows],
    }  # fmt: skip
    return render(request, "helpdesk/meetings/visits.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    heads = [
        _("Visit"), _("Tax code"), _("Enterprise"), _("Office"), _("Planned for"), _("Made on"), _("State"),
        _("Purpose"),
    ]  # fmt: skip
    rows = (
        [
            row.number, row.party, row.party_name, words.office_name(row.office), row.planned_on.isoformat(),
            row.made_on.isoformat() if row.made_on else "", say(VISIT_WORDS[State(row.state)]), row.purpose,
        ]
        for row in visits.export(VisitFilterForm(request.GET).filters(), actor_of(request))
    )  # fmt: skip
    return csv_file("visits", heads, rows)


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """What remains to be done after visits."""
    actor, today = actor_of(request), words.law_day_now()
    only_late = request.GET.get("late") == "1"
    found = visits.open_actions(actor, late_on=today if only_late else None)
    names = people.names([each.owner for each, _visit in found])
    rows = [{**shown(each, actor, names), "visit": visit} for each, visit in found]
    return render(request, "helpdesk/meetings/todo.html", {"rows": rows, "only_late": only_late})


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A visit: what was planned; for the department what was found and what is to be done."""
    actor = actor_of(request)
    found = visits.find(number, actor)
    inside = is_staff(actor)
    actions = visits.actions(found.pk)
    names = people.names([each.owner for each in actions])
    rows = [shown(each, actor, names) for each in actions]
    runs = meetings.runs(actor, found.office)
    context = {
        **words.visit_head(found), "facts": words.visit_facts(found), "inside": inside, "named": VISIT_STEPS,
        "paper": inside and found.state in (State.MADE, State.CLOSED), "acts": list(possible(found)) if runs else [],
        "actions": [{**row, "mine": runs or row["it"].owner == actor.account} for row in rows],
        "steps": list(reversed(visits.steps(found.pk))) if inside else [],
    }  # fmt: skip
    return render(request, "helpdesk/meetings/visit.html", context)


def shown(each: ActionRow, actor: Actor, names: dict[int, str]) -> dict[str, Any]:
    """A thing to be done as a line."""
    state = Action(each.state)
    return {
        "it": each, "state": ACTION_WORDS[state], "tone": words.ACTION_TONES[state],
        "late": state is Action.OPEN and late_on(each.due_on, words.law_day_now()),
        "owner": names.get(each.owner, "–"), "mine": each.owner == actor.account,
    }  # fmt: skip


def possible(found: Visit) -> list[dict[str, str]]:
    """What can be done with a visit in its state, by who runs it."""
    named = {
        "findings": _("Record the findings"), "follow up": _("Give something to be done"),
        "close": _("Close the visit"),
        "change": _("Change the plan"), "cancel": _("Cancel the visit"),
    }  # fmt: skip
    now = verbs(VISIT_MOVES, State(found.state))
    return [
        {"label": label, "address": reverse(f"helpdesk:visit_{verb.replace(' ', '_')}", args=[found.number])}
        for verb, label in named.items()
        if verb in now
    ]


def to(found: Visit) -> str:
    """The address of a visit."""
    return f"/support/visits/{found.number}/"


def _run(request: HttpRequest, number: str) -> tuple[Visit, Actor]:
    actor = actor_of(request)
    found = visits.find(number, actor)
    need_runner(actor, found.office)
    return found, actor


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit."""
    actor = actor_of(request)
    form = VisitForm(request.POST if request.method == "POST" else None, actor)
    return ask(
        request, form, lambda: to(meetings.plan_visit(form.plan(), by=actor, at=clock.now())),
        title=_("Plan a visit"), button=_("Plan the visit"), context={"visits": True},
        about=_("The enterprise is told of the day and the purpose."),
    )  # fmt: skip


@both
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change what is planned."""
    found, actor = _run(request, number)
    form = VisitForm(request.POST if request.method == "POST" else None, actor, found)
    return ask(
        request, form,
        lambda: to(meetings.change_visit(number, form.plan(), seen=_seen(form), by=actor, at=clock.now())),
        title=_("Change the plan"), button=_("Change the plan"), context=words.visit_head(found),
    )  # fmt: skip


@both
def findings(request: HttpRequest, number: str) -> HttpResponse:
    """Record what came of it."""
    found, actor = _run(request, number)
    told = {name: getattr(found, name) for name in ("met", "found", "settled")}
    day = found.made_on or min(found.planned_on, words.law_day_now())
    form = FindingsForm(
        request.POST if request.method == "POST" else None, seen=found.leaf,
        initial={**told, "made_on": f"{day:%d/%m/%Y}"},
    )  # fmt: skip
    return ask(
        request, form,
        lambda: to(meetings.findings(number, form.findings(), seen=_seen(form), by=actor, at=clock.now())),
        title=_("Record the findings"), button=_("Record the findings"), context=words.visit_head(found),
        about=_("Findings are read inside the department only."),
    )  # fmt: skip


@both
def follow_up(request: HttpRequest, number: str) -> HttpResponse:
    """Give something to be done to somebody."""
    found, actor = _run(request, number)
    form = TodoForm(request.POST if request.method == "POST" else None, seen=found.leaf, people=_owners(found))

    def do() -> str:
        meetings.follow_up(number, form.todo(), seen=_seen(form), by=actor, at=clock.now())
        return to(found)

    return ask(
        request, form, do, title=_("Give something to be done"), button=_("Give it"), context=words.visit_head(found),
        about=_("Who does it is told, and ends it with its outcome."),
    )  # fmt: skip


def _owners(found: Visit) -> list[tuple[int, str]]:
    """Who may be given something: the people of the office and of the support desk."""
    today = law_day(clock.now())
    accounts = {each for role in OWNERS for each in people.holders(role, today, _office_of(role, found))}
    return sorted(people.names(sorted(accounts)).items(), key=lambda each: each[1])


def _office_of(role: str, found: Visit) -> str:
    return found.office if role in ("officer", "head") else ""


@both
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close a visit after which nothing remains to be done."""
    found, actor = _run(request, number)
    form = SeenForm(request.POST if request.method == "POST" else None, seen=found.leaf)
    return ask(
        request, form, lambda: to(meetings.close_visit(number, seen=_seen(form), by=actor, at=clock.now())),
        title=_("Close the visit"), button=_("Close the visit"), context=words.visit_head(found),
    )  # fmt: skip


@both
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel a visit that was not made."""
    found, actor = _run(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None, seen=found.leaf)

    def do() -> str:
        note = form.cleaned_data["note"]
        return to(meetings.cancel_visit(number, note=note, seen=_seen(form), by=actor, at=clock.now()))

    return ask(
        request, form, do, title=_("Cancel the visit"), button=_("Cancel the visit"), context=words.visit_head(found),
        about=_("The enterprise is told. This cannot be undone."),
    )  # fmt: skip


@both
def action(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """Something that was to be done: done, dropped, or given more time."""
    actor = actor_of(request)
    found = visits.find(number, actor)
    held = visits.action(found.pk, place)
    runs = meetings.runs(actor, found.office)
    if not runs and held.owner != actor.account:
        told = {**words.visit_head(found), "title": held.words[:80], "closed": True}
        return render(request, "helpdesk/meetings/form.html", told, status=409 if request.method == "POST" else 200)
    form = ActionForm(request.POST if request.method == "POST" else None, extends=runs)

    def do() -> str:
        told = form.cleaned_data["outcome"]
        if runs and request.POST.get("do") == "extend":
            meetings.extend_action(number, place, due_on=form.day(held.due_on), note=told, by=actor, at=clock.now())
        else:
            service = meetings.drop_action if request.POST.get("do") == "drop" else meetings.action_done
            service(number, place, outcome=told, by=actor, at=clock.now())
        return to(found)

    extend = ((_("Give it more time"), "extend"),) if runs else ()
    return ask(
        request, form, do, title=held.words[:80], button=_("It is done"), context=words.visit_head(found),
        others=((_("It will not be done"), "drop"), *extend), about=held.words,
    )  # fmt: skip


def _seen(form: Any) -> int:
    return form.cleaned_data["seen"] or 0


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> JsonResponse:
    """The leaf of a step and the proof that it stands in the log."""
    actor = actor_of(request)
    found = visits.find(number, actor)
    known = {each.leaf for each in visits.steps(found.pk)}
    if is_staff(actor):
        known |= {each.leaf for each in visits.action_steps(found.pk)}
    return proven(leaf, known)
