"""Journeys at the gate on a phone: an officer counts and takes duty on baggage; a visitor asks what may be brought."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE, WAYS
from tests.rooms.site.conftest import NOW

from motcua.crossings import people_factories as made
from motcua.crossings.models import Control, PassengerCount
from motcua.crossings.queries import people_statistics
from motcua.crossings.services import passengers, residents
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

pytestmark = BROWSER
DAY = law_day(NOW)
Open = Callable[..., Any]
Picture = Callable[[Any, str], None]


@pytest.mark.parametrize("way", ["phone", "without JavaScript"])
def test_an_officer_counts_with_one_thumb(page_for: Open, demonstration: Any, picture: Picture, way: str) -> None:
    page = page_for("officer", **WAYS[way])
    page.goto("/crossings/passengers/count/")
    for _ in range(3):
        page.click("button[value='VN-T']")
    page.click("nav a:has-text('+40')")
    page.click("button[value='CN-T']")
    assert people_statistics.passengers(DAY, DAY) == 43
    picture(page, f"passengers-count-{way}")
    page.click("button[name='back']")
    assert people_statistics.passengers(DAY, DAY) == 3
    page.click("nav a:has-text('Xuất cảnh')")
    page.click("nav a:has-text('+1') >> nth=0")
    page.click("details summary")
    page.fill("#p-nation", "kr")
    page.click("button[value='other']")
    assert PassengerCount.objects.get(direction="out").nationality == "KR"
    keys = page.locator(".pad-key").first.bounding_box()
    assert keys["height"] >= 80
    assert page.said == []


def test_an_officer_takes_duty_on_baggage_at_the_gate(page_for: Open, demonstration: Any, picture: Picture) -> None:
    page = page_for("officer", **PHONE)
    page.goto("/crossings/passengers/count/")
    page.click("a[href='/crossings/controls/new/']")
    page.select_option("#item-0", "spirits")
    for field, text in (("#quantity-0", "2,5"), ("#value-0", "2.500.000"), ("#hs-0", "2208.20.50")):
        page.fill(field, text)
    page.click("button[name='try']")
    assert "Thuế phải nộp: 1.631.750" in page.inner_text("#answer")
    picture(page, "passengers-case")
    page.click("main form .actions .is-main")
    assert page.locator("[role='alert']").count()
    for field, text in (("#k-name", "Trần Minh Họa"), ("#k-number", "C0000001")):
        page.fill(field, text)
    page.click("main form .actions .is-main")
    assert "Trần Minh Họa" not in page.inner_text("main")
    page.click("form[action$='/pay/'] button")
    assert "Biên lai thu thuế" in page.inner_text("main")
    picture(page, "passengers-receipt")
    page.fill("#reason", "đối chiếu giấy tờ")
    page.click("form[action*='/person/'] button")
    assert "Trần Minh Họa" in page.inner_text("#person")
    assert Control.objects.get().duty == 1_631_750
    assert [text for text in page.said if "400" not in text] == []


@pytest.mark.parametrize("way", list(WAYS))
def test_a_visitor_asks_what_may_be_brought(page_for: Open, demonstration: Any, picture: Picture, way: str) -> None:
    page = page_for(**WAYS[way])
    page.goto("/crossings/travellers/")
    assert "1,5 lít" in page.inner_text("main")
    page.select_option("#item-0", "cigarettes")
    page.fill("#quantity-0", "300")
    page.fill("#value-0", "450000")
    page.select_option("#item-1", "foreign")
    page.fill("#quantity-1", "5001")
    page.fill("#currency-1", "USD")
    page.click("#question button.is-main")
    answer = page.inner_text("#answer")
    assert "Chịu thuế" in answer
    assert "Phải khai" in answer
    picture(page, f"traveller-{way}")
    page.fill("#quantity-0", "hai")
    page.click("#question button.is-main")
    assert page.locator("#quantity-0[aria-invalid='true']").count() == 1
    assert [text for text in page.said if "422" not in text] == []


def test_figures_and_lists_fit_a_desk_and_a_phone(page_for: Open, demonstration: Any, picture: Picture) -> None:
    rows = [made.count(NOW, 70), made.count(NOW, 50, nationality="CN", document="P", direction="out")]
    passengers.count(rows, by=SYSTEM, at=NOW)
    residents.declare([made.declared(DAY), made.declared(DAY, 900_000)], by=SYSTEM, at=NOW)
    for size, name in ((DESK, "desk"), (PHONE, "phone")):
        page = page_for("officer", **size)
        for place in ("passengers/?gate=VNMC1", f"passengers/VNMC1/{DAY.isoformat()}/", "residents/", "residents/new/",
                      "controls/", "controls/new/", "passengers/sheet/"):  # fmt: skip
            page.goto(f"/crossings/{place}")
            picture(page, f"people-{name}-{place.strip('/').replace('/', '-').split('?')[0]}")
        assert page.said == []
