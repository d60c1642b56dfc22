"""Profiles that the demonstration's risk officers write: each can be written, and its steps follow each other."""

from motcua.demo.domain.parameters import YEAR
from motcua.demo.domain.profiles import draft, given, steps, waiting
from motcua.risk.domain.life import MOVES, State
from motcua.risk.domain.writing import faults


def test_every_profile_can_be_written_and_is_tried_on_days_before_it():
    for each in given().profiles:
        assert list(faults(draft(each))) == []
        since, until = each.tried
        assert since <= until < (each.written or until.replace(year=YEAR + 1))


def test_steps_are_taken_in_order_of_time_and_each_may_follow_the_one_before():
    taken = steps()
    assert [step.day for step in taken] == sorted(step.day for step in taken)
    states: dict[str, State] = {}
    for step in taken:
        states[step.profile.code] = MOVES[states.get(step.profile.code, State.DRAFT), step.verb]
    assert set(states.values()) == {State.APPROVED, State.RETIRED}


def test_one_waits_for_a_second_officer_at_the_opening():
    assert [each.approved for each in waiting()] == [None]
