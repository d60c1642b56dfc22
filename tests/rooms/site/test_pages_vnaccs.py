"""Exports by page: sent, seen before, loaded; past loads, their errors, and the differences; window or companion."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.domain.gateways.vnaccs_factories import item, number, payment, source, text, workbook
from tests.rooms.site.conftest import NOW
from typer.testing import CliRunner

from motcua.declarations.models import Declaration
from motcua.gateways.vnaccs import services
from motcua.gateways.vnaccs.models import Arrival, Load
from motcua.gateways.vnaccs.web import forms
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.site import cli, settings
from motcua.site.commands import doctor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MAY = ("leader", "revenue", "admin")
OTHERS = ("public", "trader", "officer", "head", "risk")
Enter = Callable[..., Client]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post("/vnaccs/", {"files": list(files)})


def load(*sources: Any) -> int:
    return services.load(services.arrive(sources, by=SYSTEM, at=NOW), by=SYSTEM, at=NOW).leaf


@pytest.mark.parametrize("role", MAY)
def test_an_upload_is_seen_before_it_is_loaded_and_loaded_by_a_second_step(role: str, enter: Enter) -> None:
    client = enter(role)
    sent = send(client, upload("a.xlsx", workbook(To_khai=[item(1)])), upload("p.csv", text([payment(1)]).encode()))
    assert sent.status_code == 302
    shown = client.get(sent.url)
    assert "Chưa nạp gì" in shown.content.decode()
    assert Declaration.objects.count() == 0
    done = client.post(sent.url)
    assert "Mọi dòng đều được ghi nhận" in client.get(done.url).content.decode()
    assert Declaration.objects.get().number == number(1)
    assert "a.xlsx, p.csv" in client.get("/vnaccs/").content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_refused_everywhere(role: str, enter: Enter) -> None:
    leaf = load(source([item(1)]))
    arrival = Load.objects.get().arrival
    client = enter(role)
    pages = ["", f"arrivals/{arrival}/", f"arrivals/{arrival}/files/1", f"loads/{leaf}/", f"loads/{leaf}/errors.csv",
             "differences/", "differences.csv"]  # fmt: skip
    for page in pages:
        assert client.get(f"/vnaccs/{page}").status_code == (302 if role == "public" else 403), page
    assert send(client, upload("a.csv", b"x")).status_code == 403
    assert client.post(f"/vnaccs/arrivals/{arrival}/").status_code == 403
    assert (Arrival.objects.count(), Load.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Hãy chọn ít nhất một tệp"),
        ([("a.csv", b"")], "Tệp này trống"),
        ([("a.exe", b"x")], "Hãy chọn tệp loại XLSX hoặc CSV"),
        ([(f"{no}.csv", b"x") for no in range(9)], "tối đa 8 tệp"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field(files: Any, words: str, enter: Enter) -> None:
    answer = send(enter("revenue"), *(upload(*each) for each in files))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert Arrival.objects.count() == 0


def test_an_upload_above_the_bound_is_refused(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    content = text([item(1)]).encode()
    monkeypatch.setattr(forms, "LARGEST", len(content))
    client = enter("revenue")
    assert send(client, upload("a.csv", content)).status_code == 302
    assert send(client, upload("a.csv", content), upload("b.csv", b"x")).status_code == 400


def test_files_that_cannot_be_read_are_kept_and_said_to_be_so(enter: Enter) -> None:
    client = enter("admin")
    sent = send(client, upload("a.xlsx", b"PK\x03\x04 nothing"))
    page = client.get(sent.url)
    assert (page.status_code, "Không đọc được các tệp" in page.content.decode()) == (200, True)
    assert client.post(sent.url).status_code == 400
    assert client.get(f"{sent.url}files/1").content == b"PK\x03\x04 nothing"


def test_rows_in_error_stand_on_the_page_and_in_a_csv(enter: Enter) -> None:
    leaf = load(source([item(1), item(2, **{"Thuế GTGT": "=tám"})]))
    client = enter("leader")
    page = client.get(f"/vnaccs/loads/{leaf}/").content.decode()
    assert "Dòng 3" in page
    written = b"".join(client.get(f"/vnaccs/loads/{leaf}/errors.csv").streaming_content).decode("utf-8-sig")
    assert "export.csv,,3,Thuế GTGT,'=tám,VNX-01," in written


def differing() -> None:
    """Three declarations of two branches: one as ours, one with more VAT, one that we cannot assess."""
    exact = {"Trị giá tính thuế": "7011000", "Thuế nhập khẩu": "1402200", "Thuế GTGT": "841320"}
    more = {**exact, "Thuế GTGT": "941320", "Mã hải quan": "20BC"}
    load(source([item(1, **exact), item(2, **more), item(3, **{**exact, "Mã HS": "99999999"})]))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [3, 2]), ("every=1", [3, 2, 1]), ("office=20BC", [2]), ("tax=vat", [3, 2]), ("tax=value", [3]),
        ("why=rate", [2]), ("why=unassessed", [3]), (f"q={number(2)}", [2]), ("q=minh", [3, 2]), ("q=khong+co", []),
        ("sort=number", [2, 3]), ("lines=1&tax=vat&why=rate", [2]), ("page=9", [3, 2]), ("tax=x&sort=x&page=x", [3, 2]),
    ],
)  # fmt: skip
def test_differences_are_filtered_sorted_and_searched(query: str, numbers: list[int], enter: Enter) -> None:
    differing()
    page = enter("revenue").get(f"/vnaccs/differences/?{query}")
    rows = [each["row"].number for each in page.context["rows"]]
    assert rows == [number(no) for no in numbers]


def test_differences_come_as_csv_with_both_sides(enter: Enter) -> None:
    differing()
    answer = enter("leader").get("/vnaccs/differences.csv?tax=vat")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert '941320,841320,100000,"Khác thuế suất, miễn giảm"' in lines[2]


def test_a_declarations_page_shows_both_sides_to_staff_and_only_theirs_to_its_enterprise(enter: Enter) -> None:
    differing()
    address = f"/declarations/{number(2)}/"
    page = enter("officer").get(address).content.decode()
    for words in ("Ghi nhận từ VNACCS", "941.320", "841.320", "100.000", "Được phân luồng ở hệ thống khác"):
        assert words in page
    own = enter("trader", party="5799900001").get(address).content.decode()
    assert "Ghi nhận từ VNACCS" in own
    assert "941.320" in own
    assert "841.320" not in own


def test_a_declaration_that_our_rules_cannot_assess_has_its_page(enter: Enter) -> None:
    differing()
    page = enter("revenue").get(f"/declarations/{number(3)}/")
    assert page.status_code == 200
    assert "Hệ thống này chưa tính được" in page.content.decode()


def test_a_declaration_without_a_channel_has_its_page_and_stands_in_every_list(enter: Enter) -> None:
    row = item(1)
    row.pop("Luồng")
    load(source([row]))
    client = enter("leader")
    lists = ("since=01/01/2023", "state=open", "state=awaiting_channel")
    for address in (
        f"/declarations/{number(1)}/", *(f"/declarations/?{query}" for query in lists), "/reports/",
        "/reports/figures/S2.declarations/",
    ):  # fmt: skip
        page = client.get(address)
        assert page.status_code in (200, 302), address
    assert "· VNACCS" in client.get("/declarations/?since=01/01/2023").content.decode()
    assert "Chưa phân luồng" in client.get(f"/declarations/{number(1)}/").content.decode()
    exported = client.get("/declarations/export.csv?since=01/01/2023")
    assert number(1) in b"".join(exported.streaming_content).decode()


@pytest.mark.parametrize(
    ("role", "words"), [("window", "Một cửa tiếp nhận tờ khai"), ("companion", "Đồng hành cùng VNACCS")]
)
def test_every_page_says_window_or_companion(role: str, words: str, enter: Enter, settings: Any) -> None:
    settings.ROLE = role
    for address in ("/", "/tariff/", "/receipts/"):
        assert words in enter("public").get(address).content.decode()
    own = enter("trader").get("/declarations/").content.decode()
    assert ("Tờ khai được khai tại VNACCS" in own) == (role == "companion")


def test_another_role_ends_the_start() -> None:
    with pytest.raises(Exception, match="MOTCUA_ROLE"):
        settings._role("both")


def test_the_dashboard_says_how_many_were_selected_here(enter: Enter, lodge: Callable[..., Any]) -> None:
    lodge(4)
    client = enter("leader")
    assert "phân luồng tại đây" not in client.get("/reports/").content.decode()
    load(source([item(no, Luồng="Đỏ") for no in (1, 2)]))
    from motcua.reports.web import held

    held.forget()
    assert "phân luồng tại đây" in client.get("/reports/").content.decode()


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli.build(), list(arguments))


def test_the_command_ends_with_0_1_or_2(tmp_path: Path) -> None:
    good, wrong = tmp_path / "good.csv", tmp_path / "wrong.csv"
    good.write_text(text([item(1)]))
    wrong.write_text(text([item(1), item(2, **{"Mã HS": "x"})]))
    assert run("load", "vnaccs", str(good), "--check").exit_code == 0
    assert Declaration.objects.count() == 0
    assert run("load", "vnaccs", str(good)).exit_code == 0
    assert run("load", "vnaccs", str(wrong)).exit_code == 1
    assert run("load", "vnaccs", str(tmp_path / "nothing.csv")).exit_code == 2
    assert run("load", "vnaccs").exit_code == 2


def test_the_command_tells_counts_and_errors_as_json_and_takes_another_map(tmp_path: Path) -> None:
    file, columns, broken = tmp_path / "a.csv", tmp_path / "map.csv", tmp_path / "broken.csv"
    file.write_text(text([item(1), item(2, **{"Mã HS": "x"})]))
    told = json.loads(run("load", "vnaccs", str(file), "--json").stdout)
    assert (told["accepted"], told["counts"]["declaration"]) == (
        False,
        {"new": 1, "version": 0, "same": 0, "refused": 1},
    )
    assert (told["errors"][0]["file"], told["errors"][0]["row"], told["errors"][0]["value"]) == ("a.csv", 3, "x")
    columns.write_bytes((Path(services.__file__).parent / "data" / "columns.csv").read_bytes())
    broken.write_text("a,b\n1,2\n")
    assert run("load", "vnaccs", str(file), "--map", str(columns)).exit_code == 1
    refused = run("load", "vnaccs", str(file), "--map", str(broken), "--json")
    assert (refused.exit_code, json.loads(refused.stdout)["errors"][0]["code"]) == (1, "VNX-E02")


def test_the_doctor_names_the_role_and_finds_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(run("doctor", "--json").stdout)
    assert (told["role"], told["wrong"]) == ("window", [])
    assert set(doctor.QUESTIONS) < set(told)
    assert run("doctor").exit_code == 0
    monkeypatch.setattr(doctor, "LEAST", 1 << 60)
    ended = run("doctor", "--json")
    assert (ended.exit_code, json.loads(ended.stdout)["wrong"]) == (1, ["home"])


def test_the_doctor_tells_what_cannot_be_asked_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise OSError("no such disk")

    monkeypatch.setitem(doctor.QUESTIONS, "home", broken)
    told = json.loads(run("doctor", "--json").stdout)
    assert (told["wrong"], told["role"]) == (["home"], "window")


def test_the_day_of_the_demonstration_bounds_what_may_be_registered() -> None:
    leaf = load(source([item(1, **{"Ngày đăng ký": "24/12/2023"})]))
    assert Load.objects.get(pk=leaf).faults == 1
    assert law_moment(date(2023, 12, 22), 10) == NOW
