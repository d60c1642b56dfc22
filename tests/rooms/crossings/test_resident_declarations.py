"""Border residents: free within the day and the month, above it taxed or referred, never together past the limit."""

from datetime import timedelta

import pytest
from tests.rooms.crossings.people_desk import AT, DAY, HERE, THERE, faults

from motcua.crossings import people_factories as made
from motcua.crossings.domain.people_errors import FaultyRows, NoCode, NotOpen
from motcua.crossings.domain.residents import ResidentItem
from motcua.crossings.models import ResidentDeclaration, ResidentMonth
from motcua.crossings.queries import people_statistics
from motcua.crossings.queries import residents as queries
from motcua.crossings.services import controls
from motcua.crossings.services import residents as services
from motcua.ground.models import Leaf
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.revenue import queries as revenue

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


@pytest.mark.parametrize(("value", "outcome"), [(2_000_000, "free"), (2_000_001, "referred")])
def test_two_million_a_day_are_free_and_a_dong_more_is_referred(value: int, outcome: str) -> None:
    [found] = services.declare([made.declared(DAY, value)], by=HERE, at=AT)
    assert found.outcome == outcome
    assert found.number == "CD00000001"


def test_what_the_first_of_a_day_uses_is_gone_for_the_second_also_within_one_call() -> None:
    rows = [made.declared(DAY, 1_200_000), made.declared(DAY, 900_000), made.declared(DAY, 800_000)]
    assert [each.outcome for each in services.declare(rows, by=HERE, at=AT)] == ["free", "referred", "free"]
    assert queries.left("gth-000001", DAY) == queries.Left(0, 3, True)
    assert Leaf.objects.count() == 1
    assert faults() == []


def test_the_fifth_day_of_a_month_is_referred_and_another_month_begins_anew() -> None:
    for no in range(4):
        day, at = DAY + no * DAYS, AT + no * DAYS
        assert services.declare([made.declared(day)], by=HERE, at=at)[0].outcome == "free"
    fifth = services.declare([made.declared(DAY + 4 * DAYS)], by=HERE, at=AT + 4 * DAYS)[0]
    assert (fifth.outcome, fifth.why) == ("referred", "month")
    again = services.declare([made.declared(DAY + 3 * DAYS, 500_000)], by=HERE, at=AT + 4 * DAYS)[0]
    assert again.outcome == "free"
    june = services.declare([made.declared(DAY + 30 * DAYS)], by=HERE, at=AT + 30 * DAYS)[0]
    assert june.outcome == "free"
    assert sorted(ResidentMonth.objects.values_list("month", "days")) == [("2023-05", 4), ("2023-06", 1)]
    assert faults() == []


def test_the_part_above_is_charged_paid_at_the_gate_and_counted_apart() -> None:
    [found] = services.declare([made.declared(DAY, 3_000_000)], by=HERE, at=AT, over="tax")
    assert (found.outcome, found.within, found.above) == ("taxed", 2_000_000, 1_000_000)
    assert found.duty > 0
    controls.pay(found.id, by=HERE, at=AT)
    assert sum(revenue.collected(DAY, DAY).values()) == found.duty
    with pytest.raises(NotOpen):
        controls.leave(found.id, by=HERE, at=AT)
    figures = people_statistics.residents(DAY, DAY)
    assert figures == people_statistics.Residents(1, 0, 3_000_000, found.duty)
    assert faults() == []


def test_without_a_code_the_part_above_cannot_be_taxed_and_nothing_is_written() -> None:
    goods = (ResidentItem("Vải", 10_000, "MTR", 3_000_000),)
    with pytest.raises(NoCode):
        services.declare([made.declared(DAY), made.declared(DAY, no=2, goods=goods)], by=HERE, at=AT, over="tax")
    assert ResidentDeclaration.objects.count() == 0


def test_rows_that_break_rules_are_told_and_no_card_is_told_with_them() -> None:
    rows = [made.declared(DAY, card="12"), made.declared(DAY + 2 * DAYS, commune="QN-XX", goods=())]
    with pytest.raises(FaultyRows) as refused:
        services.declare(rows, by=HERE, at=AT)
    found = [(each.code, each.path, each.value) for each in refused.value.findings]
    assert found[0] == ("PAX-RES-01", "/rows/0/card", None)
    assert [code for code, _, _ in found] == ["PAX-RES-01", "PAX-RES-02", "PAX-RES-05", "PAX-RES-06"]


def test_the_card_is_stored_nowhere_and_found_by_its_number_in_any_writing() -> None:
    services.declare([made.declared(DAY)], by=HERE, at=AT)
    kept = ResidentDeclaration.objects.get()
    assert "GTH" not in kept.resident
    assert b"GTH000001" not in b"".join(bytes(leaf.body) for leaf in Leaf.objects.all())
    rows, _ = queries.listing(queries.Filters(text="gth 000-001"), HERE)
    assert [row.number for row in rows] == [kept.number]


def test_another_office_neither_takes_nor_sees_them() -> None:
    with pytest.raises(NotAllowed):
        services.declare([made.declared(DAY)], by=THERE, at=AT)
    services.declare([made.declared(DAY)], by=HERE, at=AT)
    assert queries.listing(queries.Filters(), THERE)[0] == []
    with pytest.raises(NotFound):
        queries.find("CD00000001", THERE)


def test_days_are_told_with_residents_value_and_duty() -> None:
    services.declare([made.declared(DAY), made.declared(DAY, no=2), made.declared(DAY, 9_000_000)], by=HERE, at=AT)
    [line] = queries.days(queries.Filters(), HERE)
    assert (line["declarations"], line["residents"], line["worth"], line["referred"]) == (3, 2, 12_000_000, 1)
