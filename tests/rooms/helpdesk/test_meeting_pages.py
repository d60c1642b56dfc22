"""Pages of conferences and visits: planned, invited to, registered for, opened, answered, written down, published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.helpdesk.meeting_desk import CODES, SUPPORT, enterprises, invited, plan
from tests.rooms.helpdesk.meeting_walk import a_conference, a_visit
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.helpdesk.models import Action, Conference, Guest, Raised, Visit
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

Enter = Callable[..., Client]
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
SOON = {"begins_at": NOW + 7 * DAYS, "ends_at": NOW + 7 * DAYS + 3 * HOUR}


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    enterprises()


def coming(**changes: Any) -> Conference:
    """One that is still to come."""
    return invited(at=NOW - DAYS, **{**SOON, **changes})


def opened_today() -> Conference:
    """One that is open now, with a question and a guest who registered."""
    made = invited(at=NOW - 10 * DAYS, begins_at=NOW - HOUR, ends_at=NOW + 2 * HOUR)
    meetings.register(made.number, CODES[0], people=2, by=SYSTEM, at=NOW - 5 * DAYS)
    asked = meetings.Asked(CODES[0], "Sửa tờ khai thế nào?", "TT")
    meetings.raise_question(made.number, asked, by=SUPPORT, at=NOW - 5 * DAYS)
    return meetings.hold(made.number, by=SUPPORT, at=NOW - HOUR)


def test_a_support_officer_plans_a_conference_and_sees_what_is_missing(enter: Enter, department: None) -> None:  # noqa: F811
    client = enter("support")
    wrong = client.post("/support/conferences/new/", {"title": "Đối thoại"})
    assert wrong.status_code == 400
    assert 'href="#a-place"' in wrong.content.decode()
    typed = {
        "office": "20ZZ", "title": "Đối thoại năm", "begins_at": "28/12/2023 08:00", "ends_at": "28/12/2023 11:30",
        "place": "Hạ Long", "topics": "Thuế", "seats": "120",
    }  # fmt: skip
    late = client.post("/support/conferences/new/", {**typed, "ends_at": "28/12/2023 07:00"})
    assert late.status_code == 400
    assert "sau giờ bắt đầu" in late.content.decode()
    answer = client.post("/support/conferences/new/", typed)
    assert answer["Location"] == "/support/conferences/HN-2023-0001/"
    assert "Đối thoại năm" in client.get("/support/conferences/?state=planned&q=năm").content.decode()
    assert "Đối thoại năm" not in client.get("/support/conferences/?office=20BB").content.decode()
    assert b"HN-2023-0001" in b"".join(client.get("/support/conferences/conferences.csv").streaming_content)  # type: ignore[attr-defined]


def test_who_would_be_invited_is_shown_before_they_are(enter: Enter, department: None) -> None:  # noqa: F811
    made = meetings.plan(plan(**SOON), by=SUPPORT, at=NOW - DAYS)
    client = enter("head")
    told = {"by": "list", "listed": f"{CODES[0]}, {CODES[1]} 0000000000"}
    page = client.get(f"/support/conferences/{made.number}/invite/", told).content.decode()
    assert "Minh Họa 1" in page
    assert "0000000000" in page
    assert Guest.objects.count() == 0
    assert client.post(f"/support/conferences/{made.number}/invite/", told).status_code == 302
    assert sorted(Guest.objects.values_list("party", flat=True)) == CODES[:2]


def test_a_trader_registers_sends_a_question_and_shows_a_code(enter: Enter, department: None) -> None:  # noqa: F811
    made = coming()
    client = enter("trader")
    assert made.title in client.get("/support/conferences/").content.decode()
    base = f"/support/conferences/{made.number}/"
    registered = client.post(f"{base}register/", {"party": CODES[0], "people": "2"})
    assert registered.status_code == 302
    assert client.post(f"{base}ask/", {"party": CODES[0], "domain": "TH", "text": "Hoàn thuế?"}).status_code == 302
    page = client.get(base).content.decode()
    assert "<svg" in page
    assert Guest.objects.get(party=CODES[0]).code in page
    assert "Hoàn thuế?" in page
    assert client.post(f"{base}decline/", {"party": CODES[0]}).status_code == 302
    assert Guest.objects.get(party=CODES[0]).state == "declined"


def test_a_stranger_finds_no_conference_and_no_question_of_others(enter: Enter, department: None) -> None:  # noqa: F811
    made = coming(count=1)
    meetings.raise_question(made.number, meetings.Asked(CODES[0], "Bí mật?", "TT"), by=SUPPORT, at=NOW)
    stranger = enter("trader", party=CODES[4])
    for page in ("", "register/", "ask/", "minutes.pdf"):
        assert stranger.get(f"/support/conferences/{made.number}/{page}").status_code == 404
    public = enter("public")
    assert public.get(f"/support/conferences/{made.number}/").status_code == 404
    assert made.title not in public.get("/support/conferences/").content.decode()


def test_a_head_of_another_branch_reads_and_does_nothing(enter: Enter, department: None) -> None:  # noqa: F811
    made = coming()
    other = enter("head", office="20CF")
    assert other.get(f"/support/conferences/{made.number}/").status_code == 200
    assert other.post(f"/support/conferences/{made.number}/cancel/", {"note": "x"}).status_code == 403
    assert other.get(f"/support/conferences/{made.number}/change/").status_code == 403


def test_at_the_door_a_code_a_tax_code_and_a_scanned_page_let_guests_in(enter: Enter, department: None) -> None:  # noqa: F811
    made = opened_today()
    client = enter("support")
    base = f"/support/conferences/{made.number}/guests/"
    code = Guest.objects.get(party=CODES[0]).code
    assert client.post(base, {"code": code.lower(), "people": "2"}).status_code == 302
    assert client.post(base, {"code": CODES[5], "people": "1"}).status_code == 302
    assert client.post(base, {"code": "khong-co", "people": "1"}).status_code == 400
    scanned = f"{base}{Guest.objects.get(party=CODES[1]).code}/"
    assert 'name="people"' in client.get(scanned).content.decode()
    assert client.post(scanned, {"people": "9"}).status_code == 400
    assert client.post(scanned, {"people": "3"}).status_code == 302
    assert sorted(Guest.objects.filter(state="came").values_list("party", "came")) == [
        (CODES[0], 2), (CODES[1], 3), (CODES[5], 1),
    ]  # fmt: skip
    assert client.get(f"{base}ZZZZZZ/").status_code == 404
    assert CODES[5].encode() in b"".join(client.get(f"/support/conferences/{made.number}/guests.csv").streaming_content)  # type: ignore[attr-defined]


def test_questions_are_answered_or_promised_then_come_minutes_and_results(enter: Enter, department: None) -> None:  # noqa: F811
    made = opened_today()
    client = enter("support")
    base = f"/support/conferences/{made.number}/"
    assert client.post(f"{base}ask/", {"party": "", "domain": "TT", "text": "Cổng nào mở?"}).status_code == 302
    assert client.post(f"{base}questions/1/", {"do": "answer", "answer": ""}).status_code == 400
    told = {"do": "answer", "answer": "Khai bổ sung trong 60 ngày.", "basis": "Luật Hải quan 2014, Điều 29"}
    assert client.post(f"{base}questions/1/", told).status_code == 302
    assert client.post(f"{base}questions/2/", {"do": "desk"}).status_code == 302
    assert sorted(Raised.objects.values_list("state", flat=True)) == ["answered", "promised"]
    assert "Cổng nào mở?" in client.get("/support/conferences/promised/").content.decode()
    assert "Cổng nào mở?" not in client.get("/support/conferences/promised/?late=1").content.decode()
    typed = {"chair": "Phó Cục trưởng", "secretary": "Hỗ Trợ", "said": "Hai câu hỏi.", "concluded": "Trả lời hết."}
    assert client.post(f"{base}minutes/", typed).status_code == 302
    assert client.get(f"{base}minutes.pdf").content[:5] == b"%PDF-"
    assert client.post(f"{base}publish/", {"results": "Một câu trả lời tại chỗ."}).status_code == 302
    page = enter("public").get(base).content.decode()
    assert "Một câu trả lời tại chỗ." in page
    assert "Khai bổ sung trong 60 ngày." in page
    assert "Minh Họa" not in page.split("<main", 1)[1]
    assert Conference.objects.get().state == "published"


def test_minutes_with_names_are_for_who_came_alone(enter: Enter, department: None) -> None:  # noqa: F811
    made = a_conference()
    assert enter("trader").get(f"/support/conferences/{made.number}/minutes.pdf").content[:5] == b"%PDF-"
    assert enter("trader", party=CODES[1]).get(f"/support/conferences/{made.number}/minutes.pdf").status_code == 404


def test_a_visit_is_planned_made_followed_up_and_closed_on_its_pages(enter: Enter, department: None) -> None:  # noqa: F811
    client = enter("head")
    typed = {
        "office": "20BB", "party": CODES[0], "planned_on": "21/12/2023", "purpose": "Nắm khó khăn", "members": "Đội"
    }  # fmt: skip
    assert client.post("/support/visits/new/", {**typed, "party": "1"}).status_code == 400
    base = client.post("/support/visits/new/", typed)["Location"]
    assert "Nắm khó khăn" in client.get("/support/visits/").content.decode()
    told = {"made_on": "21/12/2023", "met": "Giám đốc", "found": "Chưa rõ quyết toán", "settled": ""}
    assert client.post(f"{base}findings/", told).status_code == 302
    owner = client.get(f"{base}follow-up/").content.decode().split('<option value="')[1].split('"')[0]
    given = {"words": "Gửi tài liệu", "owner": owner, "due_on": "22/12/2023"}
    assert client.post(f"{base}follow-up/", {**given, "due_on": "20/12/2023"}).status_code == 400
    assert client.post(f"{base}follow-up/", given).status_code == 302
    assert "Gửi tài liệu" in client.get("/support/visits/todo/").content.decode()
    assert client.post(f"{base}close/").status_code == 400
    assert client.post(f"{base}todo/1/", {"do": "extend", "outcome": "Chờ", "due_on": "29/12/2023"}).status_code == 302
    assert client.post(f"{base}todo/1/", {"do": "main", "outcome": "Đã gửi"}).status_code == 302
    assert client.get(f"{base}report.pdf").content[:5] == b"%PDF-"
    assert client.post(f"{base}close/").status_code == 302
    assert (Visit.objects.get().state, Action.objects.get().done_on) == ("closed", law_day(NOW))


def test_an_enterprise_sees_its_visit_without_the_findings(enter: Enter, department: None) -> None:  # noqa: F811
    made = a_visit()
    page = enter("trader").get(f"/support/visits/{made.number}/").content.decode()
    assert "Nắm khó khăn" in page
    assert "Chưa rõ" not in page
    assert enter("trader", party=CODES[1]).get(f"/support/visits/{made.number}/").status_code == 404
    assert enter("officer").post(f"/support/visits/{made.number}/todo/1/", {"outcome": "x"}).status_code == 409
