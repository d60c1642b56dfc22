"""Pages of calls: tasks, lists, the board, berths, the dossier, forms and sheets, and who is let in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.manifests.conftest import faults
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations.factories import party
from motcua.ground.models import Message
from motcua.kernel.actor import SYSTEM
from motcua.manifests import factories, services
from motcua.manifests.domain import sheets
from motcua.manifests.domain.life import State
from motcua.manifests.domain.message import clock_of
from motcua.manifests.models import Call, CarrierEntry, Document
from motcua.manifests.queries import registers
from motcua.manifests.services import sheets as workbooks
from motcua.manifests.web.forms import initial_of
from motcua.parties import services as parties

Enter = Callable[..., Client]
ON, AT_HOUR = clock_of(NOW + timedelta(days=1))
HEAD = {"expected_on": ON, "expected_time": AT_HOUR}


@pytest.fixture
def port(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, three vessels, a line and a forwarder."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW)
    services.register_vessels([factories.vessel(no) for no in range(1, 4)], by=SYSTEM, at=NOW)
    carriers = [factories.carrier(), factories.carrier(factories.FORWARDER, "5799900002")]
    services.register_carriers(carriers, by=SYSTEM, at=NOW)


def lodged(no: int = 1, *documents: Any) -> Call:
    """The documents of a call, lodged by nobody in particular."""
    held = documents or factories.dossier(no, **HEAD)
    taken = services.submit_many([services.Submission(each, SYSTEM, NOW) for each in held])
    return Call.objects.get(number=taken[0].call)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def typed(document: Any, **changes: Any) -> dict[str, Any]:
    """A document as its form sends it."""
    told, count = initial_of(document)
    held = {**told, "rows": str(count), **changes}
    return {name: value for name, value in held.items() if value not in (None, "")}


def test_an_agent_announces_a_call_and_its_tasks_show_what_is_due(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    assert "MHSL" in text(trader, "/manifests/new/")
    head = {
        "direction": "I", "call_sign": "xvmh1", "voyage": "001n", "carrier": "MHSL", "port": "VNHLG", "office": "20CF",
        "expected_on": f"{ON:%d/%m/%Y}", "expected_time": AT_HOUR,
    }  # fmt: skip
    answer = trader.post("/manifests/new/", head)
    call = Call.objects.get()
    assert answer["Location"] == f"/manifests/{call.number}/"
    assert (call.call_sign, call.vessel_name) == ("XVMH1", "MINH HOA 01")
    page = text(trader, "/manifests/tasks/")
    assert page.count("row-link") == 6
    assert "Bản khai hàng hóa" in page
    again = trader.post("/manifests/new/", head)
    assert again.status_code == 400
    assert call.number in again.content.decode()


def test_faults_of_the_head_stand_at_their_fields(enter: Enter, port: None) -> None:  # noqa: F811
    head = {
        "direction": "I", "call_sign": "NOBODY", "voyage": "1", "carrier": "MHSL", "port": "VNHLG", "office": "20CF",
        "expected_on": "01/01/2020", "expected_time": "08:00",
    }  # fmt: skip
    page = enter("trader").post("/manifests/new/", head).content.decode()
    assert 'href="#h-expected_on"' in page
    assert 'href="#h-vessel_name"' in page


def test_a_list_is_lodged_on_its_form_and_grows_without_a_script(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    call = services.open_call(factories.general(**HEAD), by=SYSTEM, at=NOW)
    place = f"/manifests/{call.number}/lodge/crew/"
    assert 'name="r0-last_name"' in text(trader, place)
    sent = typed(factories.crew(people=2, **HEAD))
    assert 'name="r2-last_name"' in trader.post(place, {**sent, "more": "1"}).content.decode()
    assert "is-good" in trader.post(place, {**sent, "try": "1"}).content.decode()
    assert not Document.objects.exclude(version=0).exists()
    wrong = trader.post(place, {**sent, "r1-sex": "", "r1-born_on": "31/02/2000"}).content.decode()
    assert 'href="#d-r1-last_name"' in wrong
    assert 'href="#d-r1-born_on"' in wrong
    answer = trader.post(place, sent)
    document = Document.objects.get(kind="crew")
    assert answer["Location"] == f"/manifests/{call.number}/documents/{document.number}/"
    assert "MH0000002" in text(trader, answer["Location"])
    assert faults() == []


@pytest.mark.parametrize("make", [factories.general, factories.health, factories.stores, factories.dangerous,
                                  factories.effects, factories.passengers, factories.cargo])  # fmt: skip
def test_every_kind_is_lodged_on_its_form_as_it_is_by_program(enter: Enter, port: None, make: Any) -> None:  # noqa: F811
    from motcua.manifests.queries import one

    call = services.open_call(factories.general(**HEAD), by=SYSTEM, at=NOW)
    document = make(**HEAD)
    kind = document.__struct_config__.tag
    answer = enter("trader").post(f"/manifests/{call.number}/lodge/{kind}/", typed(document))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert one.message(Document.objects.get(kind=kind)) == document


def test_a_correction_shows_what_it_changed_and_the_first_version_stays(enter: Enter, port: None) -> None:  # noqa: F811
    trader, call = enter("trader"), lodged()
    number = Document.objects.get(kind="cargo").number
    sent = typed(factories.cargo(**HEAD), **{"r0-bill-destination_name": "HA NOI", "note": "Bổ sung đích"})
    answer = trader.post(f"/manifests/{call.number}/lodge/cargo/?document={number}", sent)
    page = text(trader, answer["Location"])
    assert "HA NOI" in page
    assert "Bổ sung đích" in page
    first = text(trader, f"{answer['Location']}?version=1")
    assert "HA NOI" not in first
    exported = b"".join(trader.get(f"{answer['Location']}rows.csv?version=2").streaming_content).decode("utf-8-sig")
    assert exported.count("MHSL00001001") == 2
    assert trader.get(f"{answer['Location']}document.json").json()["document"] == "cargo"


Change = Callable[[list[list[str]]], None]


def workbook(kind: str, document: Any, change: Change = lambda _: None) -> SimpleUploadedFile:
    _keys, rows = sheets.table_of(document)
    change(rows)
    return SimpleUploadedFile(f"{kind}.xlsx", workbooks.template(kind, "vi", rows))


def test_a_sheet_is_lodged_whole_and_kept_byte_for_byte(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    call = services.open_call(factories.general(**HEAD), by=SYSTEM, at=NOW)
    place = f"/manifests/{call.number}/lodge/cargo"
    assert trader.get(f"{place}/template.xlsx").status_code == 200
    file = workbook("cargo", factories.cargo(bills=60, **HEAD))
    raw = file.read()
    file.seek(0)
    answer = trader.post(f"{place}/sheet/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    document = Document.objects.get(kind="cargo")
    assert (document.rows, document.version) == (60, 1)
    assert Message.objects.get(kind="manifest").length == len(raw)
    assert faults() == []


def test_what_is_wrong_in_a_sheet_is_shown_by_cell_and_nothing_is_stored(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    call = services.open_call(factories.general(**HEAD), by=SYSTEM, at=NOW)

    def spoil(rows: list[list[str]]) -> None:
        keys = [column.key for column in sheets.COLUMNS["crew"]]
        rows[1][keys.index("born_on")] = "hôm qua"
        rows[2][keys.index("nationality")] = "XX"

    place = f"/manifests/{call.number}/lodge/crew/sheet/"
    answer = trader.post(place, {"file": workbook("crew", factories.crew(people=4, **HEAD), spoil)})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "F3" in page
    assert "hôm qua" in page
    assert "E4" in page
    assert "MAN-MAN-26" in page
    assert not Document.objects.exclude(version=0).exists()
    carried = page.partition('name="carried" value="')[2].partition('"')[0]
    from html import unescape

    sent = trader.post("/manifests/errors/crew.xlsx", {"carried": unescape(carried)})
    assert sent.status_code == 200
    _table, heads, rows = workbooks.read_file("crew", sent.content, "e.xlsx")
    assert heads[-1] == "Sai ở đâu"
    assert "MNF-S02" in rows[1][-1]


def test_rows_are_pasted_and_checked_only(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    call = services.open_call(factories.general(**HEAD), by=SYSTEM, at=NOW)
    pasted = "Mã dự trữ\tTên dự trữ\tSố lượng\tĐơn vị tính\n\tDẦU\t12,5\tTNE\n"
    place = f"/manifests/{call.number}/lodge/stores/sheet/"
    assert "is-good" in trader.post(place, {"pasted": pasted, "try": "1"}).content.decode()
    assert trader.post(place, {"pasted": pasted}).status_code == 302
    assert trader.post(place, {"pasted": ""}).status_code == 400
    assert trader.post(place, {"file": SimpleUploadedFile("x.xlsx", b"PK nonsense")}).status_code == 400


def test_a_forwarder_lodges_house_bills_for_a_voyage_that_it_names(enter: Enter, port: None) -> None:  # noqa: F811
    lodged()
    forwarder = enter("trader", party="5799900002")
    head = {**factories.head(1, **HEAD), "carrier": "MHFW", "expected_on": f"{ON:%d/%m/%Y}"}
    file = workbook("house", factories.house(**HEAD))
    answer = forwarder.post("/manifests/house/", {**head, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    page = text(forwarder, f"/manifests/{Call.objects.get().number}/")
    assert "Vận đơn gom hàng" in page
    assert "Danh sách thuyền viên" not in page


def test_an_officer_requests_accepts_and_clears_and_what_was_not_seen_is_refused(enter: Enter, port: None) -> None:  # noqa: F811
    call, officer = lodged(), enter("officer", office="20CF")
    place = f"/manifests/{call.number}/acts"

    def act(name: str, **told: str) -> int:
        seen = Call.objects.get(pk=call.pk).leaf
        return officer.post(f"{place}/{name}/", {"seen": seen, **told}).status_code

    assert act("request", document="passengers", note="Có khách không?") == 302
    assert "Yêu cầu bổ sung" in text(officer, f"/manifests/{call.number}/")
    assert act("accept") == 400
    services.submit(factories.passengers(**HEAD), by=SYSTEM, at=NOW)
    assert officer.post(f"{place}/accept/", {"seen": call.leaf}).status_code == 400
    assert [act(name) for name in ("accept", "arrive", "clear_in", "finish_cargo")] == [302] * 4
    assert Call.objects.get(pk=call.pk).state == State.CLEARED_IN
    assert text(officer, f"/manifests/{call.number}/acts/accept/").count("is-main") == 0
    assert faults() == []


def test_the_agent_answers_plans_withdraws_and_cancels(enter: Enter, port: None) -> None:  # noqa: F811
    call, trader = lodged(), enter("trader")
    services.request(call.number, "stores", note="Đúng không?", by=SYSTEM, at=NOW)
    number = Document.objects.get(kind="stores").number

    def act(name: str, **told: str) -> int:
        seen = Call.objects.get(pk=call.pk).leaf
        return trader.post(f"/manifests/{call.number}/acts/{name}/", {"seen": seen, **told}).status_code

    assert act("answer", document=number, note="Đúng") == 302
    assert act("plan", on=f"{ON:%d/%m/%Y}", time="23:30") == 302
    assert act("withdraw", document=number, note="Khai lại") == 302
    assert act("cancel", note="Đổi cảng") == 302
    assert trader.get(f"/manifests/{call.number}/acts/accept/").status_code == 403


def test_the_board_and_the_berths_show_who_comes_lies_and_leaves(enter: Enter, port: None) -> None:  # noqa: F811
    first, second = lodged(1), lodged(2)
    services.accept(second.number, by=SYSTEM, at=NOW)
    services.clear_in(second.number, by=SYSTEM, at=NOW)
    services.open_call(factories.general(3, expected_on=NOW.date(), expected_time="12:00"), by=SYSTEM, at=NOW)
    officer = enter("officer", office="20CF")
    board = text(officer, "/manifests/board/")
    assert board.count('class="row-link"') == 3
    assert board.count("is-late") == 1
    assert "MINH HOA 03" not in text(officer, "/manifests/board/?office=20BB")
    picture = text(officer, f"/manifests/berths/?day={ON.isoformat()}")
    assert picture.count("<rect") == 2
    assert first.number in picture
    assert "MINH HOA" not in text(officer, "/manifests/berths/?day=2023-12-01")


def test_the_list_is_found_by_bill_container_and_ship_sorted_and_exported(enter: Enter, port: None) -> None:  # noqa: F811
    first, second = lodged(1), lodged(2)
    officer = enter("officer", office="20CF")
    for wanted in ("MHSL00001001", "MHOU0001001", "XVMH1", "minh hoa 01"):
        page = text(officer, f"/manifests/?q={wanted}")
        assert (first.number in page, second.number in page) == (True, False), wanted
    assert officer.get(f"/manifests/?q={first.number}")["Location"] == f"/manifests/{first.number}/"
    assert text(officer, "/manifests/?state=waiting&sort=vessel").index("HOA 01") < 10**9
    answer = officer.get("/manifests/calls.csv?state=open")
    assert b"".join(answer.streaming_content).decode("utf-8-sig").count("XVMH") == 2
    assert "Không có chuyến nào" in text(officer, "/manifests/?q=khong-co")


def test_a_dossier_is_printed_and_its_steps_are_proven(enter: Enter, port: None) -> None:  # noqa: F811
    call, trader = lodged(), enter("trader")
    answer = trader.get(f"/manifests/{call.number}/dossier.pdf")
    assert answer.content.startswith(b"%PDF")
    assert trader.get(f"/manifests/{call.number}/proofs/{call.leaf}.json").status_code == 200
    assert trader.get(f"/manifests/{call.number}/proofs/1.json").status_code == 404


def test_another_enterprise_finds_nothing_at_any_address(enter: Enter, port: None) -> None:  # noqa: F811
    call = lodged()
    number = Document.objects.get(kind="crew").number
    other = enter("trader", party="5799900003")
    places = ("", "dossier.pdf", f"documents/{number}/", f"documents/{number}/rows.csv", "lodge/crew/",
              f"documents/{number}/document.json", "lodge/crew/sheet/", "acts/cancel/")  # fmt: skip
    assert {other.get(f"/manifests/{call.number}/{place}").status_code for place in places} == {404}
    assert call.number not in text(other, "/manifests/")


def test_officers_register_vessels_and_carriers(enter: Enter, port: None) -> None:  # noqa: F811
    officer = enter("officer", office="20CF")
    told = {"call_sign": "3wxy9", "name": "MINH HOA 99", "flag": "pa", "gross": "1200", "imo": ""}
    assert officer.post("/manifests/vessels/", told).status_code == 302
    assert registers.vessels()["3WXY9"].flag == "PA"
    assert "MINH HOA 99" in text(officer, "/manifests/vessels/?q=3WXY9")
    assert officer.post("/manifests/vessels/", {**told, "struck": "on"}).status_code == 302
    assert "3WXY9" not in registers.vessels()
    entered = {"code": "zz1", "name": "Hãng", "party": "5799900003"}
    assert officer.post("/manifests/carriers/", entered).status_code == 302
    assert CarrierEntry.objects.filter(code="ZZ1").exists()
    wrong = officer.post("/manifests/carriers/", {"code": "zz2", "name": "Hãng", "party": "1"})
    assert wrong.status_code == 400
    assert faults() == []
