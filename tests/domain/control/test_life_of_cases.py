"""The clocks, authority and custody of cases, at their last days."""

from datetime import date, timedelta

import pytest

from motcua.control.domain.cases import authority, standing, tables
from motcua.control.domain.cases.authority import Decision
from motcua.control.domain.cases.errors import AboveAuthority, NotExtended, OutOfRange
from motcua.control.domain.cases.life import IN_CUSTODY, MOVES, STATES, VERBS, State
from motcua.control.domain.cases.standing import Act, Standing, after, begin
from motcua.kernel.dated import NotInForce
from motcua.kernel.moves import Impossible, verbs
from motcua.kernel.worktime import Calendar
from motcua.reference import domain as reference

DAY = date(2023, 5, 4)
"""A Thursday."""
CALENDAR = reference.calendar()
NEW = Act("open", office="20BB", kind="transport")


def through(*acts: str, day: date = DAY) -> Standing:
    """How a case stands after these acts of one day."""
    stands = begin(State.DETECTED, NEW, day, CALENDAR)
    for verb in acts:
        stands = after(stands, Act(verb, account=7), day, CALENDAR)
    return stands


@pytest.mark.parametrize(
    ("acts", "name", "last"),
    [
        ((), "record", date(2023, 5, 8)),
        (("record",), "decide_plain", date(2023, 5, 11)),
        (("record", "hold", "verify", "waive"), "decide_plain", date(2023, 5, 11)),
        (("record", "ask_explain"), "decide_explained", date(2023, 6, 3)),
        (("record", "verify", "explain"), "decide_explained", date(2023, 6, 3)),
        (("no_owner",), "notice_first", date(2023, 5, 9)),
        (("no_owner", "notice"), "notice_second", date(2023, 5, 15)),
        (("no_owner", "notice", "notice"), "confiscate", date(2024, 5, 10)),
        (("record", "verify", "waive", "decide"), "execute", date(2023, 5, 14)),
        (("record", "verify", "waive", "decide", "execute"), "dispose", date(2023, 6, 3)),
        (("no_offence",), "close", date(2023, 5, 19)),
    ],
)
def test_each_step_has_its_last_day(acts: tuple[str, ...], name: str, last: date) -> None:
    stands = through(*acts)
    assert (stands.due_for, stands.due_on) == (name, last)


def test_a_decision_is_late_on_the_eighth_day_after_the_record_and_not_on_the_seventh() -> None:
    stands = through("record")
    assert not standing.late(stands, DAY + timedelta(days=7))
    assert standing.late(stands, DAY + timedelta(days=8))


def test_custody_ends_after_seven_working_days_or_thirty_from_its_first_day_when_extended() -> None:
    held = through("record", "hold")
    assert held.held_until == date(2023, 5, 15)
    extended = after(held, Act("extend", since=DAY), date(2023, 5, 15), CALENDAR)
    assert extended.held_until == date(2023, 6, 3)


@pytest.mark.parametrize("state", IN_CUSTODY)
def test_custody_is_extended_once_and_before_it_is_over(state: State) -> None:
    held = Standing(state, "20BB", 0, "fraud", 0, recorded_on=DAY, held_until=date(2023, 5, 15))
    longest = after(held, Act("extend", since=DAY), date(2023, 5, 15), CALENDAR)
    for stands, day in ((held, date(2023, 5, 16)), (longest, date(2023, 5, 20)), (through("record", "verify"), DAY)):
        with pytest.raises(NotExtended):
            after(stands, Act("extend", since=DAY), day, CALENDAR)


@pytest.mark.parametrize("state", list(State))
def test_custody_that_is_over_makes_a_case_late_while_it_lasts(state: State) -> None:
    stands = Standing(state, "20BB", 0, "fraud", 0, held_until=DAY)
    assert not standing.late(stands, DAY)
    assert standing.late(stands, DAY + timedelta(days=1)) is (state in (State.HELD, State.VERIFIED, State.EXPLAINED))


def test_what_goes_to_the_police_is_in_customs_custody_no_longer() -> None:
    assert through("record", "hold", "transfer").held_until is None


def test_a_file_that_comes_back_is_decided_within_thirty_days_of_that() -> None:
    back = after(through("record", "hold", "transfer"), Act("returned"), date(2023, 9, 1), CALENDAR)
    assert (back.state, back.due_for, back.due_on) == (State.VERIFIED, "returned", date(2023, 10, 1))
    waived = after(back, Act("waive"), date(2023, 9, 5), CALENDAR)
    assert (waived.due_for, waived.due_on) == ("returned", date(2023, 10, 1))


def test_nothing_is_decided_without_a_record_on_any_way_through_the_table() -> None:
    first = begin(State.DETECTED, NEW, DAY, CALENDAR)
    seen, waiting = {(first.state, False)}, [first]
    while waiting:
        stands = waiting.pop()
        for verb in verbs(MOVES, stands.state):
            if verb in ("extend", "complain", "settle"):
                continue
            new = after(stands, Act(verb, account=7), DAY, CALENDAR)
            assert verb != "decide" or new.recorded_on == DAY
            if (key := (new.state, new.recorded_on is not None)) not in seen:
                seen.add(key)
                waiting.append(new)
    assert (State.DECIDED, True) in seen
    assert (State.TRANSFERRED, False) in seen


def test_a_second_notice_is_given_before_the_holidays_of_the_next_year_are_known() -> None:
    this_year = Calendar(holidays=CALENDAR.holidays, swapped=CALENDAR.swapped, years=frozenset({2023}))
    stands = through("no_owner", "notice")
    twice = after(stands, Act("notice"), DAY, this_year)
    assert (twice.due_on, twice.due_for) == (date(2024, 5, 5), "confiscate")
    assert twice.due_on == standing.confiscated_from(DAY)


def test_notes_and_readers_leave_the_clock_alone() -> None:
    stands = through("record")
    later = after(stands, Act("note"), DAY + timedelta(days=5), CALENDAR)
    assert (later.due_on, later.due_for) == (stands.due_on, stands.due_for)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", ["decide", "close", "pay", "accept"])
def test_an_act_is_possible_where_the_table_says_so_and_nowhere_else(state: State, verb: str) -> None:
    stands = Standing(state, "20BB", 0, "fraud", 0)
    if (state, verb) in MOVES:
        assert after(stands, Act(verb), DAY, CALENDAR).state is MOVES[state, verb]
    else:
        with pytest.raises(Impossible):
            after(stands, Act(verb), DAY, CALENDAR)


def test_every_state_and_verb_has_its_words_and_every_open_state_a_way_out() -> None:
    assert set(STATES) == set(State)
    assert {verb for _, verb in MOVES} <= set(VERBS)
    for state in State:
        leaves = {after for (at, _), after in MOVES.items() if at is state and after is not state}
        assert leaves or state in (State.CLOSED, State.DISMISSED)


@pytest.mark.parametrize(
    ("fine", "confiscated", "level"),
    [(25_000_000, 50_000_000, 1), (25_000_001, 0, 2), (0, 50_000_001, 2), (50_000_000, 10**12, 2), (50_000_001, 0, 3)],
)
def test_the_lowest_authority_that_reaches_decides(fine: int, confiscated: int, level: int) -> None:
    assert authority.lowest(fine, confiscated, DAY).level == level


def test_an_organisation_is_fined_up_to_twice_what_a_person_is() -> None:
    told = Decision(3, 200_000_000, basis="NĐ", paper="1/QĐ")
    assert authority.checked(told, "transport", ["organisation"], DAY) == told
    with pytest.raises(OutOfRange):
        authority.checked(told, "transport", ["person"], DAY)
    with pytest.raises(AboveAuthority):
        authority.checked(Decision(2, 200_000_000, basis="NĐ"), "transport", ["organisation"], DAY)


def test_no_number_of_the_law_is_said_to_be_verified_or_without_source() -> None:
    for row in (*tables.LIMITS, *tables.OFFENCES, *tables.AUTHORITIES):
        assert not row.verified
        assert row.mark in tables.MARKS


def test_before_the_first_text_there_is_no_range() -> None:
    with pytest.raises(NotInForce):
        tables.offence("fraud", date(2020, 12, 9))
    assert tables.offence("fraud", date(2020, 12, 10)).act == "128/2020/NĐ-CP"
