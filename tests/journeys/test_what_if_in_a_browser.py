"""A leader asks what another VAT, another cap and other officers would have brought, waits and reads it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.models import Declaration
from motcua.ground.services import jobs
from motcua.kernel.actor import Actor, Post
from motcua.reports.services import whatif

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]


def test_a_leader_asks_what_another_rate_would_have_brought(
    page_for: Pages, picture: Picture, lodge: Callable[..., Any]
) -> None:
    lodge(4)
    page = page_for("leader", java_script_enabled=False)
    for rate in ("VAT:*=20", "VAT:*@10=8"):
        page.goto("/reports/whatif/")
        page.fill("#w-changes", rate)
        page.press("#w-changes", "Tab")
        page.click("form.question .is-main")
        assert page.locator("main [role=status]").count() == 1
        number = int(page.url.rstrip("/").rpartition("/")[2])
        end = whatif.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), NOW)
        assert end is not None
        end()
        page.reload()
        assert rate in page.inner_text("h1")
        assert page.locator("main table").count() >= 5
    picture(page, "whatif 1 answer")
    page.goto("/reports/whatif/compare/")
    page.click("main form.filters button")
    assert "VAT:*=20" in page.inner_text("main table")
    picture(page, "whatif 2 compared")


def test_a_leader_asks_what_another_cap_would_have_inspected(
    page_for: Pages, picture: Picture, lodge: Callable[..., Any]
) -> None:
    lodge(30)
    page = page_for("leader", java_script_enabled=False)
    page.goto("/reports/whatif/")
    page.click("main nav.screen-only a[href='/reports/whatif/cap/']")
    page.fill("#w-cap", "0")
    page.press("#w-cap", "Tab")
    page.click("form.question .is-main")
    assert page.locator("main [role=alert]").count() == 1
    page.fill("#w-cap", "30")
    page.fill("#w-minutes", "45")
    page.press("#w-minutes", "Tab")
    page.click("form.question .is-main")
    assert page.locator("main [role=status]").count() == 1
    number = int(page.url.rstrip("/").rpartition("/")[2])
    end = whatif.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), NOW)
    assert end is not None
    end()
    page.reload()
    assert "30 % · 45 min" in page.inner_text("h1")
    assert page.locator("main table").count() >= 6
    assert "GIẢ ĐỊNH" in page.inner_text("main")
    picture(page, "whatif 3 another cap")


def test_a_leader_asks_how_long_checks_would_have_waited_with_one_officer_more(
    page_for: Pages, picture: Picture, lodge: Callable[..., Any]
) -> None:
    lodge(40)
    officer = Actor(31, "Công chức", posts=frozenset({Post("officer", "20BB")}))
    for each in Declaration.objects.filter(state="document_check"):
        at = each.registered_at + timedelta(minutes=50)
        services.accept_documents([services.Step(each.id, at)], by=officer)
    page = page_for("leader", java_script_enabled=False)
    page.goto("/reports/whatif/staff/")
    page.select_option("#w-office", "20BB")
    page.fill("#w-officers", "+1")
    page.fill("#w-present", "1")
    page.press("#w-present", "Tab")
    page.click("form.question .is-main")
    number = int(page.url.rstrip("/").rpartition("/")[2])
    end = whatif.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), NOW)
    assert end is not None
    end()
    page.reload()
    assert "20BB +1" in page.inner_text("h1")
    assert page.locator("main table").count() >= 8
    assert "GIẢ ĐỊNH" in page.inner_text("main")
    picture(page, "whatif 4 other officers")
