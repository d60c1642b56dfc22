"""Some days of conferences and visits: every table of theirs has rows, open and done."""

from tests.rooms.helpdesk.meeting_desk import (
    BEGINS,
    CODES,
    DAYS,
    HEAD,
    HOUR,
    MINUTES,
    SUPPORT,
    TRADERS,
    enterprises,
    invited,
    opened,
    visited,
)

from motcua.ground.services import log
from motcua.helpdesk.domain.meetings.plans import Todo
from motcua.helpdesk.services import meetings


def days_of_meetings() -> None:
    """One published, one planned with a waiting list, a visit with things done and to be done."""
    enterprises()
    held = opened()
    meetings.admit(held.number, [meetings.Arrived(CODES[0], 2), meetings.Arrived(CODES[5], 1)], by=SUPPORT, at=BEGINS)
    asked = [meetings.Asked(CODES[1], "Hàng gửi nhầm?", "TT"), meetings.Asked("", "Đường vào cảng?", "HT")]
    meetings.raise_questions(held.number, asked, by=SUPPORT, at=BEGINS + HOUR)
    meetings.answer_on_spot(held.number, 1, answer="Khai bổ sung.", basis="Luật HQ Đ29", by=SUPPORT, at=BEGINS + HOUR)
    meetings.promise(held.number, [2, 3], by=SUPPORT, at=BEGINS + HOUR)
    meetings.minutes(held.number, MINUTES, by=SUPPORT, at=BEGINS + 2 * HOUR)
    meetings.publish_results(held.number, "Đã trả lời.", by=SUPPORT, at=BEGINS + DAYS)
    meetings.settle(held.number, 2, answer="Được từ chối.", by=SUPPORT, at=BEGINS + 2 * DAYS)
    waiting = invited(seats=3, at=BEGINS + DAYS, begins_at=BEGINS + 20 * DAYS, ends_at=BEGINS + 20 * DAYS + HOUR)
    for no in (0, 1):
        meetings.register(waiting.number, CODES[no], people=2, by=TRADERS[no], at=BEGINS + 2 * DAYS)
    meetings.decline(waiting.number, CODES[2], by=TRADERS[2], at=BEGINS + 2 * DAYS)
    made = visited()
    todos = [Todo("Gửi tài liệu", 34, BEGINS.date()), Todo("Trả lời văn bản", 34, BEGINS.date() + 5 * DAYS)]
    meetings.follow_up(made.number, todos, by=HEAD, at=BEGINS)
    meetings.action_done(made.number, 1, outcome="Đã gửi", by=HEAD, at=BEGINS + DAYS)
    log.sequence()
    log.sign_head(BEGINS + 3 * DAYS)
