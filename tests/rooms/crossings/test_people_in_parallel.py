"""Two at once: no quarter hour falls below zero and no resident passes the allowance, on either engine."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from tests.rooms.crossings.people_desk import AT, DAY, HERE, faults
from tests.rooms.revenue.test_revenue_parallel import on_disk  # noqa: F401 - a fixture

from motcua.crossings import people_factories as made
from motcua.crossings.domain.people_errors import BelowZero
from motcua.crossings.queries import people_statistics
from motcua.crossings.queries import residents as queries
from motcua.crossings.services import passengers, residents
from motcua.crossings.services.passengers import Sent
from motcua.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]
WRONG = Sent(note="đếm nhầm")


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Each act in a thread of its own, begun together; what each gave or raised."""
    found: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[place] = act()
        except (Refusal, DatabaseError) as refusal:
            found[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_corrections_at_once_take_away_no_more_than_there_was() -> None:
    passengers.count([made.count(AT, 5), made.count(AT - timedelta(hours=1), 50)], by=HERE, at=AT)
    one = lambda: passengers.correct([made.count(AT, -2)], by=HERE, at=AT, sent=WRONG)  # noqa: E731
    found = at_once([one] * 4)
    assert sorted(type(each).__name__ for each in found) == ["BelowZero", "BelowZero", "Counted", "Counted"]
    assert all(isinstance(each, passengers.Counted | BelowZero) for each in found)
    assert people_statistics.passengers(DAY, DAY) == 51
    assert faults() == []


def test_counts_at_once_all_arrive_and_the_same_key_once() -> None:
    acts = [lambda no=no: passengers.count([made.count(AT, no)], by=HERE, at=AT) for no in (1, 2, 3)]
    twice = lambda: passengers.count([made.count(AT, 10)], by=HERE, at=AT, sent=Sent(key="k"))  # noqa: E731
    found = at_once([*acts, twice, twice])
    assert all(isinstance(each, passengers.Counted) for each in found), found
    assert people_statistics.passengers(DAY, DAY) == 16
    assert faults() == []


def test_a_resident_who_declares_at_two_desks_at_once_passes_the_day_once() -> None:
    one = lambda: residents.declare([made.declared(DAY, 1_500_000)], by=HERE, at=AT)[0].outcome  # noqa: E731
    assert sorted(map(str, at_once([one] * 4))) == ["free", "referred", "referred", "referred"]
    assert queries.left("GTH000001", DAY).value == 500_000
    assert faults() == []


def test_a_resident_who_declares_on_six_days_at_once_gets_four_of_the_month() -> None:
    late = AT + timedelta(days=6)
    acts = [
        lambda no=no: residents.declare([made.declared(DAY + timedelta(days=no))], by=HERE, at=late)[0].outcome
        for no in range(6)
    ]
    assert sorted(map(str, at_once(acts))) == ["free"] * 4 + ["referred"] * 2
    assert faults() == []
