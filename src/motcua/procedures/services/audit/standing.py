"""What stands all year: objectives with their values, the register of risks, the self-declaration."""

from datetime import date, datetime
from decimal import Decimal

import msgspec
from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import due, rights
from motcua.procedures.domain.audit.bodies import Objective, Risk, Statement, Value
from motcua.procedures.domain.audit.errors import NotGrounded, NotYet, Twice, Unknown
from motcua.procedures.domain.audit.life import Kind
from motcua.procedures.services.audit import saying
from motcua.procedures.services.audit.writing import New, enter, locked, moved, put
from motcua.reference import queries as calendars

QUARTERS, SCALE = range(1, 5), range(1, 6)
LARGEST = Decimal(10) ** 12


@transaction.atomic
def set_objective(body: Objective, *, office: str = "", by: Actor, at: datetime) -> Record:
    """Write an objective of a year, of an office or of the whole system. NotAllowed, Missing, Unknown."""
    rights.need("enter", by, rights.Subject(Kind.OBJECTIVE))
    new = New(Kind.OBJECTIVE, body.year, body.text, _objective(body, office), office=office)
    (made,) = enter([new], by=by, at=at)
    saying.tell_role("leader", Words(f"{made.number} chờ duyệt.", f"{made.number} waits for approval."), made, at)
    return made


@transaction.atomic
def change_objective(number: str, body: Objective, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Change a draft; year and office stay."""
    found = locked(number, Kind.OBJECTIVE, "change", by=by, seen=seen)
    kept = msgspec.structs.replace(_objective(body, found.office), year=found.year)
    put([moved(found, "change", by=by, body=kept, title=kept.text, maker=by.account)], by=by, at=at)
    return found


@transaction.atomic
def approve_objective(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves. OwnApproval."""
    found = locked(number, Kind.OBJECTIVE, "approve", by=by, seen=seen)
    saying.need_other(found, by)
    put([moved(found, "approve", by=by, note=note)], by=by, at=at)
    return found


@transaction.atomic
def measure(number: str, value: Value, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Write the value of a quarter that has begun; one written before is replaced and stays in the steps. NotYet."""
    found = locked(number, Kind.OBJECTIVE, "measure", by=by, seen=seen)
    saying.need(source=(value.source, "nguồn số liệu", "where the figure is from"))
    if value.quarter not in QUARTERS or abs(value.value) > LARGEST:
        raise Unknown(what=f"{value.quarter}: {value.value}")
    if law_day(at) < date(found.year, value.quarter * 3 - 2, 1):
        raise NotYet(vi=f"quý {value.quarter} chưa bắt đầu", en=f"quarter {value.quarter} has not begun")
    body = found.says(Objective)
    values = {each.quarter: each for each in body.values} | {value.quarter: value}
    kept = msgspec.structs.replace(body, values=tuple(values[quarter] for quarter in sorted(values)))
    put([moved(found, "measure", by=by, body=kept)], by=by, at=at)
    return found


@transaction.atomic
def close_objective(number: str, conclusion: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Close it at the end of its year, saying what follows from what was reached."""
    found = locked(number, Kind.OBJECTIVE, "close", by=by, seen=seen)
    saying.need(conclusion=(conclusion, "kết luận", "the conclusion"))
    body = found.says(Objective)
    kept = msgspec.structs.replace(body, conclusion=conclusion.strip())
    put([moved(found, "close", by=by, body=kept)], by=by, at=at)
    return found


def _objective(body: Objective, office: str) -> Objective:
    saying.need(text=(body.text, "mục tiêu", "the objective"), measure=(body.measure, "cách đo", "the measure"))
    if abs(body.target) > LARGEST:
        raise Unknown(what=str(body.target))
    if office:
        saying.need_office(office, date(body.year, 1, 1))
    return body


@transaction.atomic
def enter_risk(
    body: Risk, *, year: int, office: str, owner: int, until: date | None, by: Actor, at: datetime
) -> Record:  # fmt: skip
    """Enter a risk or an opportunity with its treatment, owner and due day. NotAllowed, Missing, Unknown, DueWrong."""
    rights.need("enter", by, rights.Subject(Kind.RISK, office))
    _sound(body, owner, until, at)
    if office:
        saying.need_office(office, law_day(at))
    new = New(Kind.RISK, year, body.text, body, office=office, owner=owner, due_on=until)
    return enter([new], by=by, at=at)[0]


@transaction.atomic
def assess_risk(
    number: str, body: Risk, *, owner: int, until: date | None, note: str = "", seen: int = 0, by: Actor, at: datetime
) -> Record:  # fmt: skip
    """Assess it anew; a closed one opens."""
    found = locked(number, Kind.RISK, "assess", by=by, seen=seen)
    _sound(body, owner, until, at)
    columns = {"title": body.text, "owner": owner, "due_on": until}
    put([moved(found, "assess", by=by, body=body, note=note, **columns)], by=by, at=at)
    return found


@transaction.atomic
def close_risk(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Close it, saying what remains."""
    found = locked(number, Kind.RISK, "close", by=by, seen=seen)
    saying.need(note=(note, "điều còn lại", "what remains"))
    body = found.says(Risk)
    put([moved(found, "close", by=by, body=msgspec.structs.replace(body, remains=note), note=note)], by=by, at=at)
    return found


def _sound(body: Risk, owner: int, until: date | None, at: datetime) -> None:
    saying.need(text=(body.text, "rủi ro", "the risk"), treatment=(body.treatment, "biện pháp", "the treatment"))
    if body.likelihood not in SCALE or body.impact not in SCALE:
        raise Unknown(what=f"{body.likelihood} × {body.impact}")
    if owner:
        saying.need_staff(owner, law_day(at))
    if until is not None:
        due.need_due(until, law_day(at), calendars.calendar(), "decision_working_days")


@transaction.atomic
def draft_statement(year: int, *, scope: str, text: str, by: Actor, at: datetime) -> Record:
    """Write the self-declaration of a year on the audits and the review held in it. NotGrounded, Twice, Missing."""
    rights.need("enter", by, rights.Subject(Kind.STATEMENT))
    (made,) = enter([New(Kind.STATEMENT, year, scope, _grounded(year, scope, text))], by=by, at=at)
    others = Record.objects.filter(kind=str(Kind.STATEMENT), year=year).exclude(pk=made.pk)
    same = others.exclude(state="withdrawn").first()
    if same is not None:  # asked after the number was taken, for which another waits
        raise Twice(what=same.number)
    return made


@transaction.atomic
def change_statement(number: str, *, scope: str, text: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Change a draft."""
    found = locked(number, Kind.STATEMENT, "change", by=by, seen=seen)
    body = _grounded(found.year, scope, text)
    put([moved(found, "change", by=by, body=body, title=scope, maker=by.account)], by=by, at=at)
    return found


@transaction.atomic
def propose_statement(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Send it to the leader."""
    found = locked(number, Kind.STATEMENT, "propose", by=by, seen=seen)
    put([moved(found, "propose", by=by)], by=by, at=at)
    saying.tell_role("leader", Words(f"{number} chờ duyệt.", f"{number} waits for approval."), found, at)
    return found


@transaction.atomic
def approve_statement(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader approves: it is published. OwnApproval, NotGrounded."""
    found = locked(number, Kind.STATEMENT, "approve", by=by, seen=seen)
    saying.need_other(found, by)
    old = found.says(Statement)
    body = _grounded(found.year, old.scope, old.text)
    put([moved(found, "approve", by=by, body=body, note=note, on_day=law_day(at))], by=by, at=at)
    return found


@transaction.atomic
def return_statement(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """The leader sends it back and says why."""
    found = locked(number, Kind.STATEMENT, "return", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "return", by=by, note=note)], by=by, at=at)
    saying.tell_role("iso", Words(f"{number} bị trả lại: {note}", f"{number} was returned: {note}"), found, at)
    return found


@transaction.atomic
def withdraw_statement(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Record:
    """Take a published declaration back; the public page says so and why."""
    found = locked(number, Kind.STATEMENT, "withdraw", by=by, seen=seen)
    saying.need(note=(note, "lý do", "the reason"))
    put([moved(found, "withdraw", by=by, note=note)], by=by, at=at)
    return found


def _grounded(year: int, scope: str, text: str) -> Statement:
    saying.need(scope=(scope, "phạm vi", "the scope"), text=(text, "nội dung", "the text"))
    held = Record.objects.filter(year=year).order_by("number")
    audits = tuple(held.filter(kind=str(Kind.AUDIT), state__in=("reported", "closed")).values_list("number", flat=True))
    review = held.filter(kind=str(Kind.REVIEW), state__in=("approved", "closed")).first()
    if not audits or review is None:
        raise NotGrounded(year=year)
    return Statement(year, scope.strip(), text.strip(), audits, review.number)
