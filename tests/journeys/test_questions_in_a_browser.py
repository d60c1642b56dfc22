"""A question is asked, answered, published after review; asked a second time it finds its answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS, known
from tests.rooms.site.conftest import NOW

from motcua.helpdesk import services
from motcua.helpdesk.domain.packaged import packaged
from motcua.helpdesk.models import Entry, Question
from motcua.kernel.actor import SYSTEM

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
DRAFT = {
    "question_vi": "Mất tem niêm phong trên đường vận chuyển thì làm gì?",
    "question_en": "What if the seal is lost on the way?",
    "answer_vi": "Báo ngay hải quan nơi gần nhất và giữ nguyên hiện trạng.",
    "answer_en": "Tell the nearest customs office at once and leave things as they are.",
    "since": "01/01/2023", "act1": "Luật Hải quan 54/2014/QH13", "article1": "Điều 64",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_question_asked_twice_finds_its_answer(page_for: Pages, picture: Picture, way: str) -> None:
    known(1)
    services.load_packaged(packaged()[:40], by=SYSTEM, review=SYSTEM, at=NOW - timedelta(days=9))
    trader, desk = page_for("trader", **WAYS[way]), page_for("support", **WAYS[way])
    trader.goto("/support/answers/")
    picture(trader, f"questions {way} 1 answers")
    trader.goto("/support/ask/")
    trader.fill("#q", "mat tem niem phong")
    trader.press("#q", "Enter")
    assert "Mất tem niêm phong" not in trader.inner_text("main")
    trader.goto("/support/ask/?form=1&q=Mất tem niêm phong trên đường")
    trader.fill("#f-body", "Xe bị va quẹt, tem rơi mất.")
    trader.select_option("#f-domain", "PT")
    picture(trader, f"questions {way} 2 form")
    trader.click("main form[method='post'] .is-main")
    number = Question.objects.get().number
    assert number in trader.inner_text("main")
    picture(trader, f"questions {way} 3 asked")

    desk.goto("/support/questions/")
    picture(desk, f"questions {way} 4 queue")
    desk.click("main a.row-link")
    picture(desk, f"questions {way} 5 case")
    desk.click("#acts a[href$='/acts/answer/']")
    desk.fill("#a-body", DRAFT["answer_vi"])
    desk.fill("#a-act1", DRAFT["act1"])
    picture(desk, f"questions {way} 6 answer")
    desk.click("main form[method='post'] .is-main")
    desk.click("#acts a[href$='/acts/publish/']")
    for name, text in DRAFT.items():
        desk.fill(f"#a-{name}", text)
    desk.click("main form[method='post'] .is-main")
    entry = Entry.objects.get(state="proposed")
    second = page_for("leader", **WAYS[way])
    second.goto(f"/support/entries/{entry.pk}/")
    picture(second, f"questions {way} 7 review")
    second.click("button[value='publish']")

    trader.goto("/support/ask/")
    trader.fill("#q", "tem niem fong bi mat")
    if way == "without JavaScript":
        trader.press("#q", "Enter")
    trader.click("#found a:has-text('Mất tem niêm phong')")
    assert DRAFT["answer_vi"] in trader.inner_text("main")
    picture(trader, f"questions {way} 8 found")
    trader.click("button[value='answered']")
    trader.goto(f"/support/questions/{number}/")
    assert DRAFT["answer_vi"] in trader.inner_text("#answer")
    second.goto("/support/indicators/")
    picture(second, f"questions {way} 9 indicators")
    assert trader.said == desk.said == second.said == []
