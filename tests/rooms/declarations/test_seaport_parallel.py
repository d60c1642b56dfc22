"""Declarations that name one bill, registered at the same moment: each is written off once, and none is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from tests.at_once import together
from tests.rooms.declarations.test_seaport import BILL, OTHER, announce, balance, by_sea
from tests.rooms.manifests.conftest import AT, DAY, faults
from tests.rooms.revenue.test_revenue_parallel import on_disk  # noqa: F401 - a fixture

from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.manifests import factories as made
from motcua.manifests import services as manifests
from motcua.manifests.models import Call, Named, StayNoted
from motcua.parties import services as parties
from motcua.risk import services as risk

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[object]:
    found = together(*calls)
    connections.close_all()
    return found


@pytest.fixture
def port(on_disk: None) -> None:  # noqa: F811
    """Enterprises, a vessel, a line, and the seed of selection."""
    at = AT - timedelta(days=400)
    parties.register([factories.party(no) for no in range(1, 10)], by=SYSTEM, at=at)
    manifests.register_vessels([made.vessel()], by=SYSTEM, at=at)
    manifests.register_carriers([made.carrier()], by=SYSTEM, at=at)
    risk.seed(b"bills", by=SYSTEM, at=at)


def lodging(no: int, *bills: str, packages: int = 4) -> Callable[[], object]:
    raw = services.Raw(write(by_sea(no, bills=bills, packages=packages)), AT)
    return lambda: services.submit([raw], by=SYSTEM)


def test_declarations_and_their_manifest_at_once_are_matched_whole(port: None) -> None:
    found = at_once(*[lodging(no, BILL) for no in range(1, 5)], announce, lodging(5, BILL, OTHER, packages=24))
    assert not [each for each in found if isinstance(each, Exception)]
    assert Named.objects.count() == 6
    assert balance(BILL).left.packages + balance(OTHER).left.packages == 0
    assert len(balance(BILL).declared) == 5
    assert faults() == []


def test_a_declaration_amended_and_cancelled_while_others_come_leaves_what_stands(port: None) -> None:
    announce()
    for no in (1, 2):
        lodging(no, BILL, packages=6)()
    first, second = Declaration.objects.order_by("id")
    body = write(by_sea(1, bills=(OTHER,), packages=6))
    found = at_once(
        lambda: services.amend([services.Change(first.id, AT, body, "khai bổ sung")], by=SYSTEM),
        lambda: services.cancel([services.Cancellation(second.id, AT, "E3")], by=SYSTEM),
        lodging(3, BILL, packages=5),
        lodging(4, OTHER, packages=5),
    )
    assert not [each for each in found if isinstance(each, Exception)]
    assert (balance(BILL).left.packages, balance(OTHER).left.packages) == (15, 9)
    assert faults() == []


def test_two_workers_note_goods_that_stay_once(port: None) -> None:
    announce()
    call = manifests.accept(Call.objects.get().number, by=SYSTEM, at=AT)
    manifests.arrive(call.number, by=SYSTEM, at=AT)
    late = law_moment(DAY + timedelta(days=40))
    found = at_once(*[lambda: manifests.note_stays(late)] * 3)
    assert sorted(found) == [0, 0, 2]  # type: ignore[type-var]
    assert StayNoted.objects.count() == 2
    assert faults() == []
