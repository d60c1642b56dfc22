"""Lives: of a certificate received, of a declaration's line that names one, and of an application for one."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """What a certificate received is. Expired and exhausted are no states but follow from its day and its lines."""

    RECEIVED = "received"
    CHECKING = "checking"
    CLARIFYING = "clarifying"
    VERIFYING = "verifying"
    ACCEPTED = "accepted"
    MINOR = "minor"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


STATE_WORDS: Mapping[State, Words] = {
    State.RECEIVED: Words("Đã nhận", "Received"),
    State.CHECKING: Words("Chờ kiểm tra", "To be checked"),
    State.CLARIFYING: Words("Chờ làm rõ", "Clarification asked for"),
    State.VERIFYING: Words("Đang xác minh ở nước cấp", "Being verified abroad"),
    State.ACCEPTED: Words("Chấp nhận", "Accepted"),
    State.MINOR: Words("Chấp nhận, khác biệt nhỏ", "Accepted with a minor discrepancy"),
    State.REFUSED: Words("Từ chối", "Refused"),
    State.CANCELLED: Words("Cơ quan cấp hủy", "Cancelled by its issuer"),
    State.REPLACED: Words("Đã thay thế", "Replaced"),
}
BEARS = frozenset({State.RECEIVED, State.ACCEPTED, State.MINOR})
"""A certificate bears new lines of declarations: nothing speaks against it."""
DEAD = frozenset({State.REFUSED, State.CANCELLED, State.REPLACED})
"""It bears nothing any more; what it bore is charged."""
WAITING = frozenset({State.CHECKING, State.CLARIFYING, State.VERIFYING})
"""An officer or the issuer is to say something. Lines pay the ordinary or most-favoured rate meanwhile."""
_LIVE = (State.RECEIVED, State.CHECKING, State.CLARIFYING, State.VERIFYING, State.ACCEPTED, State.MINOR)

MOVES: Mapping[tuple[State, str], State] = {
    **{(state, "accept"): State.ACCEPTED for state in _LIVE if state is not State.ACCEPTED},
    **{(state, "accept minor"): State.MINOR for state in _LIVE if state is not State.MINOR},
    **{(state, "clarify"): State.CLARIFYING for state in _LIVE if state is not State.CLARIFYING},
    **{(state, "verify"): State.VERIFYING for state in _LIVE if state is not State.VERIFYING},
    **{(state, "refuse"): State.REFUSED for state in _LIVE},
    (State.CLARIFYING, "clarified"): State.CHECKING,
    (State.VERIFYING, "confirmed"): State.CHECKING,
    (State.VERIFYING, "unconfirmed"): State.CHECKING,
    **{(state, "flag"): state for state in _LIVE},
    **{(state, "keep"): state for state in _LIVE},
    **{(state, "withdraw"): State.CANCELLED for state in _LIVE},
    **{(state, "replace"): State.REPLACED for state in _LIVE},
}
"""(state, verb) -> state. “withdraw” and “replace” are the issuer's before use, and an officer's after it; “flag” keeps
what the issuer said after use until an officer decides; “keep” lays a flag aside."""
STEPS: Mapping[str, Words] = {
    "receive": Words("Nhận từ cửa sổ đối tác", "Received from the partner window"),
    "accept": Words("Chấp nhận", "Accepted"),
    "accept minor": Words("Chấp nhận với khác biệt nhỏ", "Accepted with a minor discrepancy"),
    "clarify": Words("Đề nghị làm rõ", "Clarification asked for"),
    "verify": Words("Đề nghị xác minh ở nước cấp", "Verification abroad asked for"),
    "refuse": Words("Từ chối", "Refused"),
    "clarified": Words("Cơ quan cấp làm rõ", "Clarified by its issuer"),
    "confirmed": Words("Cơ quan cấp xác nhận", "Confirmed by its issuer"),
    "unconfirmed": Words("Cơ quan cấp không xác nhận", "Not confirmed by its issuer"),
    "flag": Words("Cơ quan cấp hủy hoặc thay thế sau khi đã sử dụng", "Withdrawn or replaced by its issuer after use"),
    "keep": Words("Giữ nguyên giá trị", "Kept in force"),
    "withdraw": Words("Hủy theo cơ quan cấp", "Cancelled by its issuer"),
    "replace": Words("Được C/O khác thay thế", "Replaced by another certificate"),
}


class ClaimState(StrEnum):
    """How a line of a declaration stands that names a certificate."""

    NAMED = "named"
    BORNE = "borne"
    PAPER = "paper"
    SELF = "self"
    REFUSED = "refused"
    FELL = "fell"
    GONE = "gone"


CLAIM_WORDS: Mapping[ClaimState, Words] = {
    ClaimState.NAMED: Words("Đã nêu, chưa nhận", "Named, not received"),
    ClaimState.BORNE: Words("C/O điện tử bảo đảm", "Borne by an electronic certificate"),
    ClaimState.PAPER: Words("C/O giấy đã kiểm tra", "Paper certificate seen"),
    ClaimState.SELF: Words("Tự chứng nhận xuất xứ đã kiểm tra", "Self-certification seen"),
    ClaimState.REFUSED: Words("Không cho hưởng ưu đãi", "Preference refused"),
    ClaimState.FELL: Words("C/O không còn giá trị", "Its certificate fell"),
    ClaimState.GONE: Words("Không còn đề nghị", "Claimed no more"),
}
OPEN_CLAIMS = frozenset({ClaimState.NAMED, ClaimState.BORNE, ClaimState.PAPER, ClaimState.SELF})


class AppState(StrEnum):
    """What an application for a certificate is."""

    APPLIED = "applied"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


APP_WORDS: Mapping[AppState, Words] = {
    AppState.APPLIED: Words("Chờ xét", "Waits for a decision"),
    AppState.RETURNED: Words("Trả lại để bổ sung", "Returned to be completed"),
    AppState.APPROVED: Words("Đã duyệt, chờ cấp", "Approved, to be issued"),
    AppState.ISSUED: Words("Đã cấp", "Issued"),
    AppState.REFUSED: Words("Từ chối cấp", "Refused"),
    AppState.WITHDRAWN: Words("Người đề nghị rút", "Withdrawn"),
    AppState.CANCELLED: Words("Đã hủy C/O", "Certificate cancelled"),
    AppState.REPLACED: Words("Đã được thay thế", "Replaced"),
}
APP_MOVES: Mapping[tuple[AppState, str], AppState] = {
    (AppState.APPLIED, "approve"): AppState.APPROVED,
    (AppState.APPLIED, "return"): AppState.RETURNED,
    (AppState.APPLIED, "refuse"): AppState.REFUSED,
    (AppState.RETURNED, "apply again"): AppState.APPLIED,
    (AppState.APPLIED, "withdraw"): AppState.WITHDRAWN,
    (AppState.RETURNED, "withdraw"): AppState.WITHDRAWN,
    (AppState.APPROVED, "issue"): AppState.ISSUED,
    (AppState.APPROVED, "return"): AppState.RETURNED,
    (AppState.ISSUED, "copy"): AppState.ISSUED,
    (AppState.ISSUED, "told"): AppState.ISSUED,
    (AppState.CANCELLED, "told"): AppState.CANCELLED,
    (AppState.REPLACED, "told"): AppState.REPLACED,
    (AppState.ISSUED, "answer"): AppState.ISSUED,
    (AppState.ISSUED, "cancel"): AppState.CANCELLED,
    (AppState.ISSUED, "replace"): AppState.REPLACED,
}
"""“told”: the partner said something of it; “answer”: we answer what the partner asked."""
ACT_STEPS: Mapping[str, Words] = {
    "apply": Words("Nộp đề nghị cấp", "Applied for"),
    "apply again": Words("Nộp lại", "Sent again"),
    "approve": Words("Duyệt", "Approved"),
    "return": Words("Trả lại", "Returned"),
    "refuse": Words("Từ chối", "Refused"),
    "withdraw": Words("Rút đề nghị", "Withdrawn"),
    "issue": Words("Cấp", "Issued"),
    "copy": Words("Cấp bản sao xác thực", "Certified true copy given"),
    "told": Words("Đối tác trả lời", "Answered by the partner"),
    "answer": Words("Trả lời đối tác", "The partner was answered"),
    "cancel": Words("Hủy C/O", "Certificate cancelled"),
    "replace": Words("Được C/O khác thay thế", "Replaced by another certificate"),
}
