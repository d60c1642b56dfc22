"""Pages of questions: asked with a look for answers first, worked on, published, followed by an address."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signing import TimestampSigner
from django.test import Client
from tests.rooms.helpdesk.conftest import ANSWER, HOUR, content, new, published
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations.factories import party
from motcua.helpdesk import services
from motcua.helpdesk.models import Entry, Question
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties

Enter = Callable[..., Client]


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, one published answer, and nobody counted yet."""
    cache.clear()
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW - 2400 * HOUR)
    published([content()], at=NOW - 240 * HOUR)


def typed(**changes: Any) -> dict[str, Any]:
    """A question as its form sends it."""
    return {
        "title": "Tờ khai sai mã hàng", "body": "Đã thông quan hôm qua.", "domain": "TT", "nature": "rules",
        "priority": "P3", "party": "5799900001", **changes,
    }  # fmt: skip


def stamp(seconds_ago: float) -> str:
    """A form that was shown so long ago."""
    signer = TimestampSigner(salt="helpdesk.form")
    began = time.time() - seconds_ago
    real, time.time = time.time, lambda: began
    try:
        return signer.sign("ask")
    finally:
        time.time = real


def open_question(**changes: Any) -> Question:
    """A question of today."""
    return services.ask(new(channel="mail", **changes), by=SYSTEM, at=NOW - 2 * HOUR)


def test_answers_that_fit_are_shown_before_the_form(enter: Enter, department: None) -> None:  # noqa: F811
    client = enter("trader")
    page = client.get("/support/ask/", {"q": "khai sai sau thong quan"}).content.decode()
    assert "Khai sai sau thông quan thì làm gì?" in page
    assert "form=1" in page
    live = client.get("/support/ask/", {"q": "kai sai thong qan"}, headers={"HX-Request": "true"}).content.decode()
    assert "Khai sai sau thông quan thì làm gì?" in live
    assert "<html" not in live


def test_an_enterprise_asks_follows_replies_and_rates(enter: Enter, department: None) -> None:  # noqa: F811
    client = enter("trader")
    sent = client.post("/support/ask/", typed())
    assert sent.status_code == 302, sent.content.decode()[:3000]
    number = Question.objects.get().number
    assert sent["Location"] == f"/support/questions/{number}/"
    assert "Đã thông quan hôm qua" in client.get(sent["Location"]).content.decode()
    assert number in client.get("/support/questions/").content.decode()
    services.answer(number, ANSWER, by=SYSTEM, at=NOW)
    page = client.get(sent["Location"]).content.decode()
    assert "Điều 20" in page
    base = f"/support/questions/{number}/acts"
    leaf = Question.objects.get().leaf
    assert client.post(f"{base}/rate/", {"seen": leaf, "stars": "5"}).status_code == 302
    assert client.post(f"{base}/reply/", {"seen": leaf, "words": "Còn nếu quá 60 ngày?"}).status_code == 302
    found = Question.objects.get()
    assert (found.stars, found.again, found.state) == (5, 1, "new")


def test_another_enterprise_sees_nothing_of_it(enter: Enter, department: None) -> None:  # noqa: F811
    found = open_question()
    other = enter("trader", party="5799900002")
    assert other.get(f"/support/questions/{found.number}/").status_code == 404
    assert found.number not in other.get("/support/questions/?state=").content.decode()


def test_who_is_not_signed_in_asks_with_a_contact_and_follows_by_an_address(client: Client, department: None) -> None:
    told = typed(name="Lan", mail="lan@example.vn", opened=stamp(60))
    sent = client.post("/support/ask/", told)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    address = sent["Location"]
    assert address.startswith("/support/follow/HD-2023-")
    assert "Đã thông quan hôm qua" in client.get(address).content.decode()
    number = Question.objects.get().number
    assert client.get(f"/support/follow/{number}.{'x' * 27}/").status_code == 404
    services.ask_back(number, "Số tờ khai?", by=SYSTEM, at=NOW)
    assert client.post(address, {"act": "reply", "words": "105912386410"}).status_code == 302
    assert Question.objects.get().state == "assigned"
    assert client.post(address, {"act": "rate", "stars": "5"}).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [{"website": "http://buy"}, {"opened": ""}, {"opened": "now"}, {"mail": "", "phone": ""}],
    ids=["trap filled", "no stamp", "stamp forged", "no contact"],
)
def test_what_no_person_sends_is_refused_with_words(client: Client, department: None, changes: dict[str, str]) -> None:
    told = typed(**{"name": "Lan", "mail": "lan@example.vn", "opened": stamp(60), **changes})
    assert client.post("/support/ask/", told).status_code == 400
    assert not Question.objects.exists()


def test_a_form_sent_at_once_or_too_often_is_refused(client: Client, department: None) -> None:
    told = typed(name="Lan", mail="lan@example.vn")
    assert client.post("/support/ask/", {**told, "opened": stamp(0)}).status_code == 400
    for _ in range(5):
        assert client.post("/support/ask/", {**told, "opened": stamp(60)}).status_code == 302
    assert client.post("/support/ask/", {**told, "opened": stamp(60)}).status_code == 400
    assert Question.objects.count() == 5


def test_the_desk_takes_answers_and_proposes_and_a_second_person_publishes(enter: Enter, department: None) -> None:  # noqa: F811
    found = open_question(title="Sai mã hàng sau khi thông quan")
    desk = enter("support")
    queue = desk.get("/support/questions/").content.decode()
    assert found.number in queue
    base = f"/support/questions/{found.number}/"
    assert "Khai sai sau thông quan" in desk.get(base).content.decode()
    assert desk.post(f"{base}acts/take/", {"seen": found.leaf}).status_code == 302
    seen = Question.objects.get().leaf
    begun = desk.get(f"{base}acts/answer/?from=T-001").content.decode()
    assert "Khai bổ sung trong 60 ngày" in begun
    assert desk.post(f"{base}acts/answer/", {"seen": seen, "body": "Khai bổ sung."}).status_code == 400
    told = {"seen": seen, "body": "Khai bổ sung.", "act1": "TT 38/2015/TT-BTC", "article1": "Điều 20"}
    assert desk.post(f"{base}acts/answer/", {**told, "lines": "99999999"}).status_code == 400
    assert desk.post(f"{base}acts/answer/", told).status_code == 302
    draft = {
        "seen": 0, "domain": "TT", "question_vi": "Sai mã?", "question_en": "Wrong code?", "answer_vi": "Khai bổ sung.",
        "answer_en": "Amend.", "since": "01/01/2023", "act1": "TT 38/2015/TT-BTC",
    }  # fmt: skip
    assert desk.post(f"{base}acts/publish/", draft).status_code == 302
    entry = Entry.objects.get(state="proposed")
    own = desk.post(f"/support/entries/{entry.pk}/", {"verb": "publish", "version": 1})
    assert own.status_code == 400
    second = enter("leader")
    assert second.post(f"/support/entries/{entry.pk}/", {"verb": "publish", "version": 1}).status_code == 302
    assert "Sai mã?" in second.get("/support/answers/?q=sai ma").content.decode()


def test_the_closed_channel_is_read_by_heads_and_leaders_alone(enter: Enter, department: None) -> None:  # noqa: F811
    found = open_question(title="Thái độ của công chức", nature="conduct", office="20BB")
    address = f"/support/questions/{found.number}/"
    seen = {role: enter(role).get(address).status_code for role in ("support", "officer", "head", "leader", "trader")}
    assert seen == {"support": 404, "officer": 404, "head": 200, "leader": 200, "trader": 404}


def test_a_reader_says_whether_an_answer_helped(client: Client, department: None) -> None:
    page = client.get("/support/answers/T-001/").content.decode()
    assert "Điều 20" in page
    sent = client.post("/support/answers/T-001/said/", {"said": "helped"})
    assert sent["Location"].endswith("?thanks=1")
    assert client.get("/support/answers/none/").status_code == 404


def test_indicators_and_lists_open_and_leave_as_csv(enter: Enter, department: None) -> None:  # noqa: F811
    found = open_question()
    services.answer(found.number, ANSWER, by=SYSTEM, at=NOW - HOUR)
    client = enter("leader")
    page = client.get("/support/indicators/").content.decode()
    assert "100 %" in page
    held = b"".join(client.get("/support/indicators/indicators.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "1,1,1,1.00" in held
    rows = b"".join(client.get("/support/questions/questions.csv?state=done").streaming_content).decode()  # type: ignore[attr-defined]
    assert found.number in rows
    assert client.get("/support/entries/?state=review").status_code == 200


def test_a_leader_publishes_what_the_platform_brings_once(enter: Enter, department: None) -> None:  # noqa: F811
    assert enter("support").post("/support/entries/load/").status_code == 403
    leader = enter("leader")
    assert "/support/entries/load/" in leader.get("/support/entries/").content.decode()
    for _ in range(2):
        assert leader.post("/support/entries/load/").status_code == 302
    assert Entry.objects.filter(state="published").count() == 106
    assert "/support/entries/load/" not in leader.get("/support/entries/").content.decode()


def test_a_call_is_written_down_with_its_time(enter: Enter, department: None) -> None:  # noqa: F811
    told = typed(channel="phone", asked_at="22/12/2023 08:15", name="Lan", office="20ZZ", phone="0900 000 000", mail="")
    sent = enter("support").post("/support/questions/write/", told)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    assert Question.objects.get().asked_at.isoformat() == "2023-12-22T01:15:00+00:00"
