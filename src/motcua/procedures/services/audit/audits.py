"""Audits: planned from the programme, approved, gone through line by line, reported with their nonconformities."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import checklist, data, due, fit, rights
from motcua.procedures.domain.audit.bodies import Audit, Nonconformity, Programme, Visit
from motcua.procedures.domain.audit.checklist import Answer
from motcua.procedures.domain.audit.errors import NotYet, StillOpen, Twice, Unknown
from motcua.procedures.domain.audit.life import OVER, Kind, State
from motcua.procedures.queries.audit import procedures
from motcua.procedures.services.audit import saying
from motcua.procedures.services.audit.writing import New, enter, locked, moved, people_text, put
from motcua.reference import domain as reference
from motcua.reference import queries as calendars


class Plan(msgspec.Struct, frozen=True):
    """What is planned of an audit; scope and criteria empty are those of the programme."""

    since: date
    until: date
    lead: int
    auditors: tuple[int, ...]
    scope: str = ""
    criteria: str = ""


@transaction.atomic
def plan_audit(programme: str, visit: int, plan: Plan, *, by: Actor, at: datetime) -> Record:
    """Plan a visit of an approved programme. NotAllowed, Unknown, Twice, NoLead, OwnWork, OwnProcedure, NotYet."""
    rights.need("enter", by, rights.Subject(Kind.AUDIT))
    within = Record.objects.select_for_update().filter(number=programme, kind=str(Kind.PROGRAMME)).first()
    if within is None:
        raise Unknown(what=programme[:24])
    said, wanted = _visit(within, visit)
    _need_once(programme, visit)
    body = _body(programme, wanted, plan, said)
    need_team(body, wanted.office)
    team = (plan.lead, *(each for each in plan.auditors if each != plan.lead))
    title = saying.need_office(wanted.office, plan.since).vi
    new = New(Kind.AUDIT, within.year, title, body, office=wanted.office, people=team, on_day=plan.since,
              parent=programme)  # fmt: skip
    (made,) = enter([new], by=by, at=at)
    words = Words(f"Kế hoạch đánh giá {made.number} ({title}) chờ duyệt.", f"The plan of audit {made.number} waits.")
    saying.tell_role("leader", words, made, at)
    return made


def _visit(within: Record, no: int) -> tuple[Programme, Visit]:
    """An approved programme and one of its visits. NotYet, Unknown."""
    if within.state != State.APPROVED:
        raise NotYet(vi="chương trình chưa được duyệt", en="the programme is not approved")
    said = within.says(Programme)
    wanted = next((each for each in said.visits if each.no == no), None)
    if wanted is None:
        raise Unknown(what=f"{within.number} #{no}")
    return said, wanted


def _need_once(programme: str, visit: int) -> None:
    for each in Record.objects.filter(parent=programme, kind=str(Kind.AUDIT)).exclude(state="cancelled"):
        body = each.said()
        if isinstance(body, Audit) and body.visit == visit:
            raise Twice(what=each.number)


def _body(programme: str, visit: Visit, plan: Plan, said: Programme) -> Audit:
    if plan.until < plan.since:
        raise Unknown(what=in_words(plan.until))
    calendar = calendars.calendar()
    for day in (plan.since, plan.until):
        if day.year not in calendar.years or not calendar.open_on(day):
            raise NotYet(vi=f"{in_words(day)} không phải ngày làm việc", en=f"{in_words(day)} is no working day")
    return Audit(
        programme, visit.no, plan.since, plan.until, plan.lead, plan.auditors, plan.scope.strip() or said.scope,
        plan.criteria.strip() or said.criteria, visit.clauses, visit.procedures,
    )  # fmt: skip


def need_team(body: Audit, office: str) -> None:
    """Nobody of the team audits the own office or the own procedure, as posts stand now. See `fit.need_fit`."""
    tenures = {each: people.tenures_of(each) for each in body.auditors}
    names = saying.need_all_staff(body.auditors, body.since)
    posts = {
        key: tuple(fit.Post(held.office, held.since, held.until) for held in held_ if not held.party)
        for key, held_ in tenures.items()
    }
    fit.need_fit(
        fit.Team(body.lead, body.auditors, posts, names), office=office, offices=own_offices(office, body.since),
        since=body.since, until=body.until, months=data.limit("months_since_own_work", body.since),
        makers=procedures.makers(body.procedures, body.since),
    )  # fmt: skip


def own_offices(code: str, day: date) -> frozenset[str]:
    """The offices whose people may not audit this one: itself, what lies below it, and what a unit is part of."""
    found = reference.office(code, day)
    below = {each.code for each in reference.children(code, day) if each.kind == "unit"}
    return frozenset({code, *below, *([found.parent] if found.kind == "unit" else [])})


@transaction.atomic
def change_audit(number: str, plan: Plan, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Change a plan; an approved one has to be approved again. As `plan_audit`.

    Clauses and procedures are those of the programme as it is approved now.
    """
    found = locked(number, Kind.AUDIT, "change", by=by, seen=seen)
    saying.need(note=(note, "lý do thay đổi", "the reason of the change"))
    within = Record.objects.get(number=found.parent)
    said, visit = _visit(within, found.says(Audit).visit)
    body = _body(within.number, visit, plan, said)
    need_team(body, found.office)
    team = (plan.lead, *(each for each in plan.auditors if each != plan.lead))
    step = moved(found, "change", by=by, body=body, note=note, maker=by.account, people=people_text(team),
                 on_day=plan.since)  # fmt: skip
    put([step], by=by, at=at)
    return found


@transaction.atomic
def approve_audit(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves the plan; auditors and the office's heads are told. OwnApproval; OwnWork if posts changed."""
    found = locked(number, Kind.AUDIT, "approve", by=by, seen=seen)
    saying.need_other(found, by)
    body = found.says(Audit)
    need_team(body, found.office)
    put([moved(found, "approve", by=by, note=note)], by=by, at=at)
    day = in_words(body.since)
    words = Words(f"Đánh giá nội bộ {found.title} ngày {day}.", f"Internal audit of {found.office} on {day}.")
    saying.tell([*found.accounts(), *people.holders("head", law_day(at), found.office)], words, found, at)
    return found


@transaction.atomic
def begin_audit(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The lead begins on the day: the checklist is drawn up from clauses and procedures in force. NotYet, OwnWork."""
    found = locked(number, Kind.AUDIT, "begin", by=by, seen=seen)
    body, today = found.says(Audit), law_day(at)
    if today < body.since:
        raise NotYet(vi=f"kế hoạch bắt đầu ngày {in_words(body.since)}", en=f"it begins on {in_words(body.since)}")
    need_team(body, found.office)
    items = checklist.lines(body.clauses, procedures.in_force(body.procedures, today))
    put([moved(found, "begin", by=by, body=msgspec.structs.replace(body, items=items))], by=by, at=at)
    return found


@transaction.atomic
def answer_items(number: str, answers: Sequence[Answer], *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """An auditor writes what was seen on lines. NotAllowed for whoever is none, Missing, Unknown, Impossible."""
    found = locked(number, Kind.AUDIT, "answer", by=by, seen=seen)
    body = checklist.answered(found.says(Audit), answers, by.account)
    put([moved(found, "answer", by=by, body=body)], by=by, at=at)
    return found


@transaction.atomic
def report_audit(
    number: str, *, conclusion: str, strengths: str = "", seen: int = 0, by: Actor, at: datetime
) -> Record:  # fmt: skip
    """The lead closes the checklist and reports; each nonconforming line becomes a nonconformity of the office.

    ChecklistOpen, Missing, NotAllowed. The office's heads are told by when to answer.
    """
    found = locked(number, Kind.AUDIT, "report", by=by, seen=seen)
    saying.need(conclusion=(conclusion, "kết luận", "the conclusion"))
    old = found.says(Audit)
    checklist.need_complete(old)
    body = msgspec.structs.replace(old, conclusion=conclusion.strip(), strengths=saying.kept(strengths))
    step = moved(found, "report", by=by, body=body)
    made = enter(_raised(found, body, law_day(at)), by=by, at=at, with_steps=[step])
    for each in made:
        assert each.due_on is not None
        day = in_words(each.due_on)
        words = Words(
            f"Điểm không phù hợp {each.number}: trả lời trước hết ngày {day}.",
            f"Nonconformity {each.number}: answer by {day}.",
        )
        saying.tell_role("head", words, each, at)
    saying.tell_role("iso", Words(f"Đánh giá {number} đã báo cáo.", f"Audit {number} was reported."), found, at)
    return found


def _raised(found: Record, body: Audit, today: date) -> list[New]:
    last = due.answer_due(today, calendars.calendar())
    return [
        New(
            Kind.NONCONFORMITY, found.year, item.evidence,
            Nonconformity(found.number, item.code, item.requirement, item.evidence), office=found.office,
            people=found.accounts(), due_on=last, on_day=today, parent=found.number,
        )
        for item in body.items if item.result == "nonconformity"
    ]  # fmt: skip


@transaction.atomic
def cancel_audit(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Cancel what has not begun, with the reason; its visit may be planned again."""
    found = locked(number, Kind.AUDIT, "cancel", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "cancel", by=by, note=note)], by=by, at=at)
    return found


@transaction.atomic
def close_audit(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """Close an audit whose nonconformities are all closed. StillOpen names those that are not."""
    found = locked(number, Kind.AUDIT, "close", by=by, seen=seen)
    need_all_over(number, Kind.NONCONFORMITY)
    put([moved(found, "close", by=by, note=note)], by=by, at=at)
    return found


def need_all_over(parent: str, kind: Kind) -> None:
    """What belongs to a record is over. StillOpen."""
    left = Record.objects.filter(parent=parent, kind=str(kind)).exclude(state__in=map(str, OVER)).order_by("number")
    numbers = list(left.values_list("number", flat=True)[:10])
    if numbers:
        raise StillOpen(numbers=", ".join(numbers))


def raised_by(number: str) -> list[str]:
    """The numbers of the nonconformities of an audit."""
    found = Record.objects.filter(parent=number, kind=str(Kind.NONCONFORMITY)).order_by("number")
    return list(found.values_list("number", flat=True))
