"""Random lives of debts and days: balanced at every moment, and what is closed stays as it was closed."""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.at_once import shared, together
from tests.rooms.revenue.revenue_factories import DAY, NOON, amend, cancel, charge, faults, pay, payment, sums

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.revenue import covering_book, queries, services
from motcua.revenue.domain import NotHeld, NotPositive
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
        at, debts, shut = NOON, [charge({"vat": 100, "import": 50}, term=1)], {}
        for no, (verb, which, amount) in enumerate(life):
            at += timedelta(days=1) if verb == "night" else timedelta(seconds=1)
            debt, late = debts[which % len(debts)], at - timedelta(days=which)
            if verb == "charge":
                debts.append(charge({"vat": amount}, at=at, term=which))
            elif verb == "pay":
                pay(debt, amount, f"R{no}", at=late)
            elif verb == "amend":
                amend(debt, {"vat": amount}, at=late)
            elif verb == "cancel":
                cancel(debt, at=at)
            elif verb == "refund":
                with suppress(NotHeld, NotPositive):
                    services.refund(declaration_id=debt, amount=amount, by=SYSTEM, at=at)
            elif verb == "suspend":
                services.take_into_suspense(
                    services.Unmatched("VCB", f"S{no}", amount, "unknown", DAY), by=SYSTEM, at=late
                )
            elif verb == "close" and law_day(at) > DAY:
                close(law_day(at) - timedelta(days=1), at)
                shut = {day: closed.need_closed(day).sums for day in ClosedDay.objects.values_list("day", flat=True)}
            assert sum(queries.balances().values()) == 0
        assert {day: closed.need_closed(day).sums for day in shut} == shut
        assert [*covering_book.check_closed_days(), *faults()] == []
        open_now = {
            each.declaration_id: each.owed for each in ageing.aged(law_day(at) + timedelta(days=9)) if each.owed
        }
        assert open_now == {debt: sums(debt)[0] - sums(debt)[1] for debt in debts if sums(debt)[0] > sums(debt)[1]}


@pytest.mark.django_db(transaction=True)
def test_payments_that_arrive_while_a_day_is_closed_are_all_booked_and_none_on_the_closed_day_after(tmp_path):
    with shared(tmp_path):
        declaration = charge({"vat": 1_000})
        night = NOON + timedelta(days=1)
        calls = [lambda no=no: services.receive([payment(declaration, 10, f"P{no}")], by=SYSTEM) for no in range(6)]
        found = together(*calls, *[lambda: close(DAY, night)] * 2)
        booked = sum(isinstance(each, list) for each in found[:6])
        refused = [no for no in range(6) if not isinstance(found[no], list)]
        for no in refused:
            calls[no]()
        assert sums(declaration)[1] == 60
        assert sorted(len(each) for each in found[6:]) == [0, 1]
        assert booked + len(refused) == 6
        assert ClosedDay.objects.count() == 1
        held = {each.account: (each.debit, each.credit) for each in ClosedSum.objects.all()}
        on_the_day = sum(Transfer.objects.filter(day=DAY, kind="pay").values_list("amount", flat=True))
        assert held.get("112", (0, 0))[0] == on_the_day
        assert [*covering_book.check_closed_days(), *faults()] == []
