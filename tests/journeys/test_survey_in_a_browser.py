"""A respondent on a phone begins, resumes with the link, and sends once; after the close the results are for all."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.rooms.survey.conftest import AT, CLOSES, DAYS, FORM, LEADER, SUPPORT, answered, opened, used

from motcua.ground.services import clock
from motcua.kernel.days import law_moment
from motcua.survey import services
from motcua.survey.domain.sheets import pages
from motcua.survey.models import Box, Draft

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WAYS = {"with JavaScript": PHONE, "without JavaScript": {**PHONE, "java_script_enabled": False}}
FIRST = 3
"""Pages filled in before the phone is put away."""


def fill(page: Any) -> None:
    """What is on the page: every item at level 4, the rest as it comes."""
    for box in page.query_selector_all(".scale input[value='4']"):
        box.check()
    for box in page.query_selector_all(".choice-set input[type='checkbox']")[:1]:
        box.check()
    for box in page.query_selector_all(".field:first-of-type .choice-set input[type='radio']")[:1]:
        box.check()
    for area in page.query_selector_all("textarea")[:1]:
        area.fill("Giảm thời gian chờ, gọi 0912345678")


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_is_begun_resumed_and_sent_on_a_phone(page_for: Pages, picture: Picture, way: str) -> None:
    used()
    clock.set_demonstration(AT)
    made, links = opened()
    party = next(code for code in sorted(links) if len(services.door(links[code], AT).codes) == 1)
    office = services.door(links[party], AT).codes[0]
    phone = page_for(**WAYS[way])
    phone.goto(f"/survey/a/{links[party]}/")
    picture(phone, f"survey {way} 1 begin")
    phone.click("main a.is-main")
    for no in range(FIRST):
        fill(phone)
        picture(phone, f"survey {way} 2 page {no}")
        phone.click("main button[value='next']")
    fill(phone)
    phone.click("main button[value='later']")
    picture(phone, f"survey {way} 3 later")
    assert Draft.objects.count() == 1

    again = page_for(**WAYS[way])
    again.goto(f"/survey/a/{links[party]}/")
    again.click("main a.is-main")
    left = pages(FORM, [office], services.saved(links[party]))[FIRST + 1 : -1]
    for each in left:
        assert f"/{each.code}/" in again.url
        fill(again)
        picture(again, f"survey {way} 4 {each.kind}")
        again.click("main button[value='next']")
    assert again.url.endswith("/check/")
    picture(again, f"survey {way} 5 check")
    again.click("main form[method='post'] .is-main")
    picture(again, f"survey {way} 6 sent")
    assert Box.objects.filter(kind="rating").count() == 1
    assert "0912345678" not in Box.objects.get(office="O1").content

    phone.goto(f"/survey/a/{links[party]}/")
    assert "đã được dùng" in phone.inner_text("main")
    picture(phone, f"survey {way} 7 spent")
    answered({code: link for code, link in links.items() if code != party}, 20)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    phone.goto("/survey/results/2023/")
    assert "Móng Cái" in phone.inner_text("#bands")
    picture(phone, f"survey {way} 8 results")
    assert phone.said == again.said == []


def test_a_leader_reads_the_frame_and_signs_it(page_for: Pages, picture: Picture) -> None:
    used()
    clock.set_demonstration(AT)
    desk, leader = page_for("support"), page_for("leader")
    desk.goto("/survey/rounds/new/")
    for name, value in (("opens_on", "01/11/2023"), ("closes_on", "20/11/2023"), ("inside", "10"), ("outside", "15")):
        desk.fill(f"#a-{name}", value)
    picture(desk, "survey 11 plan")
    desk.click("main form[method='post'] .is-main")
    desk.click("#acts a[href$='/draw/']")
    desk.click("main form[method='post'] .is-main")
    picture(desk, "survey 12 drawn")
    leader.goto("/survey/rounds/CDCI-2023/")
    leader.click("main a[href$='/frame/']")
    picture(leader, "survey 13 frame")
    leader.goto("/survey/rounds/CDCI-2023/sign/")
    leader.click("main form[method='post'] .is-main")
    desk.goto("/survey/rounds/CDCI-2023/open/")
    desk.click("main form[method='post'] .is-main")
    picture(desk, "survey 14 open")
    assert "Đang hỏi" in desk.inner_text("main h1")
    assert desk.said == leader.said == []
