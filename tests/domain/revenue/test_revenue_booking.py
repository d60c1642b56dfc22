"""The ledger without tables: what is charged, paid, corrected and given back always balances."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from motcua.revenue import domain
from motcua.revenue.domain import Entry, Standing, accounts, taxes
from motcua.revenue.domain.booking import PENALTIES

amounts = st.integers(1, 10**12)
charges = st.dictionaries(st.sampled_from([tax for tax in taxes() if tax not in PENALTIES]), st.integers(0, 10**9))


def test_taxes_stand_in_the_legal_order_and_penalties_come_last():
    assert list(taxes()) == ["import", "remedy", "excise", "environment", "vat", "export", "interest", "fine"]


def test_every_tax_is_booked_on_accounts_of_the_chart():
    assert {account for tax in taxes().values() for account in (tax.receivable, tax.income)} <= set(accounts())


def test_a_payment_covers_taxes_in_the_legal_order():
    open_ = {"vat": 100, "import": 50, "excise": 30}
    covered = [(entry.tax, entry.amount) for entry in domain.pay(open_, 90)]
    assert covered == [("import", 50), ("excise", 30), ("vat", 10)]


def test_interest_is_covered_after_all_taxes_and_the_rest_is_held():
    entries = domain.pay({"vat": 100, "interest": 5}, 120, interest=7)
    assert [(entry.kind, entry.debit, entry.credit, entry.tax, entry.amount) for entry in entries] == [
        ("interest", "133", "713", "interest", 7),
        ("pay", "112", "131", "vat", 100),
        ("pay", "112", "133", "interest", 12),
        ("pay", "112", "338", "", 8),
    ]


def test_a_charge_of_nothing_leaves_no_transfer():
    assert [entry.tax for entry in domain.charge([("import", 0), ("vat", 5)])] == ["vat"]


def test_a_fallen_tax_that_was_paid_is_held_and_covers_one_that_has_risen():
    entries = domain.adjust({"import": 100, "vat": 50}, {"import": 0, "vat": 0}, 0, {"import": 40, "vat": 80})
    assert [(entry.debit, entry.credit, entry.tax, entry.amount) for entry in entries] == [
        ("711", "131", "import", 60),
        ("131", "338", "import", 60),
        ("131", "711", "vat", 30),
        ("338", "131", "vat", 30),
    ]


def test_an_amendment_leaves_interest_charged_and_lets_what_is_held_cover_it():
    entries = domain.adjust({"vat": 100, "interest": 7}, {"vat": 0, "interest": 7}, 0, {"vat": 90})
    assert [(entry.debit, entry.credit, entry.tax, entry.amount) for entry in entries] == [
        ("711", "131", "vat", 10),
        ("131", "338", "vat", 10),
        ("338", "133", "interest", 7),
    ]


def test_a_cancellation_takes_interest_back_too():
    entries = domain.reverse({"vat": 100, "interest": 7}, {"vat": 0, "interest": 7}, 0)
    assert [(entry.debit, entry.credit, entry.tax, entry.amount) for entry in entries] == [
        ("711", "131", "vat", 100),
        ("131", "338", "vat", 100),
        ("713", "133", "interest", 7),
    ]


def test_what_changes_nothing_writes_nothing():
    assert domain.adjust({"vat": 100}, {"vat": 100}, 0, {"vat": 100}) == []


def test_taxes_added_to_a_paid_debt_reopen_it_and_others_do_not():
    charged, paid = [Entry("charge", "131", "711", "vat", 10)], [Entry("pay", "112", "131", "vat", 10)]
    added = [Entry("adjust", "131", "711", "vat", 1)]
    assert domain.reopened([charged, paid, added])
    assert not domain.reopened([charged, added, paid])
    assert not domain.reopened([charged, paid, [Entry("interest", "133", "713", "interest", 1)]])


class Life(RuleBasedStateMachine):
    """One declaration's debt through any life: the books balance after every step."""

    def __init__(self):
        super().__init__()
        self.sums = Standing()
        self.charged: Counter[str] = Counter()
        self.open_: Counter[str] = Counter()
        self.book: Counter[str] = Counter()
        self.received = self.given_back = 0

    def _book(self, entries):
        for entry in entries:
            assert entry.amount > 0
            assert {entry.debit, entry.credit} <= set(accounts())
            self.book[entry.debit] += entry.amount
            self.book[entry.credit] -= entry.amount
            if entry.debit in ("131", "133"):
                self.open_[entry.tax] += entry.amount
                self.charged[entry.tax] += entry.amount * (entry.credit in ("711", "713"))
            if entry.credit in ("131", "133"):
                self.open_[entry.tax] -= entry.amount
                self.charged[entry.tax] -= entry.amount * (entry.debit in ("711", "713"))
        self.sums.add(entries)

    @initialize(first=charges)
    def register(self, first):
        self._book(domain.charge(first.items()))

    @rule(amount=st.integers(1, 10**10), interest=st.integers(0, 10**6))
    def pay(self, amount, interest):
        self._book(domain.pay(self.open_, amount, interest))
        self.received += amount

    @rule(new=charges)
    def amend(self, new):
        self._book(domain.adjust(self.charged, self.open_, self.sums.held, new))
        assert {tax: amount for tax, amount in self.charged.items() if amount and tax not in PENALTIES} == {
            tax: amount for tax, amount in new.items() if amount
        }

    @rule()
    def cancel(self):
        self._book(domain.reverse(self.charged, self.open_, self.sums.held))
        assert not any(self.charged.values())
        assert self.sums.held == self.received - self.given_back

    @rule(part=st.integers(1, 100))
    def refund(self, part):
        amount = self.sums.held * part // 100
        if amount:
            self._book(domain.refund(amount))
            self.given_back += amount

    @invariant()
    def the_books_balance(self):
        assert sum(self.book.values()) == 0
        assert self.book["112"] == self.received - self.given_back
        assert self.book["338"] == -self.sums.held
        assert self.book["131"] == self.sums.charged - self.sums.settled
        assert self.book["133"] == self.sums.penalty - self.sums.penalty_settled

    @invariant()
    def nothing_is_owed_below_zero_and_nothing_is_settled_beyond_its_charge(self):
        assert all(amount >= 0 for amount in self.open_.values())
        assert 0 <= self.sums.settled <= self.sums.charged
        assert 0 <= self.sums.penalty_settled <= self.sums.penalty
        assert self.sums.held >= 0

    @invariant()
    def money_is_held_only_when_no_tax_is_open(self):
        assert self.sums.held == 0 or self.sums.settled == self.sums.charged


TestLife = Life.TestCase


@given(st.dictionaries(st.sampled_from(list(taxes())), amounts), amounts, st.integers(0, 10**6))
def test_a_payment_is_booked_to_the_dong(open_, amount, interest):
    entries = domain.pay(open_, amount, interest)
    assert sum(entry.amount for entry in entries if entry.debit == "112") == amount


@pytest.mark.parametrize("row", [0, 1])
def test_rows_are_numbered_within_their_leaf(row):
    place = domain.Place(7, None, "2023-05-02", "20BB", "5700000001", 7)
    found = domain.rows(place, domain.charge([("import", 5), ("vat", 6)]))
    assert (found[row][0], found[row][1], found[row][3]) == (7, row + 1, "2023-05-02")
