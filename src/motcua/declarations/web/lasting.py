"""Ages of what is open, and release times by channel: one branch after another, as a page and as CSV."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.declarations.domain.lasting import AGES, LEAST, STAGES, Stage, period
from motcua.declarations.domain.life import State
from motcua.declarations.queries import durations
from motcua.declarations.web import words
from motcua.declarations.web.desks import offices
from motcua.design.asking import actor_of
from motcua.design.domain import times as written
from motcua.design.files import csv_file
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

DIRECTIONS = {"import": Words("Nhập khẩu", "Import"), "export": Words("Xuất khẩu", "Export")}


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """Each of the actor's branches, or the one that `office` names."""
    actor = actor_of(request)
    now = clock.now()
    held = offices(actor, now)
    chosen = request.GET.get("office", "")
    shown = [chosen] if chosen in held else held[:1]
    since, until = period(law_day(now))
    context = {
        "branches": [_branch(office, now) for office in shown], "stages": list(STAGES.values()),
        "ages": [label for _last, label in AGES], "since": since, "until": until, "least": LEAST,
        "others": [(code, say(words.short_office(code, law_day(now)))) for code in held if code not in shown],
    }  # fmt: skip
    return render(request, "declarations/times.html", context)


def _branch(office: str, now: datetime) -> dict[str, Any]:
    ages = durations.ages(office, now)
    return {
        "office": say(words.office(office, law_day(now))),
        "ages": [(words.state(state), ages[state], sum(ages[state])) for state in State if state in ages],
        "rows": [
            {
                "direction": DIRECTIONS[each.direction], "channel": each.channel,
                "cells": [_cell(each.spreads.get(stage)) for stage in Stage],
            }
            for each in durations.releases(office, law_day(now))
        ],
    }  # fmt: skip


def _cell(spread: Any) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "half": written.span(spread.p50, language()), "most": written.span(spread.p90, language()),
        "count": spread.count,
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Release times of the actor's branches, in minutes."""
    actor = actor_of(request)
    return csv_file("release-times", _heads(), _rows(actor))


def _heads() -> list[str]:
    return [
        _("Branch"), _("Direction"), _("Channel"), _("Stage"), _("Declarations"), _("Half within (minutes)"),
        _("Nine in ten within (minutes)"),
    ]  # fmt: skip


def _rows(actor: Actor) -> Iterator[list[Any]]:
    now = clock.now()
    for office in offices(actor, now):
        for each in durations.releases(office, law_day(now)):
            for stage, spread in each.spreads.items():
                yield [
                    office, say(DIRECTIONS[each.direction]), say(words.channel(each.channel)), say(STAGES[stage]),
                    spread.count, spread.p50_minutes, spread.p90_minutes,
                ]  # fmt: skip
