"""The worksheet on customs value, and the same by a program: asked, shared, printed, never stored."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.rooms.site.form_pages import EVIL, text

from motcua.duties.web.value.fields import PARTS

pytestmark = pytest.mark.usefixtures("demonstration")
SOLD = {
    "on": "02/05/2023", "sold": "yes", "sale.price.amount": "1.000", "sale.price.currency": "usd",
    "sale.incoterm": "CIF", "sale.restrictions": "none", "sale.conditions": "none", "sale.proceeds": "none",
    "sale.related": "no",
}  # fmt: skip
GIVEN = {"on": "02/05/2023", "sold": "no", "quantity": "100", "unit": "PCE", "origin": "cn", "exported_on": "1/4/2023"}


def same(kind: str, place: int, amount: str, **more: str) -> dict[str, str]:
    facts = {
        "exported_on": "02/04/2023", "origin": "CN", "by_transaction": "yes", "quantity": "50", "unit": "PCE",
        "value.amount": amount, "same_level": "yes", "same_quantity": "yes", **more,
    }  # fmt: skip
    return {f"{kind}.{place}.{name}": said for name, said in facts.items()}


def asked(client: Client, facts: dict[str, str], path: str = "/duties/value/") -> Any:
    return client.get(f"{path}?{urlencode(facts)}")


def test_the_empty_worksheet_asks_and_answers_nothing(client: Client) -> None:
    answer = client.get("/duties/value/")
    assert answer.status_code == 200
    page = text(answer)
    assert "Trị giá hải quan theo phương pháp nào" in page
    assert "Các phương pháp theo thứ tự" not in page
    for part in PARTS:
        assert part.words.vi in page


def test_a_sale_is_valued_and_its_code_told(client: Client) -> None:
    page = text(asked(client, SOLD))
    assert "Khai mã phân loại 6" in page
    assert "1.000 USD ×" in page
    assert "Được dùng" in page
    assert page.count("Không xét đến") == 5
    assert "chưa đối chiếu văn bản" in page


def test_it_is_complete_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = text(asked(client, GIVEN | same("identical", 0, "1000000")))
    for said in ("VND 2,000,000", "Declare valuation code 1", "There is no sale for export", "Falls away"):
        assert said in page, said


def test_of_several_rows_the_lowest_counts_and_gaps_between_rows_close(client: Client) -> None:
    rows = same("similar", 1, "900.000") | same("similar", 4, "800.000")
    answer = asked(client, GIVEN | rows)
    page = text(answer)
    assert "1.600.000" in page
    assert "Khai mã phân loại 2" in page
    body = answer.content.decode()
    assert 'name="similar.1.value.amount" value="800.000"' in body
    assert 'name="similar.2.unit" value=""' in body


def test_a_missing_answer_leads_to_its_field_and_is_named(client: Client) -> None:
    answer = asked(client, GIVEN | same("identical", 0, "5", same_level=""))
    assert answer.status_code == 302  # empty answers are left out of the address
    answer = client.get(answer["Location"])
    assert answer.status_code == 422
    body = answer.content.decode()
    assert '<a href="#f-identical-0-same_level">' in body
    assert 'id="f-identical-0-same_level"' in body
    assert "2. Hàng giống hệt · 1 · Cùng cấp độ thương mại: " in text(answer)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"quantity": "x"}, "f-quantity"), ({"on": "31/02/2023"}, "f-on"), ({"sold": "perhaps"}, "f-sold"),
     ({"sale.price.amount": "1,2,3"}, "f-sale-price-amount"), ({"sale.incoterm": "XXX"}, "f-sale-incoterm"),
     ({"sale.price.currency": "ZZZ"}, "f-sale-price-amount"), ({"on": "31/12/2021"}, "f-on"),
     ({"sale.proceeds": "measured"}, "f-sale-proceeds"), ({"sold": "no"}, "f-sale-price-amount"),
     ({"sale.incoterm": "FOB"}, "f-sale-freight-amount"),
     ({"sale.restrictions": "harmful"}, "p-last"),
     ({"sale.adjustments.0.name": "A", "sale.adjustments.0.kind": "SB", "sale.adjustments.0.amount.amount": "1"},
      "f-sale-adjustments-0-kind"),
     ({"sale.tests.0.value.amount": "1"}, "p-tests")],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(client: Client, facts: dict[str, str], field: str) -> None:
    answer = asked(client, SOLD | facts)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert f'href="#{field}"' in body
    assert f'id="{field}"' in body


def test_what_was_answered_stands_on_paper_too(client: Client) -> None:
    page = text(asked(client, SOLD))
    assert "Những gì đã trả lời" in page
    assert "1.000 USD" in page


@pytest.mark.parametrize("name", ["sale.price.amount", "unit", "identical.0.reference", "sold", "last.basis"])
def test_whatever_is_typed_is_shown_as_text(client: Client, name: str) -> None:
    answer = asked(client, SOLD | {name: EVIL + "\0"})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()


def test_an_address_without_answers_is_the_empty_worksheet(client: Client) -> None:
    assert client.get("/duties/value/?on=&unit=")["Location"] == "/duties/value/"
    assert client.get("/duties/value/?what=ever").status_code == 200
    assert client.post("/duties/value/").status_code in (403, 405)


CASE = {
    "on": "2023-05-02", "sold": "yes",
    "sale": {"price": {"amount": "1000", "currency": "USD"}, "incoterm": "CIF", "restrictions": "none",
             "conditions": "none", "proceeds": "none", "related": "yes", "influenced": "no"},
}  # fmt: skip


def sent(client: Client, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post("/api/duties/value", raw, content_type="application/json")


def test_a_program_without_a_token_is_told_method_code_value_and_tree(client: Client) -> None:
    told = sent(client, CASE).json()
    assert (told["settled"], told["method"], told["valuation_code"]) == (True, "transaction", "7")
    assert told["customs_value"] == told["explanation"]["amount"] > 20_000_000
    assert [each["standing"] for each in told["methods"]] == ["chosen", *["later"] * 5]
    assert told["methods"][1]["words"] == {
        "vi": "Trị giá giao dịch của hàng giống hệt", "en": "Transaction value of identical goods",
    }  # fmt: skip
    assert told["verified"] is False
    assert told["errors"] == []


def test_a_program_is_told_what_is_missing_and_why_methods_fell_away(client: Client) -> None:
    told = sent(client, {"on": "2023-05-02", "sold": "no"}).json()
    assert (told["settled"], told["customs_value"]) == (False, None)
    assert [(each["code"], each["path"]) for each in told["errors"]] == [("DUT-V18", "/last")]
    assert told["errors"][0]["remedy_vi"]
    assert all(each["why"] for each in told["methods"])


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [(b"{", 400, "/"), ({"on": "2023-05-02", "unknown": 1}, 400, "/"), ({"sold": "yes"}, 400, "/"),
     ({"on": "2021-12-31"}, 422, "/on"), ({"on": "2023-05-02", "sold": "maybe"}, 400, "/"), (b"\xff", 400, "/")],
)  # fmt: skip
def test_a_program_s_case_that_cannot_be_read_is_a_problem(client: Client, body: Any, status: int, path: str) -> None:
    answer = sent(client, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["errors"][0]["path"] == path
