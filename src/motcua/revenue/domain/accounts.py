"""Accounts: the chart of the ledger, and which accounts each tax is booked on. Both are data.

Taxes stand in the order in which a payment covers them.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from motcua.kernel.words import Words

TREASURY = "112"
TAX_RECEIVABLE = "131"
PENALTY_RECEIVABLE = "133"
HELD = "338"
CLEARING = "336"
SUSPENSE = "339"
TAX_INCOME = "711"
PENALTY_INCOME = "713"
RECEIVABLE = (TAX_RECEIVABLE, PENALTY_RECEIVABLE)
INCOME = (TAX_INCOME, PENALTY_INCOME)

INTEREST = "interest"


class Account(NamedTuple):
    """An account of the chart."""

    code: str
    words: Words
    source: str
    verified: bool


class Tax(NamedTuple):
    """A tax in the ledger: its budget sub-item (`item`) and its two accounts."""

    tax: str
    words: Words
    item: str
    receivable: str
    income: str
    source: str
    verified: bool


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this room's law."""
    text = files("motcua.revenue").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def accounts() -> dict[str, Account]:
    """The chart of accounts by code."""
    return {
        row["code"]: Account(row["code"], Words(row["vi"], row["en"]), row["source"], row["verified"] == "1")
        for row in table("accounts")
    }


@cache
def taxes() -> dict[str, Tax]:
    """Taxes by key, in the legal order of payment."""
    rows = sorted(table("taxes"), key=lambda row: int(row["order"]))
    return {
        row["tax"]: Tax(
            row["tax"], Words(row["vi"], row["en"]), row["item"], row["receivable"], row["income"],
            row["source"], row["verified"] == "1",
        )
        for row in rows
    }  # fmt: skip
