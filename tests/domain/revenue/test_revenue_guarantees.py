"""The eight checks of a guarantee, each at its boundary; classes of debt; days of a refund; treasury accounts."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from motcua.reference import domain as reference
from motcua.revenue.domain.classes import class_of
from motcua.revenue.domain.guarantees import Offer, Promise, Reference, Wanted, faults
from motcua.revenue.domain.refunds import REFUND_MOVES, RefundState, decision_days
from motcua.revenue.domain.treasury import item_of, office_of, tax_of, treasuries

NAMED = Reference("BIDV", 2023, "BL", "7")
DAY = date(2023, 5, 4)
GENERAL = Promise("general", NAMED, "5700000001", 1000, DAY, DAY + timedelta(days=30), broker="5700000002")
SINGLE = Promise(
    "individual", NAMED, "5700000001", 1000, DAY, DAY, office="20BB", procedure="A11", planned_on=DAY, bill="B1",
    invoice="I1",
)  # fmt: skip
WANTED = Wanted("general", NAMED, "5700000001", "20BB", "A11", DAY)
ONE = Wanted("individual", NAMED, "5700000001", "20BB", "A11", DAY, bills=("B1",), invoices=("I9",))


def codes(promise: Promise, wanted: Wanted, amount: int = 1000, on: date = DAY, **offer: Any) -> list[str]:
    facts = {"until": promise.until, "free": promise.amount, **offer}
    return [fault.code for fault in faults(Offer(promise, **facts), wanted, amount, on)]


def test_a_guarantee_that_fits_bears_exactly_its_balance() -> None:
    assert codes(GENERAL, WANTED) == codes(SINGLE, ONE) == []
    assert codes(GENERAL, WANTED, 1001) == ["DEC-PAY-16"]


def test_a_guarantee_that_nobody_registered_is_said_to_be_so() -> None:
    assert [fault.code for fault in faults(None, WANTED, 1, DAY)] == ["DEC-PAY-10"]


@pytest.mark.parametrize(
    ("on", "offer", "found"),
    [
        (DAY - timedelta(days=1), {}, ["DEC-PAY-15"]), (DAY, {}, []), (DAY + timedelta(days=30), {}, []),
        (DAY + timedelta(days=31), {}, ["DEC-PAY-15"]), (DAY, {"ended": True}, ["DEC-PAY-15"]),
        (DAY + timedelta(days=31), {"until": DAY + timedelta(days=31)}, []),
    ],
)  # fmt: skip
def test_it_is_valid_from_its_first_day_to_its_last(on: date, offer: dict[str, Any], found: list[str]) -> None:
    assert codes(GENERAL, WANTED, on=on, **offer) == found


def test_only_the_party_or_the_broker_named_in_it_may_use_it() -> None:
    other = msgspec.structs.replace(WANTED, party="5700000009")
    assert codes(GENERAL, other) == ["DEC-PAY-14"]
    assert codes(GENERAL, msgspec.structs.replace(other, broker="5700000002")) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"office": "20CF"}, ["DEC-PAY-12"]), ({"procedure": "A12"}, ["DEC-PAY-12"]),
        ({"planned_on": DAY + timedelta(days=1)}, ["DEC-PAY-12"]), ({"bills": ("B2",)}, ["DEC-PAY-13"]),
        ({"bills": ("B2",), "invoices": ("I1",)}, []), ({"kind": "general"}, ["DEC-PAY-17"]),
    ],
)  # fmt: skip
def test_an_individual_one_agrees_with_its_declaration(change: dict[str, Any], found: list[str]) -> None:
    assert codes(SINGLE, msgspec.structs.replace(ONE, **change)) == found


def test_an_individual_one_is_for_one_declaration() -> None:
    assert codes(SINGLE, ONE, used_by_other=True) == ["DEC-PAY-11"]
    numbered = msgspec.structs.replace(SINGLE, declaration="100000000110")
    assert codes(numbered, ONE) == ["DEC-PAY-11"]
    assert codes(numbered, msgspec.structs.replace(ONE, number="100000000111")) == []


@pytest.mark.parametrize(("days", "code"), [(0, "in_term"), (-1, "to_90"), (-90, "to_90"), (-91, "over_90")])
def test_a_debt_grows_old_on_its_ninety_first_day(days: int, code: str) -> None:
    assert class_of(DAY + timedelta(days=days), DAY) == code
    assert class_of(DAY + timedelta(days=days), DAY, "hard") == "hard"


def test_a_refund_is_decided_within_six_working_days_and_never_in_one_step() -> None:
    assert decision_days().on(DAY) == 6
    assert reference.calendar().add_days(DAY, 6) == date(2023, 5, 12)
    assert {state for (state, verb) in REFUND_MOVES if verb in ("grant", "deny")} == {RefundState.PROPOSED}


def test_every_treasury_account_is_of_one_office_and_every_sub_item_of_one_tax() -> None:
    assert all(office_of(each.account) == each.office for each in treasuries().values())
    assert office_of("nobody's") == tax_of("1234") == ""
    assert (tax_of("1901"), tax_of("1702"), item_of("export")) == ("import", "vat", "1851")
