"""Tables are loaded by page: sent, seen, loaded once, taken back; by administrators alone."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.rooms.site.conftest import NOW
from typer.testing import CliRunner

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.site import cli
from motcua.tariff import queries, services
from motcua.tariff.domain.terms import Terms
from motcua.tariff.web.loads import forms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
Enter = Callable[..., Client]
SMALL = b"code,mfn,export,mystery\n27011900,4,10,x\n25231090,25,5,\n"
OTHERS = ("public", "trader", "officer", "head", "leader", "risk", "revenue")


def send(client: Client, content: bytes = SMALL, name: str = "a.csv", **terms: Any) -> Any:
    facts = {"since": "01/01/2024", "complete": "EXPORT", "edition": "AHTN 2022", **terms}
    return client.post("/tariff/loads/new/", {"file": SimpleUploadedFile(name, content), **facts})


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


def confirm(client: Client, address: str, **more: str) -> Any:
    stands = client.get(address).context["shown"].stands_on
    return client.post(address, {"stands_on": stands, **more})


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM tariff_{table}")
        return int(cursor.fetchone()[0])


def test_a_file_is_seen_before_it_is_loaded_and_loaded_by_a_second_step(enter: Enter) -> None:
    client = enter("admin")
    sent = send(client, source="1/2024/NĐ-CP")
    page = text(client.get(sent.url))
    for words in ("Chưa nạp gì", "2 %", "4 %", "1/2024/NĐ-CP", "Cột không dùng: mystery", "2 mã có ở cả biểu nhập"):
        assert words in page, words
    assert count("load") == 0
    done = confirm(client, sent.url, note="thử")
    page = text(client.get(done.url))
    assert "Đang có hiệu lực; chưa có lần nạp nào chồng lên" in page
    assert "thử" in page
    listed = text(client.get("/tariff/loads/"))
    assert "a.csv" in listed
    assert "Người admin" in listed


def test_the_file_comes_back_byte_for_byte_and_is_never_opened_by_a_browser(enter: Enter) -> None:
    client = enter("admin")
    done = confirm(client, send(client).url)
    for address in (f"{done.url}file", f"/tariff/loads/{queries.loads()[0].arrival}/file"):
        answer = client.get(address)
        assert (answer.content, answer["Content-Type"]) == (SMALL, "application/octet-stream")
        assert "attachment" in answer["Content-Disposition"]


def test_a_second_click_loads_nothing_twice(enter: Enter) -> None:
    client = enter("admin")
    address = send(client).url
    stands = client.get(address).context["shown"].stands_on
    first = client.post(address, {"stands_on": stands})
    second = client.post(address, {"stands_on": stands}, follow=True)
    assert second.redirect_chain[0][0] == first.url
    assert "không có gì bị nạp hai lần" in text(second)
    assert count("load") == 1
    assert "Tệp này đã được nạp" in text(client.get(address))


def test_two_tabs_the_second_is_asked_to_look_again(enter: Enter) -> None:
    client = enter("admin")
    one, two = send(client).url, send(client, b"code,mfn\n27011900,5\n").url
    stands = client.get(two).context["shown"].stands_on
    confirm(client, one)
    refused = client.post(two, {"stands_on": stands})
    assert refused.status_code == 409
    assert "Hãy xem lại bản xem trước" in text(refused)
    assert "dựa trên 1 lần nạp" in text(refused)
    assert count("load") == 1
    assert client.post(two, {}).status_code == 409
    assert confirm(client, two).status_code == 302


@pytest.mark.parametrize("role", OTHERS)
def test_others_reach_no_page_of_loading(role: str, enter: Enter) -> None:
    arrival = services.arrive(services.Sent(SMALL, "a.csv", Terms(date(2024, 1, 1))), by=SYSTEM, at=NOW)
    leaf = services.load_arrived(arrival, by=SYSTEM, at=NOW).leaf
    client = enter(role)
    for page in ("", "new/", f"previews/{arrival}/", f"previews/{arrival}/changes.csv", f"{leaf}/", f"{leaf}/file",
                 f"{leaf}/withdraw/"):  # fmt: skip
        assert client.get(f"/tariff/loads/{page}").status_code == (302 if role == "public" else 403), page
    assert send(client).status_code == 403
    assert client.post(f"/tariff/loads/{leaf}/withdraw/", {"reason": "x"}).status_code == 403
    assert client.post(f"/tariff/loads/previews/{arrival}/").status_code == 403
    assert (count("arrival"), count("withdrawal")) == (1, 0)


@pytest.mark.parametrize(("content", "name", "terms", "words"), [
    (b"", "a.csv", {}, "Tệp này trống"), (b"x", "a.exe", {}, "tệp loại CSV hoặc XLSX"),
    (b"\xff\xd8\xff\xe0", "a.csv", {}, "Không đọc được tệp a.csv"),
    (b"PK\x03\x04 nothing", "a.xlsx", {}, "Không đọc được tệp a.xlsx"),
    (SMALL, "a.csv", {"since": "32/01/2024"}, "ngày/tháng/năm"), (SMALL, "a.csv", {"since": ""}, "bắt buộc"),
    (SMALL, "a.csv", {"until": "31/12/2023"}, "Ngày cuối đứng trước ngày đầu"),
    (SMALL, "a.csv", {"complete": "NONE"}, "Không có biểu NONE"),
    (SMALL, "a.csv", {"columns": "mystery"}, "hãy viết tên cột = biểu"),
    (SMALL, "a.csv", {"columns": "mystery = NONE"}, "không hợp lệ"),
    (SMALL, "a.csv", {"sheet": "x", "source": "y" * 81}, "80"),
])  # fmt: skip
def test_what_cannot_be_sent_is_said_beside_its_field(
    content: bytes, name: str, terms: dict[str, str], words: str, enter: Enter
) -> None:
    answer = send(enter("admin"), content, name, **terms)
    assert answer.status_code == 400
    assert words in text(answer), text(answer)
    assert count("arrival") == 0


def test_a_file_above_the_bound_is_refused_before_and_after_it_was_received(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.tariff.web.loads import views

    client = enter("admin")
    monkeypatch.setattr(forms, "LARGEST", 10)
    assert "lớn hơn 32 MB" in text(send(client))
    monkeypatch.setattr(views, "LARGEST", -views._AROUND)
    answer = send(client)
    assert (answer.status_code, "lớn hơn 32 MB" in text(answer)) == (413, True)


def test_a_sender_without_the_page_is_a_forgery(enter: Enter) -> None:
    client = enter("admin")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post("/tariff/loads/new/", {"file": SimpleUploadedFile("a.csv", SMALL), "since": "01/01/2024"})
    assert answer.status_code == 403


def test_faults_are_named_and_the_load_waits_until_they_are_left_out(enter: Enter) -> None:
    client = enter("admin")
    address = send(client, SMALL + b"2701190X,3,,\n27011900,5,,\n").url
    page = text(client.get(address))
    assert "Dòng 4" in page
    assert "2701190X" in page
    assert confirm(client, address).status_code == 409
    assert count("load") == 0
    assert confirm(client, address, without_faults="1").status_code == 302


def test_a_file_without_a_column_that_is_known_cannot_be_loaded(enter: Enter) -> None:
    client = enter("admin")
    address = send(client, b"name,price\nCoal,2\n").url
    page = text(client.get(address))
    assert "Không có cột mã hàng" in page
    assert "disabled" in page
    assert confirm(client, address, without_faults="1").status_code == 409


def test_changes_are_filtered_by_schedule_and_code_and_shown_in_pages(enter: Enter) -> None:
    client = enter("admin")
    rows = "\n".join(f"{code},7" for code in queries.book().codes_in("MFN")[:60])
    address = send(client, f"code,mfn\n{rows}\n".encode()).url
    first = client.get(f"{address}?show=changed")
    assert (len(first.context["rows"]), first.context["page"].found > 50) == (50, True)
    code = first.context["rows"][0]["code"]
    one = client.get(f"{address}?show=changed&schedule=MFN&code={code}")
    assert [each["code"] for each in one.context["rows"]] == [code]
    assert client.get(f"{address}?show=changed&schedule=VAT").context["rows"] == []
    for query in ("show=new", "show=held", "show=unnamed", "show=columns", "show=faults", "show=x&page=x&code=<b>"):
        assert client.get(f"{address}?{query}").status_code == 200, query
    written = b"".join(client.get(f"{address}changes.csv").streaming_content).decode("utf-8-sig")
    assert len(written.splitlines()) == first.context["page"].found + 1 + len(first.context["shown"].comparison.added)


def test_held_cells_odd_rates_and_columns_are_shown(enter: Enter) -> None:
    client = enter("admin")
    page = text(client.get(send(client, b"code,mfn\n27011900,0/5\n").url + "?show=held"))
    assert "0/5" in page
    week = send(client, b"quoted_on,USD\n2023-12-21,99999\n").url
    assert "hơn 10 %" in text(client.get(f"{week}?show=warnings"))
    assert "Tỷ giá" in text(client.get(week))


def test_taking_back_shows_what_changes_back_asks_why_and_happens_once(enter: Enter) -> None:
    client = enter("admin")
    done = confirm(client, send(client).url)
    page = text(client.get(f"{done.url}withdraw/"))
    assert "4 %" in page
    assert "2 %" in page
    assert client.post(f"{done.url}withdraw/", {"reason": " "}).status_code == 400
    assert count("withdrawal") == 0
    back = client.post(f"{done.url}withdraw/", {"reason": "nhầm tệp"}, follow=True)
    assert "nhầm tệp" in text(back)
    assert "Đã rút" in text(client.get("/tariff/loads/"))
    again = client.post(f"{done.url}withdraw/", {"reason": "nhầm tệp"}, follow=True)
    assert "đã được rút từ trước" in text(again)
    assert count("withdrawal") == 1
    assert client.get(f"{done.url}withdraw/").status_code == 302


def test_a_load_of_which_later_ones_say_more_says_so(enter: Enter) -> None:
    client = enter("admin")
    first = confirm(client, send(client).url).url
    confirm(client, send(client, b"code,mfn\n27011900,5\n").url)
    confirm(client, send(client, b"quoted_on,USD\n2023-12-21,24300\n").url)
    assert "có 1 lần nạp sau chồng lên" in text(client.get(first))
    assert "Có 1 lần nạp sau chồng lên lần này" in text(client.get(f"{first}withdraw/"))


def test_what_is_not_there_is_not_found(enter: Enter) -> None:
    client = enter("admin")
    for page in ("previews/5/", "previews/5/changes.csv", "5/", "5/file", "5/withdraw/"):
        assert client.get(f"/tariff/loads/{page}").status_code == 404, page
    assert client.post("/tariff/loads/previews/5/", {"stands_on": "0"}).status_code == 404


def test_pages_speak_english_too(enter: Enter) -> None:
    client = enter("admin")
    client.cookies["django_language"] = "en"
    address = send(client).url
    assert "Check before loading" in text(client.get(address))
    assert "20 codes" not in text(client.get(address))


def test_an_administrator_hears_on_the_first_page_that_rates_are_missing(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.tariff.queries import dues

    assert "Chưa có tỷ giá" not in text(enter("admin").get("/declarations/"))
    monkeypatch.setattr(dues, "_days", lambda _: frozenset())
    assert "Chưa có tỷ giá tính thuế của tuần này" in text(enter("admin").get("/", follow=True))
    assert "Chưa có tỷ giá tính thuế của tuần này" in text(enter("admin").get("/tariff/loads/"))
    for role in ("officer", "trader"):
        assert "Chưa có tỷ giá" not in text(enter(role).get("/declarations/"))


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli.build(), ["tariff", *arguments])


def test_the_command_previews_loads_lists_and_takes_back(tmp_path: Path) -> None:
    import json

    file = tmp_path / "tỷ giá.csv"
    file.write_bytes(b"quoted_on,currency,rate\n2023-12-21,USD,24300\n2023-12-21,EUR,26600.5\n")
    told = json.loads(run("load", str(file), "--json").stdout)
    assert (told["kind"], told["changed_total"], told["stands_on"], count("load")) == ("exchange", 2, "0", 0)
    done = json.loads(run("load", str(file), "--json", "--apply", "--source", "NHTM").stdout)
    assert (done["entries"], done["again"]) == (2, False)
    assert json.loads(run("load", str(file), "--json", "--apply", "--source", "NHTM").stdout)["again"] is True
    assert "24.300 đồng" in run("load", str(file)).stdout or "như cũ" in run("load", str(file)).stdout
    (listed,) = json.loads(run("loads", "--json").stdout)
    assert (listed["load"], listed["kind"]) == (done["load"], "exchange")
    assert run("withdraw", str(done["load"]), "--reason", "thử").exit_code == 0
    assert run("withdraw", str(done["load"]), "--reason", "thử").exit_code == 1
    assert run("load", str(file), "--column", "x").exit_code == 2
    assert run("load", str(file), "--column", "x=NONE").exit_code == 1


def test_the_command_takes_columns_with_other_headings(tmp_path: Path) -> None:
    import json

    file = tmp_path / "a.csv"
    file.write_bytes(b"code,vat_rule\n27011900,8\n")
    told = json.loads(run("load", str(file), "--json", "--column", "vat_rule=VAT").stdout)
    assert (told["ignored"], told["entries"]) == ([], 1)


def test_the_doctor_says_when_rates_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    from motcua.tariff.queries import dues

    def asked() -> list[str]:
        return json.loads(CliRunner().invoke(cli.build(), ["doctor", "--json"]).stdout)["wrong"]  # type: ignore[no-any-return]

    assert "tariff" not in asked()
    monkeypatch.setattr(dues, "_days", lambda _: frozenset())
    assert "tariff" in asked()


def test_a_workbook_is_loaded_by_page_with_its_sheet(enter: Enter) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Bìa").write(0, 0, "Biểu thuế")
    sheet = book.add_worksheet("Biểu")
    sheet.write_row(0, 0, ["Mã HS", "MFN"])
    sheet.write_row(1, 0, [27011900, 4])
    book.close()
    client = enter("admin")
    assert "Biểu" in text(send(client, target.getvalue(), "a.xlsx", sheet="Không"))
    address = send(client, target.getvalue(), "a.xlsx", sheet="Biểu").url
    assert client.get(address).context["table"].size == 1
    assert law_moment(date(2023, 12, 22), 10) == NOW
