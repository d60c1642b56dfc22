"""Days are those of Viet Nam, moments are kept in UTC, and what is told from outside stays within the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from motcua.kernel.days import in_words, law_day, told_moment, whole_hour

HERE, WEST = timezone(timedelta(hours=7)), timezone(timedelta(hours=-12))


def test_a_moment_that_is_told_in_another_zone_is_the_same_moment_in_utc() -> None:
    told = told_moment(datetime(2023, 5, 5, 20, tzinfo=HERE))
    assert (told, told.utcoffset()) == (datetime(2023, 5, 5, 13, tzinfo=UTC), timedelta(0))


@pytest.mark.parametrize("at", [
    datetime(2000, 1, 1, tzinfo=HERE), datetime(2999, 12, 31, 23, 59, tzinfo=WEST),
])  # fmt: skip
def test_the_first_and_the_last_day_may_be_told(at: datetime) -> None:
    assert told_moment(at) == at
    assert law_day(told_moment(at)) + timedelta(days=3650)


@pytest.mark.parametrize("at", [
    datetime(1999, 12, 31, 23, 59, tzinfo=HERE), datetime(3000, 1, 1, tzinfo=HERE), datetime(1, 1, 1, tzinfo=HERE),
    datetime(9999, 12, 31, 23, tzinfo=WEST),
])  # fmt: skip
def test_days_at_the_ends_of_the_calendar_are_refused_and_overflow_nothing(at: datetime) -> None:
    with pytest.raises(ValueError, match="from 2000 to 2999"):
        told_moment(at)


@pytest.mark.parametrize(("at", "then"), [
    (datetime(2023, 5, 4, 16, 0, tzinfo=UTC), datetime(2023, 5, 4, 16, tzinfo=UTC)),
    (datetime(2023, 5, 4, 16, 0, 1, tzinfo=UTC), datetime(2023, 5, 4, 17, tzinfo=UTC)),
    (datetime(2023, 5, 4, 16, 30, tzinfo=UTC), datetime(2023, 5, 4, 17, tzinfo=UTC)),
    (datetime(2023, 5, 4, 23, 59, tzinfo=UTC), datetime(2023, 5, 5, 0, tzinfo=UTC)),
])  # fmt: skip
def test_a_moment_within_an_hour_becomes_the_next_full_one(at: datetime, then: datetime) -> None:
    assert whole_hour(at) == then


@pytest.mark.parametrize(("at", "words"), [
    (datetime(2023, 12, 22, 17, 7, tzinfo=UTC), "00:07 23/12/2023"), (date(2023, 2, 1), "01/02/2023"),
    (datetime(2023, 12, 22, 14, 7, 59, tzinfo=HERE), "14:07 22/12/2023"),
])  # fmt: skip
def test_a_moment_is_written_as_it_is_in_viet_nam_and_a_day_as_it_is(at: date, words: str) -> None:
    assert in_words(at) == words
