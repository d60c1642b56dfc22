"""A container may leave once all that lies in it may: what its own declarations say comes before what its bill says."""

from datetime import UTC, datetime

import pytest

from motcua.manifests.domain.area import Naming, Why, Within, judge
from motcua.manifests.domain.staying import Where

MOMENT = datetime(2023, 5, 4, tzinfo=UTC)
FREE = Naming("101", free=True, left=False, names=False)
HELD = Naming("102", free=False, left=False, names=False)
GONE = Naming("103", free=True, left=True, names=False)


def within(where: Where, *declarations: Naming, transit: bool = False) -> Within:
    return Within(transit, where, declarations)


def naming(each: Naming) -> Naming:
    return each._replace(names=True)


@pytest.mark.parametrize(
    ("bills", "why", "state"),
    [
        ([], Why.NO_BILL, "stay"),
        ([within(Where.UNDECLARED)], Why.UNDECLARED, "stay"),
        ([within(Where.PARTLY, FREE)], Why.PARTLY, "stay"),
        ([within(Where.DECLARED, FREE, HELD)], Why.DECLARED, "stay"),
        ([within(Where.FREE, FREE)], Why.FREE, "may"),
        ([within(Where.GONE, GONE)], Why.GONE, "left"),
        ([within(Where.FREE, FREE), within(Where.UNDECLARED)], Why.UNDECLARED, "stay"),
        ([within(Where.UNDECLARED, transit=True)], Why.TRANSIT, "stay"),
    ],
)
def test_a_container_waits_for_the_last_of_its_bills(bills: list[Within], why: Why, state: str) -> None:
    found = judge(bills)
    assert (found.why, found.state) == (why, state)


def test_declarations_that_name_the_container_decide_for_it() -> None:
    assert judge([within(Where.PARTLY, naming(FREE))]).why is Why.FREE
    assert judge([within(Where.PARTLY, naming(FREE), naming(HELD))]).why is Why.DECLARED
    assert judge([within(Where.DECLARED, naming(GONE), HELD)]).why is Why.GONE


def test_it_is_told_which_declarations_hold_it() -> None:
    assert judge([within(Where.DECLARED, FREE, HELD)]).waits_for == ("102",)
    assert judge([within(Where.DECLARED, naming(FREE), HELD)]).waits_for == ()


def test_what_passed_has_left_whatever_its_bill_says() -> None:
    assert judge([within(Where.PARTLY, FREE)], passed_at=MOMENT).left_at == MOMENT
    assert judge([within(Where.GONE, GONE)], gone_at=MOMENT).left_at == MOMENT
    assert judge([within(Where.FREE, FREE, GONE)], gone_at=MOMENT).left_at is None
