"""Monthly returns: what was closed, what would be; closed and corrected; as PDF and as XLSX."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.control.domain.watching.indicators import UNITS
from motcua.control.domain.watching.life import STEPS
from motcua.control.domain.watching.returns import Figures, Line, month_of, read
from motcua.control.models import MonthlyReturn
from motcua.control.queries.watching import returns, rights
from motcua.control.services import watching
from motcua.control.web.watching import words
from motcua.control.web.watching.acts import ask, both, data
from motcua.control.web.watching.forms import WordsForm
from motcua.control.web.watching.indicators import month_name
from motcua.design import letters, printing
from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.files import workbook
from motcua.design.letters import Letter
from motcua.design.printing import Fact, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import months_after
from motcua.people.queries import rights as named
from motcua.reference import domain as reference

HOW_MANY = 24


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The last two years of months, and which of them were closed."""
    held, first = returns.closed(), words.today().replace(day=1)
    months = [months_after(first, -no) for no in range(HOW_MANY)]
    rows = [_month(f"{day:%Y-%m}", held) for day in months]
    return render(request, "control/watching/returns.html", {"rows": rows})


def _month(month: str, held: dict[str, MonthlyReturn]) -> dict[str, Any]:
    found = held.get(month)
    ahead = read(found.figures).ahead if found else None
    return {"month": month, "name": month_name(month), "row": found, "ahead": ahead}


@require_safe
def one(request: HttpRequest, month: str) -> HttpResponse:
    """The return of a month: as closed, or as rows give it now."""
    actor, held = actor_of(request), returns.editions(month)
    asked = request.GET.get("edition", "")
    row = next((each for each in held if str(each.edition) == asked), held[0] if held else None)
    figures = read(row.figures) if row else _counted(month)
    steps = returns.steps(month)
    who = named.persons_named([each.actor for each in steps])
    context = {
        "month": month, "name": month_name(month), "row": row, "held": held, "figures": figures,
        "lines": [_line(no, each) for no, each in enumerate(figures.lines, 1)],
        "over": figures.until < words.today(), "works": rights.works(actor) or rights.sees_all(actor),
        "differs": row is not None and row is held[0] and _counted(month) != figures,
        "steps": [{"it": each, "words": STEPS[each.verb], "who": who.get(each.actor, each.actor)} for each in steps],
    }  # fmt: skip
    return render(request, "control/watching/return.html", context)


def _counted(month: str) -> Figures:
    found = month_of(month)
    if found is None or date(*found, 1) > words.today():
        raise Http404
    return returns.counted(*found)


def _line(no: int, each: Line) -> dict[str, Any]:
    told = {name: words.amount(getattr(each, name), each.unit) for name in ("month", "month_before", "year")}
    return {
        "no": no, "name": each.vi if language() == "vi" else each.en, **told, "ahead": each.ahead,
        "year_before": words.amount(each.year_before, each.unit),
        "target": words.amount(each.target, each.unit) if each.target else words.NOTHING,
    }  # fmt: skip


@require_POST
def close(request: HttpRequest, month: str) -> HttpResponse:
    """Close a month."""
    watching.close_month(month, by=actor_of(request), at=clock.now())
    return redirect("control:return", month)


@both
def correct(request: HttpRequest, month: str) -> HttpResponse:
    """Close a month anew, with a reason."""
    form = WordsForm(data(request), seen=0, label=_("Reason"))

    def do() -> str:
        watching.correct_month(month, form.cleaned_data["note"], by=actor_of(request), at=clock.now())
        return f"/control/returns/{month}/"

    return ask(
        request, form, do, title=_("Correct the return"), button=_("Keep a corrected edition"),
        back=f"/control/returns/{month}/", about=_("The figures are counted anew; the earlier edition stays."),
    )  # fmt: skip


@require_safe
def pdf(request: HttpRequest, month: str) -> HttpResponse:
    """The closed return as PDF."""
    row = _closed(month)
    figures, spoken = read(row.figures), language()
    word = ground.check_word(row.leaf)
    made = Letter(
        lang=spoken, over=words.office_name("TCHQ"), house=words.office_name(reference.DEPARTMENT),
        number=_("No.: %(number)s") % {"number": f"{month}/{row.edition}/BC-KS"},
        place_day=_("Quang Ninh, %(day)s") % {"day": times.day(figures.until, spoken)},
        title=_("Monthly return of control"), under=month_name(month), wide=True,
        named=(Fact(_("Indicators ahead"), f"{figures.ahead} / {len(figures.lines)}"),
               Fact(_("Fingerprint"), row.digest)),
        tables=(_table(figures),), left=(_("Written by"), _("(signature, full name)")),
        right=(_("Leader"), _("(signature, full name)")),
        note=_("Layout after the rules on official papers, from memory; signed on paper. The names of the indicators "
               "are placeholders: the real list is not public."),
        foot=_("Printed %(at)s from the register; only the register is the original.")
        % {"at": times.moment(clock.now(), spoken)},
        qr=printing.qr(request.build_absolute_uri(reverse("ground:by_word", args=[word]))),
        qr_words=_("Check word: %(word)s") % {"word": word},
    )  # fmt: skip
    answer = HttpResponse(letters.pdf(made, clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="control-{month}.pdf"'
    return answer


def _heads() -> tuple[str, ...]:
    return (
        _("No."), _("Indicator"), _("Target of the year"), _("In the month"), _("Same month of the year before"),
        _("In the year so far"), _("Same days of the year before"), _("Ahead"),
    )  # fmt: skip


def _table(figures: Figures) -> Table:
    keys = ("name", "target", "month", "month_before", "year", "year_before")
    lines = [_line(no, each) for no, each in enumerate(figures.lines, 1)]
    rows = tuple(
        (str(each["no"]), *(str(each[key]) for key in keys), _("yes") if each["ahead"] else _("no")) for each in lines
    )
    return Table(_("Ten indicators"), _heads(), rows, 1, (2, 3, 4, 5, 6))


@require_safe
def xlsx(request: HttpRequest, month: str) -> HttpResponse:
    """The closed return as XLSX, in plain numbers."""
    row = _closed(month)
    lines = [
        [
            no, each.vi if language() == "vi" else each.en, each.target, each.month, each.month_before, each.year,
            each.year_before, int(each.ahead), say(UNITS[each.unit]),
        ]
        for no, each in enumerate(read(row.figures).lines, 1)
    ]  # fmt: skip
    kept = (_("Fingerprint"), [_("Fingerprint"), _("Edition")], [[row.digest, row.edition]])
    return workbook(f"control-{month}", [(month, [*_heads(), _("Unit")], lines), kept])


def _closed(month: str) -> MonthlyReturn:
    held = returns.editions(month)
    if not held:
        raise Http404
    return held[0]
