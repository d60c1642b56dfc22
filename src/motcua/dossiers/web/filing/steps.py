"""A draft: its parts, and the pages of its form, each saved by a POST. Rows are added and taken out by buttons."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import LARGEST, actor_of
from motcua.design.templatetags.figures import language, say
from motcua.dossiers.domain.draft_errors import Stale
from motcua.dossiers.domain.drafting import CHECK, PAPERS, STALE, load
from motcua.dossiers.domain.errors import NotInForce
from motcua.dossiers.queries import drafts as queries
from motcua.dossiers.services import drafts as services
from motcua.dossiers.web.filing.asked import Asked, asked, revision
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.procedures.domain.form.definition import Group, Section
from motcua.procedures.domain.form.faults import Fault
from motcua.procedures.domain.form.posted import section_of, unfold
from motcua.procedures.domain.form.shown import tree
from motcua.procedures.queries.lists import codes_on

CONFLICT = 409
_OURS = frozenset({"csrfmiddlewaretoken", "revision", "add", "remove", "later"})
_ROW = re.compile(r"([a-z][a-z0-9_]*)\[([0-9]{1,3})\]")


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything that was begun and not lodged."""
    actor = actor_of(request)
    rows = []
    for draft in queries.open_of(actor):
        try:
            title = say(services.content_of(draft, clock.now()).title)
        except NotInForce as refusal:
            title = refusal.in_language(language())
        rows.append({"draft": draft, "title": title})
    return render(request, "dossiers/filing/drafts.html", {"rows": rows, "many": len(actor.represented) > 1})


@never_cache
@require_safe
def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """The parts of a draft and how far each is; where its procedure counts no more, that, and a way to delete it."""
    try:
        found = asked(request, draft)
    except NotInForce as refusal:
        held = queries.find(min(draft, LARGEST), actor_of(request))
        told = {"draft": held, "problem": refusal.in_language(language())}
        return render(request, "dossiers/filing/withdrawn.html", told, status=409)
    if found.draft.dossier_id is not None:
        return lodged(request, found)
    judged = services.judged(found.draft, found.content, found.now)
    tasks = [_task(found, name, judged.faults) for name in found.sections]
    missing, files = missing_papers(found), found.draft.papers.count()
    tasks.append({
        "label": found.heading(PAPERS), "address": found.address(PAPERS), "wrong": len(missing),
        "opened": bool(files or not missing), "files": files,
    })  # fmt: skip
    ready = not judged.faults and not missing
    context = {**found.frame(), "tasks": tasks, "ready": ready, "check": found.address(CHECK)}
    return render(request, "dossiers/filing/tasks.html", context)


def _task(found: Asked, name: str, faults: Any) -> dict[str, Any]:
    section = section_of(found.content.form, name) if found.content.form else None
    names = {part.name for part in section.parts} if section else set()
    wrong = sum(each.path.partition("[")[0] in names for each in faults)
    opened = name in found.entered.opened or bool(found.supplemented)
    return {"label": found.heading(name), "address": found.address(name), "wrong": wrong, "opened": opened}


def missing_papers(found: Asked) -> list[str]:
    """Papers that are required and have no file; a supplement requires none."""
    if found.supplemented is not None:
        return []
    given = set(found.draft.papers.values_list("paper", flat=True))
    return [say(each.words) for each in found.content.papers if each.required and each.code not in given]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, draft: int, section: str) -> HttpResponse:
    """A page of the form. What cannot be taken yet is kept as typed and shown with what is wrong."""
    found = asked(request, draft)
    held = section_of(found.content.form, section) if found.content.form else None
    if held is None:
        raise Http404
    if found.draft.dossier_id is not None:
        return lodged(request, found)
    if request.method != "POST":
        opened = section in found.entered.opened
        faults = services.judged(found.draft, found.content, found.now, only=section).faults if opened else ()
        return _page(request, found, held, found.entered.answers, faults=faults)
    return _saved(request, found, held)


def _saved(request: HttpRequest, found: Asked, held: Section) -> HttpResponse:
    raw = {name: values for name, values in request.POST.lists() if name not in _OURS}
    typed, unknown = unfold(held.parts, raw)
    grows = "add" in request.POST or "remove" in request.POST
    if grows:
        typed = _rows(held, typed, request.POST.get("add", ""), request.POST.get("remove", ""))
    answers = {**_others(found, held), **typed}
    try:
        saved = services.save(
            found.draft.pk, held.name, typed, ended=not grows, revision=revision(request), by=found.actor, at=found.now
        )  # fmt: skip
    except Stale:
        fresh = asked(request, found.draft.pk)
        return _page(request, fresh, held, answers, status=CONFLICT, problem=say(STALE))
    except Refusal as refusal:
        return _page(request, found, held, answers, status=400, problem=refusal.in_language(language()))
    now = found._replace(draft=saved, entered=load(saved.body))
    return _next(request, now, held, grows=grows, unknown=unknown)


def _next(
    request: HttpRequest, found: Asked, held: Section, *, grows: bool, unknown: tuple[str, ...]
) -> HttpResponse:  # fmt: skip
    if unknown:
        told = _("These names are not in the form and were left out: %(names)s")
        messages.warning(request, told % {"names": ", ".join(each[:40] for each in unknown[:10])})
    if grows:
        group = (request.POST.get("add") or request.POST.get("remove", "")).partition("[")[0]
        known = any(part.name == group for part in held.parts)
        return redirect(found.address(held.name) + (f"#f-{group}" if known else ""))
    if "later" in request.POST:
        return redirect(found.address(""))
    faults = services.judged(found.draft, found.content, found.now, only=held.name).faults
    if faults:
        return _page(request, found, held, found.entered.answers, faults=faults, status=400)
    return redirect(found.after(held.name))


def _others(found: Asked, held: Section) -> dict[str, Any]:
    own = {part.name for part in held.parts}
    return {name: value for name, value in found.entered.answers.items() if name not in own}


def _rows(held: Section, typed: Mapping[str, Any], add: str, remove: str) -> dict[str, Any]:
    """The answers with a blank row more, or a row less."""
    answers = dict(typed)
    groups = {part.name: part for part in held.parts if isinstance(part, Group)}
    if add in groups:
        rows = list(answers.get(add, ())) or [{}]
        answers[add] = [*rows, {}] if len(rows) < groups[add].most else rows
    place = _ROW.fullmatch(remove)
    if place and place[1] in groups:
        rows = list(answers.get(place[1], ()))
        answers[place[1]] = [row for no, row in enumerate(rows) if no != int(place[2])]
    return answers


def _page(  # noqa: PLR0913 - what a page shows
    request: HttpRequest, found: Asked, held: Section, answers: Mapping[str, Any], *, faults: Sequence[Fault] = (),
    status: int = 200, problem: str = "",
) -> HttpResponse:  # fmt: skip
    assert found.content.form is not None
    names = {part.name: say(part.words) for part in held.parts}
    taken = [
        (names[name], where) for name, where in found.entered.taken.items()
        if name in names and found.entered.answers.get(name) == answers.get(name)
    ]  # fmt: skip
    codes = codes_on(law_day(found.now))
    (page,) = tree(found.content.form, answers, faults, language(), codes=codes, section=held.name)
    context = {**found.frame(held.name), "page": page, "problem": problem, "taken": taken}
    return render(request, "dossiers/filing/section.html", context, status=status)


def lodged(request: HttpRequest, found: Asked) -> HttpResponse:
    """A draft that was lodged leads to its dossier."""
    number = found.supplemented.number if found.supplemented else queries.number_of(found.draft)
    messages.info(request, _("This draft was lodged; here is its dossier."))
    return redirect("dossiers:follow", number)
