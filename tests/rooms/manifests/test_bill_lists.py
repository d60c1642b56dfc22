"""Bills that do not match, goods that stay: each list finds what it is for and nothing else, whatever came first."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from tests.rooms.manifests.conftest import AGENT, AT, EXPECTED, FORWARDER, HERE, HOUR, LINE, faults, told

from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotFound
from motcua.manifests import factories, services
from motcua.manifests.domain.asking import BillFilters, StayFilters
from motcua.manifests.domain.matching import fold
from motcua.manifests.domain.message import CargoManifest
from motcua.manifests.domain.staying import Where
from motcua.manifests.models import Call, StayNoted
from motcua.manifests.queries import bill, bills, staying
from motcua.manifests.services import matching

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST, SECOND = "MHSL00001001", "MHSL00001002"
CONSIGNEE = Actor(12, "Lý", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
STRANGER = Actor(13, "Hồ", posts=frozenset({Post("trader")}), parties=frozenset({"5799900009"}))


def names(*numbers: str, declaration: int = 1, packages: int = 20, gross: int = 10_010_000, **more: Any) -> None:
    """A declaration tells that it names these bills."""
    facts = {"free_at": None, "left_at": None, **more}
    matching.name(
        [
            matching.Bill(
                fold(number), declaration, no, f"10{declaration:010d}", "import", "20CF", "5799900002", "VNHLG", AT,
                packages, "CT", gross, facts["free_at"], facts["left_at"],
            )
            for no, number in enumerate(numbers, 1)
        ]
    )  # fmt: skip


@pytest.fixture
def arrived(cleared: Call) -> Call:
    """A ship that came with two bills of 20 packages and 1,001 kilograms each."""
    return cleared


def stays(days: int = 30, *, actor: Actor = SYSTEM, **filters: Any) -> list[str]:
    found = staying.staying(StayFilters(**filters), actor, now=EXPECTED + days * DAY)
    return [each.bill.number for each in found]


def test_goods_stay_from_the_thirtieth_day_until_all_have_left(arrived: Call) -> None:
    assert stays(29) == []
    assert sorted(stays(30)) == [FIRST, SECOND]
    names(FIRST, left_at=AT + 3 * DAY)
    names(SECOND, declaration=2, packages=19, left_at=AT + 3 * DAY)
    assert stays(30) == [SECOND]
    names(SECOND, declaration=3, packages=1, gross=1)
    assert stays(30, where="declared") == [SECOND]
    matching.release([(3, AT)])
    assert stays(30, where="free") == [SECOND]
    matching.left([(3, AT)])
    assert stays(30) == []


def test_a_declaration_of_two_bills_lets_neither_go_before_both_are_taken(arrived: Call) -> None:
    names(FIRST, SECOND, packages=20, left_at=AT)
    assert stays(30) == [SECOND]
    names(SECOND, declaration=2, left_at=AT)
    assert stays(30) == []


def test_a_master_bill_is_followed_by_its_house_bills(arrived: Call) -> None:
    services.submit(factories.house(), by=FORWARDER, at=EXPECTED + HOUR)
    one, two = "MHFW00010001", "MHFW00010002"
    assert sorted(stays()) == [one, two, SECOND]
    names(one, packages=10, left_at=AT)
    assert sorted(stays()) == [two, SECOND]
    names(FIRST, declaration=2, left_at=AT)
    assert stays() == [SECOND]


def test_goods_in_transit_are_followed_elsewhere(port: None) -> None:
    held = factories.bill(1001, transit="28", transit_reason="TRS", transit_days=5)
    documents = [
        msgspec.structs.replace(each, bills=(held,)) if isinstance(each, CargoManifest) else each
        for each in factories.dossier()
    ]
    services.submit_many([services.Submission(each, LINE, AT) for each in documents])
    call = Call.objects.get()
    services.accept(call.number, by=HERE, at=AT + HOUR)
    services.arrive(call.number, by=HERE, at=EXPECTED)
    assert stays(60) == []


def test_it_is_told_once_at_each_threshold_and_covered(arrived: Call) -> None:
    names(SECOND, left_at=AT)
    assert services.note_stays(EXPECTED + 29 * DAY) == 0
    assert services.note_stays(EXPECTED + 31 * DAY) == 1
    assert services.note_stays(EXPECTED + 32 * DAY) == 0
    assert [row.threshold for row in StayNoted.objects.all()] == [30]
    assert "30 days: MHSL00001001" in told("5799900001")[-1]
    assert "30 days: MHSL00001001" in told("5799900002")[-1]
    before = len(told("5799900002"))
    assert services.note_stays(EXPECTED + 95 * DAY) == 1
    assert [row.threshold for row in StayNoted.objects.order_by("leaf")] == [30, 90]
    assert len(told("5799900002")) == before + 1
    matching.unname([1])
    assert faults() == []
    StayNoted.objects.filter(threshold=30).update(days=7)
    assert any("manifests_stay_noted" in place for place in faults())


def test_what_was_noted_and_what_became_long_since_are_on_one_list(arrived: Call) -> None:
    services.note_stays(EXPECTED + 31 * DAY)
    late = factories.dossier(2, expected_on=date(2023, 5, 20))
    services.submit_many([services.Submission(each, LINE, AT + 14 * DAY) for each in late])
    call = Call.objects.get(voyage="002N")
    services.accept(call.number, by=HERE, at=AT + 15 * DAY)
    services.arrive(call.number, by=HERE, at=EXPECTED + 14 * DAY)
    assert len(stays(43)) == 2
    assert len(stays(44)) == 4
    names(FIRST, left_at=AT)
    assert len(stays(44)) == 3
    assert stays(44, sort="days")[-1] == SECOND
    assert stays(44, age=2) == []
    assert stays(61, age=2) == [SECOND]
    assert stays(44, text="MINH HOA 02") == sorted(stays(44, text="XVMH2"))
    assert stays(44, office="20CG") == []


def test_each_sees_what_is_theirs(arrived: Call) -> None:
    services.submit(factories.house(), by=FORWARDER, at=EXPECTED + HOUR)
    assert len(stays(actor=HERE)) == len(stays(actor=LINE)) == len(stays(actor=AGENT)) == 3
    assert len(stays(actor=CONSIGNEE)) == 3
    assert stays(actor=STRANGER) == []


def test_a_bill_nobody_declares_is_listed_after_thirty_days(arrived: Call) -> None:
    names(FIRST)
    found = [bills.undeclared(BillFilters(), now=EXPECTED + days * DAY) for days in (29, 30)]
    assert [[each.bill.number for each in part] for part in found] == [[], [SECOND]]
    assert not bills.undeclared(BillFilters(until=date(2023, 5, 5)), now=EXPECTED + 30 * DAY)
    assert not bills.undeclared(BillFilters(office="20CG"), now=EXPECTED + 30 * DAY)


def test_what_is_declared_and_not_announced_is_listed_until_it_is(port: None) -> None:
    names(FIRST)
    names("NOSHIP", declaration=2)
    listed = [row.bill for row in bills.unannounced(BillFilters(sort="bill"), now=AT + DAY)]
    assert listed == [FIRST, "NOSHIP"]
    services.submit(factories.cargo(), by=LINE, at=AT)
    assert [row.bill for row in bills.unannounced(BillFilters(), now=AT + DAY)] == ["NOSHIP"]
    assert not bills.unannounced(BillFilters(port="VNCPH"), now=AT + DAY)
    assert not bills.unannounced(BillFilters(text="MHSL"), now=AT + DAY)
    services.withdraw(Call.objects.get().number, "cargo", note="nhầm", by=LINE, at=AT + HOUR)
    assert [row.bill for row in bills.unannounced(BillFilters(sort="bill"), now=AT + DAY)] == [FIRST, "NOSHIP"]


def test_more_declared_than_announced_is_listed_and_a_house_bill_counts_for_its_master(arrived: Call) -> None:
    def listed(**filters: Any) -> list[str]:
        return [each.bill.number for each in bills.exceeded(BillFilters(**filters), now=EXPECTED + DAY)]

    names(FIRST)
    assert listed() == []
    names(FIRST, SECOND, declaration=2, packages=20, gross=10_010_000)
    assert listed() == []
    names(SECOND, declaration=3, packages=1, gross=0)
    assert listed() == [SECOND]
    services.submit(factories.house(), by=FORWARDER, at=EXPECTED + HOUR)
    names("MHFW00010001", declaration=4, packages=1, gross=0)
    assert listed(sort="bill") == [FIRST, SECOND]
    assert listed(text=FIRST) == [FIRST]
    matching.unname([4])
    assert listed() == [SECOND]


def test_a_container_on_two_ships_at_once_is_listed_from_both_sides(port: None) -> None:
    services.submit(factories.cargo(1), by=LINE, at=AT)
    box = factories.bill(1001).containers
    own = factories.bill(2001, containers=box)
    for no, day in ((2, date(2023, 5, 8)), (3, date(2023, 5, 11))):
        voyage = factories.head(no, day=day)
        services.submit(
            CargoManifest(**voyage, days_under_way=3, bills=(msgspec.structs.replace(own, number=f"MHSLX{no}"),)),
            by=LINE, at=AT,
        )  # fmt: skip
    found = bills.twice(BillFilters(sort="arrived"), now=AT + DAY)
    assert [(each.call.voyage, each.other.voyage) for each in found] == [
        ("001N", "002N"), ("002N", "001N"), ("002N", "003N"), ("003N", "002N"),
    ]  # fmt: skip
    assert len(bills.twice(BillFilters(text="MHOU0001001"), now=AT)) == 4
    assert not bills.twice(BillFilters(text="MHOU9"), now=AT)


def test_a_bill_shows_every_version_and_who_may_see_it(arrived: Call) -> None:
    goods = (msgspec.structs.replace(factories.bill().goods[0], packages=15, gross_weight=factories.Decimal(900)),)
    fewer = factories.bill(1001, goods=goods)
    cargo = CargoManifest(**factories.head(), days_under_way=3, bills=(fewer,))
    services.submit(cargo, by=LINE, at=EXPECTED + 2 * HOUR)
    names(FIRST, packages=14)
    view = bill.find("mhsl 0000-1001", HERE)
    assert [(each.bill.packages, each.stands) for each in view.said] == [(15, True), (20, False)]
    assert view.balance.left.packages == 1
    assert view.balance.where() is Where.PARTLY
    assert [box.number for box in view.boxes] == ["MHOU0001001"]
    assert not bill.find(SECOND, HERE).now.stands  # type: ignore[union-attr]
    assert bill.find(FIRST, LINE).now.open  # type: ignore[union-attr]
    assert not bill.find(FIRST, CONSIGNEE).now.open  # type: ignore[union-attr]
    for number, who in ((FIRST, STRANGER), ("NOSUCH", HERE)):
        with pytest.raises(NotFound):
            bill.find(number, who)


def test_a_declaration_tells_its_bills_with_what_it_takes_of_each(arrived: Call) -> None:
    names(FIRST, SECOND, "NOSHIP", packages=45, gross=0)
    found = bill.of_declaration(1)
    assert [(balance.bill, takes.goods.packages) for balance, takes in found] == [
        (FIRST, 20), (SECOND, 20), ("NOSHIP", 5),
    ]  # fmt: skip
    assert bill.of_declaration(2) == []
