"""Pages of people at the gates: the pad, figures, corrections, sheets, control results, residents, travellers."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.crossings.people_desk import faults
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.crossings import people_factories as made
from motcua.crossings.models import Control, PassengerCount, PersonRead, ResidentDeclaration
from motcua.crossings.queries import people_statistics
from motcua.crossings.services import controls, passengers, residents
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

pytestmark = pytest.mark.usefixtures("demonstration")
Enter = Callable[..., Client]
DAY = law_day(NOW)
PAD = "/crossings/passengers/count/"
HERE = {"tenure": {"office": "20BB"}}


def pressed(client: Client, **told: Any) -> Any:
    return client.post(PAD, {"gate": "VNMC1", "direction": "in", "step": "1", "key": "", **told})


def total() -> int:
    return people_statistics.passengers(DAY, DAY)


def test_a_press_counts_one_and_the_page_shows_it_on_the_key(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    answer = pressed(officer, cell="VN-T")
    assert answer.status_code == 302
    page = officer.get(answer["Location"]).content.decode()
    assert 'class="button pad-key is-last" name="cell" value="VN-T"><span class="pad-count">1</span>' in page
    assert total() == 1


def test_a_press_of_forty_is_a_coach_and_can_be_taken_back(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    pressed(officer, cell="CN-P", step="40")
    assert total() == 40
    pressed(officer, back="CN-P", step="40")
    assert total() == 0
    assert "chỉ còn 0" in pressed(officer, back="CN-P").content.decode()
    assert faults() == []


def test_a_press_that_arrives_twice_counts_once(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    for _ in range(2):
        pressed(officer, cell="VN-T", key="abc")
    assert total() == 1


def test_another_nationality_is_typed_and_a_wrong_one_is_told(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    pressed(officer, cell="other", nation="kr", papers="P")
    assert PassengerCount.objects.get().nationality == "KR"
    wrong = pressed(officer, cell="other", nation="xx", papers="P")
    assert wrong.status_code == 400
    assert "PAX-PAX-03" in wrong.content.decode()


def test_an_officer_of_another_branch_has_other_gates(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer", office="20BC")
    pressed(officer, cell="VN-T", gate="VNMC1")
    assert list(PassengerCount.objects.values_list("gate", flat=True)) == ["VNHM1"]


def test_figures_are_shown_by_month_gate_nationality_and_papers_and_as_a_file(enter: Enter) -> None:  # noqa: F811
    rows = [made.count(NOW, 7), made.count(NOW, 5, nationality="CN", document="P", direction="out")]
    passengers.count(rows, by=SYSTEM, at=NOW)
    leader = enter("leader", office="20ZZ")
    page = leader.get("/crossings/passengers/").content.decode()
    assert '<dd class="figure">12</dd>' in page
    assert "Trung Quốc" in page
    assert "Hộ chiếu" in page
    csv = b"".join(leader.get("/crossings/passengers/passengers.csv?direction=out").streaming_content).decode()
    assert csv.splitlines()[1:] == [f"{DAY.isoformat()},VNMC1,out,CN,P,5"]
    assert "Chưa đếm ai" in leader.get("/crossings/passengers/?since=01/01/2015&until=31/12/2015").content.decode()


def test_a_gates_day_is_corrected_by_a_further_row_and_a_fault_stands_at_its_field(enter: Enter) -> None:  # noqa: F811
    passengers.count([made.count(NOW, 7)], by=SYSTEM, at=NOW)
    officer = enter("officer")
    day = f"/crossings/passengers/VNMC1/{DAY.isoformat()}/"
    assert officer.get(day).status_code == 200
    told = {
        "hour": f"{NOW.hour + 7:02d}:{NOW.minute:02d}", "direction": "in",
        "nationality": "vn", "document": "T", "count": "-3", "note": "đếm hai lần", "key": "1",
    }  # fmt: skip
    assert officer.post(f"{day}correct/", told)["Location"] == day
    assert total() == 4
    assert "đếm hai lần" in officer.get(day).content.decode()
    below = officer.post(f"{day}correct/", {**told, "count": "-9", "key": "2"})
    assert below.status_code == 400
    assert 'href="#c-hour"' in officer.post(f"{day}correct/", {**told, "hour": "25"}).content.decode()
    assert officer.get("/crossings/passengers/VNXXX/2023-05-04/").status_code == 404


def sheet(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("dem.csv", content.encode())


def test_a_sheet_is_written_whole_or_each_fault_is_told_with_its_row(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    head, day = "Ngày,Giờ,Cửa khẩu,Chiều,Quốc tịch,Giấy tờ,Số lượt\n", f"{DAY:%d/%m/%Y}"
    wrong = officer.post(
        "/crossings/passengers/sheet/",
        {"file": sheet(f"{head}{day},00:10,VNMC1,vào,VN,T,3\n{day},00:10,VNMC1,ra,XX,T,3\n")},
    ).content.decode()
    assert "PAX-PAX-03" in wrong
    assert total() == 0
    unread = officer.post("/crossings/passengers/sheet/", {"file": sheet(f"{head}{day},abc,VNMC1,vào,VN,T,3\n")})
    assert unread.status_code == 400
    assert "PAX-SHT-01" in unread.content.decode()
    good = officer.post("/crossings/passengers/sheet/", {"file": sheet(f"{head}{day},00:10,VNMC1,Nhập cảnh,vn,t,3\n")})
    assert good["Location"] == "/crossings/passengers/"
    assert total() == 3
    assert "thiếu cột" in officer.post("/crossings/passengers/sheet/", {"file": sheet("a,b\n1,2\n")}).content.decode()


@pytest.mark.parametrize("what", ["passengers", "residents"])
def test_the_template_is_read_again_by_the_page(enter: Enter, what: str) -> None:  # noqa: F811
    officer = enter("officer")
    content = officer.get(f"/crossings/{what}/sheet/template.xlsx").content
    answer = officer.post(f"/crossings/{what}/sheet/", {"file": SimpleUploadedFile("t.xlsx", BytesIO(content).read())})
    assert "PAX-SHT-01" not in answer.content.decode()


def case(**changes: Any) -> dict[str, Any]:
    return {
        "gate": "VNMC1", "direction": "in", "kind": "baggage", "nationality": "VN", "document": "P", "key": "k",
        "name": "Trần Minh Họa", "number": "C0000001", "born_on": "02/01/1990", "note": "hợp tác",
        "item": ["spirits"], "quantity": ["2,5"], "value": ["2500000"], "currency": [""], "hs": ["22082050"],
        "description": ["Rượu"], **changes,
    }  # fmt: skip


def test_a_case_is_worked_out_recorded_paid_and_its_receipt_shown(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    tried = officer.post("/crossings/controls/new/", case(**{"try": "1"})).content.decode()
    assert "Chịu thuế" in tried
    assert Control.objects.count() == 0
    answer = officer.post("/crossings/controls/new/", case())
    kept = Control.objects.get()
    assert answer["Location"] == f"/crossings/controls/{kept.leaf}/"
    page = officer.get(answer["Location"]).content.decode()
    assert "Trần Minh Họa" not in page
    officer.post(f"/crossings/gate/{kept.leaf}/pay/")
    assert f"VNMC1-{kept.leaf}" in officer.get(answer["Location"]).content.decode()
    assert "Đã nộp thuế" in officer.get("/crossings/controls/").content.decode()
    again = officer.post(f"/crossings/gate/{kept.leaf}/leave/", follow=True).content.decode()
    assert "không còn khoản nào chờ nộp" in again


def test_what_is_wrong_in_a_case_stands_at_its_field_and_nothing_is_recorded(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    wrong = officer.post("/crossings/controls/new/", case(quantity=["hai"]))
    assert wrong.status_code == 400
    assert 'href="#quantity-0"' in wrong.content.decode()
    within = officer.post("/crossings/controls/new/", case(quantity=["1,5"]))
    assert "trong định mức" in within.content.decode()
    nobody = officer.post("/crossings/controls/new/", case(name=""))
    assert "họ tên" in nobody.content.decode()
    assert Control.objects.count() == 0


def test_a_person_is_shown_for_a_reason_and_the_reading_is_logged(enter: Enter) -> None:  # noqa: F811
    done = controls.record(made.case(), by=SYSTEM, at=NOW)
    officer = enter("officer")
    address = f"/crossings/controls/{done.id}/person/"
    assert officer.post(address, {"reason": ""}).status_code == 400
    assert "Trần Văn Minh Họa" in officer.post(address, {"reason": "khiếu nại"}).content.decode()
    assert PersonRead.objects.get().reason == "khiếu nại"
    assert enter("officer", office="20BC").post(address, {"reason": "x"}).status_code == 404
    assert enter("leader", office="20ZZ").post(address, {"reason": "x"}).status_code == 403


def test_a_head_erases_and_the_page_says_so(enter: Enter) -> None:  # noqa: F811
    done = controls.record(made.case(), by=SYSTEM, at=NOW)
    head = enter("head")
    head.post(f"/crossings/controls/{done.id}/erase/", {"reason": "yêu cầu của người đó"})
    assert "đã được xóa" in head.get(f"/crossings/controls/{done.id}/").content.decode().lower()
    assert enter("officer").post(f"/crossings/controls/{done.id}/erase/", {"reason": "x"}).status_code == 403


def resident(**changes: Any) -> dict[str, Any]:
    return {
        "gate": "VNMC1", "direction": "in", "commune": "QN-HS", "card": "GTH000001", "over": "refer",
        "description_1": "Hoa quả", "quantity_1": "30", "unit_1": "KGM", "value_1": "1500000", "hs_1": "08109094",
        **changes,
    }  # fmt: skip


def test_a_resident_declares_in_a_short_form_and_sees_what_is_left(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    answer = officer.post("/crossings/residents/new/", resident())
    assert answer["Location"] == "/crossings/residents/CD00000001/"
    left = officer.post("/crossings/residents/new/", resident(left="1")).content.decode()
    assert "500.000" in left
    taxed = officer.post("/crossings/residents/new/", resident(over="tax"), follow=True).content.decode()
    assert "Nộp thuế phần vượt" in taxed
    wrong = officer.post("/crossings/residents/new/", resident(card="1", value_1=""))
    assert wrong.status_code == 400
    listed = officer.get("/crossings/residents/?q=GTH000001").content.decode()
    assert "CD00000002" in listed
    assert "GTH000001" not in b"".join(officer.get("/crossings/residents/residents.csv").streaming_content).decode()


def test_a_sheet_of_residents_joins_the_rows_of_one_and_refers_what_is_above(enter: Enter) -> None:  # noqa: F811
    officer = enter("officer")
    day = f"{DAY:%d/%m/%Y}"
    text = (
        "Ngày,Cửa khẩu,Chiều,Số giấy tờ cư dân,Xã biên giới,Tên hàng,Số lượng,Đơn vị tính,Trị giá (đồng)\n"
        + "".join(
            f"{day},VNMC1,nhập,{card},QN-HS,Hoa quả,3,KGM,{value}\n"
            for card, value in (("GTH000001", 900_000), ("GTH000001", 800_000), ("GTH000002", 2_500_000))
        )
    )
    assert officer.post("/crossings/residents/sheet/", {"file": sheet(text)})["Location"] == "/crossings/residents/"
    assert sorted(ResidentDeclaration.objects.values_list("value", "outcome")) == [
        (1_700_000, "free"), (2_500_000, "referred"),
    ]  # fmt: skip


def test_a_traveller_works_it_out_without_signing_in(client: Client) -> None:
    page = client.get("/crossings/travellers/").content.decode()
    assert "1,5 lít" in page
    told = {"item": ["spirits", "foreign"], "quantity": ["2,5", "6000"], "value": ["2500000", ""],
            "currency": ["", "USD"], "hs": ["22082050", ""], "description": ["", ""], "direction": "in"}  # fmt: skip
    answer = client.get("/crossings/travellers/", told).content.decode()
    assert "Thuế phải nộp" in answer
    assert "Phải khai" in answer
    wrong = client.get("/crossings/travellers/", {**told, "quantity": ["x", "6000"]})
    assert wrong.status_code == 422
    out = client.get("/crossings/travellers/", {**told, "direction": "out"}).content.decode()
    assert "Chịu thuế" not in out


def test_lists_of_other_offices_show_nothing_and_their_results_are_not_found(enter: Enter) -> None:  # noqa: F811
    done = controls.record(made.case(), by=SYSTEM, at=NOW)
    [told] = residents.declare([made.declared(DAY)], by=SYSTEM, at=NOW)
    other = enter("officer", office="20BC")
    assert other.get(f"/crossings/controls/{done.id}/").status_code == 404
    assert other.get(f"/crossings/residents/{told.number}/").status_code == 404
    assert other.post(f"/crossings/gate/{done.id}/pay/").status_code == 404
    assert str(done.id) not in other.get("/crossings/controls/").content.decode()
