"""The line is cut: what a gate recorded is merged once each, whatever comes twice, late, out of order or changed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.rooms.crossings.conftest import CARRIER, GATE
from tests.rooms.crossings.offline_factories import (
    ADMIN,
    AT,
    DAY,
    HEAD,
    HOUR,
    MINUTE,
    Device,
    came,
    device,
    listed,
    merged,
    officer,
    passes,
    refuses,
    sound,
    verdicts,
)

from motcua.crossings import factories as made
from motcua.crossings.domain.errors import AlreadyThere, BeforeTheLast, NeedsReason, OnHold
from motcua.crossings.domain.offline import batches
from motcua.crossings.domain.offline.errors import (
    BadChain,
    BadDocument,
    BadInstallation,
    BadSignature,
    Decided,
    Forked,
    KeyKnown,
    ListExpired,
    NoGap,
    UnknownInstallation,
)
from motcua.crossings.domain.offline.records import sign
from motcua.crossings.models import Announcement, Batch, Crossing, OfflineRecord, Stay
from motcua.crossings.queries import offline as queries
from motcua.crossings.services import announcing, gate, offline, permits
from motcua.crossings.services.recording import record_passages
from motcua.kernel.actor import Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import services as people

pytestmark = pytest.mark.django_db
NUMBER = "102345678901"


@pytest.fixture
def by(department: None) -> Actor:
    """An officer with a code."""
    return officer()[0]


@pytest.fixture
def cut_off(by: Actor, tmp_path: Path) -> Device:
    """A device with a list of nine o'clock."""
    held = device(tmp_path / "gate")
    listed(held)
    return held


def test_what_passed_while_the_line_was_cut_is_merged_with_the_officer_and_the_moment(
    cut_off: Device, by: Actor
) -> None:
    passes(cut_off, by)
    made_ = merged(cut_off)
    assert (made_.merged, made_.next) == (1, 2)
    crossing = Crossing.objects.get()
    assert (crossing.at, crossing.gate, crossing.effect) == (AT + MINUTE, "VNMC0", "open")
    assert sound() == []


def test_the_same_batch_again_changes_nothing(cut_off: Device, by: Actor) -> None:
    for no in range(1, 4):
        passes(cut_off, by, no)
    batch = cut_off.batch(1)
    first = offline.merge(batch, by=ADMIN, at=AT + HOUR)
    again = offline.merge(batch, by=ADMIN, at=AT + 2 * HOUR)
    assert (first.merged, again.merged, again.repeated, again.leaf) == (3, 0, 3, 0)
    assert (Crossing.objects.count(), Batch.objects.count()) == (3, 1)


def test_pieces_that_overlap_merge_each_record_once(cut_off: Device, by: Actor) -> None:
    for no in range(1, 6):
        passes(cut_off, by, no)
    assert merged(cut_off, 1, 3).merged == 3
    second = merged(cut_off, 2, 4)
    assert (second.merged, second.repeated, second.next) == (2, 2, 6)
    assert Crossing.objects.count() == 5


def test_a_piece_that_comes_before_its_time_waits_and_what_is_missing_is_asked_for(cut_off: Device, by: Actor) -> None:
    for no in range(1, 5):
        passes(cut_off, by, no)
    early = merged(cut_off, 3)
    assert (early.merged, early.waiting, early.missing, early.next) == (0, 2, (1, 2), 1)
    assert Crossing.objects.count() == 0
    late = merged(cut_off, 1, 2)
    assert (late.merged, late.waiting, late.missing, late.next) == (4, 0, None, 5)
    assert list(Crossing.objects.order_by("leaf", "no").values_list("at", flat=True)) == [
        AT + no * MINUTE for no in range(1, 5)
    ]
    assert sound() == []


def test_what_is_lost_for_good_is_given_up_by_the_head_and_what_waited_has_its_turn(cut_off: Device, by: Actor) -> None:
    for no in range(1, 4):
        passes(cut_off, by, no)
    merged(cut_off, 2)
    with pytest.raises(NotAllowed):
        offline.give_up(cut_off.number, note="hỏng máy", by=by, at=AT + HOUR)
    with pytest.raises(NeedsReason):
        offline.give_up(cut_off.number, note=" ", by=HEAD, at=AT + HOUR)
    made_ = offline.give_up(cut_off.number, note="hỏng máy", by=HEAD, at=AT + HOUR)
    assert (made_.merged, made_.next) == (2, 4)
    with pytest.raises(NoGap):
        offline.give_up(cut_off.number, note="hỏng máy", by=HEAD, at=AT + HOUR)
    assert merged(cut_off, 1, 1).disputed == 1
    assert came(cut_off) == ["late", "merged", "merged"]
    assert sound() == []


def test_a_batch_that_was_changed_or_cut_is_refused(cut_off: Device, by: Actor) -> None:
    for no in range(1, 4):
        passes(cut_off, by, no)
    batch = cut_off.batch(1)
    with pytest.raises(BadSignature):
        offline.merge(batch.replace(b"VNMC0", b"VNMC1"), by=ADMIN, at=AT + HOUR)
    for length in (0, 10, len(batch) // 2, len(batch) - 1):
        with pytest.raises((BadDocument, BadSignature)):
            offline.merge(batch[:length], by=ADMIN, at=AT + HOUR)
    assert (OfflineRecord.objects.count(), Batch.objects.count()) == (0, 0)


def test_a_batch_of_an_unknown_gate_or_signed_by_another_is_refused(cut_off: Device, by: Actor, tmp_path: Path) -> None:
    other = device(tmp_path / "other", "VNMC1")
    passes(cut_off, by)
    records = cut_off.store.records()
    head = batches.Head(cut_off.number, 1, AT)
    with pytest.raises(BadSignature):
        offline.merge(batches.write(head, records, other.sign), by=ADMIN, at=AT)
    with pytest.raises(UnknownInstallation):
        offline.merge(batches.write(msgspec.structs.replace(head, gate=1), records, cut_off.sign), by=ADMIN, at=AT)


def test_a_chain_in_another_order_is_refused_and_the_file_kept_once(cut_off: Device, by: Actor) -> None:
    for no in range(1, 4):
        passes(cut_off, by, no)
    first, second, third = cut_off.store.records()
    head = batches.Head(cut_off.number, 3, AT)
    batch = batches.write(head, [first, third, second], cut_off.sign)
    for _ in range(2):
        with pytest.raises(BadChain):
            offline.merge(batch, by=ADMIN, at=AT + HOUR)
    assert (Batch.objects.get().fault, OfflineRecord.objects.count()) == ("GAT-E03", 0)
    assert merged(cut_off).merged == 3
    assert sound() == []


def test_a_number_with_another_content_is_a_fork_and_changes_nothing(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by)
    merged(cut_off)
    [first] = cut_off.store.records()
    changed = msgspec.structs.replace(first.record, passage=made.passage(AT + MINUTE, 9))
    batch = batches.write(batches.Head(cut_off.number, 1, AT), [sign(changed, cut_off.sign)], cut_off.sign)
    with pytest.raises(Forked):
        offline.merge(batch, by=ADMIN, at=AT + HOUR)
    assert Crossing.objects.get().plate == made_plate(1)


def test_a_later_piece_that_does_not_follow_what_came_is_refused(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by)
    merged(cut_off)
    second = sign(
        msgspec.structs.replace(
            cut_off.store.records()[0].record, number=2, previous="1" * 64, passage=made.passage(AT + HOUR, 2)
        ),
        cut_off.sign,
    )
    with pytest.raises(BadChain):
        offline.merge(batches.write(batches.Head(cut_off.number, 1, AT), [second], cut_off.sign), by=ADMIN, at=AT)


def test_goods_pass_by_the_permit_of_the_list_and_their_declaration_is_carried(by: Actor, tmp_path: Path) -> None:
    permits.permit([made.permit(NUMBER, AT - HOUR)])
    held = device(tmp_path / "gate")
    listed(held)
    passes(held, by, laden=True, declarations=(NUMBER,))
    assert merged(held).merged == 1
    assert Crossing.objects.get().laden == 1


def test_a_permit_revoked_meanwhile_is_disputed_and_taken_by_the_head_with_a_reason(by: Actor, tmp_path: Path) -> None:
    permits.permit([made.permit(NUMBER, AT - HOUR)])
    held = device(tmp_path / "gate")
    listed(held)
    permits.revoke([(NUMBER, AT)])
    passes(held, by, laden=True, declarations=(NUMBER,))
    assert merged(held).disputed == 1
    found = queries.dispute(held.number, 1, HEAD)
    assert (found.outcome.reason, NUMBER in found.outcome.en) == ("rows", True)
    with pytest.raises(NotAllowed):
        offline.decide(held.number, 1, take=True, note="đã qua", by=by, at=AT + HOUR)
    with pytest.raises(NeedsReason):
        offline.decide(held.number, 1, take=True, note="", by=HEAD, at=AT + HOUR)
    offline.decide(held.number, 1, take=True, note="đã qua thật", by=HEAD, at=AT + HOUR)
    with pytest.raises(Decided):
        offline.decide(held.number, 1, take=False, note="thôi", by=HEAD, at=AT + HOUR)
    assert (Crossing.objects.get().laden, verdicts(held)) == (1, ["take"])
    assert sound() == []


def test_one_disputed_record_holds_up_no_other(by: Actor, tmp_path: Path) -> None:
    permits.permit([made.permit(NUMBER, AT - HOUR)])
    held = device(tmp_path / "gate")
    listed(held)
    permits.revoke([(NUMBER, AT)])
    for no in range(1, 6):
        passes(held, by, no, **({"laden": True, "declarations": (NUMBER,), "part": True} if no % 2 else {}))
    assert merged(held).disputed == 3
    assert came(held) == ["rows", "merged", "rows", "merged", "rows"]


def test_a_vehicle_recorded_elsewhere_meanwhile_is_disputed_and_never_in_twice(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by)
    record_passages([made.passage(AT, gate="VNMC1")], by=GATE, at=AT)
    assert merged(cut_off).disputed == 1
    with pytest.raises(AlreadyThere):
        offline.decide(cut_off.number, 1, take=True, note="thật", by=HEAD, at=AT + 2 * HOUR)
    offline.decide(cut_off.number, 1, take=False, note="ghi trùng tại Bắc Luân I", by=HEAD, at=AT + 2 * HOUR)
    assert Stay.objects.filter(ended_at=None).count() == 1
    assert sound() == []


def test_a_vehicle_that_crossed_later_elsewhere_is_disputed(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by)
    record_passages([made.passage(AT + HOUR, gate="VNMC1", direction="out")], by=GATE, at=AT + HOUR)
    assert merged(cut_off).disputed == 1
    with pytest.raises(BeforeTheLast):
        offline.decide(cut_off.number, 1, take=True, note="thật", by=HEAD, at=AT + 2 * HOUR)


def test_an_announced_vehicle_passes_once_and_its_declaration_is_passed(by: Actor, tmp_path: Path) -> None:
    announced = announcing.announce(made.vehicle(1, day=DAY), by=CARRIER, at=AT - HOUR)
    held = device(tmp_path / "gate")
    told = listed(held)
    [row] = told.announced
    passes(held, by, announced=row.passage.announced, announced_as=row.number)
    assert merged(held).merged == 1
    assert Announcement.objects.get(pk=announced.id).state == "passed"


def test_an_announced_vehicle_put_on_hold_meanwhile_is_disputed(by: Actor, tmp_path: Path) -> None:
    announced = announcing.announce(made.vehicle(1, day=DAY), by=CARRIER, at=AT - HOUR)
    held = device(tmp_path / "gate")
    [row] = listed(held).announced
    gate.hold(announced.number, note="tin báo", by=GATE, at=AT)
    passes(held, by, announced=row.passage.announced, announced_as=row.number)
    assert merged(held).disputed == 1
    with pytest.raises(OnHold):
        offline.decide(held.number, 1, take=True, note="đã qua", by=HEAD, at=AT + HOUR)


def test_a_refusal_at_the_gate_is_a_step_of_an_announced_vehicle_and_else_noted(by: Actor, tmp_path: Path) -> None:
    announced = announcing.announce(made.vehicle(1, day=DAY), by=CARRIER, at=AT - HOUR)
    held = device(tmp_path / "gate")
    [row] = listed(held).announced
    refuses(held, by, msgspec.structs.replace(row.passage, note="không đúng xe"), row.number)
    refuses(held, by, made.passage(AT, 7, note="không giấy tờ"))
    assert merged(held).noted == 2
    assert Announcement.objects.get(pk=announced.id).state == "refused"
    assert sound() == []


def test_without_list_is_always_reviewed(cut_off: Device, by: Actor) -> None:
    cut_off.at = AT + 12 * HOUR
    with pytest.raises(ListExpired):
        passes(cut_off, by)
    passes(cut_off, by, own=True, note="mất đường truyền quá 12 giờ")
    assert merged(cut_off).disputed == 1
    assert came(cut_off) == ["own"]
    offline.decide(cut_off.number, 1, take=True, note="đúng", by=HEAD, at=AT + 14 * HOUR)
    assert Crossing.objects.count() == 1


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [(5 * MINUTE, "merged"), (6 * MINUTE, "future"), (-5 * MINUTE, "merged"), (-6 * MINUTE, "early")],
)
def test_a_clock_may_differ_by_five_minutes(cut_off: Device, by: Actor, ahead: timedelta, reason: str) -> None:
    cut_off.at = AT + ahead
    passes(cut_off, by, after=timedelta(0))
    merged(cut_off, at=AT)
    assert came(cut_off) == [reason]


def test_an_officer_whose_post_or_code_ended_is_disputed(cut_off: Device, by: Actor, tmp_path: Path) -> None:
    stranger = officer("ba", "20BC")[0]
    without = officer("binh", code=False)[0]
    passes(cut_off, stranger, 1)
    passes(cut_off, without, 2)
    passes(cut_off, replace(by, account=999_999), 3)
    passes(cut_off, by, 4)
    merged(cut_off)
    assert came(cut_off) == ["officer", "officer", "officer", "merged"]


def test_an_ended_installation_gets_no_list_and_what_it_records_after_is_disputed(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by, 1)
    with pytest.raises(NotAllowed):
        offline.end(cut_off.number, note="mất máy", by=HEAD, at=AT + 2 * MINUTE)
    offline.end(cut_off.number, note="mất máy", by=ADMIN, at=AT + 2 * MINUTE)
    passes(cut_off, by, 2)
    merged(cut_off)
    assert came(cut_off) == ["merged", "key"]
    with pytest.raises(UnknownInstallation):
        offline.issue(cut_off.number, by=ADMIN, at=AT + HOUR)
    with pytest.raises(UnknownInstallation):
        offline.end(cut_off.number, note="mất máy", by=ADMIN, at=AT + HOUR)
    assert sound() == []


def test_a_list_that_was_never_issued_is_disputed(cut_off: Device, by: Actor) -> None:
    record = passes(cut_off, by).record
    forged = sign(msgspec.structs.replace(record, list=77), cut_off.sign)
    offline.merge(
        batches.write(batches.Head(cut_off.number, 1, AT), [forged], cut_off.sign), by=ADMIN, at=AT + HOUR
    )  # fmt: skip
    assert came(cut_off) == ["list"]


def test_only_sound_installations_are_registered_once(department: None) -> None:
    new = offline.NewInstallation("Máy", "VNMC0", "ab" * 32, DAY, DAY)
    with pytest.raises(NotAllowed):
        offline.register(new, by=HEAD, at=AT)
    for wrong in ({"name": " "}, {"gate": "XX"}, {"public": "ab"}, {"public": "x" * 64}, {"until": date(2023, 5, 3)}):
        with pytest.raises(BadInstallation):
            offline.register(msgspec.structs.replace(new, **wrong), by=ADMIN, at=AT)
    offline.register(new, by=ADMIN, at=AT)
    with pytest.raises(KeyKnown):
        offline.register(new, by=ADMIN, at=AT)


def test_a_code_is_drawn_by_officers_alone_and_a_new_one_ends_the_old(department: None, tmp_path: Path) -> None:
    by, _ = officer()
    with pytest.raises(NotAllowed):
        offline.give_code(by=CARRIER, at=AT)
    offline.give_code(by=by, at=AT)
    held = device(tmp_path / "gate")
    assert len(listed(held).officers) == 1
    offline.end_code(by=by, at=AT)
    assert listed(held, AT + MINUTE).officers == ()
    assert sound() == []


def test_an_officer_who_left_is_not_on_the_list(by: Actor, tmp_path: Path) -> None:
    held = device(tmp_path / "gate")
    people.close_account(account=by.account, by=ADMIN, at=AT)
    assert listed(held).officers == ()


def test_who_brings_a_file_belongs_to_the_branch(cut_off: Device, by: Actor) -> None:
    passes(cut_off, by)
    elsewhere = Actor(9, "Lan", posts=frozenset({Post("officer", "20BC")}))
    with pytest.raises(NotAllowed):
        offline.merge(cut_off.batch(1), by=elsewhere, at=AT + HOUR)
    with pytest.raises(NotFound):
        queries.find(cut_off.number, elsewhere)
    assert offline.merge(cut_off.batch(1), by=by, at=AT + HOUR).merged == 1


def test_the_list_names_what_the_gate_needs_and_what_it_has_sent(by: Actor, tmp_path: Path) -> None:
    permits.permit([made.permit(NUMBER, AT - HOUR), made.permit("102345678911", AT - HOUR, office="20BC")])
    announcing.announce(made.vehicle(3, day=DAY), by=CARRIER, at=AT - HOUR)
    announcing.announce(
        made.vehicle(4, day=DAY + timedelta(days=3), exit_on=DAY + timedelta(days=3)), by=CARRIER, at=AT
    )
    record_passages([made.passage(AT - HOUR, 5)], by=GATE, at=AT - HOUR)
    held = device(tmp_path / "gate")
    told = listed(held)
    assert [each.number for each in told.permits] == [f"{NUMBER[:11]}0"]
    assert [each.passage.plate for each in told.announced] == [made_plate(3)]
    assert [(each.plate, each.due_at) for each in told.staying] == [(made_plate(5), AT + 23 * HOUR)]
    assert (told.expires_at - told.made_at, told.number, told.next) == (12 * HOUR, 1, 1)
    passes(held, by, 6)
    merged(held)
    again = listed(held, held.at + HOUR)
    assert (again.number, again.next, len(again.staying)) == (2, 2, 2)


def made_plate(no: int) -> str:
    return made.plate(no).replace(" ", "")
