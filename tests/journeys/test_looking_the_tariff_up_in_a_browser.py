"""A trader looks a line up: typing, the line, its past, two days, the week's rate, a file; with and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.test_pages_in_a_browser import CHROMIUM, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.site.conftest import account, demonstration, fresh  # noqa: F401 - fixtures

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration"),
]


def test_the_list_follows_the_keys_and_the_filters_without_a_new_page(page_for: Callable[..., Any]) -> None:  # noqa: F811
    page = page_for()
    page.goto("/tariff/")
    page.evaluate("window.here = true")
    page.locator("#t-q").press_sequentially("sau rien", delay=20)
    page.wait_for_selector("#found >> text=0810.60.00")
    page.select_option("#t-in", "27")
    page.wait_for_selector("#found >> text=Tìm trong mọi chương và nhóm hàng")
    assert "in=27" in page.url
    assert page.evaluate("window.here") is True
    assert page.said == []


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_tree_to_a_line_its_past_and_another_day(page_for: Callable[..., Any], scripts: bool) -> None:  # noqa: F811
    page = page_for(java_script_enabled=scripts)
    page.goto("/tariff/")
    page.click("details.branch:has-text('Khoáng sản') > summary")
    page.click("details.branch[open] a:has-text('Nhiên liệu')")
    page.click("#found a[href*='in=2710']")
    page.click("#found a[href^='/tariff/27101224/']")
    page.fill("#t-day", "02/05/2023")
    page.fill("#t-against", "01/03/2022")
    page.click("form.filters button")
    page.wait_for_load_state()
    assert "Giảm" in page.inner_text("#two-days")
    assert "51/2022/NĐ-CP" in page.inner_text("#history")


def test_a_week_is_turned_and_a_file_taken_with_the_keyboard(page_for: Callable[..., Any]) -> None:  # noqa: F811
    page = page_for()
    page.goto("/tariff/exchange/?day=2023-05-02")
    page.fill("#x-amount", "1.000")
    page.press("#x-amount", "Enter")
    assert "USD = " in page.inner_text(".result")
    page.click("a:has-text('Tuần sau')")
    assert page.input_value("#t-day") == "08/05/2023"
    assert page.input_value("#x-amount") == "1.000"
    with page.expect_download() as taken:
        page.focus("a:has-text('CSV')")
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "exchange-2023-05-08.csv"
