"""Deadlines move over a confirmed outage, by themselves; `verify` agrees; the trader has it certified."""

import json
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.declarations.test_life import lodged
from tests.rooms.declarations.test_life_checks import trader

from motcua.declarations import services
from motcua.declarations.domain.errors import NotHit
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Certificate, Declaration
from motcua.declarations.services.deadlines import due_at, last_day
from motcua.declarations.services.moving import TOGETHER
from motcua.ground import queries as ground
from motcua.ground.domain import verify_receipt
from motcua.ground.domain.outages import Verdict
from motcua.ground.models import Job, Notice
from motcua.ground.queries import verification
from motcua.ground.services import jobs, log
from motcua.ground.services import outages as outages_services
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.reference import queries as reference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
HEAD = Actor(2, "Chi cục trưởng", posts=frozenset({Post("head", "20BB")}))
WHY = "Đứt cáp tới các chi cục (giả định)"
THURSDAY = date(2023, 5, 4)


def down(began: datetime, ended: datetime, *, works: bool = True) -> int:
    """An outage, confirmed a minute after it ended; with its job done unless that is left waiting."""
    at = ended + timedelta(minutes=1)
    found = outages_services.add("lines", began, ended, reason=WHY, by=SYSTEM, at=at)
    outages_services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=at)
    if works:
        jobs.run_due(at + HOUR)
    return found


def now(stored: Declaration) -> Declaration:
    return Declaration.objects.get(pk=stored.pk)


def test_working_hours_in_an_outage_do_not_count(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    assert stored.due_at == at + 2 * HOUR
    down(at + HOUR, at + 2 * HOUR)
    assert now(stored).due_at == law_moment(THURSDAY, 12)


def test_time_in_which_the_office_was_closed_anyway_moves_nothing(at: datetime) -> None:
    stored = lodged(at, Channel.RED)
    due = stored.due_at
    down(law_moment(THURSDAY, 12), law_moment(THURSDAY, 13))
    down(law_moment(THURSDAY, 18), law_moment(THURSDAY + timedelta(days=1), 7))
    assert now(stored).due_at == due


def test_a_term_in_days_whose_last_day_lost_an_hour_ends_a_working_day_later(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Nộp hợp đồng", by=officer, at=at)
    last = date(2023, 5, 11)
    down(law_moment(last, 9), law_moment(last, 9, 59))
    assert now(stored).due_at == law_moment(last, 0) + timedelta(days=1)
    down(law_moment(last, 15), law_moment(last, 15, 1))
    assert now(stored).due_at == law_moment(last, 0) + timedelta(days=2)
    told = Notice.objects.filter(kind="outage")
    assert [(each.recipient, each.subject) for each in told] == [(f"party/{stored.party}", stored.number)]


def test_a_declaration_does_not_lapse_on_a_day_that_was_lost(at: datetime) -> None:
    assert last_day(date(2023, 5, 19)) == date(2023, 5, 19)
    down(law_moment(date(2023, 5, 19), 8), law_moment(date(2023, 5, 19), 17))
    assert last_day(date(2023, 5, 19)) == date(2023, 5, 22)


def test_verify_agrees_before_and_after_deadlines_are_worked_out_anew(at: datetime) -> None:
    stored = [lodged(at, Channel.YELLOW)]
    down(at + HOUR, at + 2 * HOUR, works=False)
    log.sequence()
    assert now(stored[0]).due_at == at + 2 * HOUR
    assert verification.verify().faults == []
    jobs.run_due(at + 9 * HOUR)
    assert now(stored[0]).due_at != at + 2 * HOUR
    assert verification.verify().faults == []
    Declaration.objects.filter(pk=stored[0].pk).update(due_at=at + 2 * HOUR)
    assert [str(fault.words.en) for fault in verification.verify().faults] == ["Wrong deadline."]


def test_a_step_taken_after_the_outage_was_confirmed_counts_without_it_at_once(at: datetime, officer: Actor) -> None:
    down(at + HOUR, at + 2 * HOUR, works=False)
    stored = lodged(at, Channel.YELLOW)
    assert now(stored).due_at == law_moment(THURSDAY, 12)


def test_many_declarations_are_moved_some_at_a_time(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.declarations.services.moving.TOGETHER", 2)
    lodged(at, Channel.YELLOW)
    stored = list(Declaration.objects.filter(state=State.DOCUMENT_CHECK))
    assert len(stored) > 3
    down(at + HOUR, at + 2 * HOUR)
    for _ in count():
        if not Job.objects.filter(kind=outages_services.CONFIRMED).exists():
            break
        jobs.run_due(at + 9 * HOUR)
    assert {now(each).due_at for each in stored} == {law_moment(THURSDAY, 12)}
    assert TOGETHER > 100


def test_a_certificate_names_the_interval_and_the_deadline_before_and_after(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    outage = down(at + HOUR, at + 2 * HOUR)
    made = services.certify(now(stored), outage, by=trader(stored), at=at + 9 * HOUR)
    told = ground.receipt(made.leaf)
    assert told is not None
    assert verify_receipt.faults(told) == []
    facts = json.loads(told["body"])["facts"]
    assert (facts["declaration"], facts["service"]) == (stored.number, "lines")
    assert datetime.fromisoformat(facts["before"]) == at + 2 * HOUR
    assert datetime.fromisoformat(facts["after"]) == law_moment(THURSDAY, 12)
    log.sequence()
    assert verification.verify().faults == []


def test_the_same_certificate_is_given_again(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    outage = down(at + HOUR, at + 2 * HOUR)
    first = services.certify(now(stored), outage, by=trader(stored), at=at + 9 * HOUR)
    assert services.certify(now(stored), outage, by=trader(stored), at=at + 10 * HOUR).leaf == first.leaf
    down(at + 2 * HOUR, at + 3 * HOUR)
    assert services.certify(now(stored), outage, by=trader(stored), at=at + 30 * HOUR).leaf != first.leaf
    assert Certificate.objects.count() == 2


def test_an_outage_after_the_check_had_ended_certifies_nothing(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.accept_documents([services.Step(stored.id, at + HOUR / 2)], by=officer)
    outage = down(at + HOUR, at + 2 * HOUR)
    assert services.hits(now(stored)) == []
    with pytest.raises(NotHit):
        services.certify(now(stored), outage, by=trader(stored), at=at + 9 * HOUR)


def test_a_check_that_ended_within_the_moved_deadline_can_still_be_certified(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.accept_documents([services.Step(stored.id, at + 2 * HOUR + HOUR / 2)], by=officer)
    down(at + HOUR, at + 2 * HOUR)
    [hit] = services.hits(now(stored))
    assert (hit.state, hit.before, hit.after) == (State.DOCUMENT_CHECK, at + 2 * HOUR, law_moment(THURSDAY, 12))


minutes = st.integers(0, 14 * 24 * 60)


@given(minutes, st.lists(st.tuples(minutes, minutes), max_size=6))
def test_no_outage_ever_brings_a_deadline_forward(start: int, pairs: list[tuple[int, int]]) -> None:
    """And a deadline always leaves the same number of open minutes."""
    base = law_moment(THURSDAY, 0)
    since = base + timedelta(minutes=start)
    held = tuple(sorted((base + timedelta(minutes=min(p)), base + timedelta(minutes=max(p))) for p in pairs))
    for state in (State.DOCUMENT_CHECK, State.PHYSICAL_CHECK, State.DOCUMENT_QUERY, State.RELEASED):
        before, after = due_at(state, since, "", ()), due_at(state, since, "", held)
        assert before is not None
        assert after is not None
        assert after >= before
    open_ = reference.calendar_with(held).hours_between(since, due_at(State.DOCUMENT_CHECK, since, "", held) or since)
    assert open_ == 2 * HOUR
