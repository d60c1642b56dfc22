"""Lodging by the form after the sums have changed: both are shown, nothing is lodged, and one accepts anew."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.declarations.draft_factories import ready
from tests.rooms.site.form_pages import address, text

from motcua.declarations.models import Declaration, Draft
from motcua.ground.services import clock
from motcua.kernel.days import law_moment

pytestmark = pytest.mark.usefixtures("straight")
SUNDAY, MONDAY = date(2023, 12, 17), date(2023, 12, 18)


@pytest.fixture
def sunday(trader: Client) -> Draft:
    """A draft that was looked at late on a Sunday."""
    at = law_moment(SUNDAY, 20)
    clock.set_demonstration(at)
    return ready(at=at, declared_on="")


def hidden(page: Any) -> dict[str, str]:
    """What the lodging form of a page passes on."""
    form = re.split(r'action="[^"]*/lodge"', page.content.decode())[1].split("</form>", 1)[0]
    return {**dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)), "sure": "1"}


def at(moment: datetime) -> None:
    clock.set_demonstration(moment)


def test_the_last_look_tells_the_rate_its_week_and_until_when_the_sums_hold(trader: Client, sunday: Draft) -> None:
    page = trader.get(address(sunday, "check/"))
    assert "Số tiền này giữ nguyên đến hết ngày 17/12/2023" in text(page)
    assert "tuần 11/12 đến 17/12/2023" in text(page)
    assert "Nộp trước khi thông quan hoặc giải phóng hàng." in text(page)
    assert hidden(page)["prepared"] == "2023-12-17"


def test_on_sunday_at_a_minute_to_midnight_it_is_lodged_as_shown(trader: Client, sunday: Draft) -> None:
    held = hidden(trader.get(address(sunday, "check/")))
    at(law_moment(SUNDAY, 23, 59))
    assert trader.post(address(sunday, "lodge"), held).status_code == 302
    assert Declaration.objects.get().tax_total == int(held["total"])


def test_on_monday_nothing_is_lodged_before_the_new_sums_are_accepted(trader: Client, sunday: Draft) -> None:
    old = hidden(trader.get(address(sunday, "check/")))
    at(law_moment(MONDAY))
    asked = trader.post(address(sunday, "lodge"), old)
    assert asked.status_code == 409
    assert not Declaration.objects.exists()
    page = text(asked)
    assert "Số tiền đã thay đổi; chưa nộp gì" in page
    assert "Tỷ giá USD:" in page
    new = hidden(asked)
    assert new["prepared"] == "2023-12-18"
    assert new["total"] != old["total"]
    for total in (old["total"], new["total"]):
        assert f"{int(total):,}".replace(",", ".") in page
    assert trader.post(address(sunday, "lodge"), new).status_code == 302
    assert Declaration.objects.get().tax_total == int(new["total"])


def test_a_form_that_does_not_say_what_it_showed_lodges_as_before(trader: Client, sunday: Draft) -> None:
    held = hidden(trader.get(address(sunday, "check/")))
    at(law_moment(MONDAY))
    del held["prepared"], held["total"]
    assert trader.post(address(sunday, "lodge"), held).status_code == 302


@pytest.mark.parametrize("day", ["never", "2023-12-18", "0001-01-01"])
def test_a_day_that_no_page_has_shown_is_a_bad_request(trader: Client, sunday: Draft, day: str) -> None:
    held = hidden(trader.get(address(sunday, "check/"))) | {"prepared": day}
    assert trader.post(address(sunday, "lodge"), held).status_code == 400
    assert not Declaration.objects.exists()


def test_the_declaration_s_page_tells_when_each_tax_is_due(trader: Client, sunday: Draft) -> None:
    held = hidden(trader.get(address(sunday, "check/")))
    trader.post(address(sunday, "lodge"), held)
    page = text(trader.get(f"/declarations/{Declaration.objects.get().number}/"))
    assert "Hạn nộp từng loại thuế" in page
    assert "Nộp trước khi thông quan hoặc giải phóng hàng" in page
