"""A confirmed outage moves the deadlines of transports by themselves; `verify` works them out again."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.transport.conftest import AT, BOXES, DAY, HEAD, HERE, HOUR, THERE, TRADER
from tests.rooms.transport.test_transport_life import faults, told

from motcua.ground.domain.outages import Verdict
from motcua.ground.services import jobs, outages
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.transport import factories, services
from motcua.transport.models import Step, Transport

WHY = "Đứt cáp tới các chi cục (giả định)"


def down(began: datetime, ended: datetime, *, works: bool = True) -> None:
    """An outage, confirmed a minute after it ended; with its jobs done unless they are left waiting."""
    at = ended + timedelta(minutes=1)
    found = outages.add("lines", began, ended, reason=WHY, by=SYSTEM, at=at)
    outages.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=at)
    if works:
        jobs.run_due(at + HOUR)


def now(number: str) -> Transport:
    return Transport.objects.get(root=number[:11])


def test_an_officer_decides_an_hour_later_for_an_hour_that_was_lost(registered: services.Registered) -> None:
    down(AT + HOUR, AT + 2 * HOUR)
    assert now(registered.number).due_at == law_moment(DAY, 12)
    assert told() == []
    assert faults() == []


def test_goods_on_the_way_may_come_later_and_their_plan_stays(under_way: Transport) -> None:
    down(AT + 4 * HOUR, AT + 7 * HOUR)
    found = now(under_way.number)
    assert (found.due_at, found.end_at) == (under_way.end_at + 3 * HOUR, under_way.end_at)
    assert told()[-1].startswith("Because of an outage, the goods of transport")
    assert services.note_overdue(found.due_at) == 0
    assert services.note_overdue(found.due_at + HOUR) == 1
    assert faults() == []


def test_an_outage_before_the_departure_or_after_the_arrival_moves_nothing(under_way: Transport) -> None:
    down(AT, AT + 2 * HOUR)
    assert now(under_way.number).due_at == under_way.end_at
    services.arrive(under_way.number, BOXES, by=THERE, at=AT + 5 * HOUR)
    down(AT + 3 * HOUR, AT + 4 * HOUR)
    assert now(under_way.number).due_at is None
    assert faults() == []


def test_an_extension_is_the_time_that_the_officer_gave_whatever_was_lost_before(under_way: Transport) -> None:
    down(AT + 3 * HOUR, AT + 5 * HOUR)
    until = under_way.end_at + 9 * HOUR
    services.extend(under_way.number, until=until, note="Hỏng xe", by=HERE, at=AT + 6 * HOUR)
    assert now(under_way.number).due_at == until
    down(AT + 7 * HOUR, AT + 8 * HOUR)
    assert now(under_way.number).due_at == until + HOUR
    assert faults() == []


def test_what_was_noted_as_overdue_before_the_outage_was_confirmed_is_noted_again(under_way: Transport) -> None:
    late = under_way.end_at + HOUR
    assert services.note_overdue(late) == 1
    down(AT + 3 * HOUR, AT + 8 * HOUR)
    assert services.note_overdue(late + 3 * HOUR) == 0
    assert services.note_overdue(late + 5 * HOUR) == 1
    assert Step.objects.filter(verb="note overdue").count() == 2
    assert faults() == []


def test_verify_takes_both_while_the_job_waits_and_finds_a_deadline_that_somebody_changed(
    registered: services.Registered,
) -> None:
    down(AT + HOUR, AT + 2 * HOUR, works=False)
    assert now(registered.number).due_at == AT + 2 * HOUR
    assert faults() == []
    jobs.run_due(AT + 9 * HOUR)
    assert faults() == []
    Transport.objects.update(due_at=AT + 2 * HOUR)
    assert faults() == [f"transport_transport {registered.number}"]


def test_what_is_registered_after_the_outage_was_confirmed_counts_without_it_at_once(department: None) -> None:
    down(AT + HOUR, AT + 2 * HOUR, works=False)
    number = services.register(factories.transport(), by=TRADER, at=AT).number
    assert now(number).due_at == law_moment(DAY, 12)


def test_many_are_moved_some_at_a_time(department: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.transport.services.moving.TOGETHER", 2)
    for no in range(1, 6):
        services.register(factories.transport(no), by=TRADER, at=AT)
    down(AT + HOUR, AT + 2 * HOUR)
    for _ in range(3):
        jobs.run_due(AT + 9 * HOUR)
    assert set(Transport.objects.values_list("due_at", flat=True)) == {law_moment(DAY, 12)}
