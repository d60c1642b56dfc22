"""The figures of each tax that a page shows beside its amount, and numbers at their very edges."""

from decimal import Decimal
from typing import Any

import pytest
from tests.domain.duties.duties_factories import Adjustment, SmallBook, goods, per_unit, percent, shipment

from motcua.duties.domain import Assessment, Tax, assess
from motcua.duties.domain.shares import share_out

DUTY, VAT = percent("MFN", 100_000), percent("VAT", 100_000)


def assessed(*lines: Any, rates: dict[str, Any] | None = None, taxed: bool = True, **more: Any) -> Assessment:
    book = SmallBook(**({"duty": DUTY, "vat": VAT} if rates is None else rates))
    return assess(shipment(*lines, **more), book, taxed=taxed)


@pytest.mark.parametrize(("taxed", "due", "relief"), [(True, (100, 110), ""), (False, (0, 0), "untaxed")])
@pytest.mark.parametrize("excise", [{}, {"excise": percent("EXCISE", 0)}])
def test_a_tax_in_percent_has_a_rate_and_neither_a_quantity_nor_an_amount_per_unit(taxed, due, relief, excise):
    found = assessed(goods(1000), rates={"duty": DUTY, "vat": VAT, **excise}, taxed=taxed).lines[0].taxes
    assert found[0] == Tax("import", 1000, DUTY.id, 100_000, 0, 0, due[0], 100, relief)
    assert found[-1] == Tax("vat", 1100, VAT.id, 100_000, 0, 0, due[1], 110, relief)


def test_a_tax_per_unit_keeps_the_quantity_and_the_amount_per_unit():
    rate = per_unit("MFN", 5000, "TNE")
    tax = assessed(goods(1000, quantity=Decimal("2500.5"), unit="KGM"), rates={"duty": rate}).lines[0].taxes[0]
    assert tax == Tax("import", 1000, rate.id, 0, 5000, 25_005, 12_503, 12_503)


def test_a_tax_per_unit_of_goods_without_such_a_quantity_is_shown_with_its_rate_and_nothing_due():
    rate = per_unit("MFN", 5000, "TNE")
    tax = assessed(goods(1000, quantity=Decimal(1), unit="PCE"), rates={"duty": rate}).lines[0].taxes[0]
    assert tax == Tax("import", 1000, rate.id, 0, 5000, 0, 0)


def test_an_amount_per_unit_in_dong_may_name_its_currency():
    rate = per_unit("MFN", 5000, "TNE", currency="VND")
    assert assessed(goods(1000, quantity=Decimal(2), unit="TNE"), rates={"duty": rate}).by_kind["import"] == 10_000


def test_a_reduced_tax_keeps_the_code_of_its_relief():
    tax = assessed(goods(1000, exemption="GN010", reduction=Decimal(40))).lines[0].taxes[0]
    assert (tax.full, tax.amount, tax.relief) == (100, 60, "GN010")


def test_taxes_of_a_line_whose_deductions_exceed_its_price_are_nothing():
    found = assessed(goods(10, adjustments=(1,)), adjustments=(Adjustment("A", "SB", "VND", Decimal(11)),))
    assert [(tax.base, tax.full) for tax in found.lines[0].taxes] == [(0, 0), (0, 0)]


def test_the_first_quantity_in_a_fitting_unit_counts_even_where_it_is_nothing():
    rates = {"duty": per_unit("MFN", 5, "KGM")}
    none_first = goods(1000, quantity=Decimal(0), unit="KGM", quantity2=Decimal(9), unit2="KGM")
    assert assessed(none_first, rates=rates).by_kind["import"] == 0
    second_only = goods(1000, quantity2=Decimal(9), unit2="KGM")
    assert assessed(second_only, rates=rates).by_kind["import"] == 45


def test_a_number_that_cannot_be_reckoned_with_counts_as_nothing_in_any_currency():
    found = assessed(goods("0.00001"), goods(-1), currency="USD")
    assert [line.customs_value for line in found.lines] == [0, 0]
    nothing = assessed(goods(1000), incoterm="FOB", freight_class="A", freight_currency="USD", freight=Decimal(-1))
    assert nothing.lines[0].freight == 0


def test_the_smallest_rate_of_exchange_is_a_rate():
    book = SmallBook(exchange={"XAU": 1}, duty=DUTY, vat=VAT)
    found = assess(shipment(goods(100_000), currency="XAU"), book, taxed=True)
    assert (found.customs_value, found.problems) == (10, ())


def test_a_shipment_without_lines_is_worth_nothing():
    found = assessed()
    assert (found.lines, found.customs_value, found.total, found.by_kind, found.problems) == ((), 0, 0, {}, ())


def test_lines_free_of_charge_bear_nothing_of_freight_class_b_however_small_the_paid_ones():
    free = goods("0.0001", customs_value=Decimal(5), value_currency="VND")
    found = assessed(goods("0.0001"), free, incoterm="FOB", freight_class="B", freight=Decimal(100),
                     freight_currency="VND")  # fmt: skip
    assert [line.freight for line in found.lines] == [100, 0]


def test_of_parts_that_lost_alike_the_heaviest_comes_first_and_the_rest_go_by_their_words():
    # 4 × weight / 8: parts 0.5, 1.5 and 0.5 of 2.5, so two dong are left over for three equal losses
    assert share_out(4, 1, [1, 3, 1], 8, tie=lambda at: at) == [1, 2, 0]
    assert share_out(4, 1, [1, 3, 1], 8, tie=lambda at: -at) == [0, 2, 1]


@pytest.mark.parametrize(("line", "shown"), [
    (goods(1, quantity=Decimal(5), unit="PCE"), "PCE"),
    (goods(1, quantity=Decimal(5), unit="PCE", quantity2=Decimal(5), unit2="LTR"), "LTR"), (goods(1), ""),
])  # fmt: skip
def test_a_line_without_weight_shows_the_unit_that_it_has(line, shown):
    found = assessed(line, incoterm="FOB", freight_class="D", freight=Decimal(100), freight_currency="VND")
    assert [(each.code, each.value) for each in found.problems] == [("DUT-04", shown)]


def test_a_value_of_seventeen_digits_with_a_small_tax_fits():
    rates = {"duty": per_unit("MFN", 1000, "KGM"), "vat": percent("VAT", 0)}
    book = SmallBook(exchange={"BHD": 10_000 * 10_000}, **rates)
    dear = goods(2 * 10**12, quantity=Decimal(1), unit="KGM")
    found = assess(shipment(dear, currency="BHD"), book, taxed=True)
    assert (found.customs_value, found.total, found.problems) == (2 * 10**16, 1000, ())
