"""Lives: of an intelligence note, of what stands in a register, of an entry of the watch list, of a plan."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class Note(StrEnum):
    """Where an intelligence note stands."""

    RECEIVED = "received"
    ASSESSED = "assessed"
    ACTED = "acted"
    DISMISSED = "dismissed"


NOTE_WORDS: Mapping[Note, Words] = {
    Note.RECEIVED: Words("Mới nhận", "Received"),
    Note.ASSESSED: Words("Đã đánh giá", "Assessed"),
    Note.ACTED: Words("Đã xử lý", "Acted upon"),
    Note.DISMISSED: Words("Không xử lý", "Dismissed"),
}
NOTE_MOVES: Mapping[tuple[Note, str], Note] = {
    (Note.RECEIVED, "assess"): Note.ASSESSED,
    (Note.ASSESSED, "act"): Note.ACTED,
    (Note.ASSESSED, "dismiss"): Note.DISMISSED,
    (Note.RECEIVED, "assign"): Note.RECEIVED,
    (Note.ASSESSED, "assign"): Note.ASSESSED,
}
PROCESSED = (Note.ACTED, Note.DISMISSED)
"""An indicator counts a note on the day on which it came here."""


class Register(StrEnum):
    """What a register lists."""

    PROFILE = "profile"
    SUSPECT = "suspect"
    PROJECT = "project"
    BASE = "base"


REGISTER_WORDS: Mapping[Register, Words] = {
    Register.PROFILE: Words("Sưu tra", "Profiles checked"),
    Register.SUSPECT: Words("Hiềm nghi", "Suspects"),
    Register.PROJECT: Words("Chuyên án", "Special projects"),
    Register.BASE: Words("Cơ sở, đầu mối", "Sources and bases"),
}
PREFIXES: Mapping[Register, str] = {
    Register.PROFILE: "ST", Register.SUSPECT: "HNG", Register.PROJECT: "CA", Register.BASE: "CS",
}  # fmt: skip
NUMBERS: Mapping[Register, str] = {
    Register.PROFILE: "K1", Register.SUSPECT: "K2", Register.PROJECT: "K3", Register.BASE: "K4",
}  # fmt: skip
"""Under which two signs the running numbers of each are kept."""


class Held(StrEnum):
    """How what stands in a register stands."""

    OPEN = "open"
    CLOSED = "closed"


HELD_WORDS: Mapping[Held, Words] = {
    Held.OPEN: Words("Đang theo dõi", "Open"), Held.CLOSED: Words("Đã kết thúc", "Closed"),
}  # fmt: skip
HELD_MOVES: Mapping[tuple[Held, str], Held] = {(Held.OPEN, "update"): Held.OPEN, (Held.OPEN, "close"): Held.CLOSED}


class Watch(StrEnum):
    """Where an entry of the watch list stands. Whether it is in force on a day is said by its days."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


WATCH_WORDS: Mapping[Watch, Words] = {
    Watch.PROPOSED: Words("Chờ người thứ hai duyệt", "Waits for a second person"),
    Watch.APPROVED: Words("Đã duyệt", "Approved"),
    Watch.REFUSED: Words("Không duyệt", "Refused"),
    Watch.WITHDRAWN: Words("Đã rút", "Withdrawn"),
    Watch.STOPPED: Words("Đã dừng", "Stopped"),
}
WATCH_MOVES: Mapping[tuple[Watch, str], Watch] = {
    (Watch.PROPOSED, "approve"): Watch.APPROVED,
    (Watch.PROPOSED, "refuse"): Watch.REFUSED,
    (Watch.PROPOSED, "withdraw"): Watch.WITHDRAWN,
    (Watch.APPROVED, "stop"): Watch.STOPPED,
}
DECIDED = frozenset({"approve", "refuse"})
"""Never by who proposed it."""


class Plan(StrEnum):
    """Where a plan of patrols stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


PLAN_WORDS: Mapping[Plan, Words] = {
    Plan.PLANNED: Words("Dự kiến", "Planned"),
    Plan.DONE: Words("Đã thực hiện", "Done"),
    Plan.CANCELLED: Words("Đã hủy", "Cancelled"),
}
PLAN_MOVES: Mapping[tuple[Plan, str], Plan] = {
    (Plan.PLANNED, "change"): Plan.PLANNED,
    (Plan.PLANNED, "report"): Plan.DONE,
    (Plan.PLANNED, "cancel"): Plan.CANCELLED,
    (Plan.DONE, "report"): Plan.DONE,
}
STEPS: Mapping[str, Words] = {
    "record": Words("Ghi nhận", "Recorded"),
    "assign": Words("Giao người thụ lý", "Given to a handler"),
    "assess": Words("Đánh giá", "Assessed"),
    "act": Words("Xử lý", "Acted upon"),
    "dismiss": Words("Không xử lý", "Dismissed"),
    "open": Words("Xác lập", "Opened"),
    "update": Words("Bổ sung", "Added to"),
    "close": Words("Kết thúc", "Closed"),
    "propose": Words("Đề xuất", "Proposed"),
    "approve": Words("Duyệt", "Approved"),
    "refuse": Words("Không duyệt", "Refused"),
    "withdraw": Words("Rút", "Withdrawn"),
    "stop": Words("Dừng theo dõi", "Stopped"),
    "plan": Words("Lập kế hoạch", "Planned"),
    "change": Words("Thay đổi", "Changed"),
    "report": Words("Báo cáo kết quả", "Results recorded"),
    "cancel": Words("Hủy", "Cancelled"),
    "set": Words("Giao chỉ tiêu", "Target set"),
    "correct": Words("Sửa báo cáo tháng", "Return corrected"),
}
