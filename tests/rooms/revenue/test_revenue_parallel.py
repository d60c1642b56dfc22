"""Payments that arrive at the same moment, in several threads: each is booked once."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.at_once import shared, together
from tests.rooms.revenue.revenue_factories import DAY, NOON, OFFICE, PARTY, charge, faults, payment, sums

from motcua.kernel.actor import SYSTEM
from motcua.revenue import queries, services
from motcua.revenue.domain import OtherPayment
from motcua.revenue.domain.guarantees import Promise, Reference, Wanted
from motcua.revenue.domain.instalments import monthly
from motcua.revenue.models import GuaranteeBalance, InstalmentStep, Payment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_disk(tmp_path):
    with shared(tmp_path):
        yield


def test_one_payment_sent_by_eight_at_once_is_booked_once(on_disk):
    declaration = charge({"vat": 100})
    found = together(*[lambda: services.receive([payment(declaration, 100)], by=SYSTEM)] * 8)
    assert sorted(map(len, found)) == [0] * 7 + [1]
    assert sums(declaration) == (100, 100, 0, 0, 0)
    assert Payment.objects.count() == 1


def test_parts_paid_by_eight_at_once_settle_exactly_once(on_disk):
    declaration = charge({"import": 30, "vat": 50})
    found = together(*[
        lambda part=part: services.receive([payment(declaration, 10, f"P{part}")], by=SYSTEM) for part in range(8)
    ])  # fmt: skip
    assert sorted(map(len, found)) == [0] * 7 + [1]
    assert sums(declaration) == (80, 80, 0, 0, 0)
    assert faults() == []


def test_overlapping_groups_in_opposite_order_neither_block_nor_book_twice(on_disk):
    first, second = charge({"vat": 100}), charge({"vat": 100})
    one, other = payment(first, 100, "A"), payment(second, 100, "B")
    found = together(
        *[lambda: services.receive([one, other], by=SYSTEM), lambda: services.receive([other, one], by=SYSTEM)] * 3
    )
    assert sorted(map(len, found)) == [0, 0, 0, 0, 0, 2]
    assert sum(queries.collected(date(2023, 1, 1), date(2023, 12, 31)).values()) == 200


def test_one_reference_for_two_declarations_at_once_is_refused_for_one_of_them(on_disk):
    first, second = charge({"vat": 100}), charge({"vat": 100})
    found = together(
        lambda: services.receive([payment(first, 100)], by=SYSTEM),
        lambda: services.receive([payment(second, 100)], by=SYSTEM),
    )
    assert sorted(type(each) for each in found if not isinstance(each, list)) == [OtherPayment]
    assert sorted([sums(first)[1], sums(second)[1]]) == [0, 100]
    assert Payment.objects.count() == 1


def test_eight_who_draw_on_one_balance_at_once_never_draw_more_than_it_holds(on_disk):
    named = Reference("BIDV", 2023, "BL", "7")
    promise = Promise("general", named, PARTY, 250, DAY, DAY)
    guarantee = services.register_guarantee(promise, by=SYSTEM, at=NOON)
    wanted = Wanted("general", named, PARTY, OFFICE, "A11")

    def draw(subject: int) -> bool:
        with transaction.atomic():
            book = services.Book.named([named])
            if book.reserve(wanted, 100, DAY):
                return False
            book.draw(named, subject, 100, leaf=subject, at=NOON)
            book.write()
            return True

    found = together(*[lambda subject=subject: draw(subject) for subject in range(1, 9)])
    assert sorted(found) == [False] * 6 + [True] * 2
    assert GuaranteeBalance.objects.get(pk=guarantee).used == 200


def test_a_plan_is_granted_once_and_ended_once_whoever_acts_at_the_same_moment(on_disk):
    declaration = charge({"vat": 90}, term=1)
    at = NOON + timedelta(days=5)
    asked = together(*[
        lambda: services.ask_plan(declaration, monthly(90, 3, DAY + timedelta(days=30)), note="", by=SYSTEM, at=at)
    ] * 4)  # fmt: skip
    assert len(set(asked)) == 1
    granted = together(*[lambda: services.decide_plan(asked[0], verb="grant", note="", by=SYSTEM, at=at)] * 4)
    assert sorted(type(each).__name__ for each in granted) == ["Impossible"] * 3 + ["PlanState"]
    late = NOON + timedelta(days=31)
    ended = together(
        *[lambda: services.follow_plans(by=SYSTEM, at=late)] * 4,
        lambda: services.receive([payment(declaration, 10, at=late)], by=SYSTEM),
    )
    assert sorted(ended[:4]) == [[], [], [], asked[:1]]
    assert list(InstalmentStep.objects.order_by("leaf").values_list("verb", flat=True)) == ["grant", "fail"]
