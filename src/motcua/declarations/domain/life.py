"""The life of a declaration, from registration to passage (Law on Customs 54/2014/QH13)."""

from enum import IntEnum, StrEnum

from motcua.kernel.words import Words


class Channel(IntEnum):
    """Result of selection: what is checked before clearance."""

    GREEN = 1
    YELLOW = 2
    RED = 3


class State(StrEnum):
    """What a registered declaration is."""

    AWAITING_CHANNEL = "awaiting_channel"
    DOCUMENT_CHECK = "document_check"
    PHYSICAL_CHECK = "physical_check"
    AWAITING_PAYMENT = "awaiting_payment"
    CLEARED = "cleared"
    PASSED = "passed"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.AWAITING_CHANNEL: Words("Chờ kết quả phân luồng", "Awaiting its channel"),
    State.DOCUMENT_CHECK: Words("Chờ kiểm tra hồ sơ", "Document check"),
    State.PHYSICAL_CHECK: Words("Chờ kiểm tra thực tế", "Physical check"),
    State.AWAITING_PAYMENT: Words("Chờ nộp thuế", "Awaiting payment"),
    State.CLEARED: Words("Đã thông quan", "Cleared"),
    State.PASSED: Words("Đã qua khu vực giám sát", "Passed the supervised area"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
CHANNEL_WORDS = {
    Channel.GREEN: Words("Xanh", "Green"),
    Channel.YELLOW: Words("Vàng", "Yellow"),
    Channel.RED: Words("Đỏ", "Red"),
}

MOVES = {
    (State.DOCUMENT_CHECK, "accept documents"): State.AWAITING_PAYMENT,
    (State.DOCUMENT_CHECK, "order inspection"): State.PHYSICAL_CHECK,
    (State.DOCUMENT_CHECK, "amend"): State.DOCUMENT_CHECK,
    (State.DOCUMENT_CHECK, "cancel"): State.CANCELLED,
    (State.PHYSICAL_CHECK, "record inspection"): State.AWAITING_PAYMENT,
    (State.PHYSICAL_CHECK, "amend"): State.PHYSICAL_CHECK,
    (State.PHYSICAL_CHECK, "cancel"): State.CANCELLED,
    (State.AWAITING_PAYMENT, "clear"): State.CLEARED,
    (State.AWAITING_PAYMENT, "amend"): State.AWAITING_PAYMENT,
    (State.AWAITING_PAYMENT, "cancel"): State.CANCELLED,
    (State.CLEARED, "amend"): State.CLEARED,
    (State.CLEARED, "pass"): State.PASSED,
    (State.CLEARED, "cancel"): State.CANCELLED,
    (State.PASSED, "amend"): State.PASSED,
}
"""(state, verb) -> state. “clear” needs every due tax settled or guaranteed; a yellow or red declaration
that is paid beforehand is cleared in the moment in which its last check ends."""

_RECORDED_OPEN = (State.AWAITING_CHANNEL, State.DOCUMENT_CHECK, State.PHYSICAL_CHECK, State.AWAITING_PAYMENT)
_CHANNELLED = {
    "record channel 1": State.AWAITING_PAYMENT,
    "record channel 2": State.DOCUMENT_CHECK,
    "record channel 3": State.PHYSICAL_CHECK,
}

RECORDED_MOVES = {
    **{(state, verb): after for state in _RECORDED_OPEN for verb, after in _CHANNELLED.items()},
    **{(state, "record clearance"): State.CLEARED for state in _RECORDED_OPEN[1:]},
    (State.CLEARED, "record passage"): State.PASSED,
    **{(state, "record cancellation"): State.CANCELLED for state in (*_RECORDED_OPEN, State.CLEARED)},
    **{(state, "record amendment"): state for state in (*_RECORDED_OPEN, State.CLEARED, State.PASSED)},
}
"""The life of a declaration that another system registered and decides: here its steps are only recorded."""

RECORDED_WORDS = {
    "record channel 1": Words("phân luồng Xanh", "green channel"),
    "record channel 2": Words("phân luồng Vàng", "yellow channel"),
    "record channel 3": Words("phân luồng Đỏ", "red channel"),
    "record clearance": Words("thông quan", "clearance"),
    "record passage": Words("qua khu vực giám sát", "passage"),
    "record cancellation": Words("hủy tờ khai", "cancellation"),
    "record amendment": Words("khai bổ sung", "amendment"),
}


def first_state(channel: Channel) -> State:
    """The state in which selection leaves a registered declaration."""
    return {
        Channel.GREEN: State.AWAITING_PAYMENT,
        Channel.YELLOW: State.DOCUMENT_CHECK,
        Channel.RED: State.PHYSICAL_CHECK,
    }[channel]


class Wish(StrEnum):
    """What a trader's request to cancel a declaration is."""

    ASKED = "asked"
    GRANTED = "granted"
    DENIED = "denied"


WISH_WORDS = {
    Wish.ASKED: Words("Chờ hải quan trả lời", "Waits for customs"),
    Wish.GRANTED: Words("Đã chấp nhận", "Granted"),
    Wish.DENIED: Words("Không chấp nhận", "Denied"),
}
WISH_MOVES = {
    (Wish.ASKED, "grant"): Wish.GRANTED,
    (Wish.ASKED, "deny"): Wish.DENIED,
}
"""A trader asks, an officer of the branch decides. To grant is to “cancel” the declaration in the same moment."""
