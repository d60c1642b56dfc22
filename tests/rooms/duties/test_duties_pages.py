"""The pages of the desk: the calculator and the advice, in both languages, as addresses that can be shared."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import demonstration, fresh  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
COAL = {
    "direction": "import", "on": "02/05/2023", "currency": "USD", "incoterm": "FOB", "freight": "50", "insurance": "5",
    "hs": "27011900", "origin": "ID", "value": "1.000", "quantity": "10", "unit": "TNE", "form": "D",
}  # fmt: skip


def page(client: Client, path: str = "/duties/", status: int = 200, **changes: Any) -> str:
    asked = {**COAL, **changes} if path == "/duties/" else changes
    answer = client.get(path, asked, headers={"accept-language": "vi"})
    assert answer.status_code == status
    return answer.content.decode()


def test_the_question_is_a_page_that_anybody_may_open(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = client.get("/duties/", headers={"accept-language": "vi"}).content.decode()
    assert "<h1>Tính thuế</h1>" in shown
    assert 'name="hs"' in shown
    assert "error-summary" not in shown


def test_the_answer_stands_first_and_opens(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = page(client)
    assert "Phải nộp 2.630.535\xa0đ" in shown
    assert shown.index("Phải nộp") < shown.index("Lô hàng")
    assert "10 TNE × 15.000 đồng/TNE" in shown
    assert "chưa đối chiếu văn bản" in shown
    assert "23.370 đồng/USD" in shown


def test_the_answer_says_what_was_asked_so_that_it_can_be_printed(client: Client, demonstration: datetime) -> None:  # noqa: F811
    assert "1.000 USD · 10 TNE · ID · B04 D" in page(client)
    assert "mã loại A" in page(client)


def test_it_leads_to_the_advice_on_the_same_goods(client: Client, demonstration: datetime) -> None:  # noqa: F811
    assert (
        "/duties/advice/?hs=27011900&amp;origin=ID&amp;on=2023-05-02&amp;value=24655350&amp;quantity=10&amp;unit=TNE"
        in page(client)
    )


def test_english_is_complete(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = client.get("/duties/", COAL, headers={"accept-language": "en"}).content.decode()
    assert "VND\xa02,630,535 due" in shown
    assert "text not yet seen" in shown


def test_several_goods_stand_line_by_line(client: Client, demonstration: datetime) -> None:  # noqa: F811
    two = {name: [COAL[name], COAL[name]] for name in ("hs", "origin", "value", "quantity", "unit", "form")}
    shown = page(client, **two)
    assert "Theo từng dòng hàng" in shown
    assert 'id="hs-1"' in shown
    assert "Dòng 2: so sánh các hiệp định" in shown


def test_a_line_is_added_without_losing_what_was_typed(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = page(client, more="1")
    assert 'id="hs-1"' in shown
    assert 'value="27011900"' in shown
    assert "Phải nộp" not in shown


def test_empty_lines_are_passed_over(client: Client, demonstration: datetime) -> None:  # noqa: F811
    spaced = {name: ["", COAL[name]] for name in ("hs", "origin", "value", "quantity", "unit", "form")}
    assert "Phải nộp 2.630.535" in page(client, **spaced)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"incoterm": "CIF", "insurance": ""}, "freight"), ({"unit": "TON"}, "unit-0"), ({"origin": "US"}, "origin-0"),
     ({"value": "nhiều"}, "value-0"), ({"on": "hôm qua"}, "on"), ({"on": "31/12/2021"}, "on"), ({"hs": ""}, "hs-0"),
     ({"currency": ""}, "currency"), ({"form": "Q"}, "form-0"), ({"freight": "x"}, "freight")],
)  # fmt: skip
def test_what_is_wrong_is_linked_to_its_field(
    client: Client,
    demonstration: datetime,  # noqa: F811
    changes: dict[str, str],
    field: str,
) -> None:
    shown = page(client, status=422, **changes)
    assert f'href="#{field}"' in shown
    assert f'id="{field}"' in shown
    assert f'aria-describedby="{field}-error"' in shown
    assert "Lỗi:" in shown


def test_what_is_typed_is_written_as_text(client: Client, demonstration: datetime) -> None:  # noqa: F811
    assert "<script>alert" not in page(client, status=422, hs='"><script>alert(1)</script>', origin="<b>")


def test_export_is_asked_on_the_same_page(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = page(client, direction="export", origin="", form="", freight="", insurance="")
    assert "Thuế xuất khẩu" in shown
    assert "So sánh các hiệp định" not in shown


def test_advice_marks_the_cheapest_and_says_what_a_missing_proof_costs(
    client: Client,
    demonstration: datetime,  # noqa: F811
) -> None:
    shown = page(client, "/duties/advice/", hs="27011900", origin="ID", on="02/05/2023", quantity="10", unit="TNE")
    assert "Thấp nhất: ASEAN (ATIGA), 0 %" in shown
    assert "Thiếu chứng từ xuất xứ phải nộp thêm 22.000.000\xa0đ" in shown
    assert shown.count(">thấp nhất<") == 1
    assert "Chưa nạp biểu cho ngày này" in shown
    assert "chưa ai đối chiếu với văn bản" in shown
    assert "Giấy phép và kiểm tra mà hàng hóa có thể cần" in shown
    assert "42/2019/TT-BCT (chưa đối chiếu văn bản)" in shown


def test_advice_is_asked_for_before_it_is_given(client: Client, demonstration: datetime) -> None:  # noqa: F811
    assert "So sánh các hiệp định" in page(client, "/duties/advice/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"hs": "1"}, "hs"), ({"origin": "ZZ"}, "origin"), ({"value": "x"}, "value"), ({"on": "x"}, "on")],
)
def test_advice_that_cannot_be_given_says_where(
    client: Client,
    demonstration: datetime,  # noqa: F811
    changes: dict[str, str],
    field: str,
) -> None:
    shown = page(client, "/duties/advice/", status=422, **{"hs": "27011900", "origin": "ID", **changes})
    assert f'href="#{field}"' in shown


def test_a_tariff_line_leads_to_its_duties(client: Client, demonstration: datetime) -> None:  # noqa: F811
    shown = client.get("/tariff/27011900/?origin=ID&day=2023-05-02").content.decode()
    assert "/duties/?direction=import&amp;on=2023-05-02&amp;hs=27011900&amp;origin=ID" in shown
    assert "/duties/advice/?hs=27011900&amp;origin=ID&amp;on=2023-05-02" in shown


def test_the_home_page_leads_to_the_desk(client: Client, demonstration: datetime) -> None:  # noqa: F811
    assert 'href="/duties/"' in client.get("/").content.decode()
