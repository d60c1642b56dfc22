"""The packaged tariff in an assessment: acts and rates of exchange. Its days stand in `days.yaml`."""

from datetime import date
from decimal import Decimal

from tests.domain.duties.duties_factories import Goods, Shipment

from motcua.duties.domain import assess, explain
from motcua.kernel.words import Words
from motcua.tariff.domain import packaged

VALUE = 1_000_000_000


def test_an_explanation_names_the_act_of_the_rate_and_says_that_nobody_has_verified_it():
    day = packaged().on(_day("2023-07-15"))
    shipment = _of("27011900", quantity=Decimal(400), unit="TNE")
    _, duty, environment, vat = explain(shipment, assess(shipment, day, taxed=True).lines[0], day).children
    assert duty.how == Words("1.000.000.000 × 2 %", "1,000,000,000 × 2%")
    assert environment.how == Words("400 TNE × 15.000 đồng/TNE", "400 TNE × 15,000 dong/TNE")
    assert vat.how == Words(
        "(1.000.000.000 + 20.000.000 + 6.000.000) × 10 %", "(1,000,000,000 + 20,000,000 + 6,000,000) × 10%"
    )
    assert "26/2023" in duty.law
    assert "107/2016/QH13" in duty.law
    assert not any(step.verified for step in (duty, environment, vat))


def test_a_remedy_is_explained_with_its_decision():
    day = packaged().on(_day("2022-01-01"))
    shipment = _of("31053000", quantity=Decimal(400), unit="TNE")
    steps = explain(shipment, assess(shipment, day, taxed=True).lines[0], day).children
    assert any("715/QĐ-BCT (2020)" in step.law for step in steps)


def test_the_rate_of_exchange_is_that_of_the_week():
    monday, sunday = packaged().on(_day("2023-05-01")), packaged().on(_day("2023-05-07"))
    shipment = Shipment(currency="USD", items=(Goods(hs_code="85171300", origin="CN", invoice_value=Decimal(1)),))
    values = [assess(shipment, book, taxed=True).customs_value for book in (monday, sunday)]
    assert values[0] == values[1] == monday.exchange["USD"] // 10_000


def _of(code: str, **more) -> Shipment:
    return Shipment(items=(Goods(hs_code=code, origin="CN", invoice_value=Decimal(VALUE), **more),))


def _day(text: str) -> date:
    return date.fromisoformat(text)
