"""The life of a round."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """What a round is."""

    DRAFT = "draft"
    DRAWN = "drawn"
    FROZEN = "frozen"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


STATE_WORDS: Mapping[State, Words] = {
    State.DRAFT: Words("Bản thảo", "Draft"),
    State.DRAWN: Words("Đã rút mẫu", "Sample drawn"),
    State.FROZEN: Words("Khung mẫu đã ký", "Frame signed"),
    State.OPEN: Words("Đang hỏi", "Open"),
    State.CLOSED: Words("Đã đóng, đã tính điểm", "Closed and scored"),
    State.PUBLISHED: Words("Đã công bố", "Published"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
MOVES: Mapping[tuple[State, str], State] = {
    (State.DRAFT, "change"): State.DRAFT,
    (State.DRAFT, "draw"): State.DRAWN,
    (State.DRAFT, "cancel"): State.CANCELLED,
    (State.DRAWN, "change"): State.DRAFT,
    (State.DRAWN, "draw"): State.DRAWN,
    (State.DRAWN, "sign"): State.FROZEN,
    (State.DRAWN, "cancel"): State.CANCELLED,
    (State.FROZEN, "open"): State.OPEN,
    (State.FROZEN, "cancel"): State.CANCELLED,
    (State.OPEN, "remind"): State.OPEN,
    (State.OPEN, "close"): State.CLOSED,
    (State.CLOSED, "assess"): State.CLOSED,
    (State.CLOSED, "publish"): State.PUBLISHED,
}
"""A changed draft is drawn again: the sample belongs to the sizes and days that were written down."""
STEPS: Mapping[str, Words] = {
    "plan": Words("Lập đợt khảo sát", "Planned"),
    "change": Words("Thay đổi", "Changed"),
    "draw": Words("Rút mẫu", "Sample drawn"),
    "sign": Words("Ký khung mẫu", "Frame signed"),
    "open": Words("Mở và gửi lời mời", "Opened, invitations sent"),
    "remind": Words("Nhắc trả lời", "Reminded"),
    "close": Words("Đóng và tính điểm", "Closed and scored"),
    "assess": Words("Ghi điểm nội bộ", "Department's own scores written down"),
    "publish": Words("Công bố", "Published"),
    "cancel": Words("Hủy", "Cancelled"),
}
REMINDED_AFTER = (5, 10)
"""Days after the opening on which those whose link is unused are reminded."""
