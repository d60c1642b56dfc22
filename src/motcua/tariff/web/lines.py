"""One line: its schedules on a day, two days beside each other, its history, as a page and as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.files import csv_file
from motcua.design.templatetags.figures import say
from motcua.kernel.refusals import NotFound
from motcua.reference import domain as reference
from motcua.tariff import queries
from motcua.tariff.domain import Line, UnknownLine, rows
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.queries import telling
from motcua.tariff.queries.sheets import Sheet, Shown
from motcua.tariff.web import files
from motcua.tariff.web.asked import Asked, Day


@require_safe
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line on one day: every schedule, what applies to an origin, what changed, what else the law asks."""
    asked = Asked(request)
    sheet = _sheet(code, asked)
    past = queries.history(sheet.line.code)
    changed = [each for each in past.timelines if len(each.spans) > 1]
    context = {
        "asked": asked, "sheet": sheet, "groups": list(_groups(sheet, asked.origin)), "origins": _origins(asked),
        "best": queries.lowest(sheet, asked.origin), "history": past, "changed": changed,
        "steady": [each for each in past.timelines if len(each.spans) == 1],
        "without": [shown for shown in sheet.shown if not shown.rates and shown.schedule.kind in queries.DUTIES],
        "controls": queries.controls(sheet.line.code, asked.day),
        "unseen": sum(not rate.entry.verified for shown in sheet.shown for rate in shown.rates),
        "rates": sum(len(shown.rates) for shown in sheet.shown), **_related(sheet), **_against(request, sheet),
    }  # fmt: skip
    return render(request, "tariff/line.html", context)


@require_safe
def line_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Every rate of a line with the days on which it applies, as CSV."""
    sheet = _sheet(code, Asked(request))
    past = telling.history(queries.history(sheet.line.code))
    every = (
        (*rows.rate(each.schedule, past.code, past.hs, rate), days.since.isoformat(),
         days.until.isoformat() if days.until else "", days.change_vi, days.change_en)
        for each in past.schedules for days in each.days for rate in days.rates
    )  # fmt: skip
    return csv_file(f"tariff-{past.code}", rows.DAYS_HEADS, every)


@require_safe
def line_json(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The sheet of a line on a day and its history, as JSON."""
    asked = Asked(request)
    sheet = _sheet(code, asked)
    past = telling.history(queries.history(sheet.line.code))
    head = {"line": telling.sheet(sheet, asked.origin), "lives": past.lives}
    return files.document(f"tariff-{past.code}-{asked.day.isoformat()}", head, "history", past.schedules)


def _sheet(code: str, asked: Asked) -> Sheet:
    try:
        return queries.lookup(code, asked.day)
    except UnknownLine:
        raise NotFound(what=code) from None


def _origins(asked: Asked) -> list[tuple[str, str]]:
    """Countries by name, in the reader's language."""
    day = asked.day
    codes = reference.code_list("country").codes(day)
    named = [(code, say(reference.entry("country", code, day).words)) for code in codes]
    return sorted(named, key=lambda pair: reference.fold(pair[1]))


def _groups(sheet: Sheet, origin: str) -> Iterator[tuple[str, list[Shown]]]:
    """Schedules in the order in which a reader needs them: usable for the origin first, the rest after."""
    duties = [shown for shown in sheet.shown if shown.schedule.kind in queries.DUTIES]
    if origin:
        usable = [shown for shown in duties if queries.usable(shown, origin)]
        if any(shown.schedule.key == "MFN" for shown in usable):
            usable = [shown for shown in usable if shown.schedule.key != "ORDINARY"]
        yield _("Usable for goods of this origin"), usable
        yield _("Other import schedules"), [shown for shown in duties if shown not in usable and shown.rates]
    else:
        yield _("Import duty by schedule"), [shown for shown in duties if shown.rates]
    remedies = [shown for shown in sheet.shown if shown.schedule.kind == "remedy"]
    yield _("Trade remedies"), [shown for shown in remedies if shown.rates]
    yield _("Other taxes"), [shown for shown in sheet.shown if shown.schedule.kind == "tax"]
    yield _("Export"), [shown for shown in sheet.shown if shown.schedule.kind == "export"]


def _related(sheet: Sheet) -> dict[str, list[tuple[Correlation, str, Line | None]]]:
    """Lines of other editions that held or hold the goods of this one."""
    book, code = queries.book(), sheet.line.code
    sides = {
        "predecessors": [(each, each.old) for each in book.predecessors(code)],
        "successors": [(each, each.new) for each in book.successors(code)],
    }
    return {
        side: [(each, other, book.lines_of[other][-1] if other in book.lines_of else None) for each, other in found]
        for side, found in sides.items()
    }


def _against(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """The other day that was asked for beside the day shown, and what differs."""
    typed = request.GET.get("against", "").strip()
    if not typed:
        return {}
    day = Day(typed, sheet.day)
    first, second = sorted((day.value, sheet.day))
    schedules = {shown.schedule.key: shown.schedule for shown in sheet.shown}
    found = queries.compare_line(sheet.line.code, first, second)
    pairs = [(schedules[each.schedule], each) for each in found]
    return {"against": day, "first": first, "second": second, "differing": pairs}
