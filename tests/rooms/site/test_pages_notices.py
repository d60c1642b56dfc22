"""The inbox, addresses, failed work, the state of the services, outages at the desk, tracking without an account."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.declarations.test_life_checks import HOUR
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories
from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.ground import queries as ground
from motcua.ground.domain import verify_receipt
from motcua.ground.domain.outages import Verdict
from motcua.ground.models import Job, Notice, Outage
from motcua.ground.queries import addresses, verification
from motcua.ground.queries import outages as queries
from motcua.ground.services import jobs, log, notices
from motcua.ground.services import outages as services
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.site.web import track

pytestmark = pytest.mark.django_db
PARTY = f"party/{factories.party(1).tax_code}"
HEAD = Actor(99, "Chi cục trưởng", posts=frozenset({Post("head", "20BB")}))
SATURDAY = 5
WHY = "Đứt cáp tới các chi cục (giả định)"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "LIMITS", track.Limits(requests=30, declarations=0, at_once=0))


def told(kind: str = "request", link: str = "/declarations/") -> int:
    return notices.tell(PARTY, Words("Cần nộp hợp đồng", "The contract is needed"), link, at=NOW, kind=kind)


def test_a_trader_sees_each_notice_once_and_how_many_are_unread(trader: Client) -> None:
    first, _ = told(), told("decision")
    notices.tell("party/5799900002", Words("Của người khác", "Another's"), at=NOW)
    page = text(trader.get("/notices/"))
    assert page.count("Cần nộp hợp đồng") == 2
    assert "Của người khác" not in page
    assert str(first) in page
    assert '<span class="count">2<span class="out-of-sight"> chưa đọc</span></span>' in page
    assert text(trader.get("/notices/?kind=decision")).count("Cần nộp hợp đồng") == 1


def test_following_a_notice_marks_it_as_read_and_leads_there(trader: Client) -> None:
    notice = told()
    answer = trader.post(f"/notices/{notice}/follow")
    assert (answer.status_code, answer["Location"]) == (302, "/declarations/")
    assert "Cần nộp hợp đồng" not in text(trader.get("/notices/?unread=1"))


def test_a_notice_leads_nowhere_outside_the_house(trader: Client) -> None:
    notice = told(link="https://evil.example/")
    assert trader.post(f"/notices/{notice}/follow")["Location"] == "/notices/"


def test_nobody_reads_or_marks_anothers_notice(enter: Callable[..., Client], demonstration: Any) -> None:
    notice = told()
    client = enter("officer")
    assert "Cần nộp hợp đồng" not in text(client.get("/notices/"))
    client.post("/notices/read", {"notice": notice})
    client.post("/notices/read")
    assert Notice.objects.get().read_at is None


def test_all_are_marked_as_read_at_once(trader: Client) -> None:
    told(), told()
    assert trader.post("/notices/read", {"next": "/notices/?unread=1"})["Location"] == "/notices/?unread=1"
    assert ground.unread([PARTY]) == 0


def test_a_trader_registers_an_endpoint_chooses_classes_and_removes_it(trader: Client) -> None:
    sent = {"recipient": PARTY, "medium": "webhook", "target": "https://hook.example.vn/x", "kinds": ["desk"]}
    assert trader.post("/notices/addresses/", {**sent, "target": "http://127.0.0.1/"}).status_code == 400
    assert trader.post("/notices/addresses/", {**sent, "recipient": "party/5799900002"}).status_code == 400
    assert trader.post("/notices/addresses/", sent).status_code == 302
    [held] = addresses.standing([PARTY])
    assert held.kinds == "desk"
    trader.post(f"/notices/addresses/{held.leaf}/kinds", {"kinds": ["outage", "money"]})
    assert addresses.one(held.leaf).kinds == "money outage"
    assert "hook.example.vn" in text(trader.get("/notices/addresses/"))
    trader.post(f"/notices/addresses/{held.leaf}/remove")
    assert addresses.standing([PARTY]) == []


def test_an_administrator_sees_failed_work_and_sends_it_again(enter: Callable[..., Client], demonstration: Any) -> None:
    Job.objects.create(id=7, kind="notice.webhook", payload="{}", at=NOW, due_at=None, attempts=8, error="HTTP 503")
    client = enter("admin")
    assert "HTTP 503" in text(client.get("/notices/failed/"))
    client.post("/notices/failed/", {"job": "7"})
    assert Job.objects.get().due_at is not None
    assert client.post("/notices/failed/", {"job": "8"}).status_code == 302


def test_the_status_page_tells_confirmed_and_waiting_outages_but_not_rejected_ones(
    client: Client, demonstration: Any
) -> None:
    found = [
        services.add("lines", NOW - timedelta(days=day, hours=2), NOW - timedelta(days=day), reason=f"{WHY} {day}",
                     by=SYSTEM, at=NOW)
        for day in (1, 2, 3)
    ]  # fmt: skip
    services.rule(found[0], Verdict.CONFIRMED, reason=f"{WHY} một", by=HEAD, at=NOW)
    services.rule(found[1], Verdict.REJECTED, reason=f"{WHY} hai", by=HEAD, at=NOW)
    page = text(client.get("/status/"))
    assert f"{WHY} một" in page
    assert f"{WHY} hai" not in page
    assert f"{WHY} 3" in page
    told_ = json.loads(client.get("/api/status").content)
    assert [each["verdict"] for each in told_["outages"]] == ["confirmed", ""]
    assert {each["service"]: each["available_ppm"] for each in told_["services"]}["lines"] == 998_148


def test_an_outage_added_by_one_is_confirmed_by_another_at_the_desk(
    enter: Callable[..., Client], demonstration: Any
) -> None:
    client = enter("admin")
    sent = {"service": "pages", "began": "08:10 22/12/2023", "ended": "09:00 22/12/2023", "reason": WHY}
    assert client.post("/status/outages/", {**sent, "ended": "08:00 22/12/2023"}).status_code == 400
    assert client.post("/status/outages/", sent).status_code == 302
    found = Outage.objects.get()
    assert found.ended_at == NOW - HOUR
    ruled = {"verdict": "confirmed", "reason": WHY}
    assert client.post(f"/status/outages/{found.leaf}/", ruled).status_code == 400
    assert enter("head").post(f"/status/outages/{found.leaf}/", ruled).status_code == 302
    assert queries.in_force() == ((found.began_at, found.ended_at),)
    log.sequence()
    assert verification.verify().faults == []


def test_a_trader_downloads_the_certificate_of_an_outage_that_moved_its_deadline(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]]
) -> None:
    lodge(40)
    waiting = Declaration.objects.exclude(channel=1).filter(due_at__isnull=False).order_by("id")
    stored = next(each for each in waiting if law_day(each.registered_at).weekday() < SATURDAY)
    client = enter("trader", party=stored.party)
    began = stored.registered_at
    found = services.add("lines", began, began + HOUR, reason=WHY, by=SYSTEM, at=NOW)
    services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=NOW)
    jobs.run_due(NOW + HOUR)
    assert Declaration.objects.get(pk=stored.pk).due_at != stored.due_at
    assert f"/declarations/{stored.number}/outages/" in text(client.get(f"/declarations/{stored.number}/"))
    assert "Cấp giấy xác nhận" in text(client.get(f"/declarations/{stored.number}/outages/"))
    answer = client.post(f"/declarations/{stored.number}/outages/{found}/certify")
    assert "Giấy xác nhận sự cố" in text(client.get(answer["Location"]))
    file = client.get(answer["Location"].rstrip("/") + ".json")
    assert verify_receipt.faults(json.loads(file.content)) == []
    assert json.loads(json.loads(file.content)["body"])["facts"]["declaration"] == stored.number
    other = enter("trader", party="5799900099")
    assert other.get(answer["Location"]).status_code == 404
    assert other.post(f"/declarations/{stored.number}/outages/{found}/certify").status_code == 404


def test_anybody_with_number_and_check_word_sees_the_state_and_nothing_else(
    client: Client, lodge: Callable[..., list[Answer]]
) -> None:
    lodged = lodge(3)
    number, word = lodged[0].number, ground.check_word(lodged[0].declaration_id)
    page = text(client.post("/track/", {"number": f" {number[:6]} {number[6:]}", "word": word.lower()}))
    stored = Declaration.objects.get(number=number)
    assert "Đăng ký" in page
    assert stored.party not in page
    assert stored.party_name not in page


def test_an_unknown_number_and_a_wrong_word_get_the_same_answer(
    client: Client, lodge: Callable[..., list[Answer]]
) -> None:
    lodged = lodge(3)
    word = ground.check_word(lodged[0].declaration_id)
    other = word[:-1] + ("1" if word.endswith("0") else "0")
    wrong = [
        client.post("/track/", {"number": number, "word": said})
        for number, said in (("109999999999", word), (lodged[1].number, word), (lodged[0].number, other))
    ]
    assert [answer.status_code for answer in wrong] == [404, 404, 404]
    assert len({text(answer).partition('<form class="card-body"')[0].partition("<h1>")[2] for answer in wrong}) == 1


def test_whoever_asks_too_often_waits(client: Client, demonstration: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "LIMITS", track.Limits(requests=2, declarations=0, at_once=0))
    said = [client.post("/track/", {"number": "1", "word": "x"}) for _ in range(3)]
    assert [answer.status_code for answer in said] == [404, 404, 429]
    assert int(said[-1]["Retry-After"]) > 0
