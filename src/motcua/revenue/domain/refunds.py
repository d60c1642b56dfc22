"""Refunds: asked for, proposed by one officer, decided by another, within the law's days."""

from datetime import date
from enum import StrEnum
from functools import cache

from motcua.kernel.dated import Dated
from motcua.kernel.words import Words
from motcua.revenue.domain.accounts import table


class RefundState(StrEnum):
    """Where a request to give money back stands."""

    ASKED = "asked"
    PROPOSED = "proposed"
    GRANTED = "granted"
    DENIED = "denied"


REFUND_WORDS = {
    RefundState.ASKED: Words("Chờ đề xuất", "Waits for a proposal"),
    RefundState.PROPOSED: Words("Chờ người thứ hai quyết định", "Waits for a second officer"),
    RefundState.GRANTED: Words("Đã hoàn", "Granted"),
    RefundState.DENIED: Words("Không hoàn", "Denied"),
}
REFUND_TONES = {
    RefundState.ASKED: "warn", RefundState.PROPOSED: "warn", RefundState.GRANTED: "good", RefundState.DENIED: "bad",
}  # fmt: skip
REFUND_MOVES = {
    (RefundState.ASKED, "propose"): RefundState.PROPOSED,
    (RefundState.PROPOSED, "grant"): RefundState.GRANTED,
    (RefundState.PROPOSED, "deny"): RefundState.DENIED,
    (RefundState.PROPOSED, "send back"): RefundState.ASKED,
}
"""An officer who asks proposes in the same moment. Whoever asked or proposed never decides."""
OPEN_REFUNDS = (RefundState.ASKED.value, RefundState.PROPOSED.value)
KIND_WORDS = {
    "refund": Words("Hoàn tiền nộp thừa", "Refund of an overpayment"),
    "return": Words("Trả lại tiền chưa đối chiếu", "Return of unmatched money"),
}


@cache
def decision_days() -> Dated[int]:
    """Working days within which a refund is decided."""
    days = {date.fromisoformat(row["since"]): int(row["working_days"]) for row in table("refund_days")}
    return Dated("thời hạn hoàn thuế / refund", days)
