"""Who stands in for somebody has written, answered and judged as that person too."""

from dataclasses import replace

import pytest
from tests.rooms.procedures import audit_factories as made
from tests.rooms.procedures.audit_factories import AT, People

from motcua.kernel.actor import Actor
from motcua.people.queries import rights
from motcua.procedures.domain.audit.errors import NotAnother, OwnApproval
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import nonconformities, reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> People:
    return made.some_people()


def standing_in(delegate: Actor, absent: Actor) -> Actor:
    """Who stands in has the posts of the absent one alone."""
    return replace(delegate, posts=absent.posts, behalf=absent.account)


def test_who_stands_in_for_the_writer_does_not_approve_nor_the_writer_for_the_leader(who: People) -> None:
    found = services.draft_programme(made.programme(), by=who.iso, at=AT)
    services.propose_programme(found.number, by=who.iso, at=AT)
    both = replace(who.leader, behalf=who.iso.account)
    for by in (standing_in(who.iso, who.leader), both):
        with pytest.raises(OwnApproval):
            services.approve_programme(found.number, by=by, at=AT)
    assert services.approve_programme(found.number, by=standing_in(who.lead, who.leader), at=AT).state == "approved"


def test_for_whom_it_was_written_does_not_approve_it_nor_who_wrote_a_part_before(who: People) -> None:
    found = services.draft_programme(made.programme(), by=standing_in(who.lead, who.iso), at=AT)
    services.change_programme(found.number, made.programme(scope="Toàn Cục"), by=who.iso, at=AT)
    services.propose_programme(found.number, by=who.iso, at=AT)
    for writer in (who.iso, who.lead):
        with pytest.raises(OwnApproval):
            services.approve_programme(found.number, by=standing_in(writer, who.leader), at=AT)
    services.approve_programme(found.number, by=who.leader, at=AT)
    services.revise_programme(found.number, note="Bổ sung", by=who.iso, at=AT)
    services.propose_programme(found.number, by=who.iso, at=AT)
    after = services.approve_programme(found.number, by=standing_in(who.lead, who.leader), at=AT)
    assert after.state == "approved", "what was approved before is no longer what waits"


def done_by(who: People, doer: Actor) -> str:
    fault = made.nonconformity(who)
    made.answered(who, fault)
    nonconformities.accept(fault.number, by=who.lead, at=AT)
    nonconformities.report_done(fault.number, "Đã làm", by=doer, at=AT)
    return fault.number


def test_whose_delegate_reported_the_work_does_not_verify_it(who: People) -> None:
    stranger = made.person("cf3", "officer", "20CF")
    number = done_by(who, replace(standing_in(stranger, who.head), behalf=who.iso.account))
    with pytest.raises(NotAnother):
        nonconformities.verify(number, "Tốt", by=who.iso, at=AT)


@pytest.mark.parametrize("absent", ["head", "officer"])
def test_nobody_verifies_standing_in_for_somebody_of_the_office(who: People, absent: str) -> None:
    number = done_by(who, who.officer)
    with pytest.raises(NotAnother):
        nonconformities.verify(number, "Tốt", by=replace(who.iso, behalf=getattr(who, absent).account), at=AT)
    assert nonconformities.verify(number, "Tốt", by=who.iso, at=AT).state == "verified"


def test_who_carried_a_decision_out_does_not_confirm_it_by_delegation(who: People) -> None:
    (number,) = reviews.decided_by(made.held(who).number)
    reviews.decision_done(number, "Đã mua", by=who.head, at=AT)
    with pytest.raises(NotAnother):
        reviews.confirm_decision(number, by=standing_in(who.head, who.iso), at=AT)
    with pytest.raises(NotAnother):
        reviews.confirm_decision(number, by=replace(who.iso, behalf=who.head.account), at=AT)
    assert reviews.confirm_decision(number, by=who.iso, at=AT).state == "closed"


def test_a_delegate_is_named_with_the_absent_one(who: People) -> None:
    by = standing_in(who.lead, who.leader)
    assert rights.persons_named([by.reference]) == {by.reference: "Người cf1, Người ld1"}
