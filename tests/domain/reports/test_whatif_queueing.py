"""A queue of checks: more officers never make anyone wait longer, and what was measured is found again."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports.domain.whatif.queueing import NOT_KNOWN, Job, filled, measured, quantile, starts

GAPS = st.lists(st.integers(0, 600), min_size=1, max_size=80)
TIMES = st.lists(st.integers(0, 2_000), min_size=80, max_size=80)


def waits(arrivals: list[int], works: list[int], officers: int) -> list[int]:
    begun = starts(arrivals, works[: len(arrivals)], officers)
    return [begins - arrived for arrived, begins in zip(arrivals, begun, strict=True)]


def job(no: int, arrived: int, ended: int, officer: str = "a", *, begun: int = NOT_KNOWN, plain: bool = True) -> Job:
    return Job(no, "documents", "2023-05", arrived, begun, ended, officer, plain)


def test_three_that_come_at_once_wait_for_each_other_with_one_officer_and_less_with_two() -> None:
    assert waits([0, 0, 0], [10, 20, 30], 1) == [0, 10, 30]
    assert waits([0, 0, 0], [10, 20, 30], 2) == [0, 0, 10]
    assert waits([0, 0, 0], [10, 20, 30], 3) == [0, 0, 0]


def test_who_comes_when_somebody_is_free_does_not_wait() -> None:
    assert waits([0, 100], [60, 60], 1) == [0, 0]
    assert waits([0, 59, 60], [60, 1, 1], 1) == [0, 1, 1]


def test_they_must_come_in_order() -> None:
    with pytest.raises(ValueError, match="order"):
        starts([5, 4], [1, 1], 1)


@given(GAPS, TIMES, st.integers(1, 6))
def test_one_more_officer_never_makes_anyone_wait_longer(gaps: list[int], works: list[int], officers: int) -> None:
    arrivals = list(accumulate(gaps))
    fewer, more = (waits(arrivals, works, count) for count in (officers, officers + 1))
    assert all(less >= longer for less, longer in zip(fewer, more, strict=True))


@given(GAPS, TIMES)
def test_with_an_officer_for_each_nobody_waits(gaps: list[int], works: list[int]) -> None:
    assert not any(waits(list(accumulate(gaps)), works, len(gaps)))


@given(GAPS, TIMES, st.integers(1, 4))
def test_no_officer_idles_while_somebody_waits(gaps: list[int], works: list[int], officers: int) -> None:
    arrivals = list(accumulate(gaps))
    begun = starts(arrivals, works[: len(arrivals)], officers)
    ends = [begins + work for begins, work in zip(begun, works, strict=False)]
    for place, begins in enumerate(begun):
        busy = sum(begun[other] <= begins - 1 < ends[other] for other in range(len(begun)))
        assert begins == arrivals[place] or busy == officers
    for moment in begun:
        assert sum(begins <= moment < end for begins, end in zip(begun, ends, strict=True)) <= officers


@given(GAPS, TIMES)
def test_of_one_officer_who_works_first_come_first_served_what_each_took_is_found_again(
    gaps: list[int], works: list[int]
) -> None:  # fmt: skip
    arrivals = list(accumulate(gaps))
    begun = starts(arrivals, works[: len(arrivals)], 1)
    jobs = [
        job(no, arrived, begins + work)
        for no, (arrived, begins, work) in enumerate(zip(arrivals, begun, works, strict=False))
    ]
    assert measured(jobs) == works[: len(arrivals)]


@given(GAPS, TIMES, st.integers(2, 4))
def test_so_it_is_of_several_of_whom_it_is_noted_who_ended_what(
    gaps: list[int], works: list[int], officers: int
) -> None:  # fmt: skip
    arrivals, free = list(accumulate(gaps)), [0] * officers
    jobs = []
    for no, arrived in enumerate(arrivals):
        who = free.index(min(free))
        free[who] = max(arrived, free[who]) + works[no] + 1
        jobs.append(job(no, arrived, free[who], str(who)))
    assert measured(jobs) == [work + 1 for work in works[: len(arrivals)]]


def test_work_begins_when_it_was_noted_but_not_before_the_last_was_ended() -> None:
    assert measured([job(1, 0, 100, begun=70)]) == [30]
    assert measured([job(1, 0, 100), job(2, 0, 130, begun=90)]) == [100, 30]
    assert measured([job(1, 0, 100), job(2, 0, 130, "b")]) == [100, 130]


def test_what_was_interrupted_took_nobody_knows_what_but_its_officer_was_busy_till_then() -> None:
    assert measured([job(1, 0, 100, plain=False), job(2, 0, 130)]) == [None, 30]


def test_what_is_not_known_is_drawn_from_its_kind_the_same_each_time() -> None:
    jobs = [job(no, 0, 1) for no in range(40)]
    works: list[int | None] = [*range(20), *[None] * 20]
    first = filled(jobs, works, {})
    assert first[:20] == list(range(20))
    assert first == filled(jobs, works, {})
    assert len(set(first[20:])) > 1
    assert set(first[20:]) <= set(range(20))
    assert filled(jobs[:1], [None], {"documents": 77}) == [77]


@pytest.mark.parametrize(
    ("values", "hundredths", "found"),
    [([], 50, None), ([7], 50, 7), ([1, 2, 3], 50, 2), ([1, 2, 3, 4], 50, 2), (range(1, 11), 90, 9), ([4, 1], 90, 4)],
)
def test_a_quantile_is_the_smallest_value_that_so_many_do_not_exceed(
    values: list[int], hundredths: int, found: int | None
) -> None:
    assert quantile(values, hundredths) == found
