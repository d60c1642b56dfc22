"""Random lives: whatever is tried in whatever order, what must never be is never so."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.conftest import SOAK
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.test_life import lodged

from motcua.declarations import factories, services
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import write
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.models import Declaration, Instruction, Move, Version
from motcua.declarations.queries import passages
from motcua.declarations.services.deadlines import due_at
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import Refusal
from motcua.revenue.models import Obligation
from motcua.risk.models import Bucket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HEAD = Actor(3, "Trưởng chi cục", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))
LIVES = 60 if SOAK else 12
OUT = {State.CLEARED, State.PASSED}
LEAVING = {"clear", "release", "store"}
hours = st.integers(0, 90)


LODGED: dict[Channel, Declaration] = {}
"""One declaration a channel, lodged once; every life begins with one of them and is undone in the end."""


class Life(RuleBasedStateMachine):
    """One declaration and everything that anybody may try on it."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(channel=st.sampled_from(list(Channel)))
    def begin(self, channel: Channel) -> None:
        self.at = law_moment(DAY, 9)
        stored = LODGED[channel]
        self.id, self.party = stored.id, Actor(9, "Chị Hoa", parties=frozenset({stored.party}))
        self.paid = 0
        Bucket.objects.update(balance_millionths=9_000_000)

    def _try(self, act, *args, **named) -> None:
        before = self._now()
        try:
            act(*args, **named)
        except Refusal:
            assert self._now() == before, "a refused step has changed something"

    def _now(self) -> tuple[object, ...]:
        found = Declaration.objects.get(pk=self.id)
        moves = Move.objects.filter(declaration_id=self.id).count()
        parts = len(passages.records(self.id))
        return (found.state, found.version, found.tax_total, found.due_at, found.passed_at, moves, parts)

    def _step(self) -> list[services.Step]:
        return [services.Step(self.id, self.at)]

    @rule(later=hours)
    def wait(self, later: int) -> None:
        self.at += timedelta(hours=later)

    @rule()
    def accept(self) -> None:
        self._try(services.accept_documents, self._step(), by=HEAD)

    @rule(finding=st.sampled_from(["KHOP", "TRIGIA"]), analysis=st.booleans())
    def inspect(self, finding: str, analysis: bool) -> None:
        record = services.Inspection(self.id, self.at, finding, analysis=analysis)
        self._try(services.record_inspections, [record], by=HEAD)

    @rule()
    def ask(self) -> None:
        self._try(services.instruct, self.id, kind="A", words="Giải trình", by=HEAD, at=self.at)

    @rule(withdrawn=st.booleans())
    def answer(self, withdrawn: bool) -> None:
        act, by = (services.withdraw_query, HEAD) if withdrawn else (services.answer, self.party)
        self._try(act, self.id, words="Đây", by=by, at=self.at)

    @rule(act=st.sampled_from([services.order_inspection, services.spare_inspection, services.extend_inspection]))
    def change_channel(self, act) -> None:
        self._try(act, self.id, reason="Có lý do", by=HEAD, at=self.at)

    @rule(lines=st.integers(1, 3), customs=st.booleans())
    def amend(self, lines: int, customs: bool) -> None:
        first = Version.objects.get(declaration_id=self.id, version=1)
        message = factories.declaration(int(first.reference[1:]), day=DAY, lines=lines)
        change = services.Change(self.id, self.at, write(message), "5", customs)
        self._try(services.amend, [change], by=HEAD if customs else self.party)

    @rule(part=st.sampled_from([1, 2]))
    def pay(self, part: int) -> None:
        owed = Obligation.objects.get(pk=self.id)
        amount = max((owed.charged - owed.settled) // part, 1)
        self.paid += 1
        payment = services.Payment(self.id, self.at, amount, f"P{self.paid}", "VCB")
        self._try(services.pay, [payment], by=SYSTEM)

    @rule()
    def release(self) -> None:
        self._try(services.release, self.id, reason="B", note="Chờ tham vấn", by=HEAD, at=self.at)

    @rule()
    def settle(self) -> None:
        self._try(services.settle, self.id, note="Xong", by=HEAD, at=self.at)

    @rule(back=st.booleans())
    def store(self, back: bool) -> None:
        if back:
            self._try(services.end_storage, self.id, result="Đạt", by=HEAD, at=self.at)
        else:
            self._try(services.store, self.id, place="Kho", by=HEAD, at=self.at)

    @rule()
    def pass_gate(self) -> None:
        self._try(services.pass_supervision, self._step(), by=HEAD)

    @rule(quantity=st.sampled_from([1, 7, 400]))
    def pass_part(self, quantity: int) -> None:
        self._try(services.pass_part, self.id, Wanted(quantity=Decimal(quantity)), by=HEAD, at=self.at)

    @rule(no=st.integers(1, 3))
    def take_back(self, no: int) -> None:
        self._try(services.take_back_part, self.id, no, reason="Ghi nhầm", by=HEAD, at=self.at)

    @rule(reason=st.sampled_from(["A1", "E3", "D1"]))
    def end(self, reason: str) -> None:
        act = services.lapse if reason == "A1" else services.cancel
        self._try(act, [services.Cancellation(self.id, self.at, reason)], by=HEAD)

    @invariant()
    def what_must_never_be(self) -> None:
        found = Declaration.objects.get(pk=self.id)
        owed = Obligation.objects.get(pk=self.id)
        moves = list(Move.objects.filter(declaration_id=self.id).order_by("leaf"))
        _never_cleared_unpaid(moves, found, owed)
        _passes_only_after_clearance_release_or_storage(moves)
        _parts_leave_only_after_that_and_never_beyond_what_is_declared(found, moves)
        assert Version.objects.filter(declaration_id=self.id, version__gte=found.version).count() == 1
        assert Instruction.objects.filter(declaration_id=self.id, answered=None).count() == (
            found.state in (State.DOCUMENT_QUERY, State.PHYSICAL_QUERY)
        )
        assert found.due_at == due_at(State(found.state), moves[-1].at, moves[-1].verb)
        assert found.due_at is None or found.due_at > moves[-1].at
        if found.state == State.CANCELLED:
            assert owed.charged == 0


def _never_cleared_unpaid(moves: list[Move], found: Declaration, owed: Obligation) -> None:
    """In the moment of clearance nothing is owed; only an amendment after it can charge more."""
    if found.state in OUT and moves[-1].verb in ("clear", "clear passed"):
        assert owed.settled >= owed.charged
    if found.state in OUT:
        assert found.cleared_at is not None


def _passes_only_after_clearance_release_or_storage(moves: list[Move]) -> None:
    passed = [place for place, move in enumerate(moves) if move.verb == "pass"]
    assert len(passed) <= 1
    for place in passed:
        assert {move.verb for move in moves[:place]} & LEAVING or moves[0].state == State.CLEARED


def _parts_leave_only_after_that_and_never_beyond_what_is_declared(found: Declaration, moves: list[Move]) -> None:
    standing = passages.standing(found)
    for each in standing.records:
        before = [move for move in moves if move.leaf < each.row.leaf]
        assert {move.verb for move in before} & LEAVING or moves[0].state == State.CLEARED
    parts = passages.parts_of(standing.records)
    assert sum(part.quantity_e4 for part in parts) <= standing.declared.quantity_e4
    if parts and found.state == State.CANCELLED:
        assert moves[-1].note == "D1"


def test_random_lives_never_come_where_the_law_does_not_let_them() -> None:
    lodged(law_moment(DAY, 9), Channel.RED)
    for channel in Channel:
        LODGED[channel] = Declaration.objects.filter(channel=channel, tax_total__gt=0).order_by("id")[0]
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES, stateful_step_count=25, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip
