"""Nonconformities: answered by the office, carried out, verified by somebody else, closed."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import due, fit
from motcua.procedures.domain.audit.bodies import Nonconformity
from motcua.procedures.domain.audit.life import Kind
from motcua.procedures.domain.life import persons
from motcua.procedures.services.audit import saying
from motcua.procedures.services.audit.audits import own_offices
from motcua.procedures.services.audit.writing import locked, moved, put
from motcua.reference import queries as calendars

LIMIT = "action_working_days"


class Answer(msgspec.Struct, frozen=True):
    """What an office answers: what was put right at once, the cause, the corrective action, its owner and due day."""

    correction: str
    cause: str
    action: str
    owner: int
    due: date


@transaction.atomic
def answer(number: str, told: Answer, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The office's head answers. NotAllowed, Impossible, Changed, Missing, Unknown owner, DueWrong."""
    found = locked(number, Kind.NONCONFORMITY, "answer", by=by, seen=seen)
    saying.need(
        correction=(told.correction, "việc sửa ngay", "the correction"), cause=(told.cause, "nguyên nhân", "the cause"),
        action=(told.action, "hành động khắc phục", "the corrective action"),
    )  # fmt: skip
    today = law_day(at)
    saying.need_staff(told.owner, today)
    due.need_due(told.due, today, calendars.calendar(), LIMIT)
    body = msgspec.structs.replace(
        found.says(Nonconformity), correction=told.correction.strip(), cause=told.cause.strip(),
        action=told.action.strip(), answered_by=by.account,
    )  # fmt: skip
    step = moved(found, "answer", by=by, body=body, owner=told.owner, due_on=told.due, maker=by.account)
    put([step], by=by, at=at)
    words = Words(f"{number}: đơn vị đã trả lời, chờ xem.", f"{number}: the office has answered.")
    saying.tell([*found.accounts(), *people.holders("iso", today)], words, found, at)
    return found


@transaction.atomic
def accept(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """Take the answer: the action begins, its owner is told. NotAnother for whoever answered or works there."""
    found = locked(number, Kind.NONCONFORMITY, "accept", by=by, seen=seen)
    _need_another(found, by, law_day(at))
    put([moved(found, "accept", by=by, note=note)], by=by, at=at)
    assert found.due_on is not None
    day = in_words(found.due_on)
    words = Words(f"{number}: thực hiện khắc phục trước hết ngày {day}.", f"{number}: carry it out by {day}.")
    saying.tell([found.owner], words, found, at)
    return found


@transaction.atomic
def give_back(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The answer does not do: the office answers again, within the days of an answer."""
    found = locked(number, Kind.NONCONFORMITY, "return", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    _need_another(found, by, law_day(at))
    last = due.answer_due(law_day(at), calendars.calendar())
    put([moved(found, "return", by=by, note=note, due_on=last)], by=by, at=at)
    words = Words(f"{number}: câu trả lời chưa đạt: {note}", f"{number}: the answer does not do: {note}")
    saying.tell_role("head", words, found, at)
    return found


@transaction.atomic
def extend(number: str, until: date, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Give the action another due day, with the reason. DueWrong, Missing, NotAnother."""
    found = locked(number, Kind.NONCONFORMITY, "extend", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    _need_another(found, by, law_day(at))
    due.need_due(until, law_day(at), calendars.calendar(), LIMIT)
    put([moved(found, "extend", by=by, note=note, due_on=until)], by=by, at=at)
    words = Words(f"{number}: hạn mới {in_words(until)}.", f"{number}: the new due day is {in_words(until)}.")
    saying.tell([found.owner], words, found, at)
    return found


@transaction.atomic
def report_done(number: str, done: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The owner or the head says what was done, and where it can be seen."""
    found = locked(number, Kind.NONCONFORMITY, "done", by=by, seen=seen)
    saying.need(done=(done, "việc đã làm và bằng chứng", "what was done, and the evidence"))
    body = msgspec.structs.replace(found.says(Nonconformity), done=done.strip(), done_by=by.account)
    put([moved(found, "done", by=by, body=body)], by=by, at=at)
    words = Words(f"{number}: đơn vị báo đã khắc phục, chờ xác nhận.", f"{number}: reported as done, to be verified.")
    saying.tell([*found.accounts(), *people.holders("iso", law_day(at))], words, found, at)
    return found


@transaction.atomic
def verify(number: str, verification: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Somebody else has seen that it worked. NotAnother, Missing."""
    found = locked(number, Kind.NONCONFORMITY, "verify", by=by, seen=seen)
    saying.need(verification=(verification, "điều đã kiểm chứng", "what was verified"))
    _need_another(found, by, law_day(at))
    body = msgspec.structs.replace(found.says(Nonconformity), verification=verification.strip(), verified_by=by.account)
    put([moved(found, "verify", by=by, body=body)], by=by, at=at)
    return found


@transaction.atomic
def reject(number: str, until: date, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """It did not work: again, until another due day. NotAnother, Missing, DueWrong."""
    found = locked(number, Kind.NONCONFORMITY, "reject", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    _need_another(found, by, law_day(at))
    due.need_due(until, law_day(at), calendars.calendar(), LIMIT)
    put([moved(found, "reject", by=by, note=note, due_on=until)], by=by, at=at)
    words = Words(f"{number}: chưa đạt, làm lại trước {in_words(until)}.", f"{number}: again, by {in_words(until)}.")
    saying.tell([found.owner, *people.holders("head", law_day(at), found.office)], words, found, at)
    return found


@transaction.atomic
def close(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """Close what was verified. NotAnother for whoever answered for it."""
    found = locked(number, Kind.NONCONFORMITY, "close", by=by, seen=seen)
    _need_another(found, by, law_day(at))
    put([moved(found, "close", by=by, note=note)], by=by, at=at)
    saying.tell_role("head", Words(f"{number} đã đóng.", f"{number} is closed."), found, at)
    return found


def _need_another(found: Record, by: Actor, today: date) -> None:
    acting = persons(by.reference)
    posts = [
        fit.Post(each.office, each.since, each.until)
        for account in sorted(acting) for each in people.tenures_of(account) if not each.party
    ]  # fmt: skip
    at_office = fit.works_there(posts, own_offices(found.office, today), today, today)
    doers = saying.doers(found, "answer", "done")
    fit.need_another(found.says(Nonconformity), by=acting, owner=found.owner, doers=doers, works_at_office=at_office)
