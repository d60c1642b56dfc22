"""Pages on the model: its versions, how they do, what has shifted; a risk officer promotes and retires."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import amounts, figures
from motcua.design.domain import numbers as numbers_written
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.money import PPM
from motcua.kernel.refusals import Refusal
from motcua.risk import services
from motcua.risk.domain.learning import Numbers, numbers_on
from motcua.risk.domain.lives import MOVES, STANDINGS, Move, Standing
from motcua.risk.queries import learning, profiling
from motcua.risk.queries.learning import Version
from motcua.risk.services import watching
from motcua.risk.web import yields

TONES = {Standing.CHAMPION: "good", Standing.CHALLENGER: "info"}
YEAR = timedelta(days=365)


class ReasonForm(forms.Form):
    """Why a version is put in force or retired."""

    reason = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"), max_length=400,
        help_text=gettext_lazy("Kept in the log with your name."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All versions, the champion first, with what has shifted and what the model found beside the draw."""
    now, versions = clock.now(), learning.versions()
    today, numbers = law_day(now), numbers_on(law_day(now))
    months = learning.months(today - YEAR, today)
    champion = next((each for each in versions if each.standing == Standing.CHAMPION), None)
    context = {
        "rows": [_shown(each) for each in versions], "champion": _shown(champion) if champion else None,
        "numbers": numbers, "known": learning.labels(today),
        "shifts": _shifts(champion, today, numbers) if champion else [],
        "chart": yields.chart(months, language()), "months": yields.rows(months, language()),
        "stake_share": amounts.rate(numbers.stake_share_ppm, language()), **_judging(numbers),
    }  # fmt: skip
    return render(request, "risk/models.html", context)


def _judging(numbers: Numbers) -> dict[str, str]:
    """On what part of inspections a version is judged, and by what part of these, in words."""
    share, held_out = (amounts.rate(ppm, language()) for ppm in (numbers.judged_share_ppm, numbers.held_out_ppm))
    return {
        "share": share, "held_out": held_out, "of_hits": _("Violations in the highest %(share)s") % {"share": share},
        "of_duty": _("Duty in the highest %(share)s") % {"share": share},
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The versions as CSV; shares in millionths."""
    heads = [
        _("Version"), _("State"), _("Trained at"), _("Findings before"), _("Inspections"), _("Violations"),
        "AUC (ppm)", _("Violations caught (ppm)"), _("Duty caught (ppm)"), _("Fingerprint of the data"),
    ]  # fmt: skip
    return csv_file("models", heads, map(_cells, learning.versions()))


@require_safe
def one(request: HttpRequest, no: int) -> HttpResponse:
    """One version: from what it was trained, how it does, what was done with it and why."""
    found = _version(no)
    made = [move for move in learning.moves() if move.model == no]
    names = profiling.names(move.actor for move in made)
    moves = [_moved(move, names) for move in made]
    context = {"row": _shown(found), "moves": moves, "decides": actor_of(request).holds("risk"),
               "parameters": found.row.parameters, **_judging(numbers_on(found.row.until_day))}  # fmt: skip
    return render(request, "risk/model.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def promote(request: HttpRequest, no: int) -> HttpResponse:
    """Ask whether a version is to be put in force; do it."""
    return _act(request, no, "promote", services.promote)


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, no: int) -> HttpResponse:
    """Ask whether a version is to be retired; do it."""
    return _act(request, no, "retire", services.retire)


def _act(request: HttpRequest, no: int, verb: str, service: Callable[..., None]) -> HttpResponse:
    found = _version(no)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            service(no, reason=form.cleaned_data["reason"], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("reason", refusal.in_language(language()))
        else:
            return redirect("risk:model", no=no)
    champion = next((each for each in learning.versions() if each.standing == Standing.CHAMPION), None)
    context = {
        "form": form, "row": _shown(found), "verb": verb, "open": (found.standing, verb) in MOVES,
        "champion": champion.row.no if champion else 0,
    }  # fmt: skip
    return render(request, "risk/model_act.html", context, status=400 if form.errors else 200)


def _version(no: int) -> Version:
    found = next((each for each in learning.versions() if each.row.no == no), None)
    if found is None:
        raise Http404
    return found


def _shown(each: Version) -> dict[str, Any]:
    held, row = each.metrics["held_out"], each.row
    return {
        "no": row.no, "row": row, "standing": say(STANDINGS[each.standing]), "tone": TONES.get(each.standing, ""),
        "rate": amounts.share(row.hits * PPM // row.rows, language()),
        "auc": _ppm(held, "auc_ppm"), "hits": _ppm(held, "hits_ppm"), "duty": _ppm(held, "duty_ppm"),
        "judged": held.get("rows", 0), "may": {verb for standing, verb in MOVES if standing == each.standing},
    }  # fmt: skip


def _ppm(held: dict[str, int], name: str) -> str:
    """A share in words of the page; a dash where it could not be told."""
    value = held.get(name, -1)
    return "–" if value < 0 else amounts.share(value, language(), 1)


def _cells(each: Version) -> Iterator[object]:
    row, held = each.row, each.metrics["held_out"]
    yield from (row.no, say(STANDINGS[each.standing]), row.at.isoformat(timespec="seconds"), row.until_day.isoformat())
    yield from (row.rows, row.hits, held.get("auc_ppm", ""), held.get("hits_ppm", ""), held.get("duty_ppm", ""))
    yield row.fingerprint


def _moved(move: Move, names: dict[str, str]) -> dict[str, Any]:
    """A step; what was done by itself says its reason in both languages, a line each."""
    alone = move.actor == SYSTEM.reference
    vi, _line, en = move.reason.partition("\n")
    return {
        "at": move.at, "verb": move.verb, "who": _("By itself, by the stated rule") if alone else names[move.actor],
        "reason": (vi if language() == "vi" else en) if alone else move.reason,
    }  # fmt: skip


def _shifts(champion: Version, today: date, numbers: Numbers) -> list[dict[str, Any]]:
    """What has moved, as small bars with the bound."""
    bound = numbers.shift_bound_ppm
    label = _("bound")
    return [
        {
            "words": say(each.words), "index": numbers_written.fixed(each.index_ppm, PPM, 3, language()),
            "beyond": each.beyond,
            "bar": figures.bullet(
                say(each.words), min(each.index_ppm, 2 * bound), [figures.Mark(label, bound, cap=True)], top=2 * bound,
                width=300, tall=False,
            ),
        }
        for each in watching.drift(champion.row.no, today)
    ]  # fmt: skip
