"""Working on a question: assigned, classed, passed up, asked back, answered, closed, rated."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.helpdesk.domain import answers
from motcua.helpdesk.domain.answers import Answer
from motcua.helpdesk.domain.askers import Asked
from motcua.helpdesk.domain.errors import NoReason, Stars
from motcua.helpdesk.domain.standing import Act
from motcua.helpdesk.models import Question
from motcua.helpdesk.services import linking, rights, telling
from motcua.helpdesk.services.asking import need_seen, stored
from motcua.helpdesk.services.casework import Case
from motcua.helpdesk.services.meetings.raising import settle_from_desk
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.people import queries as people
from motcua.reference import queries as reference

Need = Callable[[Question, Actor], None]
NOTE = 2_000


def assign(
    number: str, *, assignee: int, office: str | None = None, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Question:  # fmt: skip
    """Give it to an account of the desk, of the closed channel to the office's head or a leader alone.

    NotFound, NotAllowed, Impossible, Changed.
    """

    def need(found: Question, by: Actor) -> None:
        rights.need_desk(found, by)
        if by.kind == "system":
            return
        to = people.actor_for(assignee, law_day(at))
        if not rights.answers(to, found.nature, found.office if office is None else office):
            raise NotAllowed(who=f"account/{assignee}", act=f"question/{number}")

    act = Act("assign", assignee=assignee, office=office)
    return _done(number, act, by=by, at=at, note=note, seen=seen, need=need)


def take(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Question:
    """Take it for oneself and begin to answer. Refusals as `assign`."""
    return _done(number, Act("take", assignee=by.account), by=by, at=at, seen=seen)


def classify(
    number: str, *, domain: str | None = None, nature: str | None = None, priority: str | None = None,
    level: int | None = None, note: str = "", seen: int = 0, by: Actor, at: datetime,
) -> Question:  # fmt: skip
    """Class it anew: the limit follows from the moment of asking. WrongClass; refusals as `assign`."""
    act = Act("classify", domain=domain, nature=nature, priority=priority, level=level)
    return _done(number, act, by=by, at=at, note=note, seen=seen)


def escalate(
    number: str, *, level: int, office: str | None = None, note: str, seen: int = 0, by: Actor, at: datetime
) -> Question:  # fmt: skip
    """Pass it up to a higher authority, with the reason; the asker is told. NotHigher, NoReason; as `assign`."""
    if not note.strip():
        raise NoReason
    act = Act("pass_up", level=level, office=office, assignee=0)
    return _done(number, act, by=by, at=at, note=note, seen=seen)


def note_down(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Question:
    """A note for the desk alone. NoReason; refusals as `assign`."""
    if not note.strip():
        raise NoReason
    return _done(number, Act("note"), by=by, at=at, note=note, seen=seen)


@transaction.atomic
def ask_back(number: str, words: str, *, seen: int = 0, by: Actor, at: datetime) -> Question:
    """Ask the asker for what is missing: the clock stops until the reply. NoWords; refusals as `assign`."""
    found, case, sheet = _begun(number, seen, by, rights.need_desk)
    act = Act("ask_back", assignee=found.assignee or by.account)
    case.do(act, by=by, at=at, words=Asked("", answers.text(words)))
    telling.asker(case, "ask_back", sheet, at)
    return stored(case, sheet)


@transaction.atomic
def answer(number: str, given: Answer, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Question:
    """Answer it, or correct the answer: earlier versions are kept.

    NotFound, NotAllowed (the level is above one's authority), Changed, Impossible, NoWords, NoBasis, UnknownLine,
    UnknownProcedure.
    """
    found, case, sheet = _begun(number, seen, by, rights.need_level)
    linking.need_lines(given.lines, law_day(at))
    linking.need_procedures(given.procedures, law_day(at))
    case.answered(given, by=by, at=at, note=note)
    telling.asker(case, "answer", sheet, at)
    done = stored(case, sheet)
    if found.meeting:
        basis = "; ".join(f"{each.act} {each.article}".strip() for each in given.basis)
        settle_from_desk(number, answer=given.body, basis=basis, by=by, at=at)
    return done


@transaction.atomic
def close(
    number: str, *, note: str = "", words: str = "", seen: int = 0, by: Actor, at: datetime
) -> Question:  # fmt: skip
    """Close it: who asked is content or asks no more, or the desk says why in the `note`.

    `words` are the asker's own, kept so that they can be erased. NoReason, Erased; refusals as `assign`.
    """
    found, case, sheet = _begun(number, seen, by, _need_either)
    if not found.answer and not note.strip():
        raise NoReason
    case.do(Act("close"), by=by, at=at, note=_short(note), words=_own(words, found))
    telling.asker(case, "close", sheet, at)
    return stored(case, sheet)


@transaction.atomic
def rate(number: str, stars: int, *, words: str = "", by: Actor, at: datetime) -> Question:
    """What the asker thinks of the answer: 1 to 5 stars, and words if any.

    Stars, NotFound, NotAllowed, Impossible; Erased for words of an asker who was erased.
    """
    if not 1 <= stars <= 5:
        raise Stars
    found, case, sheet = _begun(number, 0, by, rights.need_asker)
    case.do(Act("rate", stars=stars), by=by, at=at, words=_own(words, found))
    return stored(case, sheet)


@transaction.atomic
def _done(  # noqa: PLR0913 - an act has so many parts
    number: str, act: Act, *, by: Actor, at: datetime, note: str = "", seen: int = 0, need: Need = rights.need_desk
) -> Question:
    _, case, sheet = _begun(number, seen, by, need)
    case.do(act, by=by, at=at, note=_short(note))
    telling.asker(case, act.verb, sheet, at)
    if act.verb == "assign":
        telling.assignee(case, "assign", sheet, at, actor=by.account)
    return stored(case, sheet)


def _begun(number: str, seen: int, by: Actor, need: Need) -> tuple[Question, Case, Sheet]:
    found = rights.held(number, by)
    need(found, by)
    need_seen(found, seen)
    sheet = Sheet()
    return found, Case.of(found, sheet, reference.calendar()), sheet


def _need_either(found: Question, by: Actor) -> None:
    try:
        rights.need_asker(found, by)
    except NotAllowed:
        rights.need_desk(found, by)


def _own(words: str, found: Question) -> Asked | None:
    """The asker's own words, beside the act. Erased where the asker was."""
    if not words.strip():
        return None
    rights.need_kept(found)
    return Asked("", answers.text(words, NOTE))


def _short(note: str) -> str:
    return answers.text(note, NOTE) if note.strip() else ""
