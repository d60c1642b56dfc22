"""What records of the quality system there are, how each lives, and what states and verbs are called.

Outline: TCVN ISO 9001:2015 clauses 9.2 (internal audit), 9.3 (management review), 10.2 (nonconformity), 6.1 (risks),
6.2 (objectives); QĐ 19/2014/QĐ-TTg on self-declaration. The texts were not seen here: `verified: false`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from motcua.kernel.words import Words


class Kind(StrEnum):
    """A kind of record."""

    PROGRAMME = "programme"
    AUDIT = "audit"
    NONCONFORMITY = "nonconformity"
    REVIEW = "review"
    DECISION = "decision"
    OBJECTIVE = "objective"
    RISK = "risk"
    STATEMENT = "statement"


class State(StrEnum):
    """Where a record stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PLANNED = "planned"
    CHECKING = "checking"
    REPORTED = "reported"
    RAISED = "raised"
    ANSWERED = "answered"
    ACTING = "acting"
    DONE = "done"
    VERIFIED = "verified"
    HELD = "held"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


Moves = Mapping[tuple[State, str], State]
_S = State
MOVES: Mapping[Kind, Moves] = MappingProxyType({
    Kind.PROGRAMME: {
        (_S.DRAFT, "change"): _S.DRAFT,
        (_S.DRAFT, "propose"): _S.PROPOSED,
        (_S.PROPOSED, "approve"): _S.APPROVED,
        (_S.PROPOSED, "return"): _S.DRAFT,
        (_S.APPROVED, "revise"): _S.DRAFT,
        (_S.APPROVED, "report"): _S.REPORTED,
        (_S.REPORTED, "close"): _S.CLOSED,
        (_S.REPORTED, "reopen"): _S.APPROVED,
    },
    Kind.AUDIT: {
        (_S.PLANNED, "change"): _S.PLANNED,
        (_S.PLANNED, "approve"): _S.APPROVED,
        (_S.APPROVED, "change"): _S.PLANNED,
        (_S.APPROVED, "begin"): _S.CHECKING,
        (_S.CHECKING, "answer"): _S.CHECKING,
        (_S.CHECKING, "report"): _S.REPORTED,
        (_S.REPORTED, "close"): _S.CLOSED,
        (_S.PLANNED, "cancel"): _S.CANCELLED,
        (_S.APPROVED, "cancel"): _S.CANCELLED,
    },
    Kind.NONCONFORMITY: {
        (_S.RAISED, "answer"): _S.ANSWERED,
        (_S.ANSWERED, "accept"): _S.ACTING,
        (_S.ANSWERED, "return"): _S.RAISED,
        (_S.ACTING, "done"): _S.DONE,
        (_S.ACTING, "extend"): _S.ACTING,
        (_S.DONE, "verify"): _S.VERIFIED,
        (_S.DONE, "reject"): _S.ACTING,
        (_S.VERIFIED, "close"): _S.CLOSED,
    },
    Kind.REVIEW: {
        (_S.DRAFT, "change"): _S.DRAFT,
        (_S.DRAFT, "hold"): _S.HELD,
        (_S.HELD, "minutes"): _S.HELD,
        (_S.HELD, "approve"): _S.APPROVED,
        (_S.APPROVED, "close"): _S.CLOSED,
    },
    Kind.DECISION: {
        (_S.OPEN, "done"): _S.DONE,
        (_S.OPEN, "extend"): _S.OPEN,
        (_S.DONE, "confirm"): _S.CLOSED,
        (_S.DONE, "reject"): _S.OPEN,
    },
    Kind.OBJECTIVE: {
        (_S.DRAFT, "change"): _S.DRAFT,
        (_S.DRAFT, "approve"): _S.APPROVED,
        (_S.APPROVED, "measure"): _S.APPROVED,
        (_S.APPROVED, "close"): _S.CLOSED,
    },
    Kind.RISK: {
        (_S.OPEN, "assess"): _S.OPEN,
        (_S.OPEN, "close"): _S.CLOSED,
        (_S.CLOSED, "assess"): _S.OPEN,
    },
    Kind.STATEMENT: {
        (_S.DRAFT, "change"): _S.DRAFT,
        (_S.DRAFT, "propose"): _S.PROPOSED,
        (_S.PROPOSED, "approve"): _S.APPROVED,
        (_S.PROPOSED, "return"): _S.DRAFT,
        (_S.APPROVED, "withdraw"): _S.WITHDRAWN,
    },
})  # fmt: skip
"""Each life as a table. A record begins with the verb `enter`, in the state of `BEGINS`."""
BEGINS: Mapping[Kind, State] = MappingProxyType({
    Kind.PROGRAMME: _S.DRAFT, Kind.AUDIT: _S.PLANNED, Kind.NONCONFORMITY: _S.RAISED, Kind.REVIEW: _S.DRAFT,
    Kind.DECISION: _S.OPEN, Kind.OBJECTIVE: _S.DRAFT, Kind.RISK: _S.OPEN, Kind.STATEMENT: _S.DRAFT,
})  # fmt: skip
OVER = frozenset({_S.CLOSED, _S.CANCELLED, _S.WITHDRAWN})
"""Nothing is done with these any more."""
LATE = frozenset({_S.RAISED, _S.ACTING, _S.OPEN})
"""States in which a due day can pass unkept; what was reported as done waits for others, and is late for nobody."""

KIND_WORDS: Mapping[Kind, Words] = MappingProxyType({
    Kind.PROGRAMME: Words("Chương trình đánh giá", "Audit programme"),
    Kind.AUDIT: Words("Cuộc đánh giá", "Audit"),
    Kind.NONCONFORMITY: Words("Điểm không phù hợp", "Nonconformity"),
    Kind.REVIEW: Words("Xem xét của lãnh đạo", "Management review"),
    Kind.DECISION: Words("Quyết nghị của cuộc xem xét", "Decision of a review"),
    Kind.OBJECTIVE: Words("Mục tiêu chất lượng", "Quality objective"),
    Kind.RISK: Words("Rủi ro, cơ hội", "Risk or opportunity"),
    Kind.STATEMENT: Words("Công bố hệ thống phù hợp", "Self-declaration of conformity"),
})  # fmt: skip
STATE_WORDS: Mapping[State, Words] = MappingProxyType({
    _S.DRAFT: Words("Đang soạn", "Draft"),
    _S.PROPOSED: Words("Chờ lãnh đạo duyệt", "Waits for the leader"),
    _S.APPROVED: Words("Đã duyệt", "Approved"),
    _S.PLANNED: Words("Kế hoạch chờ duyệt", "Plan waits for approval"),
    _S.CHECKING: Words("Đang đánh giá", "Under way"),
    _S.REPORTED: Words("Đã báo cáo", "Reported"),
    _S.RAISED: Words("Chờ đơn vị trả lời", "Waits for the office"),
    _S.ANSWERED: Words("Chờ xem biện pháp", "Answer to be looked at"),
    _S.ACTING: Words("Đang khắc phục", "Being corrected"),
    _S.DONE: Words("Chờ xác nhận", "Waits for verification"),
    _S.VERIFIED: Words("Đã xác nhận, chờ đóng", "Verified, to be closed"),
    _S.HELD: Words("Đã họp, chờ duyệt biên bản", "Held, minutes wait"),
    _S.OPEN: Words("Đang thực hiện", "Open"),
    _S.CLOSED: Words("Đã đóng", "Closed"),
    _S.CANCELLED: Words("Đã hủy", "Cancelled"),
    _S.WITHDRAWN: Words("Đã thu hồi", "Withdrawn"),
})  # fmt: skip
VERB_WORDS: Mapping[str, Words] = MappingProxyType({
    "enter": Words("Lập", "Entered"),
    "change": Words("Sửa", "Changed"),
    "propose": Words("Trình lãnh đạo", "Sent to the leader"),
    "approve": Words("Duyệt", "Approved"),
    "return": Words("Trả lại", "Returned"),
    "revise": Words("Mở để sửa đổi", "Opened for revision"),
    "report": Words("Báo cáo", "Reported"),
    "reopen": Words("Trả lại báo cáo", "Report returned"),
    "close": Words("Đóng", "Closed"),
    "begin": Words("Bắt đầu đánh giá", "Begun"),
    "answer": Words("Ghi kết quả, trả lời", "Answered"),
    "cancel": Words("Hủy", "Cancelled"),
    "accept": Words("Chấp nhận biện pháp", "Action accepted"),
    "done": Words("Báo đã thực hiện", "Reported as done"),
    "extend": Words("Lùi hạn", "Due day moved"),
    "verify": Words("Xác nhận có hiệu lực", "Verified as effective"),
    "reject": Words("Chưa đạt, làm lại", "Not effective, again"),
    "hold": Words("Ghi biên bản", "Minutes written"),
    "minutes": Words("Sửa biên bản", "Minutes changed"),
    "confirm": Words("Xác nhận đã xong", "Confirmed"),
    "measure": Words("Ghi giá trị quý", "Value of a quarter"),
    "assess": Words("Đánh giá lại", "Assessed"),
    "withdraw": Words("Thu hồi", "Withdrawn"),
})  # fmt: skip


def is_late(state: State, due: date | None, today: date) -> bool:
    """Whether the due day has passed with the work not reported as done; the day itself still counts."""
    return state in LATE and due is not None and due < today
