"""Paying: last days, guarantees and what comes before release, at their boundaries."""

from datetime import date

import msgspec
import pytest

from motcua.duties.domain.paying import KINDS, due_on, payables


class Owed(msgspec.Struct):
    """What was assessed."""

    by_kind: dict[str, int]


OWED = Owed({"vat": 110, "import": 100, "excise": 0})


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("registered", "term", "last"),
    [
        ("2023-05-04", "D", "2023-05-04"),
        ("2023-05-04", "", "2023-05-04"),
        ("2023-05-04", "Z", "2023-05-04"),
        ("2023-05-04", "A", "2023-06-03"),  # a Saturday: a guarantee ends as it falls
        ("2023-05-04", "B", "2023-06-03"),
        ("2023-05-04", "C", "2023-06-05"),  # a deferral goes on to Monday
        ("2023-05-03", "C", "2023-06-02"),  # a Friday
        ("2022-12-22", "C", "2023-01-27"),  # 21 January 2023 is a Saturday before Tết, closed to the 26th
        ("2023-04-05", "C", "2023-05-05"),
        ("2023-03-31", "C", "2023-05-04"),  # 30 April, 1 May, and the days in lieu of them
        ("2022-12-02", "C", "2023-01-03"),  # New Year's Day is a Sunday, Monday in lieu
        ("2026-12-05", "C", "2027-01-04"),  # a Monday of a year whose calendar is not known
        ("2026-12-04", "C", "2027-01-03"),  # a Sunday of such a year stays as it falls
        ("1999-01-01", "D", "1999-01-01"),
    ],
)
def test_the_last_day_to_pay(registered: str, term: str, last: str) -> None:
    assert due_on(day(registered), term) == day(last)


@pytest.mark.parametrize(
    ("term", "guaranteed", "before", "until"),
    [
        ("D", False, True, None),
        ("D", True, False, "2023-06-03"),
        ("A", False, False, "2023-06-03"),
        ("B", False, False, "2023-06-03"),
        ("C", False, False, None),
        ("", False, True, None),
    ],
)
def test_what_comes_before_release_and_what_is_guaranteed(
    term: str, guaranteed: bool, before: bool, until: str | None
) -> None:
    for each in payables(OWED, day("2023-05-04"), term, guaranteed=guaranteed):
        assert each.before_release is before
        assert each.guaranteed_until == (day(until) if until else None)
        assert each.due_on == due_on(day("2023-05-04"), term)
        assert not each.verified
        assert each.words.vi
        assert each.words.en


def test_each_tax_that_is_owed_is_told_once_in_the_legal_order_and_they_add_up() -> None:
    found = payables(OWED, day("2023-05-04"), "D")
    assert [(each.tax, each.amount) for each in found] == [("import", 100), ("vat", 110)]
    every = payables(Owed(dict.fromkeys(reversed(KINDS), 7)), day("2023-05-04"), "A")
    assert [each.tax for each in every] == list(KINDS)
    assert sum(each.amount for each in every) == 7 * len(KINDS)


def test_where_nothing_is_owed_nothing_is_due() -> None:
    assert payables(Owed({"import": 0}), day("2023-05-04"), "D") == ()
