"""Programmes: the audits of a year, approved by the leader, revised as versions, summed up at the end."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import data, rights
from motcua.procedures.domain.audit.bodies import Audit, Programme
from motcua.procedures.domain.audit.errors import HasAudit, Missing, StillOpen, Twice, Unknown
from motcua.procedures.domain.audit.life import OVER, Kind, State
from motcua.procedures.queries.audit import procedures
from motcua.procedures.services.audit import saying
from motcua.procedures.services.audit.writing import New, enter, locked, moved, put

MONTHS = range(1, 13)


@transaction.atomic
def draft_programme(body: Programme, *, by: Actor, at: datetime) -> Record:
    """Write the programme of a year. NotAllowed, Twice, Missing, Unknown."""
    rights.need("enter", by, rights.Subject(Kind.PROGRAMME))
    (made,) = enter([New(Kind.PROGRAMME, body.year, body.purpose, _sound(body, law_day(at)))], by=by, at=at)
    same = Record.objects.filter(kind=str(Kind.PROGRAMME), year=body.year).exclude(pk=made.pk).first()
    if same is not None:  # asked after the number was taken, for which another waits
        raise Twice(what=same.number)
    return made


@transaction.atomic
def change_programme(number: str, body: Programme, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Change a draft; year, version and report stay. NotAllowed, Impossible, Changed, Missing, Unknown.

    HasAudit for a visit that an audit, not cancelled, was planned from and that is left out or moved.
    """
    found = locked(number, Kind.PROGRAMME, "change", by=by, seen=seen)
    old = found.says(Programme)
    kept = msgspec.structs.replace(_sound(body, law_day(at)), year=old.year, version=old.version, report=old.report)
    _need_planned_kept(found, kept)
    put([moved(found, "change", by=by, body=kept, maker=by.account, title=kept.purpose)], by=by, at=at)
    return found


@transaction.atomic
def propose_programme(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Send it to the leader."""
    found = locked(number, Kind.PROGRAMME, "propose", by=by, seen=seen)
    put([moved(found, "propose", by=by)], by=by, at=at)
    words = Words(f"Chương trình đánh giá {found.year} chờ duyệt.", f"The audit programme of {found.year} waits.")
    saying.tell_role("leader", words, found, at)
    return found


@transaction.atomic
def approve_programme(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves; not who wrote it. OwnApproval, NotAllowed, Impossible."""
    found = locked(number, Kind.PROGRAMME, "approve", by=by, seen=seen)
    saying.need_other(found, by)
    put([moved(found, "approve", by=by, note=note)], by=by, at=at)
    words = Words(f"Chương trình đánh giá {found.year} đã duyệt.", f"The audit programme of {found.year} is approved.")
    saying.tell_role("iso", words, found, at)
    return found


@transaction.atomic
def return_programme(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader sends it back and says why."""
    found = locked(number, Kind.PROGRAMME, "return", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "return", by=by, note=note)], by=by, at=at)
    words = Words(f"Chương trình đánh giá {found.year} bị trả lại: {note}", f"The programme was returned: {note}")
    saying.tell_role("iso", words, found, at)
    return found


@transaction.atomic
def revise_programme(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Open an approved programme for its next version; the old one stays readable in its steps."""
    found = locked(number, Kind.PROGRAMME, "revise", by=by, seen=seen)
    saying.need(note=(note, "lý do sửa đổi", "the reason of the revision"))
    old = found.says(Programme)
    body = msgspec.structs.replace(old, version=old.version + 1)
    put([moved(found, "revise", by=by, body=body, note=note, maker=by.account)], by=by, at=at)
    return found


@transaction.atomic
def report_programme(number: str, report: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Sum the year up. StillOpen while an audit of it has not been reported or cancelled."""
    found = locked(number, Kind.PROGRAMME, "report", by=by, seen=seen)
    saying.need(report=(report, "nội dung báo cáo", "the report"))
    audits = Record.objects.filter(parent=number, kind=str(Kind.AUDIT))
    left = audits.exclude(state__in=[*map(str, OVER), "reported"]).order_by("number")
    if left:
        raise StillOpen(numbers=", ".join(each.number for each in left))
    body = msgspec.structs.replace(found.says(Programme), report=report.strip())
    put([moved(found, "report", by=by, body=body, maker=by.account)], by=by, at=at)
    words = Words(f"Báo cáo đánh giá nội bộ {found.year} chờ duyệt.", f"The audit report of {found.year} waits.")
    saying.tell_role("leader", words, found, at)
    return found


@transaction.atomic
def close_programme(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves the report of the year."""
    found = locked(number, Kind.PROGRAMME, "close", by=by, seen=seen)
    saying.need_other(found, by)
    put([moved(found, "close", by=by, note=note)], by=by, at=at)
    return found


@transaction.atomic
def reopen_programme(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader sends the report back and says why."""
    found = locked(number, Kind.PROGRAMME, "reopen", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "reopen", by=by, note=note)], by=by, at=at)
    return found


def _need_planned_kept(found: Record, body: Programme) -> None:
    kept = {each.no: (each.office, each.month) for each in body.visits}
    before = {each.no: (each.office, each.month) for each in found.says(Programme).visits}
    for each in Record.objects.filter(parent=found.number, kind=str(Kind.AUDIT)).exclude(state=str(State.CANCELLED)):
        audit = each.said()
        if isinstance(audit, Audit) and kept.get(audit.visit) != before.get(audit.visit):
            raise HasAudit(no=audit.visit, number=each.number)


def _sound(body: Programme, today: date) -> Programme:
    saying.need(purpose=(body.purpose, "mục đích", "the purpose"), scope=(body.scope, "phạm vi", "the scope"),
                criteria=(body.criteria, "chuẩn mực", "the criteria"))  # fmt: skip
    if not body.visits:
        raise Missing(vi="cuộc đánh giá nào", en="any audit")
    for visit in body.visits:
        if visit.month not in MONTHS:
            raise Unknown(what=f"{visit.month}")
        saying.need_office(visit.office, date(body.year, visit.month, 1))
        for code in set(visit.clauses) - set(data.asked()):
            raise Unknown(what=code)
        for code in procedures.not_in_force(visit.procedures, today, date(body.year, visit.month, 1)):
            raise Unknown(what=code)
    return body
