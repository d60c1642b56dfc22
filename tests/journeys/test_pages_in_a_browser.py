"""Pages in a real browser: on a phone, without JavaScript, under the policy, by keyboard, in print."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER, CHROMIUM, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.site.conftest import account, demonstration, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer

pytestmark = BROWSER
PUBLIC = [
    "/",
    "/login/",
    "/tariff/",
    "/tariff/?q=than",
    "/tariff/84713020/?origin=CN",
    "/tariff/27101224/?day=2023-05-02&against=2022-03-01",
    "/tariff/schedules/",
    "/tariff/compare/?before=2022-12-31&after=2023-02-01",
    "/tariff/exchange/?amount=1.000&currency=USD",
    "/duties/value/",
    "/duties/value/?sold=no&last.basis=data&last.value.amount=1.000.000",
    "/receipts/",
    "/components/",
    "/api/",
]
DESK = [
    "/post/",
    "/declarations/requests/",
    "/reports/",
    "/reports/annual/",
    "/reports/targets/",
    "/reports/targets/2023-ministry-revenue/",
    "/reports/forecast/",
    "/reports/figures/S2.declarations/",
    "/declarations/",
    "/declarations/?q=8471",
]


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_scrolls_sideways_or_breaks_the_policy(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
    width: int,
) -> None:
    number = lodge(6)[1].number
    page = page_for("leader", viewport={"width": width, "height": 800})
    for address in [*PUBLIC, *DESK, f"/declarations/{number}/"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.said == []


def test_everything_is_there_without_javascript(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    number = lodge(6)[1].number
    page = page_for("officer", java_script_enabled=False)
    page.goto("/tariff/")
    page.fill("#t-q", "may tinh xach tay")
    page.click("form[action='/tariff/'] button")
    assert "8471.30.20" in page.inner_text("#found")
    page.goto("/declarations/")
    page.fill("#f-q", number)
    page.click("form.filters button")
    assert page.url.endswith(f"/declarations/{number}/")
    page.click(".why details details > summary")
    assert page.locator(".why details[open] details[open]").count() >= 1
    page.click("button[name='language']")
    assert page.locator("html").get_attribute("lang") == "en"
    page.click(".bar-end form[action='/logout/'] button")
    page.goto("/declarations/")
    assert "/login/" in page.url


def test_typing_finds_without_losing_the_place(page_for: Callable[..., Any], demonstration: Any) -> None:  # noqa: F811
    page = page_for()
    page.goto("/tariff/")
    page.type("#t-q", "xach tay", delay=20)
    page.wait_for_selector("#found a[href^='/tariff/84713020/']")
    assert page.evaluate("document.activeElement.id") == "t-q"
    assert "q=xach" in page.url
    assert page.said == []


def test_the_first_key_skips_to_the_contents_and_focus_is_seen(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
) -> None:
    page = page_for()
    page.goto("/tariff/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_vendored_letters_are_used(page_for: Callable[..., Any], demonstration: Any) -> None:  # noqa: F811
    page = page_for()
    page.goto("/tariff/")
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.weight)")
    assert "400" in loaded


def test_paper_carries_no_shell_and_a_report_of_few_sheets(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    lodge(6)
    page = page_for("leader")
    page.goto("/reports/annual/")
    page.emulate_media(media="print")
    for hidden in (".bar", ".foot", ".actions"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".banner").is_visible()
    assert 1 <= page.pdf(format="A4").count(b"/Type /Page\n") <= 10
