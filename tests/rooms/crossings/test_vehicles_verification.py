"""One change in any column of any table of the gates makes `verify` fail and name the table."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.faults.spoiling import missed
from tests.rooms.crossings.conftest import AT, CARRIER, DAY, GATE, HOUR, verified

from motcua.crossings import events_offline, people_models
from motcua.crossings import factories as made
from motcua.crossings.domain.message import Extension
from motcua.crossings.models import Permit, Stay
from motcua.crossings.services import announcing, gate, stays, watched
from motcua.crossings.services.recording import record_passages
from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.ground.domain.covering import REGISTER
from motcua.kernel.actor import SYSTEM
from motcua.risk import services as risk

pytestmark = pytest.mark.django_db
MINE = sorted(
    (
        {table for table in REGISTER.tables if table.startswith("crossings_")}
        | {table for check in REGISTER.checks.values() for table in check.tables if table.startswith("crossings_")}
    )
    - set(events_offline.COLUMNS)
    - {model._meta.db_table for model in vars(people_models).values() if hasattr(model, "_meta")}
)
"""The tables of gates that may be cut off, and those of people, have days of their own."""


def a_day_at_the_gate() -> None:
    """Announced, corrected, held, let pass with goods and without, taken back; stays asked for, extended, marked."""
    risk.seed(b"gate", by=SYSTEM, at=AT - timedelta(days=400))
    bodies = [write(factories.declaration(no, day=DAY, direction="export")) for no in range(12)]
    services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    permit = Permit.objects.order_by("leaf")[0]
    services.pass_supervision([services.Step(permit.declaration_id, AT + HOUR)], by=SYSTEM)
    number = announcing.announce(made.vehicle(1, day=DAY), by=CARRIER, at=AT).number
    number = announcing.correct(number, made.vehicle(1, day=DAY, colour="RED"), by=CARRIER, at=AT).number
    gate.arrive(number, lane="V1", by=GATE, at=AT)
    gate.hold(number, note="chì", by=GATE, at=AT)
    gate.free(number, note="đúng", by=GATE, at=AT)
    gate.let_pass(number, by=GATE, at=AT + HOUR)
    loaded = made.passage(
        AT + HOUR, 2, direction="out", country="VN", plate=made.plate(2, "VN"), laden=True,
        declarations=(f"{permit.root}0",),
    )  # fmt: skip
    record_passages([loaded, made.passage(AT + HOUR, 3), made.passage(AT + HOUR, 4)], by=GATE, at=AT + HOUR)
    wrong = record_passages([made.passage(AT + 2 * HOUR, 3, direction="out")], by=GATE, at=AT + 2 * HOUR)
    gate.take_back(wrong.leaf, 0, note="nhầm", by=GATE, at=AT + 2 * HOUR)
    record_passages([made.passage(AT + 3 * HOUR, 4, direction="out")], by=GATE, at=AT + 3 * HOUR)
    mine = Stay.objects.get(party="5799900001")
    stays.ask((mine.leaf, mine.no), until=DAY + timedelta(days=4), note="hỏng", by=CARRIER, at=AT + 3 * HOUR)
    other = Stay.objects.get(plate="GUIP00003")
    told = Extension("1", DAY + timedelta(days=9), "HQ", DAY, "S")
    stays.extend((other.leaf, other.no), told, by=GATE, at=AT + 3 * HOUR)
    stays.mark(AT + 22 * HOUR)
    watched.watch(watched.Sight("TD-1", "vehicle", "GUIP00009", DAY, DAY + timedelta(days=9)), by=SYSTEM, at=AT)
    watched.stop_watching("TD-1", by=SYSTEM, at=AT + HOUR)


def test_a_change_anywhere_at_the_gate_is_seen_and_its_table_named(department: None) -> None:
    a_day_at_the_gate()
    assert verified() == []
    assert len(MINE) == 12
    assert missed(set(MINE)) == []


@pytest.mark.parametrize("table", MINE)
def test_a_row_that_is_gone_is_missed(table: str, department: None) -> None:
    a_day_at_the_gate()
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
    assert any(place.startswith(table) or "leaf" in place for place in verified()), table
