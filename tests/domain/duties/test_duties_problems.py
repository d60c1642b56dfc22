"""Every problem of an assessment, word for word, with the field, the value met and what to do."""

from decimal import Decimal
from typing import Any

import pytest
from tests.domain.duties.duties_factories import Adjustment, Claim, Goods, SmallBook, goods, per_unit, percent, shipment

from motcua.duties.domain import Problem, assess
from motcua.kernel.words import Words

ANY = Decimal(1000)
DUTY = {"duty": percent("MFN", 100_000)}
CHECK = "Check the line's code, origin and tariff table."


def problems(*lines: Goods, rates: dict[str, Any] | None = None, taxed: bool = True, **more: Any) -> list[Problem]:
    book = SmallBook(exchange={"BHD": 620_000_000}, **(DUTY if rates is None else rates))
    return list(assess(shipment(*lines, **more), book, taxed=taxed).problems)


CASES = [
    (lambda: problems(goods(1), currency="XAU"), "DEC-VAL-11", "/currency", "XAU",
     "There is no exchange rate of currency “XAU” in force on the day of registration.",
     "Check the currency code, or declare in VND."),
    (lambda: problems(goods(-5)), "DUT-01", "/items/0/invoice_value", "-5",
     "“-5” cannot be reckoned with: it must not be negative, be below 100,000 billion and have at most 4 decimals.",
     "Enter the number again."),
    (lambda: problems(goods(1, quantity=ANY, unit="PCE"), rates={"duty": per_unit("MFN", 1, "LTR")}), "DUT-02",
     "/items/0/unit",
     "PCE", "The tax is charged per LTR, but the quantity declared in “PCE” cannot be turned into it.",
     "Declare quantity (1) or (2) in the unit of the tax."),
    (lambda: problems(goods(1), goods(0)), "IMP-VAL-08", "/items/1/customs_value", "0",
     "The customs value of a line is above zero.", "Check the value and the deductions."),
    (lambda: problems(goods(0), direction="export", incoterm="FOB"), "DUT-03", "/items/0/customs_value", "0",
     "The customs value of a line is above zero.", "Check the value and the deductions."),
    (lambda: problems(goods(1), valuation_code="2"), "IMP-VAL-02", "/items/0/customs_value", None,
     "This valuation method needs the customs value typed on every line.", "Calculate and enter the customs value."),
    (lambda: problems(goods(1), direction="export", incoterm="CIF"), "EXP-VAL-14", "/export_value", "CIF",
     "The delivery term “CIF” does not give the value at the exit gate.", "Enter the total value at the exit gate."),
    (lambda: problems(goods(5), allocation_total=Decimal(4)), "DEC-INV-15", "/allocation_total", "4",
     "The total base of allocation is smaller than the sum of the lines' invoice values.",
     "Correct the total or the lines."),
    (lambda: problems(goods(5, adjustments=(2,)), adjustments=(
        Adjustment(), Adjustment("A", "AD", "VND", Decimal(1), Decimal(4)))), "IMP-ADJ-09", "/adjustments/1/base", "4",
     "The base of an adjustment is smaller than the invoice values of the lines that refer to it.",
     "Correct the base."),
    (lambda: problems(goods(10**13), rates={"duty": percent("MFN", 0), "vat": percent("VAT", 0)}, currency="BHD"),
     "IMP-VAL-22",
     "/items/0/customs_value", "620000000000000000",
     "The amount of 620000000000000000 dong does not fit its field (17 digits).",
     "Check the decimal point and the currency."),
    (lambda: problems(goods(10**12), rates={**DUTY, "vat": percent("VAT", 0)}), "IMP-TAX-29", "/items", "100000000000",
     "The total tax of 100000000000 dong does not fit its field (11 digits).",
     "Split the declaration or check the amounts."),
    (lambda: problems(goods(1), incoterm="FOB", freight_class="D", freight=ANY, freight_currency="VND"), "DUT-04",
     "/items/0/unit2", "", "The freight is shared by weight (class D), but the line has no weight.",
     "Declare quantity (1) or (2) in a unit of mass, or type the line's customs value."),
    (lambda: problems(goods(1000, exemption="GN", reduction=Decimal(101))), "DEC-TAX-16", "/items/0/reduction", "101",
     "The reduction is greater than the calculated duty (100 dong).", "Correct the reduction."),
    (lambda: problems(goods(1000, other_taxes=(Claim("VB901", "VG", Decimal(111)),))), "IMP-TAX-25",
     "/items/0/other_taxes",
     "111", "The reduction is greater than the calculated duty (110 dong).", "Correct the reduction."),
    (lambda: problems(goods(1), rates={}), "FAKE-1", "/items/0/tariff_table", "B01",
     "There is no rate of 27011900 ID B01.",
     CHECK),
]  # fmt: skip


@pytest.mark.parametrize(("found", "code", "path", "value", "en", "remedy"), CASES, ids=[case[1] for case in CASES])
def test_a_problem_names_its_field_the_value_met_and_what_to_do(found, code, path, value, en, remedy):
    (problem,) = found()
    assert (problem.code, problem.path, problem.value) == (code, path, value)
    assert (problem.words.en, problem.remedy.en) == (en, remedy)
    assert problem.words.vi != en
    assert "%(" not in problem.words.vi + problem.remedy.vi


def test_too_many_other_taxes_name_their_number_and_the_places():
    five = ("safeguard", "antidumping", "countervailing", "excise")
    rates = {**DUTY, **{name: percent(name.upper(), 10_000) for name in five}, "environment": per_unit("E", 1, "KGM")}
    line = goods(1000, quantity=ANY, unit="KGM")
    (problem,) = problems(line, rates=rates)
    assert (problem.code, problem.path, problem.value) == ("IMP-TAX-20", "/items/0/other_taxes", "6")
    assert problem.words == Words(
        "Dòng hàng chịu 6 thuế khác; thông điệp chỉ có chỗ cho 5.",
        "The line bears 6 other taxes; the message has places for 5.",
    )
    del rates["safeguard"]
    assert problems(line, rates=rates) == []


@pytest.mark.parametrize(("value", "fits"), [("99999999999999999", True), ("100000000000000000", False)])
def test_a_line_value_has_seventeen_digits_at_the_most(value, fits):
    rates = {"duty": percent("MFN", 0), "vat": percent("VAT", 0)}
    book = SmallBook(exchange={"BHD": 10_000 * 10_000}, **rates)
    found = assess(shipment(goods(Decimal(value) / 10_000), currency="BHD"), book, taxed=True)
    assert found.customs_value == int(value)
    assert ([problem.code for problem in found.problems] == []) == fits


def test_a_total_value_has_eighteen_digits_at_the_most():
    rates = {"duty": percent("MFN", 0), "vat": percent("VAT", 0)}
    book = SmallBook(exchange={"BHD": 10_000 * 10_000}, **rates)
    most = Decimal(9_999_999_999_999)
    ten = [goods(most, hs_code=f"1000000{number}") for number in range(10)]
    fits = assess(shipment(*ten, currency="BHD"), book, taxed=True)
    assert (fits.customs_value, fits.problems) == (999_999_999_999_900_000, ())
    over = assess(shipment(*ten, goods(Decimal("10.0000")), currency="BHD"), book, taxed=True)
    assert [(each.code, each.path, each.value) for each in over.problems] == [
        ("IMP-VAL-22", "/items", "1000000000000000000")
    ]
    assert "(18 digits)" in over.problems[0].words.en


def test_one_tax_of_a_line_has_sixteen_digits_at_the_most():
    rates = {"duty": percent("MFN", 1_000_000), "vat": percent("VAT", 0)}
    book = SmallBook(exchange={"BHD": 10_000 * 10_000}, **rates)
    found = assess(shipment(goods(1, hs_code="10000001"), goods(10**12), currency="BHD"), book, taxed=True)
    assert [(each.code, each.path, each.value) for each in found.problems] == [
        ("IMP-VAL-22", "/items/1/customs_value", "10000000000000000"), ("IMP-TAX-29", "/items", "10000000000010000"),
    ]  # fmt: skip
    assert "(16 digits)" in found.problems[0].words.en


def test_a_procedure_that_is_not_taxed_is_never_too_dear_for_the_totals():
    rates = {"duty": percent("MFN", 100_000), "vat": percent("VAT", 0)}
    assert problems(goods(10**12), rates=rates, taxed=False) == []


def test_a_long_value_is_shown_in_part():
    (problem,) = problems(goods(1), currency="X" * 200)
    assert problem.value == "X" * 120


def test_no_dollar_rate_leaves_the_statistical_value_out_and_says_so():
    book = SmallBook(exchange={"USD": 0}, **DUTY)
    found = assess(shipment(goods(1000)), book, taxed=True)
    assert found.value_usd_e4 == 0
    assert [(each.code, each.path, each.value) for each in found.problems] == [("DEC-VAL-11", "", "USD")]


def test_a_refused_excise_and_a_refused_vat_are_told_at_their_own_fields():
    class Refusing(SmallBook):
        """Refuses every other tax as it refuses a duty that it does not have."""

        def excise(self, code: str) -> Any:
            return SmallBook().import_rate(code, "excise", "")

        def vat(self, code: str, claimed_code: str = "") -> Any:
            return SmallBook().import_rate(code, "vat", claimed_code)

    found = assess(shipment(goods(1000)), Refusing(**DUTY), taxed=True)
    assert [(each.path, each.value) for each in found.problems] == [
        ("/items/0/hs_code", "27011900"), ("/items/0/other_taxes", "27011900"),
    ]  # fmt: skip
    assert [tax.kind for tax in found.lines[0].taxes] == ["import"]
