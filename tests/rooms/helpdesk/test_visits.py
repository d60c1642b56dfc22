"""Visits to enterprises: planned, made, followed up, closed; who sees and does what."""

from datetime import date

import pytest
from tests.rooms.helpdesk.meeting_desk import (
    BEGINS,
    CODES,
    DAYS,
    HEAD,
    OFFICER,
    OTHER_HEAD,
    SUPPORT,
    TRADERS,
    enterprises,
    visited,
)

from motcua.ground.models import Notice
from motcua.helpdesk.domain.meetings.errors import DueBefore, NeedsWords, StillOpen, TooEarly
from motcua.helpdesk.domain.meetings.plans import Findings, Todo, VisitPlan
from motcua.helpdesk.models import Visit
from motcua.helpdesk.queries.meetings import figures, visits
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import PUBLIC
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
TODAY = BEGINS.date()


@pytest.fixture
def register(db: None) -> None:
    enterprises()


def planned(day: date = TODAY) -> Visit:
    return meetings.plan_visit(VisitPlan("20BB", CODES[0], day, "Nắm khó khăn", "Đội"), by=HEAD, at=BEGINS - DAYS)


def test_a_visit_is_announced_to_the_enterprise_and_seen_by_no_other() -> None:
    found = planned()
    assert found.number == "LV-2023-0001"
    assert Notice.objects.filter(recipient=f"party/{CODES[0]}").count() == 1
    assert visits.find(found.number, TRADERS[0]).pk == found.pk
    for other in (TRADERS[1], PUBLIC):
        with pytest.raises(NotFound):
            visits.find(found.number, other)


def test_an_unknown_enterprise_is_not_visited_and_another_branch_plans_nothing_here() -> None:
    asked = VisitPlan("20BB", "0000000000", TODAY, "Nắm khó khăn", "Đội")
    with pytest.raises(NotFound):
        meetings.plan_visit(asked, by=HEAD, at=BEGINS)
    for by in (OTHER_HEAD, OFFICER, TRADERS[0]):
        with pytest.raises(NotAllowed):
            meetings.plan_visit(VisitPlan("20BB", CODES[0], TODAY, "x", "y"), by=by, at=BEGINS)


def test_findings_are_of_a_day_that_has_come() -> None:
    found = planned()
    with pytest.raises(TooEarly):
        meetings.findings(found.number, Findings(TODAY + DAYS, "GĐ", "Khó khăn"), by=HEAD, at=BEGINS)
    with pytest.raises(NeedsWords):
        meetings.findings(found.number, Findings(TODAY, "GĐ", " "), by=HEAD, at=BEGINS)
    assert figures.visits(date(2023, 1, 1), date(2023, 12, 31)) == 0
    meetings.findings(found.number, Findings(TODAY, "GĐ", "Khó khăn"), by=HEAD, at=BEGINS)
    assert figures.visits(date(2023, 1, 1), date(2023, 12, 31)) == 1
    assert figures.visits(TODAY + DAYS, date(2023, 12, 31)) == 0
    assert [row["visit"] for row in figures.visit_rows(TODAY, TODAY)] == [found.number]


def test_what_is_to_be_done_is_overdue_the_day_after_and_its_owner_ends_it() -> None:
    made = visited()
    with pytest.raises(DueBefore):
        meetings.follow_up(made.number, Todo("Gửi tài liệu", OFFICER.account, TODAY - DAYS), by=HEAD, at=BEGINS)
    meetings.follow_up(made.number, Todo("Gửi tài liệu", OFFICER.account, TODAY), by=HEAD, at=BEGINS)
    assert Notice.objects.filter(recipient=f"account/{OFFICER.account}").count() == 1
    assert visits.open_actions(HEAD, late_on=TODAY) == []
    assert len(visits.open_actions(HEAD, late_on=TODAY + DAYS)) == 1
    with pytest.raises(StillOpen):
        meetings.close_visit(made.number, by=HEAD, at=BEGINS)
    with pytest.raises(NotAllowed):
        meetings.action_done(made.number, 1, outcome="Đã gửi", by=OTHER_HEAD, at=BEGINS)
    meetings.extend_action(made.number, 1, due_on=TODAY + 3 * DAYS, note="Chờ tài liệu", by=HEAD, at=BEGINS)
    meetings.action_done(made.number, 1, outcome="Đã gửi", by=OFFICER, at=BEGINS + DAYS)
    with pytest.raises(Impossible):
        meetings.drop_action(made.number, 1, outcome="Thôi", by=SUPPORT, at=BEGINS + DAYS)
    assert meetings.close_visit(made.number, by=HEAD, at=BEGINS + DAYS).state == "closed"


def test_a_visit_that_was_made_is_not_cancelled_and_a_cancelled_one_is_hidden_from_the_enterprise() -> None:
    made = visited()
    with pytest.raises(Impossible):
        meetings.cancel_visit(made.number, note="Bão", by=HEAD, at=BEGINS)
    other = planned()
    meetings.cancel_visit(other.number, note="Bão", by=HEAD, at=BEGINS)
    with pytest.raises(NotFound):
        visits.find(other.number, TRADERS[0])
    told = Notice.objects.filter(subject=other.number, words_en__contains="cancelled")
    assert [each.link for each in told] == ["/support/visits/"]
