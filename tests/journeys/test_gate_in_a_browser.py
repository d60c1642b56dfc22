"""A carrier at a desk declares a truck; an officer on a phone lets it pass with two taps, and takes a mistake back."""

import os
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE, known
from tests.rooms.site.conftest import NOW

from motcua.crossings import factories as made
from motcua.crossings.models import Announcement, Crossing, Stay, TakenBack
from motcua.crossings.services import announcing, gate, permits
from motcua.crossings.services.recording import record_passages
from motcua.kernel.actor import SYSTEM

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
TODAY = NOW.date()
SECONDS = 5
PICTURES = os.environ.get("MOTCUA_PICTURES", "")


def pictured(page: Any, name: str) -> None:
    """Keep a picture where pictures are asked for."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"gate-{name}.png"), full_page=True)


def announced(no: int = 1, **changes: Any) -> str:
    """A carrier's truck is expected today."""
    return announcing.announce(made.vehicle(no, day=TODAY, **changes), by=SYSTEM, at=NOW).number


def at_the_gate(page_for: Any, lane: str = "VNMC0 V1", **how: Any) -> Any:
    """An officer with a phone in a lane."""
    page = page_for("officer", **{**PHONE, **how})
    page.goto("/crossings/gate/")
    page.click(f"button[value='{lane}']")
    page.wait_for_url(re.compile("/crossings/gate/$"))
    return page


@pytest.mark.parametrize("script", [True, False])
def test_two_taps_from_the_plate_to_the_record_within_five_seconds(page_for: Any, script: bool) -> None:
    known(1)
    announced(1)
    announced(2)
    page = at_the_gate(page_for, java_script_enabled=script)
    pictured(page, "queue")
    begun, taps = time.perf_counter(), 0
    page.fill("#q", "0002")
    page.click(".thumb button")
    taps += 1
    page.wait_for_selector(".go.is-good")
    pictured(page, "may")
    page.click(".thumb form button")
    taps += 1
    page.wait_for_selector(".alert.is-success, .alert.is-good")
    took = time.perf_counter() - begun
    assert taps <= 2
    assert took < SECONDS, took
    assert Crossing.objects.get().plate == "GUIP00002"
    assert page.said == []


def test_the_queue_itself_is_two_taps(page_for: Any) -> None:
    known(1)
    number = announced(3)
    gate.arrive(number, lane="V1", by=SYSTEM, at=NOW)
    page = at_the_gate(page_for)
    page.click(f".tasks a[href='?q={number}']")
    page.click(".thumb form button")
    page.wait_for_selector("text=GUIP00003")
    assert Announcement.objects.get().state == "passed"


def test_what_is_wrong_is_said_in_words_and_clearance_opens_the_way(page_for: Any) -> None:
    known(1)
    number = announced(4, laden=True, declarations=("100000000110",))
    page = at_the_gate(page_for)
    page.goto(f"/crossings/gate/?q={number}")
    assert "100000000110" in page.inner_text(".alert.is-bad")
    assert page.locator(".thumb form button").count() == 0
    pictured(page, "stop")
    permits.permit([made.permit("100000000110", NOW - timedelta(hours=1))])
    page.reload()
    page.click(".thumb form button")
    page.wait_for_url(re.compile("/crossings/gate/$"))
    assert Crossing.objects.get().laden == 1
    assert page.said == []


def test_a_hold_is_given_a_reason_and_freed(page_for: Any) -> None:
    known(1)
    number = announced(5)
    page = at_the_gate(page_for)
    page.goto(f"/crossings/gate/?q={number}")
    page.click("a[href$='/hold/']")
    page.fill("#a-note", "Kiểm tra lại số chì")
    page.click("form .is-danger")
    page.goto(f"/crossings/gate/?q={number}")
    assert "Kiểm tra lại số chì" in page.inner_text(".alert.is-bad")
    page.click("a[href$='/free/']")
    page.fill("#a-note", "Đã làm rõ")
    page.click("form .is-main")
    page.goto(f"/crossings/gate/?q={number}")
    assert page.locator(".go.is-good").count() == 1


def test_an_overdue_truck_leaves_and_a_mistake_is_taken_back(page_for: Any) -> None:
    known(1)
    early = NOW - timedelta(days=3)
    record_passages([made.passage(early, 6)], by=SYSTEM, at=early)
    page = at_the_gate(page_for, "VNMC0 R1")
    page.fill("#q", "GUI P 00006")
    page.press("#q", "Enter")
    page.wait_for_selector(".alert.is-warn")
    pictured(page, "overdue")
    page.click(".thumb form button")
    page.wait_for_url(re.compile("/crossings/gate/$"))
    assert Stay.objects.get().ended_as == "exited"
    page.click("a[href$='/back/']")
    page.fill("#b-note, [name=note]", "Nhầm xe")
    page.click("form .is-danger")
    page.wait_for_url(re.compile("/crossings/crossed/CN/"))
    assert TakenBack.objects.get().note == "Nhầm xe"
    assert Stay.objects.get().ended_as == ""
    assert page.said == []


def test_a_truck_that_nobody_announced_is_recorded_with_the_least(page_for: Any) -> None:
    page = at_the_gate(page_for)
    page.fill("#q", "14C-12345")
    page.click(".thumb button")
    page.click("a[href*='unannounced']")
    pictured(page, "unannounced")
    page.click(".thumb button")
    page.wait_for_url(re.compile("/crossings/gate/$"))
    assert Crossing.objects.get().plate == "14C12345"


def test_a_carrier_declares_at_a_desk_and_shows_the_code(page_for: Any) -> None:
    known(1)
    page = page_for("trader", **DESK)
    page.goto("/crossings/vehicles/new/")
    told = {
        "plate": "14C-55555", "expected_time": "10:30", "make": "KIA", "colour": "RED", "seats": "3", "chassis": "C1",
        "engine": "E1", "d0_name": "NGUYEN MINH HOA", "d0_passport": "B1234567",
    }  # fmt: skip
    for name, value in told.items():
        page.fill(f"[name={name}]", value)
    chosen = {
        "gate": "VNMC0", "direction": "in", "kind": "goods", "country": "VN", "type": "TRUCK", "purpose": "V",
        "d0_nationality": "VN", "d0_document": "P",
    }  # fmt: skip
    for name, value in chosen.items():
        page.select_option(f"[name={name}]", value)
    page.click("form.stack-top .is-main")
    page.wait_for_selector(".qr svg")
    pictured(page, "code")
    number = Announcement.objects.get().number
    assert number[:2] == "62"
    page.goto("/crossings/vehicles/")
    assert "14C55555" in page.inner_text("main")
    page.goto("/crossings/stays/")
    pictured(page, "stays")
    assert page.said == []
