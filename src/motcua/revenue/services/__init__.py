"""What revenue does: charges and their corrections, payments, refunds; rows for whoever writes in bulk."""

from motcua.revenue.queries import obliged, received, settled
from motcua.revenue.services.correct import Adjustment, adjust, adjust_many, reverse
from motcua.revenue.services.held import offset, refund
from motcua.revenue.services.receive import Payment, Settled, receive
from motcua.revenue.services.rows import (
    COVERED,
    COVERED_PAYMENT,
    OBLIGATION,
    PAYMENT,
    PAYMENT_MOMENTS,
    T_OBLIGATION,
    T_PAYMENT,
    T_TRANSFER,
    TRANSFER,
    TRANSFER_MOMENTS,
    charge_rows,
    obligation_row,
)

__all__ = [
    "COVERED", "COVERED_PAYMENT", "OBLIGATION", "PAYMENT", "PAYMENT_MOMENTS", "TRANSFER",
    "TRANSFER_MOMENTS", "T_OBLIGATION", "T_PAYMENT", "T_TRANSFER", "Adjustment", "Payment", "Settled",
    "adjust", "adjust_many", "charge_rows", "obligation_row", "obliged", "offset", "receive", "received", "refund",
    "reverse", "settled",
]  # fmt: skip
