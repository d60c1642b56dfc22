"""Days that are closed stay closed, the treasury's file beside the ledger, instalments: with their tables."""

from datetime import date, timedelta

import pytest
from django.db import connection
from tests.rooms.revenue.revenue_factories import DAY, NOON, OFFICE, PARTY, amend, charge, faults, pay, payment, sums

from motcua.ground.queries import verification
from motcua.ground.services import bulk, files
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.refusals import NotAllowed
from motcua.revenue import covering_book, queries, services
from motcua.revenue.domain.closing_errors import (
    DayNotOver,
    FileFaulty,
    NoDifference,
    NotCorrectable,
    PlanUnfit,
    PlanWaits,
    ReasonNeeded,
)
from motcua.revenue.domain.instalments import PlanState, monthly
from motcua.revenue.models import ClosedDay, ClosedSum, Explanation, Suspense, Transfer, TreasuryFile
from motcua.revenue.queries import ageing, closed, desk, instalments, treasury

pytestmark = pytest.mark.django_db

CLERK = Actor(7, "clerk of all", posts=frozenset({Post("revenue")}))
LEADER = Actor(6, "leader", posts=frozenset({Post("leader")}))
TRADER = Actor(5, "trader", parties=frozenset({PARTY}))
NEXT = NOON + timedelta(days=1)
WHY = "Chưa có tệp của kho bạc."


def sheet(*lines: tuple[str, str, int], day: date = DAY) -> services.Sent:
    """A treasury's file of a day."""
    rows = [f"{day},{reference},{item},{amount}" for reference, item, amount in lines]
    return services.Sent("\n".join(["day,reference,item,amount", *rows]).encode(), "kb.csv")


def close(until: date = DAY, note: str = WHY, at=NEXT) -> list[date]:
    return services.close_days(until, note=note, by=CLERK, at=at)


def wrong() -> list[str]:
    checks = (covering_book.check_closed_days, covering_book.check_files, covering_book.check_plans)
    return [fault.place for check in checks for fault in check()]


def verified() -> list[str]:
    return [fault.place for fault in verification.verify().faults if "revenue" in fault.place or "trial" in fault.place]


def test_a_closed_day_has_the_totals_of_its_accounts_and_a_leaf():
    pay(charge({"import": 60, "vat": 40}), 70)
    assert close() == [DAY]
    found = closed.closed(DAY)
    assert [tuple(each) for each in found.sums] == [("112", 70, 0, 70), ("131", 100, 70, 30), ("711", 0, 100, -100)]
    assert (found.found.standing, found.found.note, found.found.transfers) == ("signed", WHY, 4)
    assert wrong() == []
    assert verified() == []


def test_closing_twice_changes_nothing():
    pay(charge({"vat": 100}), 100)
    close()
    before = list(ClosedDay.objects.values()), list(ClosedSum.objects.values())
    assert close(note="again", at=NEXT + timedelta(days=1)) == []
    assert (list(ClosedDay.objects.values()), list(ClosedSum.objects.values())) == before


def test_several_days_are_closed_in_order_and_balances_carry_on():
    declaration = charge({"vat": 100})
    pay(declaration, 30, "A", at=NEXT)
    pay(declaration, 70, "B", at=NEXT + timedelta(days=2))
    later = DAY + timedelta(days=3)
    assert len(close(later, at=NEXT + timedelta(days=5))) == 4
    assert [closed.closed(DAY + timedelta(days=no)).sums[0].balance for no in (1, 2, 3)] == [30, 30, 100]
    assert list(ClosedDay.objects.order_by("day").values_list("standing", flat=True)) == [
        "none", "signed", "none", "signed",
    ]  # fmt: skip
    assert wrong() == []


def test_accounts_stand_before_any_day_where_all_transfers_before_it_leave_them():
    declaration = charge({"vat": 100})
    for no in range(6):
        pay(declaration, 10 + no, f"P{no}", at=NOON + timedelta(days=no))
    days = [DAY + timedelta(days=no) for no in range(9)]
    open_ = [closed.balances_before(day) for day in days]
    close(days[2], at=NOON + timedelta(days=6))
    assert [closed.balances_before(day) for day in days] == open_
    assert [stood.get("112", 0) for stood in open_] == [0, 10, 21, 33, 46, 60, 75, 75, 75]


def test_a_day_is_over_at_midnight_in_viet_nam():
    charge({"vat": 100})
    midnight = law_moment(law_day(NEXT))
    with pytest.raises(DayNotOver):
        close(at=midnight - timedelta(microseconds=1))
    assert close(at=midnight) == [DAY]


def test_today_is_not_closed_and_who_is_no_revenue_officer_of_the_department_closes_nothing():
    charge({"vat": 100})
    with pytest.raises(DayNotOver):
        services.close_days(DAY, by=CLERK, at=NOON)
    with pytest.raises(NotAllowed):
        services.close_days(DAY, note=WHY, by=LEADER, at=NEXT)
    assert not ClosedDay.objects.exists()


def test_a_payment_with_a_moment_of_a_closed_day_is_booked_on_the_first_open_day():
    declaration = charge({"vat": 100})
    close()
    pay(declaration, 100)
    assert Transfer.objects.get(kind="pay").day == law_day(NEXT)
    assert wrong() == faults() == []
    assert verified() == []
    assert sum(queries.collected(DAY, DAY).values()) == 0


@pytest.mark.parametrize(("term", "late"), [(1, 4), (3, 2), (4, 1), (5, 0), (6, 0)])
def test_a_charge_that_comes_when_its_day_is_closed_is_late_from_its_own_due_day(term, late):
    charge({"vat": 1})
    close(DAY + timedelta(days=4), at=NOON + timedelta(days=5))
    declaration = charge({"vat": 1_000_000}, term=term)
    assert Transfer.objects.get(leaf=declaration).day == DAY + timedelta(days=5)
    pay(declaration, 1_000_000, at=NOON + timedelta(days=6))
    assert sums(declaration)[2] == late * 300


def test_amendments_refunds_and_unmatched_money_of_a_closed_day_are_booked_on_the_first_open_day():
    declaration = charge({"vat": 100})
    pay(declaration, 100)
    close()
    amend(declaration, {"vat": 60})
    services.refund(declaration_id=declaration, amount=40, by=SYSTEM, at=NOON)
    services.take_into_suspense(services.Unmatched("VCB", "X", 5, "unknown", DAY), by=SYSTEM, at=NOON)
    amend(charge({"vat": 1}, at=NEXT), {"vat": 2})
    assert Transfer.objects.filter(day=DAY).count() == 2
    assert set(Transfer.objects.exclude(day=DAY).values_list("day", flat=True)) == {law_day(NEXT)}
    assert wrong() == []


def test_verify_finds_a_transfer_that_was_put_into_a_closed_day():
    charge({"vat": 100})
    close()
    Transfer.objects.update(amount=99)
    assert wrong() == [f"revenue_closed_day {DAY}"]


def test_a_day_with_an_unexplained_difference_is_closed_with_a_signed_reason_only():
    pay(charge({"vat": 100}), 100)
    services.take_file(sheet(("R1", "1702", 90)), by=CLERK, at=NEXT)
    with pytest.raises(ReasonNeeded):
        close(note="  ")
    services.explain(DAY, "R1", note="Kho bạc sẽ bổ sung.", by=CLERK, at=NEXT)
    assert close(note="") == [DAY]
    assert closed.closed(DAY).found.standing == "explained"
    assert wrong() == []


def test_a_day_that_agrees_with_the_treasury_is_closed_without_a_word():
    pay(charge({"import": 60, "vat": 40}), 100)
    services.take_file(sheet(("R1", "1901", 60), ("R1", "1702", 40)), by=CLERK, at=NEXT)
    assert treasury.reconciled(DAY).differences == 0
    close(note="")
    assert closed.closed(DAY).found.standing == "agrees"


def test_a_file_is_kept_byte_for_byte_and_the_same_file_again_changes_nothing():
    sent = sheet(("R1", "1702", 90))
    leaf = services.take_file(sent, by=CLERK, at=NEXT)
    assert services.take_file(sent, by=CLERK, at=NEXT + timedelta(hours=1)) == leaf
    assert files.read(TreasuryFile.objects.get().file) == sent.content
    other = services.take_file(sheet(("R1", "1702", 91)), by=CLERK, at=NEXT)
    assert treasury.reconciled(DAY).file.leaf == other
    assert verified() == []
    assert wrong() == []


def test_a_faulty_file_leaves_nothing_behind():
    with pytest.raises(FileFaulty, match="2"):
        services.take_file(sheet(("R1", "17", 90), ("", "1702", 0)), by=CLERK, at=NEXT)
    with pytest.raises(FileFaulty, match="still to come"):
        services.take_file(sheet(("R1", "1702", 1), day=law_day(NEXT) + timedelta(days=1)), by=CLERK, at=NEXT)
    assert not TreasuryFile.objects.exists()


def test_an_explanation_is_good_only_as_long_as_the_difference_stays_what_it_was():
    pay(charge({"vat": 100}), 100)
    services.take_file(sheet(("R1", "1702", 90)), by=CLERK, at=NEXT)
    first = services.explain(DAY, "R1", note="vì", by=CLERK, at=NEXT)
    assert services.explain(DAY, "R1", note="vì", by=CLERK, at=NEXT) == first
    assert treasury.reconciled(DAY).unexplained == 0
    services.take_file(sheet(("R1", "1702", 80)), by=CLERK, at=NEXT)
    assert treasury.reconciled(DAY).unexplained == 1
    with pytest.raises(NoDifference):
        services.explain(DAY, "R2", note="vì", by=CLERK, at=NEXT)


def test_what_only_the_treasury_has_is_taken_in_by_a_new_entry_of_a_later_day_once():
    pay(charge({"vat": 100}), 100)
    services.take_file(sheet(("R1", "1702", 100), ("R9", "1901", 50)), by=CLERK, at=NEXT)
    close()
    entry = services.correct(DAY, "R9", note="theo kho bạc", by=CLERK, at=NEXT)
    assert services.correct(DAY, "R9", note="theo kho bạc", by=CLERK, at=NEXT) == entry
    waits = Suspense.objects.get()
    assert (waits.amount, waits.paid_on, waits.leaf) == (50, DAY, entry)
    assert Transfer.objects.get(leaf=entry).day == law_day(NEXT)
    assert treasury.reconciled(DAY).unexplained == 0
    assert treasury.reconciled(law_day(NEXT)).rows == ()
    assert Explanation.objects.get().entry == entry
    assert wrong() == []


def test_a_later_file_that_has_still_more_lets_only_the_rest_in():
    for amount, entries in ((50, [50]), (80, [50, 30])):
        services.take_file(sheet(("R9", "1901", amount)), by=CLERK, at=NEXT)
        services.correct(DAY, "R9", note="theo kho bạc", by=CLERK, at=NEXT)
        assert list(Suspense.objects.order_by("leaf").values_list("amount", flat=True)) == entries
    services.take_file(sheet(("R9", "1901", 70)), by=CLERK, at=NEXT)
    with pytest.raises(NotCorrectable):
        services.correct(DAY, "R9", note="theo kho bạc", by=CLERK, at=NEXT)
    assert wrong() == []


def test_two_long_references_that_begin_alike_are_taken_in_apart():
    first, second = "R" * 59 + "1", "R" * 59 + "2"
    services.take_file(sheet((first, "1901", 50), (second, "1901", 50)), by=CLERK, at=NEXT)
    entries = {services.correct(DAY, each, note="theo kho bạc", by=CLERK, at=NEXT) for each in (first, second)}
    assert set(Suspense.objects.values_list("leaf", "amount")) == {(leaf, 50) for leaf in entries}
    assert len(entries) == 2


def test_money_that_only_the_ledger_has_is_explained_and_not_taken_in():
    pay(charge({"vat": 100}), 100)
    services.take_file(sheet(("R1", "1702", 90)), by=CLERK, at=NEXT)
    with pytest.raises(NotCorrectable):
        services.correct(DAY, "R1", note="", by=CLERK, at=NEXT)


def test_money_given_back_stands_below_zero_on_the_ledgers_side():
    declaration = charge({"vat": 100})
    pay(declaration, 110)
    leaf = services.refund(declaration_id=declaration, amount=10, by=SYSTEM, at=NOON)
    found = {row.compared.reference: row.compared.sums[1] for row in treasury.reconciled(DAY).rows}
    assert found == {"R1": 110, f"HT{leaf}": -10}


def test_debts_of_a_past_day_are_what_they_were_then_and_not_what_is_left_now():
    first, second = charge({"vat": 100}, term=1), charge({"vat": 50}, term=1)
    pay(first, 100, at=NOON + timedelta(days=95))
    amend(second, {"vat": 80}, at=NOON + timedelta(days=95))
    then = {each.declaration_id: (each.owed, each.debt) for each in ageing.aged(DAY + timedelta(days=94))}
    assert then == {first: (100, "over_90"), second: (50, "over_90")}
    now = {each.declaration_id: (each.owed, each.debt) for each in ageing.aged(DAY + timedelta(days=95)) if each.owed}
    assert now == {second: (80, "over_90")}
    assert [each.debt for each in ageing.aged(DAY + timedelta(days=91))] == ["to_90", "to_90"]
    assert [each.debt for each in ageing.aged(DAY + timedelta(days=1))] == ["in_term", "in_term"]
    assert ageing.aged(DAY - timedelta(days=1)) == []


def test_a_class_that_an_officer_set_counts_from_its_day_on():
    declaration = charge({"vat": 100}, term=1)
    services.class_debt(declaration, code="hard", note="", by=CLERK, at=NOON + timedelta(days=10))
    assert ageing.aged(DAY + timedelta(days=9))[0].debt == "to_90"
    assert ageing.aged(DAY + timedelta(days=10))[0].debt == "hard"
    assert [tuple(line) for line in ageing.summed(ageing.aged(DAY), "office")] == [("20BB", 1, 100, 0)]


GRANTED = NOON + timedelta(days=95)


def plan(declaration: int, *, by: Actor = TRADER) -> int:
    parts = monthly(90, 3, law_day(GRANTED) + timedelta(days=30))
    return services.ask_plan(declaration, parts, note="khó khăn", by=by, at=GRANTED)


def owing() -> int:
    return charge({"vat": 90}, term=1)


def test_a_granted_plan_keeps_a_debt_from_coercion_until_a_part_is_overdue():
    declaration = owing()
    asked = plan(declaration)
    assert plan(declaration) == asked
    on = law_day(GRANTED)
    assert queries.overdue_parties(on) == {PARTY: 90}
    assert services.decide_plan(asked, verb="grant", note="", by=LEADER, at=GRANTED) is PlanState.GRANTED
    assert queries.overdue_parties(on + timedelta(days=30)) == {}
    assert [each.debt for each in desk.open_rows(on)] == ["instalments"]
    assert [each.debt for each in ageing.aged(on)] == ["instalments"]
    assert [each.debt for each in ageing.aged(on - timedelta(days=1))] == ["over_90"]
    assert queries.overdue_parties(on + timedelta(days=31)) == {PARTY: 90}
    assert [each.debt for each in ageing.aged(on + timedelta(days=31))] == ["over_90"]
    assert wrong() == []


@pytest.mark.parametrize(("amended", "paid"), [(60, 0), (120, 0), (60, 30), (120, 30), (60, 60)])
def test_an_amendment_is_no_payment_of_a_part_on_whatever_day_one_looks(amended, paid):
    declaration = owing()
    asked = plan(declaration)
    services.decide_plan(asked, verb="grant", note="", by=LEADER, at=GRANTED)
    amend(declaration, {"vat": amended}, at=GRANTED + timedelta(days=10))
    if paid:
        pay(declaration, paid, at=GRANTED + timedelta(days=20))
    pay(declaration, 1000, "P9", at=GRANTED + timedelta(days=40))
    due = law_day(GRANTED) + timedelta(days=30)
    then = [{each.declaration_id: each.debt for each in ageing.aged(due + timedelta(days=no))} for no in (0, 1)]
    owed = amended > paid
    assert [each.get(declaration, "") for each in then] == [
        "instalments" if owed else "", "" if not owed else "instalments" if paid >= 30 else "over_90",
    ]  # fmt: skip


def test_payments_keep_a_plan_and_a_missed_part_fails_it_once():
    declaration = owing()
    asked = plan(declaration)
    services.decide_plan(asked, verb="grant", note="", by=LEADER, at=GRANTED)
    pay(declaration, 33, "P1", at=GRANTED + timedelta(days=30))
    after = GRANTED + timedelta(days=31)
    assert services.follow_plans(by=SYSTEM, at=after) == []
    assert services.follow_plans(by=SYSTEM, at=GRANTED + timedelta(days=65)) == [asked]
    assert services.follow_plans(by=SYSTEM, at=GRANTED + timedelta(days=66)) == []
    assert instalments.plan(asked, SYSTEM).state is PlanState.FAILED
    assert verified() == []
    assert wrong() == []


def test_a_plan_paid_in_full_is_kept_and_interest_came_on_top():
    declaration = owing()
    asked = plan(declaration)
    services.decide_plan(asked, verb="grant", note="", by=LEADER, at=GRANTED)
    services.receive([payment(declaration, 100, "P1", at=GRANTED)], by=SYSTEM)
    assert services.follow_plans(by=SYSTEM, at=GRANTED) == [asked]
    assert instalments.plan(asked, TRADER).state is PlanState.KEPT
    assert sums(declaration)[2] > 0


def test_who_asked_never_grants_and_only_leaders_do():
    asked = plan(owing(), by=CLERK)
    both = Actor(7, "clerk of all", posts=frozenset({Post("revenue"), Post("leader")}))
    for actor in (CLERK, TRADER, both):
        with pytest.raises(NotAllowed):
            services.decide_plan(asked, verb="grant", note="", by=actor, at=GRANTED)
    assert services.decide_plan(asked, verb="withdraw", note="", by=TRADER, at=GRANTED) is PlanState.WITHDRAWN


def test_a_second_plan_waits_and_a_debt_that_changed_is_not_granted():
    declaration = owing()
    asked = plan(declaration)
    with pytest.raises(PlanWaits):
        services.ask_plan(
            declaration, monthly(90, 2, law_day(GRANTED) + timedelta(days=9)), note="", by=TRADER, at=GRANTED
        )
    pay(declaration, 10, "P1", at=GRANTED)
    with pytest.raises(PlanUnfit):
        services.decide_plan(asked, verb="grant", note="", by=LEADER, at=GRANTED)


def test_the_database_itself_refuses_a_row_of_a_closed_day_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction at a time: services look before they write")
    from django.db import IntegrityError, transaction

    declaration = charge({"vat": 100})
    close()
    row = services.charge_rows(declaration + 1, NOON, DAY, OFFICE, PARTY, [("vat", 1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(services.T_TRANSFER, services.TRANSFER, row, services.TRANSFER_MOMENTS)
