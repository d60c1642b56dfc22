"""Working time: closed hours, holidays, exchanged days and outages do not count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.days import LAW_ZONE
from motcua.kernel.worktime import Calendar, NoCalendar


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LAW_ZONE).astimezone(UTC)


TET = {date(2023, 1, day): "Tết" for day in range(20, 27)}
CALENDAR = Calendar(TET, frozenset({date(2023, 1, 28)}), frozenset({2022, 2023, 2024}))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2023-03-01 08:00", 2, "2023-03-01 10:00"),
        ("2023-03-01 11:00", 2, "2023-03-01 14:00"),
        ("2023-03-01 12:30", 2, "2023-03-01 15:00"),
        ("2023-03-01 16:30", 2, "2023-03-02 09:30"),
        ("2023-03-03 16:30", 2, "2023-03-06 09:30"),
        ("2023-03-01 08:00", 8, "2023-03-01 17:00"),
        ("2023-03-01 08:01", 8, "2023-03-02 08:01"),
        ("2023-01-19 16:00", 2, "2023-01-27 09:00"),
        ("2023-01-27 16:00", 2, "2023-01-28 09:00"),
        ("2023-01-28 16:00", 2, "2023-01-30 09:00"),
        ("2023-03-01 20:00", 1, "2023-03-02 09:00"),
    ],
)
def test_hours_are_counted_while_the_office_is_open(start: str, hours: int, end: str) -> None:
    assert CALENDAR.add_hours(local(start), hours) == local(end)


def test_an_outage_moves_a_deadline_by_its_open_time() -> None:
    outage = (local("2023-03-01 09:00"), local("2023-03-01 13:30"))
    moved = Calendar(TET, frozenset(), frozenset({2023}), outages=(outage,))
    assert moved.add_hours(local("2023-03-01 08:00"), 2) == local("2023-03-01 14:30")


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [("2023-01-19", 1, "2023-01-27"), ("2023-01-27", 1, "2023-01-28"), ("2023-03-03", 5, "2023-03-10")],
)
def test_working_days_skip_tet_and_take_the_exchanged_day(day: str, count: int, end: str) -> None:
    assert CALENDAR.add_days(date.fromisoformat(day), count) == date.fromisoformat(end)


def test_a_year_without_its_list_is_unknown() -> None:
    with pytest.raises(NoCalendar, match="2025"):
        CALENDAR.add_days(date(2024, 12, 31), 1)


moments = st.datetimes(datetime(2022, 2, 1), datetime(2023, 12, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


@given(moments, st.integers(1, 80))
def test_as_many_hours_lie_between_as_were_added(start: datetime, halves: int) -> None:
    end = CALENDAR.add_hours(start, halves / 2)
    assert CALENDAR.hours_between(start, end) == timedelta(hours=halves / 2)
    assert CALENDAR.hours_between(end, start) == timedelta()
