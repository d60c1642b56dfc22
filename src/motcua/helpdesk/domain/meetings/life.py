"""Lives: of a conference, of a guest, of a question raised at a conference, of a visit, of what follows a visit."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Words


class Level(StrEnum):
    """Who holds a conference."""

    DEPARTMENT = "department"
    BRANCH = "branch"


LEVEL_WORDS: Mapping[Level, Words] = {
    Level.DEPARTMENT: Words("Cấp Cục", "Of the department"),
    Level.BRANCH: Words("Cấp Chi cục", "Of a branch"),
}


class State(StrEnum):
    """What a conference is."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    MINUTES = "minutes"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


STATE_WORDS: Mapping[State, Words] = {
    State.PLANNED: Words("Dự kiến", "Planned"),
    State.INVITED: Words("Đã mời", "Invited"),
    State.HELD: Words("Đã mở hội nghị", "Opened"),
    State.MINUTES: Words("Đã có biên bản", "Minutes written"),
    State.PUBLISHED: Words("Đã công bố kết quả", "Results published"),
    State.CANCELLED: Words("Đã hủy", "Cancelled"),
}
MOVES: Mapping[tuple[State, str], State] = {
    (State.PLANNED, "change"): State.PLANNED,
    (State.PLANNED, "invite"): State.INVITED,
    (State.PLANNED, "cancel"): State.CANCELLED,
    (State.INVITED, "invite"): State.INVITED,
    (State.INVITED, "change"): State.INVITED,
    (State.INVITED, "hold"): State.HELD,
    (State.INVITED, "cancel"): State.CANCELLED,
    (State.HELD, "minutes"): State.MINUTES,
    (State.MINUTES, "minutes"): State.MINUTES,
    (State.MINUTES, "publish"): State.PUBLISHED,
    (State.PUBLISHED, "publish"): State.PUBLISHED,
}
"""“hold” opens the doors: from then on guests come in and questions are answered. Published results are published
again when promised answers have come."""
STEPS: Mapping[str, Words] = {
    "plan": Words("Lập kế hoạch", "Planned"),
    "change": Words("Thay đổi", "Changed"),
    "invite": Words("Mời doanh nghiệp", "Enterprises invited"),
    "hold": Words("Mở hội nghị", "Opened"),
    "minutes": Words("Lập biên bản", "Minutes written"),
    "publish": Words("Công bố kết quả", "Results published"),
    "cancel": Words("Hủy", "Cancelled"),
}
DONE = frozenset({State.HELD, State.MINUTES, State.PUBLISHED})
"""A conference that took place."""


class Guest(StrEnum):
    """How an invited enterprise stands."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITING = "waiting"
    DECLINED = "declined"
    CAME = "came"


GUEST_WORDS: Mapping[Guest, Words] = {
    Guest.INVITED: Words("Đã mời, chưa trả lời", "Invited, no answer yet"),
    Guest.REGISTERED: Words("Đã đăng ký, có chỗ", "Registered, has seats"),
    Guest.WAITING: Words("Trong danh sách chờ", "On the waiting list"),
    Guest.DECLINED: Words("Không dự", "Will not come"),
    Guest.CAME: Words("Đã đến dự", "Came"),
}
GUEST_MOVES: Mapping[tuple[Guest, str], Guest] = {
    (Guest.INVITED, "seat"): Guest.REGISTERED,
    (Guest.INVITED, "queue"): Guest.WAITING,
    (Guest.DECLINED, "seat"): Guest.REGISTERED,
    (Guest.DECLINED, "queue"): Guest.WAITING,
    (Guest.WAITING, "seat"): Guest.REGISTERED,
    (Guest.INVITED, "decline"): Guest.DECLINED,
    (Guest.REGISTERED, "decline"): Guest.DECLINED,
    (Guest.WAITING, "decline"): Guest.DECLINED,
    (Guest.INVITED, "come"): Guest.CAME,
    (Guest.REGISTERED, "come"): Guest.CAME,
    (Guest.WAITING, "come"): Guest.CAME,
}
"""“come”: whoever stands at the door is let in, also without a seat; the list says so."""


class Raised(StrEnum):
    """How a question raised at a conference stands."""

    OPEN = "open"
    ANSWERED = "answered"
    PROMISED = "promised"
    SETTLED = "settled"


RAISED_WORDS: Mapping[Raised, Words] = {
    Raised.OPEN: Words("Chưa trả lời", "Not answered yet"),
    Raised.ANSWERED: Words("Giải đáp tại chỗ", "Answered on the spot"),
    Raised.PROMISED: Words("Hẹn trả lời sau", "Answer promised"),
    Raised.SETTLED: Words("Đã trả lời sau hội nghị", "Answered after the conference"),
}
RAISED_MOVES: Mapping[tuple[Raised, str], Raised] = {
    (Raised.OPEN, "answer"): Raised.ANSWERED,
    (Raised.OPEN, "promise"): Raised.PROMISED,
    (Raised.PROMISED, "settle"): Raised.SETTLED,
}


class Visit(StrEnum):
    """What a visit to an enterprise is."""

    PLANNED = "planned"
    MADE = "made"
    CLOSED = "closed"
    CANCELLED = "cancelled"


VISIT_WORDS: Mapping[Visit, Words] = {
    Visit.PLANNED: Words("Dự kiến", "Planned"),
    Visit.MADE: Words("Đã làm việc, còn việc phải làm", "Made, things remain to be done"),
    Visit.CLOSED: Words("Đã xong", "Closed"),
    Visit.CANCELLED: Words("Đã hủy", "Cancelled"),
}
VISIT_MOVES: Mapping[tuple[Visit, str], Visit] = {
    (Visit.PLANNED, "change"): Visit.PLANNED,
    (Visit.PLANNED, "findings"): Visit.MADE,
    (Visit.PLANNED, "cancel"): Visit.CANCELLED,
    (Visit.MADE, "findings"): Visit.MADE,
    (Visit.MADE, "follow up"): Visit.MADE,
    (Visit.MADE, "close"): Visit.CLOSED,
}
VISIT_STEPS: Mapping[str, Words] = {
    "plan": Words("Lập kế hoạch", "Planned"),
    "change": Words("Thay đổi", "Changed"),
    "findings": Words("Ghi kết quả làm việc", "Findings recorded"),
    "follow up": Words("Giao việc sau làm việc", "Follow-up given"),
    "close": Words("Kết thúc", "Closed"),
    "cancel": Words("Hủy", "Cancelled"),
}


class Action(StrEnum):
    """How a thing to be done after a visit stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ACTION_WORDS: Mapping[Action, Words] = {
    Action.OPEN: Words("Đang làm", "Being done"),
    Action.DONE: Words("Đã làm", "Done"),
    Action.DROPPED: Words("Thôi không làm", "Dropped"),
}
ACTION_MOVES: Mapping[tuple[Action, str], Action] = {
    (Action.OPEN, "extend"): Action.OPEN,
    (Action.OPEN, "done"): Action.DONE,
    (Action.OPEN, "drop"): Action.DROPPED,
}
