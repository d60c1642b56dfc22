"""Lists of records: what is to be done, each kind with its filters, files for spreadsheets."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import measuring, rights
from motcua.procedures.domain.audit.bodies import Audit, Nonconformity, Objective, Programme, Risk
from motcua.procedures.domain.audit.life import MOVES, OVER, STATE_WORDS, Kind, State, is_late
from motcua.procedures.queries.audit import listing, one
from motcua.procedures.web.audit_acts import ACTS, possible
from motcua.procedures.web.audit_fields import offices
from motcua.procedures.web.audit_shown import figure, kind_of, office, state_of

PLURALS = {
    Kind.PROGRAMME: gettext_lazy("Audit programmes"), Kind.AUDIT: gettext_lazy("Audits"),
    Kind.NONCONFORMITY: gettext_lazy("Nonconformities"), Kind.REVIEW: gettext_lazy("Management reviews"),
    Kind.DECISION: gettext_lazy("Decisions of reviews"), Kind.OBJECTIVE: gettext_lazy("Quality objectives"),
    Kind.RISK: gettext_lazy("Risks and opportunities"), Kind.STATEMENT: gettext_lazy("Self-declarations"),
}  # fmt: skip
SLUGS = {
    Kind.PROGRAMME: "programmes", Kind.AUDIT: "audits", Kind.NONCONFORMITY: "nonconformities", Kind.REVIEW: "reviews",
    Kind.DECISION: "decisions", Kind.OBJECTIVE: "objectives", Kind.RISK: "risks", Kind.STATEMENT: "statements",
}  # fmt: skip
EMPTY = {
    Kind.PROGRAMME: gettext_lazy("The ISO officer writes a programme for each year; the leader approves it."),
    Kind.AUDIT: gettext_lazy("Audits are planned from an approved programme."),
    Kind.NONCONFORMITY: gettext_lazy("They come from audits when a line of the checklist does not conform."),
    Kind.REVIEW: gettext_lazy("The ISO officer prepares a review; the leader holds and approves it."),
    Kind.DECISION: gettext_lazy("They come from reviews when the minutes are approved."),
    Kind.OBJECTIVE: gettext_lazy("Objectives are set for a year and measured each quarter."),
    Kind.RISK: gettext_lazy("Risks and opportunities of the system are entered with what is done about them."),
    Kind.STATEMENT: gettext_lazy("A declaration rests on an audit and a review of its year."),
}  # fmt: skip

NEW_WORDS = {
    Kind.PROGRAMME: gettext_lazy("New programme"), Kind.REVIEW: gettext_lazy("Prepare a review"),
    Kind.OBJECTIVE: gettext_lazy("New objective"), Kind.RISK: gettext_lazy("Enter a risk"),
    Kind.STATEMENT: gettext_lazy("New declaration"),
}  # fmt: skip
"""What is entered on a page of its own; the other kinds come from these."""


class FilterForm(forms.Form):
    """The filters of a list as a GET form."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Number, title, any word"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.ChoiceField(required=False, label=gettext_lazy("Office"))
    year = forms.ChoiceField(required=False, label=gettext_lazy("Year"))
    sort = forms.ChoiceField(required=False, choices=[(s, s) for key in listing.SORTS for s in (key, f"-{key}")])

    def __init__(self, data: Any, kind: Kind, years: list[int], today: date) -> None:
        super().__init__(data, auto_id="f-%s")
        states = dict.fromkeys(state for pair in MOVES[kind].items() for state in (pair[0][0], pair[1]))
        groups = [("open", _("Not over")), ("late", _("Overdue")), ("mine", _("Mine"))]
        self._choose("state", [*groups, *((str(state), say(STATE_WORDS[state])) for state in states)])
        self._choose("office", offices(today))
        self._choose("year", [(str(year), str(year)) for year in years])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def filters(self, kind: Kind) -> listing.Filters:
        """What could be read of the filters."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if value}
        return listing.Filters(
            kind, told.get("q", ""), told.get("state", ""), told.get("office", ""), int(told.get("year", 0)),
            told.get("sort", "-number"),
        )  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the actor, what is overdue, the year in figures, the objectives."""
    actor, today = actor_of(request), law_day(clock.now())
    programme = one.visible_to(actor).filter(kind=str(Kind.PROGRAMME), year__lte=today.year).order_by("-year").first()
    objectives, _place = listing.listing(
        listing.Filters(Kind.OBJECTIVE, year=today.year, sort="number"), actor, today=today, size=20
    )
    late = listing.late(actor, today)
    context = {
        "tasks": list(_tasks(actor, today)), "late": [row(each, today) for each in late],
        "programme": programme, "year": listing.of_year(programme, today) if programme else None,
        "objectives": [row(each, today) for each in objectives], "lists": [
            {"name": f"procedures:audit_{slug}", "title": PLURALS[kind]} for kind, slug in SLUGS.items()
        ],
    }  # fmt: skip
    return render(request, "procedures/audit/home.html", context)


def _tasks(actor: Actor, today: date) -> Iterator[dict[str, Any]]:
    """Records with an act that presses and that this actor may do, the next due first."""
    names = [act.kind for act in ACTS if act.presses]
    rows = one.visible_to(actor).filter(kind__in=sorted(set(map(str, names)))).exclude(state__in=map(str, OVER))
    open_within = listing.with_open(Kind.NONCONFORMITY)
    for found in rows.order_by(F("due_on").asc(nulls_last=True), "number")[:300]:
        acts = [act for act in possible(found, actor) if act.presses]
        if found.number in open_within:
            acts = [act for act in acts if act.verb != "close"]
        early = found.kind == Kind.AUDIT and found.on_day and found.on_day > today and found.state == "approved"
        if acts and not early:
            yield {**row(found, today), "acts": acts[:2]}
        elif found.state == State.CHECKING and rights.may("answer", actor, found.subject()):
            yield {**row(found, today), "checklist": True}


def row(found: Record, today: date) -> dict[str, Any]:
    """A record as a line of a list."""
    state, tone = state_of(found, today)
    return {
        "it": found, "late": is_late(State(found.state), found.due_on, today), "state": state, "tone": tone,
        "kind": kind_of(found), "extra": _extra(found, today),
        "office": office(found.office, found.on_day or date(found.year, 1, 1)) if found.office else "",
    }  # fmt: skip


def _extra(found: Record, today: date) -> str:
    """What stands besides in a list: progress, value against target, level."""
    body = found.said()
    if isinstance(body, Audit) and body.items:
        done = sum(bool(item.result) for item in body.items)
        return _("%(done)s of %(all)s lines") % {"done": done, "all": len(body.items)}
    if isinstance(body, Nonconformity):
        return body.code
    if isinstance(body, Programme):
        return _("%(count)s audits planned") % {"count": len(body.visits)}
    if isinstance(body, Objective):
        last = measuring.latest(body.values)
        value = f"{figure(last.value)} {body.unit}" if last else "–"
        trend = measuring.trend(body)
        return " · ".join(filter(None, (f"{value} / {figure(body.target)} {body.unit}",
                                        say(measuring.TREND_WORDS[trend]) if trend else "")))  # fmt: skip
    if isinstance(body, Risk):
        return f"{body.level} · {say(measuring.GRADE_WORDS[measuring.grade(body, today)])}"
    return ""


def listed(kind: Kind) -> Callable[[HttpRequest], HttpResponse]:
    """The list of a kind."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        actor, today = actor_of(request), law_day(clock.now())
        form = FilterForm(request.GET, kind, listing.years(kind, actor), today)
        filters = form.filters(kind)
        rows, place = listing.listing(filters, actor, today=today, number=page_asked(request))
        owners = people.names([each.owner for each in rows if each.owner])
        context = {
            "form": form, "filters": filters, "sort": filters.sort, "page": place, "title": PLURALS[kind],
            "why": EMPTY[kind], "here": f"procedures:audit_{SLUGS[kind]}", "csv": f"procedures:audit_{SLUGS[kind]}_csv",
            "rows": [{**row(each, today), "owner": owners.get(each.owner, "")} for each in rows],
            "new": f"procedures:audit_new_{kind}" if kind in NEW_WORDS and _enters(kind, actor) else "",
            "new_words": NEW_WORDS.get(kind, ""),
        }  # fmt: skip
        return render(request, "procedures/audit/list.html", context)

    return view


def _enters(kind: Kind, actor: Actor) -> bool:
    return any(actor.holds(role) for role in rights.RIGHTS[kind].get("enter", ()))


def exported(kind: Kind) -> Callable[[HttpRequest], HttpResponseBase]:
    """The list of a kind as CSV."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponseBase:
        actor, today = actor_of(request), law_day(clock.now())
        filters = FilterForm(request.GET, kind, listing.years(kind, actor), today).filters(kind)
        heads = [
            pgettext("of a record", "Number"),
            _("Title"),
            _("Year"),
            _("Office"),
            _("State"),
            _("Day"),
            _("Due"),
            _("Detail"),
        ]
        rows = (
            [each.number, each.title, each.year, each.office, state_of(each, today)[0], each.on_day or "",
             each.due_on or "", _extra(each, today)]
            for each in listing.export(filters, actor, today=today)
        )  # fmt: skip
        return csv_file(SLUGS[kind], heads, rows)

    return view
