"""The record of a violation and the sanction as PDF, in the layout of official papers. Printing is a reading."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.control.domain.cases import authority, subjects, tables
from motcua.control.domain.cases.errors import NeedsWords
from motcua.control.models import Case, CaseStep
from motcua.control.queries import cases as queries
from motcua.control.services.cases import reading as reads
from motcua.control.web.case_words import plain
from motcua.design import letters, printing
from motcua.design.asking import actor_of
from motcua.design.domain import amounts, times
from motcua.design.letters import Letter
from motcua.design.printing import Fact, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reference import domain as reference
from motcua.reference.domain import calling

View = Callable[[HttpRequest, str], HttpResponse]


def _why_first(view: View) -> View:
    """Papers of a restricted case are printed after its file was opened with a reason: it is asked for there."""

    @wraps(view)
    def shown(request: HttpRequest, number: str) -> HttpResponse:
        try:
            return view(request, number)
        except NeedsWords:
            return redirect("control:case", number)

    return shown


@require_safe
@_why_first
def record(request: HttpRequest, number: str) -> HttpResponse:
    """The record of the violation."""
    found, step = _printed(request, number, "record")
    made = _letter(
        request, found, step, _("Record of an administrative violation"), found.title,
        paragraphs=tuple(step.note.splitlines()), tables=(_subjects(found), _goods(found), _exhibits(found)),
        left=(_("Who is recorded"), _("(signature, full name)")), right=(_("Who records"), _("(signature, full name)")),
    )  # fmt: skip
    return _answer(made, f"{found.number}-BB")


@require_safe
@_why_first
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """The sanction."""
    found, step = _printed(request, number, "confiscate" if _confiscated(request, number) else "decide")
    held = queries.decision(found)
    assert held is not None
    spoken = language()
    level = authority.of_level(held.level, held.on)
    named = (
        Fact(_("Legal basis"), held.basis), Fact(_("Fine"), amounts.dong(held.fine, spoken)),
        Fact(_("Value confiscated"), amounts.dong(held.confiscated, spoken)), Fact(_("Remedies"), held.remedy or "–"),
        *((Fact(_("Decision of the higher authority"), held.paper),) if held.paper else ()),
    )  # fmt: skip
    made = _letter(
        request, found, step, _("Decision on an administrative violation"), found.title, named=named,
        tables=(_subjects(found), _goods(found)), right=(say(level.words), _("(signature, full name)")),
    )  # fmt: skip
    return _answer(made, f"{found.number}-QD")


def _confiscated(request: HttpRequest, number: str) -> bool:
    found = queries.find(number, actor_of(request), law_day(clock.now()))
    return queries.step_of(found, "confiscate") is not None


def _printed(request: HttpRequest, number: str, verb: str) -> tuple[Case, CaseStep]:
    """The case and the step that made the paper; the reading is written down."""
    actor, now = actor_of(request), clock.now()
    found = queries.find(number, actor, law_day(now))
    step = queries.step_of(found, verb)
    if step is None:
        raise Http404
    reads.read(number, what="record" if verb == "record" else "decision", by=actor, at=now)
    return found, step


def _subjects(found: Case) -> Table:
    rows = tuple(
        (
            str(each.row.no), say(subjects.KINDS[each.row.kind]), each.who.name if each.who else _("(erased)"),
            each.who.document if each.who else "", each.who.address if each.who else "",
        )
        for each in queries.subjects(found)
    )  # fmt: skip
    return Table(_("Subjects"), (_("No."), _("Kind"), _("Name"), _("Document"), _("Address")), rows, 4)


def _goods(found: Case) -> Table:
    spoken = language()
    rows = tuple(
        (str(each.no), each.name, plain(each.quantity_e4), each.unit, amounts.dong(each.value, spoken))
        for each in queries.goods(found)
    )
    return Table(_("Goods"), (_("No."), _("Goods"), _("Quantity"), _("Unit"), _("Value")), rows, 1, (2, 4))


def _exhibits(found: Case) -> Table:
    rows = tuple(
        (str(each.no), each.name, f"{plain(each.quantity_e4)} {each.unit}", each.seal, say(tables.STORES[each.store]))
        for each in queries.exhibits(found)
    )
    return Table(_("Exhibits"), (_("No."), _("Exhibit"), _("Quantity"), _("Seal"), _("Store")), rows, 1)


def _letter(request: HttpRequest, found: Case, step: CaseStep, title: str, under: str, **told: Any) -> Letter:
    """The frame of both papers."""
    spoken, day = language(), law_day(step.at)
    word = ground.check_word(step.leaf)
    over = "TCHQ" if found.office == reference.DEPARTMENT else reference.DEPARTMENT
    return Letter(
        lang=spoken, over=say(calling.office(over, day)), house=say(calling.office(found.office, day)), title=title,
        under=under, number=_("No.: %(number)s") % {"number": step.paper},
        place_day=_("Quang Ninh, %(day)s") % {"day": times.day(day, spoken)},
        foot=_("Printed %(at)s from the register; only the register is the original.")
        % {"at": times.moment(clock.now(), spoken)},
        note=_("Layout after the rules on official papers, from memory; signed on paper."),
        qr=printing.qr(request.build_absolute_uri(reverse("ground:by_word", args=[word]))),
        qr_words=_("Check word: %(word)s") % {"word": word}, **told,
    )  # fmt: skip


def _answer(made: Letter, name: str) -> HttpResponse:
    answer = HttpResponse(letters.pdf(made, clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
