"""Costs shared over lines add up, and an explanation adds up at every step, on shipments of every kind."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.domain.duties import duties_second as second
from tests.domain.duties.duties_factories import Adjustment, Shipment, SmallBook, goods, percent, shipment
from tests.domain.duties.duties_random import drawn
from tests.domain.duties.test_duties_second_calculation import RATES, books, money, shipments

from motcua.duties.domain import assess, explain
from motcua.duties.domain.explaining import Step


@settings(max_examples=80, deadline=None)
@given(shipments(), books())
def test_freight_and_insurance_add_up_to_the_dong_of_their_exact_sum(given_, book):
    found = assess(given_, book, taxed=True)
    total = sum(item.invoice_value for item in given_.items)
    whole = Fraction(given_.allocation_total or total)
    for kind in ("freight", "insurance"):
        parts = [getattr(line, kind) for line in found.lines]
        if not any(parts):
            continue
        cost = Fraction(getattr(given_, kind)) * RATES[getattr(given_, f"{kind}_currency")]
        by_weight = kind == "freight" and given_.freight_class == "D"
        assert sum(parts) == second.rounded(cost if by_weight else cost * Fraction(total) / whole)


@settings(max_examples=80, deadline=None)
@given(shipments(), books(), st.integers(1, 10**9))
def test_an_adjustment_adds_up_to_the_dong_over_the_lines_that_name_it(given_, book, amount):
    named = replace(
        given_, adjustments=(Adjustment("A", "AD", "VND", Decimal(amount) / 10_000),),
        items=(*given_.items[1:], replace(given_.items[0], adjustments=(1,))),
    )  # fmt: skip
    found = assess(named, book, taxed=True)
    assert sum(line.adjustments for line in found.lines) == second.rounded(Fraction(amount, 10_000))
    for line, item in zip(found.lines, named.items, strict=True):
        assert 1 in item.adjustments or line.adjustments == 0


@settings(max_examples=60, deadline=None)
@given(shipments(), books(), money(1000), st.data())
def test_a_dearer_line_never_makes_the_shipment_bear_less_tax(given_, book, more, data):
    alone = replace(given_, adjustments=(), allocation_total=None)
    place = data.draw(st.integers(0, len(alone.items) - 1))
    line = alone.items[place]
    dearer = replace(line, invoice_value=line.invoice_value + more + 1000)
    raised = replace(alone, items=(*alone.items[:place], dearer, *alone.items[place + 1 :]))
    rounding = 8 * len(alone.items)
    assert assess(alone, book, taxed=True).total <= assess(raised, book, taxed=True).total + rounding


@pytest.mark.parametrize("seed", range(150))
def test_the_explanation_of_a_random_shipment_adds_up_at_every_step(seed):
    given_, book, taxed = drawn(seed)
    found = assess(given_, book, taxed=taxed)
    for line in found.lines:
        if line.customs_value > 0:
            _adds_up(given_, line, book)


def _adds_up(given_: Shipment, line, book: SmallBook) -> None:
    root = explain(given_, line, book)
    value, *taxes = root.children
    assert root.amount == line.total == sum(step.amount for step in taxes)
    assert value.amount == line.customs_value
    assert [step.amount for step in taxes] == [tax.amount for tax in line.taxes]
    assert not value.children or sum(step.amount for step in value.children) == line.customs_value
    for step, tax in zip(taxes, line.taxes, strict=True):
        assert [child.amount for child in step.children] == ([tax.full] if tax.relief else [])
    for step in _all(root):
        assert all((*step.label, *step.how))
        assert not step.verified


def _all(step: Step) -> list[Step]:
    return [step, *(found for child in step.children for found in _all(child))]


def test_an_adjustment_without_an_amount_adds_nothing_and_is_told_as_nothing():
    said = (Adjustment("A", "AD", "USD", None), Adjustment("B", "AD", "VND", Decimal(500)))
    given_ = shipment(goods(1000, adjustments=(1, 2)), adjustments=said)
    book = SmallBook(duty=percent("MFN", 0))
    found = assess(given_, book, taxed=True)
    assert (found.customs_value, found.problems) == (1500, ())
    value = explain(given_, found.lines[0], book).children[0]
    assert [step.amount for step in value.children] == [1000, 0, 500]
