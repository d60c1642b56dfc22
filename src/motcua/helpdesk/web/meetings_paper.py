"""Minutes of a conference and the report of a visit as PDF, in the layout of official papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from motcua.design import letters, printing
from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.domain.access import is_staff
from motcua.design.letters import Letter
from motcua.design.printing import Fact, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.helpdesk.domain.meetings.life import ACTION_WORDS, RAISED_WORDS, Action, Guest, Raised
from motcua.helpdesk.domain.meetings.life import Visit as VisitState
from motcua.helpdesk.models import Conference, Visit
from motcua.helpdesk.models import Raised as RaisedRow
from motcua.helpdesk.queries.meetings import conferences, visits
from motcua.helpdesk.web import meetings_words as words
from motcua.helpdesk.web.meetings import paper_of
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.reference import domain as reference


@require_safe
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """The minutes of a conference: for the department, and for who came once the results are published."""
    actor = actor_of(request)
    found = conferences.find(number, actor)
    if not paper_of(found, actor):
        raise Http404
    raised, inside = conferences.questions(found.pk, actor), is_staff(actor)
    leaf = [each.leaf for each in conferences.steps(found.pk) if each.verb == "minutes"][-1]
    made = _letter(
        request, found.office, leaf, number=f"{found.number}/BB-HN",
        day=law_day(found.held_at) if found.held_at else words.law_day_now(),
        title=_("Minutes of the conference"), under=found.title,
        named=tuple(_place(found)), paragraphs=tuple(_told(found, raised)),
        tables=(*_people(found, names=inside), _asked(raised, names=inside)),
        closing=(_("Conclusion:"), *found.concluded.splitlines()),
        left=(_("Secretary"), _("(signature, full name)"), "", "", found.secretary),
        right=(_("Chair"), _("(signature, full name)"), "", "", found.chair),
    )  # fmt: skip
    return _answer(made, found.number)


@require_safe
def report(request: HttpRequest, number: str) -> HttpResponse:
    """The report of a visit, inside the department."""
    actor = actor_of(request)
    found = visits.find(number, actor)
    if not is_staff(actor) or found.state not in (VisitState.MADE, VisitState.CLOSED):
        raise Http404
    leaf = [each.leaf for each in visits.steps(found.pk) if each.verb == "findings"][-1]
    made = _letter(
        request, found.office, leaf, number=f"{found.number}/BC-LV", day=found.made_on or found.planned_on,
        title=_("Report of a visit"), under=found.party_name, named=tuple(_visited(found)),
        paragraphs=(_("Findings:"), *found.found.splitlines(), _("Settled there:"),
                    *(found.settled.splitlines() or (_("Nothing."),))),
        tables=(_todo(found),), left=(_("Written by"), _("(signature, full name)")),
        right=(_("Head of the delegation"), _("(signature, full name)")),
    )  # fmt: skip
    return _answer(made, found.number)


def _place(found: Conference) -> list[Fact]:
    spoken = language()
    told = [
        Fact(_("Opened"), times.moment(found.held_at, spoken) if found.held_at else "–"),
        Fact(_("Venue"), found.place), Fact(_("Topics"), found.topics),
    ]  # fmt: skip
    if found.partners:
        told.append(Fact(_("Held together with"), found.partners))
    return [*told, Fact(_("Who presided"), found.chair), Fact(_("Who wrote the minutes"), found.secretary)]


def _told(found: Conference, raised: Sequence[RaisedRow]) -> list[str]:
    guests = conferences.guests(found.pk, state=str(Guest.CAME))
    people_ = sum(each.came for each in guests)
    spot = sum(each.state == Raised.ANSWERED for each in raised)
    came = ngettext("%(count)s enterprise came", "%(count)s enterprises came", len(guests)) % {"count": len(guests)}
    sent = ngettext("%(count)s person", "%(count)s people", people_) % {"count": people_}
    counted = _("Questions: %(all)s; answered on the spot: %(spot)s; answers promised: %(later)s.") % {
        "all": len(raised), "spot": spot, "later": len(raised) - spot,
    }  # fmt: skip
    return [f"{came} ({sent}).", counted, *found.said.splitlines()]


def _people(found: Conference, *, names: bool) -> tuple[Table, ...]:
    if not names:
        return ()
    rows = tuple(
        (str(no), each.party_name, each.party, str(each.came))
        for no, each in enumerate(conferences.guests(found.pk, state=str(Guest.CAME)), 1)
    )
    heads = (_("No."), _("Enterprise"), _("Tax code"), _("Number of people"))
    return (Table(_("Who took part"), heads, rows, 1, (3,)),)


def _asked(raised: Sequence[RaisedRow], *, names: bool) -> Table:
    rows = tuple(
        (
            str(each.place), f"{each.text}\n({each.party_name})" if names and each.party_name else each.text,
            _answered(each),
        )
        for each in raised
    )  # fmt: skip
    return Table(_("Questions and answers"), (_("No."), _("Question"), _("Answer")), rows, 2)


def _answered(each: RaisedRow) -> str:
    """The answer with its basis, or until when it is promised."""
    if each.answer:
        return f"{each.answer}\n{_('Legal basis')}: {each.basis}" if each.basis else each.answer
    due = times.moment(each.due_at, language()) if each.due_at else "–"
    return f"{say(RAISED_WORDS[Raised(each.state)])}: {due}"


def _visited(found: Visit) -> list[Fact]:
    made = times.day(found.made_on, language()) if found.made_on else "–"
    return [
        Fact(_("Enterprise"), found.party_name, found.party), Fact(_("Made on"), made),
        Fact(_("Purpose"), found.purpose), Fact(_("Members of the delegation"), found.members),
        Fact(_("Who was met"), found.met),
    ]  # fmt: skip


def _todo(found: Visit) -> Table:
    actions = visits.actions(found.pk)
    names = people.names([each.owner for each in actions])
    rows = tuple(
        (
            str(each.place), each.words, names.get(each.owner, "–"), times.day(each.due_on, language()),
            say(ACTION_WORDS[Action(each.state)]) + (f": {each.outcome}" if each.outcome else ""),
        )
        for each in actions
    )  # fmt: skip
    return Table(_("To be done"), (_("No."), _("What"), _("Who"), _("Last day"), _("State")), rows, 1)


def _letter(request: HttpRequest, office: str, leaf: int, *, day: date, number: str, **told: Any) -> Letter:
    word = ground.check_word(leaf)
    over = "TCHQ" if office == reference.DEPARTMENT else reference.DEPARTMENT
    return Letter(
        lang=language(), over=words.office_name(over), house=words.office_name(office),
        number=_("No.: %(number)s") % {"number": number},
        place_day=_("Quang Ninh, %(day)s") % {"day": times.day(day, language())},
        foot=_("Printed %(at)s from the register; only the register is the original.")
        % {"at": times.moment(clock.now(), language())},
        note=_("Layout after the rules on official papers, from memory; signed on paper."),
        qr=printing.qr(request.build_absolute_uri(reverse("ground:by_word", args=[word]))),
        qr_words=_("Check word: %(word)s") % {"word": word}, **told,
    )  # fmt: skip


def _answer(made: Letter, name: str) -> HttpResponse:
    answer = HttpResponse(letters.pdf(made, clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
