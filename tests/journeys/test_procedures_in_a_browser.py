"""An ISO officer issues version 3 of a procedure: only days from its day on follow it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS
from tests.rooms.site.conftest import NOW

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.procedures import queries, services
from motcua.procedures.factories import content
from motcua.procedures.models import Version

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
CODE = "QT-ZZ-01"


def two_versions() -> None:
    """A procedure that is in force in its second version."""
    for sets, first in ((1, date(2022, 1, 1)), (2, date(2023, 1, 1))):
        services.load_packaged([content(sets=sets)], in_force_from=first, by=SYSTEM, at=NOW)


@pytest.mark.parametrize("way", WAYS)
def test_an_iso_officer_issues_version_3_and_only_new_days_follow_it(
    page_for: Pages, picture: Picture, way: str
) -> None:
    two_versions()
    iso, head, leader = (page_for(role, **WAYS[way]) for role in ("iso", "head", "leader"))
    iso.goto(f"/procedures/{CODE}/")
    iso.click("#acts form button")
    draft = Version.objects.get(code=CODE, no=3)
    iso.goto(f"/procedures/versions/{draft.pk}/edit/steps/")
    iso.fill("#a-steps-1-words_vi", "Thẩm định hồ sơ và đối chiếu")
    iso.fill("#a-steps-1-amount", "12")
    picture(iso, f"procedure {way} 1 steps")
    iso.click("main form[method='post'] .is-main")
    iso.goto(f"/procedures/versions/{draft.pk}/")
    assert "P13" in iso.inner_text("main")
    iso.goto(f"/procedures/versions/{draft.pk}/edit/steps/")
    iso.fill("#a-steps-1-amount", "13")
    iso.click("main form[method='post'] .is-main")
    for page, name in ((head, "review"), (leader, "approve")):
        page.goto(f"/procedures/versions/{draft.pk}/acts/{name}/")
        page.click("main form[method='post'] .is-main")
    day = law_day(NOW) + timedelta(days=3)
    iso.goto(f"/procedures/versions/{draft.pk}/acts/force/")
    iso.fill("#a-effective_from", f"{day:%d/%m/%Y}")
    iso.fill("#a-note", "Thêm bước đối chiếu")
    iso.click("main form[method='post'] .is-main")
    numbers = [queries.in_force(CODE, day + timedelta(days=each)).no for each in (-400, -1, 0, 400)]
    assert numbers == [1, 2, 3, 3]
    iso.goto(f"/procedures/{CODE}/compare/?old=2&new=3")
    assert "đối chiếu" in iso.inner_text("main")
    picture(iso, f"procedure {way} 2 compared")
    assert [page.said for page in (iso, head, leader)] == [[], [], []]


@pytest.mark.parametrize("way", WAYS)
def test_a_visitor_finds_a_procedure_and_what_it_asks_for(page_for: Pages, picture: Picture, way: str) -> None:
    two_versions()
    visitor = page_for("", **WAYS[way])
    visitor.goto("/procedures/")
    visitor.fill("#f-q", "xac nhan thu nghiem")
    visitor.click(".filters button")
    visitor.click(f"a[href='/procedures/{CODE}/']")
    words = visitor.inner_text("main")
    assert "5.2. Thành phần hồ sơ" in words
    assert "Đơn đề nghị" in words
    assert visitor.locator("main svg text").count() > 5  # noqa: PLR2004
    picture(visitor, f"procedure {way} 3 public")
    assert visitor.said == []
