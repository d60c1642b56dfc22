"""The acts on a declaration: who is offered what, what is asked, and that nothing is decided twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.domain.inspecting import Record
from motcua.declarations.domain.life import State
from motcua.declarations.models import Assigned, Declaration, Inspected, Instruction, Move
from motcua.declarations.queries import desks
from motcua.declarations.services import Answer
from motcua.declarations.web.actlist import ACTS
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.people.models import Account
from motcua.risk import services as risk
from motcua.risk.models import Bucket

OFFICER = Actor(901, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(902, "Đỗ Văn Nam", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB")}))


@pytest.fixture
def stream(lodge: Callable[..., list[Answer]]) -> list[Answer]:
    """Enough declarations for one of each channel; the draws follow from a fixed seed."""
    from tests.rooms.site.conftest import SINCE

    risk.seed(b"acts on declarations", by=SYSTEM, at=SINCE)
    return lodge(120)


def of(channel: int) -> Declaration:
    """A declaration in this channel that owes tax, of the first enterprise if it has one."""
    rows = Declaration.objects.filter(channel=channel, tax_total__gt=0)
    found = rows.filter(party="5799900001").first() or rows.first()
    assert found is not None
    return found


def address(found: Declaration, act: str) -> str:
    return f"/declarations/{found.number}/acts/{act}/"


def seen(found: Declaration) -> int:
    return Declaration.objects.get(pk=found.pk).leaf


def text(answer: Any) -> str:
    return str(answer.content.decode())


def offered(client: Client, found: Declaration) -> set[str]:
    page = text(client.get(f"/declarations/{found.number}/"))
    return {act.name for act in ACTS if address(found, act.name) in page}


def test_each_is_offered_what_is_theirs_in_the_state(enter: Callable[..., Client], stream: list[Answer]) -> None:
    yellow, red = of(2), of(3)
    officer = enter("officer")
    assert offered(officer, yellow) == {"accept", "ask", "order", "release", "store", "cancel", "lapse"}
    assert offered(officer, red) == {"ask", "extend", "store", "cancel", "lapse"}
    assert offered(enter("head"), red) == {"spare"}
    assert offered(enter("trader"), yellow) == set()
    assert offered(enter("leader"), yellow) == set()
    assert offered(enter("officer", office="20CF"), yellow) == set()


def test_a_question_goes_to_the_trader_and_its_answer_back(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(2)
    sent = {"seen": seen(found), "kind": "A", "papers": ["CON"], "note": "Nộp <hợp đồng>"}
    assert enter("officer").post(address(found, "ask"), sent).status_code == 302
    trader = enter("trader")
    assert offered(trader, found) == {"answer"}
    page = text(trader.get(address(found, "answer")))
    assert "Nộp &lt;hợp đồng&gt;" in page
    assert trader.post(address(found, "answer"), {"seen": seen(found), "note": "Đã nộp"}).status_code == 302
    assert Instruction.objects.get().answered.words == "Đã nộp"
    assert "Đã nộp" in text(trader.get(f"/declarations/{found.number}/"))


@pytest.mark.parametrize(("act", "sent"), [
    ("ask", {"kind": "A", "note": " "}), ("ask", {"kind": "Z", "note": "Nộp"}), ("order", {"note": ""}),
    ("release", {"reason": "X"}), ("store", {"note": ""}), ("cancel", {"reason": "A1"}), ("lapse", {"reason": "E3"}),
])  # fmt: skip
def test_what_is_missing_is_told_and_nothing_is_stored(
    enter: Callable[..., Client], stream: list[Answer], act: str, sent: dict[str, Any]
) -> None:
    found = of(2)
    answer = enter("officer").post(address(found, act), {"seen": seen(found), **sent})
    assert answer.status_code == 400
    assert "has-error" in text(answer) or "error-summary" in text(answer)
    assert Move.objects.filter(declaration_id=found.id).count() == 1


def test_a_second_decision_on_the_same_sight_is_refused_and_a_repeated_one_is_told(
    enter: Callable[..., Client], stream: list[Answer]
) -> None:
    found = of(2)
    officer = enter("officer")
    sent = {"seen": seen(found), "note": ""}
    assert officer.post(address(found, "accept"), sent).status_code == 302
    again = officer.post(address(found, "accept"), sent)
    assert again.status_code == 302
    assert "không ghi lần thứ hai" in text(officer.get(again["Location"]))
    other = officer.post(address(found, "ask"), {**sent, "kind": "A", "note": "Nộp C/O"})
    assert other.status_code == 400
    assert "đã có bước mới" in text(other)
    late = enter("officer").post(address(found, "ask"), {**sent, "kind": "A", "note": "Nộp C/O"})
    assert late.status_code == 400
    assert [move.verb for move in Move.objects.filter(declaration_id=found.id).order_by("leaf")][1:] == [
        "accept documents"
    ]


def test_an_order_without_a_token_says_so_and_changes_nothing(
    enter: Callable[..., Client], stream: list[Answer]
) -> None:
    found = of(2)
    Bucket.objects.update(balance_millionths=0)
    answer = enter("officer").post(address(found, "order"), {"seen": seen(found), "note": "Nghi ngờ", "basis": ""})
    assert answer.status_code == 400
    assert Declaration.objects.get(pk=found.pk).channel == 2


@pytest.mark.parametrize("role", ["leader", "risk", "revenue", "admin"])
def test_other_roles_reach_no_act(enter: Callable[..., Client], stream: list[Answer], role: str) -> None:
    found = of(2)
    assert enter(role).get(address(found, "accept")).status_code == 403


def test_an_officer_of_another_branch_is_refused(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(2)
    other = enter("officer", office="20CF")
    assert other.get(address(found, "accept")).status_code == 403
    assert other.post(address(found, "accept"), {"seen": seen(found)}).status_code == 403


def test_another_trader_is_told_that_there_is_none(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(2)
    assert enter("trader", party="5799900002").get(address(found, "answer")).status_code == 404
    assert enter("officer").get(address(found, "không có")).status_code == 404


def test_an_act_that_the_state_forbids_shows_no_form(enter: Callable[..., Client], stream: list[Answer]) -> None:
    page = text(enter("officer").get(address(of(2), "settle")))
    assert 'name="seen"' not in page
    assert "alert" in page


def test_an_officer_takes_the_next_and_it_is_on_no_other_desk(
    enter: Callable[..., Client], stream: list[Answer]
) -> None:
    officer = enter("officer")
    first = officer.post("/declarations/next")
    waits = Declaration.objects.filter(state__in=("document_check", "physical_check"), office="20BB")
    number = first["Location"].split("/")[2]
    assert number == waits.order_by("due_at", "id").first().number
    assert number in text(officer.get("/declarations/?state=checking&desk=mine"))
    assert number not in text(officer.get("/declarations/?state=checking&desk=free"))
    other = enter("officer")
    assert other.post(f"/declarations/{number}/claim").status_code == 409
    assert other.post("/declarations/next")["Location"] != first["Location"]


def test_taking_the_next_twice_from_the_same_sight_takes_one(
    enter: Callable[..., Client], stream: list[Answer]
) -> None:
    officer = enter("officer")
    first = officer.post("/declarations/next", {"had": "0"})
    assert officer.post("/declarations/next", {"had": "0"})["Location"] == first["Location"]
    had = Assigned.objects.get().leaf
    assert f'name="had" value="{had}"' in text(officer.get("/declarations/?state=checking"))
    assert officer.post("/declarations/next", {"had": str(had)})["Location"] != first["Location"]
    assert Assigned.objects.count() == 2


def test_a_request_decided_before_is_told_and_stays(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(1)
    trader, where = enter("trader", party=found.party), f"/declarations/{found.number}/cancellation/"
    for _ in range(2):
        assert trader.post(where, {"reason": "E1", "note": ""}).status_code == 302
    assert "đã có đề nghị hủy đang chờ trả lời" in text(trader.get(where))
    officer = enter("officer")
    for verdict in ("grant", "deny"):
        assert officer.post(where, {"verdict": verdict, "note": "Sai"}).status_code == 302
    assert "Không có đề nghị hủy nào đang chờ" in text(officer.get(where))
    assert Declaration.objects.get(pk=found.pk).state == "cancelled"


def test_the_head_hands_over_and_the_new_officer_hears(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(2)
    enter("officer").post(f"/declarations/{found.number}/claim")
    other = Account.objects.get(pk=enter("officer").session["_auth_user_id"])
    head = enter("head")
    assert head.post(f"/declarations/{found.number}/hand-over/", {"to": 999, "note": ""}).status_code == 400
    assert head.post(f"/declarations/{found.number}/hand-over/", {"to": other.pk, "note": "Nghỉ"}).status_code == 302
    assert desks.holders([found.id]) == {found.id: other.pk}
    assert Notice.objects.filter(recipient=f"account/{other.pk}").count() == 1
    assert "Nghỉ" in text(head.get(f"/declarations/{found.number}/hand-over/"))


def test_only_who_has_it_or_the_head_hands_over(enter: Callable[..., Client], stream: list[Answer]) -> None:
    found = of(2)
    holder = enter("officer")
    holder.post(f"/declarations/{found.number}/claim")
    stranger = enter("officer")
    assert stranger.post(f"/declarations/{found.number}/hand-over/", {"to": 0, "note": ""}).status_code == 400
    assert len(desks.holders([found.id])) == 1


def test_the_branch_shows_each_desk_and_the_queue(enter: Callable[..., Client], stream: list[Answer]) -> None:
    enter("officer").post(f"/declarations/{of(2).number}/claim")
    page = text(enter("head").get("/declarations/branch/"))
    assert "desk=free" in page
    assert "Người officer" in page
    assert enter("trader").get("/declarations/branch/").status_code == 403


def test_photographs_are_added_on_the_page_and_shown_to_both_sides(
    stream: list[Answer], enter: Callable[..., Client]
) -> None:
    found = of(3)
    address = f"/declarations/{found.number}/inspection/"
    client = enter("officer", office="20BB")
    written = {"began_at": "22/12/2023 09:00", "place": "Km3+4", "method": "TC", "rate": "10", "finding": "KHOP"}
    written["seen"] = str(found.leaf)
    assert client.post(address, written).status_code == 302
    none = client.post(f"{address}photographs/", {"caption": "x"})
    assert (none.status_code, "error-summary" in none.content.decode()) == (400, True)
    other = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    refused = client.post(f"{address}photographs/", {"photograph": other})
    assert (refused.status_code, "JPEG" in refused.content.decode()) == (400, True)
    picture = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")
    assert client.post(f"{address}photographs/", {"photograph": picture, "caption": "Niêm phong"}).status_code == 302
    assert f'src="{address}photographs/1" alt="Niêm phong"' in client.get(address).content.decode()
    trader = enter("trader", party=found.party)
    shown = trader.get(f"{address}photographs/1")
    assert (shown.status_code, shown["Content-Type"], shown.content[:4]) == (200, "image/png", b"\x89PNG")


@pytest.mark.parametrize(("began", "answer"), [
    ("22/12/2023 00:30", 302), ("01/01/0001 00:00", 400), ("31/12/9999 23:59", 400), ("01/01/3000 00:00", 400),
])  # fmt: skip
def test_the_hour_at_which_an_inspection_began_is_that_of_viet_nam_and_verified(
    stream: list[Answer], enter: Callable[..., Client], began: str, answer: int
) -> None:
    found = of(3)
    written = {"began_at": began, "place": "Km3+4", "method": "TC", "rate": "10", "finding": "KHOP"}
    written["seen"] = str(found.leaf)
    sent = enter("officer", office="20BB").post(f"/declarations/{found.number}/inspection/", written)
    assert sent.status_code == answer
    moments = [each.began_at for each in Inspected.objects.all()]
    assert moments == ([law_moment(date(2023, 12, 22), 0, 30)] if answer == 302 else [])  # noqa: PLR2004
    log.sequence()
    assert verification.verify().faults == []


def test_a_form_that_carries_a_number_of_five_thousand_digits_is_refused(
    stream: list[Answer], enter: Callable[..., Client]
) -> None:
    found = of(3)
    written = {"began_at": "22/12/2023 09:00", "place": "K", "method": "TC", "rate": "10", "finding": "KHOP"}
    written["seen"] = "9" * 5000
    sent = enter("officer", office="20BB").post(f"/declarations/{found.number}/inspection/", written)
    assert (sent.status_code, Inspected.objects.count()) == (400, 0)


def test_a_record_counts_only_for_the_goods_that_its_form_showed(
    stream: list[Answer], enter: Callable[..., Client]
) -> None:
    found = of(3)
    address = f"/declarations/{found.number}/inspection/"
    client = enter("officer", office="20BB")
    written = {"began_at": "22/12/2023 09:00", "place": "Km3+4", "method": "TC", "rate": "10", "finding": "KHOP"}
    old = {**written, "seen": str(found.leaf)}
    assert f'name="seen" value="{found.leaf}"' in client.get(address).content.decode()
    services.extend_inspection(found.id, reason="Lô hàng lớn", by=HEAD, at=NOW)
    refused = client.post(address, old)
    assert (refused.status_code, Inspected.objects.count()) == (400, 0)
    now = Declaration.objects.get(pk=found.pk)
    assert f'name="seen" value="{now.leaf}"' in refused.content.decode()
    assert 'value="Km3+4"' in refused.content.decode()
    assert client.post(address, written).status_code == 400
    assert client.post(address, {**written, "seen": str(now.leaf)}).status_code == 302


def test_a_record_is_signed_only_as_it_was_read(stream: list[Answer], enter: Callable[..., Client]) -> None:
    found = of(3)
    address = f"/declarations/{found.number}/inspection/"
    record = Record(NOW, "Km3+4", "TC", 10, "KHOP")
    first = services.write_record(found.id, record, by=OFFICER, at=NOW)
    second = enter("officer", office="20BB")
    sent = {"verdict": "agree", "note": "", "seen": str(found.leaf), "record": str(first)}
    assert f'name="record" value="{first}"' in second.get(address).content.decode()
    services.sign_record(found.id, agreed=False, note="Viết lại", by=HEAD, at=NOW)
    services.write_record(found.id, record, by=OFFICER, at=NOW)
    assert second.post(address, sent).status_code == 400
    assert Declaration.objects.get(pk=found.pk).state == State.PHYSICAL_CHECK
