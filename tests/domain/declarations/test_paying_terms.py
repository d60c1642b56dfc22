"""When taxes are due, and why money cannot be matched."""

from datetime import date

import msgspec
import pytest

from motcua.declarations.domain.life import State
from motcua.declarations.domain.matching import Arrived, Owing, by_tax, read_items, why_not, written
from motcua.declarations.domain.terms import due_on, payment_term

MONEY = Arrived("VCB", "FT1", "5700000001", "100000000110", "0000.7111.2001", {"1901": 5}, 5, date(2023, 5, 4))
FOUND = Owing(1, "100000000110", "5700000001", "20BB", State.AWAITING_PAYMENT, charged=True)


@pytest.mark.parametrize(
    ("day", "due"),
    [("2023-05-01", "2023-06-10"), ("2023-05-31", "2023-06-10"), ("2023-12-15", "2024-01-10"),
     ("2024-01-31", "2024-02-10")],
)  # fmt: skip
def test_a_priority_enterprise_pays_on_the_tenth_of_the_next_month(day: str, due: str) -> None:
    assert due_on(date.fromisoformat(day), "AEO") == date.fromisoformat(due)


@pytest.mark.parametrize(("declared", "counts"), [("D", "AEO"), ("", "AEO"), ("A", "A"), ("B", "B"), ("C", "C")])
def test_a_priority_enterprise_that_names_a_guarantee_rests_on_it(declared: str, counts: str) -> None:
    assert payment_term(declared, priority=True) == counts
    assert payment_term(declared, priority=False) == declared


@pytest.mark.parametrize(
    ("money", "found", "why"),
    [
        ({}, FOUND, ""), ({}, None, "unknown"), ({"payer": "5700000002"}, FOUND, "party"),
        ({"items": {"1901": 3, "2663": 2}}, FOUND, "item"), ({"account": "other"}, FOUND, "account"),
        ({}, Owing(1, "1", "5700000001", "20BB", State.CANCELLED, charged=True), "cancelled"),
        ({}, Owing(1, "1", "5700000001", "20BB", State.CLEARED, charged=False), "nothing"),
    ],
)  # fmt: skip
def test_why_money_waits_is_said_by_name(money: dict, found: Owing | None, why: str) -> None:
    assert why_not(msgspec.structs.replace(MONEY, **money), found) == why


def test_sub_items_are_kept_as_a_line_and_read_again() -> None:
    items = {"1702": 30, "1901": 70, "4900": 1}
    assert read_items(written(items)) == items
    assert by_tax({**items, "2663": 9}) == {"vat": 30, "import": 70, "interest": 1}
