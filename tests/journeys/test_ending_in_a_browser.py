"""A declaration ends without clearance: the trader asks, the branch says why not, or grants."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE, known, lodged, now, opened, press

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
DENIED = "Hãy nộp hợp đồng mua bán để chứng minh lô hàng bị khai trùng."


@pytest.mark.parametrize("way", [DESK, PHONE], ids=["desk", "phone"])
def test_a_request_to_cancel_is_denied_with_a_reason_and_granted_when_asked_again(
    page_for: Callable[..., Any],
    picture: Callable[[Any, str], None],
    drawn: Callable[[int], None],
    way: dict[str, Any],
) -> None:
    known(1)
    drawn(1)
    width = way["viewport"]["width"]
    trader, officer = page_for("trader", **way), page_for("officer", **way)
    found = lodged(trader)
    asked(trader, found.number, "")
    officer.goto("/declarations/requests/")
    picture(officer, f"ending {width} 1 requests")
    officer.click("main td a.button")
    officer.click("button[value='deny']")
    assert "phải nêu lý do" in officer.inner_text(".error-summary")
    officer.fill("#id_note", DENIED)
    officer.click("button[value='deny']")
    opened(trader, found, "cancellation/")
    assert DENIED in trader.inner_text("main")
    asked(trader, found.number, "Đã nộp hợp đồng.")
    opened(officer, found, "cancellation/")
    picture(officer, f"ending {width} 2 deciding")
    officer.click("button[value='grant']")
    assert now(found).state == "cancelled"
    trader.goto("/notices/")
    picture(trader, f"ending {width} 3 notices")
    opened(trader, found)
    assert "Đã hủy" in trader.inner_text("h1")
    assert trader.locator("#acts").count() == 0
    picture(trader, f"ending {width} 4 cancelled")
    trader.click(".title a[href$='/pay/']")
    assert "Tờ khai đã hủy, không phải nộp" in trader.inner_text("main")
    expected = ("400", "Autofocus")  # what was refused; an error summary that may not take a focus that is elsewhere
    assert [line for line in trader.said + officer.said if not any(each in line for each in expected)] == []


def asked(trader: Any, number: str, note: str) -> None:
    """The trader asks on the page of the declaration."""
    trader.goto(f"/declarations/{number}/")
    trader.click(".title a[href$='/cancellation/']")
    trader.select_option("#id_reason", "E1")
    trader.fill("#id_note", note)
    press(trader)
