"""Rows: how transfers, obligations and payments stand in their tables, for bulk writing.

A declaration's charges are written by whoever registers it, with the leaf of the registration.
"""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.ground.services import log
from motcua.revenue.domain import taxes
from motcua.revenue.domain.booking import Row

T_TRANSFER = "revenue_transfer"
TRANSFER = (
    "leaf", "no", "at", "day", "kind", "debit", "credit", "tax", "office", "party", "declaration_id", "amount",
)  # fmt: skip
TRANSFER_MOMENTS = (2,)
COVERED = log.CoveredTable(T_TRANSFER, "leaf", ("no",), TRANSFER, moments=("at",), days=("day",))

T_OBLIGATION = "revenue_obligation"
OBLIGATION = (
    "declaration_id", "party", "office", "charged", "settled", "penalty", "penalty_settled", "held", "due_on",
    "late_from", "leaf",
)  # fmt: skip

T_PAYMENT = "revenue_payment"
PAYMENT = ("bank", "reference", "leaf", "at", "day", "declaration_id", "party", "office", "amount")
PAYMENT_MOMENTS = (3,)
COVERED_PAYMENT = log.CoveredTable(T_PAYMENT, "leaf", ("bank", "reference"), PAYMENT, moments=("at",), days=("day",))

_ACCOUNTS = {tax: (account.receivable, account.income) for tax, account in taxes().items()}


def charge_rows(
    subject: int, at: datetime, day: date, office: str, party: str, charges: Sequence[tuple[str, int]]
) -> list[Row]:
    """Transfers of a first assessment. `subject` is the declaration and the leaf of its registration.

    `charges` are (tax, dong above zero).
    """
    rows: list[Row] = []
    on = str(day)
    for no, (tax, amount) in enumerate(charges, start=1):
        debit, credit = _ACCOUNTS[tax]
        rows.append((subject, no, at, on, "charge", debit, credit, tax, office, party, subject, amount))
    return rows


def obligation_row(
    subject: int, party: str, office: str, total: int, due_on: date
) -> tuple[int, str, str, int, int, int, int, int, date, None, int]:
    """The obligation of a first assessment whose charges add up to `total`, due on that day."""
    return (subject, party, office, total, 0, 0, 0, 0, due_on, None, subject)
