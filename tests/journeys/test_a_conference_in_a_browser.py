"""A dialogue conference from its invitation to its minutes and published results; a visit with what followed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS
from tests.rooms.helpdesk.meeting_desk import CODES, SUPPORT, enterprises, plan
from tests.rooms.site.conftest import NOW

from motcua.helpdesk.models import Conference, Guest, Raised, Visit
from motcua.helpdesk.services import meetings

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def press(page: Any, value: str = "") -> None:
    page.click(f"main form[method='post'] button[value='{value}']" if value else "main form[method='post'] .is-main")


def fill(page: Any, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"#a-{name}", text)


@pytest.mark.parametrize("way", WAYS)
def test_a_conference_from_invitation_to_minutes(page_for: Pages, picture: Picture, way: str) -> None:
    enterprises()
    begins = NOW + HOUR
    planned = plan(begins_at=begins, ends_at=begins + 3 * HOUR, seats=40, ask_until=NOW + HOUR / 2)
    made = meetings.plan(planned, by=SUPPORT, at=NOW - 9 * DAY)
    base = f"/support/conferences/{made.number}/"
    desk, trader, public = page_for("support", **WAYS[way]), page_for("trader", **WAYS[way]), page_for()
    desk.goto("/support/conferences/")
    desk.click("main a.row-link")
    desk.click(f"#acts a[href$='{base}invite/']")
    desk.check("[name='by'][value='list']")
    desk.fill("#i-listed", "\n".join(CODES[:3]))
    desk.click("button[formmethod='get']")
    assert desk.locator("#chosen tbody tr").count() == 3
    picture(desk, f"conference {way} 1 whom to invite")
    desk.click("#chosen button.is-main")
    trader.goto("/notices/")
    assert made.number in trader.inner_text("main")
    trader.goto(base)
    trader.click(f"a[href='{base}register/']")
    trader.select_option("#a-people", "2")
    press(trader)
    trader.click(f"a[href='{base}ask/']")
    trader.fill("#a-text", "Khai sai đơn vị tính sau thông quan thì sửa thế nào?")
    press(trader)
    trader.goto(base)
    code = Guest.objects.get(party=CODES[0]).code
    assert code in trader.inner_text("main")
    picture(trader, f"conference {way} 2 registered")
    desk.goto(f"{base}hold/")
    press(desk)
    desk.goto(f"{base}guests/{code}/")
    picture(desk, f"conference {way} 3 at the door")
    desk.click("button[name='people'][value='2']")
    assert Guest.objects.get(party=CODES[0]).came == 2
    desk.goto(f"{base}ask/")
    desk.fill("#a-text", "Bãi kiểm hóa mở cửa mấy giờ dịp Tết?")
    press(desk)
    desk.goto(f"{base}questions/1/")
    press(desk, "answer")
    assert desk.locator("#errors").count() == 1
    fill(desk, answer="Khai bổ sung trong 60 ngày từ ngày thông quan.", basis="Luật Hải quan 2014, Điều 29")
    press(desk, "answer")
    desk.goto(f"{base}questions/2/")
    press(desk, "desk")
    assert sorted(Raised.objects.values_list("state", flat=True)) == ["answered", "promised"]
    desk.goto(f"{base}minutes/")
    fill(desk, chair="Phó Cục trưởng", secretary="Tổ hỗ trợ", said="Nêu hai câu hỏi.", concluded="Trả lời đúng hẹn.")
    press(desk)
    picture(desk, f"conference {way} 4 minutes")
    assert desk.request.get(f"{base}minutes.pdf").body()[:5] == b"%PDF-"
    desk.goto(f"{base}publish/")
    press(desk)
    public.goto(base)
    assert "Khai bổ sung trong 60 ngày" in public.inner_text("main")
    assert "Minh Họa" not in public.inner_text("main")
    picture(public, f"conference {way} 5 results")
    assert Conference.objects.get().state == "published"
    assert [each for each in desk.said if "400" not in each] == trader.said == public.said == []


def test_a_visit_is_planned_made_and_followed_up(page_for: Pages, picture: Picture) -> None:
    enterprises()
    head = page_for("head")
    head.goto("/support/visits/")
    head.click("main a[href='/support/visits/new/']")
    fill(head, party=CODES[1], planned_on="21/12/2023", purpose="Nắm khó khăn", members="Đội nghiệp vụ")
    press(head)
    found = Visit.objects.get()
    base = f"/support/visits/{found.number}/"
    head.goto(f"{base}findings/")
    fill(head, met="Giám đốc", found="Chưa rõ cách lập quyết toán.", settled="Đã hướng dẫn mẫu.")
    press(head)
    head.goto(f"{base}follow-up/")
    fill(head, words="Gửi tài liệu mẫu", due_on="25/12/2023")
    press(head)
    picture(head, "visit 1 followed up")
    head.click("#todo a.row-link")
    fill(head, outcome="Đã gửi qua thư điện tử.")
    press(head, "main")
    head.goto(f"{base}close/")
    press(head)
    assert Visit.objects.get().state == "closed"
    picture(head, "visit 2 closed")
    assert head.said == []
