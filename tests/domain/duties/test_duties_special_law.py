"""Trade remedies, used cars, chapter 98 and the change of codes: worked examples on the packaged tariff."""

from collections import Counter
from decimal import Decimal

import pytest
from tests.domain.duties import duties_cases as cases
from tests.domain.duties.duties_factories import Claim, Goods, Shipment

from motcua.duties.domain import assess, explain
from motcua.tariff.domain import packaged

VALUE = 1_000_000_000
ALL = [(case, day) for case in cases.read("law.yaml") for day in case["days"]]


def _shipment(case) -> Shipment:
    said = case["line"]
    amount, unit = said.get("quantity", "1 PCE").split()
    line = Goods(
        hs_code=said["code"], origin=said.get("origin", ""), tariff_table=said.get("table", "B01"),
        invoice_value=Decimal(VALUE), quantity=Decimal(amount), unit=unit, absolute_code=said.get("chosen", ""),
        other_taxes=tuple(Claim(code) for code in said.get("claims", ())),
    )  # fmt: skip
    direction = case.get("direction", "import")
    return Shipment(direction=direction, incoterm="FOB" if direction == "export" else "CIF", items=(line,))


@pytest.mark.parametrize(("case", "day"), ALL, ids=[f"{case['english']} on {day}" for case, day in ALL])
def test_the_example_comes_out_to_the_dong(case, day):
    found = assess(_shipment(case), packaged().on(day), taxed=True)
    problems = [f"{problem.code} {problem.path}" for problem in found.problems]
    assert problems == ([case["refused"]] if "refused" in case else [])
    assert {name: found.by_kind[name] for name in case.get("expect", {})} == case.get("expect", {})
    rates = {tax.kind: Decimal(tax.ppm) / 10_000 for tax in found.lines[0].taxes}
    assert {name: rates[name] for name in case.get("rates", {})} == case.get("rates", {})
    assert not {tax.kind for tax in found.lines[0].taxes} & set(case.get("none", ()))


def test_a_remedy_is_explained_with_its_decision():
    today = packaged().on(cases.read("law.yaml")[0]["days"][0])
    shipment = _shipment(cases.read("law.yaml")[0])
    line = assess(shipment, today, taxed=True).lines[0]
    laws = [step.law for step in explain(shipment, line, today).children]
    assert any("715/QĐ-BCT (2020)" in law for law in laws)


def test_no_two_of_these_examples_have_the_same_name():
    names = Counter(case[key] for case, _ in {id(case): (case, day) for case, day in ALL}.values()
                    for key in ("case", "english"))  # fmt: skip
    assert max(names.values()) == 1
