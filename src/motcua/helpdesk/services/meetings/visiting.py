"""Visits to enterprises: planned, made with their findings, and what is to be done afterwards."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.ground.services import ids, notices, numbering
from motcua.helpdesk import meeting_events as events
from motcua.helpdesk.domain.meetings.errors import DueBefore, NeedsWords, StillOpen, TooEarly
from motcua.helpdesk.domain.meetings.life import ACTION_MOVES, VISIT_MOVES
from motcua.helpdesk.domain.meetings.life import Action as ActionState
from motcua.helpdesk.domain.meetings.life import Visit as State
from motcua.helpdesk.domain.meetings.plans import Findings, Todo, VisitPlan, need_words
from motcua.helpdesk.meeting_models import Action, Visit
from motcua.helpdesk.queries.meetings import visits
from motcua.helpdesk.services.meetings.rights import held_visit, need_runner, runs
from motcua.helpdesk.services.meetings.rows import ACTIONS, VISITS
from motcua.helpdesk.services.meetings.writing import Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.parties import queries as parties
from motcua.reference import domain as reference


@transaction.atomic
def plan_visit(asked: VisitPlan, *, by: Actor, at: datetime) -> Visit:
    """Plan a visit to a registered enterprise; the enterprise is told. NotAllowed, NotFound, NeedsWords."""
    need_runner(by, asked.office)
    need_words(asked)
    reference.office(asked.office, law_day(at))
    name = parties.find(asked.party).name
    found = Visit(
        id=ids.one(at), number=f"LV-{asked.planned_on.year}-{numbering.take('LV', 1):04d}", office=asked.office,
        party=asked.party, party_name=name, planned_on=asked.planned_on, purpose=asked.purpose.strip(),
        members=asked.members.strip(), state=str(State.PLANNED), made_on=None, met="", found="", settled="",
    )  # fmt: skip
    _write(found, "plan", by=by, at=at, new=True)
    _tell(found, _PLANNED, at)
    return found


@transaction.atomic
def change_visit(number: str, asked: VisitPlan, *, seen: int = 0, by: Actor, at: datetime) -> Visit:
    """Change day, purpose or members of a visit that was not made; enterprise and office stay. As `plan_visit`."""
    found = held_visit(number, by, seen)
    need_words(asked)
    moved = found.planned_on != asked.planned_on
    found.planned_on, found.purpose, found.members = asked.planned_on, asked.purpose.strip(), asked.members.strip()
    _move(found, "change")
    _write(found, "change", by=by, at=at)
    if moved:
        _tell(found, _PLANNED, at)
    return found


@transaction.atomic
def cancel_visit(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Visit:
    """Cancel a visit that was not made; the enterprise is told. NeedsWords, Impossible."""
    found = held_visit(number, by, seen)
    if not note.strip():
        raise NeedsWords(what="lý do / reason")
    _move(found, "cancel")
    _write(found, "cancel", note.strip(), by=by, at=at)
    _tell(found, _CANCELLED, at, link=LIST)
    return found


@transaction.atomic
def findings(number: str, told: Findings, *, seen: int = 0, by: Actor, at: datetime) -> Visit:
    """Record what came of a visit, or record it anew. TooEarly for a day that has not come; NeedsWords, Impossible."""
    found = held_visit(number, by, seen)
    need_words(told)
    if told.made_on > law_day(at):
        raise TooEarly(day=f"{told.made_on:%d/%m/%Y}")
    _move(found, "findings")
    found.made_on, found.met = told.made_on, told.met.strip()
    found.found, found.settled = told.found.strip(), told.settled.strip()
    _write(found, "findings", by=by, at=at)
    return found


@transaction.atomic
def follow_up(number: str, todo: Todo | Sequence[Todo], *, seen: int = 0, by: Actor, at: datetime) -> list[Action]:
    """Give things to be done after a visit to accounts; they are told. DueBefore, NeedsWords, Impossible."""
    found = held_visit(number, by, seen)
    wanted = [todo] if isinstance(todo, Todo) else list(todo)
    for each in wanted:
        need_words(each)
        if each.due_on < law_day(at):
            raise DueBefore(day=f"{law_day(at):%d/%m/%Y}")
    _move(found, "follow up")
    first = len(visits.actions(found.pk)) + 1
    sheet = Sheet(by, at)
    sheet.put(VISITS, found, "follow up", str(len(wanted)))
    made = [
        Action(
            id=identifier, visit_id=found.pk, place=place, words=each.words.strip(), owner=each.owner,
            due_on=each.due_on, state=str(ActionState.OPEN), outcome="", done_on=None,
        )
        for place, (identifier, each) in enumerate(zip(ids.take(at, len(wanted)), wanted, strict=True), start=first)
    ]  # fmt: skip
    for each_made in made:
        sheet.put(ACTIONS, each_made, "give", new=True)
    sheet.write(events.VISIT, f"support/{number}", {"verb": "follow up"})
    for each_made in made:
        _tell_owner(found, each_made, at)
    return made


@transaction.atomic
def action_done(number: str, place: int, *, outcome: str, by: Actor, at: datetime) -> Action:
    """What was to be done is done, by its owner or who runs the visit. NeedsWords, NotAllowed, Impossible."""
    return _end_action(number, place, "done", outcome, by, at)


@transaction.atomic
def drop_action(number: str, place: int, *, outcome: str, by: Actor, at: datetime) -> Action:
    """It will not be done, and why. As `action_done`."""
    return _end_action(number, place, "drop", outcome, by, at)


@transaction.atomic
def extend_action(number: str, place: int, *, due_on: date, note: str, by: Actor, at: datetime) -> Action:
    """A later day, and why; only who runs the visit. DueBefore, NeedsWords, NotAllowed, Impossible."""
    found = held_visit(number, by)
    if not note.strip():
        raise NeedsWords(what="lý do / reason")
    if due_on < law_day(at):
        raise DueBefore(day=f"{law_day(at):%d/%m/%Y}")
    held = visits.action(found.pk, place)
    held.state = str(move(ACTION_MOVES, ActionState(held.state), "extend"))
    held.due_on = due_on
    _write_action(found, held, "extend", note.strip(), by, at)
    return held


@transaction.atomic
def close_visit(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Visit:
    """Close a visit after which nothing remains to be done. StillOpen, Impossible."""
    found = held_visit(number, by, seen)
    _move(found, "close")
    left = sum(each.state == ActionState.OPEN for each in visits.actions(found.pk))
    if left:
        raise StillOpen(count=left)
    _write(found, "close", by=by, at=at)
    return found


def _end_action(number: str, place: int, verb: str, outcome: str, by: Actor, at: datetime) -> Action:  # noqa: PLR0913
    found = visits.find(number, by)
    found = Visit.objects.select_for_update().get(pk=found.pk)
    held = visits.action(found.pk, place)
    if not (runs(by, found.office) or (by.kind == "person" and by.account == held.owner)):
        raise NotAllowed(who=by.name, act=f"support {found.office}")
    if not outcome.strip():
        raise NeedsWords(what="kết quả / outcome")
    held.state = str(move(ACTION_MOVES, ActionState(held.state), verb))
    held.outcome, held.done_on = outcome.strip(), law_day(at)
    _write_action(found, held, verb, "", by, at)
    return held


def _write_action(found: Visit, held: Action, verb: str, note: str, by: Actor, at: datetime) -> None:  # noqa: PLR0913
    sheet = Sheet(by, at)
    sheet.put(ACTIONS, held, verb, note)
    sheet.write(events.ACTION, f"support/{found.number}", {"verb": verb})


def _move(found: Visit, verb: str) -> None:
    found.state = str(move(VISIT_MOVES, State(found.state), verb))


def _write(found: Visit, verb: str, note: str = "", *, by: Actor, at: datetime, new: bool = False) -> None:
    sheet = Sheet(by, at)
    sheet.put(VISITS, found, verb, note, new=new)
    sheet.write(events.VISIT, f"support/{found.number}", {"verb": verb})


_PLANNED = Words(
    "Hải quan dự kiến đến làm việc với doanh nghiệp ngày %(day)s: %(why)s (%(n)s).",
    "Customs plans to visit your enterprise on %(day)s: %(why)s (%(n)s).",
)
_CANCELLED = Words("Chuyến làm việc %(n)s đã hủy.", "Visit %(n)s is cancelled.")


LIST = "/support/visits/"


def _tell(found: Visit, words: Words, at: datetime, *, link: str = "") -> None:
    """Tell the enterprise; `link` where it does not see the visit itself."""
    facts = {"n": found.number, "day": f"{found.planned_on:%d/%m/%Y}", "why": found.purpose}
    notices.tell(
        notices.party(found.party), Words(words.vi % facts, words.en % facts), link or f"{LIST}{found.number}/",
        at=at, kind="other", subject=found.number,
    )  # fmt: skip


def _tell_owner(found: Visit, held: Action, at: datetime) -> None:
    vi = f"Việc sau chuyến {found.number}, hạn {held.due_on:%d/%m/%Y}: {held.words}"
    en = f"To be done after visit {found.number}, by {held.due_on:%d/%m/%Y}: {held.words}"
    notices.tell(
        notices.account(held.owner), Words(vi, en), f"/support/visits/{found.number}/", at=at, kind="desk",
        subject=found.number,
    )  # fmt: skip
