"""Passing and staying, decided without tables: plates, due moments, effects, seals, random histories."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.crossings import factories
from motcua.crossings.domain import passing, stays
from motcua.crossings.domain.errors import (
    AlreadyThere,
    BoxNotPermitted,
    NamesNoDeclaration,
    NotPermitted,
    UnknownGate,
    UnknownVehicle,
)
from motcua.crossings.domain.gates import CODES, GATES, area_of, gates_on, limit
from motcua.crossings.domain.plates import fits, fold
from motcua.crossings.domain.sheet import read_boxes, read_rows, write_boxes
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import law_moment

AT = datetime(2023, 5, 4, 2, tzinfo=UTC)
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("14C-123.45", "14C12345"), ("桂P 12345", "桂P12345"), ("đ 14", "D14"), ("- .", ""), ("x" * 30, "X" * 20)],
)
def test_a_plate_is_folded_as_two_people_would_write_it_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("asked", "found"), [("345", True), ("14c-12345", True), ("5", False), ("346", False)])
def test_a_plate_is_found_whole_or_by_two_last_signs_at_least(asked: str, found: bool) -> None:
    assert fits("14C12345", asked) is found


@pytest.mark.parametrize(
    ("days", "until", "due"),
    [
        (1, None, AT + DAY),
        (30, date(2023, 5, 10), law_moment(date(2023, 5, 11))),
        (3, date(2023, 6, 1), AT + 3 * DAY),
        (7, date(2023, 5, 11), AT + 7 * DAY),
    ],
)
def test_a_stay_is_due_after_its_days_or_with_its_permission_if_earlier(
    days: int, until: date | None, due: datetime
) -> None:
    assert stays.due(AT, days, until) == due


@pytest.mark.parametrize(
    ("day", "kind", "days"),
    [(date(2024, 5, 14), "persons", 30), (date(2024, 5, 15), "persons", 45), (date(2023, 5, 4), "goods", 1)],
)
def test_the_days_allowed_are_those_of_the_day_of_entry(day: date, kind: str, days: int) -> None:
    assert stays.allowed_days(kind, day) == days


def test_a_day_before_the_first_limit_is_an_error_and_not_zero() -> None:
    with pytest.raises(NotInForce):
        limit("stay", date(2014, 3, 31), "goods")


@pytest.mark.parametrize(
    ("now", "extended", "way", "state"),
    [
        (AT, 0, "in", stays.State.IN_COUNTRY),
        (AT, 0, "out", stays.State.TEMP_EXPORTED),
        (AT, 1, "in", stays.State.EXTENDED),
        (AT + DAY - timedelta(hours=4) - INSTANT, 0, "in", stays.State.IN_COUNTRY),
        (AT + DAY - timedelta(hours=4), 0, "in", stays.State.DUE_SOON),
        (AT + DAY, 1, "in", stays.State.DUE_SOON),
        (AT + DAY + INSTANT, 1, "out", stays.State.OVERDUE),
    ],
)
def test_the_state_of_a_stay_changes_at_its_moments(now: datetime, extended: int, way: str, state: stays.State) -> None:
    assert stays.state_of(stays.Stay("goods", way, AT, AT + DAY, extended), now) is state


@pytest.mark.parametrize("ended", stays.ENDED)
def test_what_has_ended_is_never_overdue(ended: stays.State) -> None:
    assert stays.state_of(stays.Stay("goods", "in", AT, AT + DAY, 0, str(ended)), AT + 9 * DAY) is ended


@pytest.mark.parametrize(
    ("country", "direction", "begins"),
    [("CN", "in", True), ("CN", "out", False), ("VN", "out", True), ("VN", "in", False)],
)
def test_foreigners_stay_when_they_come_and_ours_when_they_leave(country: str, direction: str, begins: bool) -> None:
    assert stays.opens(country, direction) is begins


def test_every_gate_has_lanes_for_both_directions_and_its_office_keeps_it() -> None:
    assert {gate.office for gate in GATES.values()} == {"20BB", "20BC", "20BD"}
    assert all(gate.lanes("in") and gate.lanes("out") for gate in GATES.values())
    assert set(gates_on(date(2023, 5, 4))) == set(GATES)
    assert (area_of("VNHM1", "20CF"), area_of("VNHPH", "20CF")) == ("20BC", "20CF")


PERMIT = factories.permit("100000000110", AT, until=AT + DAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"at": AT - INSTANT}, NotPermitted),
        ({"at": AT + DAY + INSTANT}, NotPermitted),
        ({"direction": "out", "lane": "R1"}, NotPermitted),
        ({"gate": "VNHM1", "lane": ""}, NotPermitted),
        ({"declarations": ()}, NamesNoDeclaration),
        ({"declarations": ("100000000110", "100000000220")}, NotPermitted),
    ],
)
def test_goods_pass_within_the_bounds_of_their_permit_alone(changes: dict[str, object], refusal: type) -> None:
    sound = {"at": AT, "laden": True, "declarations": ("100000000110",)}
    passing.need_permits(factories.passage(**sound), [PERMIT])  # type: ignore[arg-type]
    passing.need_permits(factories.passage(**{**sound, "at": AT + DAY}), [PERMIT])  # type: ignore[arg-type]
    with pytest.raises(refusal):
        passing.need_permits(factories.passage(**{**sound, **changes}), [PERMIT])  # type: ignore[arg-type]


def test_a_correction_of_the_number_still_names_the_declaration() -> None:
    passing.need_permits(factories.passage(AT, laden=True, declarations=("100000000113",)), [PERMIT])


def test_containers_are_among_those_cleared_where_all_are_named() -> None:
    truck = factories.passage(AT, laden=True, declarations=("100000000110",), boxes=("B2",))
    some = factories.permit("100000000110", AT, boxes=("B1",), count=2)
    passing.need_permits(truck, [some])
    with pytest.raises(BoxNotPermitted):
        passing.need_permits(truck, [factories.permit("100000000110", AT, boxes=("B1",), count=1)])


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"gate": "VNXXX"}, UnknownGate), ({"direction": "up"}, UnknownGate), ({"lane": "R1"}, UnknownGate),
     ({"kind": "boat"}, UnknownVehicle), ({"country": "CHN"}, UnknownVehicle)],
)  # fmt: skip
def test_what_cannot_be_a_crossing_is_refused(changes: dict[str, object], refusal: type) -> None:
    with pytest.raises(refusal):
        passing.need_sound(factories.passage(AT, **changes), "P1")


def test_a_vehicle_without_a_plate_is_refused() -> None:
    with pytest.raises(UnknownVehicle):
        passing.need_sound(factories.passage(AT), "")


@given(st.lists(st.tuples(st.sampled_from(["CN", "VN"]), st.sampled_from(["in", "out"]), st.booleans()), max_size=40))
def test_a_vehicle_is_never_in_and_out_at_once(history: list[tuple[str, str, bool]]) -> None:
    """A naive model counts; whatever is tried, at most one stay is open, and a refusal changes nothing."""
    open_: dict[str, passing.Open] = {}
    away: dict[str, bool] = {}
    for no, (country, direction, temporary) in enumerate(history):
        at = AT + no * DAY
        passage = factories.passage(at, country=country, direction=direction, temporary=temporary)
        begins = (country == "CN") == (direction == "in")
        try:
            effect = passing.effect(passage, country, open_.get(country))
        except AlreadyThere:
            assert begins
            assert away.get(country)
            continue
        assert not (begins and away.get(country))
        assert effect == ("open" if begins and temporary else "close" if not begins and away.get(country) else "")
        if effect == "open":
            open_[country], away[country] = passing.Open(1, no, direction, "VNMC0", "VNMC0", at, "goods"), True
        elif effect == "close":
            del open_[country]
            away[country] = False


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.lists(st.integers(0, 99_999), max_size=6)), max_size=4, unique_by=lambda x: x[0]
    )
)
def test_containers_are_the_same_after_writing_and_reading(told: list[tuple[int, list[int]]]) -> None:
    text = "\n".join(f"MHOU000000{no}/45GP: {' '.join(f'HQ{seal}' for seal in seals)}" for no, seals in told)
    assert read_boxes(write_boxes(read_boxes(text))) == read_boxes(text)


def test_a_sheet_tells_what_cannot_be_read_by_row_and_column() -> None:
    head = ["plate", "expected_on", "seats", "laden", "wings"]
    rows, unknown = read_rows([head, ["A1", "04/05/2023", "3", "1"], [], ["A2", "31/02/2023", "ba", "maybe"]], "5")
    assert unknown == ("wings",)
    assert rows[0].message is not None
    assert (rows[0].message.expected_on, rows[0].message.seats) == (date(2023, 5, 4), 3)
    assert [(fault.row, fault.column) for fault in rows[1].faults] == [(4, "expected_on"), (4, "laden"), (4, "seats")]


def test_a_spreadsheet_number_is_a_plain_text_again() -> None:
    rows, _ = read_rows(
        [["plate", "seats", "expected_time"], [12345.0, 3.0, datetime(2023, 1, 1, 7, 5, tzinfo=UTC)]], "5"
    )
    assert rows[0].message is not None
    assert (rows[0].message.plate, rows[0].message.seats, rows[0].message.expected_time) == ("12345", 3, "07:05")


def test_every_list_of_codes_has_words_in_both_languages() -> None:
    assert all(words.vi and words.en for listed in CODES.values() for words in listed.values())
