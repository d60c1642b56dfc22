"""Rows: how transfers, obligations and payments stand in their tables, for bulk writing.

A declaration's charges are written by whoever registers it, with the leaf of the registration.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from motcua.ground.services import log
from motcua.revenue.domain import taxes
from motcua.revenue.domain.booking import Row

T_TRANSFER = "revenue_transfer"
TRANSFER = (
    "leaf", "no", "at", "day", "kind", "debit", "credit", "tax", "office", "party", "declaration_id", "amount",
)  # fmt: skip
TRANSFER_MOMENTS = (2,)
COVERED = log.CoveredTable(T_TRANSFER, "leaf", ("no",), TRANSFER, moments=("at",), days=("day",))

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
    subject: int, party: str, office: str, total: int, due_on: date, rest: "Rest | None" = None
) -> tuple[object, ...]:
    """The obligation of a first assessment whose charges add up to `total`, due on that day."""
    held = rest or _NOTHING
    return (
        subject, party, office, total, 0, 0, 0, 0, due_on, None, subject, held.secured, held.secured_on, held.deferred,
    )  # fmt: skip


class Rest(NamedTuple):
    """Why goods may leave before their taxes are paid: guaranteed, or deferred by right.

    `secured_on` is the day on which they left under a guarantee.
    """

    secured: int = 0
    secured_on: date | None = None
    deferred: bool = False


_NOTHING = Rest()

T_SUSPENSE = "revenue_suspense"
SUSPENSE = (
    "leaf", "bank", "reference", "at", "paid_on", "payer", "number", "account", "office", "items", "amount", "reason",
)  # fmt: skip
COVERED_SUSPENSE = log.CoveredTable(T_SUSPENSE, "leaf", ("leaf",), SUSPENSE, moments=("at",), days=("paid_on",))
T_SUSPENSE_END = "revenue_suspense_end"
SUSPENSE_END = ("leaf", "suspense_id", "at", "actor", "verb", "declaration_id", "note")
COVERED_SUSPENSE_END = log.CoveredTable(T_SUSPENSE_END, "leaf", ("leaf",), SUSPENSE_END, moments=("at",))

T_REFUND = "revenue_refund"
REFUND = (
    "leaf", "kind", "declaration_id", "suspense", "party", "office", "amount", "at", "actor", "due_on", "note",
)  # fmt: skip
COVERED_REFUND = log.CoveredTable(T_REFUND, "leaf", ("leaf",), REFUND, moments=("at",), days=("due_on",))
T_REFUND_STEP = "revenue_refund_step"
REFUND_STEP = ("leaf", "refund_id", "at", "actor", "verb", "state", "note")
COVERED_REFUND_STEP = log.CoveredTable(T_REFUND_STEP, "leaf", ("leaf",), REFUND_STEP, moments=("at",))

T_GUARANTEE = "revenue_guarantee"
GUARANTEE = (
    "leaf", "kind", "bank", "year", "symbol", "number", "party", "broker", "amount", "since", "until", "office",
    "procedure", "planned_on", "declaration", "bill", "invoice", "at", "actor", "reference",
)  # fmt: skip
COVERED_GUARANTEE = log.CoveredTable(
    T_GUARANTEE, "leaf", ("leaf",), GUARANTEE, moments=("at",), days=("since", "until", "planned_on")
)
T_CHANGE = "revenue_guarantee_change"
CHANGE = ("leaf", "guarantee_id", "at", "actor", "verb", "amount", "until", "note")
COVERED_CHANGE = log.CoveredTable(T_CHANGE, "leaf", ("leaf",), CHANGE, moments=("at",), days=("until",))
T_USE = "revenue_guarantee_use"
USE = ("leaf", "guarantee_id", "declaration_id", "at", "amount")
USE_MOMENTS = (3,)
COVERED_USE = log.CoveredTable(T_USE, "leaf", ("guarantee_id",), USE, moments=("at",))
T_BALANCE = "revenue_guarantee_balance"
BALANCE = ("guarantee_id", "amount", "used", "until", "ended")

T_CLASS = "revenue_debt_class"
CLASS = ("leaf", "declaration_id", "at", "actor", "code", "note")
COVERED_CLASS = log.CoveredTable(T_CLASS, "leaf", ("leaf",), CLASS, moments=("at",))
