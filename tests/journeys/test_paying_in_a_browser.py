"""A trader pays at the simulated bank, and an officer deals with money that fits nowhere, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.site.conftest import account, demonstration, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.revenue.models import Suspense

pytestmark = BROWSER


@pytest.fixture
def bank(simulated_bank: str, lodge: Callable[..., list[Answer]]) -> str:  # noqa: F811
    """The simulated bank beside the site, with some declarations lodged; returns its address."""
    lodge(61)
    return simulated_bank


def owing() -> Declaration:
    return Declaration.objects.filter(state="awaiting_payment", party="5799900001", tax_total__gt=0).order_by("id")[0]


def pay(page: Any, number: str, amount: str = "") -> None:
    """From the page of the declaration to the bank, and pay there."""
    page.goto(f"/declarations/{number}/pay/")
    page.click("a.button.is-main")
    assert "SIMULATED BANK" in page.inner_text("header")
    if amount:
        page.fill("[name^=item-]", amount)
    page.click("button")
    page.wait_for_selector(".good")


def test_a_trader_pays_at_the_bank_and_the_declaration_is_cleared(
    bank: str,
    page_for: Callable[..., Any],  # noqa: F811
) -> None:
    found = owing()
    page = page_for("trader")
    pay(page, found.number)
    page.click("a.button")
    page.wait_for_url("**/pay/")
    assert page.locator(".alert.is-good").count() == 1
    assert Declaration.objects.get(pk=found.pk).state == "cleared"
    assert page.said == []


def test_the_page_looks_again_by_itself_and_without_javascript_when_asked(
    bank: str,
    page_for: Callable[..., Any],  # noqa: F811
) -> None:
    found = owing()
    page = page_for("trader")
    page.goto(f"/declarations/{found.number}/pay/")
    plain = page_for("trader", java_script_enabled=False)
    pay(plain, found.number)
    page.wait_for_selector(".alert.is-good")
    assert page.said == []
    plain.goto(f"/declarations/{found.number}/pay/")
    assert plain.locator(".alert.is-good").count() == 1
    assert plain.locator("text=SIMBANK").count() == 1


def test_a_revenue_officer_matches_money_that_named_another_declaration(
    bank: str,
    page_for: Callable[..., Any],  # noqa: F811
) -> None:
    found = owing()
    trader = page_for("trader")
    trader.goto(f"/declarations/{found.number}/pay/")
    trader.click("a.button.is-main")
    trader.fill("[name=declaration]", "109999999990")
    trader.click("button")
    trader.wait_for_selector(".good")
    officer = page_for("revenue")
    officer.goto("/revenue/suspense/")
    officer.click("a.row-link")
    officer.fill("#id_number", found.number)
    officer.fill("#id_note", "Sai số tờ khai")
    officer.click("button[value=match]")
    officer.wait_for_selector("text=" + Suspense.objects.get().reference)
    assert Declaration.objects.get(pk=found.pk).state == "cleared"
    assert officer.said == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_about_money_scrolls_sideways_or_breaks_the_policy(
    bank: str,
    page_for: Callable[..., Any],  # noqa: F811
    width: int,
) -> None:
    found = owing()
    trader = page_for("trader", viewport={"width": width, "height": 800})
    pay(trader, found.number, "1")
    pages = [f"/declarations/{found.number}/pay/", f"/revenue/parties/{found.party}/", "/revenue/guarantees/"]
    for address in pages:
        trader.goto(address)
        assert trader.evaluate("document.documentElement.scrollWidth") <= width, address
    officer = page_for("revenue", viewport={"width": width, "height": 800})
    pages += ["/revenue/", "/revenue/suspense/", "/revenue/refunds/", "/revenue/guarantees/new/", "/bank/",
              f"/revenue/declarations/{found.number}/class/", "/bank/reconcile/?show=all"]  # fmt: skip
    for address in pages:
        officer.goto(address)
        assert officer.evaluate("document.documentElement.scrollWidth") <= width, address
    assert trader.said == officer.said == []
