"""Whatever room charges: what comes when its day is closed, or is being closed, is booked on the first open day."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from tests.at_once import together
from tests.rooms.crossings.people_desk import AT, DAY, HERE
from tests.rooms.declarations.recorded_factories import registered, unit
from tests.rooms.revenue.test_revenue_parallel import on_disk  # noqa: F401 - a fixture

from motcua.crossings import people_factories as people
from motcua.crossings.services import controls, residents
from motcua.declarations import factories
from motcua.declarations import services as declarations
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.parties import services as parties
from motcua.revenue import queries, services
from motcua.revenue.models import Obligation, Transfer

ONE = timedelta(days=1)
NEXT = AT + ONE


def open_the_department() -> None:
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))


def lodge(no: int) -> int:
    answers = declarations.submit([declarations.Raw(factories.body(no, day=DAY), AT)], by=SYSTEM)
    assert answers[0].accepted
    return answers[0].declaration_id


def taxed(first: int) -> int:
    """A declaration that owes something."""
    return next(found for no in range(first, first + 20) if queries.obliged([found := lodge(no)]))


def record() -> int:
    declarations.record([unit(registered(1))], by=SYSTEM, at=NEXT)
    return Obligation.objects.latest("leaf").declaration_id


def control() -> int:
    return controls.record(people.case(people.spirits("2.5", 2_500_000)), by=HERE, at=AT).id


def resident() -> int:
    return residents.declare([people.declared(DAY, 3_000_000)], by=HERE, at=AT, over="tax")[0].id


CHARGES: dict[str, Callable[[], int]] = {
    "registration": lambda: taxed(0), "record": record, "control": control, "resident": resident,
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("room", CHARGES)
def test_a_charge_of_a_closed_day_is_booked_on_the_next_and_everything_verifies(room: str) -> None:
    open_the_department()
    services.close_days(DAY, by=SYSTEM, at=NEXT)
    subject = CHARGES[room]()
    found = Transfer.objects.filter(declaration_id=subject)
    assert {(each.day, law_day(each.at)) for each in found} == {(DAY + ONE, DAY)}
    log.sequence()
    assert verification.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_registrations_that_come_while_their_day_is_being_closed_wait_and_are_all_accepted(
    on_disk: None,  # noqa: F811
) -> None:
    open_the_department()
    first = taxed(0)
    closing = threading.Event()

    def shut() -> list[object]:
        with transaction.atomic():
            days = services.close_days(DAY, by=SYSTEM, at=NEXT)
            closing.set()
            time.sleep(0.4)
        return [*days]

    def late(no: int) -> int:
        closing.wait(10)
        return lodge(no)

    found = together(shut, *[lambda no=no: late(no) for no in range(100, 106)])
    assert found[0] == [DAY]
    assert all(isinstance(each, int) for each in found[1:])
    booked = {each.day for each in Transfer.objects.exclude(declaration_id=first)}
    assert booked == {DAY + ONE}
    log.sequence()
    assert verification.verify().faults == []
