"""What gates that may be cut off write into the log, by name, and the columns of their tables."""

from motcua.ground.services import log
from motcua.kernel.words import Words

REGISTERED = log.verb("gate.registered", Words("Đăng ký điểm ngoại tuyến", "Gate installation registered"))
ENDED = log.verb("gate.ended", Words("Chấm dứt điểm ngoại tuyến", "Gate installation ended"))
CODE_GIVEN = log.verb("gate.code_given", Words("Cấp mã giấy cho công chức", "Paper code given to an officer"))
CODE_ENDED = log.verb("gate.code_ended", Words("Hủy mã giấy", "Paper code ended"))
LISTED = log.verb("gate.listed", Words("Lập danh sách cho cửa khẩu", "List issued to a gate"))
MERGED = log.verb("gate.merged", Words("Gộp bản ghi của cửa khẩu", "Batch of a gate merged"))
DECIDED = log.verb("gate.decided", Words("Quyết định bản ghi cần xem lại", "Disputed record decided"))
GIVEN_UP = log.verb("gate.given_up", Words("Xác định bản ghi bị mất", "Missing records given up"))

T_INSTALLATION = "crossings_installation"
INSTALLATION = ("leaf", "name", "gate", "office", "public", "since", "until", "at", "actor")
T_INSTALLATION_END = "crossings_installation_end"
INSTALLATION_END = ("leaf", "installation_id", "at", "actor", "note")
T_CODE = "crossings_gate_code"
CODE = ("leaf", "account", "salt", "hash", "at", "until")
T_CODE_END = "crossings_gate_code_end"
CODE_END = ("leaf", "code_id", "at", "actor")
T_LIST = "crossings_gate_list"
LIST = (
    "leaf", "installation", "number", "made_at", "expires_at", "file", "permits", "announced", "staying", "officers",
    "fetched", "clock_ms", "waiting", "actor",
)  # fmt: skip
T_BATCH = "crossings_gate_batch"
BATCH = ("leaf", "installation", "at", "actor", "made_at", "file", "sha256", "first", "count", "fresh", "fault")
T_RECORD = "crossings_gate_record"
RECORD = (
    "installation", "number", "leaf", "at", "officer", "verb", "plate", "country", "list", "content", "signature",
)  # fmt: skip
T_OUTCOME = "crossings_gate_outcome"
OUTCOME = (
    "installation", "number", "leaf", "outcome", "reason", "vi", "en", "crossing_leaf", "crossing_no",
)  # fmt: skip
T_DECISION = "crossings_gate_decision"
DECISION = (
    "leaf", "installation", "number", "at", "actor", "verdict", "note", "crossing_leaf", "crossing_no",
)  # fmt: skip
T_GAP = "crossings_gate_gap"
GAP = ("leaf", "installation", "first", "last", "at", "actor", "note")
MOMENTS = {
    T_INSTALLATION: (7,), T_INSTALLATION_END: (2,), T_CODE: (4, 5), T_CODE_END: (2,), T_LIST: (3, 4),
    T_BATCH: (2, 4), T_RECORD: (3,), T_OUTCOME: (), T_DECISION: (3,), T_GAP: (4,),
}  # fmt: skip
"""Positions of columns that hold moments."""
COLUMNS = {
    T_INSTALLATION: INSTALLATION, T_INSTALLATION_END: INSTALLATION_END, T_CODE: CODE, T_CODE_END: CODE_END,
    T_LIST: LIST, T_BATCH: BATCH, T_RECORD: RECORD, T_OUTCOME: OUTCOME, T_DECISION: DECISION, T_GAP: GAP,
}  # fmt: skip
