"""Declarations take goods of bills: shared out in order, nothing gained or lost, the same whichever came first."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.manifests.domain.matching import Goods, Named, fold, in_kilograms_e4, share

A, B = "MHSL1", "MHSL2"


def taken(announced: dict[str, Goods], *named: Named) -> dict[tuple[int, str], tuple[int, int]]:
    return {(each.declaration_id, each.bill): tuple(each.goods) for each in share(announced, named)}  # type: ignore[misc]


def test_two_declarations_share_one_bill() -> None:
    found = taken({A: Goods(10, 900)}, Named(1, (A,), Goods(6, 500)), Named(2, (A,), Goods(4, 400)))
    assert found == {(1, A): (6, 500), (2, A): (4, 400)}


def test_a_declaration_fills_its_bills_in_their_order() -> None:
    found = taken({A: Goods(10, 100), B: Goods(5, 50)}, Named(1, (B, A), Goods(12, 120)))
    assert found == {(1, B): (5, 50), (1, A): (7, 70)}


def test_what_no_bill_has_room_for_stands_against_the_last() -> None:
    found = taken({A: Goods(10, 100), B: Goods(5, 50)}, Named(1, (A, B), Goods(16, 150)))
    assert found == {(1, A): (10, 100), (1, B): (6, 50)}


def test_what_is_not_announced_takes_the_rest_until_it_is() -> None:
    named = Named(1, (B, A), Goods(15, 150))
    assert taken({A: Goods(10, 100)}, named) == {(1, B): (5, 50), (1, A): (10, 100)}
    assert taken({A: Goods(10, 100), B: Goods(5, 50)}, named) == {(1, B): (5, 50), (1, A): (10, 100)}


def test_a_bill_named_twice_counts_once() -> None:
    assert taken({A: Goods(10, 100)}, Named(1, (A, A), Goods(10, 100))) == {(1, A): (10, 100)}


def test_numbers_are_compared_without_blanks_and_signs() -> None:
    assert fold(" mhsl-0001/a ") == "MHSL0001A"


def test_weights_are_compared_in_kilograms() -> None:
    assert in_kilograms_e4(15_000, "TNE") == 15_000_000
    assert in_kilograms_e4(15_000, "KGM") == 15_000
    assert in_kilograms_e4(15_000, "MTR") == 0


goods = st.builds(Goods, st.integers(0, 50), st.integers(0, 500))
bills = st.sampled_from(["B1", "B2", "B3", "B4"])


@st.composite
def trade(draw: st.DrawFn) -> tuple[dict[str, Goods], list[Named]]:
    announced = draw(st.dictionaries(bills, goods))
    named = [
        Named(no, tuple(draw(st.lists(bills, min_size=1, max_size=3))), draw(goods))
        for no in range(draw(st.integers(0, 6)))
    ]
    return announced, named


@given(trade())
def test_what_a_declaration_takes_adds_up_to_what_it_declares(given_: tuple[dict[str, Goods], list[Named]]) -> None:
    announced, named = given_
    found = share(announced, named)
    for each in named:
        parts = [row.goods for row in found if row.declaration_id == each.declaration_id]
        assert (sum(p.packages for p in parts), sum(p.gross_e4 for p in parts)) == tuple(each.goods)
        assert all(p.packages >= 0 and p.gross_e4 >= 0 for p in parts)


@given(trade(), st.randoms())
def test_the_order_in_which_they_are_told_does_not_matter(
    given_: tuple[dict[str, Goods], list[Named]], dice: object
) -> None:
    announced, named = given_
    turned = list(named)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    assert share(dict(reversed(announced.items())), turned) == share(announced, named)
