"""The life of a one-stop dossier: ten states, as the national portal names them, and the acts between them.

Source: the state set of the national public service portal, from memory; not verified against its specification.
"""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """What a dossier is. `NUMBERS` gives the portal's number of each."""

    NEW = "new"
    RECEIVED = "received"
    REFUSED = "refused"
    WORKING = "working"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DONE = "done"
    RETURNED = "returned"


NUMBERS: Mapping[State, int] = {state: no for no, state in enumerate(State, start=1)}
STATE_WORDS: Mapping[State, Words] = {
    State.NEW: Words("Mới đăng ký", "Newly lodged"),
    State.RECEIVED: Words("Được tiếp nhận", "Received"),
    State.REFUSED: Words("Không được tiếp nhận", "Not received"),
    State.WORKING: Words("Đang xử lý", "Being processed"),
    State.SUPPLEMENT: Words("Yêu cầu bổ sung", "Supplement asked for"),
    State.PAYMENT: Words("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked for"),
    State.WITHDRAWN: Words("Người nộp rút hồ sơ", "Withdrawn by the applicant"),
    State.STOPPED: Words("Dừng xử lý", "Stopped"),
    State.DONE: Words("Đã xử lý xong", "Finished"),
    State.RETURNED: Words("Đã trả kết quả", "Result returned"),
}
CLOSED = frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED, State.DONE, State.RETURNED})
"""Nobody has to work on it any more; a finished one still has its result to be returned."""
OPEN = tuple(state for state in State if state not in CLOSED)
_BEFORE_END = (State.RECEIVED, State.WORKING, State.SUPPLEMENT, State.PAYMENT)

MOVES: Mapping[tuple[State, str], State] = {
    (State.NEW, "receive"): State.RECEIVED,
    (State.NEW, "refuse"): State.REFUSED,
    (State.NEW, "ask supplement"): State.SUPPLEMENT,
    (State.RECEIVED, "hand over"): State.WORKING,
    (State.RECEIVED, "ask supplement"): State.SUPPLEMENT,
    (State.RECEIVED, "ask payment"): State.PAYMENT,
    (State.WORKING, "hand over"): State.WORKING,
    (State.WORKING, "take step"): State.WORKING,
    (State.RECEIVED, "take step"): State.RECEIVED,
    (State.WORKING, "ask supplement"): State.SUPPLEMENT,
    (State.WORKING, "ask payment"): State.PAYMENT,
    (State.SUPPLEMENT, "supplement"): State.WORKING,
    (State.SUPPLEMENT, "supplement before receipt"): State.NEW,
    (State.PAYMENT, "paid"): State.WORKING,
    (State.RECEIVED, "apologise"): State.RECEIVED,
    (State.WORKING, "apologise"): State.WORKING,
    **{(state, "move clock"): state for state in _BEFORE_END},
    (State.RECEIVED, "finish"): State.DONE,
    (State.WORKING, "finish"): State.DONE,
    (State.NEW, "withdraw"): State.WITHDRAWN,
    **{(state, "withdraw"): State.WITHDRAWN for state in _BEFORE_END},
    **{(state, "stop"): State.STOPPED for state in _BEFORE_END},
    (State.DONE, "give result"): State.RETURNED,
    (State.RETURNED, "rate"): State.RETURNED,
}
"""(state, verb) -> state. “move clock” is the house's own: an outage was recorded and the promised moment moves."""

ACT_WORDS: Mapping[str, Words] = {
    "lodge": Words("Nộp hồ sơ", "Lodged"),
    "receive": Words("Tiếp nhận", "Received"),
    "refuse": Words("Từ chối tiếp nhận", "Not received"),
    "take step": Words("Ký nhận bàn giao", "Hand-over acknowledged"),
    "hand over": Words("Chuyển bước", "Handed over"),
    "ask supplement": Words("Yêu cầu bổ sung", "Supplement asked for"),
    "supplement": Words("Đã bổ sung", "Supplemented"),
    "supplement before receipt": Words("Đã bổ sung", "Supplemented"),
    "ask payment": Words("Yêu cầu nộp phí, lệ phí", "Payment asked for"),
    "paid": Words("Đã nộp phí, lệ phí", "Paid"),
    "apologise": Words("Xin lỗi và hẹn lại ngày trả", "Apology with a new date"),
    "move clock": Words("Lùi hạn do sự cố hệ thống", "Promised moment moved over an outage"),
    "finish": Words("Xử lý xong, ký kết quả", "Finished, result signed"),
    "withdraw": Words("Rút hồ sơ", "Withdrawn"),
    "stop": Words("Dừng xử lý", "Stopped"),
    "give result": Words("Trả kết quả", "Result returned"),
    "rate": Words("Đánh giá dịch vụ", "Service rated"),
}
INNER = frozenset({"hand over", "take step"})
"""What the office does among itself: that it was done is told to the applicant, what was noted and by whom is not."""
WAITS = frozenset({State.SUPPLEMENT, State.PAYMENT})
"""The clock stands still: it is the applicant's turn."""

RATINGS: Mapping[int, Words] = {
    4: Words("Rất hài lòng", "Very satisfied"),
    3: Words("Hài lòng", "Satisfied"),
    2: Words("Bình thường", "Neither"),
    1: Words("Không hài lòng", "Not satisfied"),
}


class Lateness(StrEnum):
    """How a finished dossier stood to its promised moment."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


LATENESS_WORDS: Mapping[Lateness, Words] = {
    Lateness.EARLY: Words("Trước hạn", "Early"),
    Lateness.ON_TIME: Words("Đúng hạn", "On time"),
    Lateness.LATE: Words("Quá hạn", "Late"),
}
