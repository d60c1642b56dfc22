"""The leadership: from the dashboard to a figure, its rows, the report and its paper; issued; the wall screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER, browser, page_for, picture  # noqa: F401 - fixtures
from tests.journeys.steps import WAYS
from tests.rooms.site.conftest import account, demonstration, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer
from motcua.reports.web import live, present

pytestmark = BROWSER


@pytest.mark.parametrize("way", WAYS)
def test_a_leader_goes_from_the_dashboard_to_a_paper(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
    picture: Callable[[Any, str], None],  # noqa: F811
    tmp_path: Path,
    way: str,
) -> None:
    lodge(6)
    present.forget()
    page = page_for("leader", **WAYS[way])
    page.goto("/reports/")
    row = page.locator("#now tbody tr", has_text="Tờ khai").first
    assert [cell.strip() for cell in row.locator("td").all_inner_texts()][-1] == "6"
    picture(page, f"leadership-dashboard-{way}")
    row.locator("td a").nth(2).click()
    assert "as_of=2023-12-22" in page.url
    assert page.locator("tbody tr").count() == 6
    picture(page, f"leadership-rows-{way}")
    page.goto("/reports/annual/")
    assert [page.locator(f"h2#S{no}").count() for no in range(1, 14)] == [1] * 13
    picture(page, f"leadership-report-{way}")
    with page.expect_download() as got:
        page.click("a[href*='annual.pdf']")
    got.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    page.goto("/reports/issued/")
    page.click("main form button.is-main")
    assert page.locator("tbody tr").count() == 1
    page.click("a[href*='compare']")
    assert "Mọi số liệu đều giống nhau" in page.inner_text("main")
    picture(page, f"leadership-compare-{way}")
    assert page.said == []


def test_an_open_dashboard_renews_itself_and_stops_after_long(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "EVERY", 1)
    monkeypatch.setattr(live, "MOST", 2)
    monkeypatch.setattr(present, "FRESH", 0)
    page = page_for("leader")
    page.goto("/reports/")
    lodge(3)
    row = page.locator("#now tbody tr", has_text="Tờ khai").first
    page.wait_for_selector("#now:has-text('ngừng tự cập nhật')")
    assert page.locator("#now[hx-get]").count() == 0
    assert row.locator("td").nth(1).inner_text().strip() == "3"
    assert page.said == []


def test_the_wall_turns_its_own_pages_without_a_control(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
    picture: Callable[[Any, str], None],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lodge(3)
    monkeypatch.setattr(live, "TURN", 1)
    page = page_for("leader", viewport={"width": 1920, "height": 1080}, java_script_enabled=False)
    page.goto("/reports/wall/?page=5")
    picture(page, "leadership-wall")
    page.wait_for_url("**/wall/?page=1")
    assert page.locator("main a, main button, main input").count() == 0
    assert page.locator(".wall-figure").count() == 1
