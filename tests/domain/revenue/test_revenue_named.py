"""A payment that names its taxes: each gets what was named for it, and no dong is lost or made."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.revenue.domain.accounts import HELD, SUSPENSE, TREASURY, taxes
from motcua.revenue.domain.booking import PENALTIES, divided, pay, principal_covered

SUMS = st.dictionaries(st.sampled_from(sorted(taxes())), st.integers(0, 1000))
NAMED = st.dictionaries(st.sampled_from(sorted({*taxes()} - {"fine"})), st.integers(1, 1000), min_size=1)


def parts(open_: dict[str, int], amount: int, named: dict[str, int], interest: int = 0) -> dict[str, int]:
    return {entry.tax: entry.amount for entry in pay(open_, amount, interest, named) if entry.kind == "pay"}


def test_what_is_named_for_a_tax_covers_it_before_the_legal_order_does() -> None:
    assert parts({"import": 100, "vat": 50}, 50, {"vat": 50}) == {"vat": 50}
    assert parts({"import": 100, "vat": 50}, 50, {"import": 50}) == {"import": 50}


def test_what_is_named_too_much_covers_the_others_and_the_rest_is_held() -> None:
    assert parts({"import": 100, "vat": 50}, 120, {"vat": 120}) == {"import": 70, "vat": 50}
    assert parts({"vat": 50}, 120, {"vat": 120}) == {"vat": 50, "": 70}


def test_money_named_as_interest_is_kept_for_it() -> None:
    assert parts({"import": 100, "interest": 7}, 57, {"import": 50, "interest": 7}) == {"import": 50, "interest": 7}
    assert parts({"import": 100}, 60, {"import": 50, "interest": 10}) == {"import": 60}


def test_accrued_interest_is_booked_before_it_is_covered() -> None:
    entries = pay({"vat": 100}, 103, 3, {"vat": 100, "interest": 3})
    assert [(each.kind, each.tax, each.amount) for each in entries] == [
        ("interest", "interest", 3), ("pay", "vat", 100), ("pay", "interest", 3),
    ]  # fmt: skip


def test_money_from_suspense_leaves_the_suspense_account() -> None:
    assert {entry.debit for entry in pay({"vat": 5}, 7, 0, {"vat": 7}, SUSPENSE)} == {SUSPENSE}
    assert {entry.debit for entry in pay({"vat": 5}, 7, 0, {"vat": 7})} == {TREASURY}


@given(SUMS, NAMED)
def test_every_dong_goes_somewhere_and_none_twice(open_: dict[str, int], named: dict[str, int]) -> None:
    amount = sum(named.values())
    entries = [entry for entry in pay(open_, amount, 0, named) if entry.kind == "pay"]
    assert sum(entry.amount for entry in entries) == amount
    assert all(0 < entry.amount <= open_[entry.tax] for entry in entries if entry.credit != HELD)
    if any(entry.credit == HELD for entry in entries):
        assert sum(entry.amount for entry in entries if entry.credit != HELD) == sum(open_.values())


@given(SUMS, NAMED)
def test_the_principal_told_for_interest_is_the_principal_covered(open_: dict[str, int], named: dict[str, int]) -> None:
    amount = sum(named.values())
    covered = sum(part for tax, part in divided(open_, amount, named).items() if tax not in PENALTIES)
    assert covered == principal_covered(open_, amount, named)
