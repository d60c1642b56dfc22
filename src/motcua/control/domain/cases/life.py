"""The life of a case, and of an exhibit in the store, as tables."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class State(StrEnum):
    """Where a case stands."""

    PROPOSED = "proposed"
    DETECTED = "detected"
    RECORDED = "recorded"
    HELD = "held"
    VERIFIED = "verified"
    EXPLAINED = "explained"
    UNOWNED = "unowned"
    NOTICED = "noticed"
    NOTICED_TWICE = "noticed_2"
    DECIDED = "decided"
    EXECUTED = "executed"
    DISPOSED = "disposed"
    CLOSED = "closed"
    NO_OFFENCE = "no_offence"
    TRANSFERRED = "transferred"
    DISMISSED = "dismissed"


_S = State
_EARLY = (_S.DETECTED, _S.RECORDED, _S.HELD, _S.VERIFIED, _S.EXPLAINED)
_ENDED = frozenset({_S.CLOSED, _S.DISMISSED})
OPEN = tuple(each for each in State if each not in _ENDED)
WORKED = tuple(each for each in OPEN if each is not _S.PROPOSED)
"""Open cases that somebody works on."""
IN_CUSTODY = (_S.HELD, _S.VERIFIED, _S.EXPLAINED)
"""States in which custody lasts, where something or somebody was taken into it."""
COUNTED = tuple(each for each in State if each not in (_S.PROPOSED, _S.DISMISSED, _S.NO_OFFENCE))
"""States whose cases count as cases found: proposals and what proved to be no offence do not."""
MOVES: Mapping[tuple[State, str], State] = {
    (_S.PROPOSED, "accept"): _S.DETECTED,
    (_S.PROPOSED, "dismiss"): _S.DISMISSED,
    (_S.DETECTED, "record"): _S.RECORDED,
    (_S.DETECTED, "no_owner"): _S.UNOWNED,
    (_S.RECORDED, "hold"): _S.HELD,
    **{(state, "extend"): state for state in IN_CUSTODY},
    **{(state, "verify"): _S.VERIFIED for state in (_S.RECORDED, _S.HELD)},
    **{(state, "ask_explain"): state for state in (_S.RECORDED, _S.HELD, _S.VERIFIED)},
    (_S.VERIFIED, "explain"): _S.EXPLAINED,
    (_S.VERIFIED, "waive"): _S.EXPLAINED,
    (_S.EXPLAINED, "decide"): _S.DECIDED,
    (_S.UNOWNED, "notice"): _S.NOTICED,
    (_S.NOTICED, "notice"): _S.NOTICED_TWICE,
    (_S.NOTICED_TWICE, "confiscate"): _S.EXECUTED,
    **{(state, "owner"): _S.DETECTED for state in (_S.UNOWNED, _S.NOTICED, _S.NOTICED_TWICE)},
    **{(state, "no_offence"): _S.NO_OFFENCE for state in _EARLY},
    **{(state, "transfer"): _S.TRANSFERRED for state in _EARLY},
    **{(state, "prosecute"): _S.TRANSFERRED for state in _EARLY},
    (_S.TRANSFERRED, "returned"): _S.VERIFIED,
    (_S.DECIDED, "pay"): _S.DECIDED,
    (_S.DECIDED, "execute"): _S.EXECUTED,
    (_S.EXECUTED, "dispose"): _S.DISPOSED,
    **{(state, "close"): _S.CLOSED for state in (_S.DISPOSED, _S.EXECUTED, _S.NO_OFFENCE, _S.TRANSFERRED)},
    **{(state, "assign"): state for state in OPEN},
    **{(state, "let_in"): state for state in State},
    **{(state, "keep_out"): state for state in State},
    **{(state, "restrict"): state for state in OPEN},
    **{(state, "classify"): state for state in (_S.PROPOSED, *_EARLY, _S.UNOWNED)},
    **{(state, "subject"): state for state in (*_EARLY, _S.PROPOSED)},
    **{(state, "erase"): state for state in (_S.CLOSED, _S.DISMISSED)},
    **{(state, "goods"): state for state in (*_EARLY, _S.PROPOSED, _S.UNOWNED)},
    **{(state, "seize"): state for state in (*_EARLY, _S.UNOWNED)},
    **{(state, "note"): state for state in OPEN},
    **{(state, "complain"): state for state in (_S.DECIDED, _S.EXECUTED, _S.DISPOSED)},
    **{(state, "settle"): state for state in (_S.DECIDED, _S.EXECUTED, _S.DISPOSED)},
}
STATES: Mapping[State, Words] = {
    _S.PROPOSED: Words("Đề xuất lập vụ việc", "Proposed"),
    _S.DETECTED: Words("Phát hiện", "Detected"),
    _S.RECORDED: Words("Đã lập biên bản", "Record made"),
    _S.HELD: Words("Đang tạm giữ", "In custody"),
    _S.VERIFIED: Words("Đã xác minh", "Verified"),
    _S.EXPLAINED: Words("Hết bước giải trình", "Explanation done"),
    _S.UNOWNED: Words("Vô chủ", "Owner unknown"),
    _S.NOTICED: Words("Đã thông báo lần 1", "First notice given"),
    _S.NOTICED_TWICE: Words("Đã thông báo lần 2", "Second notice given"),
    _S.DECIDED: Words("Đã ra quyết định", "Decided"),
    _S.EXECUTED: Words("Đã thi hành", "Executed"),
    _S.DISPOSED: Words("Đã xử lý tang vật", "Exhibits dealt with"),
    _S.CLOSED: Words("Đã đóng hồ sơ", "Closed"),
    _S.NO_OFFENCE: Words("Không vi phạm", "No offence"),
    _S.TRANSFERRED: Words("Khởi tố, chuyển cơ quan", "Prosecuted or transferred"),
    _S.DISMISSED: Words("Không lập vụ việc", "Proposal dismissed"),
}
VERBS: Mapping[str, Words] = {
    "propose": Words("Đề xuất vụ việc", "Case proposed"),
    "open": Words("Mở vụ việc", "Case opened"),
    "accept": Words("Nhận lập vụ việc", "Proposal accepted"),
    "dismiss": Words("Không lập vụ việc", "Proposal dismissed"),
    "assign": Words("Phân công thụ lý", "Handler assigned"),
    "classify": Words("Phân loại lại", "Classed anew"),
    "restrict": Words("Đổi mức hạn chế", "Restriction changed"),
    "record": Words("Lập biên bản", "Record made"),
    "hold": Words("Tạm giữ", "Taken into custody"),
    "extend": Words("Kéo dài tạm giữ", "Custody extended"),
    "verify": Words("Xác minh xong", "Verified"),
    "ask_explain": Words("Người vi phạm xin giải trình", "Explanation asked for"),
    "explain": Words("Đã giải trình", "Explanation heard"),
    "waive": Words("Không giải trình", "No explanation"),
    "decide": Words("Ra quyết định xử phạt", "Sanction decided"),
    "pay": Words("Nộp tiền", "Money paid"),
    "execute": Words("Thi hành xong", "Executed"),
    "dispose": Words("Xử lý xong tang vật", "Exhibits dealt with"),
    "close": Words("Đóng hồ sơ", "Closed"),
    "no_offence": Words("Kết luận không vi phạm", "No offence found"),
    "transfer": Words("Chuyển cơ quan điều tra", "Transferred to the police"),
    "prosecute": Words("Khởi tố vụ án", "Prosecution instituted"),
    "returned": Words("Cơ quan điều tra trả hồ sơ", "Returned by the police"),
    "no_owner": Words("Xác định vô chủ", "Owner unknown"),
    "notice": Words("Thông báo tìm chủ sở hữu", "Public notice to the owner"),
    "owner": Words("Xác định được chủ sở hữu", "Owner found"),
    "confiscate": Words("Tịch thu hàng vô chủ", "Goods without owner confiscated"),
    "complain": Words("Nhận khiếu nại", "Complaint received"),
    "settle": Words("Giải quyết khiếu nại", "Complaint settled"),
    "subject": Words("Thêm đối tượng", "Subject added"),
    "erase": Words("Xóa thông tin cá nhân", "Personal data erased"),
    "goods": Words("Ghi hàng hóa vi phạm", "Goods written down"),
    "seize": Words("Niêm phong, nhập kho tang vật", "Exhibit sealed and stored"),
    "let_in": Words("Cho phép đọc hồ sơ", "Reading granted"),
    "keep_out": Words("Thôi cho phép đọc", "Reading ended"),
    "note": Words("Ghi chú", "Note"),
}


class Place(StrEnum):
    """Where an exhibit stands."""

    STORED = "stored"
    HANDING = "handing"
    ENDED = "ended"


EXHIBIT_MOVES: Mapping[tuple[Place, str], Place] = {
    (Place.STORED, "offer"): Place.HANDING,
    (Place.HANDING, "take"): Place.STORED,
    (Place.HANDING, "refuse"): Place.STORED,
    (Place.HANDING, "recall"): Place.STORED,
    (Place.STORED, "reseal"): Place.STORED,
    (Place.STORED, "count"): Place.STORED,
    (Place.HANDING, "count"): Place.HANDING,
    (Place.STORED, "end"): Place.ENDED,
}
PLACES: Mapping[Place, Words] = {
    Place.STORED: Words("Đang giữ", "Held"),
    Place.HANDING: Words("Chờ bên nhận ký", "Waiting for the receiver"),
    Place.ENDED: Words("Đã xử lý", "Dealt with"),
}
EXHIBIT_VERBS: Mapping[str, Words] = {
    "store": Words("Niêm phong, nhập kho", "Sealed and stored"),
    "offer": Words("Bên giao ký giao", "Handed over, signed by the giver"),
    "take": Words("Bên nhận ký nhận", "Received, signed by the receiver"),
    "refuse": Words("Bên nhận không nhận", "Refused by the receiver"),
    "recall": Words("Bên giao rút lại", "Taken back by the giver"),
    "reseal": Words("Thay niêm phong", "Sealed anew"),
    "count": Words("Kiểm kê", "Counted"),
    "end": Words("Xử lý tang vật", "Dealt with"),
}
ENDS: Mapping[str, Words] = {
    "sold": Words("Bán, nộp ngân sách", "Sold for the budget"),
    "destroyed": Words("Tiêu hủy", "Destroyed"),
    "returned": Words("Trả chủ sở hữu", "Returned to the owner"),
    "handed": Words("Chuyển giao cơ quan khác", "Given to another agency"),
}
"""How an exhibit leaves the store for good."""
