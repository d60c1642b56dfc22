"""Running a conference: planned, changed, opened, minutes written, results published, or cancelled."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids, notices, numbering
from motcua.helpdesk import meeting_events as events
from motcua.helpdesk.domain.meetings.clocks import asked_until
from motcua.helpdesk.domain.meetings.data import limit
from motcua.helpdesk.domain.meetings.errors import NeedsWords, TooEarly, TooFewSeats, Unanswered
from motcua.helpdesk.domain.meetings.life import MOVES, Level, Raised, State
from motcua.helpdesk.domain.meetings.plans import Minutes, Plan, need_times, need_words
from motcua.helpdesk.meeting_models import Conference, Guest
from motcua.helpdesk.meeting_models import Raised as RaisedRow
from motcua.helpdesk.queries.meetings import conferences
from motcua.helpdesk.services.meetings.guests import move_up, tell_seated
from motcua.helpdesk.services.meetings.rights import held_to_run, need_runner
from motcua.helpdesk.services.meetings.rows import CONFERENCES
from motcua.helpdesk.services.meetings.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reference.queries import calendar


@transaction.atomic
def plan(asked: Plan, *, by: Actor, at: datetime) -> Conference:
    """Plan a conference of the department (office 20ZZ) or of a branch. NotAllowed, NeedsWords, WrongTimes."""
    need_runner(by, asked.office)
    reference.office(asked.office, law_day(at))
    level = Level.DEPARTMENT if asked.office == reference.DEPARTMENT else Level.BRANCH
    number = f"HN-{law_day(asked.begins_at).year}-{numbering.take('HN', 1):04d}"
    found = Conference(
        id=ids.one(at), number=number, level=str(level), office=asked.office, state=str(State.PLANNED), held_at=None,
        chair="", secretary="", said="", concluded="", results="", published_at=None,
    )  # fmt: skip
    _plan(found, asked)
    _write(found, "plan", "", by=by, at=at, new=True)
    return found


@transaction.atomic
def change(number: str, asked: Plan, *, seen: int = 0, by: Actor, at: datetime) -> Conference:
    """Change what is planned; who registered is told. More seats go to who waits. The office stays.

    As `plan`; NotFound, ChangedSince, TooFewSeats.
    """
    found = held_to_run(number, by, seen)
    before = (found.begins_at, found.place)
    _plan(found, asked)
    _move(found, "change")
    taken = conferences.places_taken(found.pk)
    if found.seats < taken:
        raise TooFewSeats(taken=taken)
    sheet = Sheet(by, at)
    sheet.put(CONFERENCES, found, "change")
    moved = move_up(found, sheet)
    sheet.write(events.CONFERENCE, f"support/{found.number}", {"verb": "change"})
    tell_seated(found, moved, at)
    if before != (found.begins_at, found.place):
        _tell(found, ("registered", "waiting", "invited"), _MOVED, at)
    return found


@transaction.atomic
def cancel(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Conference:
    """Cancel a conference that has not been opened; its guests are told why. NeedsWords, Impossible."""
    found = held_to_run(number, by, seen)
    if not note.strip():
        raise NeedsWords(what="lý do / reason")
    _move(found, "cancel")
    _write(found, "cancel", note.strip(), by=by, at=at)
    _tell(found, ("registered", "waiting", "invited"), _CANCELLED, at)
    return found


@transaction.atomic
def hold(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Conference:
    """Open the conference, on its day: guests come in, questions are answered. TooEarly, Impossible."""
    found = held_to_run(number, by, seen)
    if law_day(at) < law_day(found.begins_at):
        raise TooEarly(day=f"{law_day(found.begins_at):%d/%m/%Y}")
    _move(found, "hold")
    found.held_at = at
    _write(found, "hold", "", by=by, at=at)
    return found


@transaction.atomic
def minutes(number: str, told: Minutes, *, seen: int = 0, by: Actor, at: datetime) -> Conference:
    """Write the minutes, or write them anew. Unanswered while a question is neither answered nor promised."""
    found = held_to_run(number, by, seen)
    need_words(told)
    _move(found, "minutes")
    left = RaisedRow.objects.filter(conference_id=found.pk, state=str(Raised.OPEN)).count()
    if left:
        raise Unanswered(count=left)
    found.chair, found.secretary = told.chair.strip(), told.secretary.strip()
    found.said, found.concluded = told.said.strip(), told.concluded.strip()
    _write(found, "minutes", "", by=by, at=at)
    return found


@transaction.atomic
def publish_results(number: str, results: str, *, seen: int = 0, by: Actor, at: datetime) -> Conference:
    """Publish what came of it for everybody to read, or publish it again. NeedsWords, Impossible."""
    found = held_to_run(number, by, seen)
    if not results.strip():
        raise NeedsWords(what="kết quả / results")
    _move(found, "publish")
    found.results = results.strip()
    found.published_at = found.published_at or at
    _write(found, "publish", "", by=by, at=at)
    if found.published_at == at:
        _tell(found, ("came",), _PUBLISHED, at)
    return found


def _plan(found: Conference, asked: Plan) -> None:
    need_words(asked)
    days = limit("questions before", law_day(asked.begins_at)).value
    until = asked.ask_until or asked_until(calendar(), asked.begins_at, days)
    need_times(asked.begins_at, asked.ends_at, until)
    found.title, found.topics, found.partners = asked.title.strip(), asked.topics.strip(), asked.partners.strip()
    found.place, found.begins_at, found.ends_at = asked.place.strip(), asked.begins_at, asked.ends_at
    found.ask_until, found.seats, found.open_to_all = until, max(1, asked.seats), int(asked.open_to_all)


def _move(found: Conference, verb: str) -> None:
    found.state = str(move(MOVES, State(found.state), verb))


def _write(found: Conference, verb: str, note: str, *, by: Actor, at: datetime, new: bool = False) -> None:
    sheet = Sheet(by, at)
    sheet.put(CONFERENCES, found, verb, note, new=new)
    sheet.write(events.CONFERENCE, f"support/{found.number}", {"verb": verb})


_MOVED = Words(
    "Hội nghị %(n)s đổi lịch hoặc địa điểm: %(when)s, %(place)s.", "Conference %(n)s moved: %(when)s, %(place)s."
)
_CANCELLED = Words("Hội nghị %(n)s đã hủy.", "Conference %(n)s is cancelled.")
_PUBLISHED = Words("Đã công bố kết quả hội nghị %(n)s.", "The results of conference %(n)s are published.")


def _tell(found: Conference, states: tuple[str, ...], words: Words, at: datetime) -> None:
    when = in_words(found.begins_at)
    facts = {"n": found.number, "when": when, "place": found.place}
    told = Words(words.vi % facts, words.en % facts)
    parties = Guest.objects.filter(conference_id=found.pk, state__in=states).values_list("party", flat=True)
    notices.tell_many(
        [
            notices.Told(notices.party(each), told, f"/support/conferences/{found.number}/", "other", found.number)
            for each in parties
        ],
        at=at,
    )
