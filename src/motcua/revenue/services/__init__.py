"""What revenue does: charges and their corrections, payments, refunds; rows for whoever writes in bulk."""

from motcua.revenue.queries import not_held_back, obliged, received, settled
from motcua.revenue.queries.closed import open_from
from motcua.revenue.queries.standing import OBLIGATION, T_OBLIGATION
from motcua.revenue.services.classes import class_debt
from motcua.revenue.services.closing import close_days
from motcua.revenue.services.correct import Adjustment, Written, adjust, adjust_many, reverse
from motcua.revenue.services.guarantees import Book, change_guarantee, left_under_guarantee, register_guarantee
from motcua.revenue.services.held import offset, refund
from motcua.revenue.services.instalments import ask_plan, decide_plan, decides_plans, follow_plans
from motcua.revenue.services.receive import Payment, Settled, receive
from motcua.revenue.services.refunds import ask_refund, ask_return, step_refund
from motcua.revenue.services.rights import decides, need_revenue
from motcua.revenue.services.rows import (
    COVERED,
    COVERED_PAYMENT,
    COVERED_USE,
    PAYMENT,
    PAYMENT_MOMENTS,
    T_PAYMENT,
    T_TRANSFER,
    T_USE,
    TRANSFER,
    TRANSFER_MOMENTS,
    Rest,
    charge_rows,
    obligation_row,
)
from motcua.revenue.services.suspense import Unmatched, end_match, take_into_suspense, waiting
from motcua.revenue.services.treasury import Sent, correct, explain, look, take_file

__all__ = [
    "COVERED", "COVERED_PAYMENT", "COVERED_USE", "OBLIGATION", "PAYMENT", "PAYMENT_MOMENTS", "TRANSFER",
    "TRANSFER_MOMENTS", "T_OBLIGATION", "T_PAYMENT", "T_TRANSFER", "T_USE", "Adjustment", "Book", "Payment", "Rest",
    "Sent", "Settled", "Unmatched", "Written", "adjust", "adjust_many", "ask_plan", "ask_refund", "ask_return",
    "change_guarantee", "charge_rows", "class_debt", "close_days", "correct", "decide_plan", "decides",
    "decides_plans", "end_match", "explain", "follow_plans", "left_under_guarantee", "look", "need_revenue",
    "not_held_back", "obligation_row", "obliged", "offset", "open_from", "receive", "received", "refund",
    "register_guarantee", "reverse", "settled", "step_refund", "take_file", "take_into_suspense", "waiting",
]  # fmt: skip
