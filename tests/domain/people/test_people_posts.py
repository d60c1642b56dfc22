"""Posts by day, and what a post must name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actor import Post
from motcua.people.domain import (
    ROLES,
    EndsBeforeItBegins,
    NeedsOffice,
    NeedsParty,
    TakesNoOffice,
    TakesNoParty,
    Tenure,
    UnknownRole,
    actor,
    check_post,
    role_words,
)
from motcua.reference.domain import UnknownOffice

FIRST, LAST = date(2023, 1, 9), date(2023, 6, 30)
ONE = timedelta(days=1)
AT_MONG_CAI = Tenure("officer", FIRST, LAST, office="20BB")


@pytest.mark.parametrize(("on", "held"), [(FIRST - ONE, False), (FIRST, True), (LAST, True), (LAST + ONE, False)])
def test_a_post_is_held_from_its_first_to_its_last_day(on: date, held: bool) -> None:
    found = actor(7, "An", [AT_MONG_CAI], on)
    assert (Post("officer", "20BB") in found.posts) is held
    assert found.holds("officer", "20BB") is held


def test_a_post_at_one_office_is_none_at_another() -> None:
    found = actor(7, "An", [AT_MONG_CAI], FIRST)
    assert not found.holds("officer", "20CF")
    assert not found.holds("head", "20BB")


def test_a_post_taken_back_before_it_began_is_held_on_no_day() -> None:
    taken_back = Tenure("officer", FIRST, FIRST - ONE, office="20BB")
    assert not any(taken_back.holds_on(FIRST + ONE * n) for n in range(-3, 4))


def test_a_trader_acts_for_the_parties_of_that_day_alone() -> None:
    tenures = [Tenure("trader", FIRST, LAST, party="5700000001"), Tenure("trader", LAST + ONE, party="5700000002")]
    assert actor(7, "An", tenures, LAST).parties == {"5700000001"}
    assert actor(7, "An", tenures, LAST + ONE).parties == {"5700000002"}


@given(st.integers(-400, 400), st.integers(0, 300), st.integers(-400, 400))
def test_posts_are_held_on_exactly_the_days_between(start: int, length: int, asked: int) -> None:
    since = FIRST + ONE * start
    tenure = Tenure("leader", since, since + ONE * length)
    assert tenure.holds_on(FIRST + ONE * asked) is (start <= asked <= start + length)


@pytest.mark.parametrize(
    ("tenure", "refusal"),
    [
        (Tenure("king", FIRST), UnknownRole),
        (Tenure("trader", FIRST), NeedsParty),
        (Tenure("trader", FIRST, party="5700000001", office="20BB"), TakesNoOffice),
        (Tenure("officer", FIRST, office="20BB", party="5700000001"), TakesNoParty),
        (Tenure("officer", FIRST), NeedsOffice),
        (Tenure("head", FIRST), NeedsOffice),
        (Tenure("risk", FIRST, FIRST - ONE), EndsBeforeItBegins),
        (Tenure("officer", FIRST, office="20CD"), UnknownOffice),
        (Tenure("officer", FIRST, office="99ZZ"), UnknownOffice),
    ],
)
def test_a_post_that_cannot_be_is_refused(tenure: Tenure, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_post(tenure)


@pytest.mark.parametrize(
    "tenure",
    [
        Tenure("trader", FIRST, party="5700000001"),
        Tenure("officer", FIRST, FIRST, office="20BB"),
        Tenure("officer", date(2019, 12, 31), office="20CD"),
        Tenure("leader", FIRST),
        Tenure("risk", FIRST, office="20ZZ"),
        Tenure("admin", FIRST),
    ],
)
def test_a_post_that_can_be_is_not_refused(tenure: Tenure) -> None:
    check_post(tenure)


def test_every_role_has_a_name_in_both_languages() -> None:
    assert set(ROLES) == {
        "trader",
        "officer",
        "head",
        "leader",
        "risk",
        "revenue",
        "origin",
        "issuer",
        "iso",
        "support",
        "control",
        "admin",
    }
    assert all(role.words.vi and role.words.en for role in ROLES.values())
    assert role_words("stranger").en == "stranger"
