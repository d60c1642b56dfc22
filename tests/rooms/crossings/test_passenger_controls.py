"""Control results: a person only where one attaches, duty on the part above, paid at the gate, read, erased."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from tests.rooms.crossings.people_desk import AT, DAY, HEAD, HERE, LEADER, THERE, TRADER, faults

from motcua.crossings import people_factories as made
from motcua.crossings import people_jobs, sealing
from motcua.crossings.domain.allowances import Item
from motcua.crossings.domain.people_errors import (
    Erased,
    NeedsGoods,
    NeedsPerson,
    NeedsReason,
    NothingToRecord,
    NotOpen,
)
from motcua.crossings.domain.persons import Person as Told
from motcua.crossings.domain.persons import erase_on
from motcua.crossings.models import Control, Person, PersonErased, PersonRead
from motcua.crossings.queries import controls as queries
from motcua.crossings.services import controls as services
from motcua.crossings.services import persons
from motcua.ground.models import Leaf
from motcua.ground.services.keys import OtherBody
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.revenue import queries as revenue

pytestmark = pytest.mark.django_db


def test_baggage_above_the_allowance_is_charged_on_the_part_above_and_paid_at_the_gate() -> None:
    done = services.record(made.case(made.spirits("2.5", 2_500_000)), by=HERE, at=AT)
    assert done.outcome == "due"
    [goods] = queries.goods_of(done.id)
    assert (goods.free_e4, goods.above_e4, goods.dutiable) == (15_000, 10_000, 1_000_000)
    assert goods.duty == done.duty > 0
    owed = revenue.obligation(done.id)
    assert owed is not None
    assert (owed.charged, owed.settled, owed.party) == (done.duty, 0, "KHACH")
    services.pay(done.id, by=HERE, at=AT + timedelta(minutes=5))
    assert sum(revenue.collected(DAY, DAY).values()) == done.duty
    assert queries.outcome_of(queries.find(done.id, HERE)) == "paid"
    with pytest.raises(NotOpen):
        services.pay(done.id, by=HERE, at=AT + timedelta(minutes=6))
    assert faults() == []


def test_goods_left_behind_owe_nothing() -> None:
    done = services.record(made.case(), by=HERE, at=AT)
    services.leave(done.id, by=HERE, at=AT)
    owed = revenue.obligation(done.id)
    assert owed is not None
    assert (owed.charged, owed.settled) == (0, 0)
    with pytest.raises(NotOpen):
        services.pay(done.id, by=HERE, at=AT)
    assert faults() == []


@pytest.mark.parametrize(("litres", "above"), [("1.5", 0), ("1.5001", 1)])
def test_exactly_the_allowance_records_nobody_and_a_drop_more_does(litres: str, above: int) -> None:
    case = made.case(made.spirits(litres))
    if above:
        done = services.record(case, by=HERE, at=AT)
        assert queries.goods_of(done.id)[0].above_e4 == above
        return
    with pytest.raises(NothingToRecord):
        services.record(case, by=HERE, at=AT)
    assert (Control.objects.count(), Person.objects.count(), Leaf.objects.count()) == (0, 0, 0)


def test_goods_without_a_code_are_referred_and_nothing_is_charged() -> None:
    done = services.record(made.case(made.spirits("3", hs="")), by=HERE, at=AT)
    assert (done.outcome, done.duty, revenue.obligation(done.id)) == ("referred", 0, None)
    with pytest.raises(NotOpen):
        services.pay(done.id, by=HERE, at=AT)


def test_money_above_the_threshold_is_declared_also_on_the_way_out() -> None:
    case = made.case(Item("foreign", Decimal(5001), 0, "USD"), kind="currency", direction="out")
    assert services.record(case, by=HERE, at=AT).outcome == "declared"
    with pytest.raises(NothingToRecord):
        services.record(
            made.case(Item("foreign", Decimal(5000), 0, "USD"), kind="currency", direction="out"), by=HERE, at=AT
        )


def test_a_refusal_needs_no_goods_and_a_finding_does() -> None:
    refused = made.case(kind="refused")
    done = services.record(type(refused)(**{**_fields(refused), "items": ()}), by=HERE, at=AT)
    assert done.outcome == "refused"
    with pytest.raises(NeedsGoods):
        services.record(type(refused)(**{**_fields(refused), "items": (), "kind": "found"}), by=HERE, at=AT)
    with pytest.raises(NeedsPerson):
        services.record(made.case(person=Told("", "")), by=HERE, at=AT)


def _fields(case: object) -> dict[str, object]:
    return {name: getattr(case, name) for name in case.__struct_fields__}  # type: ignore[attr-defined]


def test_no_name_stands_in_the_log_nor_readable_in_any_table() -> None:
    done = services.record(made.case(), by=HERE, at=AT)
    kept = Person.objects.get(pk=done.id)
    told = b"".join(bytes(leaf.body) for leaf in Leaf.objects.all()) + bytes(kept.sealed) + bytes(kept.salt)
    assert "Minh Họa".encode() not in told
    assert b"C0000001" not in told
    assert sealing.unseal(bytes(kept.sealed), done.id)


def test_officers_and_heads_of_the_gate_read_a_person_and_every_reading_is_a_leaf() -> None:
    done = services.record(made.case(), by=HERE, at=AT)
    assert persons.read(done.id, reason="khiếu nại", by=HEAD, at=AT).name == "Trần Văn Minh Họa"
    persons.read(done.id, reason="đối chiếu", by=HERE, at=AT)
    assert list(PersonRead.objects.order_by("leaf").values_list("actor", flat=True)) == ["account/9", "account/7"]
    with pytest.raises(NeedsReason):
        persons.read(done.id, reason=" ", by=HERE, at=AT)
    with pytest.raises(NotAllowed):
        persons.read(done.id, reason="xem", by=LEADER, at=AT)
    for stranger in (THERE, TRADER):
        with pytest.raises(NotFound):
            persons.read(done.id, reason="xem", by=stranger, at=AT)
    assert PersonRead.objects.count() == 2
    assert faults() == []


def test_a_person_is_erased_on_the_day_and_not_before_while_the_leaf_stands() -> None:
    done = services.record(made.case(), by=HERE, at=AT)
    last = erase_on(DAY)
    people_jobs.erase_due(law_moment(last - timedelta(days=1), 23))
    assert Person.objects.count() == 1
    people_jobs.erase_due(law_moment(last, 1))
    people_jobs.erase_due(law_moment(last, 2))
    assert (Person.objects.count(), PersonErased.objects.count(), Control.objects.count()) == (0, 1, 1)
    with pytest.raises(Erased):
        persons.read(done.id, reason="xem", by=HERE, at=AT)
    assert faults() == []


def test_a_head_erases_earlier_with_a_reason_and_an_officer_does_not() -> None:
    done = services.record(made.case(), by=HERE, at=AT)
    with pytest.raises(NotAllowed):
        persons.erase(done.id, reason="yêu cầu", by=HERE, at=AT)
    persons.erase(done.id, reason="người đó yêu cầu", by=HEAD, at=AT)
    assert PersonErased.objects.get().reason == "người đó yêu cầu"
    assert faults() == []


def test_a_person_taken_away_or_exchanged_without_a_leaf_is_found() -> None:
    first = services.record(made.case(), by=HERE, at=AT)
    second = services.record(made.case(person=Told("Người Khác", "D1")), by=HERE, at=AT)
    kept = {each.pk: each for each in Person.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE crossings_person SET sealed = %s WHERE control_id = %s", [kept[second.id].sealed, first.id]
        )
    assert faults() == [f"crossings_person {first.id}"]
    Person.objects.all().delete()
    assert len(faults()) == 2


def test_the_same_key_records_once() -> None:
    first = services.record(made.case(), by=HERE, at=AT, key="k")
    assert services.record(made.case(), by=HERE, at=AT, key="k") == services.Recorded(
        first.id, first.outcome, first.duty, True
    )
    with pytest.raises(OtherBody):
        services.record(made.case(made.spirits("4")), by=HERE, at=AT, key="k")
    assert Control.objects.count() == 1


def test_officers_of_another_office_neither_record_nor_see() -> None:
    with pytest.raises(NotAllowed):
        services.record(made.case(), by=THERE, at=AT)
    done = services.record(made.case(), by=HERE, at=AT)
    with pytest.raises(NotFound):
        queries.find(done.id, THERE)
    with pytest.raises(NotFound):
        services.pay(done.id, by=THERE, at=AT)
    with pytest.raises(NotAllowed):
        services.pay(done.id, by=LEADER, at=AT)
