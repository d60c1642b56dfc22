"""A case from an inspection's finding to its closure: another person decides, an exhibit changes hands."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS
from tests.rooms.site.conftest import NOW

from motcua.control.models import Case, CaseReading, Exhibit
from motcua.control.services import linking
from motcua.people.models import Account

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
FOUND = {"number": "105000000010", "office": "20BB", "finding": "TRIGIA"}
SEND = "main form[method='post'] .is-main"


def act(page: Any, number: str, verb: str, **told: str) -> None:
    """An act on the case's page, with what it has to be told."""
    page.goto(f"/control/cases/{number}/")
    page.click(f"#acts a[href$='/acts/{verb}/']")
    for field, text in told.items():
        page.fill(f"#a-{field}", text)
    page.click(SEND)
    page.wait_for_url(f"**/control/cases/{number}/")


@pytest.mark.parametrize("way", WAYS)
def test_a_case_is_closed_after_another_person_decided(page_for: Pages, picture: Picture, way: str) -> None:
    linking.from_inspection({**FOUND, "at": (NOW - timedelta(hours=3)).isoformat()}, at=NOW - timedelta(hours=2))
    number = Case.objects.get().number
    handler, keeper, head = (page_for(role, **WAYS[way]) for role in ("control", "control", "head"))
    second = Account.objects.filter(held__role="control").order_by("-pk").first()
    assert second is not None
    handler.goto("/control/cases/?state=proposed")
    picture(handler, f"case {way} 1 proposed")
    handler.click("main a.row-link")
    act(handler, number, "accept")
    act(handler, number, "subject", name="Công ty Giả Định", document="GD-1")
    act(handler, number, "goods", name_1="Máy bơm", quantity_1="12,5", unit_1="kg", value_1="30.000.000")
    act(handler, number, "seize", name="Máy bơm", quantity="12,5", unit="kg", seal="NP-77")
    for verb in ("record", "verify", "waive"):
        act(handler, number, verb, note="Theo hồ sơ.")
    picture(handler, f"case {way} 2 file")
    assert handler.locator("#acts a[href$='/acts/decide/']").count() == 0

    head.goto(f"/control/cases/{number}/")
    head.click("#acts a[href$='/acts/decide/']")
    picture(head, f"case {way} 3 decide")
    head.fill("#a-fine", "5.000.000")
    head.click(SEND)
    head.wait_for_url(f"**/control/cases/{number}/")
    assert "QĐ-XP" in head.inner_text("#decision")

    exhibit = Exhibit.objects.get().pk
    handler.goto(f"/control/store/{exhibit}/acts/offer/")
    handler.select_option("#a-to", str(second.pk))
    handler.click(SEND)
    keeper.goto("/control/store/?state=mine")
    keeper.click("main a.row-link")
    keeper.click("#acts a[href$='/acts/take/']")
    keeper.fill("#a-seal", "NP-77")
    keeper.click(SEND)
    keeper.wait_for_url(f"**/control/store/{exhibit}/")
    picture(keeper, f"case {way} 4 chain")
    keeper.goto(f"/control/cases/{number}/")
    assert "Công ty Giả Định" not in keeper.inner_text("body")

    act(handler, number, "pay", amount="5.000.000", on="22/12/2023", bank="KBNN", reference="FT1")
    act(handler, number, "execute", note="Đã nộp.")
    head.goto(f"/control/store/{exhibit}/acts/end/")
    head.check("input[name='how'][value='sold']")
    head.fill("#a-note", "Hội đồng bán tài sản.")
    head.click(SEND)
    act(handler, number, "dispose")
    act(head, number, "close")
    head.goto(f"/control/cases/{number}/readings/")
    picture(head, f"case {way} 5 readings")
    assert "Người control" in head.inner_text("main")
    assert Case.objects.get().state == "closed"
    assert CaseReading.objects.count() > 10
    head.goto("/control/cases/?state=ended")
    picture(head, f"case {way} 6 list")
    assert handler.said == head.said == []
