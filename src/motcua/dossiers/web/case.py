"""One dossier on one page: its clock, its steps, what came with it, its life, its result, and what can be done."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.domain.access import is_staff
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.dossiers.domain import story
from motcua.dossiers.domain.clock import HOUR_US
from motcua.dossiers.domain.life import ACT_WORDS, CLOSED, MOVES, RATINGS, State
from motcua.dossiers.domain.steps import ROLE_WORDS, fee_of
from motcua.dossiers.domain.story import Course
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import one as queries
from motcua.dossiers.services import courses, results, working
from motcua.dossiers.web import words
from motcua.dossiers.web.actforms import ACTS, Act
from motcua.ground import queries as ground
from motcua.ground.services import clock, files
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.kernel.refusals import Refusal
from motcua.procedures import queries as procedures
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.shown import Summary, summary
from motcua.procedures.queries.lists import codes_on

INNER_FORMS = frozenset({"05"})
"""Not for applicants: notes and names of officers stand in it."""
_NAMED = {act.name: act for act in ACTS}


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier. Who may not see it is told that there is none."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    if not is_staff(actor):
        return redirect("dossiers:follow", found.number)
    version = procedures.version(found.version_id)
    course = queries.course_of(found, version.content)
    acts, sent = queries.acts(found.pk), queries.sendings(found.pk)
    names = words.accounts({each.actor for each in acts} | {each.actor for each in sent})
    result = queries.result(found.pk)
    context = {
        **head(found), "version": version, "facts": list(_facts(found)),
        "steps": list(_steps(found, course, acts, names)), "acts": list(possible(found, course, actor)),
        "sections": _answered(found, version.content, sent), "papers": _papers(version.content, sent),
        "events": _events(acts, sent, names),
        "result": result, "seal": results.seal_of(result) if result else None,
        "forms": list(forms(acts, inner=True)), "rating": RATINGS.get(found.rating),
    }  # fmt: skip
    return render(request, "dossiers/one.html", context)


def _events(acts: list[Any], sent: list[Any], names: dict[str, str]) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    told = [("lodge", sent[0], ""), *((each.verb, each, each.note) for each in acts)]
    return [
        {"at": it.at, "words": ACT_WORDS[verb], "who": names.get(it.actor, ""), "note": note, "leaf": it.leaf}
        for verb, it, note in reversed(told)
    ]  # fmt: skip


def head(found: Dossier) -> dict[str, Any]:
    """What stands above every page of a dossier."""
    [line] = words.shown([found], clock.now())
    return {**line, "dossier": found, "now": clock.now(), "closed": State(found.state) in CLOSED}


def _facts(found: Dossier) -> Iterator[Fact]:
    spoken = language()
    yield Fact(_("Applicant"), found.party_name, found.party)
    yield Fact(_("Office"), say(words.office(found.office, law_day(found.lodged_at))), found.office)
    yield Fact(_("Lodged"), times.moment(found.lodged_at, spoken))
    for label, at in (
        (_("Received"), found.received_at), (_("Promised at receipt"), found.promised_at),
        (_("Due"), found.due_at), (_("New date after an apology"), found.apology_at), (_("Finished"), found.done_at),
        (_("Result returned"), found.returned_at),
    ):  # fmt: skip
        if at is not None:
            yield Fact(label, times.moment(at, spoken))
    if found.fee_dong:
        yield Fact(_("Fee asked for"), f"{found.fee_dong:,}".replace(",", ".") + " đ")


def _steps(found: Dossier, course: Course, acts: list[Any], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    took: dict[int, list[Any]] = {}
    for each in acts:
        if each.left_step:
            took.setdefault(each.left_step, []).append(each)
    due = story.due_of_step(working.standing_of(found), course, courses.clock_now())
    for step in course.steps:
        done = took.get(step.no, [])
        here = step.no == found.step and State(found.state) not in CLOSED
        yield {
            "step": step, "role": ROLE_WORDS[step.role], "here": here, "due": due if here else None,
            "took": sum(each.took_us for each in done) / HOUR_US if done else None,
            "who": ", ".join(dict.fromkeys(names.get(each.actor, "") for each in done)),
        }  # fmt: skip


def _answered(found: Dossier, content: Content, sent: list[Any]) -> list[Summary]:
    """The sections of the form in which something was answered."""
    if content.form is None:
        return []
    codes = codes_on(law_day(found.lodged_at))
    told = summary(content.form, queries.answers(sent), language(), codes=codes)
    return [each for each in told if each.answers or each.tables]


def _papers(content: Any, sent: list[Any]) -> list[dict[str, Any]]:
    named = {paper.code: paper for paper in content.papers}
    return [
        {**each, "words": named[each["paper"]].words, "originals": named[each["paper"]].originals}
        for each in queries.papers(sent) if each["paper"] in named
    ]  # fmt: skip


def forms(acts: list[Any], *, inner: bool) -> Iterator[tuple[str, str]]:
    """The forms that exist for this dossier: their number, what they are called; `inner` with the office's own."""
    done = {each.verb for each in acts}
    for number, verb, name in (
        ("01", "receive", _("Receipt and appointment")), ("02", "ask supplement", _("Request for a supplement")),
        ("03", "refuse", _("Refusal to receive")), ("04", "apologise", _("Apology and new appointment")),
        ("05", "receive", _("Processing slip")),
    ):  # fmt: skip
        if verb in done and (inner or number not in INNER_FORMS):
            yield number, name


def possible(found: Dossier, course: Course, actor: Actor) -> Iterator[Act]:
    """What this person can do with the dossier in its state."""
    now, held = set(verbs(MOVES, State(found.state))), working.standing_of(found)
    for act in ACTS:
        once = (act.verb == "ask supplement" and found.asked) or (act.verb == "apologise" and found.apology_at)
        if act.verb not in now or once or not any(actor.holds(role) for role in act.roles):
            continue
        try:
            working.need(actor, found, held, course, act.verb)
        except Refusal:
            continue
        yield act


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act: what it does, what has to be said; done only to the dossier as it was seen."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor)
    content = queries.content_of(found)
    course, chosen = queries.course_of(found, content), _NAMED[name]
    form = chosen.form(request.POST if request.method == "POST" else None, found, course, fee_of(content))
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(found.number, form.cleaned_data, actor, now)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            return redirect("dossiers:one", found.number)
    context = {**head(found), "act": chosen, "form": form, "open": chosen in list(possible(found, course, actor))}
    return render(request, "dossiers/act.html", context, status=400 if form.errors else 200)


@require_safe
def paper(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """A paper that came with the dossier, to be kept."""
    found = queries.find(number, actor_of(request))
    held = next((each for each in queries.papers(queries.sendings(found.pk)) if each["file"] == file), None)
    if held is None:
        raise Http404
    return _file(files.read(file), held["type"], held["name"])


@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The signed result: the department's always, the applicant's once it is returned."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    held = queries.result(found.pk)
    if held is None or not held.file_id or (not is_staff(actor) and found.returned_at is None):
        raise Http404
    return _file(files.read(held.file_id), results.MEDIA, f"ket-qua-{found.number}.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> HttpResponse:
    """The leaf of a sending or an act and the proof that it stands in the log, for anyone to check."""
    found = queries.find(number, actor_of(request))
    known = {each.leaf for each in queries.acts(found.pk)} | {each.leaf for each in queries.sendings(found.pk)}
    if leaf not in known:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    told = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or told, json_dumps_params={"ensure_ascii": False, "indent": 1})
