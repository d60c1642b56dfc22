"""Sheets: counts or residents' declarations from XLSX or CSV, whole or not at all, each fault with its row."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.crossings.domain import people_sheets as sheets
from motcua.crossings.domain.people_errors import FaultyRows, UnreadableCount
from motcua.crossings.services import passengers
from motcua.crossings.services import residents as resident_services
from motcua.crossings.services.passengers import Sent
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock, files
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.tariff.services.reading import rows_of

LARGEST = 3 << 20
"""Bytes of a sheet."""
SHOWN = 100
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest) -> HttpResponse:
    """Counts from a sheet."""
    return _page(request, "counts", _take_counts, "crossings:passengers")


@require_http_methods(["GET", "HEAD", "POST"])
def residents(request: HttpRequest) -> HttpResponse:
    """Residents' declarations from a sheet; what lies above an allowance is referred."""
    return _page(request, "residents", _take_residents, "crossings:residents")


def _page(request: HttpRequest, what: str, take: Callable[[bytes, str, Actor], str], then: str) -> HttpResponse:
    refusal, faults = "", []
    if request.method == "POST":
        try:
            content, name = _sent(request)
            said = take(content, name, actor_of(request))
        except FaultyRows as refused:
            faults = list(refused.findings)
        except Refusal as refused:
            refusal = refused.in_language(language())
        else:
            messages.success(request, said)
            return redirect(then)
    context = {
        "what": what, "refusal": refusal, "fault_count": len(faults), "largest": LARGEST >> 20,
        "faults": [_shown(each, what) for each in faults[:SHOWN]], "columns": COLUMNS[what],
    }  # fmt: skip
    return render(request, "crossings/people_sheet.html", context, status=400 if refusal or faults else 200)


COLUMNS = {"counts": sheets.COUNTS, "residents": sheets.RESIDENTS}
_NAMED = {"quarter": "hour", "goods": "description"}


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise UnreadableCount(why=_("choose a file first"))
    if file.size > LARGEST:
        raise UnreadableCount(why=_("the file is larger than %(most)s MB") % {"most": LARGEST >> 20})
    return file.read(), (file.name or "")[:100]


def _shown(found: Finding, what: str) -> dict[str, Any]:
    _empty, _rows, number, key = found.path.split("/")[:4]
    titles = {column.key: say(column.words) for column in COLUMNS[what]}
    return {"row": number, "column": titles.get(_NAMED.get(key, key), key), "found": found}


def _take_counts(content: bytes, name: str, by: Actor) -> str:
    at = clock.now()
    read = sheets.read_counts(*rows_of(content, name))
    _need_readable(read)
    with_numbers = _numbered(read.numbers)
    try:
        file = files.keep(content, media_type=_media(content), at=at, by=by)
        done = passengers.count(read.counts, by=by, at=at, sent=Sent("sheet", file))
    except FaultyRows as refused:
        raise FaultyRows([with_numbers(each) for each in refused.findings]) from None
    return _("%(rows)s rows were written: %(people)s people.") % {"rows": done.rows, "people": done.people}


def _take_residents(content: bytes, name: str, by: Actor) -> str:
    at = clock.now()
    read = sheets.read_residents(*rows_of(content, name))
    _need_readable(read)
    with_numbers = _numbered(read.numbers)
    try:
        done = resident_services.declare(read.declared, by=by, at=at)
    except FaultyRows as refused:
        raise FaultyRows([with_numbers(each) for each in refused.findings]) from None
    referred = sum(each.outcome == "referred" for each in done)
    return _("%(count)s declarations were taken, %(referred)s of them referred.") % {
        "count": len(done), "referred": referred,
    }  # fmt: skip


def _need_readable(read: sheets.Read) -> None:
    if read.faults:
        raise FaultyRows(read.faults)


def _numbered(numbers: Sequence[int]) -> Callable[[Finding], Finding]:
    """Findings by place become findings by the row of the sheet."""

    def told(found: Finding) -> Finding:
        _empty, rows, place, key = found.path.split("/")[:4]
        path = f"/{rows}/{numbers[int(place)]}/{key}"
        return Finding(found.code, path, found.severity, found.value, found.message, found.remedy)

    return told


def _media(content: bytes) -> str:
    return _KIND if content[:2] == b"PK" else "text/csv"


@require_safe
def counts_template(request: HttpRequest) -> HttpResponse:
    """An empty sheet of counts with an example."""
    return _template("counts", "passengers.xlsx")


@require_safe
def residents_template(request: HttpRequest) -> HttpResponse:
    """An empty sheet of residents' declarations with an example."""
    return _template("residents", "residents.xlsx")


def _template(what: str, name: str) -> HttpResponse:
    import xlsxwriter  # heavy, and only here

    buffer = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, safe) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EBFA", "border": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [say(column.words) for column in COLUMNS[what]], bold)
        sheet.write_row(1, 0, [column.example for column in COLUMNS[what]], text)
        sheet.set_column(0, len(COLUMNS[what]) - 1, 18, text)
        sheet.freeze_panes(1, 0)
    answer = HttpResponse(buffer.getvalue(), content_type=_KIND)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
