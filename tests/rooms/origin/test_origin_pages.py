"""Pages of certificates: the register, an officer's queue and acts, lines that wait, an exporter's application."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.origin.conftest import body, came
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.factories import declaration, party
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM
from motcua.origin import factories, services
from motcua.origin.models import Application, Certificate, Claim
from motcua.origin.web.wishforms import initial_of
from motcua.parties import services as parties

Enter = Callable[..., Client]
TODAY = NOW.date()
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW - 100 * DAYS)


@pytest.fixture
def held(department: None) -> services.Received:
    """A certificate of Thailand that came yesterday, used by a declaration of today."""
    made = came(day=TODAY, at=NOW - DAYS)
    (answer,) = declarations.submit([declarations.Raw(body(1, day=TODAY), NOW - HOUR)], by=SYSTEM)
    assert answer.accepted
    return made


def test_the_register_tells_what_is_left_and_goes_down_to_one_certificate(enter: Enter, held: Any) -> None:  # noqa: F811
    client = enter("origin")
    page = client.get("/origin/?q=TH-0000001&state=used").content.decode()
    assert "0,6" in page
    one = client.get(f"/origin/{held.id}/").content.decode()
    for told in ("Roasted coffee beans", "Sổ trừ lùi", "0,4", "400", "TH-0000001"):
        assert told in one, told
    assert client.get("/origin/?q=nothing").content.decode().count("row-link") == 0
    assert b"TH-0000001" in b"".join(client.get("/origin/certificates.csv").streaming_content)  # type: ignore[attr-defined]


def test_an_officer_refuses_on_the_page_and_the_declaration_pays_more(enter: Enter, held: Any) -> None:  # noqa: F811
    client = enter("origin")
    address = f"/origin/{held.id}/acts/refuse/"
    assert client.post(address, {"seen": held.id}).status_code == 400
    told = {"seen": Certificate.objects.get().leaf, "reason": "CRITERION", "note": "Không đạt tiêu chí"}
    assert client.post(address, told)["Location"] == f"/origin/{held.id}/"
    assert client.post(address, told).status_code == 400
    jobs.run_due(NOW + HOUR)
    assert Claim.objects.get().state == "gone"


def test_lines_that_wait_are_decided_several_at_once(enter: Enter, department: None) -> None:  # noqa: F811
    raws = [declarations.Raw(body(no, day=TODAY, reference=f"X{no}"), NOW - HOUR) for no in (1, 2, 3)]
    lodged = declarations.submit(raws, by=SYSTEM)
    client = enter("origin")
    page = client.get("/origin/claims/").content.decode()
    assert page.count('type="checkbox"') == 3
    lines = [f"{each.declaration_id}-1" for each in lodged]
    assert client.post("/origin/claims/decide/", {"verdict": "paper"}).status_code == 400
    assert client.post("/origin/claims/decide/", {"line": lines[:2], "verdict": "paper"}).status_code == 302
    told = {"line": lines[2:], "verdict": "refuse", "reason": "NOPROOF"}
    assert client.post("/origin/claims/decide/", told).status_code == 302
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["paper", "paper", "refused"]
    assert client.post("/origin/claims/decide/", told).status_code == 400


def test_the_queue_and_the_statistics_open(enter: Enter, held: Any) -> None:  # noqa: F811
    client = enter("origin")
    assert client.get("/origin/queue/").status_code == 200
    assert "Thái Lan" in client.get("/origin/statistics/").content.decode()
    content = b"".join(client.get("/origin/statistics/form-d.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "2023-12,TH,1,1,1,0,0" in content


def test_a_certificate_prints_as_pdf(enter: Enter, held: Any) -> None:  # noqa: F811
    assert enter("origin").get(f"/origin/{held.id}/form-d.pdf").content[:5] == b"%PDF-"


def test_an_enterprise_sees_its_own_certificates_and_no_others(enter: Enter, held: Any) -> None:  # noqa: F811
    assert enter("trader").get(f"/origin/{held.id}/").status_code == 200
    other = enter("trader", party="5799900002")
    assert other.get(f"/origin/{held.id}/").status_code == 404
    assert "TH-0000001" not in other.get("/origin/").content.decode()


def typed(**changes: Any) -> dict[str, Any]:
    """An application as its form sends it."""
    told = {"count": "1", **initial_of(factories.wish()), **changes}
    return {name: value for name, value in told.items() if value not in (None, "", False)}


def test_an_exporter_applies_and_an_issuer_approves_issues_and_prints(enter: Enter, department: None) -> None:  # noqa: F811
    trader = enter("trader")
    assert trader.get("/origin/applications/new/").status_code == 200
    answer = trader.post("/origin/applications/new/", typed())
    assert answer.status_code == 302, answer.content.decode()[:4000]
    found = Application.objects.get()
    page = trader.get(answer["Location"]).content.decode()
    assert "Coffee, not roasted" in page
    issuer = enter("issuer")
    base = f"/origin/applications/{found.number}/"
    for act in ("approve", "issue"):
        seen = Application.objects.get().leaf
        assert issuer.post(f"{base}acts/{act}/", {"seen": seen}).status_code == 302
    issued = Application.objects.get()
    assert issued.reference == "VN-TH 23/QN/00001"
    assert issuer.get(f"{base}form-d.pdf").content[:5] == b"%PDF-"
    assert "VN-TH 23/QN/00001" in issuer.get(base).content.decode()


def test_faults_stand_at_their_fields(enter: Enter, department: None) -> None:  # noqa: F811
    answer = enter("trader").post("/origin/applications/new/", typed(l1_hs_code="0901", l1_materials="x"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#w-l1_materials"' in page
    page = enter("trader").post("/origin/applications/new/", typed(l1_hs_code="0901")).content.decode()
    assert "ORI-FRD-20" in page


def test_an_application_begins_with_an_own_export_declaration(enter: Enter, department: None) -> None:  # noqa: F811
    made = declaration(1, day=TODAY, direction="export", party_id="5799900001", foreign_country="TH")
    (answer,) = declarations.submit([declarations.Raw(write(made), NOW)], by=SYSTEM)
    trader = enter("trader")
    begun = trader.get(f"/declarations/{answer.number}/form-d/")
    page = trader.get(begun["Location"]).content.decode()
    assert made.items[0].hs_code in page
    assert 'name="l4_description"' in page
    assert enter("trader", party="5799900002").get(f"/declarations/{answer.number}/form-d/").status_code == 404
