"""What if under another cap: what is asked, and counts side by side that invent no result."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports.domain.whatif.assumed import assumed
from motcua.reports.domain.whatif.cap import (
    HITS,
    KNOWN,
    MISSED,
    MOST_MINUTES,
    RECOVERED,
    UNKNOWN,
    Beside,
    CapAsked,
    CapFound,
    Times,
    Work,
    cap_of,
    fit_cap,
    minutes_of,
    said_cap,
)
from motcua.reports.domain.whatif.errors import WrongCap, WrongDays, WrongMinutes
from motcua.reports.domain.whatif.told import Pair
from motcua.risk.domain.simulation import Result
from motcua.risk.domain.simulation.again import Taken

DAY = date(2023, 5, 10)
ASKED = CapAsked(30_000, DAY, DAY)
TIMES = Times({("20BB", 1): 10, ("20BB", 3): 300, ("20BC", 3): 500}, {1: 20, 2: 90, 3: 400})
RED, GREEN, YELLOW = (3, "profile"), (1, "none"), (2, "random")


def taken(subject: int, was: tuple[int, str], would: tuple[int, str], office: str = "20BB") -> Taken:
    return Taken(subject, DAY, office, was, would)


def found(listed: list[Taken], results: dict[int, Result], asked: CapAsked = ASKED) -> CapFound:
    beside = Beside(asked, results)
    beside.add(listed)
    return beside.found(50_000, TIMES, Work(90, 0), "x")


@pytest.mark.parametrize(
    ("text", "ppm"), [("3", 30_000), (" 4.99 % ", 49_900), ("4,99", 49_900), ("0.0001", 1), ("100", 1_000_000)]
)
def test_a_cap_is_read_in_percent(text: str, ppm: int) -> None:
    assert cap_of(text) == ppm


@pytest.mark.parametrize("text", ["", "0", "100.0001", "-3", "x", "3.00001", "3 3", "1e2", "٣", "9" * 400])
def test_what_is_no_cap_is_refused(text: str) -> None:
    with pytest.raises(WrongCap):
        cap_of(text)


def test_minutes_are_whole_and_none_means_what_is_measured() -> None:
    assert (minutes_of(""), minutes_of(" 45 ")) == (0, 45)
    for wrong in ("0", "-1", "4.5", "x", str(MOST_MINUTES + 1), "9" * 400, "٣"):
        with pytest.raises(WrongMinutes):
            minutes_of(wrong)


def test_what_is_asked_must_be_reckonable() -> None:
    assert fit_cap(ASKED) == ASKED
    for wrong, refusal in (
        (CapAsked(0, DAY, DAY), WrongCap), (CapAsked(-1, DAY, DAY), WrongCap),
        (CapAsked(1_000_001, DAY, DAY), WrongCap), (CapAsked(1, date(2024, 1, 1), DAY), WrongDays),
        (CapAsked(1, date.min, DAY), WrongDays), (CapAsked(1, DAY, date.max), WrongDays),
        (CapAsked(1, DAY, DAY, minutes=-1), WrongMinutes), (CapAsked(1, DAY, DAY, minutes=10_001), WrongMinutes),
    ):  # fmt: skip
        with pytest.raises(refusal):
            fit_cap(wrong)


def test_a_hit_that_is_no_longer_inspected_is_missed_and_an_inspection_that_never_was_is_unknown() -> None:
    told = found(
        [taken(1, RED, GREEN), taken(2, RED, RED), taken(3, GREEN, RED), taken(4, RED, RED)],
        {1: Result(True, 500), 2: Result(True, 70)},
    )
    assert told.total == Pair("", 3, 3)
    assert [told.result(key) for key in (KNOWN, UNKNOWN, HITS, MISSED, RECOVERED)] == [
        Pair(KNOWN, 2, 1), Pair(UNKNOWN, 1, 2), Pair(HITS, 2, 1), Pair(MISSED, 0, 1), Pair(RECOVERED, 570, 70),
    ]  # fmt: skip


def test_a_branch_counts_its_own_declarations_alone() -> None:
    listed = [taken(1, RED, GREEN), taken(2, RED, RED, "20BC")]
    assert found(listed, {}, CapAsked(30_000, DAY, DAY, "20BC")).branches == (Pair("20BC", 1, 1),)
    assert found(listed, {}).branches == (Pair("20BB", 1, 0), Pair("20BC", 1, 1))


def test_who_changes_channel_takes_the_median_of_the_branch_else_of_the_department_else_none() -> None:
    listed = [
        taken(1, RED, GREEN), taken(2, RED, GREEN), taken(3, RED, GREEN, "20BC"), taken(4, YELLOW, RED, "20BC"),
        taken(5, GREEN, GREEN),
    ]  # fmt: skip
    told = found(listed, {})
    assert [(each.office, each.declarations, each.was_minutes, each.would_minutes, each.own) for each in told.changed] \
        == [("20BB", 2, 300, 10, True), ("20BC", 1, 90, 500, False), ("20BC", 1, 500, 20, False)]  # fmt: skip
    assert told.waits_minutes == 2 * (10 - 300) + (500 - 90) + (20 - 500)
    bare = Beside(ASKED, {})
    bare.add(listed)
    unknown = bare.found(50_000, Times({}, {}), Work(90, 0), "x")
    assert unknown.waits_minutes is None
    assert all(each.own for each in unknown.changed)


def test_load_is_inspections_times_minutes_and_rates_are_of_declarations() -> None:
    told = found([taken(1, RED, GREEN), taken(2, RED, RED), taken(3, GREEN, GREEN), taken(4, GREEN, GREEN)], {})
    assert told.hours == (Pair("20BB", 180, 90),)
    assert told.rates_ppm == (500_000, 250_000)


CHOSEN = st.sampled_from([RED, GREEN, YELLOW, (3, "legal"), (3, "model"), (3, "random"), (3, "officer")])
ROWS = st.lists(st.tuples(CHOSEN, CHOSEN, st.sampled_from(["20BB", "20BC"]), st.booleans()), min_size=1, max_size=60)


@given(ROWS)
def test_every_group_adds_up_to_the_same_and_no_result_is_invented(rows: list[tuple]) -> None:  # type: ignore[type-arg]
    listed = [taken(no, was, would, office) for no, (was, would, office, _) in enumerate(rows)]
    results = {no: Result(hit, 1) for no, (was, _would, _office, hit) in enumerate(rows) if was[0] == 3}
    told = found(listed, results)
    for side in ("was", "would"):
        inspected = getattr(told.total, side)
        assert sum(getattr(each, side) for each in told.channels) == len(rows)
        for group in (told.branches, told.sources, told.months):
            assert sum(getattr(each, side) for each in group) == inspected
        assert getattr(told.result(KNOWN), side) + getattr(told.result(UNKNOWN), side) == inspected
    assert told.result(HITS).was == told.result(HITS).would + told.result(MISSED).would
    assert told.result(KNOWN).would <= told.result(KNOWN).was
    assert sum(each.declarations for each in told.changed) == sum(was[0] != would[0] for was, would, *_ in rows)


def test_a_question_is_said_in_few_words_and_assumptions_can_be_read() -> None:
    assert said_cap(CapAsked(49_900, DAY, DAY)) == "4.99 %"
    assert said_cap(CapAsked(30_000, DAY, DAY, minutes=45)) == "3 % · 45 min"
    assert assumed().inspection_minutes > 0
