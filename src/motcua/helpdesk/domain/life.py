"""The life of a question, and of a published answer, as tables."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """Where a question stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    ANSWERING = "answering"
    PASSED_UP = "passed_up"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = (State.NEW, State.ASSIGNED, State.ANSWERING, State.PASSED_UP, State.WAITING)
RUNNING = frozenset({State.NEW, State.ASSIGNED, State.ANSWERING, State.PASSED_UP})
"""States in which the clock runs."""
_AT_WORK = (State.NEW, State.ASSIGNED, State.ANSWERING, State.PASSED_UP)
MOVES: Mapping[tuple[State, str], State] = {
    **{(state, "assign"): State.ASSIGNED for state in (*_AT_WORK, State.WAITING)},
    **{(state, "take"): State.ANSWERING for state in _AT_WORK},
    **{(state, "pass_up"): State.PASSED_UP for state in _AT_WORK},
    **{(state, "ask_back"): State.WAITING for state in _AT_WORK},
    **{(state, "answer"): State.ANSWERED for state in OPEN},
    (State.WAITING, "reply"): State.ASSIGNED,
    (State.ANSWERED, "answer"): State.ANSWERED,
    (State.CLOSED, "answer"): State.CLOSED,
    (State.ANSWERED, "ask_again"): State.ASSIGNED,
    (State.CLOSED, "ask_again"): State.ASSIGNED,
    **{(state, "close"): State.CLOSED for state in (*OPEN, State.ANSWERED)},
    **{(state, "classify"): state for state in OPEN},
    **{(state, "note"): state for state in State},
    **{(state, "add"): state for state in _AT_WORK},
    **{(state, "rate"): state for state in (State.ANSWERED, State.CLOSED)},
}
STATES: Mapping[State, Words] = {
    State.NEW: Words("Mới", "New"),
    State.ASSIGNED: Words("Đã phân công", "Assigned"),
    State.ANSWERING: Words("Đang trả lời", "Being answered"),
    State.PASSED_UP: Words("Chuyển cấp trên", "Passed up"),
    State.WAITING: Words("Chờ người hỏi", "Waiting for the asker"),
    State.ANSWERED: Words("Đã trả lời", "Answered"),
    State.CLOSED: Words("Đã đóng", "Closed"),
}
VERBS: Mapping[str, Words] = {
    "ask": Words("Hỏi", "Asked"),
    "assign": Words("Phân công", "Assigned"),
    "take": Words("Nhận trả lời", "Taken for answering"),
    "pass_up": Words("Chuyển cấp trên", "Passed up"),
    "ask_back": Words("Hỏi lại người hỏi", "Asker asked back"),
    "reply": Words("Người hỏi trả lời", "Asker replied"),
    "add": Words("Người hỏi bổ sung", "Asker added"),
    "answer": Words("Trả lời", "Answered"),
    "ask_again": Words("Hỏi lại", "Asked again"),
    "close": Words("Đóng", "Closed"),
    "classify": Words("Phân loại lại", "Classed anew"),
    "note": Words("Ghi chú nội bộ", "Internal note"),
    "rate": Words("Đánh giá", "Rated"),
}


class EntryState(StrEnum):
    """Where a published answer stands. A published one may have a newer version that waits for its review."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ENTRY_MOVES: Mapping[tuple[EntryState, str], EntryState] = {
    (EntryState.PROPOSED, "publish"): EntryState.PUBLISHED,
    (EntryState.PUBLISHED, "publish"): EntryState.PUBLISHED,
    (EntryState.PROPOSED, "refuse"): EntryState.REFUSED,
    (EntryState.PUBLISHED, "refuse"): EntryState.PUBLISHED,
    (EntryState.PROPOSED, "revise"): EntryState.PROPOSED,
    (EntryState.PUBLISHED, "revise"): EntryState.PUBLISHED,
    (EntryState.REFUSED, "revise"): EntryState.PROPOSED,
    (EntryState.WITHDRAWN, "revise"): EntryState.PROPOSED,
    (EntryState.PUBLISHED, "withdraw"): EntryState.WITHDRAWN,
}
ENTRY_STATES: Mapping[EntryState, Words] = {
    EntryState.PROPOSED: Words("Chờ duyệt", "Waiting for review"),
    EntryState.PUBLISHED: Words("Đang công bố", "Published"),
    EntryState.REFUSED: Words("Không duyệt", "Not approved"),
    EntryState.WITHDRAWN: Words("Đã gỡ", "Withdrawn"),
}
ENTRY_VERBS: Mapping[str, Words] = {
    "propose": Words("Đề nghị công bố", "Proposed for publication"),
    "revise": Words("Đề nghị bản mới", "New version proposed"),
    "publish": Words("Duyệt công bố", "Approved and published"),
    "refuse": Words("Không duyệt", "Not approved"),
    "withdraw": Words("Gỡ", "Withdrawn"),
}
