"""A trader finds the lawful method of valuation; and is asked anew where a new week has changed the sums."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests.journeys.test_lodging_in_a_browser import WAYS
from tests.journeys.test_pages_in_a_browser import CHROMIUM, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.declarations.draft_factories import ready
from tests.rooms.site.conftest import NOW, account, demonstration, fresh  # noqa: F401 - fixtures

from motcua.declarations import factories
from motcua.declarations.models import Declaration
from motcua.declarations.services.intake import INTAKE
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
SUNDAY = date(2023, 12, 17)


@pytest.fixture(autouse=True)
def department(demonstration: Any) -> Iterator[None]:  # noqa: F811
    """The trader's enterprise; the writer's thread ends with the test."""
    parties.register([factories.party(1)], by=SYSTEM, at=NOW - timedelta(days=400))
    yield
    INTAKE.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_worksheet_leads_from_what_is_missing_to_the_method(
    page_for: Callable[..., Any],  # noqa: F811
    way: str,
) -> None:
    page = page_for(**WAYS[way])
    page.goto("/duties/")
    page.locator(".title a[href='/duties/value/']").click()
    page.select_option("#f-sold", "yes")
    page.fill("#f-sale-price-amount", "12.500")
    page.fill("[name='sale.price.currency']", "USD")
    page.select_option("#f-sale-incoterm", "CIF")
    page.locator("form#question .is-main").click()
    assert page.locator("#errors li").count() == 4, page.inner_text("#errors")
    page.locator("#errors a").first.click()
    for name, said in (("restrictions", "none"), ("conditions", "none"), ("proceeds", "none"), ("related", "no")):
        page.select_option(f"#f-sale-{name}", said)
    page.locator("form#question .is-main").click()
    assert page.locator("#errors").count() == 0, page.inner_text("#errors")
    assert "Khai mã phân loại 6" in page.inner_text(".title")
    shared = page.url
    assert "sale.price.amount=12.500" in shared
    assert "=&" not in shared
    page.goto(shared)
    assert "Khai mã phân loại 6" in page.inner_text(".title")
    assert [line for line in page.said if "422" not in line] == []


@pytest.mark.parametrize("way", WAYS)
def test_on_monday_the_new_sums_are_accepted_before_anything_is_lodged(
    page_for: Callable[..., Any],  # noqa: F811
    way: str,
) -> None:
    clock.set_demonstration(law_moment(SUNDAY, 23, 50))
    page = page_for("trader", **WAYS[way])
    draft = ready(at=law_moment(SUNDAY, 23, 50), declared_on="")
    page.goto(f"/declarations/drafts/{draft.pk}/check/")
    before = page.inner_text(".total .amount >> nth=-1")
    page.check("#sure")
    clock.set_demonstration(law_moment(SUNDAY + timedelta(days=1), 0, 1))
    page.locator("form[action$='/lodge'] .is-main").click()
    assert "Số tiền đã thay đổi; chưa nộp gì" in page.inner_text("#moved")
    assert before in page.inner_text("#moved")
    assert not Declaration.objects.exists()
    page.check("#sure")
    page.locator("form[action$='/lodge'] .is-main").click()
    assert page.url.partition("#")[0].endswith("/receipt/"), page.inner_text("main")
    assert Declaration.objects.count() == 1
    assert [line for line in page.said if "409" not in line] == []
