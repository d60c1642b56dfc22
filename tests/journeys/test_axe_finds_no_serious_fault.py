"""axe-core over the pages of the public, a trader and officers, light and dark: no serious or critical fault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.test_pages_in_a_browser import (  # noqa: F401 - fixtures
    CHROMIUM,
    PUBLIC,
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

from motcua.declarations.services import Answer
from motcua.ground.domain.outages import Verdict
from motcua.ground.services import notices, outages
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.words import Words

AXE = (Path(__file__).parent / "axe" / "axe-4.10.3.min.js").read_text("utf-8")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
SERIOUS = ("serious", "critical")
FOUND = "async () => { const found = await axe.run(); return [found.passes.length, found.violations]; }"
PAGES = {
    "": [*PUBLIC, "/duties/", "/track/", "/status/", "/notices/verifying/"],
    "trader": ["/notices/", "/notices/addresses/", "/post/", "/declarations/", "/declarations/drafts/",
               "/declarations/new/", "/programs/", "/transport/", "/transport/new/",
               "", "receipt/", "outages/", "cancellation/"],
    "officer": ["/notices/", "/declarations/", "/declarations/?state=checking&desk=mine&sort=due",
                "/declarations/branch/", "/declarations/requests/", "/post/", ""],
    "head": ["/status/outages/", "/declarations/branch/"],
    "leader": ["/reports/", "/reports/annual/"],
    "admin": ["/notices/failed/", "/status/outages/", "/tariff/loads/", "/clock/"],
}  # fmt: skip


def something_to_see(party: str) -> None:
    """A notice and two outages, so that the pages are not empty."""
    notices.tell(f"party/{party}", Words("Cần nộp hợp đồng", "The contract is needed"), "/declarations/", at=NOW)
    head = Actor(99, "Chi cục trưởng", posts=frozenset({Post("head", "20BB")}))
    for day in (1, 2):
        at = NOW.replace(day=NOW.day - day)
        found = outages.add("lines", at.replace(hour=1), at, reason="Đứt cáp (giả định)", by=SYSTEM, at=NOW)
        if day == 1:
            outages.rule(found, Verdict.CONFIRMED, reason="Đứt cáp (giả định)", by=head, at=NOW)


@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_a_serious_fault(
    page_for: Callable[..., Any],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
    role: str,
) -> None:
    number = lodge(6)[0].number
    something_to_see("5799900001")
    page, wrong = page_for(role, viewport={"width": 1280, "height": 900}), []
    for theme in ("light", "dark"):
        page.goto("/")
        page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
        for path in PAGES[role]:
            answer = page.goto(path if path.startswith("/") else f"/declarations/{number}/{path}")
            assert answer.status == 200, path
            page.evaluate(AXE)
            passed, violations = page.evaluate(FOUND)
            assert passed > 5, path
            wrong += [
                (theme, path, each["id"], each["nodes"][0]["html"][:200])
                for each in violations
                if each["impact"] in SERIOUS
            ]
    assert wrong == []
