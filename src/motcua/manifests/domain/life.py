"""The lives of a call's dossier and of each document in it, as tables of moves."""

from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """What the dossier of a call is. Being late is no state but a clock that has run out."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    REQUESTED = "request_supplement"
    AMENDED = "amended"
    ACCEPTED = "accepted"
    CLEARED_IN = "ship_cleared_in"
    CLEARED_OUT = "ship_cleared_out"
    CANCELLED = "cancelled"


STATE_WORDS = {
    State.DRAFT: Words("Đã báo tàu, chưa nộp chứng từ", "Announced, nothing lodged"),
    State.SUBMITTED: Words("Đang nộp, chưa đủ chứng từ", "Being lodged, not complete"),
    State.RECEIVED: Words("Đã nhận đủ, chờ kiểm tra", "Received, waits for the officer"),
    State.REQUESTED: Words("Yêu cầu bổ sung", "To be supplemented"),
    State.AMENDED: Words("Đã bổ sung, chờ kiểm tra", "Supplemented, waits for the officer"),
    State.ACCEPTED: Words("Hồ sơ được chấp nhận", "Accepted"),
    State.CLEARED_IN: Words("Đã thông quan nhập cảnh", "Ship cleared in"),
    State.CLEARED_OUT: Words("Đã thông quan xuất cảnh", "Ship cleared out"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
OPEN = (State.DRAFT, State.SUBMITTED, State.RECEIVED, State.REQUESTED, State.AMENDED, State.ACCEPTED)
"""Not yet cleared: deadlines run, documents may come."""
WAITING = (State.RECEIVED, State.AMENDED, State.ACCEPTED)
"""An officer has to do something."""
LODGING = (*OPEN, State.CLEARED_IN)
"""Documents are taken; after clearance in, corrections until the goods have passed."""

MOVES = {
    **{(state, "lodge"): State.SUBMITTED for state in (State.DRAFT, State.SUBMITTED)},
    **{(state, "complete"): State.RECEIVED for state in (State.DRAFT, State.SUBMITTED)},
    **{(state, "lodge"): state for state in (State.RECEIVED, State.AMENDED, State.REQUESTED, State.CLEARED_IN)},
    (State.ACCEPTED, "lodge"): State.AMENDED,
    **{(state, "request"): State.REQUESTED for state in (State.SUBMITTED, *WAITING, State.REQUESTED)},
    (State.REQUESTED, "answer"): State.AMENDED,
    (State.REQUESTED, "answer part"): State.REQUESTED,
    **{
        (state, "accept document"): state
        for state in (State.SUBMITTED, State.RECEIVED, State.REQUESTED, State.AMENDED)
    },
    **{(state, "accept"): State.ACCEPTED for state in (State.RECEIVED, State.AMENDED)},
    (State.ACCEPTED, "clear in"): State.CLEARED_IN,
    (State.ACCEPTED, "clear out"): State.CLEARED_OUT,
    **{(state, "arrive"): state for state in (*OPEN, State.CLEARED_IN)},
    **{(state, "berth"): state for state in (*OPEN, State.CLEARED_IN)},
    (State.CLEARED_IN, "finish cargo"): State.CLEARED_IN,
    (State.CLEARED_IN, "leave"): State.CLEARED_OUT,
    **{(state, "plan"): state for state in OPEN},
    **{(state, "withdraw document"): state for state in LODGING},
    **{(state, "cancel"): State.CANCELLED for state in OPEN},
}  # fmt: skip
"""(state, verb) -> state. `clear in` is of a dossier on entry, `clear out` of one on exit; the dossier on entry then
leaves with its ship. What is lodged after acceptance has to be accepted anew."""

STEPS = {
    "open": Words("Báo tàu", "Call announced"),
    "await": Words("Chờ chứng từ", "Document awaited"),
    "lodge": Words("Nộp chứng từ", "Document lodged"),
    "correct": Words("Sửa chứng từ", "Document corrected"),
    "withdraw document": Words("Hủy chứng từ", "Document cancelled"),
    "complete": Words("Đã đủ chứng từ", "Complete"),
    "request": Words("Yêu cầu bổ sung", "Supplement requested"),
    "answer": Words("Trả lời yêu cầu bổ sung", "Request answered"),
    "answer part": Words("Trả lời một phần", "Answered in part"),
    "accept document": Words("Chấp nhận chứng từ", "Document accepted"),
    "accept": Words("Chấp nhận hồ sơ", "Dossier accepted"),
    "clear in": Words("Thông quan tàu nhập cảnh", "Ship cleared in"),
    "clear out": Words("Thông quan tàu xuất cảnh", "Ship cleared out"),
    "arrive": Words("Tàu đến", "Ship arrived"),
    "berth": Words("Xếp cầu bến", "Berth given"),
    "finish cargo": Words("Làm hàng xong", "Cargo finished"),
    "leave": Words("Tàu rời cảng", "Ship left"),
    "plan": Words("Đổi thời điểm dự kiến", "Expected moment changed"),
    "cancel": Words("Hủy hồ sơ", "Dossier cancelled"),
}


class Paper(StrEnum):
    """What a document of a call is."""

    AWAITED = "awaited"
    LODGED = "lodged"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


PAPER_WORDS = {
    Paper.AWAITED: Words("Chưa nộp", "Not lodged"),
    Paper.LODGED: Words("Đã nộp", "Lodged"),
    Paper.REQUESTED: Words("Phải bổ sung", "To be supplemented"),
    Paper.ACCEPTED: Words("Được chấp nhận", "Accepted"),
    Paper.CANCELLED: Words("Đã hủy", "Cancelled"),
}
PAPER_MOVES = {
    (Paper.AWAITED, "lodge"): Paper.LODGED,
    (Paper.AWAITED, "request"): Paper.REQUESTED,
    (Paper.REQUESTED, "lodge"): Paper.LODGED,
    **{(paper, "correct"): Paper.LODGED for paper in (Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)},
    **{(paper, "request"): Paper.REQUESTED for paper in (Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)},
    (Paper.REQUESTED, "answer"): Paper.LODGED,
    (Paper.LODGED, "accept"): Paper.ACCEPTED,
    **{(paper, "withdraw"): Paper.CANCELLED for paper in (Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)},
}
"""(paper, verb) -> paper."""
STANDING = (Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)
"""Something is lodged and not cancelled."""
MOST_CORRECTIONS = 9
"""A number has one digit for corrections (rules VES-VES-11, PER-PER-06)."""

KIND_WORDS = {
    "general": Words("Bản khai chung", "General declaration"),
    "cargo": Words("Bản khai hàng hóa", "Cargo manifest"),
    "house": Words("Vận đơn gom hàng", "House bills"),
    "crew": Words("Danh sách thuyền viên", "Crew list"),
    "effects": Words("Bản khai hành lý thuyền viên", "Crew's effects"),
    "stores": Words("Bản khai dự trữ của tàu", "Ship's stores"),
    "passengers": Words("Danh sách hành khách", "Passenger list"),
    "dangerous": Words("Bản khai hàng hóa nguy hiểm", "Dangerous goods"),
    "health": Words("Tờ khai y tế hàng hải", "Declaration of health"),
    "containers": Words("Danh sách container", "Container list"),
}
"""Kinds of document, in the order of a dossier."""
DIRECTION_WORDS = {"I": Words("Nhập cảnh", "Entry"), "E": Words("Xuất cảnh", "Exit")}
