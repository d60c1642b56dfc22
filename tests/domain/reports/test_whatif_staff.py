"""What if a branch had other officers: what is asked, and three columns that show the error of the model."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports.domain.whatif.errors import WrongDays, WrongMinutes, WrongOfficers
from motcua.reports.domain.whatif.queueing import NOT_KNOWN, Job
from motcua.reports.domain.whatif.staff import (
    DOCUMENTS,
    INSPECTION,
    MOST_OFFICERS,
    Queue,
    Staff,
    StaffAsked,
    StaffFound,
    Terms,
    Trio,
    Work,
    fit_staff,
    officers_of,
    said_staff,
    staffed,
)

DAY = date(2023, 5, 10)
HOUR = 3_600
TERMS = Terms({DOCUMENTS: 2 * HOUR, INSPECTION: 8 * HOUR}, {DOCUMENTS: 1_200, INSPECTION: 5_400}, 2)
ASKED = StaffAsked("20BB", 2, True, DAY, DAY)


def job(no: int, arrived: int, ended: int, kind: str = DOCUMENTS, **more: object) -> Job:
    usual: dict[str, object] = {"month": "2023-05", "begun": NOT_KNOWN, "officer": "a", "plain": True}
    return Job(no, kind, arrived=arrived, ended=ended, **{**usual, **more})  # type: ignore[arg-type]


def found(jobs: list[Job], now: int = 1, then: int = 2, asked: StaffAsked = ASKED) -> StaffFound:
    return Queue(asked, jobs, TERMS).found(Staff(now, then, "posts"), "x")


@pytest.mark.parametrize(
    ("text", "read"), [("+2", (2, True)), (" - 1 ", (-1, True)), ("5", (5, False)), ("+0", (0, True))]
)
def test_a_number_is_read_as_it_is_typed(text: str, read: tuple[int, bool]) -> None:
    assert officers_of(text) == read


@pytest.mark.parametrize("text", ["", "x", "2.5", "++2", "501", "-501", "٣", "9" * 400, "1e2", "2\0"])
def test_what_is_no_number_of_officers_is_refused(text: str) -> None:
    with pytest.raises(WrongOfficers):
        officers_of(text)


def test_somebody_must_be_left_and_not_too_many() -> None:
    assert staffed(ASKED, 3, "posts") == Staff(3, 5, "posts")
    assert staffed(StaffAsked("20BB", 1, False, DAY, DAY), 3, "posts").then == 1
    for officers, relative in ((-3, True), (-4, True), (0, False), (MOST_OFFICERS, True)):
        with pytest.raises(WrongOfficers):
            staffed(StaffAsked("20BB", officers, relative, DAY, DAY), 3, "posts")


def test_what_is_asked_must_be_reckonable() -> None:
    assert fit_staff(ASKED) == ASKED
    for wrong, refusal in (
        (StaffAsked("20BB", 1, True, date(2024, 1, 1), DAY), WrongDays),
        (StaffAsked("20BB", 1, True, date.min, DAY), WrongDays),
        (StaffAsked("20BB", 1, True, DAY, date.max), WrongDays),
        (StaffAsked("20BB", 501, True, DAY, DAY), WrongOfficers),
        (StaffAsked("20BB", 1, True, DAY, DAY, present=-1), WrongOfficers),
        (StaffAsked("20BB", 1, True, DAY, DAY, document_minutes=-1), WrongMinutes),
        (StaffAsked("20BB", 1, True, DAY, DAY, inspection_minutes=10_001), WrongMinutes),
    ):  # fmt: skip
        with pytest.raises(refusal):
            fit_staff(wrong)


def test_three_columns_stand_side_by_side() -> None:
    jobs = [job(1, 0, HOUR, begun=0), job(2, 0, 2 * HOUR, begun=HOUR), job(3, 0, 3 * HOUR, begun=2 * HOUR)]
    told = found(jobs)
    assert told.median_waits[-1] == Trio("", HOUR, HOUR, 0)
    assert told.most_waits[-1] == Trio("", 2 * HOUR, 2 * HOUR, HOUR)
    assert told.median_stays[-1] == Trio("", 2 * HOUR, 2 * HOUR, HOUR)
    assert told.late[0] == Trio(DOCUMENTS, 1, 1, 0)
    assert told.load_ppm == Trio("", None, 1_000_000, 500_000)
    assert told.error_ppm == 0
    assert told.open_at_end == Trio("", None, 0, 0)
    assert (told.checks, told.begun, told.drawn, told.work_seconds) == (3, 3, 0, 3 * HOUR)
    assert told.works[0] == Work(DOCUMENTS, HOUR, 3, "measured")


def test_of_too_few_noted_beginnings_no_wait_is_told() -> None:
    alone = found([job(1, 0, HOUR, begun=60), job(2, 0, 2 * HOUR)])
    assert (alone.begun, alone.median_waits[0].measured, alone.months[0].measured) == (1, None, None)
    both = found([job(1, 0, HOUR, begun=60), job(2, 0, 2 * HOUR, begun=HOUR)])
    assert (both.begun, both.median_waits[0].measured, both.months[0].measured) == (2, 60, HOUR)


def test_the_error_of_the_model_is_seen_where_what_was_measured_is_no_queue() -> None:
    jobs = [job(no, no * HOUR, no * HOUR + 2 * HOUR, officer=str(no % 2)) for no in range(20)]
    told = found(jobs, now=20, then=21)
    assert told.error_ppm == 0
    fixed = found(jobs, 20, 21, StaffAsked("20BB", 1, True, DAY, DAY, document_minutes=30))
    assert fixed.error_ppm == -750_000
    assert fixed.works[0] == Work(DOCUMENTS, 1_800, 20, "asked")


def test_a_kind_of_which_nothing_is_measured_takes_what_is_assumed_and_says_so() -> None:
    told = found([job(1, 0, HOUR), job(2, 0, 9 * HOUR, INSPECTION, plain=False)])
    assert told.works[1] == Work(INSPECTION, 5_400, 0, "assumed")
    assert told.drawn == 1
    assert told.median_stays[1] == Trio(INSPECTION, None, None, None)


def test_more_work_than_time_is_said() -> None:
    jobs = [job(no, 0, HOUR, officer=str(no)) for no in range(10)]
    told = found(jobs, now=10, then=2)
    assert told.overloaded
    assert told.open_at_end.then == 8
    assert not found(jobs, now=2, then=11).overloaded


ROWS = st.lists(
    st.tuples(st.integers(0, 40_000), st.integers(1, 9_000), st.sampled_from("abc"), st.booleans(),
              st.sampled_from([DOCUMENTS, INSPECTION])),
    min_size=1, max_size=50,
)  # fmt: skip


@given(ROWS, st.integers(1, 5))
def test_more_officers_never_make_waits_stays_delays_or_load_larger(rows: list[tuple], least: int) -> None:  # type: ignore[type-arg]
    jobs = [
        job(no, arrived, arrived + took, kind, officer=officer, plain=plain)
        for no, (arrived, took, officer, plain, kind) in enumerate(rows)
    ]
    for now, then in pairwise(range(least, least + 3)):
        told = found(jobs, now, then)
        every = (
            *told.median_waits, *told.most_waits, *told.median_stays, *told.most_stays, *told.late, *told.months,
            told.load_ppm, told.open_at_end,
        )  # fmt: skip
        assert all(trio.difference is None or trio.difference <= 0 for trio in every)


@given(ROWS)
def test_the_present_number_asked_for_is_the_model_of_the_present(rows: list[tuple]) -> None:  # type: ignore[type-arg]
    jobs = [job(no, arrived, arrived + took, kind) for no, (arrived, took, _, _, kind) in enumerate(rows)]
    told = found(jobs, 2, 2)
    assert all(trio.difference in (0, None) for trio in (*told.most_waits, *told.late, told.load_ppm))


def test_a_question_is_said_in_few_words() -> None:
    assert said_staff(ASKED) == "20BB +2"
    assert said_staff(StaffAsked("20BB", -1, True, DAY, DAY)) == "20BB -1"
    assert said_staff(StaffAsked("20BB", 5, False, DAY, DAY, document_minutes=20)) == "20BB 5 · 20 / 0 min"
