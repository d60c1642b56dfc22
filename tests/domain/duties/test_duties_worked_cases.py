"""The worked examples that officers can read and add to, each assessed and compared to the dong."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from tests.domain.duties import duties_cases
from tests.domain.duties.duties_cases import Example

from motcua.duties.domain import Assessment, LineSum, Problem, assess, explain
from motcua.duties.domain.explaining import Step
from motcua.tariff.domain import DayBook

CASES = duties_cases.cases()
ALL = list(duties_cases.examples())
PARTS = {"value": "customs_value", "invoice": "invoice_dong"}
LEAST = 150


def _told(example: Example, found: Assessment, name: str) -> Any:
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
        case "none":
            return sorted(set(example.expect["none"]) - {tax.kind for tax in taxes})
        case "percent":
            return {tax.kind: Decimal(tax.ppm) / 10_000 for tax in taxes}
        case "acts":
            return {tax.kind: example.book.entry(tax.entry).source for tax in taxes}
        case "quantities":
            return {tax.kind: Decimal(tax.quantity_e4) / 10_000 for tax in taxes}
        case "exchange":
            return {currency: Decimal(rate) / 10_000 for currency, rate in example.book.exchange.items()}
        case "schedules":
            return _looked_up(example)
        case "problems":
            return [f"{problem.code} {problem.path}".strip() for problem in found.problems]
        case _:
            return found.by_kind.get(name, "no such tax")


def _looked_up(example: Example) -> dict[str, Any]:
    """What every schedule has for the first line: the percentage, or None for no rate."""
    goods, book = example.shipment.items[0], example.book
    assert isinstance(book, DayBook)
    partner = example.shipment.destination_place[:2] or goods.origin
    wanted = example.expect["schedules"]
    rates = {key: book.rate(key, goods.hs_code, partner) for key in wanted}
    return {key: None if rate is None else Decimal(rate.ppm) / 10_000 for key, rate in rates.items()}


def _line_told(line: LineSum, name: str) -> Any:
    if name in PARTS or hasattr(line, name):
        return getattr(line, PARTS.get(name, name))
    return sum(tax.amount for tax in line.taxes if tax.kind == name)


def _as_written(wanted: Any) -> Any:
    return Decimal(str(wanted)) if isinstance(wanted, float) else wanted


@pytest.mark.parametrize("example", ALL, ids=[example.name for example in ALL])
def test_the_worked_example_comes_out_to_the_dong(example):
    found = assess(example.shipment, example.book, taxed=example.taxed)
    expected = {"problems": [], **example.expect}
    said = expected.pop("says", [])
    for name, wanted in expected.items():
        told = _told(example, found, name)
        if name == "lines":
            seen = [{key: _line_told(line, key) for key in want} for line, want in zip(told, wanted, strict=True)]
            assert seen == wanted
        elif isinstance(wanted, dict):
            assert {key: told.get(key) for key in wanted} == {key: _as_written(each) for key, each in wanted.items()}, (
                name
            )
        else:
            assert told == wanted, name
    spoken = "\n".join(text for problem in found.problems for text in (*problem.words, *problem.remedy))
    for text in said:
        assert text in spoken


def _leaves(step: Step) -> list[Step]:
    return [step, *(found for child in step.children for found in _leaves(child))]


@pytest.mark.parametrize("example", ALL, ids=[example.name for example in ALL])
def test_the_explanation_adds_up_at_every_step_and_speaks_both_languages(example):
    found = assess(example.shipment, example.book, taxed=example.taxed)
    for line in () if found.problems else found.lines:
        root = explain(example.shipment, line, example.book)
        value, *taxes = root.children
        assert root.amount == line.total == sum(tax.amount for tax in taxes)
        assert value.amount == line.customs_value
        if value.children:
            assert value.amount == sum(part.amount for part in value.children)
        for step in _leaves(root):
            assert all((*step.label, *step.how))


def _problems() -> list[tuple[str, Problem]]:
    return [
        (example.name, problem)
        for example in ALL
        for problem in assess(example.shipment, example.book, taxed=example.taxed).problems
    ]


def test_every_refusal_says_in_both_languages_what_is_wrong_and_what_to_do():
    for name, problem in _problems():
        assert problem.path.startswith("/") or problem.code == "DEC-VAL-11", name
        for text in (*problem.words, *problem.remedy):
            assert len(text) > 10, name
            assert "%(" not in text, name


def test_there_are_at_least_150_examples_counting_each_once_whatever_its_days(capsys):
    files = Counter(case["file"] for case in CASES)
    with capsys.disabled():
        told = ", ".join(f"{name} {count}" for name, count in sorted(files.items()))
        print(f"\n{len(CASES)} worked examples on {len(ALL)} days: {told}")
    assert len(CASES) >= LEAST


def test_no_two_examples_have_the_same_name():
    names = Counter(case["case"] for case in CASES) + Counter(case["english"] for case in CASES)
    assert [name for name, count in names.items() if count > 1] == []


def test_there_is_an_example_for_every_freight_and_insurance_class():
    said = {
        f"{key} {case['shipment'][key][0]}"
        for case in CASES
        for key in ("freight", "insurance")
        if key in case.get("shipment", {})
    }
    assert said == {*(f"freight {letter}" for letter in "ABCDEF"), "insurance A", "insurance D"}


TAXES = {"import", "export", "remedy", "excise", "environment", "vat"}


def test_there_is_an_example_of_every_tax_and_of_every_table_of_the_declaration():
    kinds = {kind for case in CASES for kind in TAXES & case["expect"].keys()}
    tables = {goods.tariff_table for example in ALL for goods in example.shipment.items}
    book = next(example.book for example in ALL if isinstance(example.book, DayBook))
    assert kinds == TAXES
    assert set(book._codes) - tables == set()


def test_every_problem_that_an_assessment_can_report_has_an_example():
    from motcua.duties.domain.problems import KINDS

    assert {kind.code for kind in KINDS} - {problem.code for _, problem in _problems()} == set()
