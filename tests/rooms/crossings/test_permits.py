"""Passage before clearance is impossible: permits follow the life of a declaration, and the gate asks nothing else."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from tests.rooms.crossings.conftest import AT, DAY, GATE, HOUR, verified

from motcua.crossings import factories as made
from motcua.crossings.domain.errors import NamesNoDeclaration, NotPermitted, PassageRefused
from motcua.crossings.models import Carried, Permit
from motcua.crossings.services import permits
from motcua.crossings.services.recording import record_passages
from motcua.declarations import factories, services
from motcua.declarations.domain.life import State
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.kernel.actor import SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.risk import services as risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def selected(department: None) -> None:
    """Selection has its seed."""
    risk.seed(b"permits", by=SYSTEM, at=AT - timedelta(days=400))


def lodge(no: int = 1, **changes: object) -> Declaration:
    """A declaration is registered at nine."""
    body = write(factories.declaration(no, day=DAY, **changes))  # type: ignore[arg-type]
    answer = services.submit([services.Raw(body, AT)], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    return Declaration.objects.get(pk=answer.declaration_id)


def clear(found: Declaration, at: datetime) -> None:
    """Checks end, taxes are paid: it is cleared."""
    if found.state == State.DOCUMENT_CHECK:
        services.accept_documents([services.Step(found.id, at)], by=GATE)
    if found.state == State.PHYSICAL_CHECK:
        services.record_inspections([services.Inspection(found.id, at, "KHOP", "khớp")], by=GATE)
    if found.tax_total:
        services.pay([services.Payment(found.id, at, found.tax_total, f"R{found.id}", "VCB")], by=SYSTEM)
    found.refresh_from_db()
    assert found.state == State.CLEARED


def tries(found: Declaration, at: datetime, **changes: object) -> Refusal | None:
    """Why a laden truck cannot pass that names the declaration; None where it passed."""
    truck = made.passage(at, found.id % 90_000, laden=True, declarations=(found.number,), **changes)
    try:
        record_passages([truck], by=GATE, at=at)
    except PassageRefused as refusal:
        return refusal.why
    return None


def test_goods_pass_the_gate_only_after_their_clearance(selected: None) -> None:
    found = lodge(1)
    assert isinstance(tries(found, AT + HOUR), NotPermitted)
    clear(found, AT + 2 * HOUR)
    assert isinstance(tries(found, AT + 2 * HOUR - timedelta(microseconds=1)), NotPermitted)
    assert tries(found, AT + 2 * HOUR) is None
    assert Carried.objects.get().root == found.number[:11]
    assert verified() == []


def test_a_green_declaration_without_tax_may_pass_from_its_registration(selected: None) -> None:
    green = next(each for each in (lodge(no, direction="export") for no in range(1, 30)) if each.cleared_at)
    found = Permit.objects.get(root=green.number[:11])
    assert (found.since, found.direction, found.office, found.leaf) == (AT, "export", "20BB", green.id)
    assert tries(green, AT, direction="out", lane="R1", temporary=False) is None


def test_after_a_cancellation_nothing_passes(selected: None) -> None:
    found = lodge(2)
    clear(found, AT + HOUR)
    services.cancel([services.Cancellation(found.id, AT + 2 * HOUR, "E3")], by=SYSTEM)
    assert isinstance(tries(found, AT + 2 * HOUR), NotPermitted)
    assert verified() == []


def test_goods_that_left_the_supervised_area_cross_within_a_day(selected: None) -> None:
    found = lodge(3)
    clear(found, AT + HOUR)
    services.pass_supervision([services.Step(found.id, AT + 2 * HOUR)], by=SYSTEM)
    until = AT + 26 * HOUR
    assert isinstance(tries(found, until + timedelta(microseconds=1)), NotPermitted)
    assert tries(found, until) is None
    assert verified() == []


def test_an_amendment_after_clearance_gives_a_new_permit_with_what_it_declares(selected: None) -> None:
    found = lodge(4)
    clear(found, AT + HOUR)
    message = factories.declaration(4, day=DAY, containers=("MHOU0000018",), packages=7)
    services.amend([services.Change(found.id, AT + 2 * HOUR, write(message), "khai bổ sung")], by=SYSTEM)
    clear_again(found)
    first, second = Permit.objects.filter(root=found.number[:11]).order_by("leaf")
    assert first.ended_at == AT + 2 * HOUR
    assert (second.boxes, second.count, second.packages) == ("MHOU0000018", 1, 7)
    assert verified() == []


def clear_again(found: Declaration) -> None:
    """What an amendment added is paid."""
    found.refresh_from_db()
    if found.state == State.AWAITING_PAYMENT:
        services.pay([services.Payment(found.id, AT + 3 * HOUR, found.tax_total, "again", "VCB")], by=SYSTEM)


def test_a_declaration_by_another_mode_tells_the_gates_nothing(selected: None) -> None:
    found = lodge(5, transport_mode="9", vessel_name="")
    clear(found, AT + HOUR)
    services.pass_supervision([services.Step(found.id, AT + 2 * HOUR)], by=SYSTEM)
    assert not Permit.objects.exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"direction": "out", "lane": "R1"}, NotPermitted),
        ({"gate": "VNHM1", "lane": ""}, NotPermitted),
        ({"declarations": ()}, NamesNoDeclaration),
    ],
)
def test_a_permit_holds_for_its_direction_and_the_gates_of_its_office(
    changes: dict[str, object], why: type, department: None
) -> None:
    permits.permit([made.permit("100000000110", AT)])
    truck = made.passage(AT, laden=True, **{"declarations": ("100000000110",), **changes})
    with pytest.raises(PassageRefused) as refused:
        record_passages([truck], by=SYSTEM, at=AT)
    assert type(refused.value.why) is why


def test_an_empty_truck_and_a_bus_need_no_permit(department: None) -> None:
    bus = made.passage(AT, 2, kind="persons", passengers=40)
    assert record_passages([made.passage(AT, 1), bus], by=GATE, at=AT).count == 2


def test_a_container_that_was_not_cleared_does_not_pass(department: None) -> None:
    permits.permit([made.permit("100000000110", AT, boxes=("MHOU0000018",), count=1)])
    told = {"laden": True, "declarations": ("100000000110",)}
    with pytest.raises(PassageRefused, match="MHOU0000023"):
        record_passages([made.passage(AT, boxes=("MHOU0000023",), **told)], by=GATE, at=AT)
    assert record_passages([made.passage(AT, boxes=("MHOU0000018",), **told)], by=GATE, at=AT).count == 1


def test_a_group_that_is_cleared_tells_the_gates_with_one_insert(selected: None) -> None:
    found = [lodge(no) for no in range(20, 26)]
    open_ = [each for each in found if each.state == State.AWAITING_PAYMENT]
    with connection.execute_wrapper(_Counting()) as _:
        services.pay([services.Payment(d.id, AT + HOUR, d.tax_total, f"R{d.id}", "VCB") for d in open_], by=SYSTEM)
    assert Permit.objects.filter(since=AT + HOUR).count() == len(open_)


class _Counting:
    """Counts statements that speak of permits: one look at versions, and none for each row."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, execute: object, sql: str, params: object, many: bool, context: object) -> object:
        self.seen += "crossings_permit" in sql
        assert self.seen <= 1, sql
        return execute(sql, params, many, context)  # type: ignore[operator]


def beside(act: Callable[[], None], *, rolled_back: bool) -> list[Refusal]:
    """What a gate is refused whose officer taps while `act` runs in a transaction that is not yet over."""
    refused: list[Refusal] = []

    def tap() -> None:
        truck = made.passage(AT, laden=True, declarations=("100000000110",))
        try:
            record_passages([truck], by=SYSTEM, at=AT)
        except PassageRefused as refusal:
            refused.append(refusal.why)
        finally:
            connection.close()

    thread = threading.Thread(target=tap)
    with transaction.atomic():
        act()
        thread.start()
        time.sleep(0.3)
        transaction.set_rollback(rolled_back)
    thread.join()
    return refused


ROWS_ARE_LOCKED = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite's one writer waits for the whole transaction"
)


@ROWS_ARE_LOCKED
@pytest.mark.django_db(transaction=True)
def test_a_clearance_that_is_running_and_fails_lets_nothing_pass() -> None:
    refused = beside(lambda: permits.permit([made.permit("100000000110", AT)]), rolled_back=True)
    assert [type(each) for each in refused] == [NotPermitted]


@ROWS_ARE_LOCKED
@pytest.mark.django_db(transaction=True)
def test_a_cancellation_that_is_running_stops_a_vehicle_that_comes_meanwhile() -> None:
    permits.permit([made.permit("100000000110", AT)])
    refused = beside(lambda: permits.revoke([("100000000110", AT)]), rolled_back=False)
    assert [type(each) for each in refused] == [NotPermitted]
