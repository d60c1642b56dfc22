"""Random histories through the services against a naive model: never in and out at once, and the overdue list exact."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import SOAK
from tests.rooms.crossings.conftest import AT, DAY, GATE, HOUR, verified

from motcua.crossings import factories as made
from motcua.crossings.domain.errors import PassageRefused
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.message import Extension
from motcua.crossings.models import Crossing, DayCount, Stay, StayStep, TakenBack, Vehicle
from motcua.crossings.queries import statistics
from motcua.crossings.queries import stays as queries
from motcua.crossings.services import gate, stays
from motcua.crossings.services.recording import record_passages

pytestmark = pytest.mark.django_db
STEP = st.tuples(
    st.integers(0, 3), st.sampled_from(["in", "out", "back", "extend"]), st.integers(1, 3), st.integers(0, 30)
)
HISTORIES = st.lists(STEP, max_size=14)


class Naive:
    """What a careful clerk would keep in a note-book: for each plate its crossings that stand."""

    def __init__(self) -> None:
        self.book: dict[int, list[tuple[str, datetime, datetime | None]]] = {}

    def inside(self, no: int) -> datetime | None:
        """When the vehicle in the country is due; None where it is not here."""
        held = self.book.get(no, [])
        return held[-1][2] if held and held[-1][0] == "in" else None

    def overdue(self, now: datetime) -> set[str]:
        """Plates that have overstayed."""
        return {made.plate(no).replace(" ", "") for no in self.book if (due := self.inside(no)) and now > due}


@settings(max_examples=60 if SOAK else 6, suppress_health_check=list(HealthCheck))
@given(HISTORIES)
def test_whatever_is_tried_the_tables_say_what_a_careful_clerk_would(history: list[tuple[int, str, int, int]]) -> None:
    for table in (Crossing, Stay, StayStep, DayCount, TakenBack, Vehicle):
        table.objects.all().delete()
    naive, keys, at = Naive(), {}, AT
    for no, verb, days, hours in history:
        at += hours * HOUR
        plate = (no, days)
        held = naive.book.setdefault(no, [])
        if verb == "back" and held:
            gate.take_back(*keys[no].pop(), note="nhầm", by=GATE, at=at)
            held.pop()
        elif verb == "extend" and (due := naive.inside(no)):
            until = (due + timedelta(days=days + 1)).date()
            told = Extension("1", until, "HQ", DAY, "S")
            key = Stay.objects.values_list("leaf", "no").get(plate=f"GUIP{no:05d}", ended_at=None)
            held[-1] = ("in", held[-1][1], stays.extend(key, told, by=GATE, at=at).due_at)
        elif verb in ("in", "out"):
            passage = made.passage(at, no, direction=verb, kind="persons", days=days if verb == "in" else 0)
            try:
                done = record_passages([passage], by=GATE, at=at)
            except PassageRefused:
                assert verb == "in"
                assert naive.inside(no) is not None, plate
                continue
            assert verb == "out" or naive.inside(no) is None
            held.append((verb, at, at + timedelta(days=days) if verb == "in" else None))
            keys.setdefault(no, []).append((done.leaf, 0))
    for now in {at, *(due + each for no in naive.book if (due := naive.inside(no)) for each in _AROUND)}:
        assert set(queries.overdue(now).values_list("plate", flat=True)) == naive.overdue(now)
    assert Stay.objects.filter(ended_at=None).count() == sum(naive.inside(no) is not None for no in naive.book)
    assert statistics.total(DAY, DAY + timedelta(days=40)) == sum(map(len, naive.book.values()))


_AROUND = (timedelta(microseconds=-1), timedelta(0), timedelta(microseconds=1))


@pytest.mark.parametrize("size", [1, 7, 400])
def test_many_at_once_are_recorded_as_one_by_one(size: int, department: None) -> None:
    passages = [
        made.passage(AT + no * HOUR / 60, no % 50, direction="in" if no // 50 % 2 == 0 else "out") for no in range(400)
    ]
    for start in range(0, 400, size):
        part = passages[start : start + size]
        record_passages(part, by=GATE, at=part[-1].at)
    found = Stay.objects.order_by("plate", "since").values_list("plate", "since", "due_at", "ended_at", "ended_as")
    assert len(found) == 200
    assert all(ended == since + 50 * HOUR / 60 for _, since, _, ended, _ in found)
    assert DayCount.objects.count() == 2
    assert verified() == []


def test_figures_are_by_gate_month_direction_and_kind(department: None) -> None:
    bus = made.passage(AT + HOUR, 2, kind="persons", gate="VNMK1", passengers=30)
    record_passages([made.passage(AT, 1), bus, made.passage(AT + HOUR, 1, direction="out")], by=GATE, at=AT)
    found = statistics.vehicles(DAY, DAY)
    assert [(each.gate, each.direction, each.kind, each.count) for each in found] == [
        ("VNMC0", "in", "goods", 1), ("VNMC0", "out", "goods", 1), ("VNMK1", "in", "persons", 1),
    ]  # fmt: skip
    assert {each.month for each in found} == {DAY.replace(day=1)}
    assert (statistics.by_day(DAY, DAY), statistics.total(DAY, DAY)) == ({DAY: 3}, 3)
    assert statistics.total(DAY + timedelta(days=1), DAY + timedelta(days=9)) == 0
    assert set(GATES) >= {each.gate for each in found}
