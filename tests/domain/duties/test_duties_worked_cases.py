"""The worked examples that officers can read and add to, each assessed and compared to the dong."""

from collections import Counter
from typing import Any

import pytest
from tests.domain.duties import duties_cases as cases

from motcua.duties.domain import Assessment, LineSum, assess, explain
from motcua.duties.domain.explaining import Step

ALL = [case for name in ("value.yaml", "taxes.yaml", "problems.yaml") for case in cases.read(name)]
PARTS = {"value": "customs_value", "invoice": "invoice_dong"}


def _assessed(case: dict[str, Any]) -> Assessment:
    taxed = case["shipment"].get("taxed", True)
    return assess(cases.shipment_of(case), cases.book_of(case), taxed=taxed)


def _told(found: Assessment, name: str) -> Any:
    taxes = [tax for line in found.lines for tax in line.taxes]
    match name:
        case "value":
            return found.customs_value
        case "usd":
            return f"{found.value_usd_e4 // 10_000}.{found.value_usd_e4 % 10_000:04d}"
        case "total":
            return found.total
        case "lines":
            return found.lines
        case "bases":
            return {tax.kind: tax.base for tax in taxes}
        case "full":
            return {tax.kind: tax.full for tax in taxes}
        case "reliefs":
            return {tax.kind: tax.relief for tax in taxes}
        case "problems":
            return [f"{problem.code} {problem.path}" for problem in found.problems]
        case _:
            return found.by_kind[name]


def _line_told(line: LineSum, name: str) -> Any:
    if name in PARTS or hasattr(line, name):
        return getattr(line, PARTS.get(name, name))
    return sum(tax.amount for tax in line.taxes if tax.kind == name)


@pytest.mark.parametrize("case", ALL, ids=[case["english"] for case in ALL])
def test_the_worked_example_comes_out_to_the_dong(case):
    found = _assessed(case)
    expected = {"problems": [], **case["expect"]}
    for name, wanted in expected.items():
        told = _told(found, name)
        if name == "lines":
            said = [{key: _line_told(line, key) for key in want} for line, want in zip(told, wanted, strict=True)]
            assert said == wanted
        elif isinstance(wanted, dict):
            assert {key: told[key] for key in wanted} == wanted, name
        else:
            assert told == wanted, name


def _leaves(step: Step) -> list[Step]:
    return [step, *(found for child in step.children for found in _leaves(child))]


WITHOUT_PROBLEMS = [case for case in ALL if not case["expect"].get("problems")]


@pytest.mark.parametrize("case", WITHOUT_PROBLEMS, ids=[case["english"] for case in WITHOUT_PROBLEMS])
def test_the_explanation_adds_up_at_every_step_and_speaks_both_languages(case):
    shipment, book, found = cases.shipment_of(case), cases.book_of(case), _assessed(case)
    for line in found.lines:
        root = explain(shipment, line, book)
        value, *taxes = root.children
        assert root.amount == line.total == sum(tax.amount for tax in taxes)
        assert value.amount == line.customs_value
        if value.children:
            assert value.amount == sum(part.amount for part in value.children)
        for step in _leaves(root):
            assert all((*step.label, *step.how))


def test_no_two_examples_have_the_same_name():
    names = Counter(case["case"] for case in ALL) + Counter(case["english"] for case in ALL)
    assert [name for name, count in names.items() if count > 1] == []


def test_there_is_an_example_for_every_freight_and_insurance_class():
    said = {
        f"{key} {case['shipment'][key][0]}"
        for case in ALL
        for key in ("freight", "insurance")
        if key in case["shipment"]
    }
    assert said == {*(f"freight {letter}" for letter in "ABCDEF"), "insurance A", "insurance D"}
