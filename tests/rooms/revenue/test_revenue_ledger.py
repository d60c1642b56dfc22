"""The ledger with its tables: charges, payments, corrections, and what verify says of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.rooms.revenue.revenue_factories import (
    CLERK,
    DAY,
    NOON,
    OFFICE,
    PARTY,
    STRANGER,
    amend,
    cancel,
    charge,
    faults,
    pay,
    payment,
    sums,
)

from motcua.ground.queries import verification
from motcua.ground.services import ids, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed
from motcua.revenue import queries, services
from motcua.revenue.domain import NoObligation, NotHeld, NotPositive, OtherPayment
from motcua.revenue.models import Obligation, Payment, Transfer

pytestmark = pytest.mark.django_db

CLERK_OF_ALL = Actor(7, "clerk of all", posts=frozenset({Post("revenue")}))
LATER = NOON + timedelta(days=1)


def test_a_payment_in_full_settles_and_says_so_once():
    declaration = charge({"import": 60, "vat": 40})
    assert [found.declaration_id for found in pay(declaration, 100)] == [declaration]
    assert sums(declaration) == (100, 100, 0, 0, 0)
    assert pay(declaration, 1, "R2") == []
    assert sums(declaration) == (100, 100, 0, 0, 1)


@pytest.mark.parametrize(("paid", "settles"), [(99, False), (100, True), (101, True)])
def test_an_obligation_is_settled_at_its_last_dong(paid, settles):
    declaration = charge({"vat": 100})
    assert bool(pay(declaration, paid)) is settles
    assert queries.settled([declaration]) == ({declaration} if settles else set())


def test_two_parts_settle_with_the_second():
    declaration = charge({"vat": 100})
    assert pay(declaration, 40) == []
    assert pay(declaration, 60, "R2") != []


def test_the_same_payment_again_changes_nothing():
    declaration = charge({"vat": 100})
    pay(declaration, 100)
    before = Transfer.objects.count(), Payment.objects.count()
    assert pay(declaration, 100) == []
    assert services.receive([payment(declaration, 100), payment(declaration, 100)], by=SYSTEM) == []
    assert (Transfer.objects.count(), Payment.objects.count()) == before


def test_a_payment_twice_in_one_call_is_booked_once():
    declaration = charge({"vat": 100})
    services.receive([payment(declaration, 60), payment(declaration, 60)], by=SYSTEM)
    assert sums(declaration)[1] == 60


def test_the_same_reference_of_another_bank_is_another_payment():
    declaration = charge({"vat": 100})
    services.receive([payment(declaration, 50, bank="VCB"), payment(declaration, 50, bank="BIDV")], by=SYSTEM)
    assert sums(declaration)[1] == 100


@pytest.mark.parametrize("other", ["amount", "declaration"])
def test_a_reference_used_for_something_else_is_refused_and_nothing_is_booked(other):
    declaration, second = charge({"vat": 100}), charge({"vat": 100})
    pay(declaration, 10)
    said = payment(second, 10) if other == "declaration" else payment(declaration, 11)
    with pytest.raises(OtherPayment):
        services.receive([payment(second, 5, "R9"), said], by=SYSTEM)
    assert Payment.objects.count() == 1


def test_money_for_a_declaration_that_owes_nothing_is_refused():
    with pytest.raises(NoObligation):
        pay(charge({}), 5)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_is_above_zero(amount):
    with pytest.raises(NotPositive):
        pay(charge({"vat": 100}), amount)


@pytest.mark.parametrize(("days", "interest"), [(30, 0), (31, 0), (32, 300), (33, 600)])
def test_interest_is_owed_from_the_day_after_a_term_of_thirty_days(days, interest):
    declaration = charge({"vat": 1_000_000}, term=30)
    pay(declaration, 1_000_000, at=NOON + timedelta(days=days))
    assert sums(declaration) == (1_000_000, 1_000_000, interest, 0, 0)


def test_a_late_day_ends_at_midnight_in_viet_nam():
    declaration = charge({"vat": 1_000_000}, term=1)
    pay(declaration, 500_000, at=law_moment(DAY + timedelta(days=3)) - timedelta(seconds=1))
    assert sums(declaration)[2] == 0
    pay(declaration, 500_000, "R2", at=law_moment(DAY + timedelta(days=3)))
    assert sums(declaration)[2] == 150


def test_taxes_due_at_once_hold_the_goods_back_and_bear_no_interest():
    declaration = charge({"vat": 1_000_000})
    pay(declaration, 1_000_000, at=NOON + timedelta(days=20))
    assert sums(declaration)[2] == 0


def test_taxes_added_after_everything_was_paid_are_late_from_the_due_day():
    declaration = charge({"vat": 1_000_000})
    pay(declaration, 1_000_000)
    amend(declaration, {"vat": 2_000_000}, at=NOON + timedelta(days=10))
    pay(declaration, 1_000_000, "R2", at=NOON + timedelta(days=10))
    assert sums(declaration) == (2_000_000, 2_000_000, 2_700, 0, 0)
    assert faults() == []


def test_interest_is_paid_after_the_taxes():
    declaration = charge({"vat": 1_000_000}, term=1)
    found = pay(declaration, 1_000_200, at=NOON + timedelta(days=3))
    assert len(found) == 1
    assert sums(declaration) == (1_000_000, 1_000_000, 300, 200, 0)


def test_an_amendment_books_the_difference_of_each_tax():
    declaration = charge({"import": 100, "vat": 100})
    pay(declaration, 200)
    amend(declaration, {"import": 70, "vat": 150})
    assert sums(declaration) == (220, 200, 0, 0, 0)
    assert queries.settled([declaration]) == set()
    assert pay(declaration, 20, "R2") != []


def test_a_leaf_that_another_process_took_before_the_last_booking_is_no_fault():
    declaration = charge({"vat": 100})
    early = ids.one(NOON)
    pay(declaration, 40)
    with transaction.atomic():
        services.adjust(declaration, leaf=early, at=NOON, charges={"vat": 90})
    assert faults() == []


def test_an_amendment_that_changes_no_tax_writes_nothing():
    declaration = charge({"vat": 100})
    before = Transfer.objects.count()
    amend(declaration, {"vat": 100})
    assert Transfer.objects.count() == before


def test_a_declaration_that_owed_nothing_may_owe_after_an_amendment():
    declaration = charge({})
    amend(declaration, {"vat": 30})
    assert sums(declaration) == (30, 0, 0, 0, 0)
    assert faults() == []


def test_an_amendment_from_nothing_needs_to_know_whose_debt_it_is():
    with pytest.raises(NoObligation), transaction.atomic():
        services.adjust(charge({}), leaf=1, at=NOON, charges={"vat": 5})


def test_a_cancelled_declaration_owes_nothing_and_what_was_paid_is_held():
    declaration = charge({"import": 60, "vat": 40})
    pay(declaration, 70)
    cancel(declaration)
    assert sums(declaration) == (0, 0, 0, 0, 70)
    assert queries.held(PARTY) == [(declaration, 70)]


def test_what_is_held_goes_back_once_and_no_more():
    declaration = charge({"vat": 100})
    pay(declaration, 130)
    services.refund(declaration_id=declaration, amount=20, by=CLERK, at=LATER)
    with pytest.raises(NotHeld):
        services.refund(declaration_id=declaration, amount=11, by=CLERK, at=LATER)
    services.refund(declaration_id=declaration, amount=10, by=CLERK, at=LATER)
    assert sums(declaration)[4] == 0


def test_a_refund_needs_the_post_at_the_office():
    declaration = charge({"vat": 100})
    pay(declaration, 130)
    with pytest.raises(NotAllowed):
        services.refund(declaration_id=declaration, amount=5, by=STRANGER, at=LATER)


def test_what_is_held_may_cover_another_debt_of_the_party():
    rich, poor = charge({"vat": 100}), charge({"import": 20, "vat": 30})
    pay(rich, 140)
    services.offset(from_=rich, to=poor, by=CLERK, at=LATER)
    assert (sums(rich)[4], sums(poor)) == (0, (50, 40, 0, 0, 0))
    assert faults() == []
    assert sum(queries.balances().values()) == 0


def test_what_is_held_never_covers_the_debt_of_another_party():
    rich, other = charge({"vat": 100}), charge({"vat": 30}, party="5700000002")
    pay(rich, 140)
    with pytest.raises(NotHeld):
        services.offset(from_=rich, to=other, by=CLERK, at=LATER)


def _told_by_the_log() -> set[str]:
    log.sequence()
    return {fault.place for fault in verification.verify().faults if "revenue" in fault.place}


def _lived() -> int:
    """A declaration whose debt has seen everything."""
    declaration = charge({"import": 60, "vat": 40}, term=1)
    pay(declaration, 130, at=NOON + timedelta(days=3))
    amend(declaration, {"vat": 45}, at=NOON + timedelta(days=5))
    services.refund(declaration_id=declaration, amount=1, by=CLERK, at=NOON + timedelta(days=6))
    return declaration


def test_every_leaf_covers_its_rows():
    _lived()
    assert _told_by_the_log() == set()


CHANGES = {
    Transfer: {
        "no": 30_000, "at": LATER, "day": DAY + timedelta(days=7), "kind": "fine", "debit": "999", "credit": "999",
        "tax": "fine", "office": "20XX", "party": "0", "declaration_id": 1, "amount": 7,
    },
    Payment: {
        "bank": "XXX", "reference": "X", "at": LATER, "day": DAY, "declaration_id": 1, "party": "0", "office": "20XX",
        "amount": 7,
    },
}  # fmt: skip


@pytest.mark.parametrize(("model", "column"), [(model, column) for model, said in CHANGES.items() for column in said])
def test_a_changed_column_of_a_written_row_is_found(model, column):
    _lived()
    leaf = Payment.objects.get().leaf
    with connection.cursor() as cursor:
        which = "leaf = %s" + (" AND no = 2" if model is Transfer else "")
        table = model._meta.db_table
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {which}", [CHANGES[model][column], leaf])
        assert cursor.rowcount == 1
    assert any(table in place for place in _told_by_the_log())


@pytest.mark.parametrize("model", [Transfer, Payment])
def test_a_written_row_that_is_gone_is_found(model):
    _lived()
    model.objects.filter(leaf=Payment.objects.get().leaf)._raw_delete("default")
    assert _told_by_the_log()


@pytest.mark.parametrize("column", ["charged", "held", "penalty_settled", "party", "office", "leaf", "late_from"])
def test_an_obligation_that_was_tampered_with_is_found(column):
    declaration = charge({"vat": 100}, term=1)
    pay(declaration, 150, at=NOON + timedelta(days=60))
    value = {"party": "5700000009", "office": "20CF", "late_from": DAY, "penalty_settled": 0}.get(column, 999)
    Obligation.objects.filter(pk=declaration).update(**{column: value})
    assert faults() == [f"revenue_obligation {declaration}"]


def test_an_invented_or_missing_obligation_is_found():
    declaration = charge({"vat": 100})
    Obligation.objects.create(
        declaration_id=5, party=PARTY, office=OFFICE, charged=0, settled=0, penalty=0, penalty_settled=0, held=0,
        due_on=DAY, leaf=5,
    )  # fmt: skip
    Obligation.objects.filter(pk=declaration).delete()
    assert sorted(faults()) == sorted([f"revenue_obligation {declaration}", "revenue_obligation 5"])


def test_the_database_itself_refuses_what_must_never_be():
    declaration = charge({"vat": 100})
    with pytest.raises(IntegrityError), transaction.atomic():
        Obligation.objects.filter(pk=declaration).update(settled=101)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(leaf=declaration).update(amount=0)


class Lives(TestCase):
    """Random lives of a few declarations, with their tables."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(["pay", "amend", "cancel", "refund", "offset", "again"]),
                              st.integers(0, 2), st.integers(1, 300), st.integers(0, 40)), max_size=12))  # fmt: skip
    def test_at_every_moment_the_ledger_balances_and_each_obligation_is_its_sum(self, steps):
        declarations = [charge({"import": 70, "vat": 30}, term=term) for term in (0, 10, 30)]
        at, cash = NOON, 0
        for number, (verb, which, amount, days) in enumerate(steps):
            at += timedelta(days=days)
            cash += _step(verb, declarations, which, amount, f"S{number}", at)
            balances = queries.balances()
            assert sum(balances.values()) == 0
            assert balances.get("112", 0) == cash == sum(queries.collected(DAY, at.date() + timedelta(days=1)).values())
            assert faults() == []


def _step(verb, declarations, which, amount, reference, at) -> int:
    """Take one step; returns the cash that it brought."""
    declaration = declarations[which]
    if verb in ("pay", "again"):
        pay(declaration, amount, reference, at=at)
        if verb == "again":
            pay(declaration, amount, reference, at=at)
        return amount
    if verb == "amend":
        amend(declaration, {"import": amount % 120, "vat": amount % 50}, at=at)
    elif verb == "cancel":
        cancel(declaration, at=at)
    elif verb == "refund":
        held = min(amount, sums(declaration)[4])
        if held:
            services.refund(declaration_id=declaration, amount=held, by=CLERK, at=at)
        return -held
    else:
        try:
            services.offset(from_=declaration, to=declarations[(which + 1) % 3], by=CLERK, at=at)
        except NotHeld:
            return 0
    return 0


def test_collected_adds_up_the_same_by_office_month_day_and_tax():
    for number, (office, days) in enumerate([("20BB", 0), ("20BB", 40), ("20CF", 40), ("20CF", 300)]):
        at = NOON + timedelta(days=days)
        declaration = charge({"import": 60, "vat": 40}, at=at, office=office)
        pay(declaration, 100 + number, f"C{number}", at=at)
    services.refund(declaration_id=declaration, amount=3, by=CLERK_OF_ALL, at=at)
    year = date(2023, 1, 1), date(2023, 12, 31)
    assert queries.collected(*year, by="office") == {"20BB": 201, "20CF": 102}
    assert queries.collected(*year, by="month") == {"2023-05": 100, "2023-06": 203}
    assert queries.collected(*year, by="day") == {"2023-05-02": 100, "2023-06-11": 203}
    assert queries.collected(*year, by="tax") == {"": 3, "import": 180, "vat": 120}
    assert queries.collected(DAY, DAY) == {"20BB": 100}
    assert queries.collected(date(2024, 1, 1), date(2024, 12, 31), by="tax") == {"": 0, "import": 60, "vat": 40}


def test_the_rows_behind_a_figure_add_up_to_it_page_by_page():
    for number in range(7):
        declaration = charge({"import": 60, "vat": 40})
        pay(declaration, 105, f"P{number}")
    services.refund(declaration_id=declaration, amount=5, by=CLERK, at=NOON)
    year = date(2023, 1, 1), date(2023, 12, 31)
    found = list(queries.rows(*year))
    assert sum(row["amount"] for row in found) == sum(queries.collected(*year).values()) == 730
    seen, after = [], None
    while page := queries.page(*year, after=after, limit=4):
        seen += page
        after = queries.Place(page[-1]["day"], page[-1]["leaf"], page[-1]["no"])
    assert seen == found
    only = list(queries.rows(*year, tax="vat"))
    assert sum(row["amount"] for row in only) == queries.collected(*year, by="tax")["vat"]


@pytest.mark.parametrize(
    ("overdue", "age"), [(-1, "in_term"), (0, "in_term"), (1, "to_90"), (90, "to_90"), (91, "over_90")]
)
def test_a_debt_is_as_old_as_the_days_since_it_was_due(overdue, age):
    declaration = charge({"vat": 100}, term=5)
    pay(declaration, 30)
    on = DAY + timedelta(days=5 + overdue)
    found = {line.age: (line.declarations, line.amount) for line in queries.outstanding(on)}
    assert found.pop(age) == (1, 70)
    assert set(found.values()) == {(0, 0)}
    assert [row["declaration_id"] for row in queries.debts(on, age)] == [declaration]
    assert queries.overdue_parties(on) == ({PARTY: 70} if age == "over_90" else {})


def test_cash_is_read_from_its_own_index():
    if connection.vendor != "sqlite":
        pytest.skip("the plan of SQLite")
    with connection.cursor() as cursor:
        for by in ("day", "office", "tax"):
            statement = queries.COLLECTED.format(group=queries._GROUPS[by])
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", ["2023-01-01", "2023-12-31"])
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
            assert "COVERING INDEX revenue_cash_by_day" in plan
            assert "TEMP B-TREE" not in plan
