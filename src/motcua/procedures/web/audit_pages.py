"""Pages of one record: what it says and said, new records, acts, the plan of an audit."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people.queries import rights as staff
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit import rights
from motcua.procedures.domain.audit.bodies import Audit, Programme
from motcua.procedures.domain.audit.life import KIND_WORDS, OVER, VERB_WORDS, Kind, State
from motcua.procedures.domain.life import persons
from motcua.procedures.queries.audit import listing, one
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import reviews, standing
from motcua.procedures.web import audit_bodyforms as bodyforms
from motcua.procedures.web.audit_actforms import ActForm, PlanForm, ProgrammeForm
from motcua.procedures.web.audit_acts import BY_NAME, Act, possible
from motcua.procedures.web.audit_lists import NEW_WORDS, PLURALS, SLUGS, row
from motcua.procedures.web.audit_shown import kind_of, office, shown, state_of


@require_safe
def record(request: HttpRequest, number: str) -> HttpResponse:
    """One record: what it says, what can be done, what belongs to it, every step with its version and proof."""
    actor, today = actor_of(request), law_day(clock.now())
    found = one.find(number, actor)
    steps = one.steps(found)
    below = one.within(number, actor)
    said = found.said()
    context = {
        **head(found, today), "shown": shown(found, one.names_of([found])), "acts": offered(found, below, actor),
        "below": [row(each, today) for each in below],
        "steps": [{"it": each, "words": VERB_WORDS[each.verb]} for each in steps],
        "names": people_of(steps), "open_visits": _open_visits(found, said, below, actor),
        "answers": found.state == State.CHECKING and rights.may("answer", actor, found.subject()),
        "year": listing.of_year(found, today) if isinstance(said, Programme) else None,
    }  # fmt: skip
    return render(request, "procedures/audit/record.html", context)


def offered(found: Record, below: list[Record], actor: Actor) -> list[Act]:
    """The acts that are offered; nothing is closed while something that belongs to it is not over."""
    left = any(each.state not in map(str, OVER) for each in below)
    return [act for act in possible(found, actor) if not left or act.verb != "close"]


def people_of(steps: list[RecordStep]) -> dict[str, str]:
    """Who did each step, by how the log calls them."""
    return staff.persons_named({each.actor for each in steps if persons(each.actor)})


def _open_visits(found: Record, said: object, below: list[Record], actor: Actor) -> list[dict[str, Any]]:
    """Visits of an approved programme of which no audit is planned, for whoever plans."""
    if not isinstance(said, Programme) or found.state != State.APPROVED or not actor.holds("iso"):
        return []
    bodies = [each.said() for each in below if each.state != State.CANCELLED]
    taken = {body.visit for body in bodies if isinstance(body, Audit)}
    on = date(said.year, 1, 1)
    return [
        {"visit": visit, "office": office(visit.office, on)} for visit in said.visits if visit.no not in taken
    ]  # fmt: skip


def head(found: Record | RecordStep, today: date) -> dict[str, Any]:
    """What stands above every page of a record."""
    state, tone = state_of(found, today)
    slug = SLUGS[Kind(found.kind)]
    return {"record": found, "state": state, "tone": tone, "kind": kind_of(found),
            "list": f"procedures:audit_{slug}", "list_title": PLURALS[Kind(found.kind)]}  # fmt: skip


@require_safe
def was(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """A record as it was after one of its steps."""
    found = one.find(number, actor_of(request))
    step = next((each for each in one.steps(found) if each.leaf == leaf), None)
    if step is None:
        raise Http404
    told = shown(step, one.names_of([found]))
    context = {**head(step, law_day(step.at)), "shown": told, "step": step, "words": VERB_WORDS[step.verb]}
    return render(request, "procedures/audit/was.html", context)


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a step and the proof that it stands in the log."""
    found = one.find(number, actor_of(request))
    if leaf not in {each.leaf for each in one.steps(found)}:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the record as it was seen."""
    actor, now = actor_of(request), clock.now()
    found = one.find(number, actor)
    chosen = BY_NAME.get((Kind(found.kind), verb))
    if chosen is None:
        raise Http404
    if chosen not in list(possible(found, actor)):
        return _closed(request, found, chosen, law_day(now))
    form = chosen.form(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(number, form.told(), form.cleaned_data["seen"] or 0, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("procedures:audit_one", number)
    context = {**head(found, law_day(now)), "form": form, "words": chosen.words, "about": chosen.about,
               "button": chosen.words, "back": ("procedures:audit_one", number)}  # fmt: skip
    return render(request, "procedures/audit/form.html", context, status=400 if form.errors else 200)


def _closed(request: HttpRequest, found: Record, chosen: Act, today: date) -> HttpResponse:
    context = {**head(found, today), "words": chosen.words}
    return render(request, "procedures/audit/closed.html", context, status=400 if request.method == "POST" else 200)


Entry = tuple[type[ActForm], Callable[..., Record]]
NEW: dict[Kind, Entry] = {
    Kind.PROGRAMME: (ProgrammeForm, services.draft_programme),
    Kind.REVIEW: (bodyforms.ReviewForm, reviews.prepare_review),
    Kind.OBJECTIVE: (bodyforms.ObjectiveForm, standing.set_objective),
    Kind.RISK: (bodyforms.RiskForm, standing.enter_risk),
    Kind.STATEMENT: (bodyforms.StatementForm, standing.draft_statement),
}


def new(kind: Kind) -> Callable[[HttpRequest], HttpResponse]:
    """The page on which a record of a kind is entered."""
    form_of, service = NEW[kind]

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        form = form_of(request.POST if request.method == "POST" else None)
        made = _entered(request, form, service)
        if made is not None:
            return redirect("procedures:audit_one", made.number)
        context = {
            "form": form, "words": NEW_WORDS[kind], "button": NEW_WORDS[kind], "kind": KIND_WORDS[kind],
            "list": f"procedures:audit_{SLUGS[kind]}", "list_title": PLURALS[kind],
        }  # fmt: skip
        return render(request, "procedures/audit/form.html", context, status=400 if form.errors else 200)

    return view


def _entered(request: HttpRequest, form: ActForm, service: Callable[..., Record]) -> Record | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return service(**form.told(), by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(None, refusal.in_language(language()))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, number: str, visit: int) -> HttpResponse:
    """Plan a visit of an approved programme."""
    found = one.find(number, actor_of(request))
    said = found.said()
    wanted = next((each for each in said.visits if each.no == visit), None) if isinstance(said, Programme) else None
    if wanted is None:
        raise Http404
    form = PlanForm(request.POST if request.method == "POST" else None, office=wanted.office)

    def service(**told: Any) -> Record:
        return services.plan_audit(number, visit, **told)

    made = _entered(request, form, service)
    if made is not None:
        return redirect("procedures:audit_one", made.number)
    context = {
        **head(found, law_day(clock.now())), "form": form, "words": _("Plan the audit"), "button": _("Plan the audit"),
        "about": office(wanted.office, date(found.year, wanted.month, 1)), "back": ("procedures:audit_one", number),
    }  # fmt: skip
    return render(request, "procedures/audit/form.html", context, status=400 if form.errors else 200)
