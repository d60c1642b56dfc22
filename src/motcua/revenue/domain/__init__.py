"""Revenue, the pure part: chart of accounts, transfers, late interest."""

from motcua.revenue.domain.accounts import Account, Tax, accounts, taxes
from motcua.revenue.domain.booking import Entry, Place, adjust, charge, offset, pay, refund, reverse, rows
from motcua.revenue.domain.errors import NoObligation, NotHeld, NotPositive, OtherPayment
from motcua.revenue.domain.interest import late_interest, late_rate
from motcua.revenue.domain.standing import Standing, reopened

__all__ = [
    "Account", "Entry", "NoObligation", "NotHeld", "NotPositive", "OtherPayment", "Place", "Standing", "Tax",
    "accounts", "adjust", "charge", "late_interest", "late_rate", "offset", "pay", "refund", "reopened",
    "reverse", "rows", "taxes",
]  # fmt: skip
