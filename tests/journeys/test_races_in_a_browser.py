"""Two officers, two tabs, the back button, a lost connection, a double click: decided once, and told so."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, WAYS, known, lodged, now, opened, press
from tests.rooms.declarations.draft_factories import TRADER, ready
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.models import Assigned, Declaration, Move, Request

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
MOVED = "đã có bước mới sau khi trang này được mở"
LATE = "Không thực hiện được khi tờ khai ở trạng thái hiện tại"
ONCE = "Việc này đã được ghi từ lần gửi trước; không ghi lần thứ hai."
DO = "main form[method=post] button.is-main >> nth=-1"


@pytest.fixture
def yellow(page_for: Pages, drawn: Callable[[int], None]) -> Declaration:
    """A declaration whose documents wait to be checked."""
    known(1)
    drawn(2)
    return lodged(page_for("trader", **DESK))


def verbs(found: Declaration) -> list[str]:
    """What was done with it after it had been registered."""
    rows = Move.objects.filter(declaration_id=found.pk).exclude(verb="begin check").order_by("leaf")
    return list(rows.values_list("verb", flat=True))[1:]


def test_of_two_officers_at_the_same_moment_one_decides_and_the_other_is_told(
    page_for: Pages, yellow: Declaration
) -> None:
    first, second = page_for("officer", **DESK), page_for("officer", **DESK)
    opened(first, yellow, "acts/accept/")
    opened(second, yellow, "acts/ask/")
    second.fill("#a-note", "Nộp hợp đồng")
    for page in (first, second):
        page.evaluate("document.querySelector('main form[method=post]').requestSubmit()")
    first.wait_for_selector(".error-summary, #desk, .timeline")
    second.wait_for_selector(".error-summary, #desk, .timeline")
    told = [page.inner_text(".error-summary") for page in (first, second) if page.locator(".error-summary").count()]
    assert len(told) == 1
    assert MOVED in told[0]
    assert len(verbs(yellow)) == 1


@pytest.mark.parametrize("way", ["desk", "without JavaScript"])
def test_what_another_tab_decided_before_is_told_and_not_overruled(
    page_for: Pages, yellow: Declaration, way: str
) -> None:
    tab = page_for("officer", **WAYS[way])
    opened(tab, yellow, "acts/ask/")
    tab.fill("#a-note", "Nộp hợp đồng")
    other = tab.context.new_page()
    opened(other, yellow, "acts/accept/")
    press(other)
    tab.click(DO)
    assert MOVED in tab.inner_text(".error-summary")
    assert LATE in tab.inner_text("main")
    assert verbs(yellow) == ["accept documents"]


def test_the_back_button_shows_that_it_was_done_and_what_is_sent_again_is_told(
    page_for: Pages, yellow: Declaration
) -> None:
    officer = page_for("officer", **DESK)
    opened(officer, yellow, "acts/accept/")
    fields = "[...document.querySelector('main form[method=post]').elements].map(e => [e.name, e.value])"
    kept = {name: value for name, value in officer.evaluate(fields) if name and name != "points"}
    press(officer)
    officer.go_back()
    assert LATE in officer.inner_text("main")
    assert officer.locator(DO).count() == 0
    again = officer.request.post(officer.url, form=kept, headers={"Referer": officer.url})
    assert ONCE in again.text()
    assert verbs(yellow) == ["accept documents"]


def test_a_double_click_decides_once_and_takes_one(page_for: Pages, yellow: Declaration) -> None:
    other = lodged(page_for("trader", **DESK))
    officer = page_for("officer", **DESK)
    officer.goto("/declarations/?state=checking&desk=free&sort=due")
    officer.dblclick("#take-next button")
    officer.wait_for_selector("#desk")
    assert Assigned.objects.count() == 1
    assert yellow.number in officer.url
    opened(officer, other, "acts/accept/")
    officer.dblclick(DO)
    officer.wait_for_selector("#why")
    assert verbs(other) == ["accept documents"]


@pytest.mark.parametrize("arrived", [False, True])
def test_a_connection_lost_before_or_after_the_decision_arrived_is_mended_by_sending_again(
    page_for: Pages, yellow: Declaration, arrived: bool
) -> None:
    officer = page_for("officer", **DESK)
    opened(officer, yellow, "acts/ask/")
    officer.fill("#a-note", "Nộp hợp đồng")
    officer.route("**/acts/ask/", lost if arrived else lambda route: route.abort("internetdisconnected"))
    officer.click(DO)
    officer.wait_for_url("chrome-error://**")
    assert verbs(yellow) == (["instruct"] if arrived else [])
    officer.unroute_all()
    officer.reload()
    assert (ONCE in officer.inner_text("body")) == arrived
    assert "/acts/" not in officer.url
    assert verbs(yellow) == ["instruct"]


def lost(route: Any) -> None:
    """The request arrives, its answer does not."""
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


def test_lodging_by_a_double_click_gives_one_number(page_for: Pages, yellow: Declaration) -> None:
    trader = page_for("trader", **DESK)
    draft = ready(at=NOW)
    trader.goto(f"/declarations/drafts/{draft.pk}/check/")
    trader.check("#sure")
    trader.dblclick("form[action$='/lodge'] .is-main")
    trader.wait_for_url("**/receipt/")
    assert Declaration.objects.count() == 2


def test_a_request_granted_in_one_tab_is_not_denied_in_the_other(page_for: Pages, yellow: Declaration) -> None:
    services.ask_to_cancel(yellow.number, reason="E1", note="", by=TRADER, at=NOW)
    officer = page_for("officer", **DESK)
    opened(officer, yellow, "cancellation/")
    other = officer.context.new_page()
    opened(other, yellow, "cancellation/")
    other.dblclick("button[value='grant']")
    other.wait_for_selector("text=Đã hủy")
    officer.fill("#id_note", "Thiếu hợp đồng")
    officer.click("button[value='deny']")
    assert "Không có đề nghị hủy nào đang chờ" in officer.inner_text("body")
    assert now(yellow).state == "cancelled"
    assert Request.objects.get().decided.verdict == "granted"
