"""The book: what was collected by sub-item over days, months or offices; page, CSV, workbook and paper."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.domain import numbers, times
from motcua.design.files import csv_file
from motcua.design.files import workbook as made
from motcua.design.periods import PeriodForm
from motcua.design.printing import Sheet, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day, months_after
from motcua.kernel.money import PPM, half_up
from motcua.reference.domain import DEPARTMENT
from motcua.revenue.domain.closing import STANDING_TONES, STANDING_WORDS
from motcua.revenue.queries import budget
from motcua.revenue.web import kit

BY = {"day": gettext_lazy("Day by day"), "month": gettext_lazy("Month by month"), "office": gettext_lazy("By branch")}
MOST_DAYS = 366
"""Days of a book that is read at once: the last ones of a longer period."""


class BookForm(PeriodForm):
    """A period, a branch, and by what it is told."""

    by = forms.ChoiceField(required=False, label=gettext_lazy("Told"), choices=list(BY.items()))


class Book(NamedTuple):
    """What is asked for, read."""

    form: BookForm
    since: date
    until: date
    by: str
    lines: list[budget.Line]
    columns: list[str]
    rows: dict[str, dict[str, int]]


def read(request: HttpRequest) -> Book:
    """The book that is asked for: this month day by day where nothing is."""
    today = law_day(clock.now())
    form = BookForm(request.GET, today, kit.offices(today))
    form.is_valid()
    since, until = form.days()
    if not form.cleaned_data.get("since"):
        since = until.replace(day=1)
    office, by = form.cleaned_data.get("office") or "", form.cleaned_data.get("by") or "day"
    found = budget.cells(since, until, office)
    before = budget.cells(months_after(since, -12), months_after(until, -12), office)
    columns, rows = budget.table(found, by)
    return Book(form, since, until, by, budget.by_item(found, before), columns, rows)


@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The book as a page."""
    book = read(request)
    closed = budget.closed_of(book.since, book.until) if book.by == "day" else {}
    keys = sorted(book.rows, reverse=book.by == "day")[:MOST_DAYS]
    context = {
        "form": book.form, "since": book.since, "until": book.until, "by": book.by, "label": BY[book.by],
        "lines": [_line(each) for each in book.lines], "total": sum(each.amount for each in book.lines),
        "before": sum(each.before for each in book.lines), "columns": [kit.tax_words(tax) for tax in book.columns],
        "rows": [_row(book, key, closed) for key in keys], "cut": len(book.rows) > MOST_DAYS,
    }  # fmt: skip
    return render(request, "ledger/book.html", context)


def _line(each: budget.Line) -> dict[str, Any]:
    change = half_up((each.amount - each.before) * PPM, each.before) if each.before > 0 else None
    told = "–" if change is None else f"{numbers.fixed(change, PPM // 100, 1, language())} %"
    return {"words": kit.tax_words(each.tax), "it": each, "change": told}


def _row(book: Book, key: str, closed: Any) -> dict[str, Any]:
    row = book.rows[key]
    shut = closed.get(date.fromisoformat(key)) if book.by == "day" else None
    return {
        "key": key, "words": _named(book, key), "amounts": [row.get(tax, 0) for tax in book.columns],
        "total": sum(row.values()), "shut": shut, "standing": STANDING_WORDS[shut.standing] if shut else "",
        "tone": STANDING_TONES[shut.standing] if shut else "",
    }  # fmt: skip


def _named(book: Book, key: str) -> str:
    if book.by == "office":
        return say(kit.office_words(key, book.until))
    return f"{key[8:]}/{key[5:7]}/{key[:4]}" if book.by == "day" else f"{key[5:7]}/{key[:4]}"


def _heads(book: Book) -> list[str]:
    items = [f"{line.item} {say(kit.tax_words(line.tax))}".strip() for line in _of_columns(book)]
    first = {"day": _("Day"), "month": _("Month"), "office": _("Branch")}[book.by]
    return [first, *items, _("Total (dong)")]


def _of_columns(book: Book) -> list[budget.Line]:
    by_tax = {line.tax: line for line in book.lines}
    return [by_tax[tax] for tax in book.columns]


def _cells(book: Book) -> Iterator[list[object]]:
    for key, row in book.rows.items():
        name = _named(book, key) if book.by == "office" else key
        yield [name, *(row.get(tax, 0) for tax in book.columns), sum(row.values())]


@require_safe
def exported(request: HttpRequest) -> StreamingHttpResponse:
    """The book as CSV."""
    book = read(request)
    return csv_file(f"book-{book.since}-{book.until}", _heads(book), _cells(book))


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The book as XLSX: by sub-item, and as it is told."""
    book = read(request)
    heads = [_("Sub-item"), _("Tax"), _("Collected (dong)"), _("Same period before (dong)")]
    items = [[each.item, say(kit.tax_words(each.tax)), each.amount, each.before] for each in book.lines]
    sheets = ((_("Sub-items"), heads, items), (str(BY[book.by]), _heads(book), list(_cells(book))))
    return made(f"book-{book.since}-{book.until}", sheets)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The book as PDF: the return to the state budget by sub-item, and the rows."""
    book, now = read(request), clock.now()
    spoken = get_language() or "vi"
    items = tuple(
        (each.item or "–", say(kit.tax_words(each.tax)), numbers.grouped(each.amount, spoken),
         numbers.grouped(each.before, spoken))
        for each in book.lines
    )  # fmt: skip
    total = numbers.grouped(sum(each.amount for each in book.lines), spoken)
    heads = (_("Sub-item"), _("Tax"), _("Collected (dong)"), _("Same period before (dong)"))
    rows = tuple((_named(book, key), numbers.grouped(sum(row.values()), spoken)) for key, row in book.rows.items())
    named = ({"day": _("Day"), "month": _("Month"), "office": _("Branch")}[book.by], _("Total (dong)"))
    sheet = Sheet(
        lang=language(), house=say(kit.office_words(DEPARTMENT, book.until)), title=_("Book of collections"),
        under=f"{book.since:%d/%m/%Y} – {book.until:%d/%m/%Y}",
        foot=_("Printed %(at)s from the ledger.") % {"at": times.moment(now, language())},
        facts=(printing.Fact(_("Total (dong)"), total),),
        tables=(Table(_("By budget sub-item"), heads, items, 1, (2, 3)), Table(str(BY[book.by]), named, rows, 0, (1,))),
    )  # fmt: skip
    answer = HttpResponse(printing.pdf(sheet, now), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="book-{book.since}-{book.until}.pdf"'
    return answer
