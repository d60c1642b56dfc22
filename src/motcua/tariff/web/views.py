"""The public tariff: find a line by words or code, read every schedule of it on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain.times import day as written_day
from motcua.design.domain.times import read_day
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.reference import domain as reference
from motcua.tariff import queries
from motcua.tariff.domain import UnknownLine
from motcua.tariff.queries.sheets import Sheet, Shown

FOUND = 20
DUTIES = ("import", "preference", "quota")
"""Kinds of schedules from which an import duty comes."""


class Asked:
    """Text, day and origin of a look-up; a day that cannot be read, or not be told of, is today's and said."""

    def __init__(self, request: HttpRequest) -> None:
        self.text = request.GET.get("q", "").strip()[:100]
        typed = request.GET.get("day", "").strip()
        day = read_day(typed) if typed else law_day(clock.now())
        opens = queries.book().opens
        self.problem = _problem(day, opens)
        self.day = day if day is not None and not self.problem else law_day(clock.now())
        self.typed = typed if self.problem else written_day(self.day, "vi")
        self.origin = request.GET.get("origin", "").upper()[:2]

    @property
    def query(self) -> str:
        """Day and origin as they go along from page to page."""
        origin = f"&origin={self.origin}" if self.origin else ""
        return f"day={self.day.isoformat()}{origin}"


def _problem(day: date | None, opens: date) -> str:
    if day is None:
        return _("The day could not be read; today is shown. Write it as day/month/year.")
    if day < opens:
        return _("Nothing is known before %(day)s; today is shown.") % {"day": written_day(opens, language())}
    return ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search while typing, as a page or, for HTMX, as the list alone. Without a text: the tree."""
    asked = Asked(request)
    context: dict[str, Any] = {"asked": asked, "branch": request.GET.get("in", "")[:4]}
    if asked.text:
        hits = queries.search(asked.text, asked.day, limit=FOUND + 1)
        context |= {"hits": hits[:FOUND], "more": len(hits) > FOUND}
    else:
        branch = context["branch"] if context["branch"].isdecimal() else ""
        context["nodes"] = [node for node in queries.children(branch, asked.day) if node.lines]
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "tariff/_found.html" if part else "tariff/search.html", context)
    answer["Vary"] = "HX-Request, Cookie, Accept-Language"
    return answer


@require_safe
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line on one day: every schedule, what applies to an origin, and what changed."""
    asked = Asked(request)
    try:
        sheet = queries.lookup(code, asked.day)
    except UnknownLine:
        raise NotFound(what=code) from None
    context = {
        "asked": asked, "sheet": sheet, "groups": list(_groups(sheet, asked.origin)), "origins": _origins(asked.day),
        "best": _best(sheet, asked.origin), "history": list(_history(sheet)),
        "without": [shown for shown in sheet.shown if not shown.rates and shown.schedule.kind in DUTIES],
    }  # fmt: skip
    return render(request, "tariff/line.html", context)


def _origins(day: date) -> list[tuple[str, str]]:
    """Countries by name, in the reader's language."""
    named = [(code, say(reference.entry("country", code, day).words)) for code in reference.lists_on(day)["country"]]
    return sorted(named, key=lambda pair: reference.fold(pair[1]))


def _usable(shown: Shown, origin: str) -> bool:
    members = shown.schedule.members
    return bool(shown.rates) and (not members or origin in members) and any(_for(rate, origin) for rate in shown.rates)


def _for(rate: Any, origin: str) -> bool:
    return rate.entry.kind not in ("absent", "held") and (
        not rate.entry.origins or origin in rate.entry.origins
    ) and origin not in rate.entry.excluded  # fmt: skip


def _groups(sheet: Sheet, origin: str) -> Iterator[tuple[str, list[Shown]]]:
    """Schedules in the order in which a reader needs them: usable for the origin first, the rest after."""
    duties = [shown for shown in sheet.shown if shown.schedule.kind in DUTIES]
    rest = [shown for shown in sheet.shown if shown not in duties]
    if origin:
        usable = [shown for shown in duties if _usable(shown, origin)]
        if any(shown.schedule.key == "MFN" for shown in usable):
            usable = [shown for shown in usable if shown.schedule.key != "ORDINARY"]
        yield _("Usable for goods of this origin"), usable
        yield _("Other import schedules"), [shown for shown in duties if shown not in usable and shown.rates]
    else:
        yield _("Import duty by schedule"), [shown for shown in duties if shown.rates]
    yield _("Other taxes"), [shown for shown in rest if shown.schedule.kind == "tax"]
    yield _("Export"), [shown for shown in rest if shown.schedule.kind == "export"]


def _best(sheet: Sheet, origin: str) -> str:
    """The key of the lowest plain duty usable for the origin; empty without one."""
    rates = [
        (rate.entry.ppm, shown.schedule.number, shown.schedule.key)
        for shown in sheet.shown
        if origin and shown.schedule.kind in ("import", "preference") and _usable(shown, origin)
        for rate in shown.rates
        if rate.entry.kind == "percent" and not rate.entry.condition and _for(rate, origin)
    ]
    return min(rates)[2] if rates else ""


def _history(sheet: Sheet) -> Iterator[tuple[Any, Any]]:
    """Every rate of the line that was, is or will be, with its schedule."""
    schedules = {shown.schedule.key: shown.schedule for shown in sheet.shown}
    for rate in sheet.history:
        yield schedules.get(rate.entry.schedule), rate
