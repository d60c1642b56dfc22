"""The life of a transport under customs control, from registration to arrival (VNACCS OLC, COT, BOA, BIA)."""

from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """What a registered transport is. Being overdue is no state but a clock that has run out."""

    REGISTERED = "registered"
    CHECKING = "checking"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    DIFFERING = "differing"
    ARRIVED = "arrived"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.REGISTERED: Words("Chờ phê duyệt", "Waits for approval"),
    State.CHECKING: Words("Đang kiểm tra", "Being checked"),
    State.APPROVED: Words("Đã phê duyệt, chưa đi", "Approved, not yet departed"),
    State.UNDER_WAY: Words("Đang vận chuyển", "Under way"),
    State.DIFFERING: Words("Đã đến, có khác biệt", "Arrived with differences"),
    State.ARRIVED: Words("Đã đến", "Arrived"),
    State.REFUSED: Words("Không phê duyệt", "Refused"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
WAITING = (State.REGISTERED, State.CHECKING)
"""An officer of the office of departure decides."""
OPEN = (*WAITING, State.APPROVED, State.UNDER_WAY, State.DIFFERING)
CLOCKED = (*WAITING, State.UNDER_WAY)
"""A clock runs: until an officer decides, or until the goods arrive."""
ENDED = (State.ARRIVED, State.REFUSED, State.CANCELLED)
"""Nothing is secured any more."""
EXTENDABLE = (State.APPROVED, State.UNDER_WAY)
"""A declarant may ask for more time, an officer of the office of departure give it."""
ANSWERS = ("extend", "deny time")

MOVES = {
    (State.REGISTERED, "approve"): State.APPROVED,
    (State.REGISTERED, "check"): State.CHECKING,
    (State.CHECKING, "approve"): State.APPROVED,
    **{(state, "refuse"): State.REFUSED for state in WAITING},
    **{(state, "amend"): state for state in WAITING},
    **{(state, "cancel"): State.CANCELLED for state in (*WAITING, State.APPROVED)},
    (State.APPROVED, "depart"): State.UNDER_WAY,
    **{(state, verb): state for state in EXTENDABLE for verb in ("ask time", "extend", "deny time")},
    (State.UNDER_WAY, "cancel departure"): State.APPROVED,
    (State.UNDER_WAY, "note overdue"): State.UNDER_WAY,
    (State.UNDER_WAY, "arrive"): State.ARRIVED,
    (State.UNDER_WAY, "arrive differing"): State.DIFFERING,
    (State.DIFFERING, "settle"): State.ARRIVED,
}
"""(state, verb) -> state. A declarant amends (COT) or cancels until customs approves; a departure is cancelled only
while under way; differences found on arrival hold the transport until an officer has settled them. “deny time” answers
an “ask time”, and so does “extend”, which an officer may also do unasked."""

STEPS = {
    "register": Words("Đăng ký tờ khai vận chuyển", "Registered"),
    "approve": Words("Phê duyệt vận chuyển", "Approved"),
    "check": Words("Kiểm tra hồ sơ, niêm phong", "Check of papers and seals begun"),
    "refuse": Words("Không phê duyệt", "Refused"),
    "amend": Words("Khai sửa đổi", "Amended"),
    "cancel": Words("Hủy tờ khai vận chuyển", "Cancelled"),
    "extend": Words("Gia hạn thời gian vận chuyển", "Time extended"),
    "ask time": Words("Đề nghị gia hạn", "More time asked for"),
    "deny time": Words("Không chấp nhận gia hạn", "More time denied"),
    "depart": Words("Xác nhận hàng đi", "Departure recorded"),
    "cancel departure": Words("Hủy xác nhận hàng đi", "Departure cancelled"),
    "note overdue": Words("Quá thời gian vận chuyển", "Noted as overdue"),
    "arrive": Words("Xác nhận hàng đến", "Arrival recorded"),
    "arrive differing": Words("Xác nhận hàng đến, có khác biệt", "Arrival recorded with differences"),
    "settle": Words("Xử lý xong khác biệt", "Differences settled"),
}
VERDICTS = {
    "explained": Words("Có giải trình chấp nhận được", "Explained, and accepted"),
    "violation": Words("Chuyển xử lý vi phạm", "Handed over as a violation"),
}
"""How an officer settles differences."""
