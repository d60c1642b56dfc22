"""Pages of bills: the four lists, goods that stay, a bill, cards on dossiers and declarations, the supervised area."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.manifests.test_manifest_pages import HEAD, lodged, port, text  # noqa: F401 - a fixture
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations import factories as declared
from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.declarations.services import Raw
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.manifests import factories, services
from motcua.manifests.models import Call, Named
from motcua.manifests.services import matching
from motcua.parties import services as parties

Enter = Callable[..., Client]
LONG_AGO = NOW - timedelta(days=45)
ROLES = ("public", "trader", "officer", "head", "leader", "risk", "revenue", "admin")


@pytest.fixture
def ship(port: None) -> Call:  # noqa: F811
    """A ship that lies at Cái Lân since three days, with two bills in a container each."""
    return came(1, NOW - timedelta(days=3))


def came(no: int, arrived: Any) -> Call:
    """A ship that arrived at a moment, and its dossier before that."""
    head = {"expected_on": law_day(arrived), "expected_time": "08:00"}
    at = arrived - timedelta(days=2)
    taken = services.submit_many([services.Submission(each, SYSTEM, at) for each in factories.dossier(no, **head)])
    call = taken[0].call
    services.accept(call, by=SYSTEM, at=at)
    services.arrive(call, by=SYSTEM, at=arrived)
    services.clear_in(call, by=SYSTEM, at=arrived)
    return services.berth(call, "20CFX01", since=arrived, until=arrived + timedelta(days=1), by=SYSTEM, at=arrived)


def lodge(no: int = 4, **changes: Any) -> Declaration:
    """A declaration by sea that names the first bill and its container."""
    parties.register([declared.party(each) for each in range(4, 9)], by=SYSTEM, at=LONG_AGO)
    day = law_day(NOW - timedelta(days=2))
    facts = {
        "transport_mode": "2", "office": "20CF", "package_unit": "CT", "unloading_place": "VNHLG", "packages": 20,
        "loading_place": "CNSHA", "loading_name": "SHANGHAI", "warehouse": "20CFX01", "vessel_name": "MINH HOA 01",
        "vessel_code": "XVMH1", "container_count": 1, "incoterm": "CIF", "gross_weight": 1_001,
        "bills": ("MHSL00001001",),
    }  # fmt: skip
    raw = Raw(write(declared.declaration(no, day=day, **{**facts, **changes})), law_moment(day, 9))
    answer = declarations.submit([raw], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    return Declaration.objects.get(pk=answer.declaration_id)


def csv_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_four_lists_have_tabs_filters_empty_states_and_csv(enter: Enter, port: None) -> None:  # noqa: F811
    officer = enter("officer", office="20CF")
    for kind in ("undeclared", "unannounced", "exceeded", "boxes"):
        page = text(officer, f"/manifests/bills/?list={kind}")
        assert 'class="empty"' in page
        assert page.count('aria-current="page"') >= 1
        assert csv_of(officer, f"/manifests/bills.csv?list={kind}").count("\n") == 1
    came(1, LONG_AGO)
    found = lodge(bills=("KHONGTAU1",))
    page = text(officer, "/manifests/bills/?list=undeclared")
    assert page.count('class="row-link"') == 2
    assert csv_of(officer, "/manifests/bills.csv?list=undeclared&sort=bill").count("MHSL") == 2
    page = text(officer, "/manifests/bills/?list=unannounced")
    assert found.number in page.replace("<i>", "").replace("</i>", "")
    assert "KHONGTAU1" in csv_of(officer, "/manifests/bills.csv?list=unannounced")
    assert 'class="empty"' in text(officer, "/manifests/bills/?list=unannounced&office=20CG")
    assert 'id="f-dates"' in text(officer, "/manifests/bills/?list=unannounced&since=hôm+qua")


def test_more_declared_and_containers_on_two_ships_are_shown(enter: Enter, ship: Call) -> None:  # noqa: F811
    officer = enter("officer", office="20CF")
    lodge(packages=25)
    page = text(officer, "/manifests/bills/?list=exceeded")
    assert page.count('class="row-link"') == 1
    assert "MHSL00001001" in csv_of(officer, "/manifests/bills.csv?list=exceeded")
    head = factories.head(2, day=law_day(NOW - timedelta(days=3)))
    again = factories.bill(2001, containers=factories.bill(1001).containers)
    services.submit(type(factories.cargo())(**head, bills=(again,)), by=SYSTEM, at=NOW - timedelta(days=3, hours=9))
    assert "MHOU0001001" in text(officer, "/manifests/bills/?list=boxes")
    assert csv_of(officer, "/manifests/bills.csv?list=boxes").count("MHOU0001001") == 2


def test_goods_that_stay_are_summed_by_age_and_everybody_sees_their_own(enter: Enter, port: None) -> None:  # noqa: F811
    came(1, LONG_AGO)
    came(2, LONG_AGO - timedelta(days=60))
    officer = enter("officer", office="20CF")
    page = text(officer, "/manifests/staying/")
    assert page.count('class="row-link"') == 4
    assert "MHSL00002001" in text(officer, "/manifests/staying/?age=3&sort=-gross")
    assert "MHSL00001001" not in text(officer, "/manifests/staying/?age=3")
    assert csv_of(officer, "/manifests/staying.csv?age=1").count("MHSL0000100") == 2
    assert 'class="empty"' in text(officer, "/manifests/staying/?q=khong-co")
    assert text(enter("trader"), "/manifests/staying/").count('class="row-link"') == 4
    assert text(enter("trader", party="5799900003"), "/manifests/staying/").count('class="row-link"') == 0


def test_a_bill_is_one_page_linked_from_its_dossier_and_its_declaration(enter: Enter, ship: Call) -> None:  # noqa: F811
    found = lodge()
    officer = enter("officer", office="20CF")
    assert "/manifests/bills/MHSL00001001/" in text(officer, f"/manifests/{ship.number}/")
    assert "/manifests/bills/MHSL00001001/" in text(officer, f"/declarations/{found.number}/")
    page = text(officer, "/manifests/bills/mhsl00001001/")
    assert f"/declarations/{found.number}/" in page
    assert "MHOU0001001" in page
    assert f"/manifests/{ship.number}/" in page
    text(officer, "/manifests/bills/KHONGCO/", 404)
    agent = enter("trader")
    page = text(agent, "/manifests/bills/MHSL00001001/")
    assert f"/declarations/{found.number}/" not in page
    assert 'id="declarations"' in page
    text(enter("trader", party="5799900003"), "/manifests/bills/MHSL00001001/", 404)
    declarant = enter("trader", party=found.party)
    page = text(declarant, f"/declarations/{found.number}/")
    assert 'id="bills"' in page
    assert "/manifests/bills/" not in page


def test_a_declared_bill_without_a_manifest_has_a_page_for_the_department(enter: Enter, port: None) -> None:  # noqa: F811
    lodge(bills=("KHONGTAU1",))
    assert 'class="alert' in text(enter("officer", office="20CF"), "/manifests/bills/KHONGTAU1/")
    text(enter("trader"), "/manifests/bills/KHONGTAU1/", 404)


def test_the_operator_of_a_place_sees_what_may_leave_it(enter: Enter, ship: Call) -> None:  # noqa: F811
    found = lodge()
    declarations.name_operator("20CFX01", "5799900003", note="", by=SYSTEM, at=LONG_AGO)
    keeper = enter("trader", party="5799900003")
    page = text(keeper, "/declarations/area/")
    assert "MHOU0001001" in page
    assert "MHOU0001002" in page
    assert f"/declarations/{found.number}/" not in page
    assert "MHOU0001001" not in text(keeper, "/declarations/area/?state=may")
    matching.release([(found.id, NOW)])
    assert "MHOU0001001" in text(keeper, "/declarations/area/?state=may")
    assert "MHOU0001001" not in text(keeper, "/declarations/area/?state=stay")
    told = csv_of(keeper, "/declarations/area.csv")
    assert told.count("MHOU") == 2
    assert found.number in told
    Named.objects.update(left_at=NOW)
    assert "MHOU0001001" in text(keeper, f"/declarations/area/?state=left&q={found.number}")
    assert "MHOU0001001" not in text(keeper, "/declarations/area/?since=2023-01-01&until=2023-02-01")
    assert 'class="empty"' in text(enter("trader", party="5799900008"), "/declarations/area/")
    assert f"/declarations/{found.number}/" in text(
        enter("officer", office="20CF"), "/declarations/area/?q=MHOU0001001"
    )


@pytest.mark.parametrize("role", ROLES)
def test_who_reaches_which_page(enter: Enter, port: None, role: str) -> None:  # noqa: F811
    client = enter(role)
    staff, trader = role not in ("public", "trader"), role == "trader"
    for place, allowed in (
        ("/manifests/bills/", staff), ("/manifests/bills.csv", staff), ("/manifests/staying/", staff or trader),
        ("/manifests/staying.csv", staff or trader), ("/declarations/area/", staff or trader),
        ("/declarations/area.csv", staff or trader),
    ):  # fmt: skip
        assert (client.get(place).status_code == 200) is allowed, place
