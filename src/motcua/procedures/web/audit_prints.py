"""Records on paper, and the public page of self-declarations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.printing import Sheet, Signer, Table
from motcua.design.templatetags.figures import language
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.people.queries import rights as staff
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit.life import Kind, State
from motcua.procedures.domain.life import persons
from motcua.procedures.queries.audit import listing, one
from motcua.procedures.web.audit_shown import Board, kind_of, office, shown, state_of
from motcua.reference.domain.offices import DEPARTMENT


@require_safe
def print_record(request: HttpRequest, number: str) -> HttpResponse:
    """A record as PDF: plan, report, sheet of a nonconformity, minutes, declaration."""
    return _answer(request, one.find(number, actor_of(request)))


@require_safe
def conformity(request: HttpRequest) -> HttpResponse:
    """The self-declarations that were published, for everybody."""
    rows = [
        {"it": each, "body": each.said(), "state": state_of(each, law_day(each.changed_at)), "note": _why(each)}
        for each in listing.published()
    ]
    return render(request, "procedures/audit/conformity.html", {"rows": rows})


def _why(found: Record) -> str:
    """Why a declaration was withdrawn."""
    return one.steps(found)[0].note if found.state == State.WITHDRAWN else ""


@require_safe
def print_conformity(request: HttpRequest, number: str) -> HttpResponse:
    """A published self-declaration as PDF."""
    found = next((each for each in listing.published() if each.number == number), None)
    if found is None:
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, found: Record) -> HttpResponse:
    answer = HttpResponse(printing.pdf(_sheet(request, found), clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


def _sheet(request: HttpRequest, found: Record) -> Sheet:
    steps = one.steps(found)
    told = shown(found, one.names_of([found]))
    word = ground.check_word(found.leaf)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    foot = _("Printed %(at)s from the register; only the register is the original.") % {
        "at": times.moment(clock.now(), language())
    }  # fmt: skip
    tables = tuple(map(_table, told.boards))
    under = f"{found.number} · {state_of(found, law_day(clock.now()))[0]}"
    return Sheet(
        lang=language(), house=office(DEPARTMENT, law_day(found.changed_at)), title=_heading(found), under=under,
        foot=foot, facts=told.facts, tables=tables, sentences=tuple(f"{label}: {text}" for label, text in told.texts),
        signers=_signers(steps), qr=printing.qr(address), qr_words=_("Check word: %(word)s") % {"word": word},
    )  # fmt: skip


def _table(board: Board) -> Table:
    """A table with the texts of its joined columns in the wide one."""
    kept = [no for no in range(len(board.heads)) if no not in board.joined]
    rows = []
    for row in board.rows:
        texts = [f"{cell.text} ({cell.hint})" if cell.hint else cell.text for cell in row]
        more = [f"{board.heads[no]}: {texts[no]}" for no in board.joined if row[no].text != "–"]
        texts[board.wide] = " — ".join((texts[board.wide], *more))
        rows.append(tuple(texts[no] for no in kept))
    return Table(board.title, tuple(board.heads[no] for no in kept), tuple(rows), kept.index(board.wide))


def _heading(found: Record) -> str:
    """What the paper is called: a plan until it is reported, a report from then on."""
    reported = found.state in (State.REPORTED, State.CLOSED)
    named = {
        Kind.PROGRAMME: _("Report of the year on internal audits") if reported else _("Programme of internal audits"),
        Kind.AUDIT: _("Report of an internal audit") if reported else _("Plan of an internal audit"),
        Kind.NONCONFORMITY: _("Nonconformity sheet"),
        Kind.REVIEW: _("Minutes of the management review"),
        Kind.STATEMENT: _("Declaration that the quality system conforms to TCVN ISO 9001:2015"),
    }
    return named.get(Kind(found.kind), kind_of(found))


def _signers(steps: list[RecordStep]) -> tuple[Signer, ...]:
    last = one.signers(steps)
    names = staff.persons_named({each.actor for each in last.values() if persons(each.actor)})
    wanted = {"enter": _("Written by"), "approve": _("Approved by"), "verify": _("Verified by"),
              "report": _("Reported by"), "close": _("Closed by")}  # fmt: skip
    return tuple(
        Signer(label, names.get(last[verb].actor, "–"), times.moment(last[verb].at, language()))
        for verb, label in wanted.items() if verb in last
    )[-3:]  # fmt: skip
