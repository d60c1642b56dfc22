"""Pages of rounds for the department: the list, one round, its frame; and an enterprise's invitations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of, page_asked
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reference import domain as reference
from motcua.survey import services
from motcua.survey.domain.life import STATE_WORDS, STEPS, State
from motcua.survey.domain.questionnaires import questionnaire
from motcua.survey.queries import framing, results
from motcua.survey.queries import rounds as queries
from motcua.survey.web import words
from motcua.survey.web.forms import FilterForm, FrameForm, told
from motcua.survey.web.shown import shown


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The rounds that the asker may see."""
    actor = actor_of(request)
    form = FilterForm(request.GET)
    asked = told(form)
    rows = [
        {**words.head(row), "sheets": row.answers or queries.sheets_of(row)} for row in queries.rounds(actor, **asked)
    ]
    context = {"form": form, "asked": asked, "sort": asked.get("sort", "-year"), "rows": rows,
               "runs": services.runs(actor)}  # fmt: skip
    return render(request, "survey/rounds.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV."""
    heads = [_("Round"), _("Year"), _("State"), _("Open from"), _("To the end of"), _("Invited"), _("Sheets")]
    rows = (
        [row.number, row.year, say(STATE_WORDS[State(row.state)]), row.opens_on.isoformat(), row.closes_on.isoformat(),
         row.inside + row.outside, row.answers]
        for row in queries.rounds(actor_of(request), **told(FilterForm(request.GET)))
    )  # fmt: skip
    return csv_file("survey-rounds", heads, rows)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A round: how it stands, how many answered, what can be done, its results before they are published."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    stored = results.stored(found)
    context = {
        **words.head(found), "facts": words.facts(found), "acts": words.possible(found, actor), "named": STEPS,
        "steps": list(reversed(queries.steps(found))), "progress": queries.progress(found) if found.opened_on else None,
        "strata": framing.strata_of(found) if found.frame else [],
        "told": shown(stored, found) if stored else None, "form": questionnaire(found.questionnaire),
    }  # fmt: skip
    return render(request, "survey/round.html", context)


def _offices() -> list[tuple[str, str]]:
    return [(each.code, say(each.words)) for each in reference.branches(law_day(clock.now()))]


@require_safe
def frame(request: HttpRequest, number: str) -> HttpResponse:
    """The frame of a round: who may be asked about which branch, and who is invited."""
    found = queries.find(number, actor_of(request))
    form = FrameForm(request.GET, _offices())
    asked = told(form)
    rows, place = queries.frame(found, **asked, number=page_asked(request))
    context = {
        **words.head(found), "form": form, "asked": asked, "page": place, "sort": asked.get("sort", "party"),
        "rows": [{"it": each, "office": words.office_name(each.row.office)} for each in rows],
    }  # fmt: skip
    return render(request, "survey/frame.html", context)


@require_safe
def frame_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """The frame as CSV."""
    found = queries.find(number, actor_of(request))
    asked = {name: value for name, value in told(FrameForm(request.GET, _offices())).items() if name != "sort"}
    heads = [_("Tax code"), _("Branch"), _("Declarations"), _("In the province"), _("Stratum"), _("Invited")]
    rows = (
        [row.party, row.office, row.declarations, row.inside, row.stratum, row.chosen]
        for row in queries.frame_rows(found, **asked)
    )
    return csv_file(f"{found.number}-frame", heads, rows)


@require_safe
def proof(request: HttpRequest, number: str, leaf: int) -> JsonResponse:
    """The leaf of a step and the proof that it stands in the log."""
    found = queries.find(number, actor_of(request))
    if leaf not in {each.leaf for each in queries.steps(found)}:
        raise Http404
    kept, place = ground.leaf(leaf), ground.inclusion(leaf)
    held: dict[str, Any] = {
        "leaf": leaf, "body": kept.body.decode(), "hash": kept.hash.hex(),
        "inclusion": place.told() if place is not None else None,
    }  # fmt: skip
    return JsonResponse(ground.receipt(leaf) or held, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What the asker's enterprise is invited to; a POST leads to a new link of its own."""
    actor, refused = actor_of(request), ""
    if request.method == "POST":
        try:
            number, party = request.POST.get("round", "")[:20], request.POST.get("party", "")[:14]
            secret = services.own_link(number, party, by=actor, at=clock.now())
            return redirect("survey:begin", secret)
        except Refusal as refusal:
            refused = refusal.in_language(getattr(request, "LANGUAGE_CODE", "vi"))
    rows = [{"it": each, "state": words.head(each.round)} for each in queries.invitations(actor)]
    return render(request, "survey/mine.html", {"rows": rows, "refused": refused}, status=409 if refused else 200)
