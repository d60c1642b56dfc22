"""Asking: a question comes by the site, by mail, by telephone, from a meeting or a program; one or many."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.ground.services import files as keeping
from motcua.ground.services import ids, numbering
from motcua.helpdesk.domain import answers, askers, attachments, standing
from motcua.helpdesk.domain.askers import Asked, Contact
from motcua.helpdesk.domain.attachments import Sent
from motcua.helpdesk.domain.errors import Changed
from motcua.helpdesk.domain.standing import Act, Class
from motcua.helpdesk.models import Question
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services import rights, telling
from motcua.helpdesk.services.casework import Arrived, Case, Identity, Kept
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.reference import queries as reference
from motcua.reference.domain.offices import DEPARTMENT

NUMBERS = "HD"


class New(msgspec.Struct, frozen=True):
    """A question that comes in. `asked_at` is the time of a call or meeting (None: now); `party` a tax code or empty.

    `meeting` is the id of the meeting at which it was asked. `office` of `classed` empty is the department itself.
    """

    title: str
    body: str
    classed: Class
    channel: str = "site"
    party: str = ""
    contact: Contact = Contact()
    asked_at: datetime | None = None
    meeting: int = 0


@transaction.atomic
def ask(
    new: New, *, by: Actor, at: datetime, files: Sequence[Sent] = (), mail: Arrived | None = None
) -> Question:  # fmt: skip
    """Take a question down. NotAllowed, NoContact, NoWords, TooLong, WrongClass, BadAttachment."""
    _need_channel(new, by)
    sheet = Sheet()
    case = opened(new, sheet, by=by, at=at, files=kept(files, by=by, at=at), mail=mail)
    telling.asker(case, "ask", sheet, at)
    case.store()
    sheet.write()
    return Question.objects.get(pk=case.who.id)


def opened(
    new: New, sheet: Sheet, *, by: Actor, at: datetime, files: Sequence[Kept] = (), mail: Arrived | None = None,
    running: int = 0,
) -> Case:  # fmt: skip
    """A question begun on a sheet, without asking who may: for this room's services. `running` is its number taken."""
    asked_at = min(new.asked_at or at, at)
    calendar = reference.calendar()
    classed = new.classed if new.classed.office else msgspec.structs.replace(new.classed, office=DEPARTMENT)
    stands = standing.begin(classed, asked_at, calendar)
    number = numbered(running or numbering.take(NUMBERS), at)
    account = by.account if by.kind == "person" and new.channel in ("site", "public") else 0
    who = Identity(ids.one(at), number, new.channel, new.party, account, asked_at, new.meeting)
    case = Case(who, stands, sheet, calendar)
    asked = Asked(answers.text(new.title, answers.TITLE), answers.text(new.body))
    case.open(asked, new.contact, by=by, at=at, files=files, mail=mail)
    return case


def numbered(running: int, at: datetime) -> str:
    """`HD-2023-000374`: the year in which it was taken down, and a running number."""
    return f"{NUMBERS}-{law_day(at).year}-{running:06d}"


def kept(files: Sequence[Sent], *, by: Actor, at: datetime) -> list[Kept]:
    """Keep files that came. BadAttachment."""
    return [
        Kept(sent.name, kind, len(sent.content), keeping.keep(sent.content, media_type=kind, at=at, by=by))
        for sent, kind in attachments.checked(files)
    ]


def _need_channel(new: New, by: Actor) -> None:
    """Each channel has its askers: an enterprise's people and programs, anybody, or the desk that writes down."""
    if by.kind == "system":
        return
    if new.channel == "public" and not new.party:
        askers.reachable(new.contact)
        return
    own = new.party and new.party in by.own
    may = {"site": bool(own), "api": bool(own), "phone": queries.at_desk(by), "meeting": queries.at_desk(by)}
    if not may.get(new.channel, False):
        raise NotAllowed(who=by.name, act=f"ask/{new.channel}/{new.party}")


def reply(
    number: str, words: str, *, by: Actor, at: datetime, files: Sequence[Sent] = (), mail: Arrived | None = None
) -> Question:  # fmt: skip
    """What the asker writes on: an answer to what was asked back, something more, or the question again.

    After an answer it is asked again: the clock begins anew and the counter grows.

    NotFound, NotAllowed, Erased, NoWords.
    """
    with transaction.atomic():
        found = rights.held(number, by)
        rights.need_asker(found, by)
        rights.need_kept(found)
        sheet = Sheet()
        case = Case.of(found, sheet, reference.calendar())
        verb = _verb_of(found.state)
        asked = Asked("", answers.text(words))
        case.do(Act(verb), by=by, at=at, words=asked, files=kept(files, by=by, at=at), mail=mail)
        telling.assignee(case, verb, sheet, at)
        return stored(case, sheet)


def _verb_of(state: str) -> str:
    return {"waiting": "reply", "answered": "ask_again", "closed": "ask_again"}.get(state, "add")


def stored(case: Case, sheet: Sheet) -> Question:
    """The question after its acts were written."""
    case.store()
    sheet.write()
    return Question.objects.get(pk=case.who.id)


def need_seen(found: Question, seen: int) -> None:
    """`seen` is the leaf that the page showed; 0 asks nothing. Changed."""
    if seen and seen != found.leaf:
        raise Changed
