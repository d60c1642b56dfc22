"""Whose names stand under a record on paper."""

import pytest
from tests.rooms.procedures import audit_factories as made
from tests.rooms.procedures.audit_factories import AT, DAY, HOUR, People

from motcua.procedures.audit_models import Record
from motcua.procedures.queries.audit import one
from motcua.procedures.services import audit as services

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> People:
    return made.some_people()


def signed(found: Record) -> dict[str, str]:
    return {verb: step.actor for verb, step in one.signers(one.steps(found)).items()}


def test_what_is_opened_again_bears_no_approval_until_it_is_approved_anew(who: People) -> None:
    iso, leader = who.iso.reference, who.leader.reference
    found = made.approved(who)
    assert signed(found) == {"enter": iso, "approve": leader}
    services.revise_programme(found.number, note="Thêm một chi cục", by=who.iso, at=AT)
    assert signed(found) == {"enter": iso}
    services.propose_programme(found.number, by=who.iso, at=AT)
    services.return_programme(found.number, note="Chưa đủ", by=who.leader, at=AT)
    assert signed(found) == {"enter": iso}
    services.propose_programme(found.number, by=who.iso, at=AT)
    services.approve_programme(found.number, by=who.leader, at=AT)
    services.report_programme(found.number, "Xong", by=who.iso, at=AT)
    assert signed(found) == {"enter": iso, "approve": leader, "report": iso}
    services.reopen_programme(found.number, note="Thiếu số liệu", by=who.leader, at=AT)
    assert signed(found) == {"enter": iso, "approve": leader}


def test_a_plan_that_was_changed_bears_the_name_of_who_changed_it_and_no_approval(who: People) -> None:
    other = made.person("iso2", "iso")
    within = made.approved(who)
    found = services.plan_audit(within.number, 1, made.plan(who), by=who.iso, at=AT)
    services.approve_audit(found.number, by=who.leader, at=AT)
    services.change_audit(found.number, made.plan(who, DAY), note="Đổi đoàn", by=other, at=AT + HOUR)
    assert signed(found) == {"enter": other.reference}
