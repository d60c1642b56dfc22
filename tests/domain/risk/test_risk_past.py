"""What a profile asks of the past, at its boundaries, and what is confirmed of its hits."""

from typing import NamedTuple

import pytest
from tests.domain.risk.risk_factories import facts, profile

from motcua.risk.domain import ProfileBook, indicate, told
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.past import Earlier, holds, keys


class Past(NamedTuple):
    checks: float = 0.0
    hits: float = 0.0
    duty: float = 0.0


class Remembered:
    """A history that knows what it is told."""

    def __init__(self, **known: Past) -> None:
        self.known = known

    def past(self, kind: str, key: str) -> Past:
        return self.known.get(f"{kind}_{key}".replace(" ", "_"), Past())


HERE = {"party": "57", "codes": ("61091010", "84159099"), "agent": "99", "country": "CN"}


@pytest.mark.parametrize(("asked", "inside", "outside"), [
    (Earlier("party", "checks_from", 3), Past(2.5), Past(2.49)),
    (Earlier("party", "checks_below", 1), Past(0.49), Past(0.5)),
    (Earlier("party", "hits_from", 2), Past(9, 1.5), Past(9, 1.49)),
    (Earlier("party", "rate_from_ppm", 250_000), Past(4, 1), Past(4.01, 1)),
])  # fmt: skip
def test_the_past_is_as_asked_inside_its_boundary_and_not_outside(asked, inside, outside):
    assert holds(asked, facts(**HERE), Remembered(party_57=inside))
    assert not holds(asked, facts(**HERE), Remembered(party_57=outside))


def test_a_share_of_no_inspections_is_never_reached():
    assert not holds(Earlier("party", "rate_from_ppm", 1), facts(**HERE), Remembered())


@pytest.mark.parametrize(("of", "expected"), [
    ("party", ["57"]), ("agent", ["99"]), ("country", ["CN"]), ("office", ["20BB"]), ("origin", ["CN"]),
    ("heading", ["6109", "8415"]), ("code", ["61091010", "84159099"]), ("party_heading", ["57 6109", "57 8415"]),
])  # fmt: skip
def test_each_kind_of_past_is_looked_up_by_its_keys(of, expected):
    assert keys(of, facts(**HERE)) == expected


def test_what_is_unknown_has_no_past():
    assert keys("agent", facts(agent="")) == []
    assert not holds(Earlier("agent", "checks_below", 1), facts(agent=""), Remembered())


def test_one_of_several_headings_is_enough():
    asked = Earlier("party_heading", "hits_from", 1)
    assert holds(asked, facts(**HERE), Remembered(party_heading_57_8415=Past(1, 1)))


@pytest.mark.parametrize("wrong", [("party", "hits_from", 0), ("party", "rate_from_ppm", 1_000_001)])
def test_a_bound_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="bound"):
        Earlier(*wrong)


def test_the_same_is_not_asked_twice():
    twice = (Earlier("party", "hits_from", 1), Earlier("party", "hits_from", 2))
    with pytest.raises(ValueError, match="twice"):
        Criteria(earlier=twice)


def test_a_hit_stands_only_where_the_past_is_as_asked():
    book = ProfileBook([profile("PLAIN"), profile("AGAIN", levels=(3,), earlier=(Earlier("party", "hits_from", 2),))])
    here = facts(**HERE)
    hits = indicate(here, book)
    assert (hits, book.historical) == (("AGAIN", "PLAIN"), True)
    assert book.confirm(hits, told(here), Remembered(party_57=Past(5, 2))) == ("AGAIN", "PLAIN")
    assert book.confirm(hits, told(here), Remembered(party_57=Past(5, 1))) == ("PLAIN",)
    assert book.certain(hits) == ("PLAIN",)


def test_a_book_that_asks_nothing_of_the_past_confirms_every_hit_unread():
    book = ProfileBook([profile("PLAIN")])
    assert not book.historical
    assert book.confirm(("PLAIN",), b"never read", Remembered()) == ("PLAIN",)
