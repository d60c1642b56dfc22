"""Bills that declarations name are matched with manifests, whichever came first, through the whole life of both."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.rooms.manifests.conftest import AT, DAY, EXPECTED, HERE, HOUR, LINE, faults, port  # noqa: F401

from motcua.declarations import factories, services
from motcua.declarations.domain.life import State
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.manifests import factories as made
from motcua.manifests import services as manifests
from motcua.manifests.domain.message import CargoManifest
from motcua.manifests.models import Call, Named
from motcua.manifests.queries import matching
from motcua.parties import services as parties
from motcua.risk import services as risk

pytestmark = pytest.mark.django_db
BILL, OTHER = "MHSL00001001", "MHSL00001002"


@pytest.fixture
def selected(port: None) -> None:  # noqa: F811
    """Selection has its seed, and two more enterprises trade."""
    parties.register([factories.party(no) for no in (4, 5)], by=SYSTEM, at=law_moment(DAY, 1))
    risk.seed(b"bills", by=SYSTEM, at=AT - timedelta(days=400))


def lodge(no: int = 1, *, bills: tuple[str, ...] = (BILL,), packages: int = 12, **more: Any) -> Declaration:
    """A declaration by sea that names bills."""
    raw = services.Raw(write(by_sea(no, bills=bills, packages=packages, **more)), AT)
    answer = services.submit([raw], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    return Declaration.objects.get(pk=answer.declaration_id)


def by_sea(no: int, **more: Any) -> Any:
    facts = {
        "transport_mode": "2", "office": "20CF", "package_unit": "CT", "unloading_place": "VNHLG",
        "loading_place": "CNSHA", "loading_name": "SHANGHAI", "warehouse": "20CFX01", "vessel_name": "MINH HOA 01",
        "vessel_code": "XVMH1", "container_count": 1, "incoterm": "CIF", "gross_weight": 600,
    }  # fmt: skip
    return factories.declaration(no, day=DAY, **{**facts, **more})


def announce(packages: int = 10) -> None:
    """The ship's dossier is lodged whole, two goods rows a bill."""
    goods = tuple(msgspec.structs.replace(row, packages=packages) for row in made.bill().goods)
    bills = tuple(made.bill(1_000 + no, goods=goods) for no in (1, 2))
    documents = [
        msgspec.structs.replace(each, bills=bills) if isinstance(each, CargoManifest) else each
        for each in made.dossier()
    ]
    manifests.submit_many([manifests.Submission(each, LINE, AT) for each in documents])


def balance(bill: str = BILL) -> matching.Balance:
    return matching.balances([bill])[bill]


def left(bill: str = BILL) -> int:
    return balance(bill).left.packages


def clear(found: Declaration, hours: int) -> None:
    """Checks end and taxes are paid."""
    at = AT + hours * HOUR
    found.refresh_from_db()
    if found.state == State.DOCUMENT_CHECK:
        services.accept_documents([services.Step(found.id, at)], by=HERE)
    if found.state == State.PHYSICAL_CHECK:
        services.record_inspections([services.Inspection(found.id, at, "KHOP", "khớp")], by=HERE)
    if found.tax_total:
        services.pay([services.Payment(found.id, at, found.tax_total, f"R{found.id}", "VCB")], by=SYSTEM)


def test_a_declaration_is_written_off_its_bill(selected: None) -> None:
    announce()
    found = lodge(packages=12)
    held = balance()
    assert held.announced is not None
    assert (held.announced.packages, held.taken.packages, held.left.packages) == (20, 12, 8)
    assert [each.number for each in held.declared] == [found.number]
    assert faults() == []


def test_it_does_not_matter_which_came_first(selected: None) -> None:
    lodge(packages=12)
    assert balance().announced is None
    announce()
    assert left() == 8
    assert faults() == []


def test_several_to_several(selected: None) -> None:
    announce()
    lodge(1, bills=(BILL, OTHER), packages=25)
    lodge(2, bills=(OTHER,), packages=15)
    assert (left(BILL), left(OTHER)) == (0, 0)
    lodge(3, bills=(OTHER,), packages=1)
    assert balance(OTHER).exceeded
    assert not balance(BILL).exceeded


def test_a_cancelled_declaration_gives_back_what_it_took(selected: None) -> None:
    announce()
    found = lodge()
    services.cancel([services.Cancellation(found.id, AT + HOUR, "E3")], by=SYSTEM)
    assert left() == 20
    assert not Named.objects.exists()
    assert faults() == []


def test_an_amended_declaration_names_what_it_says_now(selected: None) -> None:
    announce()
    found = lodge()
    body = write(by_sea(1, bills=(OTHER,), packages=7))
    services.amend([services.Change(found.id, AT + HOUR, body, "khai bổ sung")], by=SYSTEM)
    assert (left(BILL), left(OTHER)) == (20, 13)
    assert faults() == []


def test_goods_of_a_bill_may_leave_from_clearance_and_have_left_once_they_passed(selected: None) -> None:
    announce()
    found = lodge()
    if not found.cleared_at:
        assert Named.objects.get().free_at is None
        clear(found, 1)
    found.refresh_from_db()
    row = Named.objects.get()
    assert (row.free_at, row.left_at) == (found.cleared_at, None)
    services.pass_supervision([services.Step(found.id, AT + 3 * HOUR)], by=SYSTEM)
    assert Named.objects.get().left_at == AT + 3 * HOUR
    assert faults() == []


def test_a_declaration_by_road_names_no_bill_here(selected: None) -> None:
    services.submit([services.Raw(write(factories.declaration(5, day=DAY, bills=(BILL,))), AT)], by=SYSTEM)
    assert not Named.objects.exists()


def test_what_was_announced_and_never_declared_and_the_reverse(selected: None) -> None:
    announce()
    lodge(1, bills=(BILL,))
    lodge(2, bills=("NOSHIP1",))
    day = (law_moment(DAY), law_moment(DAY + timedelta(days=9)))
    assert [row.bill for row in matching.unannounced(*day)] == ["NOSHIP1"]
    assert not matching.undeclared(*day)
    call = Call.objects.get()
    manifests.accept(call.number, by=HERE, at=AT + HOUR)
    manifests.arrive(call.number, by=HERE, at=EXPECTED)
    assert [row.number for row in matching.undeclared(*day)] == [OTHER]


def test_a_spoiled_index_is_found(selected: None) -> None:
    lodge()
    Named.objects.update(packages=13)
    assert any("manifests_named" in place for place in faults())
