"""The checks of an officer: questions and their answers, inspections ordered and spared, release, storage, lapse."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.declarations.test_life import lodged, pay, state

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import NeedsReason, NotSettled, NotYetLapsed, PassedBefore
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import write
from motcua.declarations.models import Answered, Declaration, Instruction, Move, Version
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed
from motcua.reference.domain import UnknownCode
from motcua.risk.models import Bucket, Upgrade

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def head() -> Actor:
    return Actor(3, "Trưởng chi cục", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))


def trader(stored: Declaration) -> Actor:
    return Actor(9, "Chị Hoa", parties=frozenset({stored.party}))


def now(stored: Declaration) -> Declaration:
    return Declaration.objects.get(pk=stored.pk)


def test_a_question_stops_the_check_until_its_answer(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Nộp hợp đồng mua bán", papers=("CON",), by=officer, at=at + HOUR)
    asked = now(stored)
    assert asked.state == State.DOCUMENT_QUERY
    assert asked.due_at == at.replace(hour=17) + 7 * DAY  # five working days from a Thursday, to the end of the day
    with pytest.raises(Impossible):
        services.accept_documents([services.Step(stored.id, at + 2 * HOUR)], by=officer)
    services.answer(stored.id, words="Đã nộp", by=trader(stored), at=at + 3 * HOUR)
    after = now(stored)
    assert (after.state, after.due_at) == (State.DOCUMENT_CHECK, at + 6 * HOUR)
    assert Answered.objects.get(instruction__declaration_id=stored.id).words == "Đã nộp"
    assert Notice.objects.filter(recipient=f"party/{stored.party}").count() == 1


def test_an_amendment_answers_the_question(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Sửa số lượng", by=officer, at=at + HOUR)
    message = factories.declaration(int(Version.objects.get(declaration_id=stored.id).reference[1:]), lines=2)
    services.amend([services.Change(stored.id, at + 2 * HOUR, write(message), "5")], by=trader(stored))
    assert (now(stored).state, now(stored).version) == (State.DOCUMENT_CHECK, 2)
    assert Answered.objects.get(instruction__declaration_id=stored.id).verb == "amend"


def test_a_question_may_be_withdrawn_by_the_branch_alone(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.RED)
    services.instruct(stored.id, kind="A", words="Xuất trình hàng", by=officer, at=at + HOUR)
    assert state(stored) == State.PHYSICAL_QUERY
    with pytest.raises(NotAllowed):
        services.withdraw_query(stored.id, words="Không cần nữa", by=trader(stored), at=at + 2 * HOUR)
    services.withdraw_query(stored.id, words="Không cần nữa", by=officer, at=at + 2 * HOUR)
    assert state(stored) == State.PHYSICAL_CHECK
    assert Instruction.objects.get(declaration_id=stored.id).answered.verb == "withdraw query"


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_asked_or_answered_without_words(at: datetime, officer: Actor, words: str) -> None:
    stored = lodged(at, Channel.YELLOW)
    with pytest.raises(NeedsReason):
        services.instruct(stored.id, kind="A", words=words, by=officer, at=at)
    services.instruct(stored.id, kind="A", words="Nộp C/O", by=officer, at=at)
    with pytest.raises(NeedsReason):
        services.answer(stored.id, words=words, by=trader(stored), at=at)


@pytest.mark.parametrize(("kind", "papers"), [("Z", ()), ("A", ("???",))])
def test_a_question_is_of_a_listed_kind_and_names_listed_papers(at: datetime, officer: Actor, kind, papers) -> None:
    stored = lodged(at, Channel.YELLOW)
    with pytest.raises(UnknownCode):
        services.instruct(stored.id, kind=kind, words="Nộp", papers=papers, by=officer, at=at)


def test_another_trader_does_not_answer(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Nộp C/O", by=officer, at=at)
    with pytest.raises(NotAllowed):
        services.answer(stored.id, words="Tôi đây", by=Actor(5, "Lạ", parties=frozenset({"0100000000"})), at=at)


def test_an_inspection_ordered_by_an_officer_spends_a_token(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    Bucket.objects.update(balance_millionths=4_500_000)
    services.order_inspection(stored.id, reason="Trọng lượng không hợp lý", by=officer, at=at + HOUR)
    after = now(stored)
    assert (after.state, after.channel, after.due_at) == (State.PHYSICAL_CHECK, 3, (at + DAY).replace(hour=3))
    assert Bucket.objects.get().balance_millionths == 3_500_000
    assert Upgrade.objects.get(subject=stored.id).source == "officer"


def test_an_inspection_is_spared_by_the_head_and_extended_once_by_the_officer(
    at: datetime, officer: Actor, head: Actor
) -> None:
    stored = lodged(at, Channel.RED)
    services.extend_inspection(stored.id, reason="Hàng nhiều chủng loại", by=officer, at=at + HOUR)
    assert now(stored).due_at == at + HOUR + 2 * DAY + 3 * DAY - DAY  # 16 hours from Thursday 10:00: Monday 10:00
    with pytest.raises(NotAllowed):
        services.extend_inspection(stored.id, reason="Vẫn chưa xong", by=officer, at=at + 2 * HOUR)
    services.extend_inspection(stored.id, reason="Vẫn chưa xong", by=head, at=at + 2 * HOUR)
    with pytest.raises(NotAllowed):
        services.spare_inspection(stored.id, reason="Đã soi chiếu", by=officer, at=at + 3 * HOUR)
    services.spare_inspection(stored.id, reason="Đã soi chiếu", by=head, at=at + 3 * HOUR)
    assert (now(stored).state, now(stored).channel) == (State.DOCUMENT_CHECK, 2)


def test_samples_that_wait_for_their_analysis_send_the_goods_back_to_the_documents(
    at: datetime, officer: Actor
) -> None:
    stored = lodged(at, Channel.RED)
    pay(stored, at)
    services.record_inspections([services.Inspection(stored.id, at + HOUR, "KHOP", analysis=True)], by=officer)
    assert state(stored) == State.DOCUMENT_CHECK
    assert now(stored).checked_at == at + HOUR


def test_goods_are_released_only_when_what_was_declared_is_settled(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    with pytest.raises(NotSettled):
        services.release(stored.id, reason="B", note="Chờ tham vấn giá", by=officer, at=at + HOUR)
    pay(stored, at + HOUR)
    with pytest.raises(UnknownCode):
        services.release(stored.id, reason="X", note="", by=officer, at=at + HOUR)
    services.release(stored.id, reason="B", note="Chờ tham vấn giá", by=officer, at=at + 2 * HOUR)
    assert state(stored) == State.RELEASED


def test_released_goods_pass_once_and_are_cleared_in_the_end(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    pay(stored, at)
    services.release(stored.id, reason="A", note="Chờ phân tích", by=officer, at=at + HOUR)
    services.pass_supervision([services.Step(stored.id, at + 2 * HOUR)], by=SYSTEM)
    with pytest.raises(PassedBefore):
        services.pass_supervision([services.Step(stored.id, at + 3 * HOUR)], by=SYSTEM)
    assert state(stored) == State.RELEASED
    services.settle(stored.id, note="Đúng mã số", by=officer, at=at + DAY)
    after = now(stored)
    assert (after.state, after.cleared_at, after.passed_at) == (State.PASSED, at + DAY, at + 2 * HOUR)


def test_a_settled_release_that_owes_more_waits_for_the_money(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    pay(stored, at)
    services.release(stored.id, reason="B", note="Chờ tham vấn", by=officer, at=at + HOUR)
    message = factories.declaration(int(Version.objects.get(declaration_id=stored.id).reference[1:]), lines=2)
    services.amend([services.Change(stored.id, at + 2 * HOUR, write(message), "2", by_customs=True)], by=officer)
    services.settle(stored.id, note="Tăng trị giá", by=officer, at=at + 3 * HOUR)
    assert state(stored) == State.AWAITING_PAYMENT


@pytest.mark.parametrize(
    ("channel", "after"), [(Channel.YELLOW, State.DOCUMENT_CHECK), (Channel.RED, State.PHYSICAL_CHECK)]
)
def test_storage_ends_where_the_check_stood(at: datetime, officer: Actor, channel: Channel, after: State) -> None:
    stored = lodged(at, channel)
    services.store(stored.id, place="Kho lạnh Km3+4", by=officer, at=at + HOUR)
    assert state(stored) == State.IN_STORAGE
    services.end_storage(stored.id, result="Đạt kiểm dịch", by=officer, at=at + DAY)
    assert state(stored) == after


@pytest.mark.parametrize(("days", "lapses"), [(15, False), (16, True)])
def test_a_declaration_lapses_on_the_sixteenth_day_and_owes_nothing(
    at: datetime, officer: Actor, days: int, lapses: bool
) -> None:
    stored = lodged(at, Channel.YELLOW)
    step = services.Cancellation(stored.id, at + days * DAY, "A1")
    if lapses:
        services.lapse([step], by=officer)
        assert (now(stored).state, now(stored).cancelled_at) == (State.CANCELLED, at + days * DAY)
        return
    with pytest.raises(NotYetLapsed):
        services.lapse([step], by=officer)
    assert state(stored) == State.DOCUMENT_CHECK


def test_every_step_is_in_the_log_and_the_tables_agree_with_it(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW, 60)
    services.instruct(stored.id, kind="A", words="Nộp C/O", by=officer, at=at)
    services.answer(stored.id, words="Đã nộp", by=trader(stored), at=at + HOUR)
    services.store(stored.id, place="Kho", by=officer, at=at + 2 * HOUR)
    verbs = list(Move.objects.filter(declaration_id=stored.id).order_by("leaf").values_list("verb", flat=True))
    assert verbs == ["register", "instruct", "answer", "store"]
    assert verification.verify().faults == []
