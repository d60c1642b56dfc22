"""Months and quarters: the page that lists them, and each as a pack to be sent on (PDF, XLSX)."""

from datetime import date
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain import amounts, times
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reference import domain as reference
from motcua.reports.domain import packs
from motcua.reports.domain.paper import INVENTED, Grid, Paper, Part
from motcua.reports.domain.text import COLUMNS, cells
from motcua.reports.queries.packed import Packed, packed
from motcua.reports.web import papers, pieces
from motcua.reports.web.asking import FIRST_YEAR, asked
from motcua.reports.web.held import picture

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """Figures of each month of a year, and the packs of its months and quarters."""
    year, as_of = asked(request)
    report = picture(year, as_of).report
    lines = [{**line, "code": line["line"].key} for line in pieces.lines(report.by_month, report.total)]
    quarters = [code for code in packs.codes(year, as_of) if "q" in code]
    told = {
        "report": report, "months": lines, "quarters": quarters, "cap": pieces.cap_on(as_of),
        "total": pieces.lines((report.total,), report.total)[0], "chart": pieces.by_month(report),
        "years": range(FIRST_YEAR, law_day(clock.now()).year + 1),
    }  # fmt: skip
    return render(request, "reports/months.html", told)


@require_safe
def pack(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A pack as a file; 404 for a period that has not begun."""
    today = law_day(clock.now())
    found = packs.pack(code, today)
    if found is None or found.now.since.year < FIRST_YEAR or kind not in ("pdf", "xlsx"):
        raise Http404
    held = packed(found)
    made = papers.pdf(paper(held, today), found.now.until) if kind == "pdf" else xlsx(held)
    answer = HttpResponse(made, content_type=papers.PDF if kind == "pdf" else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="motcua-{code}.{kind}"'
    return answer


def paper(held: Packed, today: date) -> Paper:
    """The pack as it stands on paper."""
    spoken, found = language(), held.pack
    house = say(reference.office(reference.DEPARTMENT, found.now.until).words)
    days = {"since": times.day(found.now.since, spoken), "until": times.day(found.now.until, spoken)}
    return Paper(
        lang=spoken, over=say(papers.OVER), house=house, title=say(found.words),
        under=_("From %(since)s to %(until)s") % days, foot=f"{house} · {times.day(today, spoken)}",
        warning=say(INVENTED) if clock.is_demonstration() else "", parts=tuple(_parts(held, spoken)),
    )  # fmt: skip


def _parts(held: Packed, spoken: str) -> list[Part]:
    branches = Grid("", _columns(), tuple(tuple(cells(line, spoken)) for line in held.branches), tuple(range(1, 10)))
    days = tuple((times.day(day, spoken), amounts.dong(amount, spoken)) for day, amount in held.days)
    return [
        Part(_("Figures"), "", (Grid("", _heads(), tuple(_figures(held, spoken)), (1, 2, 3, 4, 5)),)),
        Part(_("The branches"), "", (branches,)),
        Part(_("Revenue by day"), "", (Grid("", (_("Day"), _("Revenue")), days, (1,)),)),
    ]


def _columns() -> tuple[str, ...]:
    return tuple(say(column) for column in COLUMNS)


def _heads() -> tuple[str, ...]:
    return (_("Figure"), _("This period"), _("Period before"), "±", _("Year before"), "±")


def _figures(held: Packed, spoken: str) -> list[tuple[str, ...]]:
    return [
        (
            say(row.now.label), say(row.now.text), say(row.before.text), _signs(row.change(row.before, spoken)),
            say(row.same.text), _signs(row.change(row.same, spoken)),
        )
        for row in held.rows
    ]  # fmt: skip


def _signs(text: str) -> str:
    return text.replace("▲\u00a0", "+").replace("▼\u00a0", "\u2212")


def xlsx(held: Packed) -> bytes:
    """The pack as a workbook: values as numbers, one sheet each for figures, branches and days."""
    import xlsxwriter  # heavy, and only here

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "in_memory": True}) as book:
        heads = (_("Figure"), "id", _("Unit"), _("This period"), _("Period before"), _("Year before"))
        figures = [
            (say(row.now.label), row.now.id, row.now.unit, row.now.value, row.before.value, row.same.value)
            for row in held.rows
        ]
        _sheet(book, _("Figures"), heads, figures)
        lines = [
            (say(line.label), line.revenue, line.before, line.declarations, line.enterprises,
             line.turnover_usd_e4 / 10_000, line.green, line.yellow, line.red)
            for line in held.branches
        ]  # fmt: skip
        _sheet(book, _("The branches"), _columns()[:-1], lines)
        _sheet(book, _("Revenue by day"), (_("Day"), "VND"), [(day.isoformat(), amount) for day, amount in held.days])
    return buffer.getvalue()


def _sheet(book: Any, name: str, heads: tuple[str, ...], rows: list[Any]) -> None:
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(heads), 18)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, place, value)
            else:
                sheet.write_number(at, place, value)
