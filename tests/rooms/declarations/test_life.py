"""The life after registration: nothing is cleared unpaid, nothing passes uncleared."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import Faulty, NotAmendable
from motcua.declarations.domain.life import MOVES, Channel, State
from motcua.declarations.models import Declaration, Item, Move, Version
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.moves import Impossible, move
from motcua.kernel.refusals import NotAllowed
from motcua.reference.domain import UnknownCode
from motcua.revenue.models import Obligation
from motcua.risk import services as risk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)


def lodged(at: datetime, channel: Channel, count: int = 120) -> Declaration:
    """The first declaration of a stream that falls into this channel; the draws follow from a fixed seed."""
    risk.seed(b"lives of declarations", by=SYSTEM, at=at - 24 * HOUR)
    services.submit([services.Raw(factories.body(no, day=DAY, lines=1), at) for no in range(count)], by=SYSTEM)
    found = Declaration.objects.filter(channel=channel, tax_total__gt=0).order_by("id").first()
    assert found is not None, f"no {channel.name} among {count}"
    return found


def pay(stored: Declaration, at: datetime, amount: int | None = None, reference: str = "R1") -> None:
    services.pay(
        [services.Payment(stored.id, at, stored.tax_total if amount is None else amount, reference, "VCB")], by=SYSTEM
    )


def state(stored: Declaration) -> str:
    return Declaration.objects.get(pk=stored.pk).state


def test_green_waits_for_its_tax_and_is_cleared_by_the_payment(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    assert stored.state == State.AWAITING_PAYMENT
    pay(stored, at + HOUR, stored.tax_total - 1, "R1")
    assert state(stored) == State.AWAITING_PAYMENT
    pay(stored, at + 2 * HOUR, 1, "R2")
    cleared = Declaration.objects.get(pk=stored.pk)
    assert (cleared.state, cleared.cleared_at) == (State.CLEARED, at + 2 * HOUR)


def test_an_export_without_tax_in_the_green_channel_is_cleared_at_once(at: datetime) -> None:
    answers = services.submit(
        [
            services.Raw(factories.body(no, day=DAY, direction="export", lines=1, incoterm="FOB"), at)
            for no in range(40)
        ],
        by=SYSTEM,
    )
    free = [answer for answer in answers if answer.accepted and answer.channel == 1 and not answer.tax_total]
    assert free
    assert {answer.state for answer in free} == {State.CLEARED}


def test_the_same_payment_again_changes_nothing(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    pay(stored, at + HOUR)
    pay(stored, at + 2 * HOUR)
    assert Obligation.objects.get(pk=stored.pk).settled == stored.tax_total
    assert Declaration.objects.get(pk=stored.pk).cleared_at == at + HOUR


def test_yellow_paid_beforehand_is_cleared_when_its_documents_are_in_order(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    pay(stored, at + HOUR)
    assert state(stored) == State.DOCUMENT_CHECK
    services.accept_documents([services.Step(stored.id, at + 2 * HOUR)], by=officer)
    after = Declaration.objects.get(pk=stored.pk)
    assert (after.state, after.checked_at, after.cleared_at, after.due_at) == (
        State.CLEARED, at + 2 * HOUR, at + 2 * HOUR, None,
    )  # fmt: skip


@pytest.mark.parametrize("finding", ["KHOP", "TRIGIA", "DIEUKIEN"])
def test_an_inspection_is_recorded_with_its_finding(at: datetime, officer: Actor, finding: str) -> None:
    stored = lodged(at, Channel.RED)
    services.record_inspections([services.Inspection(stored.id, at + HOUR, finding, "biên bản 1")], by=officer)
    move = Move.objects.get(declaration_id=stored.id, verb="record inspection")
    assert (move.finding, move.state) == (finding, State.AWAITING_PAYMENT)


def test_the_clock_of_a_document_check_is_two_working_hours(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    assert stored.due_at == at + 2 * HOUR


def test_an_officer_of_another_branch_may_not_decide(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    stranger = Actor(8, "An", posts=frozenset({Post("officer", "20CF")}))
    with pytest.raises(NotAllowed):
        services.accept_documents([services.Step(stored.id, at + HOUR)], by=stranger)
    assert state(stored) == State.DOCUMENT_CHECK
    assert Move.objects.filter(declaration_id=stored.id).count() == 1


def test_goods_do_not_pass_before_clearance(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    with pytest.raises(Impossible):
        services.pass_supervision([services.Step(stored.id, at + HOUR)], by=SYSTEM)
    pay(stored, at + HOUR)
    services.pass_supervision([services.Step(stored.id, at + 2 * HOUR)], by=SYSTEM)
    assert state(stored) == State.PASSED


def test_one_impossible_step_leaves_the_whole_group_undone(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    pay(stored, at + HOUR)
    other = Declaration.objects.filter(state=State.AWAITING_PAYMENT).first()
    assert other is not None
    with pytest.raises(Impossible):
        services.pass_supervision([services.Step(stored.id, at), services.Step(other.id, at)], by=SYSTEM)
    assert state(stored) == State.CLEARED


def test_an_amendment_is_a_new_version_and_only_the_difference_is_owed(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    pay(stored, at + HOUR)
    message = factories.declaration(_no(stored), day=DAY, lines=2)
    services.amend([_change(stored, message, at + 2 * HOUR)], by=SYSTEM)
    after = Declaration.objects.get(pk=stored.pk)
    assert (after.version, after.items, after.state) == (2, 2, State.CLEARED)
    assert after.tax_total > stored.tax_total
    obligation = Obligation.objects.get(pk=stored.pk)
    assert (obligation.charged, obligation.settled) == (after.tax_total, stored.tax_total)
    assert [version.number[-1] for version in Version.objects.filter(declaration_id=stored.id).order_by("version")] == [
        "0",
        "1",
    ]
    assert Item.objects.filter(declaration_id=stored.id, version=1).count() == 1


@pytest.mark.parametrize("field", ["office", "party_id", "procedure"])
def test_an_amendment_may_not_change_who_where_and_what_procedure(at: datetime, field: str) -> None:
    stored = lodged(at, Channel.GREEN)
    other = {"office": "20BC", "party_id": "5799900005", "procedure": "A12"}[field]
    if field == "party_id" and stored.party == other:
        other = "5799900001"
    message = factories.declaration(_no(stored), day=DAY, lines=1, **{field: other})
    with pytest.raises(NotAmendable):
        services.amend([_change(stored, message, at + HOUR)], by=SYSTEM)
    assert Version.objects.filter(declaration_id=stored.id).count() == 1


def test_a_faulty_amendment_is_refused_with_its_codes(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    message = factories.declaration(_no(stored), day=DAY, lines=1, currency="XXX")
    with pytest.raises(Faulty) as refusal:
        services.amend([_change(stored, message, at + HOUR)], by=SYSTEM)
    assert "currency" in refusal.value.in_language("vi")


def test_a_cancellation_names_one_of_its_legal_cases(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    with pytest.raises(UnknownCode):
        services.cancel([services.Cancellation(stored.id, at + HOUR, "vì thích")], by=SYSTEM)
    assert state(stored) == State.AWAITING_PAYMENT


def test_a_stranger_neither_amends_nor_cancels_nor_lets_pass(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    trader = Actor(9, "Chị Hoa", parties=frozenset({"5799999999"}))
    message = factories.declaration(_no(stored), day=DAY, lines=1)
    with pytest.raises(NotAllowed):
        services.amend([_change(stored, message, at + HOUR)], by=trader)
    with pytest.raises(NotAllowed):
        services.cancel([services.Cancellation(stored.id, at + HOUR, "E3")], by=trader)
    own = Actor(9, "Chị Hoa", parties=frozenset({stored.party}))
    services.amend([_change(stored, message, at + HOUR)], by=own)
    assert Declaration.objects.get(pk=stored.pk).version == 2


def test_a_cancelled_declaration_owes_nothing(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    services.cancel([services.Cancellation(stored.id, at + HOUR, "E3")], by=SYSTEM)
    assert state(stored) == State.CANCELLED
    assert Obligation.objects.get(pk=stored.pk).charged == 0


@pytest.mark.parametrize("verb", sorted({verb for _, verb in MOVES}))
@pytest.mark.parametrize("before", list(State))
def test_every_pair_of_state_and_verb_is_in_the_table_or_refused(before: State, verb: str) -> None:
    if (before, verb) in MOVES:
        assert move(MOVES, before, verb) in State
    else:
        with pytest.raises(Impossible):
            move(MOVES, before, verb)


def test_only_cleared_released_or_stored_goods_pass_and_only_what_awaits_payment_is_cleared() -> None:
    assert _sources("pass") == {State.CLEARED, State.RELEASED, State.IN_STORAGE}
    assert _sources("clear") == _sources("clear passed") == {State.AWAITING_PAYMENT}


def _sources(verb: str) -> set[State]:
    return {before for before, name in MOVES if name == verb}


def _no(stored: Declaration) -> int:
    version = Version.objects.get(declaration_id=stored.id, version=1)
    return int(version.reference[1:])


def _change(stored: Declaration, message: object, at: datetime) -> services.Change:
    from motcua.declarations.domain.message import write

    return services.Change(stored.id, at, write(message), "khai bổ sung")  # type: ignore[arg-type]
