"""Ids grow, whatever the clock does, and tell their moment and writer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.domain.identifiers import COUNTS, EPOCH, WRITERS, Series, moment, tick, writer_of

MOMENT = datetime(2023, 12, 22, 1, 2, 3, 456_000, tzinfo=UTC)
moments = st.datetimes(datetime(2019, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.tuples(moments, st.integers(1, 5000)), min_size=1, max_size=8), st.integers(0, WRITERS - 1))
def test_each_id_is_larger_than_all_before_even_if_the_clock_is_set_back(
    takings: list[tuple[datetime, int]], writer: int
) -> None:
    series = Series(writer)
    taken = [each for at, count in takings for each in series.take(at, count)]
    assert len(taken) == sum(count for _, count in takings)
    assert all(one < next_one for one, next_one in zip(taken, taken[1:], strict=False))
    assert {writer_of(each) for each in taken} == {writer}
    assert taken[-1] < 1 << 63


def test_an_id_tells_the_millisecond_at_which_it_was_taken() -> None:
    assert moment(Series(5).take(MOMENT, 1)[0]) == MOMENT


def test_a_millisecond_holds_2048_ids_and_then_the_next_begins() -> None:
    taken = Series(7).take(MOMENT, COUNTS + 1)
    assert [moment(taken[n]) for n in (0, COUNTS - 1, COUNTS)] == [
        MOMENT, MOMENT, MOMENT + timedelta(milliseconds=1),
    ]  # fmt: skip


@given(moments, st.integers(1, (1 << 62) - 1))
def test_a_series_begins_above_what_the_log_already_holds(at: datetime, above: int) -> None:
    assert Series(0, above=above).take(at, 1)[0] > above


@given(moments, st.integers(0, WRITERS - 1), st.integers(0, WRITERS - 1))
def test_two_writers_never_take_the_same_id(at: datetime, one: int, other: int) -> None:
    if one != other:
        assert not set(Series(one).take(at, 3000)) & set(Series(other).take(at, 3000))


def test_moments_before_2020_count_as_its_beginning() -> None:
    assert tick(EPOCH - timedelta(days=1)) == 0


@pytest.mark.parametrize("writer", [-1, WRITERS])
def test_there_are_1024_writers(writer: int) -> None:
    with pytest.raises(ValueError, match="writer"):
        Series(writer)
