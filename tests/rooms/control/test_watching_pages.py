"""Pages of what control watches by: who reaches them, forms that say what is wrong, files, and what a note keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.control.watch_desk import CONTROL, asked, note, opened
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.control.models import HeldInRegister, MonthlyReturn, NoteReading, PatrolPlan, Target, WatchEntry
from motcua.control.services import watching

Enter = Callable[..., Client]
CODES = ("notes", "bases", "profiles", "suspects", "projects", "cases_led", "cases_joint", "cases_drugs",
         "prosecutions", "goods_value")  # fmt: skip
LISTS = ("notes", "registers", "watch-list", "plans")
PAGES = ("indicators", "returns", *LISTS)

pytestmark = pytest.mark.usefixtures("demonstration")


def text(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_lists_say_when_nothing_fits_and_filters_never_break(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    for page in PAGES:
        assert client.get(f"/control/{page}/").status_code == 200
    for page in LISTS:
        for query in ("q=%00", "since=0001-01-01", "until=9999-12-31", "page=99999999999999999999", "state=x&kind=y",
                      "sort=x", "sort=-number", "office=20BB", f"q={'x' * 500}"):  # fmt: skip
            assert client.get(f"/control/{page}/?{query}").status_code == 200, (page, query)
    for query in ("until=0001-01-01", "until=9999-12-31", "until=x", "until=29/02/2024", "until=01/01/2000"):
        assert client.get(f"/control/indicators/?{query}").status_code == 200, query
        assert client.get(f"/control/indicators/notes/?{query}").status_code == 200, query


def test_traders_visitors_and_officers_reach_none_of_it(enter: Enter) -> None:  # noqa: F811
    watching.propose(asked(until=date(2024, 5, 1)), by=CONTROL, at=NOW)
    for role in ("trader", "officer", "support", "public"):
        client = enter(role)
        for page in (*PAGES, "watch-list/DS-2023-0001", "indicators/notes", "returns/2023-11"):
            assert client.get(f"/control/{page}/").status_code in (302, 403, 404), (role, page)


def test_control_sets_targets_and_sees_who_set_them_before(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    typed = {f"target_{code}": "10" for code in CODES} | {f"vi_{code}": f"Chỉ tiêu {code}" for code in CODES}
    typed |= {f"en_{code}": f"Indicator {code}" for code in CODES} | {"setter": "general", "reason": ""}
    wrong = client.post("/control/indicators/targets/2023/", typed)
    assert wrong.status_code == 400
    assert 'href="#a-reason"' in text(wrong)
    assert client.post("/control/indicators/targets/2023/", {**typed, "reason": "QĐ giả định"}).status_code == 302
    assert Target.objects.filter(year=2023).count() == 10
    page = text(client.get("/control/indicators/"))
    assert page.count("QĐ giả định") == 10
    assert "Chỉ tiêu notes" in page
    same = client.post("/control/indicators/targets/2023/", {**typed, "reason": "Lần hai"})
    assert same.status_code == 400
    for year in (1999, 2000, 2026, 9999, 10**18):
        assert client.get(f"/control/indicators/targets/{year}/").status_code == 404
    huge = client.post("/control/indicators/targets/2023/", {**typed, "reason": "x", "target_notes": "9" * 40})
    assert huge.status_code == 400
    assert enter("head").get("/control/indicators/targets/2023/").status_code == 403


def test_an_indicator_opens_to_its_rows(enter: Enter) -> None:  # noqa: F811
    watching.enter(opened(), by=CONTROL, at=NOW)
    client = enter("leader", office="20ZZ")
    page = text(client.get("/control/indicators/profiles/"))
    assert "ST-2023-0001" in page
    assert "05/2023" in page
    assert "ST-2023-0001" in text(client.get("/control/indicators/profiles/rows.csv"))
    assert "ST-2023-0001" not in text(client.get("/control/indicators/profiles/?until=09/05/2023"))
    assert client.get("/control/indicators/unknown/").status_code == 404
    assert text(client.get("/control/indicators/indicators.csv")).count("\n") >= 11


def test_a_note_is_written_assessed_and_opened_by_a_head_with_a_reason(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    handler = client.get("/control/notes/new/").context["form"].fields["handler"].choices[0][0]
    typed = {
        "office": "20BB", "received_on": "21/12/2023", "source_class": "hotline", "reliability": "C",
        "credibility": "3", "title": "Hàng lậu qua lối mở", "content": "Nội dung chỉ người cần biết",
        "handler": handler,
    }  # fmt: skip
    late = client.post("/control/notes/new/", {**typed, "received_on": "23/12/2023"})
    assert late.status_code == 400
    assert client.post("/control/notes/new/", {**typed, "title": "a\x00b"}).status_code == 400
    assert client.post("/control/notes/new/", typed)["Location"] == "/control/notes/TB-2023-0001/"
    assert "Nội dung chỉ người cần biết" in text(client.get("/control/notes/TB-2023-0001/"))
    graded = {"reliability": "B", "credibility": "2", "note": "Đáng tin"}
    assert client.post("/control/notes/TB-2023-0001/assess/", graded).status_code == 302
    other = enter("control", office="20ZZ")
    assert other.get("/control/notes/TB-2023-0001/").status_code == 404
    assert "TB-2023-0001" not in text(other.get("/control/notes/?q=TB"))
    assert "TB-2023-0001" not in text(other.get("/control/notes/notes.csv"))
    head = enter("head")
    asked_first = text(head.get("/control/notes/TB-2023-0001/"))
    assert "Nội dung chỉ người cần biết" not in asked_first
    assert head.post("/control/notes/TB-2023-0001/", {"why": " "}).status_code == 400
    page = text(head.post("/control/notes/TB-2023-0001/", {"why": "Kiểm tra đội"}))
    assert "Nội dung chỉ người cần biết" in page
    assert "Kiểm tra đội" in page
    assert list(NoteReading.objects.order_by("leaf").values_list("why", flat=True))[-1] == "Kiểm tra đội"


def test_a_restricted_note_has_no_title_in_a_leaders_list(enter: Enter) -> None:  # noqa: F811
    found = watching.record_note(note(restricted=True, received_on=date(2023, 12, 1)), by=CONTROL, at=NOW)
    client = enter("leader", office="20ZZ")
    for page in ("/control/notes/", "/control/notes/notes.csv"):
        told = text(client.get(page))
        assert found.number in told
        assert found.title not in told
    assert found.title in text(client.post(f"/control/notes/{found.number}/", {"why": "Kiểm tra"}))


def test_an_entry_is_proposed_approved_by_a_leader_and_stopped(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    typed = {"what": "party", "value": "5799900777", "reason": "Lý do mật", "until": "31/01/2024"}
    assert client.post("/control/watch-list/new/", {**typed, "value": "x"}).status_code == 400
    assert client.post("/control/watch-list/new/", {**typed, "until": "31/12/9999"}).status_code == 400
    assert client.post("/control/watch-list/new/", typed)["Location"] == "/control/watch-list/DS-2023-0001/"
    assert client.get("/control/watch-list/DS-2023-0001/approve/").status_code == 403
    leader = enter("leader", office="20ZZ")
    page = text(leader.get("/control/watch-list/DS-2023-0001/"))
    assert "/control/watch-list/DS-2023-0001/approve/" in page
    assert leader.post("/control/watch-list/DS-2023-0001/approve/", {"note": ""}).status_code == 302
    again = leader.post("/control/watch-list/DS-2023-0001/approve/", {"note": ""})
    assert again.status_code == 400
    assert WatchEntry.objects.get().told_from == date(2023, 12, 23)
    assert leader.post("/control/watch-list/DS-2023-0001/stop/", {"note": "Hết nghi"}).status_code == 302
    assert "5799900777" in text(leader.get("/control/watch-list/watch-list.csv"))
    assert enter("risk", office="20ZZ").get("/control/watch-list/DS-2023-0001/").status_code == 200


def test_a_register_and_a_plan_go_through_their_lives(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    told = {"kind": "suspect", "office": "20BB", "opened_on": "20/12/2023", "title": "Nhóm A", "words": "Nghi vấn"}
    address = client.post("/control/registers/new/", told)["Location"]
    assert client.post(f"{address}update/", {"note": "Gặp lại"}).status_code == 302
    assert client.post(f"{address}close/", {"note": "Chuyển vụ việc"}).status_code == 302
    page = text(client.get(address))
    assert "Gặp lại" in page
    assert "Chuyển vụ việc" in page
    assert HeldInRegister.objects.get().state == "closed"
    plan = {"office": "20BB", "title": "Tuần tra", "first_on": "01/12/2023", "last_on": "31/12/2023",
            "places": "Lối mở", "who": "Đội", "hours": "200"}  # fmt: skip
    address = client.post("/control/plans/new/", plan)["Location"]
    changed = client.get(f"{address}change/").context["form"].initial
    assert changed["first_on"] == "01/12/2023"
    assert client.post(f"{address}change/", {**plan, "hours": "220"}).status_code == 302
    done = {"results": "Tốt", "hours": "210", "checked": "30", "found": "1"}
    assert client.post(f"{address}report/", done).status_code == 302
    found = PatrolPlan.objects.get()
    assert (found.hours, found.hours_done, found.state) == (220, 210, "done")
    leaf = found.leaf
    assert client.get(f"/control/proof/plans/{found.number}/{leaf}/").json()["leaf"] == leaf
    assert client.get(f"/control/proof/plans/{found.number}/1/").status_code == 404


def test_a_month_is_closed_printed_and_corrected(enter: Enter) -> None:  # noqa: F811
    client = enter("control", office="20ZZ")
    assert "PDF" not in text(client.get("/control/returns/2023-11/"))
    assert client.get("/control/returns/2023-11/return.pdf").status_code == 404
    assert client.post("/control/returns/2023-11/close/").status_code == 302
    assert client.get("/control/returns/2023-11/return.pdf").content.startswith(b"%PDF")
    assert client.get("/control/returns/2023-11/return.xlsx").content.startswith(b"PK")
    assert client.post("/control/returns/2023-11/correct/", {"note": "x"}).status_code == 400
    watching.enter(opened(opened_on=date(2023, 11, 3)), by=CONTROL, at=NOW)
    assert client.post("/control/returns/2023-11/correct/", {"note": "Ghi muộn"}).status_code == 302
    assert MonthlyReturn.objects.count() == 2
    assert "Ghi muộn" in text(client.get("/control/returns/2023-11/"))
    assert client.get("/control/returns/2023-11/?edition=1").context["row"].edition == 1
    early = client.post("/control/returns/2023-12/close/")
    assert 400 <= early.status_code < 500
    for month in ("2023-13", "9999-01", "2024-01", "x", "0001-01"):
        assert client.get(f"/control/returns/{month}/").status_code == 404, month
