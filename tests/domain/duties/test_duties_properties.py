"""What must be true of every assessment, whatever the shipment."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.domain.duties.duties_factories import SmallBook, goods, percent, shipment
from tests.domain.duties.test_duties_second_calculation import books, money, shipments

from motcua.duties.domain import assess
from motcua.duties.domain.shares import share_out
from motcua.duties.domain.value import Lines

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@settings(max_examples=100, deadline=None)
@given(shipments(), books(), st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(given_, book, random):
    order = list(range(len(given_.items)))
    random.shuffle(order)
    shuffled = replace(given_, items=tuple(given_.items[place] for place in order))
    straight, turned = assess(given_, book, taxed=True), assess(shuffled, book, taxed=True)
    assert (turned.customs_value, turned.by_kind, turned.total) == (
        straight.customs_value, straight.by_kind, straight.total,
    )  # fmt: skip
    told = sorted((line.customs_value, line.freight, line.insurance, line.total) for line in straight.lines)
    assert told == sorted((line.customs_value, line.freight, line.insurance, line.total) for line in turned.lines)


@given(weights, st.integers(0, 10**12), st.integers(1, 10**8), st.integers(0, 10**9))
def test_parts_add_up_and_each_is_within_a_dong_of_its_exact_share(given_, numerator, denominator, beyond):
    whole = sum(given_) + beyond
    parts = share_out(numerator, denominator, given_, whole, tie=lambda at: at)
    exact = [numerator * weight / (denominator * whole) for weight in given_]
    total = (2 * numerator * sum(given_) + denominator * whole) // (2 * denominator * whole)
    assert sum(parts) == total
    assert all(abs(part - share) <= 1 for part, share in zip(parts, exact, strict=True))


@given(weights, st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_a_part_follows_its_weight_and_not_its_place(given_, amount, random):
    order = list(range(len(given_)))
    random.shuffle(order)
    parts = share_out(amount, 1, given_, sum(given_), tie=lambda at: 0)
    turned = share_out(amount, 1, [given_[place] for place in order], sum(given_), tie=lambda at: 0)
    assert sorted(zip(given_, parts, strict=True)) == sorted(
        zip([given_[place] for place in order], turned, strict=True)
    )


@given(weights, st.integers(0, 10**9))
def test_a_heavier_line_never_bears_less_than_a_lighter_one(given_, amount):
    parts = dict(zip(given_, share_out(amount, 1, given_, sum(given_), tie=lambda at: at), strict=True))
    ordered = sorted(set(given_))
    bearing = share_out(amount, 1, ordered, sum(ordered) or 1, tie=lambda at: at)
    assert bearing == sorted(bearing)
    assert parts.keys() == set(given_)


@given(money(), money(), books())
def test_more_value_never_bears_less_tax(value, more, book):
    line = goods(value, quantity=Decimal(5), unit="KGM")
    dearer = goods(value + more, quantity=Decimal(5), unit="KGM")
    assert assess(shipment(line), book, taxed=True).total <= assess(shipment(dearer), book, taxed=True).total


@given(st.integers(1, 10**12), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_higher_rate_never_bears_less_tax(value, rate, more):
    lower, higher = SmallBook(duty=percent("MFN", rate)), SmallBook(duty=percent("MFN", rate + more))
    assert (
        assess(shipment(goods(value)), lower, taxed=True).total
        <= assess(shipment(goods(value)), higher, taxed=True).total
    )


@settings(max_examples=100, deadline=None)
@given(shipments(), books())
def test_a_procedure_that_is_not_taxed_owes_nothing_and_shows_what_would_be_due(given_, book):
    taxed, free = assess(given_, book, taxed=True), assess(given_, book, taxed=False)
    assert free.total == 0
    assert free.customs_value == taxed.customs_value
    for due, shown in zip(taxed.lines, free.lines, strict=True):
        assert [tax.full for tax in shown.taxes] == [tax.amount for tax in due.taxes]
        assert {tax.relief for tax in shown.taxes} <= {"untaxed"}


@given(st.decimals(allow_nan=True, allow_infinity=True), st.decimals(allow_nan=True, allow_infinity=True))
def test_no_number_whatever_makes_the_assessment_fail(price, freight):
    book = SmallBook(duty=percent("MFN", 30_000))
    said = shipment(goods(price), incoterm="FOB", freight_class="A", freight_currency="VND", freight=freight)
    found = assess(said, book, taxed=True)
    assert found.problems or found.customs_value > 0


@pytest.mark.parametrize(
    "differs",
    [
        {"adjustments": (1,)}, {"invoice_value": Decimal(7)}, {"reduction": Decimal(1)}, {"quantity2": Decimal(3)},
        {"absolute_code": "XC1000"}, {"management_code": "1"}, {"value_currency": "USD"}, {"unit2": "PCE"},
    ],
)  # fmt: skip
def test_the_odd_dong_follows_what_differs_in_two_lines_of_equal_weight_and_not_their_place(differs):
    plain = goods(10, quantity=Decimal(1), unit="KGM")
    other = replace(plain, **differs)
    lines = [Lines((first, second), [1, 1], 2) for first, second in ((plain, other), (other, plain))]
    straight, turned = ([each.tie(0), each.tie(1)] for each in lines)
    assert straight == turned[::-1]
    assert straight[0] != straight[1]
