"""Goods pass part by part: a container once, never before clearance, the last part is the passage itself."""

from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import NeedsReason, OwnDeclaration, PassedBefore
from motcua.declarations.domain.gate_errors import (
    HeldForAnother,
    NoPartToTakeBack,
    PartlyPassed,
    PassedAlready,
    PassedMoreThanAmended,
    RecordedMeanwhile,
    StoredExport,
)
from motcua.declarations.domain.life import State
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import write
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.models import Boxed, Declaration, Passage, PassedBox
from motcua.declarations.queries import boxes, feed, gate, passages
from motcua.declarations.services import boxes as index
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
FIRST, SECOND, OTHER = "CSQU3054383", "MSKU6011672", "TGHU1234562"
KEEPER = "5799900003"
HEAD = Actor(3, "Trưởng chi cục", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))


def described(no: int, *, lines: int = 1, **changes: object) -> Message:
    """Two containers that came by sea."""
    facts = {"containers": (FIRST, SECOND), "container_count": 2, "direction": "import", "transport_mode": "2",
             "bills": ("BL1",), "vessel_code": "9V1234", **changes}  # fmt: skip
    return msgspec.structs.replace(factories.declaration(no, day=DAY, lines=lines), **facts)


def lodge(at: datetime, no: int = 1, **changes: object) -> Declaration:
    """A declaration with its tax still to be paid, whatever its channel."""
    answer = services.submit([services.Raw(write(described(no, **changes)), at)], by=SYSTEM)[0]
    assert answer.accepted, answer.findings
    return Declaration.objects.get(pk=answer.declaration_id)


def clear(found: Declaration, at: datetime) -> Declaration:
    """Checked and paid."""
    if found.tax_total:
        services.pay([services.Payment(found.id, at, found.tax_total, f"R{found.id}", "VCB")], by=SYSTEM)
    now = Declaration.objects.get(pk=found.pk)
    if now.state == State.DOCUMENT_CHECK:
        services.accept_documents([services.Step(found.id, at)], by=SYSTEM)
    if now.state == State.PHYSICAL_CHECK:
        services.record_inspections([services.Inspection(found.id, at, "KHOP")], by=SYSTEM)
    now = Declaration.objects.get(pk=found.pk)
    assert now.state == State.CLEARED
    return now


def operator(*, party: str = KEEPER, scopes: tuple[str, ...] = ("passages:write",)) -> Actor:
    """The program of an enterprise."""
    return Actor(50, "cảng", kind="program", posts=frozenset({Post("trader")}), scopes=frozenset(scopes),
                 parties=frozenset({party}))  # fmt: skip


def box(*numbers: str) -> Wanted:
    return Wanted(numbers, gate="Cổng 2")


def state(found: Declaration) -> str:
    return Declaration.objects.get(pk=found.pk).state


def test_nothing_passes_before_clearance(at: datetime, officer: Actor) -> None:
    found = lodge(at)
    with pytest.raises(Impossible):
        services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    assert not Passage.objects.exists()
    clear(found, at + HOUR)
    services.pass_part(found.id, box(FIRST), by=officer, at=at + 2 * HOUR)
    assert state(found) == State.CLEARED


def test_the_last_part_is_the_passage_of_the_declaration(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    made = services.pass_part(found.id, box(FIRST.lower()), by=officer, at=at + HOUR)
    assert (made.no, made.boxes, made.left.boxes) == (1, (FIRST,), (SECOND,))
    made = services.pass_part(found.id, box(SECOND), by=officer, at=at + 2 * HOUR)
    assert made.left.nothing
    after = Declaration.objects.get(pk=found.pk)
    assert (after.state, after.passed_at) == (State.PASSED, at + 2 * HOUR)
    with pytest.raises(PassedBefore):
        services.pass_part(found.id, box(OTHER), by=officer, at=at + 3 * HOUR)
    kinds = [each.kind for each in feed.feed(after)][-3:]
    assert kinds == ["pass part", "pass part", "pass"]
    assert Notice.objects.filter(recipient=f"party/{found.party}").count() == 2
    assert verification.verify().faults == []


def test_what_is_left_may_pass_as_a_whole(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    services.pass_supervision([services.Step(found.id, at + 2 * HOUR)], by=officer)
    assert passages.standing(Declaration.objects.get(pk=found.pk)).left.nothing


def test_two_officers_never_pass_a_container_twice(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    with pytest.raises(PassedAlready):
        services.pass_part(found.id, box(SECOND, FIRST), by=SYSTEM, at=at + HOUR)
    assert Passage.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PassedBox.objects.create(leaf=1, container=FIRST, declaration_id=found.id, turn=0)


def test_packages_sum_up_to_what_is_declared_and_no_click_counts_twice(at: datetime, officer: Actor) -> None:
    loose = lodge(at, containers=(), container_count=None, transport_mode="4", packages=30, bills=(), vessel_code="")
    found = clear(loose, at)
    wanted = Wanted(quantity=Decimal(20), after=0)
    assert services.pass_part(found.id, wanted, by=officer, at=at).left.quantity_e4 == 100_000
    with pytest.raises(RecordedMeanwhile):
        services.pass_part(found.id, wanted, by=officer, at=at)
    services.pass_part(found.id, Wanted(quantity=Decimal(10), after=1), by=officer, at=at)
    assert state(found) == State.PASSED


def test_a_mistake_is_taken_back_once_and_the_container_passes_anew(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    with pytest.raises(NeedsReason):
        services.take_back_part(found.id, 1, reason=" ", by=officer, at=at + HOUR)
    services.take_back_part(found.id, 1, reason="Ghi nhầm xe", by=officer, at=at + HOUR)
    for no in (1, 2, 3):
        with pytest.raises(NoPartToTakeBack):
            services.take_back_part(found.id, no, reason="Lần nữa", by=officer, at=at + HOUR)
    made = services.pass_part(found.id, box(FIRST), by=officer, at=at + 2 * HOUR)
    assert (made.no, made.left.boxes) == (3, (SECOND,))
    assert list(PassedBox.objects.order_by("leaf").values_list("container", "turn")) == [(FIRST, 0), (FIRST, 1)]
    assert verification.verify().faults == []


def test_after_the_last_part_nothing_is_taken_back(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    services.pass_part(found.id, box(FIRST, SECOND), by=officer, at=at)
    with pytest.raises(PassedBefore):
        services.take_back_part(found.id, 1, reason="Ghi nhầm", by=officer, at=at)


def test_what_has_partly_left_is_not_cancelled_until_that_is_taken_back(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    services.pass_part(found.id, box(FIRST), by=officer, at=at)
    with pytest.raises(PartlyPassed):
        services.cancel([services.Cancellation(found.id, at, "E3")], by=officer)
    trader = Actor(9, "Hoa", parties=frozenset({found.party}))
    with pytest.raises(PartlyPassed):
        services.ask_to_cancel(found.number, reason="E1", note="", by=trader, at=at)
    services.take_back_part(found.id, 1, reason="Ghi nhầm", by=officer, at=at)
    services.cancel([services.Cancellation(found.id, at, "E3")], by=officer)
    assert state(found) == State.CANCELLED


def stored(found: Declaration, at: datetime, officer: Actor) -> Declaration:
    """The same, checked, and its goods let go to a store; its tax is still to be paid."""
    if found.state == State.AWAITING_PAYMENT:
        services.order_inspection(found.id, reason="Nghi vấn", basis="Tin báo", ground="legal", by=HEAD, at=at)
    services.store(found.id, place="Kho lạnh", by=officer, at=at)
    return Declaration.objects.get(pk=found.pk)


def test_goods_let_go_to_a_store_pass_and_their_declaration_is_cleared_later(at: datetime, officer: Actor) -> None:
    found = stored(lodge(at), at, officer)
    assert services.pass_part(found.id, box(FIRST), by=officer, at=at).left.boxes == (SECOND,)
    services.pass_part(found.id, box(SECOND), by=officer, at=at + HOUR)
    now = Declaration.objects.get(pk=found.pk)
    assert (now.state, now.passed_at, now.cleared_at) == (State.IN_STORAGE, at + HOUR, None)
    with pytest.raises(PassedBefore):
        services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    services.end_storage(found.id, result="Đạt", by=officer, at=at + 2 * HOUR)
    services.pay([services.Payment(found.id, at + 3 * HOUR, now.tax_total, "R1", "VCB")], by=SYSTEM)
    now = Declaration.objects.get(pk=found.pk)
    if now.state == State.PHYSICAL_CHECK:
        services.record_inspections([services.Inspection(found.id, at + 4 * HOUR, "KHOP")], by=SYSTEM)
    else:
        services.accept_documents([services.Step(found.id, at + 4 * HOUR)], by=SYSTEM)
    now = Declaration.objects.get(pk=found.pk)
    assert (now.state, now.passed_at, now.cleared_at) == (State.PASSED, at + HOUR, at + 4 * HOUR)
    log.sequence()
    assert verification.verify().faults == []


def test_once_the_store_has_sent_its_result_the_rest_waits_for_clearance(at: datetime, officer: Actor) -> None:
    found = stored(lodge(at), at, officer)
    services.pass_part(found.id, box(FIRST), by=officer, at=at)
    services.end_storage(found.id, result="Đạt", by=officer, at=at)
    with pytest.raises(Impossible):
        services.pass_part(found.id, box(SECOND), by=officer, at=at)


def test_goods_that_left_for_the_store_and_failed_are_cancelled_for_that_reason_alone(
    at: datetime, officer: Actor
) -> None:
    found = stored(lodge(at), at, officer)
    services.pass_part(found.id, box(FIRST), by=officer, at=at)
    trader = Actor(9, "Hoa", parties=frozenset({found.party}))
    with pytest.raises(PartlyPassed):
        services.ask_to_cancel(found.number, reason="E1", note="", by=trader, at=at)
    with pytest.raises(PartlyPassed):
        services.cancel([services.Cancellation(found.id, at, "E3")], by=officer)
    services.cancel([services.Cancellation(found.id, at, "D1")], by=officer)
    assert state(found) == State.CANCELLED


def test_what_has_left_for_the_store_does_not_lapse(at: datetime, officer: Actor) -> None:
    found = stored(lodge(at), at, officer)
    services.pass_supervision([services.Step(found.id, at)], by=officer)
    services.end_storage(found.id, result="Đạt", by=officer, at=at)
    with pytest.raises(PartlyPassed):
        services.lapse([services.Cancellation(found.id, at + 40 * 24 * HOUR, "A1")], by=officer)


def test_exports_in_storage_stay(at: datetime, officer: Actor) -> None:
    bodies = [write(factories.declaration(no, day=DAY, lines=1, direction="export")) for no in range(60)]
    services.submit([services.Raw(body, at) for body in bodies], by=SYSTEM)
    found = stored(Declaration.objects.filter(state=State.DOCUMENT_CHECK)[0], at, officer)
    with pytest.raises(StoredExport):
        services.pass_part(found.id, Wanted(quantity=Decimal(1)), by=officer, at=at)
    with pytest.raises(StoredExport):
        services.pass_supervision([services.Step(found.id, at)], by=officer)
    assert not passages.may_pass(found)


def released(found: Declaration, at: datetime, officer: Actor) -> Declaration:
    """The same, its documents checked, paid, and released on conditions."""
    if found.state == State.AWAITING_PAYMENT:
        services.order_inspection(found.id, reason="Nghi vấn", basis="Tin báo", ground="legal", by=HEAD, at=at)
    if state(found) == State.PHYSICAL_CHECK:
        services.spare_inspection(found.id, reason="Theo hồ sơ", by=HEAD, at=at)
    services.pay([services.Payment(found.id, at, found.tax_total, f"R{found.id}", "VCB")], by=SYSTEM)
    services.release(found.id, reason="A", note="Chờ phân tích", by=officer, at=at)
    return Declaration.objects.get(pk=found.pk)


def let_go(way: str, at: datetime, officer: Actor) -> Declaration:
    """A declaration of which one container has left, and how it goes on."""
    if way == "cleared":
        found = clear(lodge(at), at)
    elif way.startswith("stored"):
        found = stored(lodge(at), at, officer)
    else:
        found = released(lodge(at), at, officer)
    services.pass_part(found.id, box(FIRST), by=officer, at=at)
    if way == "stored, then sent back":
        services.end_storage(found.id, result="Đạt", by=officer, at=at)
    return Declaration.objects.get(pk=found.pk)


@pytest.mark.parametrize(("way", "stands"), [
    ("cleared", {State.CLEARED}), ("stored", {State.IN_STORAGE}), ("released", {State.RELEASED}),
    ("stored, then sent back", {State.DOCUMENT_CHECK, State.PHYSICAL_CHECK}),
])  # fmt: skip
def test_an_amendment_keeps_what_has_passed(at: datetime, officer: Actor, way: str, stands: set[State]) -> None:
    found = let_go(way, at, officer)
    assert found.state in stands
    message = passages.amendments.message_of(passages.one.versions(found.id)[-1])
    for containers, goes in [((SECOND, OTHER), False), ((FIRST, OTHER), True)]:
        body = write(msgspec.structs.replace(message, containers=containers))
        change = services.Change(found.id, at + HOUR, body, "6", by_customs=True)
        if goes:
            services.amend([change], by=officer)
        else:
            with pytest.raises(PassedMoreThanAmended):
                services.amend([change], by=officer)
    assert passages.standing(Declaration.objects.get(pk=found.pk)).left.boxes == (OTHER,)


def test_what_has_passed_on_conditions_is_kept_also_once_they_are_settled(at: datetime, officer: Actor) -> None:
    found = let_go("released", at, officer)
    more = described(1, lines=3, containers=(FIRST, SECOND))
    services.amend([services.Change(found.id, at + HOUR, write(more), "6", by_customs=True)], by=officer)
    services.settle(found.id, note="Thêm dòng hàng", by=officer, at=at + HOUR)
    now = Declaration.objects.get(pk=found.pk)
    assert (now.state, now.cleared_at) == (State.AWAITING_PAYMENT, None)
    less = described(1, lines=3, containers=(SECOND, OTHER))
    with pytest.raises(PassedMoreThanAmended):
        services.amend([services.Change(found.id, at + 2 * HOUR, write(less), "6", by_customs=True)], by=officer)


def test_a_container_waits_for_every_declaration_of_which_it_holds_goods(at: datetime, officer: Actor) -> None:
    found = clear(lodge(at), at)
    other = lodge(at, 2, containers=(FIRST,), container_count=1)
    with pytest.raises(HeldForAnother, match=other.number):
        services.pass_part(found.id, box(FIRST), by=officer, at=at + HOUR)
    services.pass_part(found.id, box(SECOND), by=officer, at=at + HOUR)
    clear(other, at + HOUR)
    services.pass_part(found.id, box(FIRST), by=officer, at=at + 2 * HOUR)
    assert state(found) == State.PASSED


def test_the_index_follows_registration_and_amendments(at: datetime) -> None:
    found = lodge(at)
    plain = lodge(at, 2, containers=())
    assert boxes.naming(FIRST) == []
    assert index.catch_up(at) == 2
    assert index.catch_up(at) == 0
    assert boxes.naming(FIRST) == boxes.beginning("csqu 30") == [found]
    assert boxes.beginning("csq") == boxes.naming(OTHER) == []
    assert set(Boxed.objects.filter(declaration_id=plain.id).values_list("container", flat=True)) == {""}
    index.note([(plain.id, (OTHER,))])
    assert boxes.naming(OTHER) == [plain]


def test_ten_declarations_of_a_container_are_found_with_as_many_questions_as_one(at: datetime, officer: Actor) -> None:
    def asked() -> int:
        index.catch_up(at)
        with CaptureQueriesContext(connection) as told:
            found = gate.find(FIRST[:7], officer)
        assert [each.declared.boxes for each in found] == [(FIRST, SECOND)] * len(found)
        assert found == sorted(found, key=lambda each: (not each.may, -each.found.id))
        counts.append(len(found))
        return len(told)

    counts: list[int] = []
    services.pass_part(clear(lodge(at), at).id, box(SECOND), by=officer, at=at + HOUR)
    few = asked()
    for no in range(2, 11):
        lodge(at, no)
    assert (asked(), counts) == (few, [1, 10])


def test_who_keeps_the_place_may_record_and_nobody_else(at: datetime) -> None:
    found = clear(lodge(at), at)
    with pytest.raises(NotAllowed):
        services.pass_part(found.id, box(FIRST), by=operator(), at=at)
    services.name_operator("20BBX01", KEEPER, by=SYSTEM, at=at)
    for stranger in (operator(party="5799900004"), operator(scopes=("declarations:read",))):
        with pytest.raises(NotAllowed):
            services.pass_part(found.id, box(FIRST), by=stranger, at=at)
    services.pass_part(found.id, box(FIRST), by=operator(), at=at)
    services.end_operator("20BBX01", KEEPER, reason="Hết hợp đồng", by=SYSTEM, at=at)
    with pytest.raises(NotAllowed):
        services.pass_part(found.id, box(SECOND), by=operator(), at=at)
    assert verification.verify().faults == []


def test_who_keeps_the_place_never_records_its_own_goods(at: datetime) -> None:
    found = clear(lodge(at), at)
    services.name_operator("20BBX01", found.party, by=SYSTEM, at=at)
    with pytest.raises(OwnDeclaration):
        services.pass_part(found.id, box(FIRST), by=operator(party=found.party), at=at)


def test_only_an_administrator_names_an_operator_that_is_registered(at: datetime, officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        services.name_operator("20BBX01", KEEPER, by=officer, at=at)
    with pytest.raises(NotFound):
        services.name_operator("20BBX01", "0100000000", by=SYSTEM, at=at)
    stranger = Actor(8, "An", posts=frozenset({Post("officer", "20CF")}))
    found = clear(lodge(at), at)
    for act in (services.pass_part,):
        with pytest.raises(NotAllowed):
            act(found.id, box(FIRST), by=stranger, at=at)
    with pytest.raises(NotAllowed):
        services.take_back_part(found.id, 1, reason="Không", by=stranger, at=at)
