"""What a gate decides by its list alone, at the boundaries."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from motcua.crossings import factories as made
from motcua.crossings.domain.errors import (
    AlreadyThere,
    BeforeTheLast,
    BoxNotPermitted,
    NamesNoDeclaration,
    NotPermitted,
    NotThisVehicle,
    OnHold,
    UnknownVehicle,
)
from motcua.crossings.domain.offline.deciding import Standing, need_own, need_passable
from motcua.crossings.domain.offline.errors import ListExpired, NoList, NotOnList, Spent, WithoutReason
from motcua.crossings.domain.offline.lists import Announced, GateList, Staying
from motcua.crossings.domain.offline.records import FIRST, Record
from motcua.crossings.domain.passing import Open, Passage
from motcua.crossings.domain.plates import fold

AT = datetime(2023, 5, 4, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
NUMBER = "102345678901"
ANNOUNCED = "620000000440"


def gate_list(**changes: object) -> GateList:
    """A list of nine o'clock for Bac Luan II."""
    facts = {
        "installation": 7, "gate": "VNMC0", "office": "20BB", "number": 3, "made_at": AT,
        "expires_at": AT + 12 * HOUR, "next": 1,
    }  # fmt: skip
    return GateList(**{**facts, **changes})  # type: ignore[arg-type]


def told(no: int = 1, number: int = 1, *, part: bool = False, announced: str = "", **changes: object) -> Record:
    """A truck is to pass at ten."""
    facts = {"at": AT + HOUR, **changes}
    return Record(7, number, FIRST, 3, 5, "pass", made.passage(facts.pop("at"), no, **facts), part, announced)  # type: ignore[arg-type]


def decide(
    held: GateList | None, record: Record, before: Sequence[Record] = (), *, now: datetime | None = None
) -> None:
    """Refuse what may not pass."""
    need_passable(Standing(held, before), record, now or record.at)


def announced(state: str = "announced", note: str = "", **changes: object) -> Announced:
    """A truck was announced."""
    facts = {"announced": 44, **changes}
    passage = made.passage(AT, **facts)
    return Announced(ANNOUNCED, state, AT, msgspec.structs.replace(passage, plate=fold(passage.plate)), note=note)


def staying(no: int = 1, way: str = "in") -> Staying:
    """A truck is in the country."""
    return Staying(fold(made.plate(no)), "CN", AT + HOUR, "", Open(1, 0, way, "VNMC0", "VNMC0", AT - HOUR, "goods"))


def test_without_a_list_or_after_its_end_nothing_passes() -> None:
    with pytest.raises(NoList):
        decide(None, told())
    decide(gate_list(), told(), now=AT + 12 * HOUR)
    with pytest.raises(ListExpired):
        decide(gate_list(), told(), now=AT + 12 * HOUR + timedelta(microseconds=1))


def test_goods_pass_under_a_permit_of_the_list_and_under_no_other() -> None:
    held = gate_list(permits=(made.permit(NUMBER, AT),))
    decide(held, told(laden=True, declarations=(NUMBER,)))
    with pytest.raises(NotPermitted):
        decide(held, told(laden=True, declarations=("102345678911",)))
    with pytest.raises(NamesNoDeclaration):
        decide(held, told(laden=True))
    with pytest.raises(NotPermitted):
        decide(held, told(laden=True, declarations=(NUMBER,), direction="out"))


def test_a_passage_spends_the_permit_unless_the_goods_come_on_several_vehicles() -> None:
    held = gate_list(permits=(made.permit(NUMBER, AT),))
    first = told(1, laden=True, declarations=(NUMBER,))
    with pytest.raises(Spent):
        decide(held, told(2, 2, laden=True, declarations=(NUMBER,)), [first])
    decide(held, told(2, 2, part=True, laden=True, declarations=(NUMBER,)), [first])


def test_a_container_passes_once_under_its_permit() -> None:
    held = gate_list(permits=(made.permit(NUMBER, AT, boxes=("MHOU1", "MHOU2"), count=2),))
    first = told(1, laden=True, declarations=(NUMBER,), boxes=("MHOU1",))
    decide(held, told(2, 2, laden=True, declarations=(NUMBER,), boxes=("MHOU2",)), [first])
    with pytest.raises(Spent):
        decide(held, told(2, 2, laden=True, declarations=(NUMBER,), boxes=("MHOU1",)), [first])
    with pytest.raises(BoxNotPermitted):
        decide(held, told(2, 2, laden=True, declarations=(NUMBER,), boxes=("MHOU9",)), [first])


def test_what_was_spent_stays_spent_with_a_newer_list() -> None:
    first = told(1, laden=True, declarations=(NUMBER,))
    newer = gate_list(number=4, next=2, permits=(made.permit(NUMBER, AT),))
    with pytest.raises(Spent):
        decide(newer, told(2, 2, laden=True, declarations=(NUMBER,)), [first])


def test_no_vehicle_is_in_and_out_at_once() -> None:
    first = told(1, 1)
    with pytest.raises(AlreadyThere):
        decide(gate_list(), told(1, 2, at=AT + 2 * HOUR), [first])
    back = told(1, 2, at=AT + 2 * HOUR, direction="out")
    decide(gate_list(), back, [first])
    decide(gate_list(), told(1, 3, at=AT + 3 * HOUR), [first, back])
    with pytest.raises(AlreadyThere):
        decide(gate_list(staying=(staying(),)), told(1))


def test_a_record_that_the_list_knows_counts_once() -> None:
    first, back = told(1, 1), told(1, 2, at=AT + 2 * HOUR, direction="out")
    knows = gate_list(next=3)
    decide(knows, told(1, 3, at=AT + 3 * HOUR), [first, back])
    with pytest.raises(AlreadyThere):
        decide(gate_list(next=2, staying=(staying(),)), told(1, 2, at=AT + 3 * HOUR), [first])


def test_a_clock_set_back_lets_no_vehicle_cross_before_it_did() -> None:
    with pytest.raises(BeforeTheLast):
        decide(gate_list(), told(1, 2, at=AT, direction="out"), [told(1, 1)])


def test_an_announced_vehicle_passes_once_as_it_was_announced() -> None:
    held = gate_list(announced=(announced(),))
    record = told(1, announced=ANNOUNCED)
    record = msgspec.structs.replace(record, passage=msgspec.structs.replace(record.passage, announced=44))
    decide(held, record)
    with pytest.raises(Spent):
        decide(gate_list(next=2, announced=(announced(),)), msgspec.structs.replace(record, number=2), [record])
    with pytest.raises(NotOnList):
        decide(gate_list(), record)
    with pytest.raises(NotThisVehicle):
        decide(gate_list(announced=(announced(direction="out"),)), record)


def test_what_is_on_hold_does_not_pass_and_the_screen_says_why() -> None:
    record = told(1, announced=ANNOUNCED)
    record = msgspec.structs.replace(record, passage=msgspec.structs.replace(record.passage, announced=44))
    with pytest.raises(OnHold, match="tip"):
        decide(gate_list(announced=(announced("held", "a tip"),)), record)


def test_a_refusal_spends_nothing() -> None:
    refused = msgspec.structs.replace(told(1), verb="refuse")
    decide(gate_list(), told(1, 2, at=AT + 2 * HOUR), [refused])


def own(record: Record, before: Sequence[Record] = (), held: GateList | None = None) -> None:
    """On the officer's own responsibility."""
    need_own(Standing(held, before), record)


def test_on_the_own_responsibility_a_reason_is_needed_and_a_plate() -> None:
    with pytest.raises(WithoutReason):
        own(told())
    own(told(note="mất đường truyền"))
    own(told(note="mất đường truyền", laden=True))
    with pytest.raises(UnknownVehicle):
        own(told(note="x", plate="…"))


def test_on_the_own_responsibility_too_no_vehicle_is_in_twice_by_this_gate() -> None:
    first = told(1, note="x")
    with pytest.raises(AlreadyThere):
        own(told(1, 2, at=AT + 2 * HOUR, note="x"), [first])
    own(told(1, 2, note="x"), held=gate_list(staying=(staying(),)))


def test_a_passage_is_written_as_it_is_read() -> None:
    passage: Passage = told().passage
    assert msgspec.json.decode(msgspec.json.encode(passage), type=Passage) == passage
