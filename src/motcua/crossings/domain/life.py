"""The life of a vehicle's declaration, from its announcement to its passage (VNACCS TIR, TOR)."""

from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """Where an announced vehicle stands."""

    ANNOUNCED = "announced"
    AT_GATE = "at_gate"
    HELD = "held"
    PASSED = "passed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.ANNOUNCED: Words("Đã khai báo, chưa đến", "Announced"),
    State.AT_GATE: Words("Đang chờ tại cửa khẩu", "At the gate"),
    State.HELD: Words("Tạm dừng", "On hold"),
    State.PASSED: Words("Đã qua cửa khẩu", "Passed"),
    State.REFUSED: Words("Không cho qua", "Refused"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
OPEN = (State.ANNOUNCED, State.AT_GATE, State.HELD)
CORRECTABLE = (State.ANNOUNCED, State.AT_GATE)
"""Rule VEH-VEH-15: what is cancelled or decided is corrected no more."""

MOVES = {
    (State.ANNOUNCED, "arrive"): State.AT_GATE,
    (State.AT_GATE, "arrive"): State.AT_GATE,
    **{(state, "pass"): State.PASSED for state in (State.ANNOUNCED, State.AT_GATE)},
    **{(state, "correct"): state for state in CORRECTABLE},
    **{(state, "cancel"): State.CANCELLED for state in CORRECTABLE},
    **{(state, "hold"): State.HELD for state in CORRECTABLE},
    (State.HELD, "free"): State.AT_GATE,
    **{(state, "refuse"): State.REFUSED for state in OPEN},
    (State.PASSED, "take back"): State.AT_GATE,
}
"""(state, verb) -> state. The carrier corrects and cancels until the officer decides; what is on hold passes only after
it was freed. A passage recorded by mistake is taken back, and the vehicle stands at the gate again."""

STEPS = {
    "register": Words("Khai báo phương tiện", "Announced"),
    "correct": Words("Khai sửa đổi", "Corrected"),
    "cancel": Words("Hủy khai báo", "Cancelled"),
    "arrive": Words("Đến cửa khẩu", "Arrived at the gate"),
    "hold": Words("Tạm dừng", "Put on hold"),
    "free": Words("Cho đi tiếp", "Freed"),
    "refuse": Words("Không cho qua", "Refused"),
    "pass": Words("Qua cửa khẩu", "Passed"),
    "take back": Words("Thu hồi ghi nhận nhầm", "A mistaken record taken back"),
}
STAY_STEPS = {
    "ask": Words("Đề nghị gia hạn", "An extension is asked for"),
    "extend": Words("Gia hạn", "Extended"),
    "deny": Words("Không gia hạn", "Extension denied"),
    "exit elsewhere": Words("Ghi nhận đã ra qua cửa khẩu khác", "Exit by a gate of another department recorded"),
    "abandon": Words("Kết luận không tái xuất, tái nhập", "Concluded: it will not leave or return"),
    "due soon": Words("Nhắc sắp hết hạn", "Told that it is due soon"),
    "overdue": Words("Đánh dấu quá hạn", "Marked as overdue"),
}
