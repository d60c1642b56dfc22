"""The present for the leadership: today, this month, this year, queues, gates. Held a few seconds for all readers."""

import threading
import time
from datetime import date, datetime
from typing import Any

import msgspec
from django.urls import reverse
from django.utils.http import urlencode

from motcua.design.domain import numbers
from motcua.design.templatetags.figures import language, say
from motcua.kernel.days import law_day
from motcua.reports import queries
from motcua.reports.domain.figures import Figure
from motcua.reports.queries.standing import Standing, standing
from motcua.reports.web.held import picture

FRESH = 10.0
"""Seconds for which every reader is shown the same present, however many ask for it."""
SHOWN = (
    "S1.revenue", "S2.declarations", "S2.enterprises", "S3.vehicles", "S3.passengers", "S8.dossiers", "S10.questions",
    "S13.inspection_rate",
)  # fmt: skip


class Present(msgspec.Struct, frozen=True):
    """What stood at a moment: figures of the day and of the month, and how everything stands."""

    at: datetime
    day: tuple[Figure, ...]
    month: tuple[Figure, ...]
    standing: Standing


_held: dict[date, tuple[float, Present]] = {}
_lock = threading.Lock()


def present(now: datetime) -> Present:
    """The present, at most FRESH seconds old."""
    today = law_day(now)
    with _lock:
        found = _held.get(today)
        if found is None or time.monotonic() - found[0] > FRESH:
            _held.clear()
            made = Present(
                now, queries.period(today, today), queries.period(today.replace(day=1), today), standing(now)
            )
            found = _held[today] = (time.monotonic(), made)
    return found[1]


def forget() -> None:
    """Drop what is held."""
    with _lock:
        _held.clear()


def context(now: datetime) -> dict[str, Any]:
    """What the piece of the page shows."""
    held, today = present(now), law_day(now)
    year = picture(today.year, today).report.figures
    spans = ((today, held.day), (today.replace(day=1), held.month), (today.replace(month=1, day=1), year))
    by_id = [(since, {figure.id: figure for figure in figures}) for since, figures in spans]
    rows = [
        {
            "label": by_id[0][1][id_].label,
            "id": id_,
            "cells": [_cell(found[id_], since, today) for since, found in by_id],
        }
        for id_ in SHOWN
    ]
    return {
        "at": held.at, "rows": rows, "queues": [_queue(queue) for queue in held.standing.queues],
        "gates": held.standing.gates, "left": numbers.grouped(held.standing.left, language()),
        "outages": held.standing.outages,
    }  # fmt: skip


def opens(figure: str, since: date, until: date) -> str:
    """The address of the rows behind a figure of a period: the filter stands in it."""
    asked = {"year": str(until.year), "as_of": until.isoformat(), "since": since.isoformat()}
    return f"{reverse('reports:rows', args=[figure])}?{urlencode(asked)}"


def _cell(figure: Figure, since: date, until: date) -> dict[str, str]:
    return {"text": say(figure.text), "opens": opens(figure.id, since, until)}


def _queue(queue: Any) -> dict[str, Any]:
    address = reverse(queue.place)
    return {"it": queue, "opens": f"{address}?{queue.query}", "opens_late": f"{address}?{queue.late_query}"}
