"""Management reviews and what becomes of their decisions."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import data, due, rights
from motcua.procedures.domain.audit.bodies import Decision, Input, Resolved, Review
from motcua.procedures.domain.audit.errors import NotAnother, NotYet, Unknown
from motcua.procedures.domain.audit.life import Kind
from motcua.procedures.domain.life import persons
from motcua.procedures.services.audit import saying
from motcua.procedures.services.audit.audits import need_all_over
from motcua.procedures.services.audit.writing import New, enter, locked, moved, put
from motcua.reference import queries as calendars

LIMIT = "decision_working_days"


@transaction.atomic
def prepare_review(year: int, on: date, inputs: Sequence[Input], *, by: Actor, at: datetime) -> Record:
    """Prepare a review of a year on a day, with what is put before it. NotAllowed, Unknown subject."""
    rights.need("enter", by, rights.Subject(Kind.REVIEW))
    body = Review(year, on, _sound(inputs))
    new = New(Kind.REVIEW, year, f"Xem xét của lãnh đạo ngày {in_words(on)}", body, on_day=on)
    (made,) = enter([new], by=by, at=at)
    return made


@transaction.atomic
def change_review(
    number: str, on: date, inputs: Sequence[Input], *, seen: int = 0, by: Actor, at: datetime
) -> Record:  # fmt: skip
    """Change what is prepared."""
    found = locked(number, Kind.REVIEW, "change", by=by, seen=seen)
    body = msgspec.structs.replace(found.says(Review), on=on, inputs=_sound(inputs))
    title = f"Xem xét của lãnh đạo ngày {in_words(on)}"
    put([moved(found, "change", by=by, body=body, on_day=on, title=title, maker=by.account)], by=by, at=at)
    return found


@transaction.atomic
def hold_review(
    number: str, *, present: str, minutes: str, decisions: Sequence[Resolved], seen: int = 0, by: Actor, at: datetime
) -> Record:  # fmt: skip
    """Write the minutes of a review that was held, or change them until they are approved.

    Every subject must have been put before it. Missing, NotYet, Unknown owner, DueWrong.
    """
    verb = "minutes" if Record.objects.filter(number=number, state="held").exists() else "hold"
    found = locked(number, Kind.REVIEW, verb, by=by, seen=seen)
    saying.need(present=(present, "thành phần dự", "who was there"), minutes=(minutes, "biên bản", "the minutes"))
    body, today = found.says(Review), law_day(at)
    if today < body.on:
        raise NotYet(vi=f"cuộc họp ngày {in_words(body.on)}", en=f"it is held on {in_words(body.on)}")
    for each in body.inputs:
        words = data.subjects()[each.code]
        saying.need(text=(each.text, words.vi, words.en))
    for each_ in decisions:
        saying.need(text=(each_.text, "nội dung quyết nghị", "the text of a decision"))
        saying.need_staff(each_.owner, today)
        due.need_due(each_.due, today, calendars.calendar(), LIMIT)
    kept = msgspec.structs.replace(
        body, present=present.strip(), minutes=minutes.strip(), decisions=tuple(decisions)
    )  # fmt: skip
    put([moved(found, verb, by=by, body=kept, maker=by.account)], by=by, at=at)
    saying.tell_role("leader", Words(f"Biên bản {number} chờ duyệt.", f"The minutes of {number} wait."), found, at)
    return found


@transaction.atomic
def approve_review(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves the minutes; each decision becomes a record of its own. OwnApproval."""
    found = locked(number, Kind.REVIEW, "approve", by=by, seen=seen)
    saying.need_other(found, by)
    body = found.says(Review)
    new = [
        New(Kind.DECISION, found.year, each.text, Decision(number, each.text), owner=each.owner, due_on=each.due,
            on_day=body.on, parent=number)
        for each in body.decisions
    ]  # fmt: skip
    made = enter(new, by=by, at=at, with_steps=[moved(found, "approve", by=by, note=note)])
    for each_ in made:
        assert each_.due_on is not None
        day = in_words(each_.due_on)
        saying.tell([each_.owner], Words(f"{each_.number}: hạn {day}.", f"{each_.number}: due {day}."), each_, at)
    return found


@transaction.atomic
def close_review(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """Close a review whose decisions are all carried out. StillOpen."""
    found = locked(number, Kind.REVIEW, "close", by=by, seen=seen)
    need_all_over(number, Kind.DECISION)
    put([moved(found, "close", by=by, note=note)], by=by, at=at)
    return found


@transaction.atomic
def decision_done(number: str, done: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The owner says what was done."""
    found = locked(number, Kind.DECISION, "done", by=by, seen=seen)
    saying.need(done=(done, "việc đã làm", "what was done"))
    body = msgspec.structs.replace(found.says(Decision), done=done.strip(), done_by=by.account)
    put([moved(found, "done", by=by, body=body)], by=by, at=at)
    words = Words(f"{number}: báo đã thực hiện.", f"{number}: reported as done.")
    saying.tell(people.holders("iso", law_day(at)), words, found, at)
    return found


@transaction.atomic
def extend_decision(number: str, until: date, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader gives another due day."""
    found = locked(number, Kind.DECISION, "extend", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    due.need_due(until, law_day(at), calendars.calendar(), LIMIT)
    put([moved(found, "extend", by=by, note=note, due_on=until)], by=by, at=at)
    return found


@transaction.atomic
def confirm_decision(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The ISO officer has seen that it was carried out; not the own work."""
    found = locked(number, Kind.DECISION, "confirm", by=by, seen=seen)
    if persons(by.reference) & {found.owner, found.says(Decision).done_by, *saying.doers(found, "done")}:
        raise NotAnother
    put([moved(found, "confirm", by=by, note=note)], by=by, at=at)
    return found


@transaction.atomic
def reject_decision(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """It was not carried out: its owner goes on."""
    found = locked(number, Kind.DECISION, "reject", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "reject", by=by, note=note)], by=by, at=at)
    saying.tell([found.owner], Words(f"{number}: chưa đạt: {note}", f"{number}: not yet: {note}"), found, at)
    return found


def decided_by(number: str) -> list[str]:
    """The numbers of the decisions of a review, in their order."""
    found = Record.objects.filter(parent=number, kind=str(Kind.DECISION)).order_by("number")
    return list(found.values_list("number", flat=True))


def _sound(inputs: Sequence[Input]) -> tuple[Input, ...]:
    """All subjects in their order; those not told are empty."""
    told = {each.code: saying.kept(each.text) for each in inputs}
    for code in set(told) - set(data.subjects()):
        raise Unknown(what=code)
    return tuple(Input(code, told.get(code, "")) for code in data.subjects())
