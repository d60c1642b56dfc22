"""Treasury: the account into which taxes of an office are paid, and the sub-item of each tax. Both are data."""

from functools import cache
from typing import NamedTuple

from motcua.kernel.words import Words
from motcua.revenue.domain.accounts import INTEREST, table, taxes


class Treasury(NamedTuple):
    """The account of one office."""

    office: str
    account: str
    words: Words
    evidence: str


@cache
def treasuries() -> dict[str, Treasury]:
    """The accounts by office."""
    return {
        row["office"]: Treasury(row["office"], row["account"], Words(row["vi"], row["en"]), row["evidence"])
        for row in table("treasury_accounts")
    }


@cache
def office_of(account: str) -> str:
    """The office of a treasury account; empty for an account that is not ours."""
    return next((each.office for each in treasuries().values() if each.account == account), "")


@cache
def tax_of(item: str) -> str:
    """The tax of a budget sub-item; empty for one that is not kept here. Fines are paid as interest is."""
    return next((tax for tax, held in taxes().items() if held.item == item), "")


def item_of(tax: str) -> str:
    """The budget sub-item of a tax."""
    return taxes()[tax].item


PENALTY_ITEM = taxes()[INTEREST].item


def content_line(number: str, party: str) -> str:
    """What a payer writes into the content of a transfer, in plain letters that every bank takes."""
    return f"NOP THUE TK {number} MST {party}"
