"""Random lives of debts and days: balanced at every moment, and what is closed stays as it was closed."""

import os
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.at_once import shared, together
from tests.rooms.revenue.revenue_factories import (
    DAY,
    NOON,
    OFFICE,
    PARTY,
    amend,
    cancel,
    charge,
    faults,
    pay,
    payment,
    sums,
)

from motcua.ground.services import bulk
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.revenue import covering_book, queries, services
from motcua.revenue.domain import NotHeld
from motcua.revenue.models import ClosedDay, ClosedSum, Transfer
from motcua.revenue.queries import ageing, closed

LIVES = int(os.environ.get("MOTCUA_LIVES", "12"))
"""How many random lives; a soak takes more."""
_DO = st.lists(
    st.tuples(
        st.sampled_from(["charge", "pay", "amend", "cancel", "refund", "suspend", "close", "night"]),
        st.integers(0, 3), st.integers(1, 200),
    ),
    max_size=14,
)  # fmt: skip


def close(day, at) -> list:
    return services.close_days(day, note="trial", by=SYSTEM, at=at)


class Lives(TestCase):
    @settings(max_examples=LIVES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_DO)
    def test_the_ledger_is_balanced_at_every_moment_and_closed_days_never_change(self, life):
        at, debts, shut, cash = NOON, [charge({"vat": 100, "import": 50}, term=1)], {}, 0
        for no, (verb, which, amount) in enumerate(life):
            at += timedelta(days=1) if verb == "night" else timedelta(seconds=1)
            debt, late = debts[which % len(debts)], at - timedelta(days=which)
            if verb == "charge":
                debts.append(charge({"vat": amount}, at=at, term=which))
            elif verb == "pay":
                pay(debt, amount, f"R{no}", at=late)
                cash += amount
            elif verb == "amend":
                amend(debt, {"vat": amount}, at=late)
            elif verb == "cancel":
                cancel(debt, at=at)
            elif verb == "refund":
                with suppress(NotHeld):
                    services.refund(declaration_id=debt, amount=amount, by=SYSTEM, at=at)
                    cash -= amount
            elif verb == "suspend":
                services.take_into_suspense(
                    services.Unmatched("VCB", f"S{no}", amount, "unknown", DAY), by=SYSTEM, at=late
                )
                cash += amount
            elif verb == "close" and law_day(at) > DAY:
                close(law_day(at) - timedelta(days=1), at)
            assert {day: closed.closed(day) and closed.closed(day).sums for day in shut} == shut
            shut |= {day: closed.closed(day).sums for day in ClosedDay.objects.values_list("day", flat=True)}
            assert [*covering_book.check_closed_days(), *faults()] == []
            assert_balanced(debts, cash, law_day(at))


def assert_balanced(debts: list[int], cash: int, today: date) -> None:
    """Accounts are what debts, money held and money told say, and every debt is what its age is told of."""
    found, stood = Counter(queries.balances()), [sums(debt) for debt in debts]
    assert found["112"] == cash
    assert found["131"] == sum(charged - settled for charged, settled, *_ in stood)
    assert found["133"] == sum(penalty - settled for _, _, penalty, settled, _ in stood)
    assert found["338"] == -sum(held for *_, held in stood)
    assert found["711"] == -sum(charged for charged, *_ in stood)
    open_now = {each.declaration_id: each.owed for each in ageing.aged(today + timedelta(days=9)) if each.owed}
    owed = {debt: charged - settled for debt, (charged, settled, *_) in zip(debts, stood, strict=True)}
    assert open_now == {debt: amount for debt, amount in owed.items() if amount}


@pytest.mark.django_db(transaction=True)
def test_payments_that_arrive_while_a_day_is_closed_are_all_booked_and_none_on_the_closed_day_after(tmp_path):
    with shared(tmp_path):
        declaration = charge({"vat": 1_000})
        night = NOON + timedelta(days=1)
        calls = [lambda no=no: services.receive([payment(declaration, 10, f"P{no}")], by=SYSTEM) for no in range(6)]
        found = together(*calls, *[lambda: close(DAY, night)] * 2)
        assert found[:6] == [[]] * 6
        assert sums(declaration)[1] == 60
        assert sorted(len(each) for each in found[6:]) == [0, 1]
        assert ClosedDay.objects.count() == 1
        held = {each.account: (each.debit, each.credit) for each in ClosedSum.objects.all()}
        on_the_day = sum(Transfer.objects.filter(day=DAY, kind="pay").values_list("amount", flat=True))
        assert held.get("112", (0, 0))[0] == on_the_day
        assert [*covering_book.check_closed_days(), *faults()] == []


@pytest.mark.django_db(transaction=True)
def test_who_has_asked_for_the_day_books_on_it_and_the_day_is_closed_after_that(tmp_path):
    asked = threading.Event()

    def register() -> int:
        with transaction.atomic():
            day = services.open_from(DAY)
            asked.set()
            time.sleep(0.4)
            rows = services.charge_rows(7, NOON, day, OFFICE, PARTY, [("vat", 100)])
            bulk.insert(services.T_TRANSFER, services.TRANSFER, rows, services.TRANSFER_MOMENTS)
        return 7

    def shut() -> list:
        asked.wait(10)
        return close(DAY, NOON + timedelta(days=1))

    with shared(tmp_path):
        assert together(register, shut) == [7, [DAY]]
        assert Transfer.objects.get().day == DAY
        assert closed.closed(DAY).found.transfers == 1
        assert [*covering_book.check_closed_days()] == []


@pytest.mark.django_db(transaction=True)
def test_what_comes_while_a_day_is_being_closed_waits_and_is_booked_on_the_next(tmp_path):
    closing = threading.Event()

    def shut() -> list:
        with transaction.atomic():
            days = close(DAY, NOON + timedelta(days=1))
            closing.set()
            time.sleep(0.4)
        return days

    def late(act):
        closing.wait(10)
        return act()

    with shared(tmp_path):
        declaration = charge({"vat": 1_000})
        unmatched = services.Unmatched("VCB", "S", 5, "unknown", DAY)
        acts = [
            lambda: charge({"vat": 7}), lambda: pay(declaration, 10),
            lambda: services.take_into_suspense(unmatched, by=SYSTEM, at=NOON),
        ]  # fmt: skip
        found = together(shut, *[lambda act=act: late(act) for act in acts])
        assert found[0] == [DAY]
        assert [each for each in found if isinstance(each, Exception)] == []
        assert set(Transfer.objects.exclude(leaf=declaration).values_list("day", flat=True)) == {
            DAY + timedelta(days=1)
        }
        assert Transfer.objects.count() == 4
        assert [*covering_book.check_closed_days(), *faults()] == []
