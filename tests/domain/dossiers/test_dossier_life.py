"""The life of a dossier, without tables: every pair of state and act, and what acts make of a standing."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.domain import story
from motcua.dossiers.domain.clock import HOUR_US, Limit, clock
from motcua.dossiers.domain.errors import AskedBefore, BringOriginals, NeedsWords, TooManyLetters, UnknownStep
from motcua.dossiers.domain.life import ACT_WORDS, CLOSED, MOVES, NUMBERS, STATE_WORDS, State
from motcua.dossiers.domain.steps import following, steps_of
from motcua.dossiers.domain.story import Asked, Course, Standing
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible, move
from motcua.kernel.refusals import Refusal
from motcua.procedures import factories
from motcua.reference import domain as reference

CLOCK = clock(reference.calendar())
AT = law_moment(date(2023, 3, 6), 9)
COURSE = Course("20BB-230306-0001", factories.steps(), Limit(Decimal(2), "wd"))
HOUR = timedelta(hours=1)


def do(held: Standing, verb: str, hours: float = 0, course: Course = COURSE, **told: object) -> Standing:
    asked = Asked(verb, AT + hours * HOUR, **told)  # type: ignore[arg-type]
    return story.after(held, story.decide(held, asked, course, CLOCK, by=7))


def test_the_ten_states_have_the_portals_numbers_and_words():
    assert list(NUMBERS.values()) == list(range(1, 11))
    assert set(STATE_WORDS) == set(State)
    assert {verb for _, verb in MOVES} < set(ACT_WORDS)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", sorted({verb for _, verb in MOVES}))
def test_what_the_table_has_not_is_impossible(state: State, verb: str):
    if (state, verb) in MOVES:
        assert move(MOVES, state, verb) in State
    else:
        with pytest.raises(Impossible):
            move(MOVES, state, verb)


def test_nothing_is_worked_on_after_its_end():
    assert not {verb for state, verb in MOVES if state in CLOSED} - {"give result", "rate"}


def test_receipt_starts_the_clock_and_the_end_is_on_time():
    held = do(Standing(State.NEW), "receive")
    assert held.due_at == law_moment(reference_day(8), 17)
    done = do(do(held, "hand over", 1), "finish", 2)
    assert (done.lateness, done.state, done.running_since) == ("early", State.DONE, None)


def reference_day(no: int) -> date:
    return date(2023, 3, no)


def test_a_supplement_stops_the_clock_and_is_asked_once():
    held = do(Standing(State.NEW), "receive")
    asked = do(held, "ask supplement", 1, points=("Bản dịch", "Chữ ký"))
    assert (asked.state, asked.running_since, asked.asked) == (State.SUPPLEMENT, None, 1)
    back = do(asked, "supplement", 25)
    assert back.due_at == law_moment(reference_day(9), 17)
    with pytest.raises(AskedBefore):
        do(back, "ask supplement", 26, points=("Nữa",))


def test_before_receipt_a_supplement_moves_no_clock():
    asked = do(Standing(State.NEW), "ask supplement", points=("Bản dịch",))
    assert do(asked, "supplement", 5).state is State.NEW


def pausing() -> Course:
    """The second step waits for somebody else."""
    first, second, *more = COURSE.steps
    return COURSE._replace(steps=(first, msgspec.structs.replace(second, pauses=True), *more))


def test_what_is_finished_while_the_clock_stands_still_is_not_late():
    held = do(Standing(State.NEW), "receive")
    waits = do(held, "hand over", 2, pausing(), to=2)
    assert waits.running_since is None
    done = do(waits, "finish", 24 * 9, pausing())
    assert (done.lateness, done.due_at > held.due_at) == ("early", True)


def test_a_step_without_a_share_of_the_time_is_never_over():
    held, plain = do(Standing(State.NEW), "receive"), COURSE.steps[0]
    without = COURSE._replace(steps=(msgspec.structs.replace(plain, amount=Decimal(0)), *COURSE.steps[1:]))
    assert story.due_of_step(held, without, CLOCK) is None
    assert story.due_of_step(held, COURSE, CLOCK) is not None


def test_a_step_books_the_working_time_it_took():
    held = do(Standing(State.NEW), "receive")
    act = story.decide(held, Asked("hand over", AT + 2 * HOUR), COURSE, CLOCK)
    assert (act.left_step, act.took_us, act.step) == (1, 2 * HOUR_US, 2)


def test_originals_must_be_seen_before_the_result_is_returned():
    held = do(do(Standing(State.NEW), "receive"), "finish", 1)
    wanting = COURSE._replace(originals=True)
    with pytest.raises(BringOriginals):
        do(held, "give result", 2, wanting)
    assert do(held, "give result", 2, wanting, seen=True).state is State.RETURNED


def test_reasons_are_not_left_out():
    with pytest.raises(NeedsWords, match="why it is not received"):
        do(Standing(State.NEW), "refuse")
    with pytest.raises(UnknownStep):
        do(do(Standing(State.NEW), "receive"), "hand over", to=99)


@pytest.mark.parametrize("told", [{"note": "a" * 2001}, {"note": "x", "reference": "1" * 81}])
def test_what_is_too_long_is_refused_and_not_cut(told: dict[str, str]):
    with pytest.raises(TooManyLetters):
        do(Standing(State.NEW), "refuse", **told)
    with pytest.raises(TooManyLetters):
        do(Standing(State.NEW), "ask supplement", points=("a" * 1000, "b" * 1000))


def test_a_procedure_without_steps_has_three_of_every_dossier():
    made = steps_of(factories.content(steps=(), full=False))
    assert [each.role for each in made] == ["reception", "officer", "leader"]
    assert following(made, 3) is None


VERBS = st.sampled_from(sorted({verb for _, verb in MOVES} - {"supplement before receipt"}))


@given(st.lists(st.tuples(VERBS, st.integers(0, 200)), max_size=14))
def test_whatever_is_done_time_is_booked_once_and_never_twice(told: list[tuple[str, int]]):
    held, at, booked = Standing(State.NEW), 0, 0
    for verb, hours in [("receive", 0), *told]:
        at += hours
        asked = Asked(
            verb, AT + at * HOUR, "vì", points=("a",), fee=1, until=AT + 9000 * HOUR, rating=4, seen=True
        )  # fmt: skip
        try:
            act = story.decide(held, asked, COURSE, CLOCK)
        except Refusal:
            continue
        booked += act.took_us
        after = story.after(held, act)
        assert after.left_us <= held.left_us or verb == "receive"
        held = after
    whole = CLOCK.open.between(AT, AT + at * HOUR)
    assert 0 <= booked + held.spent_us <= whole


def test_a_later_end_is_never_better():
    held = do(Standing(State.NEW), "receive")
    order = ["early", "on_time", "late"]
    found = [order.index(do(held, "finish", hours).lateness) for hours in range(0, 120, 4)]
    assert all(first <= second for first, second in pairwise(found))
    assert set(found) == {0, 1, 2}
