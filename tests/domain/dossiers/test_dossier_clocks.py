"""The clock of dossiers: worked cases an officer can read, and what holds for all."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.domain import story
from motcua.dossiers.domain.clock import HOUR_US, Clock, Limit, clock
from motcua.dossiers.domain.life import Lateness, State
from motcua.dossiers.domain.story import Asked, Course, Standing
from motcua.kernel.days import LAW_ZONE, law_moment
from motcua.kernel.worktime import Calendar, NoCalendar
from motcua.procedures import factories
from motcua.reference import domain as reference

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "dossier_clocks.yaml").read_text("utf-8"))
HERE = clock(reference.calendar())
FIRST = int(law_moment(date(2022, 1, 1)).timestamp()) // 60
moments = st.integers(FIRST, FIRST + 900 * 1440).map(lambda minute: datetime.fromtimestamp(minute * 60, UTC))
limits = st.builds(
    Limit, st.decimals(0, 40, places=1).map(Decimal), st.sampled_from(["wh", "wd", "d", ""])
)  # fmt: skip
waits = st.tuples(st.integers(0, 30_000), st.integers(0, 20_000)).map(
    lambda told: (timedelta(minutes=told[0]), timedelta(minutes=told[1]))
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LAW_ZONE).astimezone(UTC)


def pairs(told: list[list[str]]) -> list[tuple[datetime, datetime]]:
    return [(moment(begin), moment(end)) for begin, end in told]


STOPS = (("ask supplement", "supplement"), ("ask payment", "paid"))


def promised_with(limit: Limit, received: datetime, pauses: list[tuple[datetime, datetime]], hours: Clock) -> datetime:
    """The promised moment of a dossier that was stopped and went on: a supplement first, then payments."""
    course, held = Course("", factories.steps(), limit), Standing(State.NEW)
    acts = [("receive", received)]
    for no, pause in enumerate(pauses):
        acts += zip(STOPS[min(no, 1)], pause, strict=True)
    for verb, at in acts:
        held = story.after(held, story.decide(held, Asked(verb, at, points=("Bản dịch",), fee=1), course, hours))
    assert held.due_at is not None
    return held.due_at


@pytest.mark.parametrize("told", CASES, ids=lambda told: told["case"])
def test_a_result_is_promised_as_the_worked_case_says(told: dict[str, Any]):
    base = reference.calendar()
    shut = tuple(pairs(told.get("shut", [])))
    calendar = Calendar(base.holidays, base.swapped, base.years, base.hours, shut)
    amount, _, unit = told["limit"].partition(" ")
    found = promised_with(
        Limit(Decimal(amount), unit), moment(told["received"]), pairs(told.get("pauses", [])),
        clock(calendar, pairs(told.get("outages", []))),
    )  # fmt: skip
    assert found.astimezone(LAW_ZONE) == moment(told["due"]).astimezone(LAW_ZONE)


def test_there_are_sixty_cases():
    assert len(CASES) >= 60


@given(limits, moments)
def test_a_promise_is_never_before_receipt_and_its_budget_never_negative(limit: Limit, received: datetime):
    assert clocks.budget(limit, received, HERE.plain) >= 0
    assert clocks.promised(limit, received, HERE) >= received


@given(limits, moments, waits)
def test_a_pause_moves_the_end_by_exactly_its_working_time(limit: Limit, received: datetime, wait: Any):
    begin = received + wait[0]
    before = clocks.promised(limit, received, HERE)
    if begin >= before or HERE.plain.between(begin, before) == 0:
        return
    paused = promised_with(limit, received, [(begin, begin + wait[1])], HERE)
    assert HERE.plain.between(before, paused) == HERE.plain.between(begin, begin + wait[1])


@given(limits, moments, waits)
def test_an_outage_moves_the_end_as_a_pause_does(limit: Limit, received: datetime, wait: Any):
    hole = (received + wait[0], received + wait[0] + wait[1])
    broken = clock(reference.calendar(), [hole] if wait[1] else [])
    before = clocks.promised(limit, received, HERE)
    if hole[0] >= before or HERE.plain.between(hole[0], before) == 0:
        return
    assert clocks.promised(limit, received, broken) == promised_with(limit, received, [hole], HERE)


@given(limits, moments, st.integers(0, 60_000))
def test_who_comes_later_is_promised_no_earlier(limit: Limit, received: datetime, minutes: int):
    later = received + timedelta(minutes=minutes)
    assert clocks.promised(limit, received, HERE) <= clocks.promised(limit, later, HERE)


@given(st.decimals(0, 40, places=1).map(Decimal), st.integers(0, 20), st.sampled_from(["wh", "wd", "d"]), moments)
def test_a_longer_limit_ends_no_earlier(amount: Decimal, more: int, unit: str, received: datetime):
    short, long = Limit(amount, unit), Limit(amount + more, unit)
    assert clocks.promised(short, received, HERE) <= clocks.promised(long, received, HERE)


@given(moments, st.integers(0, 400 * 60))
def test_hours_agree_with_the_calendar_of_the_house(start: datetime, minutes: int):
    end = start + timedelta(minutes=minutes)
    assert HERE.plain.between(start, end) == reference.calendar().hours_between(start, end) / timedelta(microseconds=1)
    if minutes:
        assert HERE.plain.after(start, minutes * 60_000_000) == reference.calendar().add_hours(start, minutes / 60)


@pytest.mark.parametrize("received", ["2021-12-31 09:00", "2027-01-04 09:00"])
def test_a_year_without_a_calendar_is_said_and_not_guessed(received: str):
    with pytest.raises(NoCalendar, match=received[:4]):
        clocks.promised(Limit(Decimal(2), "wh"), moment(received), HERE)


def test_a_limit_that_runs_into_an_unknown_year_is_refused():
    with pytest.raises(NoCalendar, match="2027"):
        clocks.promised(Limit(Decimal(30), "d"), moment("2026-12-20 09:00"), HERE)


@pytest.mark.parametrize(
    ("done", "unit", "found"),
    [
        ("2023-03-08 17:00", "wd", Lateness.EARLY), ("2023-03-09 08:01", "wd", Lateness.ON_TIME),
        ("2023-03-09 17:00", "wd", Lateness.ON_TIME), ("2023-03-09 17:01", "wd", Lateness.LATE),
        ("2023-03-09 16:00", "wh", Lateness.EARLY), ("2023-03-09 16:01", "wh", Lateness.ON_TIME),
        ("2023-03-09 08:00", "", Lateness.ON_TIME), ("2023-03-10 08:00", "", Lateness.LATE),
    ],
)  # fmt: skip
def test_early_is_a_day_before_and_late_a_minute_after(done: str, unit: str, found: Lateness):
    assert clocks.lateness(moment(done), moment("2023-03-09 17:00"), unit, HERE.plain) is found


def test_a_calendar_day_of_a_step_counts_as_five_sevenths_of_a_working_day():
    assert clocks.share(Decimal(7), "d") == 40 * HOUR_US
    assert clocks.share(Decimal("0.5"), "wd") == 4 * HOUR_US
