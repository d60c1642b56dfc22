"""Daily duties: once a law day, again after a failure or a restart."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.ground.services import daily
from motcua.ground.services.daily import Days

EVENING = datetime(2023, 12, 22, 16, 59, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    seen: list[datetime] = []
    monkeypatch.setattr(daily, "_duties", {"test": seen.append})
    return seen


def test_a_duty_is_done_once_a_law_day(done: list[datetime]) -> None:
    days = Days()
    assert [days.begin(EVENING), days.begin(EVENING + timedelta(seconds=59))] == [1, 0]
    assert days.begin(EVENING + timedelta(minutes=1)) == 1
    assert len(done) == 2


def test_a_restart_does_it_again(done: list[datetime]) -> None:
    Days().begin(EVENING)
    Days().begin(EVENING)
    assert len(done) == 2


def test_a_duty_that_fails_is_tried_again_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def fails(at: datetime) -> None:
        tried.append("fails")
        raise OSError

    monkeypatch.setattr(daily, "_duties", {"fails": fails, "works": lambda at: tried.append("works")})
    days = Days()
    days.begin(EVENING)
    days.begin(EVENING)
    assert tried == ["fails", "works", "fails"]


def test_two_duties_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "_duties", {})
    daily.duty("one")(print)
    with pytest.raises(ValueError, match="named twice"):
        daily.duty("one")(repr)
