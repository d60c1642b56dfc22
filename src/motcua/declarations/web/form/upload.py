"""Goods from a spreadsheet: pasted or uploaded, shown row by row with what is wrong, then taken."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.declarations.domain.drafting import files
from motcua.declarations.domain.drafting.refusals import NothingSent, NothingThere, Stale, TooLarge
from motcua.declarations.domain.drafting.sheets import MOST, Row, Sheet, columns, read_sheet, table_of
from motcua.declarations.domain.drafting.slots import item_of, item_slots, key_of
from motcua.declarations.services import drafts as services
from motcua.declarations.services import trying
from motcua.declarations.web.form import shown, steps
from motcua.declarations.web.form.asked import Asked, asked, seen
from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding

PREVIEWED = 50
"""Rows shown of those that can be taken, and faults shown of the others; all are counted."""
_AROUND = 1 << 16
"""Bytes of a request beside the file itself."""
_CARRIED = 1 << 20
"""Bytes of good rows that the preview carries to the next request."""
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RowFault(msgspec.Struct, frozen=True):
    """What is wrong in one cell: row of the sheet, column, value, what is asked, what to do."""

    row: int
    column: str
    value: str
    message: str
    remedy: str
    code: str


@csrf_exempt
def upload(request: HttpRequest, draft: int) -> HttpResponse:
    """Paste or choose a spreadsheet. What is larger than is read is refused before it is received in full."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > files.LARGEST + _AROUND:
        request.method = "GET"
        return _upload_page(request, draft, TooLarge(most=files.LARGEST >> 20))
    return _received(request, draft)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _received(request: HttpRequest, draft: int) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, draft)
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    known = seen(request)
    try:
        sheet = read_sheet(_table(request))
        if not sheet.rows:
            raise NothingThere
    except Refusal as refusal:
        return _upload_page(request, draft, refusal)
    return _preview(request, found, sheet, known.revision)


def _upload_page(request: HttpRequest, draft: int, refusal: Refusal | None = None) -> HttpResponse:
    found = asked(request, draft)
    if found.draft.declaration_id is not None:
        return steps.already_lodged(request, found.draft)
    pasted = request.POST.get("pasted", "") if request.method == "POST" else ""
    context = {
        **steps.frame(found, "goods"), "refusal": refusal.in_language(language()) if refusal else "",
        "pasted": pasted, "most": MOST, "largest": files.LARGEST >> 20,
        "columns": [say(column.words) for column in columns()],
    }  # fmt: skip
    return render(request, "declarations/form/upload.html", context, status=400 if refusal else 200)


def _table(request: HttpRequest) -> list[list[str]]:
    """The table that was sent: the file where there is one, else the text."""
    file = request.FILES.get("file")
    if file is not None and file.size != 0:
        if file.size is None or file.size > files.LARGEST:
            raise TooLarge(most=files.LARGEST >> 20)
        return files.table_of_file(file.read())
    text = request.POST.get("pasted", "")
    if not text.strip():
        raise NothingSent
    return files.table_of_text(text.replace("\r\n", "\n"))


def _preview(request: HttpRequest, found: Asked, sheet: Sheet, revision: int) -> HttpResponse:
    faults = list(row_faults(found, sheet))
    wrong = {fault.row for fault in faults}
    good = [row for row in sheet.rows if row.number not in wrong]
    table = files.text_of_table(table_of(good))
    if len(table.encode()) > _CARRIED:
        return _upload_page(request, found.draft.pk, TooLarge(most=_CARRIED >> 20))
    context = {
        **steps.frame(found, "goods"), "sheet": sheet, "good": good[:PREVIEWED], "good_count": len(good),
        "faults": faults[:PREVIEWED], "fault_count": len(faults), "wrong_count": len(wrong), "shown": PREVIEWED,
        "columns": sheet.columns, "table": table,
        "items": len(found.entered.items), "too_many": len(found.entered.items) + len(good) > MOST,
        "revision": revision, "most": MOST,
        "rows": [(row.number, [row.texts.get(c.key, "") for c in sheet.columns]) for row in good[:PREVIEWED]],
    }  # fmt: skip
    return render(request, "declarations/form/preview.html", context)


def row_faults(found: Asked, sheet: Sheet) -> Iterator[RowFault]:
    """What the live rules say of the rows, together with the header that was entered so far."""
    known = item_slots(found.draft.direction)
    items = tuple({key: text for key, text in row.texts.items() if key in known} for row in sheet.rows)
    entered = msgspec.structs.replace(found.entered, items=items)
    trial = trying.try_out(
        entered, direction=found.draft.direction, party=found.draft.party, at=found.now, amends=found.draft.amends or 0
    )
    titles = {column.key: say(column.words) for column in columns()}
    for each in trial.refused:
        place = item_of(each.path)
        if place is not None:
            yield _row_fault(each, sheet.rows[place], titles, found.draft.direction)


def _row_fault(found: Finding, row: Row, titles: Mapping[str, str], direction: str) -> RowFault:
    key = key_of(found.path, direction)
    slot = item_slots(direction).get(key)
    title = titles.get(key) or (say(slot.words) if slot else "")
    value = row.texts.get(key, found.value or "")
    return RowFault(row.number, title, value[:60], say(found.message), say(found.remedy), found.code)


@require_POST
def take(request: HttpRequest, draft: int) -> HttpResponse:
    """Take the good rows behind the items there are, or in their place."""
    known = seen(request)
    how = request.POST.get("how", "")
    if how not in ("replace", "append"):
        raise BadRequest("how")
    by, now = actor_of(request), clock.now()
    try:
        sheet = read_sheet(files.table_of_text(request.POST.get("table", "")))
        rows = [row.texts for row in sheet.rows]
        held = services.take_items(draft, rows, replace=how == "replace", seen=known, by=by, at=now)
    except Stale:
        messages.warning(request, say(Stale.words))
        return redirect("declarations:draft_upload", draft)
    except Refusal as refusal:
        return _upload_page(request, draft, refusal)
    messages.success(request, _("%(count)s lines were taken from the sheet.") % {"count": len(rows)})
    return redirect("declarations:draft_goods", held.pk)


@require_safe
def template(request: HttpRequest, draft: int) -> HttpResponse:
    """A workbook with the right titles, and the items of the draft or an example."""
    found = asked(request, draft)
    answer = HttpResponse(_workbook(found), content_type=_KIND)
    answer["Content-Disposition"] = 'attachment; filename="motcua-goods.xlsx"'
    return answer


_EXAMPLE = {
    "hs_code": "61091010", "description": "Áo phông nam dệt kim từ bông, mới 100%", "origin": "CN",
    "quantity": "2500", "unit": "PCE", "unit_price": "3,5", "unit_price_currency": "USD",
    "unit_price_unit": "PCE", "invoice_value": "8750", "tariff_table": "B01",
}  # fmt: skip


def _workbook(found: Asked) -> bytes:
    """Texts only: nothing in the workbook can run."""
    import xlsxwriter  # heavy, and only here

    known = item_slots(found.draft.direction)
    shown_columns = [column for column in columns() if column.key in known]
    rows = found.entered.items or ({key: text for key, text in _EXAMPLE.items() if key in known},)
    buffer = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, safe) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EBFA", "border": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("Goods")[:31])
        sheet.write_row(0, 0, [say(column.words) for column in shown_columns], bold)
        sheet.set_column(0, len(shown_columns) - 1, 16, text)
        sheet.set_column(1, 1, 48, text)
        sheet.freeze_panes(1, 0)
        for no, texts in enumerate(rows, 1):
            sheet.write_row(no, 0, [texts.get(column.key, "") for column in shown_columns], text)
        _guide(book, shown_columns, known, found)
    return buffer.getvalue()


def _guide(book: Any, shown_columns: Sequence[Any], known: Mapping[str, Any], found: Asked) -> None:
    """A second sheet: what belongs in each column, and the units of quantity."""
    sheet = book.add_worksheet(_("Guide")[:31])
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    lines = [(say(column.words), say(known[column.key].hint)) for column in shown_columns]
    units = shown.datalists([known["unit"]], found.day)[0][1]
    lines += [("", ""), (_("Units"), "")] + [(code, label) for code, label in units]
    for no, line in enumerate(lines):
        sheet.write_row(no, 0, line)
