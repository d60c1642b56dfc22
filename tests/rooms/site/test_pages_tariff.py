"""The public tariff as pages and files: tree, filters, pages, history, two days, exchange rates, downloads."""

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils.html import escape

from motcua.kernel.words import Words
from motcua.reference.domain import code_list
from motcua.tariff import queries
from motcua.tariff.domain import Book, Entry, Line, controls, packaged, schedules
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.exchange import Cross, Exchange
from motcua.tariff.domain.packaged import OPENS, exchange, layer

pytestmark = pytest.mark.usefixtures("demonstration")
LINE = "/tariff/27101224/"


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, query)
    return str(answer.content.decode())


def taken(client: Client, address: str, **query: str) -> bytes:
    answer: Any = client.get(address, query)
    assert answer.status_code == 200, (address, query)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(answer.streaming_content)


def sheet(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read Vietnamese"
    assert content.count(b"\n") == content.count(b"\r\n"), "RFC 4180 ends lines with CRLF"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_tree_opens_section_by_section_without_scripts(client: Client) -> None:
    found = page(client, "/tariff/")
    assert found.count('<details class="branch">') == len(queries.tree(date(2023, 12, 22)))
    assert "Khoáng sản" in found


def test_a_list_shows_duty_and_vat_of_the_day_and_marks_what_nobody_has_seen(client: Client) -> None:
    found = page(client, "/tariff/", q="27101224", day="2022-08-09")
    assert "20 %" in found
    assert "20 %" not in page(client, "/tariff/", q="27101224", day="2022-08-10")
    assert 'class="unseen"' in found
    assert "chưa đối chiếu với văn bản" in found


def test_filters_narrow_and_stay_chosen(client: Client) -> None:
    found = page(client, "/tariff/", q="than", **{"in": "27"})
    codes = re.findall(r"/tariff/(\d{8})/", found)
    assert codes
    assert all(code.startswith("27") for code in codes)
    assert re.search(r'<option value="27" selected>', found)
    assert re.search(r'<option value="meat" selected>', page(client, "/tariff/", group="meat"))
    assert re.search(r'<option value="all" selected>', page(client, "/tariff/", lines="all"))


def test_pages_of_a_list_go_on_and_the_last_ends(client: Client) -> None:
    first, second = page(client, "/tariff/", q="máy"), page(client, "/tariff/", q="máy", page="2")
    assert 'rel="next"' in first
    assert set(re.findall(r"/tariff/(\d{8})/", first)).isdisjoint(re.findall(r"/tariff/(\d{8})/", second))
    assert 'rel="next"' not in page(client, "/tariff/", q="máy", page="9999")


@pytest.mark.parametrize("query", [
    {"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"in": "zz"}, {"in": "99"}, {"group": "no"}, {"q": "\0"},
    {"q": "than", "in": "<b>"}, {"day": "9999-12-31"}, {"lines": "?"}, {"origin": "<i"}, {"in": "27.01"},
])  # fmt: skip
def test_whatever_is_asked_of_the_search_is_answered(client: Client, query: dict[str, str]) -> None:
    page(client, "/tariff/", **query)


def test_an_empty_list_leads_out_of_its_filters(client: Client) -> None:
    found = page(client, "/tariff/", q="qqqqzzzz", group="meat")
    assert "Tìm trong mọi chương và nhóm hàng" in found
    assert 'href="/tariff/?q=qqqqzzzz"' in found


def test_a_code_of_no_line_says_what_is_shown_instead(client: Client) -> None:
    assert "bắt đầu bằng" in page(client, "/tariff/", q="85171200")


def test_the_history_of_a_line_says_what_changed_when_by_which_act(client: Client) -> None:
    found = page(client, LINE, day="2023-05-02")
    story = found[found.index('id="history"') :]
    assert "51/2022/NĐ-CP" in story
    assert "Giảm" in story
    assert 'datetime="2022-08-09"' in story
    assert "ghi theo trí nhớ" in story


def test_two_days_of_one_line_stand_side_by_side(client: Client) -> None:
    found = page(client, LINE, day="2023-05-02", against="2022-03-01")
    both = found[found.index('id="two-days"') : found.index("Thuế nhập khẩu theo biểu")]
    assert both.index("20 %") < both.index("10 %")
    assert "Không có gì khác nhau" in page(client, LINE, day="2023-05-02", against="2023-05-03")
    assert 'id="t-against-error"' in page(client, LINE, against="32/13/2023")


def test_a_line_leads_on_to_the_calculator_and_for_an_origin_to_the_advice(client: Client) -> None:
    found = page(client, LINE, origin="CN", day="2023-05-02")
    assert "/duties/?direction=import&amp;on=2023-05-02&amp;hs=27101224&amp;origin=CN" in found
    assert "/duties/advice/?hs=27101224&amp;origin=CN&amp;on=2023-05-02" in found
    assert "/duties/advice/" not in page(client, LINE)


def test_licences_and_controls_name_agency_and_act_and_whether_it_was_seen(client: Client) -> None:
    code = next(code for code in controls.lines() if controls.controls(code, "import", date(2023, 5, 2)))
    asked = controls.controls(code, "import", date(2023, 5, 2))[0]
    found = page(client, f"/tariff/{code}/", day="2023-05-02")
    part = found[found.index("<h2>Giấy phép và quản lý chuyên ngành") :]
    assert escape(asked.words.vi) in part
    assert escape(asked.agency.vi) in part
    assert "chưa đối chiếu văn bản" in part


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Book:
    """A book with a remedy, a producer's code, an ended line that another follows, and words like a formula."""
    lines, entries = layer()
    words = Words("=1+1", "@evil")
    old = Line("27019999", words, words, "KGM", "", OPENS, date(2022, 11, 30), "AHTN 2017")
    remedy = Entry(1, "ANTIDUMPING", "27011900", OPENS, None, "percent", 255_800, origins=frozenset({"CN"}),
                   condition="", source="920/QĐ-BCT", evidence="invented")  # fmt: skip
    producer = msgspec.structs.replace(remedy, id=2, ppm=42_500, claim="GB900")
    follows = (Correlation("27019999", "27011900", date(2022, 12, 1), "31/2022/TT-BTC"),)
    quoted = Exchange({date(2023, 12, 13): {"USD": 242_000_000}}, crosses=[
        Cross("XAU", date(2023, 1, 1), date(2023, 12, 31), 12_345_678)])  # fmt: skip
    held = Book((([*lines, old], [*entries, remedy, producer]),), schedules(), quoted, {}, OPENS, follows)
    for module in ("books", "finding", "sheets", "histories", "comparing", "exchanging", "telling"):
        monkeypatch.setattr(
            f"motcua.tariff.queries.{module}.{'book' if module == 'books' else 'present'}", lambda: held
        )
    monkeypatch.setattr(queries, "book", lambda: held)
    return held


def test_trade_remedies_show_their_origins_and_the_codes_that_pick_them(client: Client, laid: Book) -> None:
    found = page(client, "/tariff/27011900/")
    remedies = found[found.index("<h2>Phòng vệ thương mại") :]
    assert "25,58 %" in remedies
    assert "xuất xứ CN" in remedies
    assert "khi khai mã GB900" in remedies
    assert escape(code_list("other_tax").entry("GB900", OPENS).words.vi) in remedies
    assert "tự tạo" in remedies


def test_a_line_that_ended_says_so_and_leads_to_the_one_that_followed(client: Client, laid: Book) -> None:
    found = page(client, "/tariff/27019999/")
    assert "Các dòng chứa hàng này nằm ở mục “Các danh mục”" in found
    assert "Hàng sau đó thuộc mã" in found
    assert "Ngày này không có dòng hàng đó" in found
    assert 'href="/tariff/27011900/?day=2023-12-22"' in found
    assert "Hàng trước đây thuộc mã" in page(client, "/tariff/27011900/")
    assert "Không khai được ngày đó" in page(client, "/tariff/", q="27019999", lines="all")


def test_words_that_look_like_a_formula_are_none_in_a_file(client: Client, laid: Book) -> None:
    row = sheet(taken(client, "/tariff/search.csv", q="27019999", lines="all"))[0]
    assert (row["words_vi"], row["words_en"]) == ("'=1+1", "'@evil")
    assert (row["code"], row["hs"], row["declarable"]) == ("27019999", "2701.99.99", "0")


def test_a_cross_rate_names_its_dollars_and_a_closed_thursday_its_day(client: Client, laid: Book) -> None:
    found = page(client, "/tariff/exchange/", day="2023-12-22", amount="2", currency="XAU")
    assert "tính chéo, 1 đơn vị = 0.12345678 USD" in found
    assert "ngân hàng nghỉ thứ Năm" in found
    assert re.search(r"2.nbsp;XAU = 5\.975\sđ<", found)


def test_the_files_of_a_search_hold_all_that_was_found(client: Client) -> None:
    rows = sheet(taken(client, "/tariff/search.csv", q="than", day="2023-05-02"))
    told = json.loads(taken(client, "/tariff/search.json", q="than", day="2023-05-02"))
    assert len(rows) == len(told["lines"]) == queries.find("than", date(2023, 5, 2)).total
    assert rows[0]["code"] == told["lines"][0]["code"]
    assert rows[0]["duty_verified"] == "0"
    assert told["lines"][0]["duty"][0]["percent"] == "2"


def test_the_files_of_a_line_hold_its_days(client: Client) -> None:
    rows = sheet(taken(client, LINE + "line.csv"))
    duty = [row for row in rows if row["schedule"] == "MFN"]
    assert [(row["applies_since"], row["applies_until"], row["percent"]) for row in duty][:2] == [
        ("2022-01-01", "2022-08-09", "20"), ("2022-08-10", "2023-07-14", "10"),
    ]  # fmt: skip
    told = json.loads(taken(client, LINE + "line.json", day="2023-05-02"))
    assert told["line"]["on"] == "2023-05-02"
    assert {each["schedule"] for each in told["history"]} == {row["schedule"] for row in rows}


def test_the_files_of_a_schedule_hold_the_whole_of_it_on_a_day(client: Client) -> None:
    rows = sheet(taken(client, "/tariff/schedules/ATIGA.csv", day="2023-05-02"))
    told = json.loads(taken(client, "/tariff/schedules/ATIGA.json", day="2023-05-02"))
    codes = set(packaged().on(date(2023, 5, 2)).table("ATIGA"))
    assert {row["code"] for row in rows} == {each["code"] for each in told["lines"]} == codes
    assert "ATIGA.csv" in page(client, "/tariff/schedules/")


def test_the_files_of_two_days_hold_every_change(client: Client) -> None:
    days = {"before": "2022-12-31", "after": "2023-01-01", "schedule": "EXPORT"}
    rows = sheet(taken(client, "/tariff/compare.csv", **days))
    told = json.loads(taken(client, "/tariff/compare.json", **days))
    assert [row["code"] for row in rows] == ["25231010", "25231090"]
    assert (rows[0]["before_vi"], rows[0]["after_vi"], rows[0]["change"]) == ("5 %", "10 %", "up")
    assert [each["code"] for each in told["changes"]] == [row["code"] for row in rows]


def test_two_days_are_compared_with_counts_filters_and_acts(client: Client) -> None:
    found = page(client, "/tariff/compare/", before="2022-12-31", after="2023-01-01")
    assert "Thuế xuất khẩu" in found
    inside = page(client, "/tariff/compare/", before="31/12/2022", after="01/01/2023", chapter="25", schedule="EXPORT")
    assert "2523.10.10" in inside
    assert "101/2021/NĐ-CP" in inside
    assert "Không có gì khác nhau" in page(client, "/tariff/compare/", before="2023-05-02", after="2023-05-02")


@pytest.mark.parametrize("query", [
    {"before": "x"}, {"after": "1999-01-01"}, {"before": "2023-05-02", "after": "2022-01-01"}, {"schedule": "NO"},
    {"chapter": "zz"}, {"page": "999"}, {"before": "2099-12-31", "after": "2099-12-31"}, {"after": "29/02/2024"},
])  # fmt: skip
def test_whatever_is_asked_of_a_comparison_is_answered(client: Client, query: dict[str, str]) -> None:
    page(client, "/tariff/compare/", **query)
    taken(client, "/tariff/compare.csv", **query)


@pytest.mark.parametrize(("day", "monday", "quoted"), [
    ("2023-05-01", "2023-05-01", "2023-04-27"), ("2023-05-07", "2023-05-01", "2023-04-27"),
    ("2023-05-08", "2023-05-08", "2023-05-04"), ("2023-04-30", "2023-04-24", "2023-04-20"),
])  # fmt: skip
def test_a_week_takes_the_thursday_before(client: Client, day: str, monday: str, quoted: str) -> None:
    told = json.loads(taken(client, "/tariff/exchange.json", day=day))
    assert (told["monday"], told["quoted_on"], told["evidence"]) == (monday, quoted, "invented")
    rows = sheet(taken(client, "/tariff/exchange.csv", day=day))
    assert {row["currency"]: row["dong"] for row in rows} == {each["currency"]: each["dong"] for each in told["rates"]}
    assert "tự tạo để trình diễn" in page(client, "/tariff/exchange/", day=day)


@pytest.mark.parametrize(("amount", "said"), [
    ("1.000,50", "1.000,5"), ("x", "Hãy viết số tiền"), ("-1", "Hãy viết số tiền"), ("1" * 30, "Hãy viết số tiền"),
])  # fmt: skip
def test_a_sum_is_changed_or_what_is_wrong_with_it_is_said(client: Client, amount: str, said: str) -> None:
    assert said in page(client, "/tariff/exchange/", day="2023-05-02", amount=amount, currency="USD")


def test_a_currency_or_a_week_without_a_rate_says_what_to_do(client: Client) -> None:
    assert "Chưa có tỷ giá" in page(client, "/tariff/exchange/", day="2023-05-02", amount="1", currency="QQQ")
    assert "Tuần đó chưa có tỷ giá" in page(client, "/tariff/exchange/", day="2099-12-31")


@pytest.mark.parametrize("address", ["/tariff/schedules/NO.csv", "/tariff/99999999/line.csv", "/tariff/x/line.json"])
def test_a_file_of_what_there_is_not_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_clock_decides_what_is_shown_without_a_day(client: Client, demonstration: datetime) -> None:
    assert 'value="22/12/2023"' in page(client, "/tariff/exchange/")
    assert exchange().quoted_for(demonstration.date())
