"""The parts of a customs value: which there are, and which of two lines alike takes the odd dong."""

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.domain.duties.duties_factories import Adjustment, Claim, SmallBook, goods, percent, shipment

from motcua.duties.domain import LineSum, assess

BOOK = SmallBook(duty=percent("MFN", 0), vat=percent("VAT", 0))
ANY = Decimal(7)


def lines(*items, **more) -> list[LineSum]:
    return list(assess(shipment(*items, **more), BOOK, taxed=True).lines)


def parts(line: LineSum) -> tuple[int, int, int, int, int, bool]:
    return (line.customs_value, line.invoice_dong, line.freight, line.insurance, line.adjustments, line.typed)


def test_a_typed_value_has_no_parts_whatever_was_declared_beside_it():
    typed = goods(1000, customs_value=Decimal(1200), value_currency="VND", adjustments=(1,))
    costs = {"freight_class": "A", "freight": ANY, "freight_currency": "VND", "insurance_class": "A", "insurance": ANY,
             "insurance_currency": "VND", "adjustments": (Adjustment("A", "AD", "VND", ANY),)}  # fmt: skip
    (line,) = lines(typed, incoterm="FOB", **costs)
    assert parts(line) == (1200, 0, 0, 0, 0, True)


@pytest.mark.parametrize("exit_value", [None, Decimal(900)])
def test_an_export_value_has_no_freight_insurance_or_adjustments(exit_value):
    costs = {"freight_class": "A", "freight": ANY, "freight_currency": "VND", "insurance_class": "A", "insurance": ANY,
             "insurance_currency": "VND", "adjustments": (Adjustment("A", "AD", "VND", ANY),)}  # fmt: skip
    (line,) = lines(
        goods(1000, adjustments=(1,)), direction="export", incoterm="FOB", export_value=exit_value,
        export_value_currency="VND", **costs,
    )  # fmt: skip
    worth = int(exit_value or 1000)
    assert parts(line) == (worth, worth, 0, 0, 0, False)


def test_an_import_with_one_cost_has_only_that_part_beside_the_invoice():
    freight = {"freight_class": "A", "freight": ANY, "freight_currency": "VND"}
    insurance = {"insurance_class": "A", "insurance": ANY, "insurance_currency": "VND"}
    adjusted = {"adjustments": (Adjustment("A", "SB", "VND", ANY),)}
    line = goods(1000, adjustments=(1,))
    assert [parts(*lines(line, incoterm="FOB", **each)) for each in (freight, insurance, adjusted, {})] == [
        (1007, 1000, 7, 0, 0, False), (1007, 1000, 0, 7, 0, False), (993, 1000, 0, 0, -7, False),
        (1000, 1000, 0, 0, 0, False),
    ]  # fmt: skip


def test_a_value_at_the_gate_over_lines_without_prices_is_nobodys():
    found = assess(
        shipment(goods(0), goods(), direction="export", incoterm="FOB", export_value=ANY, export_value_currency="VND"),
        BOOK, taxed=True,
    )  # fmt: skip
    assert [line.customs_value for line in found.lines] == [0, 0]
    assert [each.code for each in found.problems] == ["DUT-03", "DUT-03"]


def test_an_export_invoice_in_a_currency_without_a_rate_is_told_at_its_currency():
    found = assess(shipment(goods(5), direction="export", incoterm="FOB", currency="XAU"), BOOK, taxed=True)
    assert [(each.code, each.path, each.value) for each in found.problems] == [("DEC-VAL-11", "/currency", "XAU")]


LIKE = goods(1000, hs_code="10000001", origin="CN", description="bàn", quantity=Decimal(5), unit="PCE")
UNLIKE = [
    {"hs_code": "10000002"}, {"origin": "JP"}, {"tariff_table": "B05"}, {"exemption": "XN010"}, {"description": "ghế"},
    {"quantity": Decimal(6)}, {"unit": "SET"}, {"other_taxes": (Claim("VB901"),)},
    {"customs_value": Decimal(1), "value_currency": "VND"},
]  # fmt: skip


@pytest.mark.parametrize("change", UNLIKE, ids=[next(iter(change)) for change in UNLIKE])
def test_of_two_lines_of_one_price_the_odd_dong_goes_by_their_words_and_never_by_their_place(change):
    other = replace(LIKE, **change)
    cost = {"incoterm": "FOB", "freight_class": "E", "freight": Decimal(1), "freight_currency": "VND"}
    straight, turned = lines(LIKE, other, **cost), lines(other, LIKE, **cost)
    assert [line.freight for line in straight] == [line.freight for line in reversed(turned)]
    assert sum(line.freight for line in straight) == (0 if "customs_value" in change and not straight[0].freight else 1)


def test_the_heavier_of_two_lines_that_lost_alike_takes_the_dong():
    cost = {"incoterm": "FOB", "freight_class": "E", "freight": Decimal(2), "freight_currency": "VND"}
    found = lines(goods(1), goods(3), **cost)
    assert [line.freight for line in found] == [0, 2]
