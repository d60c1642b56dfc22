"""Moments are written as the database holds them, one or many at once, and read back as they were."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.domain.moments import aware, stored, stored_many

zones = st.sampled_from([UTC, UTC, UTC, timezone(timedelta(hours=7))])
moments = st.datetimes(datetime(2000, 1, 2), datetime(2999, 12, 30), timezones=zones)  # noqa: DTZ001 - hypothesis adds it


@given(st.lists(moments, max_size=8))
def test_many_moments_are_written_as_each_would_be(told: list[datetime]) -> None:
    assert stored_many(told) == [stored(at) for at in told]
    assert [aware(text) for text in stored_many(told)] == told


def test_none_are_none_and_whole_seconds_have_no_fraction() -> None:
    assert stored_many([]) == []
    assert stored_many([datetime(2023, 12, 22, 7, 0, tzinfo=UTC)]) == ["2023-12-22 07:00:00"]
    assert stored_many([datetime(2023, 12, 22, 7, 0, 0, 50, UTC)]) == ["2023-12-22 07:00:00.000050"]
