"""Profiles as they are read: the list, one code with its figures and versions, one version, a dry run."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.risk import services
from motcua.risk.domain.language import written
from motcua.risk.domain.life import AUTHORS, MOVES, SECOND, STATE_WORDS, VERB_WORDS, State, persons
from motcua.risk.domain.trying import DryRun
from motcua.risk.domain.writing import KIND_WORDS
from motcua.risk.queries import profiles as queries
from motcua.risk.queries import profiling, ruling
from motcua.risk.queries.trying import days_decided
from motcua.risk.web.forms import FilterForm, MonthsForm
from motcua.risk.web.words import beside_draw, spoken

STATE_TONES = {State.PROPOSED: "warn", State.APPROVED: "good", State.REFUSED: "bad"}
USUAL_MONTHS = 3
"""A dry run is offered over so many of the last months."""


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All profiles with their standing and figures."""
    today, form = law_day(clock.now()), FilterForm(request.GET)
    sort = _sort(request)
    rows = profiling.listing(today, **form.asked(), sort=sort)
    since, until = profiling.period(today)
    found = ruling.ruled(since, until)
    context = {
        "form": form, "sort": sort, "rows": [_shown(row) for row in rows], "since": since, "until": until,
        "random": found.random, "least": found.least, "writes": actor_of(request).holds("risk"),
        "waiting": queries.waiting(),
    }  # fmt: skip
    return render(request, "risk/profiles/list.html", context)


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "code")
    return asked if asked.lstrip("-") in profiling.SORTS else "code"


def _shown(row: profiling.Listed) -> dict[str, Any]:
    verdict, tone = beside_draw(row.verdict)
    return {
        "row": row, "kind": KIND_WORDS[row.profile.kind], "standing": profiling.STANDING[row.standing],
        "tone": profiling.TONES[row.standing], "verdict": verdict, "verdict_tone": tone,
        "interval": row.figures.interval,
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, in the same order."""
    today = law_day(clock.now())
    rows = profiling.listing(today, **FilterForm(request.GET).asked(), sort=_sort(request))
    heads = [
        _("Code"), _("State"), _("What is checked"), _("Share, ppm"), _("Met"), _("Chosen"), _("Inspected"),
        _("Violations"), _("Hit rate, ppm"), _("Low, ppm"), _("High, ppm"), _("Recovered, dong"),
        _("Beside the draw"), _("In force since"), _("Last met"), _("Reason"), _("Criteria as text"),
    ]  # fmt: skip
    return csv_file("profiles", heads, map(_cells, rows))


def _cells(row: profiling.Listed) -> list[object]:
    held, figures = row.profile, row.figures
    return [
        held.code, say(profiling.STANDING[row.standing]), say(KIND_WORDS[held.kind]), held.share_ppm, figures.hits,
        figures.chosen, figures.checked, figures.found, *(figures.interval if figures.checked else ("", "", "")),
        figures.recovered, beside_draw(row.verdict)[0], held.since.isoformat(),
        figures.last.isoformat() if figures.last else "", say(held.words), written(held.criteria),
    ]  # fmt: skip


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One code: what speaks for it today, its figures by month, its versions side by side and its life."""
    today, actor = law_day(clock.now()), actor_of(request)
    found, versions = profiling.one(code, today), queries.versions(code)
    since, until = profiling.period(today)
    packaged, retired = queries.packaged_of(code), queries.retired_packaged(code).get(code)
    names = profiling.names(_references(versions, retired))
    in_force = packaged is not None and queries.shelf().packaged_in_force(packaged, today)
    context = {
        **_shown(found), "code": code,
        "text": written(found.profile.criteria), "months": ruling.months(code, since, until), "since": since,
        "until": until, "random": ruling.ruled(since, until).random, "packaged": packaged,
        "packaged_parts": list(spoken(packaged.criteria)) if packaged else [], "packaged_in_force": in_force,
        "versions": [shown_version(each, names) for each in reversed(versions)], "retired": retired,
        "retired_by": names.get(retired.actor, "") if retired else "",
        "law": found.profile.kind == "legal", "writes": actor.holds("risk"),
    }  # fmt: skip
    return render(request, "risk/profiles/one.html", context)


def _references(versions: list[queries.Version], retired: queries.Move | None) -> Iterator[str]:
    for version in versions:
        yield version.actor
        yield from (move.actor for move in version.moves)
    if retired:
        yield retired.actor


def shown_version(version: queries.Version, names: dict[str, str]) -> dict[str, Any]:
    """A version as pages show it."""
    return {
        "version": version, "draft": version.draft, "state": STATE_WORDS[version.state],
        "tone": STATE_TONES.get(version.state, ""), "who": names.get(version.actor, version.actor),
        "kind": KIND_WORDS[version.draft.kind], "parts": list(spoken(version.draft.criteria)),
        "text": written(version.draft.criteria),
        "moves": [{"move": each, "words": VERB_WORDS[each.verb], "who": names.get(each.actor, each.actor)}
                  for each in reversed(version.moves)],
    }  # fmt: skip


@require_safe
def version(request: HttpRequest, code: str, no: int) -> HttpResponse:
    """One version with the dry run that was stored with it and what can be done now."""
    found = queries.version(code, no)
    return page(request, found, found.dry_run, fresh=False)


@require_safe
def tried(request: HttpRequest, code: str, no: int) -> HttpResponse:
    """A version tried on the months asked for; nothing is kept."""
    found, days = queries.version(code, no), MonthsForm(request.GET).days()
    if days is None:
        return redirect("risk:profile_version", code, no)
    return page(request, found, services.dry_run_of(found, *days), fresh=True)


def page(
    request: HttpRequest, found: queries.Version, told: DryRun | None, *, fresh: bool, refusal: str = ""
) -> HttpResponse:  # fmt: skip
    """The page of a version."""
    actor, months = actor_of(request), list(_months())
    names = profiling.names(_references([found], None))
    context = {
        **shown_version(found, names), "code": found.draft.code, "no": found.no, "told": told, "fresh": fresh,
        "verdict": beside_draw(told.verdict) if told else None, "months": months, "refusal": refusal,
        "chosen_since": told.since.isoformat()[:7] if told else (months[-USUAL_MONTHS:] or [""])[0],
        "chosen_until": told.until.isoformat()[:7] if told else (months or [""])[-1],
        "acts": [(verb, VERB_WORDS[verb]) for verb in possible(found, actor)], "writes": actor.holds("risk"),
    }  # fmt: skip
    return render(request, "risk/profiles/version.html", context, status=400 if refusal else 200)


def possible(found: queries.Version, actor: Actor) -> list[str]:
    """What this person can do with a version in its state."""
    if not actor.holds("risk"):
        return []
    mine = bool(persons(actor.reference) & {each for by in found.authors for each in persons(by)})
    allowed = dict.fromkeys(AUTHORS, mine) | dict.fromkeys(SECOND, not mine)
    return [verb for verb in verbs(MOVES, found.state) if allowed.get(verb, True)]


def _months() -> Iterator[str]:
    """The months of which there are decisions."""
    days = days_decided()
    if days is None:
        return
    year, month = days[0].year, days[0].month
    while (year, month) <= (days[1].year, days[1].month):
        yield date(year, month, 1).isoformat()[:7]
        year, month = year + month // 12, month % 12 + 1
