"""An exporter applies, an issuer issues; an origin officer looks a certificate through, decides, and settles lines."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS, known
from tests.rooms.origin.conftest import body, came
from tests.rooms.site.conftest import NOW

from motcua.declarations import services as declarations
from motcua.declarations.models import Declaration
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM
from motcua.origin.models import Application, Certificate, Claim

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MATERIALS = "Cà phê nhân; 09011110; VN; 3000\nBao bì; 63053390; CN; 200"
TYPED = {
    "consignee_name": "ILLUSTRATIVE IMPORTS CO", "departed_on": "23/12/2023", "vessel": "ILLUSTRATIVE STAR",
    "loading_place": "VNHPH", "discharge_place": "THBKK", "invoice": "XK-01", "invoice_on": "20/12/2023",
    "l1_description": "Cà phê rang", "l1_hs_code": "0901.21.20", "l1_quantity": "1000", "l1_unit": "KGM",
    "l1_fob": "5000", "l1_materials": MATERIALS,
}  # fmt: skip


def fill(page: Any, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"#w-{name}", text)


def press(page: Any) -> None:
    page.click("main form[method='post'] .is-main")


@pytest.mark.parametrize("way", WAYS)
def test_an_exporter_applies_mends_what_is_wrong_and_gets_the_certificate(
    page_for: Pages, picture: Picture, way: str
) -> None:
    known(1)
    trader, issuer = page_for("trader", **WAYS[way]), page_for("issuer", **WAYS[way])
    trader.goto("/origin/applications/")
    trader.click("a[href='/origin/applications/new/']")
    fill(trader, **{**TYPED, "l1_hs_code": "0901", "l1_materials": ""})
    trader.select_option("#w-partner", "TH")
    trader.select_option("#w-l1_criterion", "CTH")
    press(trader)
    assert "ORI-FRD-20" in trader.inner_text("#errors")
    picture(trader, f"form d {way} 1 to put right")
    fill(trader, l1_hs_code="09012120", l1_materials=MATERIALS)
    press(trader)
    found = Application.objects.get()
    assert found.number in trader.inner_text("h1")
    picture(trader, f"form d {way} 2 applied")
    for act in ("approve", "issue"):
        issuer.goto("/origin/applications/?state=waiting&sort=applied")
        issuer.click("main a.row-link")
        issuer.click(f"#acts a[href$='/acts/{act}/']")
        press(issuer)
    picture(issuer, f"form d {way} 3 issued")
    assert "VN-TH 23/QN/00001" in issuer.inner_text("main")
    trader.goto("/notices/")
    assert "VN-TH 23/QN/00001" in trader.inner_text("main")
    assert [each for each in trader.said if "400" not in each] == issuer.said == []


@pytest.mark.parametrize("way", WAYS)
def test_an_origin_officer_refuses_a_certificate_and_settles_what_came_on_paper(
    page_for: Pages, picture: Picture, way: str
) -> None:
    known(1)
    made = came(day=NOW.date(), at=NOW - DAY)
    raws = [
        declarations.Raw(body(no, day=NOW.date(), reference=reference), NOW - HOUR)
        for no, reference in ((1, made.reference), (2, "GIAY-01"), (3, "GIAY-02"))
    ]
    used, *_ = declarations.submit(raws, by=SYSTEM)
    officer = page_for("origin", **WAYS[way])
    officer.goto("/origin/queue/")
    picture(officer, f"origin {way} 1 queue")
    officer.goto("/origin/?state=used")
    picture(officer, f"origin {way} 2 register")
    officer.click("main a.row-link")
    picture(officer, f"origin {way} 3 certificate")
    officer.click("#acts a[href$='/acts/refuse/']")
    press(officer)
    assert officer.locator("#errors").count() == 1 or "refuse" in officer.url
    officer.check("[name='reason'][value='CRITERION']")
    officer.fill("#a-note", "Không đạt tiêu chí xuất xứ.")
    picture(officer, f"origin {way} 4 refusing")
    press(officer)
    assert Certificate.objects.get().state == "refused"
    jobs.run_due(NOW + HOUR)
    assert Declaration.objects.get(pk=used.declaration_id).version == 2
    officer.goto("/origin/claims/")
    for box in officer.locator("[name='line']").all():
        box.check()
    picture(officer, f"origin {way} 5 lines")
    officer.click("button[value='paper']")
    assert Claim.objects.filter(state="paper").count() == 2
    officer.goto("/origin/statistics/")
    picture(officer, f"origin {way} 6 statistics")
    assert officer.said == []
