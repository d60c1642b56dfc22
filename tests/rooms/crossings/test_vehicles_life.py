"""Vehicles at the gate: announced, corrected, held, let pass, taken back; their stays, extended and overdue."""

import threading
from datetime import timedelta

import msgspec
import pytest
from django.db import connection
from tests.rooms.crossings.conftest import AT, CARRIER, DAY, ELSEWHERE, GATE, HOUR, OTHER, verified
from tests.rooms.revenue.test_revenue_parallel import on_disk as _on_disk

from motcua.crossings import factories as made
from motcua.crossings.domain import stays as domain
from motcua.crossings.domain.errors import (
    AlreadyThere,
    BeforeTheLast,
    ChangedSince,
    ExtensionWaits,
    Faulty,
    Fixed,
    NeedsReason,
    NothingAsked,
    NotLater,
    NotTheLast,
    OnHold,
    PassageRefused,
    StayEnded,
    TooManyCorrections,
    UnknownGate,
)
from motcua.crossings.domain.life import State
from motcua.crossings.domain.message import Extension
from motcua.crossings.models import Announcement, Crossing, DayCount, Stay, StayStep
from motcua.crossings.queries import stays as queries
from motcua.crossings.services import announcing, gate, stays
from motcua.crossings.services.recording import record_passages
from motcua.ground.models import Job, Notice
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.django_db
on_disk = _on_disk
DAYS = timedelta(days=1)


def announced(no: int = 1, **changes: object) -> announcing.Announced:
    """A carrier declares a truck."""
    return announcing.announce(made.vehicle(no, day=DAY, **changes), by=CARRIER, at=AT)


def entered(no: int = 1, **changes: object) -> Stay:
    """A truck came in at nine."""
    done = record_passages([made.passage(AT, no, **changes)], by=GATE, at=AT)
    return Stay.objects.get(leaf=done.leaf, no=0)


def test_an_arrival_and_a_departure_are_numbered_by_their_kind(department: None) -> None:
    arrival = announced(1)
    departure = announced(2, direction="out", temporary=False, days=None, exit_on=None, exit_gate="")
    assert (arrival.number[:2], departure.number[:2]) == ("62", "63")
    assert verified() == []


def test_the_same_key_and_message_again_is_the_declaration_that_stands(department: None) -> None:
    message = made.vehicle(day=DAY)
    first = announcing.announce(message, by=CARRIER, at=AT, key="k1")
    again = announcing.announce(message, by=CARRIER, at=AT + HOUR, key="k1")
    assert (again.number, again.repeated) == (first.number, True)
    assert Announcement.objects.count() == 1


def test_a_plate_is_declared_once_a_gate_day_and_direction(department: None) -> None:
    announced()
    with pytest.raises(Faulty, match="VEH-VEH-16"):
        announced()
    announcing.cancel(Announcement.objects.get().number, by=CARRIER, at=AT)
    assert announced().number


def test_nobody_declares_for_another_carrier_nor_sees_its_vehicles(department: None) -> None:
    found = announced()
    with pytest.raises(NotAllowed):
        announcing.announce(made.vehicle(2, day=DAY), by=OTHER, at=AT)
    with pytest.raises(NotFound):
        announcing.cancel(found.number, by=OTHER, at=AT)


def test_a_correction_counts_in_the_last_digit_and_keeps_what_identifies(department: None) -> None:
    found, message = announced(), made.vehicle(day=DAY)
    done = announcing.correct(found.number, msgspec.structs.replace(message, colour="RED"), by=CARRIER, at=AT)
    assert done.number == f"{found.number[:11]}1"
    with pytest.raises(Fixed, match="gate"):
        announcing.correct(done.number, msgspec.structs.replace(message, gate="VNMK1"), by=CARRIER, at=AT)
    assert verified() == []


def test_the_tenth_correction_is_refused(department: None) -> None:
    number, message = announced().number, made.vehicle(day=DAY)
    for turn in range(9):
        number = announcing.correct(
            number, msgspec.structs.replace(message, colour=f"C{turn}"), by=CARRIER, at=AT
        ).number
    assert number[-1] == "9"
    with pytest.raises(TooManyCorrections):
        announcing.correct(number, message, by=CARRIER, at=AT)


def test_the_same_message_again_corrects_nothing(department: None) -> None:
    found = announced()
    assert announcing.correct(found.number, made.vehicle(day=DAY), by=CARRIER, at=AT).number == found.number


def test_an_announced_vehicle_arrives_in_a_lane_and_passes(department: None) -> None:
    found = announced()
    gate.arrive(found.number, lane="V2", by=GATE, at=AT)
    gate.let_pass(found.number, by=GATE, at=AT + HOUR)
    held = Announcement.objects.get()
    assert (held.state, held.lane) == (State.PASSED, "V2")
    stay = Stay.objects.get()
    assert (stay.party, stay.due_at) == ("5799900001", AT + HOUR + DAYS)
    with pytest.raises(Impossible):
        gate.hold(found.number, note="muộn", by=GATE, at=AT + HOUR)
    assert verified() == []


def test_a_lane_of_the_other_direction_is_refused(department: None) -> None:
    with pytest.raises(UnknownGate):
        gate.arrive(announced().number, lane="R1", by=GATE, at=AT)


def test_what_is_on_hold_does_not_pass_until_it_is_freed(department: None) -> None:
    number = announced().number
    with pytest.raises(NeedsReason):
        gate.hold(number, note=" ", by=GATE, at=AT)
    gate.hold(number, note="Kiểm tra chì", by=GATE, at=AT)
    with pytest.raises(PassageRefused) as refused:
        gate.let_pass(number, by=GATE, at=AT)
    assert isinstance(refused.value.why, OnHold)
    gate.free(number, note="Chì đúng", by=GATE, at=AT)
    assert gate.let_pass(number, by=GATE, at=AT).count == 1
    assert Notice.objects.filter(recipient="party/5799900001").count() == 2


def test_seals_that_differ_put_the_vehicle_on_hold(department: None) -> None:
    number = announced(containers=(made.box(1),)).number
    assert gate.check_seals(number, [made.box(1)], by=GATE, at=AT).state == State.ANNOUNCED
    assert gate.check_seals(number, [made.box(1, seals=("XX1",))], by=GATE, at=AT).state == State.HELD


def test_an_officer_decides_only_on_what_the_page_showed(department: None) -> None:
    found = announced()
    gate.arrive(found.number, lane="V1", by=GATE, at=AT)
    with pytest.raises(ChangedSince):
        gate.refuse(found.number, note="thiếu giấy tờ", seen=found.id, by=GATE, at=AT)


def test_an_officer_of_another_branch_records_nothing(department: None) -> None:
    with pytest.raises(NotAllowed):
        record_passages([made.passage(AT)], by=ELSEWHERE, at=AT)
    with pytest.raises(NotAllowed):
        record_passages([made.passage(AT)], by=CARRIER, at=AT)


def test_a_vehicle_does_not_come_in_twice(department: None) -> None:
    entered()
    with pytest.raises(PassageRefused) as refused:
        entered()
    assert isinstance(refused.value.why, AlreadyThere)
    assert Crossing.objects.count() == 1


def test_a_group_is_recorded_whole_or_not_at_all(department: None) -> None:
    many = [made.passage(AT, 1), made.passage(AT, 2), made.passage(AT, 1)]
    with pytest.raises(PassageRefused) as refused:
        record_passages(many, by=GATE, at=AT)
    assert refused.value.place == 2
    assert not Crossing.objects.exists()
    assert not DayCount.objects.exists()


def test_a_vehicle_crosses_after_its_last_crossing(department: None) -> None:
    entered()
    early = made.passage(AT - timedelta(microseconds=1), direction="out")
    with pytest.raises(PassageRefused) as refused:
        record_passages([early], by=GATE, at=AT)
    assert isinstance(refused.value.why, BeforeTheLast)


def test_the_same_key_records_a_passage_once(department: None) -> None:
    many = [made.passage(AT)]
    first = record_passages(many, by=GATE, at=AT, key="tap")
    again = record_passages(many, by=GATE, at=AT, key="tap")
    assert (again.leaf, again.repeated, Crossing.objects.count()) == (first.leaf, True, 1)
    assert verified() == []


def test_a_stay_ends_where_the_vehicle_leaves_by_the_planned_gate_or_another(department: None) -> None:
    entered(1)
    entered(2)
    out = {"direction": "out"}
    record_passages(
        [made.passage(AT + HOUR, 1, **out), made.passage(AT + HOUR, 2, gate="VNMK1", **out)], by=GATE, at=AT
    )
    assert [stay.ended_as for stay in Stay.objects.order_by("plate")] == [
        domain.State.EXITED, domain.State.EXITED_OTHER_GATE,
    ]  # fmt: skip
    assert verified() == []


def test_one_of_ours_is_abroad_until_it_returns(department: None) -> None:
    stay = entered(3, country="VN", plate=made.plate(3, "VN"), direction="out", lane="R1")
    assert domain.state_of(queries.plain(stay), AT) is domain.State.TEMP_EXPORTED
    back = made.passage(AT + HOUR, country="VN", plate="14h 00003", direction="in")
    record_passages([back], by=GATE, at=AT + HOUR)
    stay.refresh_from_db()
    assert stay.ended_as == domain.State.RETURNED
    assert verified() == []


def test_a_mistake_is_taken_back_by_a_record_and_everything_stands_as_before(department: None) -> None:
    number = announced().number
    done = gate.let_pass(number, by=GATE, at=AT)
    with pytest.raises(NeedsReason):
        gate.take_back(done.leaf, 0, note="", by=GATE, at=AT)
    gate.take_back(done.leaf, 0, note="Ghi nhầm xe", by=GATE, at=AT)
    assert not Stay.objects.exists()
    assert DayCount.objects.get().count == 0
    with pytest.raises(NotTheLast):
        gate.take_back(done.leaf, 0, note="lần nữa", by=GATE, at=AT)
    assert gate.let_pass(number, by=GATE, at=AT + HOUR).count == 1
    assert verified() == []


def test_a_mistaken_exit_taken_back_opens_the_stay_again(department: None) -> None:
    stay = entered()
    out = record_passages([made.passage(AT + HOUR, direction="out")], by=GATE, at=AT + HOUR)
    with pytest.raises(NotTheLast):
        gate.take_back(stay.leaf, stay.no, note="lượt vào", by=GATE, at=AT + HOUR)
    gate.take_back(out.leaf, 0, note="Nhầm xe", by=GATE, at=AT + HOUR)
    stay.refresh_from_db()
    assert (stay.ended_at, stay.ended_as) == (None, "")
    assert verified() == []


def test_a_stay_is_overdue_after_the_moment_it_is_due_and_not_at_it(department: None) -> None:
    stay = entered()
    assert not queries.overdue(stay.due_at).exists()
    assert queries.overdue(stay.due_at + timedelta(microseconds=1)).exists()
    assert domain.state_of(queries.plain(stay), stay.due_at) is domain.State.DUE_SOON


def test_the_daily_duty_marks_and_tells_once(department: None) -> None:
    gate.let_pass(announced().number, by=GATE, at=AT)
    stay = Stay.objects.get()
    soon = stay.due_at - 4 * HOUR
    assert stays.mark(soon - timedelta(microseconds=1)) == 0
    assert (stays.mark(soon), stays.mark(soon)) == (1, 0)
    late = stay.due_at + timedelta(microseconds=1)
    assert (stays.mark(stay.due_at), stays.mark(late), stays.mark(late)) == (0, 1, 0)
    assert Job.objects.filter(kind="crossings.overdue").count() == 1
    assert Notice.objects.filter(recipient="party/5799900001", kind="request").count() == 2
    assert verified() == []


def extension(**changes: object) -> Extension:
    """A sound extension by five days."""
    facts = {
        "document": "12/QĐ", "until": DAY + 5 * DAYS, "agency": "Chi cục", "issued_on": DAY, "reason": "S",
    }  # fmt: skip
    return Extension(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_extension_is_asked_for_and_decided_with_its_document(department: None) -> None:
    gate.let_pass(announced().number, by=GATE, at=AT)
    stay = Stay.objects.get()
    key = (stay.leaf, stay.no)
    with pytest.raises(NothingAsked):
        stays.deny(key, note="không", by=GATE, at=AT)
    with pytest.raises(NotLater):
        stays.ask(key, until=DAY - DAYS, note="Xe hỏng", by=CARRIER, at=AT)
    stays.ask(key, until=DAY + 5 * DAYS, note="Xe hỏng", by=CARRIER, at=AT)
    with pytest.raises(ExtensionWaits):
        stays.ask(key, until=DAY + 6 * DAYS, note="Xe hỏng", by=CARRIER, at=AT)
    assert stays.extend(key, extension(), by=GATE, at=AT + HOUR).due_at == law_moment(DAY + 6 * DAYS)
    stay.refresh_from_db()
    assert (stay.extended, stay.asked_on) == (1, None)
    assert domain.state_of(queries.plain(stay), AT + DAYS) is domain.State.EXTENDED
    assert verified() == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"document": ""}, "VEH-VEH-10A"),
        ({"issued_on": DAY + DAYS}, "VEH-VEH-10A"),
        ({"opening": True}, "VEH-VEH-10B"),
        ({"reason": ""}, "VEH-VEH-11"),
        ({"other": "cả hai"}, "VEH-VEH-11"),
    ],
)
def test_an_extension_that_breaks_a_rule_is_refused(changes: dict[str, object], rule: str, department: None) -> None:
    stay = entered()
    with pytest.raises(Faulty, match=rule):
        stays.extend((stay.leaf, stay.no), extension(**changes), by=GATE, at=AT)


def test_what_left_elsewhere_or_never_will_is_concluded_with_a_document(department: None) -> None:
    first, second = entered(1), entered(2)
    left = {"left_at": AT + HOUR, "document": "5/HQLS", "by": GATE, "at": AT + 2 * HOUR}
    stays.exit_elsewhere((first.leaf, 0), note="Ra qua Hữu Nghị", **left)
    with pytest.raises(NeedsReason):
        stays.abandon((second.leaf, 0), document="", note="Cháy", by=GATE, at=AT)
    stays.abandon((second.leaf, 0), document="7/BB", note="Cháy", by=GATE, at=AT)
    with pytest.raises(StayEnded):
        stays.extend((first.leaf, 0), extension(), by=GATE, at=AT)
    assert set(Stay.objects.values_list("ended_as", flat=True)) == {"exited_other_gate", "abandoned"}
    assert StayStep.objects.count() == 2
    assert verified() == []


@pytest.mark.django_db(transaction=True)
def test_two_gates_at_once_let_a_vehicle_in_once(on_disk: None) -> None:
    refused: list[Exception] = []

    def enter(lane: str) -> None:
        try:
            record_passages([made.passage(AT, 1, lane=lane)], by=SYSTEM, at=AT)
        except PassageRefused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(lane,)) for lane in ("V1", "V2", "V3", "V4")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (Crossing.objects.count(), Stay.objects.count(), len(refused)) == (1, 1, 3)
