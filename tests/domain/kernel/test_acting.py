"""What an actor may do for whom: everything, some acts, or within a mandate's bounds."""

import pytest

from motcua.kernel.actor import Acting, Actor

OWN, OTHER, AGENT = "1", "2", "3"
USER = Acting(OWN, frozenset({"see", "prepare"}))
BOUND = Acting(
    OTHER, frozenset({"see", "lodge"}), AGENT, 7, frozenset({"import"}), frozenset({"A11"}), frozenset({"20BB"})
)
OVER = Acting("4", frozenset(), AGENT, 8)
ACTOR = Actor(5, "An", parties=frozenset({AGENT}), acting=(USER, BOUND, OVER))


def test_who_acts_in_everything_may_every_act() -> None:
    assert all(ACTOR.may(AGENT, act) for act in ("see", "lodge", "manage"))


def test_a_user_may_what_was_given() -> None:
    assert ACTOR.may(OWN, "prepare")
    assert not ACTOR.may(OWN, "lodge")


@pytest.mark.parametrize(
    ("bounds", "may"),
    [
        ({}, True),
        ({"direction": "import", "procedure": "A11", "office": "20BB"}, True),
        ({"direction": "export"}, False),
        ({"procedure": "A12"}, False),
        ({"office": "20CF"}, False),
    ],
)
def test_a_mandate_reaches_as_far_as_its_bounds(bounds: dict[str, str], may: bool) -> None:
    assert ACTOR.may(OTHER, "lodge", **bounds) is may
    assert not ACTOR.may(OTHER, "amend", **bounds)


def test_own_represented_and_gone_are_kept_apart() -> None:
    assert ACTOR.own == {OWN, AGENT}
    assert ACTOR.represented == {OWN, OTHER, AGENT}
    assert not ACTOR.may("4", "see")


def test_own_rights_go_before_mandates() -> None:
    both = Actor(5, "An", acting=(Acting(OWN, frozenset({"lodge"}), AGENT, 1), Acting(OWN, frozenset({"lodge"}))))
    right = both.right(OWN, "lodge")
    assert right is not None
    assert right.agent == ""


def test_a_delegate_is_named_with_whom_they_stand_in_for() -> None:
    assert Actor(5, "An").reference == "account/5"
    assert Actor(5, "An", behalf=9).reference == "account/5 for account/9"
