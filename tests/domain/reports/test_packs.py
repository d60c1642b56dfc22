"""Months and quarters by code, and what each is compared with."""

from datetime import date

import pytest

from motcua.reports.domain.packs import Stretch, codes, pack


def days(told: str) -> Stretch:
    return Stretch(*map(date.fromisoformat, told.split()))


@pytest.mark.parametrize(
    ("code", "today", "now", "before", "same"),
    [
        ("2023-11", "2023-12-22", "2023-11-01 2023-11-30", "2023-10-01 2023-10-31", "2022-11-01 2022-11-30"),
        ("2023-12", "2023-12-22", "2023-12-01 2023-12-22", "2023-11-01 2023-11-22", "2022-12-01 2022-12-22"),
        ("2023-q4", "2023-12-31", "2023-10-01 2023-12-31", "2023-07-01 2023-09-30", "2022-10-01 2022-12-31"),
        ("2023-q1", "2023-05-01", "2023-01-01 2023-03-31", "2022-10-01 2022-12-31", "2022-01-01 2022-03-31"),
        ("2024-02", "2024-03-01", "2024-02-01 2024-02-29", "2024-01-01 2024-01-31", "2023-02-01 2023-02-28"),
        ("2024-03", "2024-03-30", "2024-03-01 2024-03-30", "2024-02-01 2024-02-29", "2023-03-01 2023-03-30"),
    ],
)  # fmt: skip
def test_a_period_is_compared_with_as_many_days(code: str, today: str, now: str, before: str, same: str) -> None:
    found = pack(code, date.fromisoformat(today))
    assert found is not None
    assert (found.now, found.before, found.same) == (days(now), days(before), days(same))


@pytest.mark.parametrize("code", ["2023-13", "2023-00", "2023-q5", "2024-01", "9999-12", "0001-01", "x", "2023-1", ""])
def test_what_is_no_period_or_has_not_begun_has_no_pack(code: str) -> None:
    assert pack(code, date(2023, 12, 22)) is None


def test_the_packs_of_a_year_are_those_that_have_begun() -> None:
    assert codes(2023, date(2023, 4, 1)) == ["2023-01", "2023-02", "2023-03", "2023-04", "2023-q1", "2023-q2"]
