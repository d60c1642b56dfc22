"""The assessment agrees with a second calculation in exact fractions on random shipments of every kind."""

import os
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.conftest import SOAK
from tests.domain.duties import duties_second as second
from tests.domain.duties.duties_factories import Adjustment, Goods, Shipment, SmallBook, mixed, per_unit, percent
from tests.domain.duties.duties_random import CURRENCIES, EXCHANGE, drawn

from motcua.duties.domain import assess

MANY = int(os.environ.get("MOTCUA_DECLARATIONS", 1_000_000 if SOAK else 2_000))
FIRST = int(os.environ.get("MOTCUA_FIRST", 0))
OF_NO_VALUE = {"IMP-VAL-08", "DUT-03"}
FORESEEN = OF_NO_VALUE | {"DEC-TAX-16", "IMP-TAX-25", "IMP-TAX-20", "IMP-VAL-22", "IMP-TAX-29"}
RATES = {currency: Fraction(rate, 10_000) for currency, rate in EXCHANGE.items()}


def money(most: int = 10**7) -> st.SearchStrategy[Decimal]:
    """Amounts with up to four decimals, above zero."""
    return st.integers(1, most * 10_000).map(lambda scaled: Decimal(scaled) / 10_000)


ppms = st.integers(0, 1_500_000)
kilograms = st.sampled_from(["KGM", "TNE", "GRM"])
duties = st.one_of(
    ppms.map(lambda ppm: percent("MFN", ppm)),
    st.builds(lambda amount, unit: per_unit("MFN", amount, unit), st.integers(0, 10**6), kilograms),
    st.builds(lambda ppm, amount, unit: mixed("MFN", ppm, amount, unit), ppms, st.integers(0, 10**6), kilograms),
)


@st.composite
def books(draw):
    """A day's rates, with or without each tax."""
    rates = {"duty": draw(duties), "vat": percent("VAT", draw(st.sampled_from([0, 50_000, 80_000, 100_000])))}
    if draw(st.booleans()):
        rates["safeguard"] = percent("SAFEGUARD", draw(ppms))
    if draw(st.booleans()):
        rates["excise"] = percent("EXCISE", draw(ppms))
    if draw(st.booleans()):
        rates["environment"] = per_unit("ENVIRONMENT", draw(st.integers(0, 50_000)), draw(kilograms))
    return SmallBook(exchange=EXCHANGE, **rates)


@st.composite
def shipments(draw):
    """An import with any term, freight, insurance and adjustments, valued by the transaction method."""
    items = draw(st.lists(goods_lines(), min_size=1, max_size=7))
    total = sum(item.invoice_value for item in items)
    found = {"items": tuple(items), "currency": draw(st.sampled_from(CURRENCIES))}
    found["incoterm"] = draw(st.sampled_from(["FOB", "EXW", "C&I", "CFR", "CIF", "DAP"]))
    if draw(st.booleans()):
        found["freight_class"] = draw(st.sampled_from("ABCDEF"))
        found["freight"], found["freight_currency"] = draw(money(10**5)), draw(st.sampled_from(CURRENCIES))
    if draw(st.booleans()):
        found["insurance_class"] = "A"
        found["insurance"], found["insurance_currency"] = draw(money(10**4)), draw(st.sampled_from(CURRENCIES))
    if draw(st.booleans()):
        found["allocation_total"] = total + draw(money())
    found["adjustments"] = tuple(draw(st.lists(adjustments(total), max_size=3)))
    return Shipment(**found)


@st.composite
def goods_lines(draw):
    """A line with a price, a weight and perhaps adjustments."""
    slots = draw(st.sets(st.integers(1, 3)))
    return Goods(
        invoice_value=draw(money()), quantity=draw(money(10**5)), unit=draw(kilograms),
        hs_code=draw(st.sampled_from(["10000001", "10000002"])), adjustments=tuple(sorted(slots)),
    )  # fmt: skip


@st.composite
def adjustments(draw, total):
    """An addition or deduction, with a base of its own or not."""
    base = total + draw(money()) if draw(st.booleans()) else None
    return Adjustment(
        "A", draw(st.sampled_from(["AD", "SB"])), draw(st.sampled_from(CURRENCIES)), draw(money(1000)), base
    )


def _agree(shipment: Shipment, book: SmallBook, *, taxed: bool = True) -> None:
    found = assess(shipment, book, taxed=taxed)
    assert {problem.code for problem in found.problems} <= FORESEEN
    assert [line.customs_value for line in found.lines] == second.values(shipment, RATES)
    export = shipment.direction == "export"
    for line in found.lines:
        if line.customs_value > 0:
            goods = shipment.items[line.no - 1]
            wanted = second.taxes_on(line.customs_value, goods, book.rates, RATES, taxed=taxed, export=export)
            assert [second.Charged(tax.kind, tax.base, tax.full, tax.amount) for tax in line.taxes] == wanted
            assert line.total == sum(tax.payable for tax in wanted)
    assert found.customs_value == sum(line.customs_value for line in found.lines)
    assert found.total == sum(line.total for line in found.lines) == sum(found.by_kind.values())


def test_random_shipments_of_every_kind_come_out_the_same_to_the_dong():
    for seed in range(FIRST, FIRST + MANY):
        shipment, book, taxed = drawn(seed)
        try:
            _agree(shipment, book, taxed=taxed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {shipment}") from error


def test_the_random_shipments_meet_every_tax_freight_class_and_kind_of_rate():
    met: Counter[str] = Counter()
    for seed in range(500):
        shipment, book, taxed = drawn(seed)
        found = assess(shipment, book, taxed=taxed)
        met.update({f"freight {shipment.freight_class}", f"insurance {shipment.insurance_class}", shipment.direction})
        met.update(tax.kind for line in found.lines for tax in line.taxes)
        met.update(tax.relief for line in found.lines for tax in line.taxes)
        met.update(rate.kind + rate.currency for rate in book.rates.values())
    wanted = {*(f"freight {letter}" for letter in "ABCDEF"), "insurance A", "insurance D", "import", "export", "remedy",
              "excise", "environment", "vat", "untaxed", "XN010", "RK010", "percent", "specific", "mixed", "exempt",
              "specificUSD", "mixedUSD", "specificLAK"}  # fmt: skip
    assert {name for name in wanted if met[name] < 20} == set()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shipments(), books(), st.booleans())
def test_shipments_at_the_edges_come_out_the_same_to_the_dong(shipment, book, taxed):
    prices = [item.invoice_value for item in shipment.items]
    weights = [second.quantity(item, "KGM") for item in shipment.items]
    assume(len(set(prices)) == len(prices) and len(set(weights)) == len(weights))
    _agree(shipment, book, taxed=taxed)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**12), ppms, st.sampled_from([0, 50_000, 80_000, 100_000]))
def test_one_line_in_dong_is_exactly_its_value_duty_and_vat(value, duty, vat):
    book = SmallBook(duty=percent("MFN", duty), vat=percent("VAT", vat))
    found = assess(Shipment(items=(Goods(invoice_value=Decimal(value)),)), book, taxed=True)
    import_duty = second.rounded(Fraction(value * duty, 1_000_000))
    assert found.customs_value == value
    assert found.by_kind == {
        "import": import_duty, "vat": second.rounded(Fraction((value + import_duty) * vat, 1_000_000)),
    }  # fmt: skip


@pytest.mark.parametrize(("amount", "dong"), [("0.4999", 0), ("0.5", 1), ("1.5", 2), ("2.4999", 2)])
def test_the_second_calculation_rounds_half_up_itself(amount, dong):
    assert second.rounded(Fraction(Decimal(amount))) == dong
