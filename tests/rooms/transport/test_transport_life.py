"""A transport from registration to arrival: numbers, seals, differences, refusals, rights, guarantee, verification."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.transport.conftest import AT, BOXES, DAY, HEAD, HERE, HOUR, OTHER, THERE, TRADER

from motcua.declarations import services as declarations
from motcua.declarations.domain.errors import LodgedElsewhere
from motcua.ground import queries as ground
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.ground.services.keys import OtherBody
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.revenue.models import GuaranteeBalance
from motcua.transport import factories, services
from motcua.transport.domain import errors
from motcua.transport.domain.asking import Filters
from motcua.transport.domain.life import State
from motcua.transport.domain.message import Box
from motcua.transport.models import Boxed, Transport
from motcua.transport.queries import listing, one

GENERAL = Reference("BIDV", 2023, "BL", "000123")
SECURED = {
    "security": "B", "guarantee_bank": "BIDV", "guarantee_year": 2023, "guarantee_symbol": "BL",
    "guarantee_number": "000123", "guarantee_amount": 400,
}  # fmt: skip


def faults() -> list[str]:
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def told(party: str = "5799900001") -> list[str]:
    return list(Notice.objects.filter(recipient=f"party/{party}").order_by("id").values_list("words_en", flat=True))


def test_a_registered_transport_has_a_number_of_type_50_a_receipt_and_two_working_hours(
    registered: services.Registered,
) -> None:
    found = one.find(registered.number, TRADER)
    assert registered.number.startswith("50")
    assert found.state == State.REGISTERED
    assert found.due_at == AT + 2 * HOUR
    assert ground.receipt(found.id) is not None


def test_the_same_key_is_the_same_transport_and_with_another_message_a_refusal(department: None) -> None:
    first = services.register(factories.transport(), by=TRADER, at=AT, key="k1")
    again = services.register(factories.transport(), by=TRADER, at=AT + HOUR, key="k1")
    assert (again.number, again.repeated) == (first.number, True)
    with pytest.raises(OtherBody):
        services.register(factories.transport(route="QL10"), by=TRADER, at=AT, key="k1")


def test_a_companion_registers_none(department: None, settings: Any) -> None:
    settings.ROLE = "companion"
    with pytest.raises(LodgedElsewhere):
        services.register(factories.transport(), by=TRADER, at=AT)


def test_what_breaks_a_rule_is_refused_with_every_finding_and_takes_no_number(department: None) -> None:
    with pytest.raises(errors.Faulty) as refused:
        services.register(factories.transport(purpose="EXP", office="20CF"), by=TRADER, at=AT)
    assert [each.code for each in refused.value.findings] == ["BTR-BTR-08", "BTR-BTR-01B"]
    assert services.register(factories.transport(), by=TRADER, at=AT).number[:10] == "5000000001"


def test_trying_out_finds_the_same_and_keeps_nothing(department: None) -> None:
    found = services.check_out(factories.transport(purpose="EXP"), by=TRADER, at=AT)
    assert [(each.code, each.path) for each in found] == [("BTR-BTR-01B", "/purpose")]
    assert not Transport.objects.exists()


def test_it_arrives_as_it_left_and_everything_agrees_with_the_log(under_way: Transport) -> None:
    assert under_way.state == State.UNDER_WAY
    came = services.arrive(under_way.number, BOXES, by=THERE, at=AT + 5 * HOUR)
    assert (came.state, came.differences, came.due_at) == (State.ARRIVED, 0, None)
    assert faults() == []
    assert told()[-1] == f"The goods of transport {came.number} have arrived."


def test_other_seals_hold_it_until_an_officer_has_settled_them(under_way: Transport) -> None:
    other = [Box("MHOU0000001", ("HQ00001", "XX99999"))]
    came = services.arrive(under_way.number, other, by=THERE, at=AT + 5 * HOUR)
    assert (came.state, came.differences) == (State.DIFFERING, 1)
    (difference,) = one.differences(came.id)
    assert (difference.kind, difference.before, difference.after) == ("seals", "HQ00001 HQ00002", "HQ00001 XX99999")
    with pytest.raises(errors.NeedsReason):
        services.settle(came.number, verdict="explained", note=" ", by=THERE, at=AT + 6 * HOUR)
    with pytest.raises(errors.UnknownVerdict):
        services.settle(came.number, verdict="", note="Chì hỏng", by=THERE, at=AT + 6 * HOUR)
    done = services.settle(came.number, verdict="explained", note="Chì hỏng dọc đường", by=THERE, at=AT + 6 * HOUR)
    assert done.state == State.ARRIVED
    assert "Explain this to customs." in told()[-2]
    assert faults() == []


@pytest.mark.parametrize("who", [THERE, TRADER, HEAD])
def test_only_an_officer_of_departure_approves(registered: services.Registered, who: object) -> None:
    with pytest.raises(NotAllowed):
        services.approve(registered.number, by=who, at=AT)


def test_nobody_decides_on_the_own_side(registered: services.Registered) -> None:
    own = Actor(7, "Lê Minh Trực", posts=HERE.posts, barred=frozenset({"5799900001"}))
    with pytest.raises(errors.OwnTransport):
        services.approve(registered.number, by=own, at=AT)


def test_another_enterprise_does_not_even_find_it(registered: services.Registered) -> None:
    with pytest.raises(NotFound):
        services.cancel(registered.number, by=OTHER, at=AT)


def test_an_arrival_needs_the_office_of_arrival_or_the_operator_of_the_place(under_way: Transport) -> None:
    with pytest.raises(errors.NotTheRecorder):
        services.arrive(under_way.number, BOXES, by=HERE, at=AT + 5 * HOUR)
    with pytest.raises(NotFound):
        services.arrive(under_way.number, BOXES, by=OTHER, at=AT + 5 * HOUR)
    declarations.name_operator("20CFX05", "5799900002", by=SYSTEM, at=AT)
    came = services.arrive(under_way.number, BOXES, by=OTHER, at=AT + 5 * HOUR)
    assert came.state == State.ARRIVED
    assert faults() == []


def test_a_berth_is_recorded_by_customs_alone(department: None) -> None:
    message = factories.transport(to_area="", to_berth="BEN001", to_port="VNHLG")
    number = services.register(message, by=TRADER, at=AT).number
    services.approve(number, by=HERE, at=AT)
    services.depart(number, BOXES, by=HERE, at=AT)
    assert services.arrive(number, BOXES, by=HERE, at=AT + HOUR).state == State.ARRIVED


def test_the_declarant_amends_and_cancels_until_it_is_approved(registered: services.Registered) -> None:
    changed = services.amend(registered.number, factories.transport(route="QL18A"), by=TRADER, at=AT)
    assert (changed.number, changed.version) == (registered.number[:11] + "1", 2)
    assert one.find(registered.number, TRADER).number == changed.number
    with pytest.raises(errors.Fixed):
        services.amend(changed.number, factories.transport(direction="C", purpose="BTB"), by=TRADER, at=AT)
    services.approve(changed.number, by=HERE, at=AT)
    with pytest.raises(Impossible):
        services.amend(changed.number, factories.transport(), by=TRADER, at=AT)
    with pytest.raises(NotAllowed):
        services.cancel(changed.number, by=TRADER, at=AT)
    assert services.cancel(changed.number, note="Theo đề nghị", by=HERE, at=AT).state == State.CANCELLED
    assert faults() == []


def test_a_departure_is_cancelled_only_while_under_way(under_way: Transport) -> None:
    back = services.cancel_departure(under_way.number, note="Nhầm xe", by=HERE, at=AT + 3 * HOUR)
    assert (back.state, back.departed_at) == (State.APPROVED, None)
    with pytest.raises(Impossible):
        services.cancel_departure(under_way.number, note="Nhầm xe", by=HERE, at=AT + 3 * HOUR)
    assert faults() == []


def test_a_page_that_is_old_decides_nothing(registered: services.Registered) -> None:
    services.check(registered.number, seen=registered.id, by=HERE, at=AT)
    with pytest.raises(errors.ChangedSince):
        services.approve(registered.number, seen=registered.id, by=HERE, at=AT)


def test_nothing_recorded_is_no_departure(registered: services.Registered) -> None:
    services.approve(registered.number, by=HERE, at=AT)
    with pytest.raises(errors.NothingRecorded):
        services.depart(registered.number, [Box()], by=HERE, at=AT)


def test_what_is_late_is_noted_once_and_again_after_an_extension(under_way: Transport) -> None:
    late = under_way.end_at + HOUR
    assert services.note_overdue(under_way.end_at) == 0
    assert services.note_overdue(late) == 1
    assert services.note_overdue(late + HOUR) == 0
    with pytest.raises(errors.NotLater):
        services.extend(under_way.number, until=late, note="Hỏng xe", by=HERE, at=late)
    longer = services.extend(under_way.number, until=late + 9 * HOUR, note="Hỏng xe", by=HERE, at=late)
    assert longer.due_at == late + 9 * HOUR
    assert services.note_overdue(late + 10 * HOUR) == 1
    assert faults() == []


def test_what_was_noted_and_stays_late_is_not_looked_at_again(department: None) -> None:
    made = [services.register(factories.transport(no), by=TRADER, at=AT).number for no in range(1, 4)]
    for number in made:
        services.approve(number, by=HERE, at=AT + HOUR)
        services.depart(number, BOXES, by=HERE, at=AT + 2 * HOUR)
    services.extend(made[0], until=Transport.objects.all()[0].end_at + HOUR, note="Xa", by=HERE, at=AT + 3 * HOUR)
    first, *_, last = sorted(Transport.objects.values_list("due_at", flat=True))
    assert services.note_overdue(first + HOUR / 2) == 2
    with CaptureQueriesContext(connection) as asked:
        assert services.note_overdue(last) == 0
    assert len(asked) == 1
    assert services.note_overdue(last + HOUR) == 1
    assert faults() == []


def a_guarantee(until: date = DAY + timedelta(days=11)) -> int:
    promise = Promise("general", GENERAL, "5799900001", 1000, DAY, until)
    return revenue.register_guarantee(promise, by=SYSTEM, at=AT)


def used(guarantee: int) -> int:
    return GuaranteeBalance.objects.get(pk=guarantee).used


def test_a_general_guarantee_is_drawn_upon_and_given_back_on_arrival(department: None) -> None:
    held = a_guarantee()
    number = services.register(factories.transport(**SECURED), by=TRADER, at=AT).number
    assert used(held) == 400
    more = services.amend(number, factories.transport(**{**SECURED, "guarantee_amount": 900}), by=TRADER, at=AT)
    assert (used(held), more.secured) == (900, 900)
    with pytest.raises(errors.Faulty) as refused:
        services.register(factories.transport(2, **SECURED), by=TRADER, at=AT)
    assert [each.code for each in refused.value.findings] == ["BTR-BTR-12"]
    services.approve(more.number, by=HERE, at=AT)
    services.depart(more.number, BOXES, by=HERE, at=AT)
    with pytest.raises(errors.NotSecured):
        services.extend(more.number, until=more.end_at + 24 * HOUR, note="Hỏng xe", by=HERE, at=AT)
    assert services.arrive(more.number, BOXES, by=THERE, at=AT + HOUR).secured == 0
    assert used(held) == 0
    assert faults() == []


def test_a_guarantee_lasts_ten_days_beyond_the_planned_arrival(department: None) -> None:
    a_guarantee(DAY + timedelta(days=10))
    with pytest.raises(errors.Faulty) as refused:
        services.register(factories.transport(**SECURED), by=TRADER, at=AT)
    assert [each.code for each in refused.value.findings] == ["BTR-BTR-13"]


def test_a_shared_cargo_number_is_confirmed_and_used_five_times_at_the_most(department: None) -> None:
    services.register(factories.transport(), by=TRADER, at=AT)
    with pytest.raises(errors.Faulty):
        services.register(factories.transport(), by=TRADER, at=AT)
    for _ in range(4):
        services.register(factories.transport(confirmed=True), by=TRADER, at=AT)
    with pytest.raises(errors.Faulty) as refused:
        services.register(factories.transport(confirmed=True), by=TRADER, at=AT)
    assert [each.code for each in refused.value.findings] == ["BTR-BTR-15"]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("transport_transport", "state", "'cancelled'"), ("transport_transport", "party", "'5799900002'"),
        ("transport_transport", "departed_at", "NULL"), ("transport_transport", "to_office", "'20BB'"),
        ("transport_sealed", "seals", "'HQ9'"), ("transport_version", "message", "'{}'"),
    ],
)  # fmt: skip
def test_a_row_that_somebody_changed_is_found(under_way: Transport, table: str, column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {value}")
    assert faults() != []


@pytest.mark.parametrize("box", [Box("M" * 18), Box("MHOU0000001", ("H" * 16,)), Box("MHOU0000001", ("HQ1",) * 7)])
def test_what_does_not_fit_is_refused_and_nothing_of_it_is_cut_off(under_way: Transport, box: Box) -> None:
    with pytest.raises(errors.BoxesUnfit):
        services.arrive(under_way.number, [box], by=THERE, at=AT + HOUR)
    longest = Box("M" * 17, tuple(f"{no}{'H' * 14}" for no in range(6)))
    services.arrive(under_way.number, [longest], by=THERE, at=AT + HOUR)
    assert one.arrived(under_way.id) == (longest,)


def containers() -> set[str]:
    return set(Boxed.objects.values_list("container", flat=True))


def test_a_container_is_found_as_declared_amended_or_sealed(registered: services.Registered) -> None:
    services.amend(registered.number, factories.transport(containers=(Box("TCLU4005003"),)), by=TRADER, at=AT)
    services.approve(registered.number, by=HERE, at=AT)
    services.depart(registered.number, [Box("SEGU1234560", ("HQ1",)), Box("", ("HQ2",))], by=HERE, at=AT)
    assert containers() == {"MHOU0000001", "TCLU4005003", "SEGU1234560"}
    for text in ("tclu 400500-3", "SEGU1234560"):
        assert len(listing.listing(Filters(text=text), TRADER, now=AT)[0]) == 1
    assert listing.listing(Filters(text="TCLU400500"), TRADER, now=AT)[0] == []
    assert faults() == []


def test_the_index_is_filled_for_what_stands_already_and_verify_finds_what_it_lacks(under_way: Transport) -> None:
    before = containers()
    Boxed.objects.all().delete()
    assert faults() == [f"transport_boxed MHOU0000001 {under_way.id}"]
    import_module("motcua.transport.migrations.0002_boxed").fill(apps, None)
    assert containers() == before
    assert faults() == []


def test_finding_a_container_reads_no_message(registered: services.Registered) -> None:
    with CaptureQueriesContext(connection) as asked:
        listing.listing(Filters(text="MHOU0000001"), TRADER, now=AT)
    assert not [each["sql"] for each in asked if "transport_version" in each["sql"]]


def test_a_declarant_asks_for_more_time_and_gets_it(under_way: Transport) -> None:
    until = under_way.end_at + 6 * HOUR
    asked = services.ask_time(under_way.number, until=until, note="Xe hỏng", by=TRADER, at=AT + 3 * HOUR)
    assert (asked.state, asked.asked_until, asked.due_at) == (State.UNDER_WAY, until, under_way.end_at)
    assert listing.asked(HERE) == 1
    assert faults() == []
    with pytest.raises(errors.TimeAsked):
        services.ask_time(under_way.number, until=until, note="Xe hỏng", by=TRADER, at=AT + 3 * HOUR)
    given = services.extend(asked.number, until=until, note="Có lý do", seen=asked.leaf, by=HERE, at=AT + 4 * HOUR)
    assert (given.asked_until, given.due_at) == (None, until)
    assert told()[-1].startswith(f"Transport {asked.number} is extended to")
    assert listing.asked(HERE) == 0
    assert faults() == []


def test_time_that_is_denied_leaves_the_deadline_and_may_be_asked_for_again(under_way: Transport) -> None:
    until = under_way.end_at + 6 * HOUR
    with pytest.raises(errors.NoTimeAsked):
        services.deny_time(under_way.number, note="Không", by=HERE, at=AT + 3 * HOUR)
    services.ask_time(under_way.number, until=until, note="Xe hỏng", by=TRADER, at=AT + 3 * HOUR)
    with pytest.raises(errors.NeedsReason):
        services.deny_time(under_way.number, note=" ", by=HERE, at=AT + 4 * HOUR)
    with pytest.raises(NotAllowed):
        services.deny_time(under_way.number, note="Không", by=THERE, at=AT + 4 * HOUR)
    denied = services.deny_time(under_way.number, note="Chưa có căn cứ", by=HERE, at=AT + 4 * HOUR)
    assert (denied.asked_until, denied.due_at) == (None, under_way.end_at)
    assert told()[-1] == f"More time for transport {denied.number} is denied: Chưa có căn cứ"
    services.ask_time(under_way.number, until=until, note="Xe hỏng, có biên bản", by=TRADER, at=AT + 5 * HOUR)
    came = services.arrive(under_way.number, BOXES, by=THERE, at=AT + 6 * HOUR)
    assert came.asked_until is None
    assert faults() == []


def test_time_is_asked_for_by_the_declarant_with_a_reason_and_a_later_moment(registered: services.Registered) -> None:
    end = Transport.objects.get().end_at
    asked = {"until": end + HOUR, "note": "Xe hỏng", "at": AT}
    with pytest.raises(Impossible):
        services.ask_time(registered.number, **asked, by=TRADER)
    services.approve(registered.number, by=HERE, at=AT)
    with pytest.raises(NotAllowed):
        services.ask_time(registered.number, **asked, by=HERE)
    with pytest.raises(NotFound):
        services.ask_time(registered.number, **asked, by=OTHER)
    with pytest.raises(errors.NeedsReason):
        services.ask_time(registered.number, **{**asked, "note": " "}, by=TRADER)
    with pytest.raises(errors.NotLater):
        services.ask_time(registered.number, **{**asked, "until": end}, by=TRADER)
    assert services.ask_time(registered.number, **asked, by=TRADER).state == State.APPROVED


def test_who_changes_what_a_declarant_asked_for_is_found(under_way: Transport) -> None:
    until = under_way.end_at + HOUR
    services.ask_time(under_way.number, until=until, note="Xe hỏng", by=TRADER, at=AT + 3 * HOUR)
    Transport.objects.update(asked_until=until + HOUR)
    assert faults() == [f"transport_transport {under_way.number}"]
