"""Counts of passengers: added, corrected as further rows, never below zero, by the gate's own officers."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.rooms.crossings.people_desk import AT, DAY, HERE, LEADER, PROGRAM, THERE, faults

from motcua.crossings import people_factories as made
from motcua.crossings.domain.people_errors import BelowZero, FaultyRows, NeedsReason, NothingToWrite
from motcua.crossings.models import PassengerAct, PassengerCount, PassengerDay
from motcua.crossings.queries import passengers as queries
from motcua.crossings.queries import people_statistics
from motcua.crossings.services import passengers as services
from motcua.crossings.services.passengers import Sent
from motcua.ground.models import Leaf
from motcua.ground.services.keys import OtherBody
from motcua.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db
WRONG = Sent(note="đếm nhầm")


def test_many_rows_of_a_call_stand_under_one_leaf_and_add_up_for_their_day() -> None:
    rows = [made.count(AT, 3), made.count(AT, 4, nationality="CN"), made.count(AT, 2)]
    done = services.count(rows, by=HERE, at=AT)
    assert (done.rows, done.people) == (3, 9)
    assert Leaf.objects.count() == 1
    assert dict(PassengerDay.objects.values_list("nationality", "count")) == {"VN": 5, "CN": 4}
    assert people_statistics.passengers(DAY, DAY) == 9
    assert faults() == []


def test_a_correction_is_a_further_row_with_its_reason_and_nothing_is_overwritten() -> None:
    services.count([made.count(AT, 5)], by=HERE, at=AT)
    with pytest.raises(NeedsReason):
        services.correct([made.count(AT, -2)], by=HERE, at=AT, sent=Sent())
    services.correct([made.count(AT, -2)], by=HERE, at=AT, sent=WRONG)
    assert list(PassengerCount.objects.order_by("leaf").values_list("count", flat=True)) == [5, -2]
    assert PassengerAct.objects.order_by("-leaf")[0].note == "đếm nhầm"
    assert people_statistics.passengers(DAY, DAY) == 3
    assert faults() == []


def test_a_quarter_hour_may_fall_to_zero_and_no_further() -> None:
    services.count([made.count(AT, 5), made.count(AT - timedelta(minutes=15), 9)], by=HERE, at=AT)
    with pytest.raises(BelowZero) as refused:
        services.correct([made.count(AT, -6)], by=HERE, at=AT, sent=WRONG)
    assert "counts 5" in str(refused.value)
    services.correct([made.count(AT, -5)], by=HERE, at=AT, sent=WRONG)
    with pytest.raises(BelowZero):
        services.correct([made.count(AT, -1)], by=HERE, at=AT, sent=WRONG)
    assert people_statistics.passengers(DAY, DAY) == 9


def test_a_day_without_any_row_cannot_be_lowered() -> None:
    with pytest.raises(BelowZero):
        services.correct([made.count(AT, -1)], by=HERE, at=AT, sent=WRONG)


def test_the_same_key_counts_once_and_with_other_rows_it_is_refused() -> None:
    first = services.count([made.count(AT)], by=HERE, at=AT, sent=Sent(key="k"))
    again = services.count([made.count(AT)], by=HERE, at=AT, sent=Sent(key="k"))
    assert (again.leaf, again.repeated) == (first.leaf, True)
    with pytest.raises(OtherBody):
        services.count([made.count(AT, 2)], by=HERE, at=AT, sent=Sent(key="k"))
    assert people_statistics.passengers(DAY, DAY) == 1


def test_one_wrong_row_keeps_the_others_out_and_every_fault_is_told_with_its_place() -> None:
    rows = [made.count(AT), made.count(AT, gate="XXXX1"), made.count(AT, nationality="XX", document="Z", count=0)]
    with pytest.raises(FaultyRows) as refused:
        services.count(rows, by=PROGRAM, at=AT)
    assert [(each.code, each.path) for each in refused.value.findings] == [
        ("PAX-PAX-01", "/rows/1/gate"), ("PAX-PAX-03", "/rows/2/nationality"), ("PAX-PAX-04", "/rows/2/document"),
        ("PAX-PAX-05", "/rows/2/count"),
    ]  # fmt: skip
    assert PassengerCount.objects.count() == 0


def test_only_officers_of_the_gates_office_and_programs_of_the_department_count() -> None:
    for by in (THERE, LEADER):
        with pytest.raises(NotAllowed):
            services.count([made.count(AT)], by=by, at=AT)
    services.count([made.count(AT)], by=PROGRAM, at=AT)
    with pytest.raises(NothingToWrite):
        services.count([], by=HERE, at=AT)


def test_figures_by_month_gate_and_nationality_add_up_to_the_total() -> None:
    later = AT + timedelta(days=30)
    services.count([made.count(AT, 3), made.count(AT, 4, direction="out", nationality="CN")], by=HERE, at=AT)
    services.count([made.count(later, 7, gate="VNMC0", document="C")], by=HERE, at=later)
    whole = queries.Filters(date(2023, 1, 1), date(2023, 12, 31))
    for by in queries.BY:
        assert sum(line.total for line in queries.table(whole, by, HERE)) == 14
    months = queries.table(whole, "month", HERE)
    assert [(line.key, line.came, line.left) for line in months] == [("2023-05", 3, 4), ("2023-06", 7, 0)]
    assert [line.key for line in queries.table(whole, "nationality", HERE)] == ["VN", "CN"]


def test_a_sum_that_somebody_changes_is_found() -> None:
    services.count([made.count(AT, 3)], by=HERE, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE crossings_passenger_day SET count = 4")
    assert [place.split()[0] for place in faults()] == ["crossings_passenger_day"]


class CorrectionsNeverPassZero(TestCase):
    @given(st.lists(st.tuples(st.integers(-6, 6).filter(bool), st.sampled_from(["T", "P"])), max_size=12))
    def test_whatever_is_counted_and_taken_away_no_quarter_hour_is_below_zero(
        self, steps: list[tuple[int, str]]
    ) -> None:
        held = {"T": 0, "P": 0}
        for number, document in steps:
            row = made.count(AT, number, document=document)
            try:
                services.correct([row], by=HERE, at=AT, sent=WRONG)
                held[document] += number
            except BelowZero:
                assert held[document] + number < 0
        found = queries.running("VNMC1", "in", DAY, row.quarter if steps else 0).counts
        assert {papers: found.get(("VN", papers), 0) for papers in held} == held
