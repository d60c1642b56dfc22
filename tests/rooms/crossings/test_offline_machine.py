"""Two gates cut off and a department that goes on: whatever happens in whatever order, nothing confirmed is lost."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.rooms.crossings.conftest import GATE
from tests.rooms.crossings.offline_factories import AT, HEAD, HOUR, Device, device, listed, officer, passes, sound

from motcua.crossings import factories as made
from motcua.crossings.models import Crossing, Decision, OfflineRecord, Outcome, Permit, Stay
from motcua.crossings.queries import offline as queries
from motcua.crossings.services import offline, permits
from motcua.crossings.services.recording import record_passages
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
LIVES = 80 if os.environ.get("MOTCUA_COUNTS") == "soak" else 8
NUMBERS = ("102345678901", "102345678911")
gates, trucks = st.integers(0, 1), st.integers(1, 3)
ways, numbers = st.sampled_from(["in", "out"]), st.sampled_from(NUMBERS)
WHO: list[Actor] = []


class CutOff(RuleBasedStateMachine):
    """Two gates of one branch, three trucks, two declarations, one clock."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.held: list[Device] = []
        self.confirmed: list[tuple[int, int]] = []
        self.kept: list[bytes] = []

    @initialize()
    def begin(self) -> None:
        self.now = AT
        self.held = [device(Path(self.folder.name) / gate, gate) for gate in ("VNMC0", "VNMC1")]
        for each in self.held:
            listed(each)

    def _try(self, act: Callable[..., object], *args: object, **named: object) -> bool:
        try:
            with transaction.atomic():
                act(*args, **named)
        except Refusal:
            return False
        return True

    @rule(minutes=st.integers(1, 400))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(which=gates, no=trucks, way=ways, own=st.sampled_from([False, False, False, True]))
    def a_truck_passes_where_the_line_is_cut(self, which: int, no: int, way: str, own: bool) -> None:
        self._passes(which, no, direction=way, own=own, note="mất đường truyền" if own else "")

    @rule(which=gates, no=trucks, number=numbers)
    def goods_pass_where_the_line_is_cut(self, which: int, no: int, number: str) -> None:
        self._passes(which, no, laden=True, declarations=(number,))

    def _passes(self, which: int, no: int, **changes: object) -> None:
        held = self.held[which]
        held.at = self.now
        try:
            done = passes(held, WHO[0], no, **changes)
        except Refusal:
            return
        self.now = held.at
        self.confirmed.append((held.number, done.record.number))

    @rule(no=trucks, way=ways)
    def a_truck_passes_where_the_line_stands(self, no: int, way: str) -> None:
        self.now += timedelta(minutes=1)
        self._try(record_passages, [made.passage(self.now, no, gate="VNMK1", direction=way)], by=GATE, at=self.now)

    @rule(number=numbers)
    def clearance_permits(self, number: str) -> None:
        if not Permit.objects.filter(root=number[:11], ended_at=None).exists():
            permits.permit([made.permit(number, self.now, leaf=Permit.objects.count() + 1)])

    @rule(number=numbers)
    def clearance_takes_it_back(self, number: str) -> None:
        permits.revoke([(number, self.now)])

    @rule(which=gates)
    def a_list_comes(self, which: int) -> None:
        listed(self.held[which], self.now)

    @rule(which=gates, first=st.integers(1, 6), most=st.integers(1, 6))
    def a_piece_comes(self, which: int, first: int, most: int) -> None:
        batch = self.held[which].batch(first, most)
        self.kept.append(batch)
        self._merge(batch)

    @rule(place=st.integers(0, 20))
    def an_old_piece_comes_again(self, place: int) -> None:
        if self.kept:
            self._merge(self.kept[place % len(self.kept)])

    def _merge(self, batch: bytes) -> None:
        offline.merge(batch, by=SYSTEM, at=self.now + HOUR)

    @rule(take=st.booleans())
    def the_head_decides(self, take: bool) -> None:
        self.now += 2 * HOUR
        for each in queries.disputed(queries.Filters(), HEAD)[:1]:
            self._try(
                offline.decide, each.installation.leaf, each.row.number, take=take, note="đã xem", by=HEAD, at=self.now
            )

    @invariant()
    def a_vehicle_is_never_in_and_out_at_once(self) -> None:
        inside: dict[str, bool] = {}
        for crossing in Crossing.objects.order_by("leaf", "no"):
            if crossing.effect:
                assert inside.get(crossing.plate, False) is (crossing.effect == "close"), crossing.plate
                inside[crossing.plate] = crossing.effect == "open"
        still = set(Stay.objects.filter(ended_at=None).values_list("plate", flat=True))
        assert still == {plate for plate, there in inside.items() if there}

    def _every_record_came_once(self) -> None:
        for each in reversed(self.held):
            for first in (4, 1, 2):
                self._merge(each.batch(first))
        keys = sorted(OfflineRecord.objects.values_list("installation", "number"))
        assert keys == sorted(Outcome.objects.values_list("installation", "number")) == sorted(self.confirmed)
        merged = Outcome.objects.filter(outcome="merged").values_list("crossing_leaf", "crossing_no")
        taken = Decision.objects.filter(verdict="take").values_list("crossing_leaf", "crossing_no")
        crossed = [*merged, *taken]
        assert len(set(crossed)) == len(crossed)
        elsewhere = Crossing.objects.filter(gate="VNMK1").count()
        assert len(crossed) == Crossing.objects.count() - elsewhere
        assert sound() == []

    def teardown(self) -> None:
        try:
            if self.held:
                self._every_record_came_once()
        finally:
            for each in self.held:
                each.store.close()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            self.folder.cleanup()


def test_random_days_without_a_line_lose_nothing_and_merge_everything_once() -> None:
    WHO[:] = [officer()[0]]
    run_state_machine_as_test(
        CutOff,
        settings=settings(
            max_examples=LIVES, stateful_step_count=25, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip
