"""Matching: whether money that arrived pays a declaration, or waits in suspense, and why. Pure."""

from collections.abc import Mapping
from datetime import date

import msgspec

from motcua.declarations.domain.life import State
from motcua.revenue.domain.treasury import office_of, tax_of


class Arrived(msgspec.Struct, frozen=True):
    """Money as a bank told it: dong by budget sub-item, which add up to `amount`."""

    bank: str
    reference: str
    payer: str
    number: str
    account: str
    items: Mapping[str, int]
    amount: int
    paid_on: date


class Owing(msgspec.Struct, frozen=True):
    """The declaration that it names: whose it is, where it stands, whether it was ever charged."""

    id: int
    number: str
    party: str
    office: str
    state: str
    charged: bool


def why_not(money: Arrived, found: Owing | None) -> str:
    """Why money cannot be booked on the declaration that it names: a key of REASONS, empty where it can."""
    if found is None:
        return "unknown"
    if money.payer != found.party:
        return "party"
    if found.state == State.CANCELLED:
        return "cancelled"
    if not found.charged:
        return "nothing"
    if any(not tax_of(item) for item in money.items):
        return "item"
    return "" if office_of(money.account) else "account"


def by_tax(items: Mapping[str, int]) -> dict[str, int]:
    """Dong by tax of what was named by sub-item."""
    found: dict[str, int] = {}
    for item, amount in items.items():
        tax = tax_of(item)
        if tax:
            found[tax] = found.get(tax, 0) + amount
    return found


def written(items: Mapping[str, int]) -> str:
    """Sub-items and amounts in a line, as the suspense account keeps them."""
    return " ".join(f"{item}:{amount}" for item, amount in sorted(items.items()))


def read_items(text: str) -> dict[str, int]:
    """The line read again."""
    return {item: int(amount) for item, _, amount in (part.partition(":") for part in text.split())}
