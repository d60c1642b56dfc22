"""Pages of vehicles: a carrier declares, an officer lets pass with two taps, lists, stays, figures; programs."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.crossings import factories as made
from motcua.crossings.domain.message import Vehicle, write
from motcua.crossings.models import Announcement, Crossing, Stay, TakenBack
from motcua.crossings.services import announcing, gate, stays
from motcua.crossings.services.recording import record_passages
from motcua.crossings.web.forms import initial_of
from motcua.declarations.factories import party
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties
from motcua.people import domain as people_domain
from motcua.people import services as people

Enter = Callable[..., Client]
TODAY = NOW.date()
HOUR = timedelta(hours=1)


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW)


@pytest.fixture
def announced(department: None) -> announcing.Announced:
    """A truck that is expected today."""
    return announcing.announce(made.vehicle(day=TODAY), by=SYSTEM, at=NOW)


@pytest.fixture
def officer(enter: Enter, department: None) -> Client:  # noqa: F811
    """An officer who stands in lane V1 of Bac Luan II."""
    client = enter("officer")
    client.post("/crossings/gate/lane/", {"lane": "VNMC0 V1"})
    return client


def typed(message: Vehicle, **changes: Any) -> dict[str, Any]:
    """A declaration as its form sends it."""
    told = {"drivers": "1", "key": "k", **initial_of(message), **changes}
    return {name: value for name, value in told.items() if value not in (None, False)}


def text(answer: Any) -> str:
    """What a page says."""
    return answer.content.decode()


def test_a_carrier_declares_on_the_form_and_sending_it_twice_declares_one(enter: Enter, department: None) -> None:  # noqa: F811
    carrier = enter("trader")
    answers = [carrier.post("/crossings/vehicles/new/", typed(made.vehicle(day=TODAY))) for _ in range(2)]
    (found,) = Announcement.objects.all()
    assert [answer["Location"] for answer in answers] == [f"/crossings/vehicles/{found.number}/"] * 2
    page = text(carrier.get(f"/crossings/vehicles/{found.number}/"))
    assert "<svg" in page
    assert "GUIP00001" in page


def test_faults_stand_at_their_fields_and_in_the_summary(enter: Enter, department: None) -> None:  # noqa: F811
    answer = enter("trader").post("/crossings/vehicles/new/", typed(made.vehicle(day=TODAY), seats="0", d0_name=""))
    assert answer.status_code == 400
    assert 'href="#v-seats"' in text(answer)
    assert 'href="#v-d0_name"' in text(answer)
    assert not Announcement.objects.exists()


def test_trying_out_keeps_nothing_and_a_driver_is_added_without_a_script(enter: Enter, department: None) -> None:  # noqa: F811
    carrier, message = enter("trader"), made.vehicle(day=TODAY)
    assert "is-good" in text(carrier.post("/crossings/vehicles/new/", typed(message, **{"try": "1"})))
    assert 'name="d1_name"' in text(carrier.post("/crossings/vehicles/new/", typed(message, more="1")))
    assert not Announcement.objects.exists()


def test_a_carrier_corrects_and_cancels(enter: Enter, announced: announcing.Announced) -> None:  # noqa: F811
    carrier = enter("trader")
    told = typed(made.vehicle(day=TODAY), colour="RED", seen=Announcement.objects.get().leaf)
    answer = carrier.post(f"/crossings/vehicles/{announced.number}/correct/", told)
    assert answer["Location"] == f"/crossings/vehicles/{announced.number[:11]}1/"
    assert carrier.post(f"/crossings/vehicles/{announced.number}/cancel/", {"note": ""}).status_code == 302
    assert Announcement.objects.get().state == "cancelled"


def test_another_carriers_vehicle_is_not_there(enter: Enter, announced: announcing.Announced) -> None:  # noqa: F811
    other = enter("trader", party="5799900002")
    for address in ("", "correct/", "cancel/", f"proofs/{announced.id}.json"):
        assert other.get(f"/crossings/vehicles/{announced.number}/{address}").status_code == 404
    assert "GUIP00001" not in text(other.get("/crossings/vehicles/"))


def test_an_officer_chooses_gate_and_lane_once(enter: Enter, department: None) -> None:  # noqa: F811
    client = enter("officer")
    assert client.get("/crossings/gate/")["Location"] == "/crossings/gate/lane/"
    assert "VNHM1" not in text(client.get("/crossings/gate/lane/"))
    assert client.post("/crossings/gate/lane/", {"lane": "VNHM1 V1"}).status_code == 200
    assert client.post("/crossings/gate/lane/", {"lane": "VNMC0 V1"}).status_code == 302
    assert client.get("/crossings/gate/").status_code == 200


@pytest.mark.parametrize("asked", ["00001", "gui p 00001", "{number}"])
def test_last_signs_a_plate_or_the_number_lead_to_the_one_button(
    asked: str, officer: Client, announced: announcing.Announced
) -> None:
    page = text(officer.get("/crossings/gate/", {"q": asked.format(number=announced.number)}))
    assert "Cho vào" in page
    assert officer.post("/crossings/gate/pass/", {"number": announced.number}).status_code == 302
    assert Crossing.objects.get().plate == "GUIP00001"
    assert "GUIP00001" in text(officer.get("/crossings/gate/"))


def test_a_second_tap_records_nothing_and_says_why(officer: Client, announced: announcing.Announced) -> None:
    for _ in range(2):
        officer.post("/crossings/gate/pass/", {"number": announced.number})
    assert Crossing.objects.count() == 1
    assert "GUIP00001" in text(officer.get("/crossings/gate/"))


def test_goods_without_a_permit_have_no_button_and_are_told_in_words(officer: Client, department: None) -> None:
    told = made.vehicle(9, day=TODAY, laden=True, declarations=("100000000110",))
    number = announcing.announce(told, by=SYSTEM, at=NOW).number
    page = text(officer.get("/crossings/gate/", {"q": number}))
    assert "100000000110" in page
    assert "chưa được phép qua" in page
    assert 'action="/crossings/gate/pass/"' not in page
    officer.post("/crossings/gate/pass/", {"number": number})
    assert not Crossing.objects.exists()


def test_a_vehicle_leaves_by_its_stay_and_one_overdue_is_said_to_be(officer: Client, department: None) -> None:
    early = NOW - timedelta(days=3)
    done = record_passages([made.passage(early, 4)], by=SYSTEM, at=early)
    officer.post("/crossings/gate/lane/", {"lane": "VNMC0 R1"})
    page = text(officer.get("/crossings/gate/", {"q": "00004"}))
    assert "Quá hạn lưu" in page
    officer.post("/crossings/gate/pass/", {"stay": f"{done.leaf}-0", "plate": "GUIP00004"})
    assert Stay.objects.get().ended_as == "exited"


def test_what_nobody_announced_is_recorded_with_the_least(officer: Client, department: None) -> None:
    assert "unannounced/?plate=14C99" in text(officer.get("/crossings/gate/", {"q": "14C-99"}))
    told = {"plate": "14C-99", "country": "VN", "kind": "persons", "passengers": "7"}
    assert officer.post("/crossings/gate/unannounced/", told).status_code == 302
    assert (Crossing.objects.get().plate, Crossing.objects.get().passengers) == ("14C99", 7)
    wrong = officer.post("/crossings/gate/unannounced/", {**told, "plate": "1", "declarations": "100000000110"})
    assert wrong.status_code == 400


def test_a_vehicle_is_held_freed_refused_and_its_seals_are_checked(officer: Client, department: None) -> None:
    told = made.vehicle(5, day=TODAY, containers=(made.box(1),))
    place = f"/crossings/vehicles/{announcing.announce(told, by=SYSTEM, at=NOW).number}"
    assert officer.post(f"{place}/arrive/", {"lane": "V1"}).status_code == 302
    assert officer.post(f"{place}/hold/", {"note": ""}).status_code == 400
    assert officer.post(f"{place}/seals/", {"boxes": "MHOU0000001: XX1"}).status_code == 302
    assert "XX1" in text(officer.get(f"{place}/"))
    assert officer.post(f"{place}/free/", {"note": "Đã thay chì"}).status_code == 302
    assert officer.post(f"{place}/refuse/", {"note": "Thiếu giấy"}).status_code == 302
    assert officer.post(f"{place}/hold/", {"note": "muộn"}).status_code == 400


def test_a_mistake_is_taken_back_on_its_page(officer: Client, announced: announcing.Announced) -> None:
    done = gate.let_pass(announced.number, by=SYSTEM, at=NOW)
    place = f"/crossings/crossed/{done.leaf}/0/back/"
    assert officer.get(place).status_code == 200
    assert officer.post(place, {"note": "Nhầm xe"}).status_code == 302
    assert TakenBack.objects.get().note == "Nhầm xe"
    assert officer.post(place, {"note": "Nhầm xe"}).status_code == 400
    assert officer.get("/crossings/crossed/1/0/back/").status_code == 404
    assert "Nhầm xe" in text(officer.get("/crossings/crossed/CN/GUIP00001/"))


def test_stays_are_listed_asked_for_and_decided(enter: Enter, announced: announcing.Announced) -> None:  # noqa: F811
    done = gate.let_pass(announced.number, by=SYSTEM, at=NOW)
    place, until = f"/crossings/stays/{done.leaf}/0", f"{TODAY + timedelta(days=5):%d/%m/%Y}"
    carrier = enter("trader")
    assert "GUIP00001" in text(carrier.get("/crossings/stays/"))
    assert carrier.post(f"{place}/ask/", {"until": until, "note": "Xe hỏng"}).status_code == 302
    assert enter("trader", party="5799900002").get(f"{place}/").status_code == 404
    client = enter("officer")
    assert "GUIP00001" in text(client.get("/crossings/stays/?state=asked"))
    told = {"until": until, "document": "12/QĐ", "agency": "HQ", "issued_on": f"{TODAY:%d/%m/%Y}", "reason": "S"}
    assert client.post(f"{place}/extend/", {**told, "reason": ""}).status_code == 400
    assert client.post(f"{place}/extend/", told).status_code == 302
    assert "12/QĐ" in text(client.get(f"{place}/"))
    assert client.post(f"{place}/abandon/", {"document": "7/BB", "note": "Cháy"}).status_code == 302
    assert Stay.objects.get().ended_as == "abandoned"


def test_lists_are_searched_sorted_filtered_exported_and_never_bare(officer: Client, department: None) -> None:
    for address in ("vehicles/", "stays/", "crossed/"):
        assert 'class="empty"' in text(officer.get(f"/crossings/{address}"))
    record_passages([made.passage(NOW - HOUR, no) for no in range(60)], by=SYSTEM, at=NOW)
    assert "page=2" in text(officer.get("/crossings/crossed/?gate=VNMC0&sort=at"))
    found = text(officer.get("/crossings/crossed/?q=GUI-P-00059"))
    assert "GUIP00059" in found
    assert "GUIP00058" not in found
    exported = b"".join(officer.get("/crossings/crossed/crossings.csv?direction=in").streaming_content).decode()
    assert exported.count("GUIP") == 60
    assert "GUIP00059" in text(officer.get("/crossings/stays/?q=059"))
    for name in ("stays/stays.csv", "vehicles/announced.csv"):
        assert officer.get(f"/crossings/{name}").status_code == 200
    assert "60" in text(officer.get("/crossings/crossed/figures/"))


def test_a_list_costs_few_queries(officer: Client, department: None, django_assert_max_num_queries: Any) -> None:
    record_passages([made.passage(NOW - HOUR, no) for no in range(60)], by=SYSTEM, at=NOW)
    for address in ("crossed/", "stays/", "gate/", "crossed/figures/"):
        with django_assert_max_num_queries(30):
            officer.get(f"/crossings/{address}")


HEADS = "direction,gate,expected_on,expected_time,kind,type,make,plate,country,colour,seats,chassis,engine,purpose," \
    "driver_name,driver_nationality,driver_document,driver_passport"  # fmt: skip


def sheet(*plates: str, seats: str = "3") -> io.BytesIO:
    """A CSV of trucks that come and stay."""
    rows = [
        f"in,VNMC0,{TODAY:%d/%m/%Y},10:30,goods,TRUCK,KIA,{plate},VN,RED,{seats},C1,E1,V,NGUYEN MINH HOA,VN,P,B123456"
        for plate in plates
    ]
    file = io.BytesIO("\n".join([HEADS, *rows]).encode())
    file.name = "xe.csv"
    return file


def test_a_spreadsheet_declares_what_is_sound_and_tells_the_rest_by_row(enter: Enter, department: None) -> None:  # noqa: F811
    carrier = enter("trader")
    assert carrier.get("/crossings/vehicles/sheet/vehicles.xlsx").status_code == 200
    good = carrier.post("/crossings/vehicles/sheet/", {"party": "5799900001", "file": sheet("14C-1", "14C-2")})
    assert good.status_code == 200, text(good)
    again = carrier.post("/crossings/vehicles/sheet/", {"party": "5799900001", "file": sheet("14C-1", "14C-2")})
    assert (again.status_code, Announcement.objects.count()) == (200, 2)
    wrong = carrier.post("/crossings/vehicles/sheet/", {"party": "5799900001", "file": sheet("14C-3", seats="ba")})
    assert wrong.status_code == 400
    assert "ba" in text(wrong)
    other = carrier.post("/crossings/vehicles/sheet/", {"party": "5799900002", "file": sheet("14C-4")})
    assert other.status_code == 400
    broken = io.BytesIO(b"\x00\x01")
    broken.name = "a.xlsx"
    assert carrier.post("/crossings/vehicles/sheet/", {"party": "5799900001", "file": broken}).status_code == 400


@pytest.fixture
def program(department: None, client: Client) -> Callable[..., Any]:
    """A carrier's program, with a token for vehicles."""
    today = datetime.now(UTC).date()  # tokens live by the real clock
    grant = people_domain.Grant(
        "xe", "5799900001", frozenset({"crossing:write", "crossing:read"}), today, today + timedelta(days=30)
    )
    _, secret = people.give_token(grant, by=SYSTEM, at=NOW)

    def call(method: str, address: str, body: bytes | dict[str, Any] = b"", **headers: str) -> tuple[int, Any]:
        content = json.dumps(body) if isinstance(body, dict) else body
        answer = getattr(client, method)(
            f"/api/{address}", *([content] if method == "post" else []), content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )  # fmt: skip
        return answer.status_code, answer.json()

    return call


def test_a_program_declares_reads_corrects_and_cancels(program: Callable[..., Any]) -> None:
    body = write(made.vehicle(day=TODAY))
    assert program("post", "vehicles?dry_run=1", body) == (200, {"accepted": True, "errors": []})
    status, told = program("post", "vehicles", body, **{"Idempotency-Key": "a"})
    assert (status, told["number"][:2]) == (201, "62")
    assert program("post", "vehicles", body, **{"Idempotency-Key": "a"})[1] == told
    assert program("get", "vehicles?state=open")[1]["found"] == 1
    number = told["number"]
    status, told = program("post", f"vehicles/{number}/correction", write(made.vehicle(day=TODAY, colour="RED")))
    assert (status, told["declared"]["colour"]) == (200, "RED")
    assert program("post", f"vehicles/{number}/cancellation", {"note": "không đi"})[0] == 200
    assert program("post", f"vehicles/{number}/cancellation", {"note": "lại"})[0] == 409
    assert program("get", f"vehicles/{number}")[1]["vehicle"]["state"] == "cancelled"


def test_a_program_is_told_every_fault_and_what_it_may_not(program: Callable[..., Any]) -> None:
    status, told = program("post", "vehicles", write(made.vehicle(day=TODAY, seats=0, purpose="Z")))
    assert status == 422
    assert {each["code"] for each in told["errors"]} == {"VEH-VEH-03D", "VEH-VEH-08D"}
    assert program("post", "vehicles", b"{")[0] == 400
    assert program("post", "vehicles", write(made.vehicle(day=TODAY, party="5799900002")))[0] == 422
    assert program("get", "vehicles?state=flying")[0] == 400
    assert program("get", "vehicles/620000000110")[0] == 404


def test_a_program_asks_for_a_longer_stay(program: Callable[..., Any]) -> None:
    number = program("post", "vehicles", write(made.vehicle(day=TODAY)))[1]["number"]
    done = gate.let_pass(number, by=SYSTEM, at=NOW)
    stay = program("get", "vehicle-stays")[1]["stays"][0]
    assert stay["id"] == f"{done.leaf}-0"
    until = (TODAY + timedelta(days=4)).isoformat()
    assert program("post", f"vehicle-stays/{stay['id']}/time", {"until": until, "note": "Xe hỏng"})[0] == 202
    assert program("post", f"vehicle-stays/{stay['id']}/time", {"until": until, "note": "Lại"})[0] == 409
    assert program("post", "vehicle-stays/1-0/time", {"until": until, "note": "x"})[0] == 404
    assert stays.mark(NOW) == 0
