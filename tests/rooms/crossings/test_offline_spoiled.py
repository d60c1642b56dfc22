"""One change in any column of what a gate sent, or of what became of it, is found by `verify`, and its table named."""

import pytest
from django.db import connection
from tests.faults.gate_days import days_of_gates
from tests.faults.spoiling import missed

from motcua.crossings import events_offline as events
from motcua.crossings import factories as made
from motcua.crossings.domain.plates import fold
from motcua.ground.queries import verification

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]


def test_any_change_in_the_tables_of_gates_is_seen() -> None:
    days_of_gates()
    assert verification.verify().faults == []
    assert missed(set(events.COLUMNS)) == []


def test_a_crossing_taken_from_a_merged_record_is_missed() -> None:
    days_of_gates()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM crossings_crossing WHERE plate = %s", (fold(made.plate(1)),))
    assert any("crossings_gate_outcome" in fault.place for fault in verification.verify(most=50).faults)
