"""From lodging to clearance at both desks: yellow with a request and an amendment, red with a discrepancy, on terms."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, WAYS, act, amendment, known, lodged, now, opened, pay, press, put

from motcua.declarations.domain.message import read
from motcua.declarations.models import Declaration, Instruction, Paper, Version
from motcua.declarations.queries import one

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration", "simulated_bank")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
CONTRACT = {"name": "hop-dong.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n"}
FOUND = "Kiểm đếm thừa 500 chiếc so với khai báo ở dòng 1."


@pytest.mark.parametrize("way", WAYS)
def test_yellow_a_request_is_answered_the_declaration_amended_accepted_and_paid(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None], way: str
) -> None:
    known(1)
    drawn(2)
    trader, officer = page_for("trader", **WAYS[way]), page_for("officer", **WAYS[way])
    found = lodged(trader)
    officer.goto("/declarations/?state=checking&desk=free&sort=due")
    officer.click("#take-next button")
    assert found.number in officer.url
    picture(officer, f"yellow {way} 1 case")
    officer.click("#acts a[href$='/acts/ask/']")
    officer.check("[name='papers'][value='CON']")
    officer.fill("#a-note", "Nộp hợp đồng và xác nhận biển số xe.")
    picture(officer, f"yellow {way} 2 asking")
    press(officer)
    trader.goto("/notices/")
    assert found.number in trader.inner_text("main").replace(" ", "")
    opened(trader, found)
    trader.click("#acts a[href$='/acts/answer/']")
    assert "Nộp hợp đồng và xác nhận biển số xe." in trader.inner_text("main")
    trader.fill("#a-note", "Đã nộp hợp đồng; biển số đúng là 15C-99999, sẽ khai bổ sung.")
    trader.set_input_files("#a-paper_CON", CONTRACT)
    picture(trader, f"yellow {way} 3 answering")
    press(trader)
    assert (Instruction.objects.get().answered.words[:6], Paper.objects.get().kind) == ("Đã nộp", "CON")
    amendment(trader, found, {"transport": {"vessel_name": "15C-99999"}}, reason="6")
    picture(trader, f"yellow {way} 4 amended")
    officer.goto("/declarations/amendments/")
    officer.click("main td a.button")
    officer.click("button[value='accept']")
    assert Version.objects.get(declaration_id=found.pk, version=2).vessel_name == "15C-99999"
    act(officer, found, "accept")
    assert now(found).state == "awaiting_payment"
    pay(trader, found)
    opened(trader, found)
    assert "Đã thông quan" in trader.inner_text("h1")
    picture(trader, f"yellow {way} 5 cleared")
    assert trader.said == officer.said == []


@pytest.mark.parametrize("way", ["desk", "without JavaScript"])
def test_red_two_officers_record_a_discrepancy_the_tax_difference_is_paid_and_the_goods_are_cleared(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None], way: str
) -> None:
    known(1)
    drawn(3)
    trader, officer, second = (page_for(role, **WAYS[way]) for role in ("trader", "officer", "officer"))
    found = lodged(trader)
    assert found.channel == 3
    recorded(officer, found, picture, way)
    opened(second, found, "inspection/")
    picture(second, f"red {way} 2 signing")
    second.click("button[value='agree']")
    assert now(found).state == "awaiting_payment"
    amendment(officer, found, counted(found), reason="1", note="Theo biên bản kiểm tra thực tế.")
    after = now(found)
    assert after.tax_total > found.tax_total
    opened(trader, found)
    picture(trader, f"red {way} 3 the difference")
    trader.click(f"a[href$='/declarations/{found.number}/versions/2/']")
    picture(trader, f"red {way} 4 versions")
    pay(trader, found)
    picture(trader, f"red {way} 5 paid")
    assert now(found).state == "cleared"
    assert officer.request.get(f"/declarations/{found.number}/print/inspection.pdf").ok
    assert trader.said == officer.said == second.said == []


def recorded(officer: Any, found: Declaration, picture: Picture, way: str) -> None:
    """An officer takes the goods that wait and writes down what was found."""
    officer.goto("/declarations/?state=checking&desk=free&sort=due")
    officer.click("#take-next button")
    officer.click(".title a[href$='/inspection/']")
    for field, text in (("place", "Bãi kiểm tra km 3+4"), ("method", "TC"), ("seals", "YMLU 118 / VN 204"),
                        ("found_1", "1723"), ("finding_1", "THUA"), ("finding", "THUA"), ("note", FOUND)):  # fmt: skip
        put(officer, f"#r-{field}", text)
    picture(officer, f"red {way} 1 record")
    press(officer)
    assert "chờ" in officer.inner_text("main")
    assert officer.locator("button[value='agree']").count() == 0


def counted(found: Declaration) -> dict[str, dict[str, str]]:
    """What the form says once line 1 has 500 pieces more."""
    message = read(one.original(one.versions(found.pk)[0]))
    assert not isinstance(message, list)
    line = message.items[0]
    quantity, before, total = (
        amount or Decimal(0) for amount in (line.quantity, line.invoice_value, message.invoice_total)
    )
    value = before / quantity * (quantity + 500)
    texts = (f"{amount:f}".replace(".", ",") for amount in (quantity + 500, value, total + value - before))
    goods = dict(zip(("quantity", "invoice_value"), texts, strict=False))
    return {"goods/1": goods, "invoice": {"invoice_total": next(texts)}}


def test_goods_are_released_on_terms_pass_and_are_settled_later(
    page_for: Pages, picture: Picture, drawn: Callable[[int], None]
) -> None:
    known(1)
    drawn(2)
    trader, officer = page_for("trader", **DESK), page_for("officer", **DESK)
    found = lodged(trader)
    opened(officer, found)
    officer.click("#desk button")
    pay(trader, found)
    act(officer, found, "release", reason="A", note="Chờ kết quả giám định.")
    opened(trader, found)
    assert "Đã giải phóng hàng" in trader.inner_text("h1")
    picture(trader, "terms 1 released")
    act(officer, found, "pass")
    act(officer, found, "settle", note="Kết quả giám định phù hợp khai báo.")
    assert now(found).state == "passed"
    opened(trader, found)
    picture(trader, "terms 2 settled")
    assert trader.said == officer.said == []
