"""How long an answer may take, where the clock stands, and what each act does to it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.helpdesk.domain import standing, tables
from motcua.helpdesk.domain.errors import NotHigher, WrongClass
from motcua.helpdesk.domain.life import MOVES, RUNNING, State
from motcua.helpdesk.domain.standing import Act, Class, Standing
from motcua.kernel.days import LAW_ZONE, law_moment
from motcua.kernel.moves import Impossible
from motcua.reference import domain as reference

CALENDAR = reference.calendar()
AT = law_moment(date(2023, 5, 4), 9)
HOUR = timedelta(hours=1)
CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "helpdesk_clocks.yaml").read_text(encoding="utf-8"))


def moment(told: Any) -> datetime:
    """A moment of Viet Nam."""
    return datetime.strptime(str(told), "%Y-%m-%d %H:%M").replace(tzinfo=LAW_ZONE).astimezone(UTC)


def begun(**changes: Any) -> Standing:
    """A question asked on a Thursday at nine."""
    return standing.begin(Class(**{"domain": "TT", **changes}), AT, CALENDAR)


def after(stands: Standing, verb: str, at: datetime, **changes: Any) -> Standing:
    """How it stands after an act."""
    return standing.after(stands, Act(verb, **changes), at, AT, CALENDAR)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_worked_cases(case: dict[str, Any]) -> None:
    told = Class("TT", case["nature"], case["level"], case["priority"])
    assert standing.begin(told, moment(case["asked"]), CALENDAR).due_at == moment(case["due"])


def test_the_clock_stands_while_the_asker_is_waited_for_and_goes_on_where_it_stood() -> None:
    stands = after(begun(), "ask_back", AT + 2 * HOUR, assignee=31)
    assert (stands.due_at, stands.used_s) == (None, 2 * 3600)
    later = law_moment(date(2023, 6, 1), 9)
    stands = after(stands, "reply", later)
    assert stands.state is State.ASSIGNED
    assert stands.due_at == CALENDAR.add_hours(later, 22)


def test_passed_up_it_has_the_limit_of_the_higher_authority_less_what_was_used() -> None:
    stands = after(begun(), "pass_up", AT + 2 * HOUR, level=4)
    assert stands.due_at == CALENDAR.add_hours(AT, 80)
    with pytest.raises(NotHigher):
        after(stands, "pass_up", AT + 3 * HOUR, level=4)


def test_asked_again_the_clock_begins_anew_and_the_counter_grows() -> None:
    stands = after(after(begun(), "answer", AT + HOUR), "ask_again", AT + 30 * HOUR)
    assert (stands.again, stands.used_s, stands.state) == (1, 0, State.NEW)
    assert stands.due_at == CALENDAR.add_hours(AT + 30 * HOUR, 24)


def test_a_corrected_answer_leaves_the_time_of_the_first() -> None:
    first = after(begun(), "answer", AT + HOUR)
    second = after(first, "answer", AT + 100 * HOUR)
    assert (second.answered_at, second.used_s) == (first.answered_at, first.used_s)


def test_a_stricter_class_that_is_used_up_is_late_at_once() -> None:
    stands = after(begun(), "classify", AT + 24 * HOUR, priority="P1")
    assert stands.due_at == AT + 24 * HOUR


@pytest.mark.parametrize("changes", [{"domain": "??"}, {"nature": "x"}, {"level": 7}, {"priority": "P9"}])
def test_what_is_in_no_list_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(WrongClass):
        begun(**changes)


@pytest.mark.parametrize(("state", "verb"), [(State.CLOSED, "take"), (State.ANSWERED, "ask_back"), (State.NEW, "rate")])
def test_what_the_life_does_not_have_cannot_be_done(state: State, verb: str) -> None:

    with pytest.raises(Impossible):
        after(msgspec.structs.replace(begun(), state=state), verb, AT)


VERBS = st.sampled_from(sorted({verb for _, verb in MOVES}))


@given(st.lists(st.tuples(VERBS, st.integers(0, 72)), max_size=12))
def test_whatever_is_done_the_clock_runs_exactly_in_open_states_and_never_backwards(
    acts: list[tuple[str, int]],
) -> None:
    stands, at = begun(), AT
    for verb, hours in acts:
        at += hours * HOUR
        changes: dict[str, Any] = {"level": stands.level + 1} if verb == "pass_up" and stands.level < 6 else {}
        try:
            now = after(stands, verb, at, **changes)
        except (Impossible, NotHigher):
            continue
        assert (now.since is not None) == (now.state in RUNNING) == (now.due_at is not None)
        assert verb == "ask_again" or now.used_s >= stands.used_s
        stands = now


def test_every_class_has_a_limit_and_every_own_rule_says_that_it_is_one() -> None:
    for nature in tables.NATURES:
        for priority in tables.PRIORITIES:
            for level in tables.LEVELS:
                assert tables.limit_of(nature, priority, level, date(2023, 1, 1)).amount > 0
    assert all("giả định" in each.source for each in tables.LIMITS if each.mark == "P")
    assert not any(each.verified for each in tables.LIMITS)
