"""Working days of 2022 to 2026: Tết, days in lieu, exchanged Saturdays, and deadlines across them."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.days import law_moment
from motcua.reference.domain import calendar, calendar_days

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    day, hour = text.split()
    return law_moment(d(day), *(int(part) for part in hour.split(":")))


TET = [
    ("2022-01-28", "2022-01-31", "2022-02-04", "2022-02-07"),
    ("2023-01-19", "2023-01-20", "2023-01-26", "2023-01-27"),
    ("2024-02-07", "2024-02-08", "2024-02-14", "2024-02-15"),
    ("2025-01-24", "2025-01-27", "2025-01-31", "2025-02-03"),
    ("2026-02-13", "2026-02-16", "2026-02-20", "2026-02-23"),
]


@pytest.mark.parametrize(("eve", "first", "last", "after"), TET)
def test_at_tet_the_offices_are_closed_from_the_first_to_the_last_day(
    eve: str, first: str, last: str, after: str
) -> None:
    office = calendar()
    assert office.open_on(d(eve))
    day = d(first)
    while day <= d(last):
        assert not office.open_on(day), day
        day += timedelta(days=1)
    assert office.open_on(d(after))


@pytest.mark.parametrize(("eve", "first", "last", "after"), TET)
def test_eight_working_hours_begun_on_the_eve_of_tet_end_after_it(eve: str, first: str, last: str, after: str) -> None:
    assert calendar().add_hours(at(f"{eve} 16:00"), 8) == at(f"{after} 16:00")
    assert calendar().add_days(d(eve), 1) == d(after)


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ],
)
def test_an_exchanged_day_is_closed_and_its_saturday_is_worked(off: str, worked: str) -> None:
    assert d(off).weekday() < 5
    assert not calendar().open_on(d(off))
    assert d(worked).weekday() == 5
    assert calendar().open_on(d(worked))
    assert not calendar().open_on(d(worked) - timedelta(days=7))


def test_the_long_break_of_spring_2024_is_five_days_and_its_hours_are_made_up_on_saturday() -> None:
    office = calendar()
    assert office.add_days(d("2024-04-26"), 1) == d("2024-05-02")
    assert office.hours_between(at("2024-04-26 17:00"), at("2024-05-05 00:00")) == timedelta(hours=24)
    assert office.add_hours(at("2024-05-03 16:00"), 2) == at("2024-05-04 09:00")


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2022-01-03", False), ("2022-01-04", True), ("2022-04-11", False), ("2022-05-03", False),
        ("2022-05-04", True), ("2022-08-31", True), ("2022-09-01", False), ("2022-09-02", False),
        ("2022-09-05", True), ("2023-01-02", False), ("2023-05-03", False), ("2023-05-04", True),
        ("2023-09-01", False), ("2023-09-04", False), ("2023-09-05", True), ("2024-04-18", False),
        ("2024-09-03", False), ("2024-09-04", True), ("2025-04-07", False), ("2025-09-01", False),
        ("2025-09-03", True), ("2026-04-27", False), ("2026-09-01", False), ("2026-09-03", True),
    ],
)  # fmt: skip
def test_days_in_lieu_are_closed_and_the_day_after_is_not(day: str, open_: bool) -> None:
    assert calendar().open_on(d(day)) is open_


@pytest.mark.parametrize("year", range(2022, 2027))
def test_every_year_has_at_least_eleven_days_off_and_each_day_in_lieu_answers_a_weekend(year: int) -> None:
    listed = [found for found in calendar_days() if found.day.year == year]
    kinds = Counter(found.kind for found in listed)
    assert kinds["holiday"] >= 11
    assert kinds["exchanged"] == kinds["worked"]
    on_weekends = sum(found.kind == "holiday" and found.day.weekday() >= 5 for found in listed)
    assert kinds["compensation"] == on_weekends


def test_a_day_in_lieu_falls_on_a_weekday_and_a_worked_day_on_a_weekend() -> None:
    for found in calendar_days():
        assert (
            (found.day.weekday() >= 5)
            if found.kind == "worked"
            else (found.kind == "holiday" or found.day.weekday() < 5)
        )
        assert found.words.vi
        assert found.words.en
        assert found.source


def test_no_day_stands_twice() -> None:
    days = [found.day for found in calendar_days()]
    assert days == sorted(set(days))


@pytest.mark.parametrize("year", [2021, 2027])
def test_a_year_without_its_list_is_unknown(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        calendar().open_on(date(year, 6, 1))


@given(DAYS.filter(lambda day: day < date(2026, 12, 1)), st.integers(1, 10))
def test_the_end_of_a_term_in_days_is_a_working_day_with_as_many_between(day: date, count: int) -> None:
    office = calendar()
    end = office.add_days(day, count)
    between = sum(office.open_on(day + timedelta(days=n)) for n in range(1, (end - day).days + 1))
    assert office.open_on(end)
    assert between == count


@given(DAYS.filter(lambda day: day < date(2026, 12, 1)), st.integers(0, 23), st.integers(1, 40))
def test_hours_added_are_hours_found_between(day: date, hour: int, hours: int) -> None:
    start = law_moment(day, hour)
    assert calendar().hours_between(start, calendar().add_hours(start, hours)) == timedelta(hours=hours)
