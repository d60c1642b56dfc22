"""Goods of a bill stay until all have left; how long is told by classes of age."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dated import NotInForce
from motcua.manifests.domain.matching import Goods
from motcua.manifests.domain.staying import ORDER, Take, Where, age_class, at_once, by_age, covers, where
from motcua.manifests.domain.terms import term, thresholds

TEN = Goods(10, 1_000)
BULK = Goods(1, 1_000)


def take(packages: int, gross: int = 0, *, free: bool = False, left: bool = False) -> Take:
    return Take(Goods(packages, gross), free, left)


@pytest.mark.parametrize(
    ("takes", "far"),
    [
        ([], Where.UNDECLARED),
        ([take(9, left=True)], Where.PARTLY),
        ([take(4), take(6, free=True)], Where.DECLARED),
        ([take(4, free=True), take(6, free=True)], Where.FREE),
        ([take(4, left=True), take(6, free=True)], Where.FREE),
        ([take(4, left=True), take(6, left=True)], Where.GONE),
        ([take(12, left=True)], Where.GONE),
    ],
)
def test_goods_are_as_far_as_the_last_of_their_packages(takes: list[Take], far: Where) -> None:
    assert where(TEN, takes) is far


def test_packages_that_are_counted_say_it_whatever_they_weigh() -> None:
    assert where(TEN, [take(10, 400, left=True)]) is Where.GONE


@pytest.mark.parametrize(("gross", "all_"), [(989, False), (990, True), (1_000, True), (1_300, True)])
def test_bulk_is_followed_by_weight_of_which_a_small_share_may_be_missing(gross: int, all_: bool) -> None:
    assert covers(BULK, Goods(1, gross), apart=10) is all_


def test_without_weight_packages_say_it() -> None:
    assert covers(Goods(1, 0), Goods(1, 0))
    assert not covers(Goods(1, 0), Goods(0, 5))


takes = st.lists(
    st.builds(Take, st.builds(Goods, st.integers(0, 9), st.integers(0, 900)), st.booleans(), st.booleans())
)


@given(takes, st.integers(0, 20))
def test_another_declaration_never_sets_goods_back(held: list[Take], packages: int) -> None:
    more = [*held, take(packages, free=True)]
    assert ORDER.index(where(TEN, more)) >= ORDER.index(where(TEN, held))


@pytest.mark.parametrize(("days", "no"), [(0, 0), (29, 0), (30, 1), (59, 1), (60, 2), (89, 2), (90, 3), (400, 3)])
def test_classes_of_age_begin_on_their_day(days: int, no: int) -> None:
    assert age_class(days, (30, 60, 90)) == no


@given(st.lists(st.tuples(st.integers(0, 500), st.builds(Goods, st.integers(0, 99), st.integers(0, 99)))))
def test_sums_by_age_lose_nothing(held: list[tuple[int, Goods]]) -> None:
    sums = by_age(held, (30, 60, 90))
    assert sum(each.bills for each in sums) == len(held)
    assert sum(each.packages for each in sums) == sum(goods.packages for _, goods in held)
    assert sum(each.gross_e4 for each in sums) == sum(goods.gross_e4 for _, goods in held)


def test_terms_are_dated_and_before_the_first_there_is_none() -> None:
    assert thresholds(date(2023, 5, 4)) == (30, 60, 90)
    assert term("undeclared", date(2015, 1, 1)) == 30
    with pytest.raises(NotInForce):
        term("undeclared", date(2014, 12, 31))


MOMENT = datetime(2023, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("direction", "days", "found"), [("I", 3, [2]), ("I", 4, []), ("E", 1, []), ("I", -3, [2])]
)  # fmt: skip
def test_a_container_cannot_come_by_two_ships_within_days(direction: str, days: int, found: list[int]) -> None:
    held = [(1, "I", MOMENT), (2, direction, MOMENT + timedelta(days=days))]
    assert at_once(held, 1, timedelta(days=3)) == found
