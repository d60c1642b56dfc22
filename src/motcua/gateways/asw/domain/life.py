"""The life of a message, on the side that sends it and on the side that receives it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from motcua.kernel.moves import move
from motcua.kernel.words import Words

Direction = Literal["in", "out"]


class State(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    RECEIPTED = "receipted"
    TAKEN = "taken"
    HELD = "held"
    OBEYED = "obeyed"
    REJECTED = "rejected"
    DEAD = "dead"
    CLOSED = "closed"


STATES: Mapping[State, Words] = {
    State.QUEUED: Words("Chờ gửi", "Waits to be sent"),
    State.RECEIPTED: Words("Bên kia đã nhận", "Received by the partner"),
    State.TAKEN: Words("Đã nhận", "Taken"),
    State.HELD: Words("Chờ thông điệp trước", "Waits for an earlier one"),
    State.OBEYED: Words("Đã xử lý", "Done"),
    State.REJECTED: Words("Bị từ chối", "Rejected"),
    State.DEAD: Words("Không gửi được", "Dead letter"),
    State.CLOSED: Words("Đã bỏ, có lý do", "Given up"),
}
TONES: Mapping[State, str] = {
    State.QUEUED: "warn", State.RECEIPTED: "good", State.TAKEN: "warn", State.HELD: "warn", State.OBEYED: "good",
    State.REJECTED: "bad", State.DEAD: "bad", State.CLOSED: "",
}  # fmt: skip
TO_SEE_TO = (State.DEAD, State.REJECTED)
"""A person has to do something about these."""

SENDING: Mapping[tuple[State, str], State] = {
    (State.QUEUED, "sign"): State.QUEUED,
    (State.QUEUED, "receipt"): State.RECEIPTED,
    (State.QUEUED, "die"): State.DEAD,
    (State.DEAD, "resend"): State.QUEUED,
    (State.DEAD, "close"): State.CLOSED,
    (State.RECEIPTED, "reject"): State.REJECTED,
    (State.REJECTED, "close"): State.CLOSED,
}
RECEIVING: Mapping[tuple[State, str], State] = {
    (State.TAKEN, "hold"): State.HELD,
    (State.TAKEN, "obey"): State.OBEYED,
    (State.HELD, "obey"): State.OBEYED,
    **{(state, "pass"): State.CLOSED for state in (State.TAKEN, State.HELD, State.DEAD)},
    (State.TAKEN, "reject"): State.REJECTED,
    (State.HELD, "reject"): State.REJECTED,
    (State.HELD, "die"): State.DEAD,
    (State.DEAD, "release"): State.HELD,
    (State.DEAD, "obey"): State.OBEYED,
    (State.DEAD, "reject"): State.REJECTED,
    (State.REJECTED, "close"): State.CLOSED,
}
VERBS: Mapping[str, Words] = {
    "queue": Words("Xếp hàng gửi", "Put into the queue"),
    "sign": Words("Ký", "Signed"),
    "receipt": Words("Có biên nhận của bên kia", "Receipt of the partner"),
    "die": Words("Thôi gửi, chờ người xem", "Set aside for a person"),
    "resend": Words("Gửi lại", "Set going again"),
    "close": Words("Bỏ, có lý do", "Given up"),
    "release": Words("Không chờ thông điệp trước nữa", "To wait for the earlier one no more"),
    "pass": Words("Bỏ qua: vị trí đã bỏ trống", "Passed over: its place had been left empty"),
    "reject": Words("Từ chối", "Rejected"),
    "take": Words("Nhận, cấp biên nhận", "Taken, receipt given"),
    "hold": Words("Giữ chờ thông điệp trước", "Held for an earlier one"),
    "obey": Words("Xử lý xong", "Done"),
}


def after(direction: Direction, state: State, verb: str) -> State:
    """The state after a verb. Impossible."""
    return move(SENDING if direction == "out" else RECEIVING, state, verb)
