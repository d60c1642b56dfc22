"""Questions of a conference: sent before or raised there, answered on the spot, or promised and answered later."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.helpdesk import meeting_events as events
from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.answers import TITLE
from motcua.helpdesk.domain.meetings.clocks import promised_by
from motcua.helpdesk.domain.meetings.data import limit
from motcua.helpdesk.domain.meetings.errors import NeedsWords, NotInvited, NotOpen, QuestionsClosed
from motcua.helpdesk.domain.meetings.life import RAISED_MOVES, Raised, State
from motcua.helpdesk.domain.standing import Class
from motcua.helpdesk.meeting_models import Conference
from motcua.helpdesk.meeting_models import Raised as RaisedRow
from motcua.helpdesk.queries.meetings import choosing, conferences
from motcua.helpdesk.services.asking import New, ask
from motcua.helpdesk.services.meetings.rights import held, need_party, need_runner, runs
from motcua.helpdesk.services.meetings.rows import QUESTIONS
from motcua.helpdesk.services.meetings.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference.queries import calendar

OTHER = "TT"
"""The domain of a question of which none was said."""


class Asked(msgspec.Struct, frozen=True):
    """A question: of which enterprise (empty: the hall), in which domain of the support desk, in words."""

    party: str
    text: str
    domain: str = ""


class Answer(msgspec.Struct, frozen=True):
    """An answer to the question of that place, with its legal basis."""

    place: int
    text: str
    basis: str = ""


@transaction.atomic
def raise_question(number: str, asked: Asked, *, by: Actor, at: datetime) -> RaisedRow:
    """A question to a conference: before it by a guest, there by who runs it. Refusals as of the many."""
    return raise_questions(number, [asked], by=by, at=at)[0]


@transaction.atomic
def raise_questions(number: str, asked: Sequence[Asked], *, by: Actor, at: datetime) -> list[RaisedRow]:
    """Several at once, numbered in order. NotFound, NotAllowed, NeedsWords, NotInvited, QuestionsClosed, NotOpen."""
    found = held(number, by)
    before = State(found.state) in (State.PLANNED, State.INVITED)
    names = choosing.names_of([each.party for each in asked if each.party])
    for each in asked:
        _need_asker(found, each, names, by, at, before=before)
    first = RaisedRow.objects.filter(conference_id=found.pk).count() + 1
    sheet, made = Sheet(by, at), []
    for place, (identifier, each) in enumerate(zip(ids.take(at, len(asked)), asked, strict=True), start=first):
        made.append(
            RaisedRow(
                id=identifier, conference_id=found.pk, place=place, party=each.party,
                party_name=names.get(each.party, ""), domain=each.domain[:12], text=each.text.strip(),
                before=int(before), asked_at=at, state=str(Raised.OPEN), answer="", basis="", answered_at=None,
                due_at=None, question="",
            )
        )  # fmt: skip
        sheet.put(QUESTIONS, made[-1], "raise", new=True)
    sheet.write(events.RAISED, f"support/{number}", {"verb": "raise"})
    return made


@transaction.atomic
def answer_on_spot(number: str, place: int, *, answer: str, basis: str = "", by: Actor, at: datetime) -> RaisedRow:
    """Answer a question at the conference. NotFound, NotAllowed, NeedsWords, NotOpen, Impossible."""
    return answer_many(number, [Answer(place, answer, basis)], by=by, at=at)[0]


@transaction.atomic
def answer_many(number: str, answers: Sequence[Answer], *, by: Actor, at: datetime) -> list[RaisedRow]:
    """Several questions answered on the spot."""
    found = _at_table(number, by)
    raised = {each.place: each for each in RaisedRow.objects.filter(conference_id=found.pk)}
    sheet, done = Sheet(by, at), []
    for each in answers:
        done.append(_answer(raised.get(each.place), each, "answer", sheet, at))
    sheet.write(events.RAISED, f"support/{number}", {"verb": "answer"})
    return done


@transaction.atomic
def promise(
    number: str, places: Sequence[int], *, hand_over: bool = False, by: Actor, at: datetime
) -> list[RaisedRow]:  # fmt: skip
    """Promise answers: due some working days later, as the limits say. NotFound, NotAllowed, NotOpen, Impossible.

    `hand_over` gives them to the support desk, each as a question of its own with its own clock; the desk's answer
    settles the promise.
    """
    found = _at_table(number, by)
    due = promised_by(calendar(), at, limit("promised answer", law_day(at)).value)
    sheet, done = Sheet(by, at), []
    for place in places:
        raised = conferences.one_question(found.pk, place)
        raised.state = str(move(RAISED_MOVES, Raised(raised.state), "promise"))
        raised.due_at = due
        if hand_over:
            raised.question = _handed_over(found, raised, by, at)
        sheet.put(QUESTIONS, raised, "promise", raised.question)
        done.append(raised)
    sheet.write(events.RAISED, f"support/{number}", {"verb": "promise"})
    for each in done:
        _tell(found, each, _PROMISED, at)
    return done


def _handed_over(found: Conference, raised: RaisedRow, by: Actor, at: datetime) -> str:
    """The number of the question that the support desk now has; its clock begins with the promise."""
    classed = Class(raised.domain or OTHER, tables.RULES, 3 if found.level == "department" else 2, office=found.office)
    title = raised.text.splitlines()[0][:TITLE]
    new = New(title, raised.text, classed, "meeting", raised.party, meeting=found.pk)
    return ask(new, by=by, at=at).number


@transaction.atomic
def settle_from_desk(question: str, *, answer: str, basis: str, by: Actor, at: datetime) -> RaisedRow | None:
    """The support desk answered a question that a conference had handed over: the promise is kept. None if it is none.

    For this room's services: who may answer was asked there.
    """
    promised = RaisedRow.objects.filter(question=question, state=str(Raised.PROMISED))
    conference = promised.values_list("conference_id", flat=True).first()
    if conference is None:
        return None
    found = Conference.objects.select_for_update().get(pk=conference)
    raised = promised.first()
    if raised is None:  # settled by its office before the lock was ours
        return None
    sheet = Sheet(by, at)
    done = _answer(raised, Answer(raised.place, answer, basis), "settle", sheet, at)
    sheet.write(events.RAISED, f"support/{found.number}", {"verb": "settle"})
    return done


@transaction.atomic
def settle(number: str, place: int, *, answer: str, basis: str = "", by: Actor, at: datetime) -> RaisedRow:
    """Give a promised answer after the conference; the enterprise is told. Refusals as `answer_on_spot`."""
    found = held(number, by)
    need_runner(by, found.office)
    sheet = Sheet(by, at)
    raised = conferences.one_question(found.pk, place)
    done = _answer(raised, Answer(place, answer, basis), "settle", sheet, at)
    sheet.write(events.RAISED, f"support/{number}", {"verb": "settle"})
    _tell(found, done, _SETTLED, at)
    return done


def _answer(raised: RaisedRow | None, told: Answer, verb: str, sheet: Sheet, at: datetime) -> RaisedRow:
    if raised is None:
        raise NotFound(what=str(told.place))
    if not told.text.strip():
        raise NeedsWords(what="câu trả lời / answer")
    raised.state = str(move(RAISED_MOVES, Raised(raised.state), verb))
    raised.answer, raised.basis, raised.answered_at = told.text.strip(), told.basis.strip(), at
    sheet.put(QUESTIONS, raised, verb)
    return raised


def _need_asker(  # noqa: PLR0913 - what is judged
    found: Conference, each: Asked, names: dict[str, str], by: Actor, at: datetime, *, before: bool
) -> None:  # fmt: skip
    if not each.text.strip():
        raise NeedsWords(what="câu hỏi / question")
    if each.party and each.party not in names:
        raise NotInvited(party=each.party, number=found.number)
    if State(found.state) not in (State.PLANNED, State.INVITED, State.HELD):
        raise NotOpen(number=found.number)
    if runs(by, found.office):
        return
    need_party(by, each.party)
    if not before or at > found.ask_until:
        raise QuestionsClosed(until=in_words(found.ask_until))
    if not found.open_to_all and conferences.guest(found.pk, each.party) is None:
        raise NotInvited(party=each.party, number=found.number)


def _at_table(number: str, by: Actor) -> Conference:
    found = held(number, by)
    need_runner(by, found.office)
    if State(found.state) is not State.HELD:
        raise NotOpen(number=number)
    return found


_PROMISED = Words(
    "Câu hỏi số %(place)s tại hội nghị %(n)s sẽ được trả lời trước %(due)s.",
    "Question %(place)s of conference %(n)s will be answered by %(due)s.",
)
_SETTLED = Words(
    "Đã trả lời câu hỏi số %(place)s của hội nghị %(n)s.", "Question %(place)s of conference %(n)s is answered."
)


def _tell(found: Conference, raised: RaisedRow, words: Words, at: datetime) -> None:
    if not raised.party:
        return
    due = in_words(raised.due_at) if raised.due_at else ""
    facts = {"n": found.number, "place": raised.place, "due": due}
    notices.tell(
        notices.party(raised.party), Words(words.vi % facts, words.en % facts),
        f"/support/conferences/{found.number}/", at=at, kind="decision", subject=found.number,
    )  # fmt: skip
