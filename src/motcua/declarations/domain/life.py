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
    DOCUMENT_QUERY = "document_query"
    PHYSICAL_QUERY = "physical_query"
    IN_STORAGE = "in_storage"
    RELEASED = "released"
    AWAITING_PAYMENT = "awaiting_payment"
    CLEARED = "cleared"
    PASSED = "passed"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.AWAITING_CHANNEL: Words("Chờ kết quả phân luồng", "Awaiting its channel"),
    State.DOCUMENT_CHECK: Words("Chờ kiểm tra hồ sơ", "Document check"),
    State.PHYSICAL_CHECK: Words("Chờ kiểm tra thực tế", "Physical check"),
    State.DOCUMENT_QUERY: Words("Chờ người khai trả lời về hồ sơ", "Awaiting the declarant on documents"),
    State.PHYSICAL_QUERY: Words("Chờ người khai trả lời về hàng hóa", "Awaiting the declarant on the goods"),
    State.IN_STORAGE: Words("Hàng đưa về bảo quản", "Goods in storage"),
    State.RELEASED: Words("Đã giải phóng hàng", "Released on conditions"),
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

_CHECKS = {State.DOCUMENT_CHECK: State.DOCUMENT_QUERY, State.PHYSICAL_CHECK: State.PHYSICAL_QUERY}
"""Each check, and the state in which it waits for the declarant."""
QUERIES = frozenset(_CHECKS.values())
"""States in which the declarant has to answer."""
_BEFORE_CLEARANCE = (*_CHECKS, *_CHECKS.values(), State.AWAITING_PAYMENT)

MOVES = {
    (State.DOCUMENT_CHECK, "accept documents"): State.AWAITING_PAYMENT,
    (State.PHYSICAL_CHECK, "record inspection"): State.AWAITING_PAYMENT,
    (State.PHYSICAL_CHECK, "hold for analysis"): State.DOCUMENT_CHECK,
    (State.PHYSICAL_CHECK, "extend inspection"): State.PHYSICAL_CHECK,
    (State.PHYSICAL_CHECK, "spare inspection"): State.DOCUMENT_CHECK,
    (State.DOCUMENT_CHECK, "order inspection"): State.PHYSICAL_CHECK,
    (State.AWAITING_PAYMENT, "order inspection"): State.PHYSICAL_CHECK,
    **{(check, "instruct"): query for check, query in _CHECKS.items()},
    **{(query, "answer"): check for check, query in _CHECKS.items()},
    **{(query, "withdraw query"): check for check, query in _CHECKS.items()},
    **{(query, "amend"): check for check, query in _CHECKS.items()},
    **{(check, "store"): State.IN_STORAGE for check in _CHECKS},
    (State.IN_STORAGE, "end storage"): State.DOCUMENT_CHECK,
    (State.IN_STORAGE, "resume inspection"): State.PHYSICAL_CHECK,
    (State.DOCUMENT_CHECK, "release"): State.RELEASED,
    (State.RELEASED, "settle"): State.AWAITING_PAYMENT,
    **{(state, "amend"): state for state in (*_CHECKS, State.IN_STORAGE, State.RELEASED)},
    (State.AWAITING_PAYMENT, "amend"): State.AWAITING_PAYMENT,
    (State.AWAITING_PAYMENT, "clear"): State.CLEARED,
    (State.AWAITING_PAYMENT, "clear passed"): State.PASSED,
    (State.CLEARED, "amend"): State.CLEARED,
    (State.CLEARED, "pass"): State.PASSED,
    (State.RELEASED, "pass"): State.RELEASED,
    (State.IN_STORAGE, "pass"): State.IN_STORAGE,
    (State.PASSED, "amend"): State.PASSED,
    **{(state, "cancel"): State.CANCELLED for state in (*_BEFORE_CLEARANCE, State.IN_STORAGE, State.CLEARED)},
    **{(state, "lapse"): State.CANCELLED for state in (*_BEFORE_CLEARANCE, State.CLEARED)},
}
"""(state, verb) -> state. “clear” needs every due tax settled or guaranteed; a yellow or red declaration
that is paid beforehand is cleared in the moment in which its last check ends. Goods leave the supervised area when
they are cleared, released on conditions, or let go to a store; a declaration whose goods have passed before is “clear
passed” in the end."""

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
