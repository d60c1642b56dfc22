"""Seats that nobody overtakes, clocks in working time, and lives of conferences, guests, questions, visits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.helpdesk.domain.meetings import clocks, data, plans
from motcua.helpdesk.domain.meetings.errors import NeedsWords, WrongTimes
from motcua.helpdesk.domain.meetings.life import (
    ACTION_MOVES,
    GUEST_MOVES,
    MOVES,
    RAISED_MOVES,
    VISIT_MOVES,
    Action,
    Guest,
    Raised,
    State,
    Visit,
)
from motcua.helpdesk.domain.meetings.seats import Waiting, moved_up, seated
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible, move
from motcua.reference.domain import calendar

sends = st.integers(1, 5)


def test_the_last_seat_is_given_and_the_next_enterprise_waits() -> None:
    assert seated(10, 8, 2)
    assert not seated(10, 9, 2)


def test_who_registers_behind_a_waiting_list_waits_even_where_there_is_room() -> None:
    assert not seated(10, 9, 1, [Waiting(1, 2)])


def test_the_first_who_does_not_fit_holds_up_all_behind() -> None:
    queue = [Waiting(1, 2), Waiting(2, 3), Waiting(3, 1)]
    assert moved_up(10, 6, queue) == [1]
    assert moved_up(10, 5, queue) == [1, 2]
    assert moved_up(10, 10, queue) == []


@given(st.integers(1, 40), st.lists(sends, max_size=40), st.data())
def test_seats_never_exceed_the_room_and_nobody_overtakes(room: int, wanted: list[int], more: st.DataObject) -> None:
    taken, queue, inside = 0, [], {}
    for no, people in enumerate(wanted):
        if seated(room, taken, people, queue):
            inside[no] = people
            taken += people
        else:
            queue.append(Waiting(no, people))
        if inside and more.draw(st.booleans()):
            gone = more.draw(st.sampled_from(sorted(inside)))
            taken -= inside.pop(gone)
            for moved in moved_up(room, taken, queue):
                first = queue.pop(0)
                assert first.id == moved
                inside[moved] = first.people
                taken += first.people
        assert taken == sum(inside.values()) <= room
        assert not queue or taken + queue[0].people > room or queue[0].people > room


PROMISES = [
    ("2023-12-15 09:00", 5, "2023-12-22"),
    ("2023-12-15 23:59", 5, "2023-12-22"),
    ("2023-12-16 09:00", 5, "2023-12-22"),
    ("2023-12-29 10:00", 5, "2024-01-08"),
    ("2023-01-19 10:00", 5, "2023-02-02"),
    ("2023-04-28 16:00", 1, "2023-05-04"),
    ("2023-08-31 16:00", 2, "2023-09-06"),
]


@pytest.mark.parametrize(("at", "days", "due"), PROMISES)
def test_a_promised_answer_is_due_at_the_end_of_a_working_day(at: str, days: int, due: str) -> None:
    """Weekends, New Year, Tết, 30/4–1/5 and 2/9 do not count, nor does the day of the promise."""
    day, hour = at.split()
    moment = law_moment(date.fromisoformat(day), *map(int, hour.split(":")))
    assert clocks.promised_by(calendar(), moment, days) == law_moment(date.fromisoformat(due), 17)


@pytest.mark.parametrize(
    ("day", "days", "until"),
    [("2023-12-22", 2, "2023-12-20"), ("2023-12-18", 1, "2023-12-15"), ("2023-01-30", 2, "2023-01-19")]
)  # fmt: skip
def test_questions_are_taken_until_some_working_days_before(day: str, days: int, until: str) -> None:
    begins = law_moment(date.fromisoformat(day), 8)
    assert clocks.asked_until(calendar(), begins, days) == law_moment(date.fromisoformat(until), 17)


def test_a_promise_is_late_after_its_moment_and_a_day_the_day_after() -> None:
    due = law_moment(date(2023, 12, 22), 17)
    assert not clocks.late(due, due)
    assert clocks.late(due, law_moment(date(2023, 12, 22), 17, 1))
    assert not clocks.late(None, due)
    assert not clocks.late_on(date(2023, 12, 22), date(2023, 12, 22))
    assert clocks.late_on(date(2023, 12, 22), date(2023, 12, 23))


@pytest.mark.parametrize(
    ("table", "state", "verbs"),
    [
        (MOVES, State.PLANNED, {"change", "invite", "cancel"}),
        (MOVES, State.INVITED, {"change", "invite", "hold", "cancel"}),
        (MOVES, State.HELD, {"minutes"}),
        (MOVES, State.MINUTES, {"minutes", "publish"}),
        (MOVES, State.PUBLISHED, {"publish"}),
        (MOVES, State.CANCELLED, set()),
        (GUEST_MOVES, Guest.CAME, set()),
        (GUEST_MOVES, Guest.DECLINED, {"seat", "queue"}),
        (GUEST_MOVES, Guest.WAITING, {"seat", "decline", "come"}),
        (RAISED_MOVES, Raised.OPEN, {"answer", "promise"}),
        (RAISED_MOVES, Raised.PROMISED, {"settle"}),
        (RAISED_MOVES, Raised.ANSWERED, set()),
        (VISIT_MOVES, Visit.PLANNED, {"change", "findings", "cancel"}),
        (VISIT_MOVES, Visit.MADE, {"findings", "follow up", "close"}),
        (VISIT_MOVES, Visit.CLOSED, set()),
        (ACTION_MOVES, Action.OPEN, {"extend", "done", "drop"}),
        (ACTION_MOVES, Action.DONE, set()),
    ],
)
def test_what_can_be_done_in_a_state(table: dict, state: State, verbs: set[str]) -> None:
    every = {verb for _, verb in table}
    for verb in every:
        if verb in verbs:
            move(table, state, verb)
        else:
            with pytest.raises(Impossible):
                move(table, state, verb)


def test_a_limit_has_a_first_day_and_says_that_nobody_has_seen_its_text() -> None:
    found = data.limit("promised answer", date(2023, 5, 4))
    assert (found.value, found.verified) == (5, False)
    with pytest.raises(NotInForce):
        data.limit("promised answer", date(2019, 12, 31))


def test_times_stand_in_order_and_what_has_to_be_said_is_said() -> None:
    at = law_moment(date(2023, 5, 4), 8)
    later = law_moment(date(2023, 5, 4), 9)
    plans.need_times(at, later, at)
    for wrong in ((at, at, at), (at, later, later)):
        with pytest.raises(WrongTimes):
            plans.need_times(*wrong)
    with pytest.raises(NeedsWords):
        plans.need_words(plans.Minutes("An", "Bình", " ", "Kết luận"))
