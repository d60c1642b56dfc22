"""Made-up people of the quality system and records brought as far as a test wants them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from secrets import token_hex
from typing import Any

import msgspec

from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.people import services as accounts
from motcua.people.domain import Tenure
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit.bodies import Input, Objective, Programme, Resolved, Risk, Value, Visit
from motcua.procedures.domain.audit.checklist import Answer
from motcua.procedures.domain.audit.data import subjects
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import nonconformities, reviews, standing

DAY = date(2023, 5, 10)
AT = law_moment(DAY, 9)
HOUR, NEXT = timedelta(hours=1), timedelta(days=1)
SINCE = law_moment(date(2021, 1, 4), 8)


def person(username: str, role: str, office: str = "20ZZ", **tenure: Any) -> Actor:
    """An account with one post since 2021."""
    opened = accounts.open_account(
        username=f"{username}-{token_hex(3)}", name=f"Người {username}", password=None, by=SYSTEM, at=SINCE
    )
    held = Tenure(**{"role": role, "since": SINCE.date(), "office": office, **tenure})
    accounts.give_post(account=opened.pk, tenure=held, by=SYSTEM, at=SINCE)
    return people.actor_for(opened.pk, DAY)


class People(msgspec.Struct):
    """Who is needed: the ISO officer, a leader, two auditors of Hòn Gai, the head and an officer of Móng Cái."""

    iso: Actor
    leader: Actor
    lead: Actor
    auditor: Actor
    head: Actor
    officer: Actor


def some_people() -> People:
    """Open their accounts."""
    return People(
        person("iso1", "iso"), person("ld1", "leader"), person("cf1", "officer", "20CF"),
        person("cf2", "officer", "20CF"), person("bb-head", "head", "20BB"), person("bb1", "officer", "20BB"),
    )  # fmt: skip


def programme(year: int = 2023, **changes: Any) -> Programme:
    """Two visits of Móng Cái and Hoành Mô, on three clauses."""
    visits = (Visit(1, "20BB", 5, ("7.5", "8.2", "9.1")), Visit(2, "20BC", 6))
    made = Programme(year, "Xem hệ thống có được áp dụng (giả định)", "Các chi cục", "TCVN ISO 9001:2015", visits)
    return msgspec.structs.replace(made, **changes)


def approved(who: People, at: datetime = AT, **changes: Any) -> Record:
    """A programme in force."""
    made = services.draft_programme(programme(**changes), by=who.iso, at=at)
    services.propose_programme(made.number, by=who.iso, at=at)
    return services.approve_programme(made.number, by=who.leader, at=at)


def plan(who: People, day: date = DAY, **changes: Any) -> services.Plan:
    """Two auditors of Hòn Gai for a day."""
    made = services.Plan(day, day, who.lead.account, (who.lead.account, who.auditor.account))
    return msgspec.structs.replace(made, **changes)


def begun(who: People, at: datetime = AT) -> Record:
    """An audit of Móng Cái that is under way."""
    within = Record.objects.filter(kind="programme", state="approved").first() or approved(who, at)
    made = services.plan_audit(within.number, 1, plan(who, at.date()), by=who.iso, at=at)
    services.approve_audit(made.number, by=who.leader, at=at)
    return services.begin_audit(made.number, by=who.lead, at=at)


def reported(who: People, at: datetime = AT) -> Record:
    """The same, reported, with a nonconformity on clause 8.2."""
    made = begun(who, at)
    told = [
        Answer(1, "conforms"),
        Answer(2, "nonconformity", "3/5 giấy hẹn ghi sai ngày"),
        Answer(3, "observation", "x"),
    ]
    services.answer_items(made.number, told, by=who.auditor, at=at + HOUR)
    return services.report_audit(made.number, conclusion="Cơ bản phù hợp.", by=who.lead, at=at + HOUR)


def nonconformity(who: People, at: datetime = AT) -> Record:
    """The nonconformity of that audit."""
    reported(who, at)
    return Record.objects.filter(kind="nonconformity").latest("id")


def answered(who: People, found: Record, at: datetime = AT + HOUR) -> Record:
    """Answered by the head; the officer carries it out within 23 days."""
    due = DAY + timedelta(days=23)
    told = nonconformities.Answer("Cấp lại giấy hẹn", "Chưa tập huấn", "Tập huấn lại", who.officer.account, due)
    return nonconformities.answer(found.number, told, by=who.head, at=at)


def closed(who: People, found: Record, at: datetime = AT + HOUR) -> Record:
    """From the answer to its end."""
    answered(who, found, at)
    nonconformities.accept(found.number, by=who.lead, at=at)
    nonconformities.report_done(found.number, "Đã tập huấn ngày 15/5", by=who.officer, at=at)
    nonconformities.verify(found.number, "Xem 10 giấy hẹn: đúng", by=who.lead, at=at)
    return nonconformities.close(found.number, by=who.iso, at=at)


def held(who: People, at: datetime = AT) -> Record:
    """A review with its minutes and one decision, approved."""
    told = [Input(code, "Số liệu minh họa") for code in subjects()]
    made = reviews.prepare_review(2023, at.date(), told, by=who.iso, at=at)
    decided = [Resolved("Bổ sung máy quét", who.head.account, DAY + timedelta(days=30))]
    reviews.hold_review(
        made.number, present="Lãnh đạo Cục", minutes="Đã nghe và kết luận.", decisions=decided, by=who.iso, at=at
    )
    return reviews.approve_review(made.number, by=who.leader, at=at)


def objective(who: People, at: datetime = AT) -> Record:
    """An objective approved, with two quarters."""
    body = Objective(2023, "Hồ sơ đúng hạn", "Tỷ lệ đúng hạn", "%", "least", Decimal(98))
    made = standing.set_objective(body, by=who.iso, at=at)
    standing.approve_objective(made.number, by=who.leader, at=at)
    for quarter, value in ((1, "97.5"), (2, "98.6")):
        made = standing.measure(made.number, Value(quarter, Decimal(value), "Sổ hồ sơ"), by=who.iso, at=at)
    return made


def risk(who: People, at: datetime = AT) -> Record:
    """A risk of Móng Cái."""
    body = Risk("risk", "Mất điện tại cửa khẩu", "8.5", 3, 4, "Máy phát dự phòng")
    return standing.enter_risk(
        body, year=2023, office="20BB", owner=who.head.account, until=DAY + timedelta(days=40), by=who.iso, at=at
    )


def published(who: People, at: datetime = AT) -> Record:
    """A self-declaration that is published."""
    made = standing.draft_statement(2023, scope="Các thủ tục hải quan", text="Phù hợp.", by=who.iso, at=at)
    standing.propose_statement(made.number, by=who.iso, at=at)
    return standing.approve_statement(made.number, by=who.leader, at=at)
