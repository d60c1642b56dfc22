"""The assessment agrees with a second calculation in exact fractions on random shipments."""

import os
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.domain.duties import duties_second as second
from tests.domain.duties.duties_factories import (
    Adjustment,
    Goods,
    Shipment,
    SmallBook,
    mixed,
    per_unit,
    percent,
)

from motcua.duties.domain import assess

MANY = 1_000_000 if os.environ.get("MOTCUA_COUNTS") == "soak" else 2_000
EXCHANGE = {"VND": 10_000, "USD": 234_567_800, "CNY": 34_005_000, "JPY": 1_785_700}
CURRENCIES = tuple(EXCHANGE)


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
        found["freight_class"] = draw(st.sampled_from("ACEF"))
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


def _exchange() -> dict[str, Fraction]:
    return {currency: Fraction(rate, 10_000) for currency, rate in EXCHANGE.items()}


def _agree(shipment: Shipment, book: SmallBook) -> None:
    found = assess(shipment, book, taxed=True)
    assert [line.customs_value for line in found.lines] == second.values(shipment, _exchange())
    for line in found.lines:
        if line.customs_value > 0:
            wanted = second.taxes_on(line.customs_value, shipment.items[line.no - 1], book.rates)
            assert {tax.kind: tax.amount for tax in line.taxes} == wanted
            assert line.total == sum(wanted.values())
    assert found.customs_value == sum(line.customs_value for line in found.lines)
    assert found.total == sum(line.total for line in found.lines) == sum(found.by_kind.values())


def test_random_shipments_come_out_the_same_to_the_dong():
    for seed in range(MANY):
        random = Random(seed)
        shipment, book = _random_shipment(random), _random_book(random)
        try:
            _agree(shipment, book)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {shipment}") from error


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shipments(), books())
def test_shipments_at_the_edges_come_out_the_same_to_the_dong(shipment, book):
    prices = [item.invoice_value for item in shipment.items]
    assume(len(set(prices)) == len(prices))
    _agree(shipment, book)


def _money(random: Random, most: int = 10**7) -> Decimal:
    return Decimal(random.randint(1, most * random.choice((1, 100, 10_000)))) / 10_000


def _random_shipment(random: Random) -> Shipment:
    lines = [_random_goods(random) for _ in range(random.randint(1, 9))]
    total = sum((line.invoice_value for line in lines), Decimal(0))
    return Shipment(
        incoterm=random.choice(("FOB", "EXW", "C&I", "CFR", "CIF", "DAP")), currency=random.choice(CURRENCIES),
        freight_class=random.choice(("", "A", "C", "E", "F")), freight=_money(random, 10**4),
        freight_currency=random.choice(CURRENCIES), insurance_class=random.choice("AD"),
        insurance=_money(random, 10**3), insurance_currency=random.choice(CURRENCIES),
        allocation_total=random.choice((None, total, total + _money(random))), items=tuple(lines),
        adjustments=tuple(_random_adjustment(random, total) for _ in range(random.randint(0, 3))),
    )  # fmt: skip


def _random_goods(random: Random) -> Goods:
    return Goods(
        invoice_value=_money(random), quantity=_money(random, 10**5), unit=random.choice(("KGM", "TNE", "GRM")),
        adjustments=tuple(slot for slot in (1, 2, 3) if random.random() < 0.5),
    )  # fmt: skip


def _random_adjustment(random: Random, total: Decimal) -> Adjustment:
    base = random.choice((None, total + _money(random)))
    return Adjustment("A", random.choice(("AD", "SB")), random.choice(CURRENCIES), _money(random, 100), base)


def _random_book(random: Random) -> SmallBook:
    unit, amount, ppm = random.choice(("KGM", "TNE", "GRM")), random.randint(0, 10**6), random.randint(0, 1_500_000)
    duty = random.choice((percent("MFN", ppm), per_unit("MFN", amount, unit), mixed("MFN", ppm, amount, unit)))
    rates = {"duty": duty, "vat": percent("VAT", random.choice((0, 50_000, 80_000, 100_000)))}
    for name in ("safeguard", "excise"):
        if random.random() < 0.5:
            rates[name] = percent(name.upper(), random.randint(0, 10**6))
    if random.random() < 0.5:
        rates["environment"] = per_unit("ENVIRONMENT", random.randint(0, 50_000), unit)
    return SmallBook(exchange=EXCHANGE, **rates)


@settings(max_examples=100, deadline=None)
@given(shipments(), books())
def test_shared_costs_add_up_to_the_dong_of_their_exact_sum(shipment, book):
    found = assess(shipment, book, taxed=True)
    total = sum(item.invoice_value for item in shipment.items)
    whole = Fraction(shipment.allocation_total or total)
    for kind in ("freight", "insurance"):
        if any(getattr(line, kind) for line in found.lines):
            cost = Fraction(getattr(shipment, kind)) * _exchange()[getattr(shipment, f"{kind}_currency")]
            wanted = second.rounded(cost * Fraction(total) / whole)
            assert sum(getattr(line, kind) for line in found.lines) == wanted


@settings(max_examples=200, deadline=None)
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
