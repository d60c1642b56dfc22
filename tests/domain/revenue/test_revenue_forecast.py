"""The forecast: exact where a series has a plain shape, honest where little is known, blind to what comes later."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from motcua.kernel.worktime import Calendar, NoCalendar
from motcua.reference.domain import calendar, calendar_days
from motcua.revenue.domain.forecasting import Forecast, NoHistory, forecast, period_end
from motcua.revenue.domain.forecasting.frame import CLOSED, frame
from motcua.revenue.domain.forecasting.methods import METHODS, paths
from motcua.revenue.domain.forecasting.naming import METHODS as NAMES
from motcua.revenue.domain.forecasting.trying import ENOUGH, LEARNED, STEP, longest, origins, walked
from motcua.revenue.domain.forecasting.trying import NAMES as TRIED

ONE = timedelta(days=1)
FIRST = date(2022, 1, 1)
TET = frozenset(each.day for each in calendar_days() if each.words.en.startswith("Lunar New Year"))
MILLION = 1_000_000
RUNS = 60 if os.environ.get("MOTCUA_COUNTS") == "soak" else 8


def series(until: date, amount: Callable[[date], float], first: date = FIRST) -> dict[date, int]:
    return {first + no * ONE: round(amount(first + no * ONE)) for no in range((until - first).days + 1)}


def weekly(day: date) -> int:
    return (0, 0, 0, 0, 0, 30, 20)[day.weekday()] * MILLION or (60 if calendar().open_on(day) else 10) * MILLION


def told(days: dict[date, int], as_of: date, by: Calendar | None = None) -> Forecast:
    return forecast(days, as_of, by or calendar(), TET)


def test_seasonal_naive_is_exact_on_a_year_that_repeats_itself() -> None:
    as_of = date(2023, 6, 30)
    repeating = series(date(2023, 12, 31), lambda day: (100 + (day - FIRST).days % 364) * MILLION)
    found = told(repeating, as_of)
    whole = sum(amount for day, amount in repeating.items() if day.year == 2023)
    assert abs(found.year.naive - whole) <= MILLION


@pytest.mark.parametrize("method", ["average", "smoothing", "monthly", "regression", "combination"])
def test_a_week_that_never_changes_is_told_within_two_percent(method: str) -> None:
    as_of = date(2023, 10, 31)
    days = series(date(2023, 12, 31), weekly)
    known = (as_of - FIRST).days + 1
    money = np.array([days[FIRST + no * ONE] for no in range(known)], dtype=np.float64) / MILLION
    found = paths(frame(FIRST, date(2023, 12, 31), calendar(), TET), money, known)[method].sum()
    came = sum(amount for day, amount in days.items() if day > as_of) / MILLION
    assert found == pytest.approx(came, rel=0.02)


def test_months_are_counted_from_the_first_day_on() -> None:
    found = frame(date(2022, 11, 29), date(2023, 3, 1), calendar(), TET).months
    first = date(2022, 11, 29)
    assert [int(found[(day - first).days]) for day in (
        date(2022, 11, 30), date(2022, 12, 1), date(2022, 12, 31), date(2023, 1, 1), date(2023, 2, 28), date(2023, 3, 1)
    )] == [0, 1, 1, 2, 3, 4]  # fmt: skip


def test_a_month_is_smoothed_whatever_the_course_of_its_days() -> None:
    """Ten of a month's days bring all of it, early in one month and late in the next: only the months are the same."""

    def shifting(day: date) -> int:
        early = day.month % 2 == 0
        return 90 * MILLION if (day.day <= 10) == early and (early or day.day > 18) else 0

    as_of = date(2023, 10, 31)
    known = (as_of - FIRST).days + 1
    money = np.array(list(series(as_of, shifting).values()), dtype=np.float64) / MILLION
    found = paths(frame(FIRST, date(2023, 12, 31), calendar(), TET), money, known)
    usual = money.sum() / 22 * 2
    assert found["monthly"].sum() == pytest.approx(usual, rel=0.12)
    assert abs(found["monthly"].sum() - usual) < abs(found["average"].sum() - usual)


def test_nothing_later_than_the_day_is_looked_at() -> None:
    as_of = date(2023, 12, 22)
    days = series(as_of, weekly)
    later = days | {as_of + no * ONE: 10**12 for no in range(1, 400)}
    assert told(days, as_of) == told(later, as_of)


def test_a_trial_is_blind_to_every_day_after_its_origin() -> None:
    as_of, origin = date(2023, 12, 22), 400
    money = np.array(list(series(as_of, weekly).values()), dtype=np.float64)
    days = frame(FIRST, as_of, calendar(), TET)
    usual = walked(days, money / money.mean(), [origin])[origin]
    other = np.where(np.arange(len(money)) < origin, money, money * 9)
    turned = walked(days, other / other.mean(), [origin])[origin]
    for name in TRIED:
        assert turned[name] * other.mean() == pytest.approx(usual[name] * money.mean(), rel=1e-9)


@pytest.mark.parametrize("known", range(LEARNED + STEP * ENOUGH, LEARNED + STEP * ENOUGH + 15))
def test_the_longest_trial_can_be_made_from_enough_origins_and_a_longer_one_cannot(known: int) -> None:
    assert len(origins(known, longest(known))) == ENOUGH
    assert len(origins(known, longest(known) + 1)) < ENOUGH


def test_what_was_collected_is_never_taken_back() -> None:
    found = told(series(date(2023, 12, 22), weekly), date(2023, 12, 22))
    for each in found.outlooks:
        assert each.low95 is not None
        assert each.low80 is not None
        assert each.high80 is not None
        assert each.high95 is not None
        assert each.collected <= each.low95 <= each.low80 <= each.value <= each.high80 <= each.high95


def test_on_the_last_day_of_a_period_everything_is_known() -> None:
    found = told(series(date(2023, 12, 31), weekly), date(2023, 12, 31))
    for each in found.outlooks:
        assert {each.value, each.low80, each.high80, each.low95, each.high95} == {each.collected}
    assert found.days == ()


@pytest.mark.parametrize(
    ("day", "months", "first", "last"),
    [
        (date(2024, 2, 29), 1, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), 3, date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 1, 1), 12, date(2024, 1, 1), date(2024, 12, 31)),
        (date(2023, 12, 31), 3, date(2023, 10, 1), date(2023, 12, 31)),
    ],
)
def test_periods_begin_and_end_with_the_calendar(day: date, months: int, first: date, last: date) -> None:
    assert period_end(day, months) == (first, last)


def test_the_29th_of_february_and_the_first_day_of_a_year_are_days_like_others() -> None:
    days = series(date(2024, 12, 31), weekly)
    assert told(days, date(2024, 2, 29)).month.value == told(days, date(2024, 2, 29)).month.collected
    first = told(days, date(2024, 1, 1))
    assert first.year.collected == days[date(2024, 1, 1)]
    assert first.days[0][0] == date(2024, 1, 2)
    assert first.days[-1][0] == date(2024, 12, 31)


def test_without_eight_weeks_of_history_nothing_is_told() -> None:
    days = series(date(2022, 12, 31), weekly)
    assert told(days, FIRST + 55 * ONE).year.value
    with pytest.raises(NoHistory):
        told(days, FIRST + 54 * ONE)
    with pytest.raises(NoHistory):
        told({}, date(2023, 12, 22))
    with pytest.raises(NoHistory):
        told(dict.fromkeys(days, 0), date(2022, 12, 22))


def test_days_at_the_ends_of_the_calendar_are_refused_in_words() -> None:
    days = series(date(2022, 12, 31), weekly)
    for day in (date.min, date(3, 12, 31), date(2021, 12, 31), date(9999, 12, 31)):
        with pytest.raises((NoHistory, NoCalendar)):
            told(days, day)


def test_short_history_gives_no_interval_rather_than_a_guess() -> None:
    early = told(series(date(2022, 6, 15), weekly), date(2022, 6, 15))
    assert early.year.low80 is None
    assert early.year.tried == ()
    assert early.year.method == "combination"


def test_errors_measured_over_fewer_days_are_said_to_be_stretched() -> None:
    found = told(series(date(2023, 3, 15), lambda day: weekly(day) * (1 + (day.toordinal() * 7919 % 13) / 26)),
                 date(2023, 3, 15))  # fmt: skip
    assert found.year.stretched
    assert not found.month.stretched
    assert found.month.tried[0].origins >= ENOUGH


def test_a_closed_day_brings_less_than_an_open_one() -> None:
    whole = frame(FIRST, date(2023, 12, 31), calendar(), TET)
    assert whole.kinds[(date(2023, 1, 23) - FIRST).days] == CLOSED
    assert whole.kinds[(date(2023, 5, 2) - FIRST).days] == CLOSED
    found = told(series(date(2023, 4, 20), weekly), date(2023, 4, 20))
    ahead = dict(found.days)
    assert ahead[date(2023, 5, 2)] < ahead[date(2023, 5, 9)] / 3


def test_a_long_stay_at_a_lower_level_is_followed() -> None:
    found = told(series(date(2023, 9, 30), lambda day: weekly(day) * (1 if day < date(2023, 1, 1) else 0.5)),
                 date(2023, 9, 30))  # fmt: skip
    came = sum(weekly(date(2023, 10, 1) + no * ONE) // 2 for no in range(92))
    assert found.year.value - found.year.collected == pytest.approx(came, rel=0.1)


def test_every_method_has_a_name() -> None:
    assert set(NAMES) == set(TRIED)
    assert set(METHODS) < set(NAMES)


@cache
def noisy(seed: int) -> tuple[int, int, int]:
    """Of one made-up series: whether 80 % and 95 % held the year's end told on 22 December, and the better half."""
    dice = np.random.default_rng(seed)
    days = series(date(2023, 12, 31), lambda day: weekly(day) * float(dice.gamma(4.0)) / 4)
    found = told(days, date(2023, 12, 22)).year
    came = sum(amount for day, amount in days.items() if day.year == 2023)
    assert found.low80 is not None
    assert found.high80 is not None
    assert found.low95 is not None
    assert found.high95 is not None
    naive = next(each for each in found.tried if each.method == "naive")
    return (
        int(found.low80 <= came <= found.high80), int(found.low95 <= came <= found.high95),
        int(found.tried[0].mean_error < naive.mean_error),
    )  # fmt: skip


def test_intervals_hold_about_as_often_as_they_say() -> None:
    runs = [noisy(seed) for seed in range(RUNS)]
    held80, held95 = sum(run[0] for run in runs), sum(run[1] for run in runs)
    assert held80 >= 0.8 * RUNS - 2.6 * (0.16 * RUNS) ** 0.5
    assert held95 >= 0.95 * RUNS - 2.6 * (0.0475 * RUNS) ** 0.5
    assert sum(run[2] for run in runs) >= 0.9 * RUNS
