"""A trader finds out what is due, in a real browser: with and without JavaScript, by keyboard, on a phone, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.test_pages_in_a_browser import CHROMIUM, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.site.conftest import account, demonstration, fresh  # noqa: F401 - fixtures

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
TOTAL = "Phải nộp 2.630.535\xa0đ"


def fill(page: Any) -> None:
    page.goto("/duties/")
    for field, text in (("#on", "02/05/2023"), ("#currency", "USD"), ("#freight", "50"), ("#insurance", "5")):
        page.fill(field, text)
    page.select_option("#incoterm", "FOB")
    for field, text in (("#hs-0", "2701.19.00"), ("#origin-0", "ID"), ("#value-0", "1000"), ("#quantity-0", "10")):
        page.fill(field, text)
    page.fill("#unit-0", "TNE")
    page.select_option("#form-0", "D")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_question_to_the_cheapest_agreement(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
    scripts: bool,
) -> None:
    page = page_for(java_script_enabled=scripts)
    page.goto("/")
    page.click(".top-nav a[href='/duties/']")
    fill(page)
    page.click("#question button.is-main")
    assert page.inner_text("h1") == TOTAL
    page.click(".why details details details > summary")
    assert "1.000 USD × 23.370 đồng/USD" in page.inner_text(".why")
    shared = page.url
    page.click("#question button[name='more']")
    page.fill("#hs-1", "84713020")
    page.fill("#origin-1", "CN")
    page.fill("#value-1", "5.000,50")
    page.click("#question button.is-main")
    assert "Theo từng dòng hàng" in page.inner_text("main")
    page.goto(shared)
    assert page.inner_text("h1") == TOTAL
    page.click("main .tasks a[href^='/duties/advice/']")
    assert "Thấp nhất: ASEAN (ATIGA)" in page.inner_text("h1")
    assert page.said == []


def test_a_mistake_takes_the_reader_to_its_field_by_keyboard(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
) -> None:
    page = page_for()
    fill(page)
    page.select_option("#incoterm", "CIF")
    page.press("#unit-0", "Enter")
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#freight"
    assert page.input_value("#hs-0") == "2701.19.00"


def test_paper_carries_the_answer_and_what_was_asked_but_not_the_form(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
) -> None:
    page = page_for()
    fill(page)
    page.click("#question button.is-main")
    page.emulate_media(media="print")
    assert not page.locator("#question").is_visible()
    assert "1.000 USD · 10 TNE · ID · B04 D" in page.inner_text("main")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_of_the_desk_scrolls_sideways(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
    width: int,
) -> None:
    page = page_for(viewport={"width": width, "height": 800})
    fill(page)
    page.click("#question button.is-main")
    for address in (page.url, "/duties/", "/duties/advice/", "/duties/advice/?hs=27011900&origin=ID", "/duties/?hs="):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert [said for said in page.said if "422" not in said] == []
