"""Prints: a certificate received, and one issued here, as PDF with a QR to the public check of its leaf."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import amounts, times
from motcua.design.printing import Sheet, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.origin.domain.amounts import in_e4
from motcua.origin.domain.certificate import Certificate, Line
from motcua.origin.domain.life import APP_WORDS, STATE_WORDS, AppState, State
from motcua.origin.queries import applications, one
from motcua.origin.web.case import facts


@require_safe
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """A certificate received, with what is used of it."""
    found = one.find(pk, actor_of(request))
    message = one.message(found)
    heads = (_("Line"), _("HS code"), _("Quantity"), _("Used"), _("Left"))
    spoken = language()
    rows = tuple(
        (
            str(line.no), line.hs_code, amounts.quantity(line.quantity_e4, line.unit, spoken),
            amounts.quantity(line.used_e4, line.unit, spoken),
            amounts.quantity(line.quantity_e4 - line.used_e4, line.unit, spoken),
        )
        for line in one.lines(found.pk)
    )  # fmt: skip
    under = f"{found.reference} · {say(STATE_WORDS[State(found.state)])}"
    balance = Table(_("What is left"), heads, rows, 1, (2, 3, 4))
    made = _sheet(request, message, under, found.pk, (_goods(message), balance), _("Form D received (extract)"))
    return _answer(made, f"form-d-{found.pk}")


@require_safe
def issued(request: HttpRequest, number: str) -> HttpResponse:
    """A certificate issued here. Its form and its number are ours; the paper form of ASEAN is another."""
    found = applications.find(number, actor_of(request))
    message = applications.issued(found)
    if message is None:
        raise Http404
    under = f"{message.reference} · {say(APP_WORDS[AppState(found.state)])}"
    leaf = next(each.leaf for each in applications.acts(found.pk) if each.verb == "issue")
    made = _sheet(
        request, message, under, leaf, (_goods(message),), _("Form D (layout and numbering of this platform)")
    )  # fmt: skip
    return _answer(made, f"form-d-{found.number}")


def _goods(message: Certificate) -> Table:
    heads = (_("5. Line"), _("7. Goods"), _("HS code"), _("8. Criterion"), _("9. Quantity"), _("FOB value"))
    return Table(_("Goods"), heads, tuple(map(_row, message.lines)), 1, (4, 5))


def _row(line: Line) -> tuple[str, ...]:
    spoken = language()
    amount = in_e4(line.quantity)
    fob = in_e4(line.fob)
    criterion = f"{line.criterion} {line.rvc:f} %" if line.rvc is not None else line.criterion
    return (
        str(line.no), line.description, line.hs_code, criterion,
        amounts.quantity(amount, line.unit, spoken) if amount is not None else "–",
        amounts.foreign(fob, line.fob_currency or "USD", spoken) if fob is not None else "–",
    )  # fmt: skip


def _sheet(  # noqa: PLR0913 - what a sheet is made of
    request: HttpRequest, message: Certificate, under: str, leaf: int, tables: tuple[Table, ...], title: str
) -> Sheet:  # fmt: skip
    word = ground.check_word(leaf)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    foot = _("Printed %(at)s from the register; only the register is the original.") % {
        "at": times.moment(clock.now(), language())
    }  # fmt: skip
    return Sheet(
        lang=language(), house=message.authority, title=title, under=under, foot=foot, facts=tuple(facts(message)),
        tables=tables, qr=printing.qr(address), qr_words=_("Check word: %(word)s") % {"word": word},
    )  # fmt: skip


def _answer(sheet: Sheet, name: str) -> HttpResponse:
    answer = HttpResponse(printing.pdf(sheet, clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
