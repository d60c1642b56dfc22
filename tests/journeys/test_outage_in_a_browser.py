"""An outage in a browser: a head adds it, an administrator confirms, the deadline moves, a trader has it certified."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE

from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.ground.domain import verify_receipt
from motcua.ground.services import clock, jobs
from motcua.kernel.days import LAW_ZONE, law_day

pytestmark = BROWSER
SATURDAY = 5
WHY = "Mất điện tại trung tâm dữ liệu (giả định)"


@pytest.mark.parametrize("way", [DESK, {**PHONE, "java_script_enabled": False}], ids=["desk", "bare phone"])
def test_an_outage_moves_a_deadline_and_its_certificate_is_taken_home(
    page_for: Callable[..., Any],
    lodge: Callable[..., list[Answer]],
    picture: Callable[[Any, str], None],
    way: dict[str, Any],
) -> None:
    lodge(80)
    waiting = Declaration.objects.exclude(channel=1).filter(due_at__isnull=False, party="5799900001").order_by("id")
    stored = next(each for each in waiting if law_day(each.registered_at).weekday() < SATURDAY)
    at = stored.registered_at.astimezone(LAW_ZONE)
    head = page_for("head", **way)
    head.goto("/status/outages/")
    head.select_option("#id_service", "pages")
    head.fill("#id_began", f"{at:%H:%M %d/%m/%Y}")
    head.fill("#id_ended", f"{at + timedelta(hours=1):%H:%M %d/%m/%Y}")
    head.fill("#id_reason", WHY)
    head.click("text=Bổ sung sự cố >> nth=-1")
    admin = page_for("admin", **way)
    admin.goto("/status/outages/")
    admin.click("main table a")
    admin.fill("#id_reason", WHY)
    admin.click("button[value='confirmed']")
    jobs.run_due(clock.now() + timedelta(minutes=1))
    moved = Declaration.objects.get(pk=stored.pk)
    assert moved.due_at is not None
    assert stored.due_at is not None
    assert moved.due_at > stored.due_at
    trader = page_for("trader", **way)
    trader.goto(f"/declarations/{stored.number}/")
    trader.click("text=Sự cố đã lùi")
    trader.click("text=Cấp giấy xác nhận")
    assert "Giấy xác nhận sự cố" in trader.inner_text("h1")
    assert trader.evaluate("document.documentElement.scrollWidth") <= way["viewport"]["width"]
    picture(trader, f"outage {way['viewport']['width']} certificate")
    with trader.expect_download() as taken:
        trader.click("a[href$='.json']")
    told = json.loads(Path(taken.value.path()).read_text("utf-8"))
    assert verify_receipt.faults(told) == []
    trader.goto("/status/")
    assert WHY in trader.inner_text("main")
    assert [page.said for page in (head, admin, trader)] == [[], [], []]
