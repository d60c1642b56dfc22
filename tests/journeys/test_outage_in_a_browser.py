"""An outage in a browser: a head adds it, an administrator confirms, the deadline moves, a trader has it certified."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.test_pages_in_a_browser import (  # noqa: F401 - fixtures
    CHROMIUM,
    browser,
    page_for,
)
from tests.rooms.site.conftest import (  # noqa: F401 - fixtures
    NOW,
    account,
    demonstration,
    fresh,
    lodge,
)

from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.ground.services import clock, jobs
from motcua.kernel.days import LAW_ZONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
WHY = "Mất điện tại trung tâm dữ liệu (giả định)"


def test_an_outage_moves_a_deadline_and_is_certified_without_javascript_on_a_phone(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    lodge(80)
    stored = Declaration.objects.exclude(channel=1).filter(due_at__isnull=False, party="5799900001").order_by("id")[0]
    at = stored.registered_at.astimezone(LAW_ZONE)
    phone = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}
    head = page_for("head", **phone)
    head.goto("/status/outages/")
    head.select_option("#id_service", "pages")
    head.fill("#id_began", f"{at:%H:%M %d/%m/%Y}")
    head.fill("#id_ended", f"{at + timedelta(hours=1):%H:%M %d/%m/%Y}")
    head.fill("#id_reason", WHY)
    head.click("text=Bổ sung sự cố >> nth=-1")
    admin = page_for("admin", **phone)
    admin.goto("/status/outages/")
    admin.click("main table a")
    admin.fill("#id_reason", WHY)
    admin.click("button[value='confirmed']")
    jobs.run_due(clock.now() + timedelta(minutes=1))
    moved = Declaration.objects.get(pk=stored.pk)
    assert moved.due_at is not None
    assert stored.due_at is not None
    assert moved.due_at > stored.due_at
    trader = page_for("trader", **phone)
    trader.goto(f"/declarations/{stored.number}/")
    trader.click("text=Sự cố đã lùi")
    trader.click("text=Cấp giấy xác nhận")
    assert "Giấy xác nhận sự cố" in trader.inner_text("h1")
    assert trader.evaluate("document.documentElement.scrollWidth") <= 390
    trader.goto("/status/")
    assert WHY in trader.inner_text("main")
    assert [page.said for page in (head, admin, trader)] == [[], [], []]
