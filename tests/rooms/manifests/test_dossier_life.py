"""The life of a call: announced, lodged, supplemented, accepted, cleared in, unloaded, cleared out."""

from datetime import timedelta

import pytest
from tests.rooms.manifests.conftest import (
    AGENT,
    AT,
    CLERK,
    EXPECTED,
    FORWARDER,
    HERE,
    HOUR,
    LINE,
    THERE,
    faults,
    told,
)

from motcua.ground import queries as ground
from motcua.ground.services.keys import OtherBody
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.manifests import factories, services
from motcua.manifests.domain.errors import (
    AlreadyLodged,
    ChangedSince,
    Faulty,
    NeedsReason,
    NoRequest,
    NoSuchCall,
    NotBefore,
    NotClearedIn,
    NotComplete,
    NothingToCorrect,
    OwnCall,
    UnknownCarrier,
    WrongDirection,
)
from motcua.manifests.domain.life import Paper, State
from motcua.manifests.models import Bill, BillGoods, Box, Call, Document, Step
from motcua.manifests.queries import one, statistics


def now(call: Call | str) -> Call:
    return Call.objects.get(number=call if isinstance(call, str) else call.number)


def paper(call: Call | str, kind: str) -> Document:
    return Document.objects.filter(call_id=now(call).pk, kind=kind).exclude(state="cancelled").get()


def submit(document: object, by: Actor = LINE, **more: object) -> services.Submitted:
    return services.submit(document, by=by, **{"at": AT, **more})


def test_an_announced_call_awaits_its_documents_each_with_its_own_deadline(port: None) -> None:
    call = services.open_call(factories.general(), by=LINE, at=AT)
    due = {each.kind: each.due_at for each in one.documents(call, LINE)}
    assert due == {
        "cargo": EXPECTED - 12 * HOUR, "general": EXPECTED - 8 * HOUR, "crew": EXPECTED - 8 * HOUR,
        "effects": EXPECTED - 8 * HOUR, "stores": EXPECTED - 8 * HOUR, "health": EXPECTED - 8 * HOUR,
    }  # fmt: skip
    assert (call.state, call.number[:2]) == (State.DRAFT, "70")
    assert faults() == []


def test_the_manifest_of_a_voyage_of_five_days_is_due_a_day_before(port: None) -> None:
    call = services.open_call(factories.general(), by=LINE, at=AT)
    submit(factories.general(days_under_way=5))
    assert paper(call, "cargo").due_at == EXPECTED - 24 * HOUR
    submit(factories.general(days_under_way=4))
    assert paper(call, "cargo").due_at == EXPECTED - 12 * HOUR
    assert faults() == []


def test_a_dossier_is_received_when_the_last_document_has_come(port: None) -> None:
    *others, last = factories.dossier()
    states = {submit(each).state for each in others}
    assert states == {State.SUBMITTED}
    assert submit(last).state == State.RECEIVED
    call = Call.objects.get()
    assert (call.berth, call.expected_at, call.days, call.flag) == ("20CFX01", EXPECTED, 3, "VN")
    assert [each.verb for each in one.steps(call)] == ["open", *["lodge"] * 6, "complete"]
    assert faults() == []


def test_many_documents_of_a_call_are_one_leaf_with_one_receipt(received: Call) -> None:
    leaves = set(Step.objects.filter(call_id=received.pk).values_list("leaf", flat=True))
    assert leaves == {received.leaf}
    assert ground.receipt(received.leaf) is not None
    assert (Bill.objects.count(), BillGoods.objects.count(), Box.objects.count()) == (2, 4, 2)
    assert faults() == []


def test_what_came_by_its_deadline_is_in_time_and_a_minute_later_is_late(port: None) -> None:
    services.open_call(factories.general(), by=LINE, at=AT)
    due = EXPECTED - 12 * HOUR
    assert not submit(factories.cargo(), at=due).late
    late = submit(factories.crew(), at=EXPECTED - 8 * HOUR + timedelta(minutes=1))
    assert late.late
    assert [each.code for each in late.findings] == ["VES-VES-13"]
    assert faults() == []


def test_a_correction_is_a_new_version_and_the_first_stays(received: Call) -> None:
    before = paper(received, "cargo")
    done = submit(factories.cargo(bills=3), at=AT + HOUR, note="Thêm một vận đơn")
    assert (done.version, done.document) == (2, before.number[:11] + "1")
    document = paper(received, "cargo")
    assert [len(one.message(document, no).bills) for no in (1, 2)] == [2, 3]
    assert [each.number for each in one.standing_bills([f"MHSL{1001:08d}"])] == [f"MHSL{1001:08d}"]
    assert Bill.objects.count() == 5
    assert faults() == []


def test_the_same_again_changes_nothing(received: Call) -> None:
    done = submit(factories.cargo(), at=AT + HOUR)
    assert (done.repeated, done.version) == (True, 1)
    assert now(received).leaf == received.leaf


def test_the_same_key_is_answered_as_before_and_another_body_is_refused(port: None) -> None:
    first = submit(factories.cargo(), key="a1")
    again = submit(factories.cargo(), key="a1", at=AT + HOUR)
    assert (again.document, again.leaf, again.repeated) == (first.document, first.leaf, True)
    with pytest.raises(OtherBody):
        submit(factories.cargo(bills=1), key="a1")
    assert faults() == []


def test_nine_corrections_are_taken_and_a_tenth_is_refused(port: None) -> None:
    for crew in range(10, 20):
        done = submit(factories.crew(people=crew))
    assert (done.version, done.document[-1]) == (10, "9")
    with pytest.raises(Faulty) as refused:
        submit(factories.crew(people=20))
    assert [each.code for each in refused.value.findings] == ["PER-PER-06"]


def test_what_was_sent_changes_only_by_correction(received: Call) -> None:
    with pytest.raises(AlreadyLodged):
        submit(factories.cargo(bills=3), function="register")
    with pytest.raises(NothingToCorrect):
        submit(factories.passengers(), function="correct")
    assert submit(factories.cargo(), function="register").repeated


def test_a_carrier_without_registration_has_nobody_who_answers(port: None) -> None:
    with pytest.raises(UnknownCarrier):
        submit(factories.cargo(carrier="NOBODY"))


def test_only_who_may_announce_lodges_a_mandate_is_enough_and_a_clerk_without_the_act_is_not(port: None) -> None:
    done = submit(factories.cargo(), AGENT)
    assert (now(done.call).party, now(done.call).agent) == ("5799900001", "5799900003")
    for stranger in (CLERK, FORWARDER, HERE):
        with pytest.raises(NotAllowed):
            submit(factories.crew(), stranger)
    assert [each.number for each in one.visible_to(FORWARDER)] == []


def test_house_bills_come_after_their_master_by_the_forwarder_who_sees_nothing_else(received: Call) -> None:
    done = submit(factories.house(), FORWARDER)
    assert done.findings == ()
    call = one.find(received.number, FORWARDER)
    assert [each.kind for each in one.documents(call, FORWARDER)] == ["house"]
    with pytest.raises(NotFound):
        one.document(call, paper(received, "cargo").number, FORWARDER)
    unlike = submit(factories.house(bills=1), FORWARDER, at=AT + HOUR)
    assert [each.code for each in unlike.findings] == ["HBL-HBL-09"]
    assert faults() == []


def test_house_bills_without_a_call_or_a_master_are_refused(port: None) -> None:
    with pytest.raises(NoSuchCall):
        submit(factories.house(), FORWARDER)
    submit(factories.crew())
    with pytest.raises(Faulty) as refused:
        submit(factories.house(), FORWARDER)
    assert {each.code for each in refused.value.findings} == {"HBL-HBL-01"}


def test_a_bill_stands_once_in_its_direction_until_its_document_is_cancelled(received: Call) -> None:
    other = factories.cargo(2, bills=(1))
    again = type(other)(**{**factories.head(2), "bills": factories.cargo(1).bills})
    with pytest.raises(Faulty) as refused:
        submit(again)
    assert {each.code for each in refused.value.findings} == {"MAN-MAN-12"}
    services.withdraw(received.number, "cargo", note="Khai nhầm chuyến", by=LINE, at=AT + HOUR)
    assert submit(again, at=AT + 2 * HOUR).version == 1
    assert paper(received, "cargo").state == Paper.AWAITED
    assert faults() == []


def test_a_list_of_passengers_is_awaited_once_the_general_declaration_tells_of_some(port: None) -> None:
    submit(factories.general(passenger_processing="38", passenger_count=3))
    call = Call.objects.get()
    assert paper(call, "passengers").due_at == EXPECTED - 8 * HOUR
    listed = submit(factories.passengers())
    named = factories.general(passenger_processing="10", passenger_list=listed.document)
    assert submit(named).version == 2
    wrong = factories.general(passenger_processing="10", passenger_list=listed.document[:11] + "1")
    with pytest.raises(Faulty) as refused:
        submit(wrong)
    assert [each.code for each in refused.value.findings] == ["VES-VES-06"]
    assert faults() == []


def test_a_second_volume_comes_only_after_the_first(port: None) -> None:
    with pytest.raises(Faulty):
        submit(factories.passengers(volume=2))
    submit(factories.passengers())
    assert submit(factories.passengers(volume=2)).version == 1
    assert faults() == []


def test_an_officer_asks_for_a_supplement_and_the_correction_answers_it(received: Call) -> None:
    crew = paper(received, "crew")
    with pytest.raises(NeedsReason):
        services.request(received.number, crew.number, note=" ", by=HERE, at=AT + HOUR)
    services.request(received.number, crew.number, note="Thiếu thuyền trưởng", by=HERE, at=AT + HOUR)
    services.request(received.number, "dangerous", note="Khai hàng nguy hiểm", by=HERE, at=AT + HOUR)
    assert (now(received).state, paper(received, "crew").state) == (State.REQUESTED, Paper.REQUESTED)
    assert "Thiếu thuyền trưởng" in told()[0]
    with pytest.raises(Impossible):
        services.accept(received.number, by=HERE, at=AT + HOUR)
    assert submit(factories.crew(people=19), at=AT + 2 * HOUR).state == State.REQUESTED
    assert submit(factories.dangerous(), at=AT + 2 * HOUR).state == State.AMENDED
    assert services.accept(received.number, by=HERE, at=AT + 3 * HOUR).state == State.ACCEPTED
    assert faults() == []


def test_a_request_is_answered_in_words_where_the_document_is_right(received: Call) -> None:
    services.request(received.number, "stores", note="Có đúng không?", by=HERE, at=AT + HOUR)
    with pytest.raises(NoRequest):
        services.answer(received.number, "crew", note="Đúng", by=LINE, at=AT + HOUR)
    done = services.answer(received.number, "stores", note="Đúng như đã khai", by=LINE, at=AT + HOUR)
    assert (done.state, paper(received, "stores").state) == (State.AMENDED, Paper.LODGED)
    assert faults() == []


def test_what_is_corrected_after_acceptance_has_to_be_accepted_anew(received: Call) -> None:
    services.accept(received.number, by=HERE, at=AT + HOUR)
    assert {each.state for each in one.documents(received, HERE)} == {Paper.ACCEPTED}
    assert submit(factories.stores(notes="Sửa"), at=AT + 2 * HOUR).state == State.AMENDED
    with pytest.raises(Impossible):
        services.clear_in(received.number, by=HERE, at=AT + 3 * HOUR)
    assert faults() == []


def test_a_dossier_that_lacks_a_document_is_not_accepted(port: None) -> None:
    call = submit(factories.cargo()).call
    with pytest.raises(Impossible):
        services.accept(call, by=HERE, at=AT)
    *_, _last = [submit(each) for each in factories.dossier()]
    services.withdraw(call, "health", note="Khai lại", by=LINE, at=AT + HOUR)
    with pytest.raises(NotComplete):
        services.accept(call, by=HERE, at=AT + HOUR)
    services.accept_document(call, "cargo", by=HERE, at=AT + HOUR)
    assert paper(call, "cargo").state == Paper.ACCEPTED
    assert faults() == []


def test_only_an_officer_of_the_office_decides_and_never_on_the_own_side(received: Call) -> None:
    for stranger in (THERE, LINE):
        with pytest.raises(NotAllowed):
            services.accept(received.number, by=stranger, at=AT + HOUR)
    partial = Actor(12, "Ngô Văn Ba", posts=HERE.posts, barred=frozenset({"5799900001"}))
    with pytest.raises(OwnCall):
        services.accept(received.number, by=partial, at=AT + HOUR)


def test_who_decides_decides_on_what_was_seen(received: Call) -> None:
    services.request(received.number, "crew", note="Bổ sung", by=HERE, at=AT + HOUR)
    with pytest.raises(ChangedSince):
        services.request(received.number, "crew", note="Bổ sung", seen=received.leaf, by=HERE, at=AT + HOUR)


def leaving(no: int = 1, **more: object) -> list[object]:
    facts = {"direction": "E", "voyage": "001S", **more}
    bill = factories.bill(77, loading_port="VNHLG", discharge_port="CNSHA")
    cargo = factories.cargo(no, **facts)
    return [
        type(cargo)(**{**factories.head(no), **facts, "bills": (bill,)}), factories.crew(no, **facts),
        factories.stores(no, **facts), factories.general(no, **facts),
    ]  # fmt: skip


def test_a_ship_leaves_after_it_was_cleared_in_and_its_cargo_was_finished(cleared: Call) -> None:
    taken = services.submit_many([services.Submission(each, LINE, EXPECTED + 2 * HOUR) for each in leaving()])
    exit_call = taken[-1].call
    assert (taken[-1].state, now(exit_call).entry) == (State.RECEIVED, cleared.pk)
    services.accept(exit_call, by=HERE, at=EXPECTED + 3 * HOUR)
    with pytest.raises(NotClearedIn):
        services.clear_out(exit_call, by=HERE, at=EXPECTED + 4 * HOUR)
    services.finish_cargo(cleared.number, by=HERE, at=EXPECTED + 4 * HOUR)
    with pytest.raises(WrongDirection):
        services.clear_in(exit_call, by=HERE, at=EXPECTED + 5 * HOUR)
    assert services.clear_out(exit_call, by=HERE, at=EXPECTED + 5 * HOUR).state == State.CLEARED_OUT
    assert (now(cleared).state, now(cleared).left_at) == (State.CLEARED_OUT, EXPECTED + 5 * HOUR)
    counted = statistics.movements(EXPECTED.date(), EXPECTED.date())
    assert [(each.office, each.direction, each.count) for each in counted] == [("20CF", "E", 1), ("20CF", "I", 1)]
    assert faults() == []


def test_a_ship_in_transit_leaves_without_cargo_work(port: None) -> None:
    documents = [*factories.dossier()[:-1], factories.general(transit=True)]
    call = services.submit_many([services.Submission(each, LINE, AT) for each in documents])[0].call
    services.accept(call, by=HERE, at=AT + HOUR)
    services.clear_in(call, by=HERE, at=EXPECTED)
    out = services.submit_many([services.Submission(each, LINE, EXPECTED + HOUR) for each in leaving()])[0].call
    services.accept(out, by=HERE, at=EXPECTED + 2 * HOUR)
    services.clear_out(out, by=HERE, at=EXPECTED + 3 * HOUR)
    assert now(call).state == State.CLEARED_OUT
    assert faults() == []


def test_a_berth_is_given_from_when_until_when(received: Call) -> None:
    with pytest.raises(NotBefore):
        services.berth(received.number, "20CFX02", since=EXPECTED, until=EXPECTED, by=HERE, at=AT)
    services.berth(received.number, "20CFX02", since=EXPECTED, until=EXPECTED + 9 * HOUR, by=HERE, at=AT + HOUR)
    call = now(received)
    assert (call.berth, call.berth_from, call.berth_until) == ("20CFX02", EXPECTED, EXPECTED + 9 * HOUR)
    assert faults() == []


def test_a_new_plan_moves_what_is_still_awaited(port: None) -> None:
    call = services.open_call(factories.general(), by=LINE, at=AT)
    submit(factories.cargo())
    services.plan(call.number, EXPECTED + 6 * HOUR, note="Gió mùa", by=LINE, at=AT + HOUR)
    assert paper(call, "crew").due_at == EXPECTED - 2 * HOUR
    assert paper(call, "cargo").due_at is None
    assert faults() == []


def test_a_call_is_cancelled_by_its_agent_until_accepted_and_its_voyage_can_be_announced_anew(received: Call) -> None:
    with pytest.raises(NeedsReason):
        services.cancel(received.number, note="", by=LINE, at=AT)
    services.cancel(received.number, note="Tàu đổi cảng", by=LINE, at=AT + HOUR)
    assert now(received).state == State.CANCELLED
    assert submit(factories.cargo(), at=AT + 2 * HOUR).call != received.number
    assert faults() == []


def test_an_accepted_call_is_cancelled_by_an_officer_alone(received: Call) -> None:
    services.accept(received.number, by=HERE, at=AT + HOUR)
    with pytest.raises(NotAllowed):
        services.cancel(received.number, note="Đổi cảng", by=LINE, at=AT + HOUR)
    services.cancel(received.number, note="Tàu không đến", by=HERE, at=AT + 2 * HOUR)
    assert faults() == []


def test_all_or_none_of_many_is_stored(port: None) -> None:
    wrong = factories.crew(people=0)
    with pytest.raises(Faulty):
        services.submit_many([services.Submission(each, LINE, AT) for each in (factories.cargo(), wrong)])
    assert Call.objects.count() == Document.objects.count() == 0


def test_a_call_is_found_by_ship_voyage_port_and_direction(received: Call) -> None:
    assert one.find_call("XVMH1", "001N", "VNHLG", "I", by=SYSTEM) == received
    assert one.find_call("XVMH1", "001N", "VNHLG", "E", by=SYSTEM) is None
    assert one.find_call("XVMH1", "001N", "VNHLG", "I", by=FORWARDER) is None


def test_trying_out_finds_all_and_keeps_nothing(port: None) -> None:
    found = services.check_out(factories.cargo(port="CNSHA", vessel_name="X" * 36), by=LINE, at=AT)
    assert {each.code for each in found} == {"MAN-MAN-24", "MAN-MAN-31"}
    assert services.check_out(factories.cargo(), by=LINE, at=AT) == ()
    assert Call.objects.count() == 0
