"""Lock-out: five wrong passwords in fifteen minutes lock for fifteen minutes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.people.domain import ALLOWED, LOCK, WINDOW, Attempts, after_failure, is_locked

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def failed(times: int, every: timedelta = SECOND, start: datetime = START) -> Attempts | None:
    found: Attempts | None = None
    for n in range(times):
        found = after_failure(found, start + every * n)
    return found


def test_a_name_without_failures_is_free() -> None:
    assert not is_locked(None, START)


def test_one_failure_less_than_allowed_does_not_lock() -> None:
    assert not is_locked(failed(ALLOWED - 1), START + SECOND * ALLOWED)


def test_the_last_allowed_failure_locks_until_the_lock_ends() -> None:
    locked = failed(ALLOWED)
    moment = START + SECOND * (ALLOWED - 1)
    assert is_locked(locked, moment)
    assert is_locked(locked, moment + LOCK - SECOND)
    assert not is_locked(locked, moment + LOCK)


def test_a_failure_after_the_lock_counts_from_one_again() -> None:
    again = after_failure(failed(ALLOWED), START + LOCK + SECOND * ALLOWED)
    assert again.failures == 1
    assert again.locked_until is None


def test_attempts_while_locked_do_not_lengthen_the_lock() -> None:
    locked = failed(ALLOWED)
    assert after_failure(locked, START + SECOND * 30) == locked


def test_a_failure_at_the_end_of_the_window_starts_a_new_count_and_one_before_it_does_not() -> None:
    four = failed(ALLOWED - 1)
    assert is_locked(after_failure(four, START + WINDOW - SECOND), START + WINDOW - SECOND)
    assert after_failure(four, START + WINDOW).failures == 1


@given(st.lists(st.integers(0, 3600), max_size=60))
def test_no_window_ever_sees_more_than_twice_the_allowed_guesses(gaps: list[int]) -> None:
    moment, state, guesses = START, None, []
    for gap in gaps:
        moment += SECOND * gap
        if not is_locked(state, moment):
            guesses.append(moment)
            state = after_failure(state, moment)
    for opened in guesses:
        assert sum(opened <= guess < opened + WINDOW for guess in guesses) < 2 * ALLOWED
