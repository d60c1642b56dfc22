"""A leader in a real browser: reads a warning, sets a target, changes it, opens its rows; also without JavaScript."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER, browser, page_for  # noqa: F401 - fixtures
from tests.journeys.steps import WAYS
from tests.rooms.reports.test_targets import collected
from tests.rooms.site.conftest import account, demonstration, fresh  # noqa: F401 - fixtures

from motcua.revenue.queries import forecast

pytestmark = BROWSER


@pytest.mark.parametrize("way", WAYS)
def test_a_leader_follows_a_warning_and_sets_a_target(
    page_for: Callable[..., Any],  # noqa: F811
    demonstration: Any,  # noqa: F811
    way: str,
) -> None:
    forecast.forget()
    collected(date(2023, 12, 21))
    page = page_for("leader", {"office": "20ZZ"}, **WAYS[way])
    page.goto("/reports/targets/")
    assert "Dự kiến 10,95" in page.inner_text("main").replace("\u00a0", " ")
    page.click("text=Giao chỉ tiêu")
    page.fill("#t-period", "2023-12")
    page.fill("#t-amount", "0,9")
    page.click("main button.is-main")
    assert "Ghi văn bản giao chỉ tiêu" in page.inner_text("#errors")
    page.select_option("#t-setter", "own")
    page.fill("#t-source", "Kế hoạch tháng")
    page.click("main button.is-main")
    assert "0,9 tỷ đồng" in page.inner_text("main").replace("\u00a0", " ")
    page.click("text=Sửa chỉ tiêu")
    page.fill("#t-amount", "2")
    page.fill("#t-reason", "Tỉnh giao thêm")
    page.click("main button.is-main")
    assert "Sẽ không đạt" in page.inner_text("main h1")
    page.click("main .actions >> text=Các dòng")
    assert "0,63" in page.inner_text("main h1")
    assert [said for said in page.said if "400 (Bad Request)" not in said] == []
