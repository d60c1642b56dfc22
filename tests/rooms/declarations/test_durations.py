"""Likely times: quantiles of past clearances, never of fewer than twenty, whatever the selection did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.domain.lasting import AGES, LEAST, Stage, age_class, period
from motcua.declarations.models import Declaration
from motcua.declarations.queries import durations
from motcua.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
LATER = DAY + timedelta(days=10)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing remembered of another test."""
    durations.forget()
    yield
    durations.forget()


def cleared(at: datetime, count: int, direction: str = "import", first: int = 0) -> None:
    """So many declarations, the n-th cleared after n minutes."""
    numbers = [
        answer.declaration_id
        for answer in services.submit(
            [
                services.Raw(factories.body(no, day=DAY, lines=1, direction=direction), at)
                for no in range(first, first + count)
            ],
            by=SYSTEM,
        )
    ]
    for place, subject in enumerate(numbers, 1):
        Declaration.objects.filter(pk=subject).update(cleared_at=at + place * MINUTE, channel=1)


@pytest.mark.parametrize(("count", "found"), [(LEAST - 1, False), (LEAST, True)])
def test_a_cell_of_fewer_than_twenty_is_not_told(at: datetime, count: int, found: bool) -> None:
    cleared(at, count)
    assert (durations.likely("import", "20BB", LATER) is not None) is found


def test_quantiles_are_those_of_the_nearest_rank(at: datetime) -> None:
    cleared(at, 40)
    told = durations.likely("import", "20BB", LATER)
    assert told is not None
    assert (told.p50_minutes, told.p90_minutes, told.counted, told.office) == (20, 36, 40, "20BB")
    assert told.by_channel["green"].counted == 40
    assert set(told.by_channel) == {"green"}


def test_a_branch_with_too_few_is_told_the_whole_department(at: datetime) -> None:
    cleared(at, 20)
    told = durations.likely("import", "20CF", LATER)
    assert told is not None
    assert (told.office, told.counted) == ("", 20)
    assert durations.likely("export", "20BB", LATER) is None


def test_only_the_last_ninety_days_count_and_not_today(at: datetime) -> None:
    cleared(at, 20)
    assert period(LATER) == (LATER - timedelta(days=90), LATER - timedelta(days=1))
    assert durations.likely("import", "20BB", DAY) is None
    assert durations.likely("import", "20BB", DAY + timedelta(days=1)) is not None
    assert durations.likely("import", "20BB", DAY + timedelta(days=90)) is not None
    assert durations.likely("import", "20BB", DAY + timedelta(days=91)) is None


def test_a_dry_run_tells_them_and_asks_once_a_day(at: datetime) -> None:
    cleared(at, 20)
    body = factories.body(99, day=LATER)
    told = services.try_out(services.Raw(body, at + timedelta(days=10)), by=SYSTEM)
    assert told.likely_times is not None
    assert told.likely_times.p90_minutes == 18
    cleared(at, 20, first=50)
    again = services.try_out(services.Raw(body, at + timedelta(days=10)), by=SYSTEM)
    assert again.likely_times == told.likely_times
    durations.forget()
    assert services.try_out(services.Raw(body, at + timedelta(days=10)), by=SYSTEM).likely_times != told.likely_times


def test_release_times_stand_by_direction_and_channel(at: datetime) -> None:
    cleared(at, 20)
    cleared(at, 20, "export", 200)
    rows = durations.releases("20BB", LATER)
    assert [(row.direction, row.channel, set(row.spreads)) for row in rows] == [
        ("export", 1, {Stage.CLEARANCE}), ("import", 1, {Stage.CLEARANCE}),
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "place"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (15, 3), (16, 4)])
def test_ages_fall_into_their_classes(days: int, place: int) -> None:
    assert age_class(days) == place
    assert place < len(AGES)


def test_what_is_open_is_counted_by_state_and_age(at: datetime) -> None:
    services.submit([services.Raw(factories.body(no, day=DAY, lines=1), at) for no in range(30)], by=SYSTEM)
    found = durations.ages("20BB", at + timedelta(days=5))
    open_now = Declaration.objects.exclude(state="cleared").count()
    assert sum(sum(counts) for counts in found.values()) == open_now
    assert all(counts[2] == sum(counts) for counts in found.values())
