"""The keyed draw, for everybody: commitments, secrets once they are shown, and one's own number drawn again."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import page_asked
from motcua.design.domain.paging import page
from motcua.design.files import csv_file
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.risk.domain import law_on
from motcua.risk.domain.draws import draws
from motcua.risk.queries import drawn

SIZE = 30
_NUMBER = re.compile(r"[0-9]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of days: commitment, when it was published, the secret once it is shown."""
    place = page(page_asked(request), SIZE, drawn.days())
    ahead = law_on(law_day(clock.now())).publish_ahead_days
    return render(request, "risk/draws.html", {"page": place, "rows": drawn.listed(place.start, SIZE), "ahead": ahead})


@require_safe
def one(request: HttpRequest, day: str) -> HttpResponse:
    """One day; with a number its three draws, made again before the reader's eyes."""
    found = drawn.one(_day(day))
    typed = "".join(request.GET.get("number", "").split())
    context: dict[str, Any] = {"found": found, "number": typed[:40], "problem": "", "judged": None}
    if typed and found.secret and not _NUMBER.fullmatch(typed):
        context["problem"] = _("A declaration number has twelve digits, for example 100000000005.")
    elif typed and found.secret:
        context["judged"] = _judged(found, typed)
    return render(request, "risk/draw.html", context, status=400 if context["problem"] else 200)


def _judged(found: drawn.PublicDay, number: str) -> dict[str, Any]:
    first, second, third = draws(bytes.fromhex(found.secret), number)
    return {
        "first": first, "second": second, "third": third, "inspection": first < found.threshold,
        "documents": third < found.documents_threshold,
    }  # fmt: skip


@require_safe
def as_json(request: HttpRequest, day: str) -> HttpResponse:
    """The day as a file for programs, with the leaves of the log that published it."""
    found = drawn.one(_day(day))
    told = msgspec.json.format(msgspec.json.encode(drawn.written(found)), indent=1)
    return _file(HttpResponse(told, content_type="application/json"), f"draw-{found.day}.json")


@require_safe
def as_csv(request: HttpRequest, day: str) -> HttpResponse:
    """The day as a table of names and values."""
    found = drawn.one(_day(day))
    return csv_file(f"draw-{found.day}", [_("Name"), _("Value")], _pairs(found))


@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """The program with which anyone checks a draw without this site."""
    return _file(HttpResponse(drawn.checker(), content_type="text/x-python; charset=utf-8"), "verify_draw.py")


def _pairs(found: drawn.PublicDay) -> Iterator[list[object]]:
    for name, value in found._asdict().items():
        if name != "leaves":
            yield [name, value.isoformat() if hasattr(value, "isoformat") else "" if value is None else str(value)]


def _day(text: str) -> date:
    """NotFound for a day that is none."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise NotFound(what=f"draw/{text[:20]}") from None


def _file(answer: Any, name: str) -> Any:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
