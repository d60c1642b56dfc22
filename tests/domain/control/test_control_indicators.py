"""When an indicator is ahead, at its boundaries; what may be watched; what a return keeps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.control.domain.watching.indicators import (
    UNITS,
    Progress,
    elapsed,
    indicator,
    indicators,
    is_ahead,
    year_before,
)
from motcua.control.domain.watching.lists import What, criteria, folded, in_force, tidy
from motcua.control.domain.watching.returns import Figures, Line, month_of, read, written

DAY = date(2023, 12, 22)


def test_there_are_ten_and_each_says_that_its_name_is_ours() -> None:
    assert [each.place for each in indicators()] == list(range(1, 11))
    assert not any(each.verified for each in indicators())
    assert all("không công bố" in each.origin and each.unit in UNITS for each in indicators())
    assert indicator("projects") is not None
    assert indicator("none") is None


@pytest.mark.parametrize(("done", "ahead"), [(9, False), (10, True), (11, True), (0, False)])
def test_ahead_at_the_end_of_the_year_is_a_target_met(done: int, ahead: bool) -> None:
    assert is_ahead(done, 10, date(2023, 12, 31)) is ahead


def test_ahead_within_the_year_is_the_share_of_the_days_passed_that_day_included() -> None:
    assert elapsed(date(2023, 1, 1)) == (1, 365)
    assert elapsed(date(2024, 12, 31)) == (366, 366)
    assert is_ahead(146, 365, date(2023, 5, 26))
    assert not is_ahead(145, 365, date(2023, 5, 26))
    assert is_ahead(365, 365, date(2023, 1, 1))


def test_without_a_target_nothing_is_ahead() -> None:
    assert not is_ahead(5, 0, DAY)
    assert Progress(0, 5, 4, DAY).pace_ppm is None
    assert Progress(0, 5, 4, DAY).percent_ppm is None


def test_pace_and_what_is_due_by_a_day() -> None:
    told = Progress(365, 178, 100, date(2023, 6, 30))
    assert told.due == 181
    assert not told.ahead
    assert told.percent_ppm == 487_671
    assert told.pace_ppm == 178 * 1_000_000 // 181


@given(st.integers(0, 10**15), st.integers(1, 10**15), st.dates(date(2000, 1, 1), date(2999, 12, 31)))
def test_ahead_and_what_is_due_say_the_same(done: int, target: int, day: date) -> None:
    told = Progress(target, done, 0, day)
    assert told.ahead is (done >= told.due or done >= target)
    assert told.due <= target


def test_the_same_day_a_year_ago() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(DAY) == date(2022, 12, 22)


@pytest.mark.parametrize(
    ("what", "value", "kept"),
    [
        (What.PARTY, "5700 100 001", "5700100001"), (What.PARTY, "5700100001-001", "5700100001-001"),
        (What.PARTY, "570010000", None), (What.GOODS, "6109.10", "610910"), (What.GOODS, "610", None),
        (What.GOODS, "6", None), (What.GOODS, "6109101010", None), (What.ORIGIN, "cn", "CN"),
        (What.ORIGIN, "CHN", None),
        (What.VEHICLE, "14C-123.45", "14C12345"), (What.VEHICLE, "1", None),
        (What.CONTAINER, "tghu 123456-7", "TGHU1234567"), (What.CONTAINER, "TGHU12345678", None),
        (What.PARTY, "\x00", None),
    ],
)  # fmt: skip
def test_what_may_be_watched_is_read_as_it_is_written(what: What, value: str, kept: str | None) -> None:
    assert tidy(what, value) == kept


def test_selection_is_asked_in_its_own_terms() -> None:
    assert criteria(What.PARTY, "5700100001").parties == ("5700100001",)
    assert criteria(What.GOODS, "6109", "CN").origins == ("CN",)
    assert criteria(What.ORIGIN, "CN", "JP").origins == ("CN",)
    with pytest.raises(KeyError):
        criteria(What.VEHICLE, "14C12345")


def test_an_entry_is_in_force_from_the_day_told_to_its_last() -> None:
    first, last = date(2023, 5, 1), date(2023, 5, 31)
    assert [in_force(first, last, "approved", day) for day in (date(2023, 4, 30), first, last, date(2023, 6, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not in_force(first, last, "stopped", first)
    assert not in_force(None, last, "approved", first)
    assert folded("14c-123.45") == "14C-12345"


def test_a_return_is_read_as_it_was_written_and_its_digest_is_of_its_text() -> None:
    line = Line("notes", "Tin báo", "Notes", "notes", 100, 9, 8, 90, 80, True)
    figures = Figures("2023-11", date(2023, 11, 30), (line, Line("bases", "x", "x", "bases", 0, 0, 0, 0, 0, False)))
    text, digest = written(figures)
    assert read(text) == figures
    assert figures.ahead == 1
    assert written(read(text))[1] == digest


@pytest.mark.parametrize("text", ["2023-13", "2023-00", "2023-1", "202311", "9999-01", "0001-01", "٢٠٢٣-01", "x"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_of(text) is None
    assert month_of("2023-11") == (2023, 11)
