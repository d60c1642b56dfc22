"""The methods of customs valuation: the first lawful one, its code and its value, at every boundary."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.duties.methods_factories import (
    CASE,
    EXPORTED,
    IMPORTED,
    MADE,
    ON,
    adjusted,
    codes,
    compared,
    money,
    reasons,
    resale,
    resold,
    sold,
    standings,
    steps,
    unsold,
    valued,
)

from motcua.duties.domain.methods import METHODS, Case, LastResort, TestValue, grounds, order
from motcua.duties.domain.methods.facts import MOST
from motcua.duties.domain.methods.problems import KINDS
from motcua.kernel.dated import NotInForce


def test_a_free_sale_between_unrelated_parties_is_valued_by_its_price_under_code_6() -> None:
    found = valued(CASE)
    assert (found.settled, found.method, found.code, found.value) == (True, "transaction", "6", 25_000_000)
    assert standings(found) == {"transaction": "chosen", **dict.fromkeys(list(METHODS)[1:], "later")}


def test_freight_insurance_and_adjustments_are_counted_with_their_sign() -> None:
    found = valued(sold(
        incoterm="FOB", freight=money(50, "USD"), insurance=money("10.5", "USD"),
        adjustments=(adjusted("A", "AD", 100_000), adjusted("V", "SB", 40_000), adjusted("N", "AD", 1)),
    ))  # fmt: skip
    assert found.value == 25_000_000 + 1_250_000 + 262_500 + 100_000 - 40_000 + 1
    assert found.explanation is not None
    assert [part.amount for part in found.explanation.children] == [25_000_000, 1_250_000, 262_500, 100_000, -40_000, 1]
    assert sum(part.amount for part in found.explanation.children) == found.value


@pytest.mark.parametrize(
    ("change", "code"),
    [({}, "6"), ({"related": "yes", "influenced": "no"}, "7"),
     ({"by_hand": "yes", "adjustments": (adjusted("A", "AD", 1),)}, "8"),
     ({"restrictions": "law"}, "6"), ({"restrictions": "area"}, "6"), ({"restrictions": "harmless"}, "6"),
     ({"conditions": "measured"}, "6"),
     ({"proceeds": "measured", "adjustments": (adjusted("P", "AD", 9),)}, "6")],
)  # fmt: skip
def test_the_transaction_value_stays_lawful(change: dict[str, Any], code: str) -> None:
    found = valued(sold(**change))
    assert (found.method, found.code) == ("transaction", code)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"restrictions": "harmful"}, "restricted"), ({"conditions": "unmeasured"}, "condition"),
     ({"proceeds": "unmeasured"}, "goes to the seller"), ({"related": "yes", "influenced": "yes"}, "influenced"),
     ({"adjustments": (adjusted("E", "AD", 5, proven="no"),)}, "no objective")],
)  # fmt: skip
def test_the_transaction_value_falls_away_and_says_why(change: dict[str, Any], why: str) -> None:
    found = valued(sold(**change))
    assert why in reasons(found, "transaction")
    assert standings(found)["transaction"] == "fallen"
    assert codes(found) == [("DUT-V18", "/last")]


def test_every_reason_against_a_sale_is_told_at_once() -> None:
    found = valued(sold(restrictions="harmful", conditions="unmeasured", proceeds="unmeasured"))
    assert len(found.verdicts[0].why) == 3


def test_a_deduction_without_papers_is_not_taken_off_and_told() -> None:
    found = valued(sold(adjustments=(adjusted("V", "SB", 5_000_000, proven="no"),)))
    assert found.value == 25_000_000
    assert "not taken off" in reasons(found, "transaction")


def test_goods_that_were_not_sold_have_no_transaction_value() -> None:
    assert "no sale" in reasons(valued(unsold()), "transaction")


def test_a_related_price_that_reaches_a_test_value_stands_and_one_dong_less_does_not() -> None:
    """One dollar below a test value of 250,000 dong is below it."""
    tests = (TestValue(kind="identical", exported_on=EXPORTED, value=money(250_000)),)
    assert valued(sold(related="yes", tests=tests)).code == "7"
    below = valued(sold(related="yes", tests=tests, price=money("999.96", "USD")))
    assert "0.004% below" in reasons(below, "transaction")
    assert "customs officer decides" in reasons(below, "transaction")


@pytest.mark.parametrize(("apart", "clear"), [(60, True), (-60, True), (61, False), (-61, False)])
def test_a_test_value_is_of_goods_exported_within_sixty_days(apart: int, clear: bool) -> None:
    tests = (TestValue("computed", EXPORTED + timedelta(days=apart), money(1)),)
    found = valued(sold(related="yes", tests=tests))
    assert (found.method == "transaction") is clear
    assert clear or "61 days" in reasons(found, "transaction")


def test_one_test_value_that_the_price_reaches_is_enough() -> None:
    high, low = TestValue("similar", EXPORTED, money(300_000)), TestValue("deductive", EXPORTED, money(200_000))
    assert {valued(sold(related="yes", tests=tests)).code for tests in permutations((high, low))} == {"7"}


PROBLEMS: list[tuple[Case, list[tuple[str, str]]]] = [
    (msgspec.structs.replace(CASE, sold=""), [("DUT-V01", "/sold")]),
    (sold(price=None), [("DUT-V01", "/sale/price")]),
    (sold(restrictions=""), [("DUT-V01", "/sale/restrictions")]),
    (sold(related=""), [("DUT-V01", "/sale/related")]),
    (sold(related="yes"), [("DUT-V01", "/sale/influenced")]),
    (sold(related="yes", tests=(TestValue(value=money(1)),)), [("DUT-V01", "/sale/tests/0/exported_on")]),
    (sold(related="no", influenced="no"), [("DUT-V03", "/sale/influenced")]),
    (sold(related="no", tests=(TestValue(),)), [("DUT-V03", "/sale/tests")]),
    (sold(incoterm=""), [("DUT-V01", "/sale/incoterm")]),
    (sold(incoterm="XYZ"), [("DUT-V04", "/sale/incoterm")]),
    (sold(incoterm="FOB"), [("DUT-V05", "/sale/freight")]),
    (sold(freight=money(1)), [("DUT-V06", "/sale/freight")]),
    (sold(insurance=money(1)), [("DUT-V06", "/sale/insurance")]),
    (sold(adjustments=(adjusted("", "AD", 1),)), [("DUT-V01", "/sale/adjustments/0/name")]),
    (sold(adjustments=(adjusted("X", "AD", 1),)), [("DUT-V07", "/sale/adjustments/0/name")]),
    (sold(adjustments=(adjusted("A", "SB", 1),)), [("DUT-V08", "/sale/adjustments/0/kind")]),
    (sold(adjustments=(adjusted("N", "IP", 1),)), [("DUT-V08", "/sale/adjustments/0/kind")]),
    (sold(adjustments=(adjusted("A", "", 1),)), [("DUT-V01", "/sale/adjustments/0/kind")]),
    (sold(proceeds="measured"), [("DUT-V09", "/sale/proceeds")]),
    (sold(by_hand="yes"), [("DUT-V16", "/sale/by_hand")]),
    (sold(price=money(1, "XXX")), [("DEC-VAL-11", "/sale/price/currency")]),
    (sold(price=money("-1")), [("DUT-01", "/sale/price/amount")]),
    (sold(price=money("0.00001")), [("DUT-01", "/sale/price/amount")]),
    (sold(price=money("NaN")), [("DUT-01", "/sale/price/amount")]),
    (sold(price=money("sNaN")), [("DUT-01", "/sale/price/amount")]),
    (sold(price=money("1e400")), [("DUT-01", "/sale/price/amount")]),
    (unsold(identical=(compared(for_level=money("-Infinity")),)), [("DUT-01", "/identical/0/for_level/amount")]),
    (unsold(resale=resale(resold(quantity=-1))), [("DUT-01", "/resale/sales/0/quantity")]),
    (sold(price=money(0)), [("DUT-V13", "/")]),
    (
        msgspec.structs.replace(
            sold(related="yes", tests=(TestValue("similar", EXPORTED, money(1)),)), exported_on=None
        ),
        [("DUT-V01", "/exported_on")],
    ),
    (
        unsold(
            identical=(compared(exported_on=EXPORTED + timedelta(days=70), quantity=Decimal(0)),), similar=(),
            resale=resale(resold(days=100)),
        ),
        [("DUT-V01", "/identical/0/quantity")],
    ),
    (sold(adjustments=(adjusted("V", "SB", 25_000_000),)), [("DUT-V13", "/")]),
    (msgspec.structs.replace(CASE, exported_on=IMPORTED + timedelta(days=1)), [("DUT-V10", "/exported_on")]),
    (msgspec.structs.replace(CASE, sold="no"), [("DUT-V02", "/sale/price")]),
    (unsold(identical=(compared(),), exported_on=None), [("DUT-V01", "/exported_on")]),
    (unsold(identical=(compared(),), quantity=None), [("DUT-V01", "/quantity")]),
    (unsold(identical=(compared(),), quantity=Decimal(0)), [("DUT-V01", "/quantity")]),
    (unsold(identical=(compared(unit="KGM"),)), [("DUT-V11", "/identical/0/unit")]),
    (unsold(identical=(compared(value=None),)), [("DUT-V01", "/identical/0/value")]),
    (unsold(identical=(compared(quantity=Decimal(0)),)), [("DUT-V01", "/identical/0/quantity")]),
    (unsold(similar=(compared(same_level=""),)), [("DUT-V01", "/similar/0/same_level")]),
    (unsold(identical=(compared(),) * (MOST + 1)), [("DUT-V17", "/identical")]),
    (unsold(resale=resale(), imported_on=None), [("DUT-V01", "/imported_on")]),
    (unsold(resale=resale(resold(related=""))), [("DUT-V01", "/resale/sales/0/related")]),
    (unsold(resale=resale(commission=money(1))), [("DUT-V12", "/resale/commission")]),
    (unsold(resale=resale(profit=None)), [("DUT-V01", "/resale/profit")]),
    (unsold(resale=resale(taxes=None)), [("DUT-V01", "/resale/taxes")]),
    (unsold(resale=resale(processed="")), [("DUT-V01", "/resale/processed")]),
    (unsold(resale=resale(processed="yes")), [("DUT-V01", "/resale/processing")]),
    (unsold(resale=resale(taxes=money(43_000))), [("DUT-V13", "/resale")]),
    (unsold(resale=resale(*[resold()] * (MOST + 1))), [("DUT-V17", "/resale/sales")]),
    (unsold(making=msgspec.structs.replace(MADE, profit=None)), [("DUT-V01", "/making/profit")]),
    (unsold(making=msgspec.structs.replace(MADE, books="")), [("DUT-V01", "/making/books")]),
    (unsold(last=LastResort(value=money(5))), [("DUT-V01", "/last/basis")]),
    (unsold(last=LastResort("data")), [("DUT-V01", "/last/value")]),
    (unsold(last=LastResort("guess", money(5))), [("DUT-V15", "/last/basis")]),
    (unsold(), [("DUT-V18", "/last")]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "met"), PROBLEMS)
def test_facts_that_are_missing_or_contradict_each_other_are_told_with_what_to_do(
    case: Case, met: list[tuple[str, str]]
) -> None:
    found = valued(case)
    assert codes(found) == met
    assert (found.settled, found.value, found.code, found.explanation) == (False, None, "", None)
    for each in found.problems:
        assert all([each.words.vi, each.words.en, each.remedy.vi, each.remedy.en])
        assert "Words(" not in each.words.vi + each.words.en


def test_every_kind_of_problem_is_met_by_an_example() -> None:
    met = {code for _, found in PROBLEMS for code, _ in found} | {"DUT-V14"}
    assert {kind.code for kind in KINDS} <= met


def test_a_method_that_lacks_a_fact_ends_the_search() -> None:
    """A later method is lawful only when the earlier ones are known to be none."""
    found = valued(unsold(identical=(compared(value=None),), similar=(compared(),)))
    assert standings(found)["identical"] == "unsettled"
    assert standings(found)["similar"] == "later"


@pytest.mark.parametrize("kind", ["identical", "similar"])
@pytest.mark.parametrize(("apart", "method"), [(0, ""), (60, ""), (-60, ""), (61, "last"), (-61, "last"), (90, "last")])
def test_goods_exported_within_sixty_days_are_compared_and_within_ninety_by_the_fall_back(
    kind: str, apart: int, method: str
) -> None:
    found = valued(unsold(**{kind: (compared(exported_on=EXPORTED + timedelta(days=apart)),)}))
    assert (found.method, found.value) == (method or kind, 2_000_000)
    assert found.code == ("9" if method else {"identical": "1", "similar": "2"}[kind])


@pytest.mark.parametrize("apart", [91, -91])
def test_beyond_ninety_days_not_even_the_fall_back_compares(apart: int) -> None:
    found = valued(unsold(identical=(compared(exported_on=EXPORTED + timedelta(days=apart)),)))
    assert "91 days apart; 90 days" in reasons(found, "last")


@pytest.mark.parametrize(
    ("change", "why"),
    [({"by_transaction": "no"}, "own transaction value"), ({"origin": "VN"}, "another country (VN, not CN)"),
     ({"same_level": "no"}, "another commercial level"), ({"same_quantity": "no"}, "another quantity")],
)  # fmt: skip
def test_an_import_that_may_not_be_used_says_why(change: dict[str, Any], why: str) -> None:
    assert why in reasons(valued(unsold(identical=(compared(**change),))), "identical")


def test_the_fall_back_may_use_goods_of_another_country() -> None:
    found = valued(unsold(identical=(compared(origin="VN"),)))
    assert (found.method, found.code, found.value) == ("last", "9", 2_000_000)
    assert "Taken flexibly" in reasons(found, "last")


def test_identical_goods_come_before_similar_ones_even_if_these_are_cheaper() -> None:
    found = valued(unsold(identical=(compared(2_000_000),), similar=(compared(1),)))
    assert (found.code, found.value) == ("1", 4_000_000)


def test_of_several_equally_near_imports_the_lowest_after_adjustment_is_taken() -> None:
    dearer = compared(900_000, same_level="no", for_level=money(200_000))
    cheaper = compared(1_000_000, same_level="no", for_level=money(-1))
    found = valued(unsold(identical=(dearer, cheaper)))
    assert found.value == 2 * 999_999
    assert "2 imports can be used" in reasons(found, "identical")
    assert "not lower" in reasons(found, "identical")


@pytest.mark.parametrize(
    ("near", "far"),
    [({}, {"same_producer": "no"}),
     ({}, {"same_quantity": "no", "for_quantity": money(0)}),
     ({"same_quantity": "no", "for_quantity": money(0)}, {"same_level": "no", "for_level": money(0)}),
     ({"same_level": "no", "for_level": money(0)},
      {"same_level": "no", "same_quantity": "no", "for_level": money(0), "for_quantity": money(0)})],
)  # fmt: skip
def test_the_nearest_import_is_taken_before_a_cheaper_one(near: dict[str, Any], far: dict[str, Any]) -> None:
    found = valued(unsold(identical=(compared(10, **far), compared(1_000_000, **near))))
    assert found.value == 2_000_000
    assert "less near" in reasons(found, "identical")


def test_transport_is_adjusted_too_and_the_quantity_scaled_with_one_rounding() -> None:
    found = valued(unsold(identical=(compared(100, quantity=Decimal(3), for_transport=money(1)),)))
    assert found.value == 3367  # 101 × 100 / 3 = 3,366.67
    assert found.explanation is not None
    assert [step.amount for step in steps(found.explanation)] == [3367, 101, 100, 1]


amounts = st.integers(10_000, 10**12)
answers = st.sampled_from(["yes", "no"])
imports = st.builds(
    lambda amount, quantity, producer, level, days, reference: compared(
        amount, quantity=Decimal(quantity), same_producer=producer, same_level=level, for_level=money(0),
        exported_on=EXPORTED + timedelta(days=days), reference=reference,
    ),
    amounts, st.integers(1, 1000), answers, answers, st.integers(-70, 70), st.sampled_from(["", "A", "B"]),
)  # fmt: skip


@given(st.lists(imports, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_value_never_depends_on_the_order_of_the_imports(held: list[Any], dice: Any) -> None:
    other = list(held)
    dice.shuffle(other)
    for kind in ("identical", "similar"):
        first, second = (valued(unsold(**{kind: tuple(each)})) for each in (held, other))
        assert (first.value, first.code) == (second.value, second.code)


sales = st.builds(
    lambda price, quantity, days, related, basis: resold(price, quantity, days, related=related, goods=basis),
    st.integers(20_000, 20_005), st.integers(1, 5), st.integers(-5, 130), answers,
    st.sampled_from(["own", "identical", "similar"]),
)  # fmt: skip


@given(st.lists(sales, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_a_deductive_value_never_depends_on_the_order_of_the_sales(held: list[Any], dice: Any) -> None:
    other = list(held)
    dice.shuffle(other)
    first, second = (valued(unsold(resale=resale(*each))) for each in (held, other))
    assert (first.value, first.code) == (second.value, second.code)


@given(st.lists(imports, min_size=1, max_size=4), imports)
def test_one_more_import_that_is_equally_near_never_raises_the_value(held: list[Any], more: Any) -> None:
    same = [msgspec.structs.replace(each, same_producer="yes", same_level="yes", exported_on=EXPORTED) for each in held]
    extra = msgspec.structs.replace(more, same_producer="yes", same_level="yes", exported_on=EXPORTED)
    before, after = (valued(unsold(identical=tuple(each))).value for each in (same, [*same, extra]))
    assert before is not None
    assert after is not None
    assert after <= before


@given(amounts, st.lists(st.integers(0, 10**9), max_size=4))
def test_every_explanation_adds_up(price: int, added: list[int]) -> None:
    found = valued(sold(price=money(price), adjustments=tuple(adjusted("A", "AD", each) for each in added)))
    assert found.explanation is not None
    for step in steps(found.explanation):
        assert not step.children or step.amount == sum(child.amount for child in step.children)


def test_the_price_at_which_most_is_sold_is_taken_less_what_arises_here() -> None:
    found = valued(unsold(resale=resale(resold(60_000, 9), resold(50_000, 5), resold(50_000, 5))))
    assert (found.method, found.code, found.value) == ("deductive", "3", (50_000 - 15_000) * 100)
    assert "10 sold" in reasons(found, "deductive")


def test_of_equal_quantities_the_lower_price_is_taken() -> None:
    assert valued(unsold(resale=resale(resold(60_000), resold(50_000)))).value == 3_500_000


def test_sales_of_the_goods_themselves_come_before_identical_and_similar_ones() -> None:
    few = resold(40_000, 1), resold(50_000, 50, goods="identical"), resold(60_000, 90, goods="similar")
    assert valued(unsold(resale=resale(*few))).value == 2_500_000
    assert valued(unsold(resale=resale(*few[1:]))).value == 3_500_000
    assert valued(unsold(resale=resale(*few[2:]))).value == 4_500_000


@pytest.mark.parametrize(
    ("days", "method"), [(0, "deductive"), (90, "deductive"), (91, "last"), (120, "last"), (121, ""), (-1, "")]
)
def test_goods_are_sold_within_ninety_days_and_for_the_fall_back_within_a_hundred_and_twenty(
    days: int, method: str
) -> None:
    assert valued(unsold(resale=resale(resold(days=days)))).method == method


def test_a_sale_to_a_related_buyer_does_not_count() -> None:
    found = valued(unsold(resale=resale(resold(99_999, 99, related="yes"), resold())))
    assert found.value == 3_500_000
    assert "Sale 1: to a related buyer" in reasons(found, "deductive")


def test_a_commission_takes_the_place_of_profit_and_processing_is_taken_off() -> None:
    held = resale(profit=None, commission=money(1000), processed="yes", processing=money(4000))
    assert valued(unsold(resale=held)).value == (50_000 - 1000 - 2000 - 8000 - 4000) * 100


def test_a_computed_value_is_the_sum_of_its_parts() -> None:
    found = valued(unsold(making=MADE))
    assert (found.method, found.code, found.value) == ("computed", "4", 2_000_000)


def test_without_the_producers_books_there_is_no_computed_value() -> None:
    refused = msgspec.structs.replace(MADE, books="no")
    assert "accounts" in reasons(valued(unsold(making=refused)), "computed")


def test_the_declarant_may_have_the_computed_value_first() -> None:
    both = unsold(resale=resale(), making=MADE)
    assert valued(both).method == "deductive"
    asked = msgspec.structs.replace(both, computed_first="yes")
    assert valued(asked).method == "computed"
    assert order(asked) == ("transaction", "identical", "similar", "computed", "deductive", "last")


@pytest.mark.parametrize("basis", list(grounds()))
def test_the_fall_back_rests_only_on_what_the_law_allows(basis: str) -> None:
    found = valued(unsold(last=LastResort(basis, money(123))))
    if grounds()[basis].lawful:
        assert (found.code, found.value) == ("9", 123)
    else:
        assert codes(found) == [("DUT-V14", "/last/basis")]
        assert grounds()[basis].words.vi in found.problems[0].words.vi


def test_nothing_here_has_been_seen_in_the_text_by_a_person() -> None:
    found = valued(CASE)
    assert not found.verified
    assert found.explanation is not None
    assert not found.explanation.verified
    assert "39/2015/TT-BTC" in found.law


def test_a_day_before_the_first_act_is_an_error() -> None:
    with pytest.raises(NotInForce):
        valued(msgspec.structs.replace(CASE, on=date(2018, 6, 4)))
    assert valued(msgspec.structs.replace(CASE, on=date(2018, 6, 5))).settled
    assert date(2018, 6, 5) < ON
