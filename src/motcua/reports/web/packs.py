"""Months and quarters: the page that lists them, and each as a pack to be sent on (PDF, XLSX)."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.domain import amounts, times
from motcua.design.files import workbook
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.reports.domain import packs
from motcua.reports.domain.paper import INVENTED, Grid, Paper, Part, signed
from motcua.reports.domain.text import COLUMNS, cells
from motcua.reports.queries.packed import Packed, packed
from motcua.reports.web import papers, pieces
from motcua.reports.web.asking import FIRST_YEAR, asked
from motcua.reports.web.held import picture

_WHOLE = (
    COLUMNS[0], Words("Thu (đồng)", "Revenue (dong)"), Words("Cùng kỳ (đồng)", "Year before (dong)"), *COLUMNS[3:5],
    Words("Kim ngạch (USD)", "Turnover (USD)"), *COLUMNS[6:9],
)  # fmt: skip
"""The columns of branches in whole dong and dollars: a workbook holds values, not what is printed."""


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """Figures of each month of a year, and the packs of its months and quarters."""
    year, as_of = asked(request)
    report = picture(year, as_of).report
    lines = [{**line, "code": line["line"].key} for line in pieces.lines(report.by_month)]
    quarters = [code for code in packs.codes(year, as_of) if "q" in code]
    told = {
        "report": report, "months": lines, "quarters": quarters, "cap": pieces.cap_on(as_of),
        "total": pieces.lines((report.total,))[0], "chart": pieces.by_month(report),
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
    if kind == "xlsx":
        return xlsx(held)
    answer = HttpResponse(papers.pdf(paper(held, today), found.now.until), content_type=papers.PDF)
    answer["Content-Disposition"] = f'attachment; filename="motcua-{code}.{kind}"'
    return answer


def paper(held: Packed, today: date) -> Paper:
    """The pack as it stands on paper."""
    spoken, found = language(), held.pack
    over, house = (say(words) for words in papers.agencies(found.now.until))
    days = {"since": times.day(found.now.since, spoken), "until": times.day(found.now.until, spoken)}
    return Paper(
        lang=spoken, over=over, house=house, title=say(found.words),
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
            say(row.now.label), say(row.now.text), say(row.before.text), signed(row.change(row.before, spoken)),
            say(row.same.text), signed(row.change(row.same, spoken)),
        )
        for row in held.rows
    ]  # fmt: skip


def xlsx(held: Packed) -> HttpResponse:
    """The pack as a workbook: values as numbers, one sheet each for figures, branches and days."""
    heads = (_("Figure"), "id", _("Unit"), _("This period"), _("Period before"), _("Year before"))
    figures = [
        (say(row.now.label), row.now.id, row.now.unit, row.now.value, row.before.value, row.same.value)
        for row in held.rows
    ]
    lines = [
        (say(line.label), line.revenue, line.before, line.declarations, line.enterprises,
         line.turnover_usd_e4 / 10_000, line.green, line.yellow, line.red)
        for line in held.branches
    ]  # fmt: skip
    days = [(day.isoformat(), amount) for day, amount in held.days]
    sheets = (
        (_("Figures"), heads, figures), (_("The branches"), tuple(say(words) for words in _WHOLE), lines),
        (_("Revenue by day"), (_("Day"), "VND"), days),
    )  # fmt: skip
    return workbook(f"motcua-{held.pack.code}", sheets)
