"""Intelligence notes: received, given to a handler, assessed, acted upon or dismissed; every reading is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching.errors import NeedsWords, NoHandler, NotAGrade
from motcua.control.domain.watching.grading import SOURCE_CLASSES, graded
from motcua.control.domain.watching.life import NOTE_MOVES, Note
from motcua.control.domain.watching.lists import folded
from motcua.control.domain.watching.told import LINE, NoteTold, Processed, need_short, need_words
from motcua.control.queries.watching.rights import need_worker, notes_for, of_own
from motcua.control.services.watching.rights import held, need_past, need_text
from motcua.control.services.watching.rows import NOTES, READING, T_READING
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import IntelligenceNote
from motcua.ground.services import bulk, ids, log, notices, numbering
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.reference import domain as reference


def record_note(told: NoteTold, *, by: Actor, at: datetime) -> IntelligenceNote:
    """Write down a note. NotAllowed, NeedsWords, NotAGrade, NotToCome, NoHandler, UnknownOffice."""
    return record_notes([told], by=by, at=at)[0]


@transaction.atomic
def record_notes(many: Sequence[NoteTold], *, by: Actor, at: datetime) -> list[IntelligenceNote]:
    """Write down several under one leaf."""
    need_worker(by, "control/note")
    for told in many:
        _need(told, by, at)
    sheet, taken = Sheet(by, at), ids.take(at, len(many))
    first = numbering.take("KT", len(many)) if many else 0
    made = [_made(told, f"TB-{told.received_on.year}-{first + no:04d}", by) for no, told in enumerate(many)]
    for row, identifier in zip(made, taken, strict=True):
        row.id = identifier
        sheet.put(NOTES, row, "record", new=True)
    if made:
        sheet.write(events.NOTE, f"control/{made[0].number}", {"verb": "record", "count": len(made)})
        notices.tell_many([_told(each) for each in made if each.handler not in (0, by.account)], at=at)
    return made


@transaction.atomic
def assign(number: str, handler: int, *, seen: int = 0, by: Actor, at: datetime) -> IntelligenceNote:
    """Give a note to an officer of control, who is told. NoHandler, Impossible."""
    found = _held(number, by, seen)
    _need_handler(handler, at)
    found.handler = handler
    _step(found, "assign", by=by, at=at)
    notices.tell_many([_told(found)], at=at)
    return found


@transaction.atomic
def assess(  # noqa: PLR0913 - an assessment has that many parts
    number: str, assessment: str, *, reliability: str, credibility: int, seen: int = 0, by: Actor, at: datetime
) -> IntelligenceNote:  # fmt: skip
    """Say how far a note can be relied on and what it means. NeedsWords, NotAGrade, Impossible."""
    found = _held(number, by, seen)
    if not graded(reliability, credibility):
        raise NotAGrade
    found.assessment = need_text("đánh giá / assessment", assessment)
    found.reliability, found.credibility, found.assessed_on = reliability, credibility, law_day(at)
    return _step(found, "assess", by=by, at=at)


@transaction.atomic
def act(number: str, outcome: str, *, case: str = "", seen: int = 0, by: Actor, at: datetime) -> IntelligenceNote:
    """Say what was done upon a note, with the case that came of it if any. NeedsWords, Impossible."""
    found = _held(number, by, seen)
    found.outcome, found.processed_on = need_text("kết quả / outcome", outcome), law_day(at)
    found.case_number = case.strip()[:30] or found.case_number
    return _step(found, "act", by=by, at=at)


@transaction.atomic
def dismiss(number: str, reason: str, *, seen: int = 0, by: Actor, at: datetime) -> IntelligenceNote:
    """Say why nothing is done upon a note. NeedsWords, Impossible."""
    found = _held(number, by, seen)
    found.outcome, found.processed_on = need_text("lý do / reason", reason), law_day(at)
    return _step(found, "dismiss", by=by, at=at)


@transaction.atomic
def read(number: str, why: str, *, by: Actor, at: datetime) -> IntelligenceNote:
    """Open a note; that it was opened, by whom and why is kept. NotFound where it is not this person's to know.

    NeedsWords where somebody who neither recorded nor handles it does not say why.
    """
    found: IntelligenceNote = held(notes_for(by), number)
    need_short("why", why, LINE)
    if not of_own(found, by) and not why.strip():
        raise NeedsWords(what="lý do / reason")
    row = (ids.one(at), found.pk, at, by.account, by.reference, why.strip())
    bulk.insert(T_READING, READING, [row], (2,))
    covered = [row_bytes(T_READING, row)]
    log.append([log.leaf(events.READ, id=row[0], subject=f"control/{found.number}", at=at, by=by, rows=covered)])
    return found


@transaction.atomic
def process_many(many: Sequence[Processed], *, by: Actor, at: datetime) -> int:
    """Assess notes and act upon or dismiss each, in one go, under one leaf for each step; how many. As `assess`."""
    need_worker(by, "control/note")
    told = {each.number: each for each in many}
    found = list(notes_for(by).select_for_update().filter(number__in=told).order_by("pk"))
    for each in found:
        each.reliability, each.credibility = told[each.number].reliability, told[each.number].credibility
        each.assessment, each.assessed_on = told[each.number].assessment, law_day(at)
        if not graded(each.reliability, each.credibility):
            raise NotAGrade
    _step_many(found, dict.fromkeys(told, "assess"), by, at)
    for each in found:
        each.outcome, each.processed_on = told[each.number].outcome, law_day(at)
    _step_many(found, {each: "act" if told[each].acted else "dismiss" for each in told}, by, at)
    return len(found)


def _step_many(found: Sequence[IntelligenceNote], verb_of: Mapping[str, str], by: Actor, at: datetime) -> None:
    sheet = Sheet(by, at)
    for each in found:
        each.state = str(move(NOTE_MOVES, Note(each.state), verb_of[each.number]))
        sheet.put(NOTES, each, verb_of[each.number])
    if found:
        sheet.write(events.NOTE, f"control/{found[0].number}", {"verb": "process", "count": len(found)})


def _held(number: str, by: Actor, seen: int) -> IntelligenceNote:
    need_worker(by, "control/note")
    found: IntelligenceNote = held(notes_for(by), number, seen)
    return found


def _step(found: IntelligenceNote, verb: str, *, by: Actor, at: datetime) -> IntelligenceNote:
    found.state = str(move(NOTE_MOVES, Note(found.state), verb))
    sheet = Sheet(by, at)
    sheet.put(NOTES, found, verb)
    sheet.write(events.NOTE, f"control/{found.number}", {"verb": verb})
    return found


def _need(told: NoteTold, by: Actor, at: datetime) -> None:
    need_words(told, optional=("party", "vehicle", "case"))
    need_short("title", told.title, LINE)
    if told.source_class not in SOURCE_CLASSES or not graded(told.reliability, told.credibility):
        raise NotAGrade
    need_past(told.received_on, law_day(at))
    reference.office(told.office, told.received_on)
    if told.handler not in (0, by.account):
        _need_handler(told.handler, at)


def _need_handler(handler: int, at: datetime) -> None:
    if handler not in people.holders("control", law_day(at)):
        raise NoHandler


def _made(told: NoteTold, number: str, by: Actor) -> IntelligenceNote:
    return IntelligenceNote(
        number=number, office=told.office, source_class=told.source_class, reliability=told.reliability,
        credibility=told.credibility, title=told.title.strip(), content=told.content.strip(),
        received_on=told.received_on, recorder=by.account, handler=told.handler or by.account,
        restricted=int(told.restricted), party=folded(told.party)[:14], vehicle=folded(told.vehicle)[:20],
        case_number=told.case.strip()[:30], state=str(Note.RECEIVED), assessment="", assessed_on=None, outcome="",
        processed_on=None,
    )  # fmt: skip


def _told(found: IntelligenceNote) -> notices.Told:
    words = Words(f"Anh/chị được giao xử lý tin báo {found.number}.", f"Note {found.number} was given to you.")
    return notices.Told(
        notices.account(found.handler), words, f"/control/notes/{found.number}/", "request", found.number
    )  # fmt: skip
