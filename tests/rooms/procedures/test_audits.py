"""Audits from the programme to the closed nonconformity; who may not; versions; reminders."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from tests.rooms.procedures import audit_factories as made
from tests.rooms.procedures.audit_factories import AT, DAY, HOUR, NEXT, People

from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import queries as people
from motcua.people import services as accounts
from motcua.people.domain import Tenure
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit.bodies import Audit, Input, Programme, Value
from motcua.procedures.domain.audit.checklist import Answer
from motcua.procedures.domain.audit.errors import (
    Changed,
    ChecklistOpen,
    DueWrong,
    Missing,
    NotAnother,
    NotGrounded,
    NotYet,
    OwnApproval,
    OwnWork,
    StillOpen,
    Twice,
    Unknown,
)
from motcua.procedures.queries.audit import listing, one
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import nonconformities, reviews, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> People:
    return made.some_people()


def now(found: Record) -> Record:
    return Record.objects.get(pk=found.pk)


def test_an_audit_goes_from_the_programme_to_the_closed_nonconformity(who: People) -> None:
    fault = made.nonconformity(who)
    assert (fault.office, fault.state, fault.due_on) == ("20BB", "raised", date(2023, 5, 17))
    assert made.closed(who, fault).state == "closed"
    audit = services.close_audit(fault.parent, by=who.iso, at=AT + NEXT)
    assert audit.state == "closed"
    programme = Record.objects.get(number=audit.parent)
    year = listing.of_year(programme, DAY)
    assert (year.planned, year.held, year.conforms, year.observations, year.nonconformities, year.closed) == (
        2,
        1,
        1,
        1,
        1,
        1,
    )
    log.sequence()
    log.sign_head(AT + NEXT)
    assert verification.verify().faults == []


def test_who_wrote_a_programme_does_not_approve_it_and_only_a_leader_does(who: People) -> None:
    accounts.give_post(account=who.iso.account, tenure=Tenure("leader", DAY, office="20ZZ"), by=SYSTEM, at=AT)
    both = people.actor_for(who.iso.account, DAY)
    found = services.draft_programme(made.programme(), by=both, at=AT)
    services.propose_programme(found.number, by=both, at=AT)
    with pytest.raises(OwnApproval):
        services.approve_programme(found.number, by=both, at=AT)
    with pytest.raises(NotAllowed):
        services.approve_programme(found.number, by=who.lead, at=AT)
    assert services.approve_programme(found.number, by=who.leader, at=AT).state == "approved"


def test_a_year_has_one_programme_and_its_next_version_is_approved_again(who: People) -> None:
    found = made.approved(who)
    with pytest.raises(Twice):
        services.draft_programme(made.programme(), by=who.iso, at=AT)
    services.revise_programme(found.number, note="Thêm một chi cục", by=who.iso, at=AT)
    with pytest.raises(NotYet):
        services.plan_audit(found.number, 1, made.plan(who), by=who.iso, at=AT)
    services.change_programme(found.number, made.programme(scope="Toàn Cục"), by=who.iso, at=AT)
    body = now(found).said()
    assert isinstance(body, Programme)
    assert (body.version, body.scope) == (2, "Toàn Cục")
    before = [step.said() for step in one.steps(found) if step.verb == "approve"]
    assert [(each.version, each.scope) for each in before if isinstance(each, Programme)] == [(1, "Các chi cục")]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"purpose": " "}, Missing), ({"visits": ()}, Missing)],
)  # fmt: skip
def test_a_programme_says_what_for_and_names_audits(who: People, changes: dict[str, object], refusal: type) -> None:
    with pytest.raises(refusal):
        services.draft_programme(made.programme(**changes), by=who.iso, at=AT)


def test_a_visit_is_of_an_office_that_there_is_in_a_month_that_there_is_on_clauses_that_there_are(who: People) -> None:
    good = made.programme().visits[0]
    for changes in ({"office": "20XX"}, {"month": 13}, {"clauses": ("11.1",)}):
        visits = (msgspec.structs.replace(good, **changes),)
        with pytest.raises(Unknown):
            services.draft_programme(made.programme(visits=visits), by=who.iso, at=AT)


def test_nobody_audits_the_own_office_not_even_if_posted_there_after_the_plan(who: People) -> None:
    programme = made.approved(who)
    own = made.plan(who, auditors=(who.lead.account, who.officer.account))
    with pytest.raises(OwnWork):
        services.plan_audit(programme.number, 1, own, by=who.iso, at=AT)
    planned = services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)
    services.approve_audit(planned.number, by=who.leader, at=AT)
    accounts.give_post(account=who.auditor.account, tenure=Tenure("officer", DAY, office="20BB"), by=SYSTEM, at=AT)
    with pytest.raises(OwnWork):
        services.begin_audit(planned.number, by=who.lead, at=AT)


def test_a_visit_is_planned_once_on_working_days_and_again_when_it_was_cancelled(who: People) -> None:
    programme = made.approved(who)
    with pytest.raises(NotYet, match="no working day"):
        services.plan_audit(programme.number, 1, made.plan(who, date(2023, 5, 13)), by=who.iso, at=AT)
    first = services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)
    with pytest.raises(Twice, match=first.number):
        services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)
    services.cancel_audit(first.number, note="Bão", by=who.iso, at=AT)
    services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)


def test_an_audit_begins_on_its_day_and_a_changed_plan_is_approved_again(who: People) -> None:
    programme = made.approved(who)
    later = made.plan(who, DAY + timedelta(days=5))
    found = services.plan_audit(programme.number, 1, later, by=who.iso, at=AT)
    services.approve_audit(found.number, by=who.leader, at=AT)
    with pytest.raises(NotYet):
        services.begin_audit(found.number, by=who.lead, at=AT)
    services.change_audit(found.number, made.plan(who), note="Sớm hơn", by=who.iso, at=AT)
    with pytest.raises(Impossible):
        services.begin_audit(found.number, by=who.lead, at=AT)
    services.approve_audit(found.number, by=who.leader, at=AT)
    assert services.begin_audit(found.number, by=who.lead, at=AT).state == "checking"


def test_only_auditors_fill_the_checklist_and_only_the_lead_reports(who: People) -> None:
    found = made.begun(who)
    with pytest.raises(NotAllowed):
        services.answer_items(found.number, [Answer(1, "conforms")], by=who.officer, at=AT)
    services.answer_items(found.number, [Answer(1, "conforms"), Answer(2, "conforms")], by=who.auditor, at=AT)
    with pytest.raises(ChecklistOpen):
        services.report_audit(found.number, conclusion="x", by=who.lead, at=AT)
    services.answer_items(found.number, [Answer(3, "conforms")], by=who.lead, at=AT)
    with pytest.raises(NotAllowed):
        services.report_audit(found.number, conclusion="x", by=who.auditor, at=AT)
    services.report_audit(found.number, conclusion="x", by=who.lead, at=AT)
    assert not Record.objects.filter(kind="nonconformity").exists()
    body = now(found).said()
    assert isinstance(body, Audit)
    assert [item.by for item in body.items] == [who.auditor.account] * 2 + [who.lead.account]


def test_the_office_answers_within_the_calendar_and_somebody_else_verifies(who: People) -> None:
    fault = made.nonconformity(who)
    for day in (DAY - NEXT, date(2023, 5, 13), date(2023, 12, 1)):
        told = nonconformities.Answer("a", "b", "c", who.officer.account, day)
        with pytest.raises(DueWrong):
            nonconformities.answer(fault.number, told, by=who.head, at=AT)
    with pytest.raises(NotAllowed):
        made.answered(msgspec.structs.replace(who, head=who.officer), fault)
    made.answered(who, fault)
    nonconformities.accept(fault.number, by=who.lead, at=AT)
    nonconformities.report_done(fault.number, "Đã làm", by=who.officer, at=AT)
    with pytest.raises(NotAllowed):
        nonconformities.verify(fault.number, "Tốt", by=who.officer, at=AT)
    accounts.give_post(account=who.iso.account, tenure=Tenure("officer", DAY, office="20BB"), by=SYSTEM, at=AT)
    with pytest.raises(NotAnother):
        nonconformities.verify(fault.number, "Tốt", by=people.actor_for(who.iso.account, DAY), at=AT)
    assert nonconformities.verify(fault.number, "Tốt", by=who.auditor, at=AT).state == "verified"


def test_what_did_not_work_is_done_again_until_a_new_day(who: People) -> None:
    fault = made.nonconformity(who)
    made.answered(who, fault)
    nonconformities.accept(fault.number, by=who.iso, at=AT)
    nonconformities.extend(fault.number, date(2023, 6, 20), note="Chờ thiết bị", by=who.iso, at=AT)
    nonconformities.report_done(fault.number, "Đã làm", by=who.head, at=AT)
    found = nonconformities.reject(fault.number, date(2023, 7, 3), note="Còn sai", by=who.lead, at=AT)
    assert (found.state, found.due_on) == ("acting", date(2023, 7, 3))


def test_an_answer_that_does_not_do_is_given_back_with_new_days(who: People) -> None:
    fault = made.nonconformity(who)
    made.answered(who, fault)
    with pytest.raises(Missing):
        nonconformities.give_back(fault.number, note="", by=who.lead, at=AT)
    found = nonconformities.give_back(fault.number, note="Chưa tới gốc", by=who.lead, at=AT + 5 * NEXT)
    assert (found.state, found.due_on) == ("raised", date(2023, 5, 22))


def test_an_audit_is_not_closed_over_an_open_nonconformity_nor_a_year_over_an_open_audit(who: People) -> None:
    fault = made.nonconformity(who)
    with pytest.raises(StillOpen, match=fault.number):
        services.close_audit(fault.parent, by=who.iso, at=AT)
    audit = Record.objects.get(number=fault.parent)
    second = services.plan_audit(audit.parent, 2, made.plan(who), by=who.iso, at=AT)
    with pytest.raises(StillOpen, match=second.number):
        services.report_programme(audit.parent, "Xong", by=who.iso, at=AT)
    services.cancel_audit(second.number, note="Gộp", by=who.iso, at=AT)
    services.report_programme(audit.parent, "Xong", by=who.iso, at=AT)
    assert services.close_programme(audit.parent, by=who.leader, at=AT).state == "closed"


def test_two_who_saw_the_same_cannot_both_act_on_it(who: People) -> None:
    fault = made.nonconformity(who)
    seen = fault.leaf
    made.answered(who, fault)
    told = nonconformities.Answer("a", "b", "c", who.officer.account, DAY)
    with pytest.raises(Changed):
        nonconformities.answer(fault.number, told, seen=seen, by=who.head, at=AT)


def test_a_review_looks_at_every_subject_and_its_decisions_are_followed(who: People) -> None:
    found = reviews.prepare_review(2023, DAY, [Input("audits", "1 cuộc")], by=who.iso, at=AT)
    with pytest.raises(Missing):
        reviews.hold_review(found.number, present="A", minutes="B", decisions=[], by=who.iso, at=AT)
    with pytest.raises(Unknown):
        reviews.change_review(found.number, DAY, [Input("weather", "x")], by=who.iso, at=AT)
    held = made.held(who)
    (number,) = reviews.decided_by(held.number)
    with pytest.raises(StillOpen):
        reviews.close_review(held.number, by=who.iso, at=AT)
    with pytest.raises(NotAllowed):
        reviews.decision_done(number, "x", by=who.officer, at=AT)
    reviews.decision_done(number, "Đã mua", by=who.head, at=AT)
    reviews.confirm_decision(number, by=who.iso, at=AT)
    assert reviews.close_review(held.number, by=who.iso, at=AT).state == "closed"


def test_an_objective_is_measured_in_quarters_that_have_begun_and_keeps_what_was_written_before(who: People) -> None:
    found = made.objective(who)
    with pytest.raises(NotYet):
        standing.measure(found.number, Value(3, Decimal(99), "Sổ"), by=who.iso, at=AT)
    standing.measure(found.number, Value(1, Decimal("97.6"), "Tính lại"), by=who.iso, at=AT)
    values = [step.said().values[0].value for step in one.steps(found) if step.verb == "measure"]  # type: ignore[union-attr]
    assert values == [Decimal("97.6"), Decimal("97.5"), Decimal("97.5")]


def test_conformity_is_declared_on_an_audit_and_a_review_of_the_year(who: People) -> None:
    with pytest.raises(NotGrounded):
        standing.draft_statement(2023, scope="s", text="t", by=who.iso, at=AT)
    made.reported(who)
    with pytest.raises(NotGrounded):
        standing.draft_statement(2023, scope="s", text="t", by=who.iso, at=AT)
    made.held(who)
    found = made.published(who)
    assert [each.number for each in listing.published()] == [found.number]
    with pytest.raises(Twice):
        standing.draft_statement(2023, scope="s", text="t", by=who.iso, at=AT)
    standing.withdraw_statement(found.number, note="Sai phạm vi", by=who.leader, at=AT)
    assert listing.published()[0].state == "withdrawn"


def test_each_sees_what_concerns_the_own_office_audits_and_work(who: People) -> None:
    fault = made.nonconformity(who)
    other = made.person("bc", "head", "20BC")
    for actor, sees in ((who.iso, True), (who.leader, True), (who.head, True), (who.officer, True), (who.lead, True),
                        (other, False)):  # fmt: skip
        found = one.visible_to(actor).filter(number=fault.number).exists()
        assert found is sees, actor.name
    with pytest.raises(NotFound):
        one.find(fault.number, other)


def test_what_is_overdue_is_told_once_for_each_due_day(who: People) -> None:
    fault = made.nonconformity(who)
    day = AT + timedelta(days=8)
    assert services.remind(AT + timedelta(days=7)) == 0
    before = Notice.objects.count()
    assert services.remind(day) == services.remind(day + NEXT) == 1
    told = Notice.objects.filter(subject=fault.number, link__contains="due=").values_list("recipient", flat=True)
    assert sorted(told) == sorted(f"account/{each.account}" for each in (who.iso, who.head))
    assert Notice.objects.count() == before + 2
    assert [each.number for each in listing.late(who.head, (day + HOUR).date())] == [fault.number]
