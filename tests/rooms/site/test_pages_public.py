"""What the public uses: the tariff with and without JavaScript, and the check of receipts."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.declarations.services import Answer
from motcua.ground import queries as ground
from motcua.ground.services import log

LINE = "/tariff/84713020/"


def test_a_search_is_a_page_without_scripts_and_a_piece_with_them(client: Client, demonstration: datetime) -> None:
    page = client.get("/tariff/?q=may+tinh+xach+tay").content.decode()
    piece = client.get("/tariff/?q=may+tinh+xach+tay", headers={"hx-request": "true"})
    assert "<html" in page
    assert "<html" not in piece.content.decode()
    assert piece.content.decode().strip() in page
    assert "8471.30.20" in piece.content.decode()
    assert "HX-Request" in piece["Vary"]


def test_accents_do_not_matter_and_a_code_finds_its_line(client: Client, demonstration: datetime) -> None:
    for text in ("máy tính xách tay", "MAY TINH XACH TAY", "8471.30.20", "84713020"):
        assert "8471.30.20" in client.get("/tariff/", {"q": text}).content.decode(), text


def test_what_is_not_found_says_what_to_do(client: Client, demonstration: datetime) -> None:
    page = client.get("/tariff/?q=qqqqqqqqzz").content.decode()
    assert "Không có dòng phù hợp" in page
    assert "bốn chữ số đầu" in page


def test_what_is_typed_is_written_as_text(client: Client, demonstration: datetime) -> None:
    page = client.get("/tariff/", {"q": '"><script>alert(1)</script>', "day": '"><b>', "origin": "<i"}).content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<i" not in page.replace("<input", "").replace("<i>", "")


def test_the_tree_leads_from_chapters_to_lines(client: Client, demonstration: datetime) -> None:
    assert 'href="/tariff/?in=84&amp;day=2023-12-22"' in client.get("/tariff/").content.decode()
    assert "in=8471&amp;" in client.get("/tariff/?in=84").content.decode()
    assert 'href="/tariff/84713020/?day=2023-12-22"' in client.get("/tariff/?in=8471").content.decode()
    assert client.get("/tariff/?in=<b>").status_code == 200


def test_a_line_shows_the_rates_of_its_day(client: Client, demonstration: datetime) -> None:
    with_reduction = client.get("/tariff/61091010/?day=2023-12-22").content.decode()
    before = client.get("/tariff/61091010/?day=2022-01-15").content.decode()
    assert "Áp dụng ngày" in with_reduction
    assert with_reduction != before


def test_each_rate_names_its_act_and_whether_it_was_seen(client: Client, demonstration: datetime) -> None:
    page = client.get(LINE).content.decode()
    assert "26/2023/NĐ-CP" in page
    assert "chưa đối chiếu văn bản" in page


def test_an_origin_puts_what_it_can_use_first(client: Client, demonstration: datetime) -> None:
    page = client.get(LINE + "?origin=CN").content.decode()
    usable = page[page.index("Dùng được cho hàng xuất xứ này") : page.index("Biểu nhập khẩu khác")]
    assert "ACFTA" in usable
    assert "MFN" in usable
    assert "ATIGA" not in usable
    assert "ORDINARY" not in usable
    assert usable.count("thấp nhất") == 1


@pytest.mark.parametrize("day", ["31/02/2023", "hôm nay", "1900-01-01"])
def test_a_day_that_cannot_be_used_shows_today_and_says_so(client: Client, demonstration: datetime, day: str) -> None:
    page = client.get(LINE, {"day": day}).content.decode()
    assert 'id="t-day-error"' in page
    assert f'value="{day}"' in page
    assert 'datetime="2023-12-22"' in page


@pytest.mark.parametrize("code", ["99999999", "abc", "0", "8471", "%27", "8" * 300])
def test_a_line_that_is_not_there_is_not_found(client: Client, demonstration: datetime, code: str) -> None:
    assert client.get(f"/tariff/{code}/").status_code == 404


@pytest.fixture
def receipt(lodge: Callable[..., list[Answer]]) -> dict[str, Any]:
    """The receipt of a registration, with its place in the tree."""
    told = ground.receipt(lodge(3)[0].leaf)
    assert told is not None
    return told


def checked(client: Client, told: Any) -> Any:
    text = told if isinstance(told, str) else json.dumps(told)
    return client.post("/receipts/", {"receipt": text})


def test_a_right_receipt_is_said_to_be_right(client: Client, receipt: dict[str, Any]) -> None:
    page = checked(client, receipt).content.decode()
    assert "<h1>Biên nhận đúng</h1>" in page
    assert "Đăng ký tờ khai" in page
    assert "Nằm trong nhật ký" in page


def test_a_receipt_comes_as_a_file_too(client: Client, receipt: dict[str, Any]) -> None:
    file = SimpleUploadedFile("r.json", json.dumps([receipt]).encode(), "application/json")
    assert "<h1>Biên nhận đúng</h1>" in client.post("/receipts/", {"file": file}).content.decode()


def test_a_receipt_without_a_place_yet_is_right_and_says_so(client: Client, receipt: dict[str, Any]) -> None:
    early = {**receipt, "inclusion": None}
    page = checked(client, early).content.decode()
    assert "<h1>Biên nhận đúng</h1>" in page
    assert "chưa có vị trí trong nhật ký" in page


def flipped(value: Any) -> Any:
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1] != "0" else "1") if value else "x"
    if isinstance(value, int):
        return value + 1
    return [flipped(value[0]), *value[1:]] if isinstance(value, list) and value else None


def test_a_receipt_changed_anywhere_is_not_right(client: Client, receipt: dict[str, Any]) -> None:
    for part in ("body", "signature", "root", "key", "size", "at", "kind"):
        told = deepcopy(receipt)
        told[part] = flipped(told[part])
        page = checked(client, told).content.decode()
        assert "<h1>Biên nhận không đúng</h1>" in page, part
        assert "Đăng ký tờ khai" not in page, part
    for part in ("index", "path"):
        told = deepcopy(receipt)
        told["inclusion"][part] = flipped(told["inclusion"][part])
        assert "<h1>Biên nhận không đúng</h1>" in checked(client, told).content.decode(), part


@pytest.mark.parametrize("text", ["", "x", "{", "[]", "[1]", '"a"', "[[[[", "null", "[" * 5000, "{}" * 10])
def test_what_is_no_receipt_is_refused_with_what_to_do(client: Client, demonstration: datetime, text: str) -> None:
    answer = checked(client, text)
    assert answer.status_code == 400
    assert 'class="error-summary"' in answer.content.decode()


@pytest.mark.parametrize(
    "told",
    [{}, {"kind": "motcua-receipt-1"}, {"kind": 1, "key": [], "body": {}, "index": None},
     {"kind": "motcua-receipt-1", "key": "zz", "body": "", "inclusion": 5}, {"inclusion": {"index": "a"}}],
)  # fmt: skip
def test_a_misshapen_receipt_is_not_right_and_breaks_nothing(
    client: Client, demonstration: datetime, told: dict[str, Any]
) -> None:
    answer = checked(client, told)
    assert answer.status_code == 200
    assert "<h1>Biên nhận không đúng</h1>" in answer.content.decode()


def test_a_file_too_large_is_refused_unread(client: Client, demonstration: datetime) -> None:
    file = SimpleUploadedFile("r.json", b"[" * 300_000, "application/json")
    assert client.post("/receipts/", {"file": file}).status_code == 400


def test_anyone_checks_a_receipt_without_the_site(client: Client, receipt: dict[str, Any], tmp_path: Path) -> None:
    program, told = tmp_path / "verify_receipt.py", tmp_path / "receipt.json"
    program.write_bytes(client.get("/receipts/verify_receipt.py").content)
    told.write_text(json.dumps(receipt))
    run = [sys.executable, "-I", str(program), "--key", log.public_key().hex(), str(told)]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
    receipt["body"] = flipped(receipt["body"])
    told.write_text(json.dumps(receipt))
    assert subprocess.run(run, capture_output=True, check=False).returncode == 1
